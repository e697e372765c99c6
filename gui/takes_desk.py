"""Takes, bars written again, suggestions, surprise: their parts, connected to the window and to each other."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.bridge import Bridge
from gui.continuing import Continuing
from gui.editor import Editor
from gui.ghost_reader import GhostReader
from gui.ghost_takes import GhostTakes
from gui.listening import Listening
from gui.settings import Preferences
from gui.suggesting import Suggesting
from gui.window import Window


class TakesDesk(QObject):
    """What goes beyond one continuation at a time.

    Signals:
        failed: something could not be done. SegueError.
    """

    failed = Signal(object)

    def __init__(self, window: Window, bridge: Bridge, continuing: Continuing, listening: Listening,
                 preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._preferences = preferences
        self._continuing = continuing
        self.ghosts = GhostTakes(continuing, window.controls, listening, self)
        self.suggesting = Suggesting(continuing, bridge, self)
        self._connect_ghosts()

    @property
    def editor(self) -> Editor:
        """Return the editor that is served."""
        return self._continuing.editor

    def use(self, editor: Editor) -> None:
        """Serve another editor from now on."""
        self._continuing.use(editor)
        self.ghosts.use(editor)
        self.suggesting.use(editor)

    def close(self) -> None:
        """Remember the choices."""
        self._preferences.keep("suggest", self.suggesting.is_on)

    def _connect_ghosts(self) -> None:
        window, ghosts = self._window, self.ghosts
        window.action("next_take").triggered.connect(ghosts.next)
        window.action("previous_take").triggered.connect(ghosts.previous)
        window.action("read_ghost").triggered.connect(self._read_ghost)
        ghosts.said.connect(window.say)
        suggest = window.action("suggest")
        suggest.toggled.connect(self.suggesting.set_on)
        suggest.setChecked(self._preferences.flag("suggest", False))

    def _read_ghost(self) -> None:
        text = self.editor.ghost.text
        if not text:
            self._window.say(self.tr("Nothing is proposed just now"))
            return
        reader = GhostReader(self._window)
        reader.accepted_all.connect(self.editor.accept_all)
        reader.show_text(text)
