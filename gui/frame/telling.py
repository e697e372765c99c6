"""What the window says of itself: what went wrong, what is wrong at the caret, whether there is a model."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox

from engine.errors import FileError, SegueError
from gui.frame.window import Window
from gui.look.sentences import spoken
from gui.look.texts import noop

_ABOUT = noop(
    "Telling", "<b>Segue</b> continues an unfinished tune. Write an opening in ABC, press Continue, and hear the rest "
    "while it is being written.<br><br>The model runs on this computer; nothing leaves it.")


class Telling(QObject):
    """Tell it where it is looked for: beside the text, in the status line, in a box."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        window.when("about", self._show_about)
        window.editor.cursorPositionChanged.connect(lambda: self.tell_fault(is_news=False))

    def tell(self, error: SegueError) -> None:
        """Say what went wrong, until the composer sends it away."""
        self._window.notice.say(spoken(error))
        if not isinstance(error, FileError):
            self._window.say(spoken(error), "error")

    def tell_fault(self, *, is_news: bool) -> None:
        """Say the fault at the caret, else the tune's first error: at once if it is news, else instead of another."""
        editor, window = self._window.editor, self._window
        here, first = editor.fault_at_caret(), editor.first_error()
        if editor.ghost.is_alive:
            return
        if here is not None:
            window.say(here.message, here.severity)
        elif first is not None and (is_news or window.is_fault_shown):
            window.say(self.tr("line {number}: {message}").format(number=first[0], message=first[1].message),
                       first[1].severity)
        elif window.is_fault_shown:
            window.say("")

    def tell_loading(self) -> None:
        """Say that a model is on its way."""
        self._window.model.setText(self.tr("loading the model…"))

    def tell_model(self, name: str) -> None:
        """Say that there is a model."""
        self._window.model.setText(self.tr("model ready"))
        self._window.model.setToolTip(name)

    def tell_no_model(self, error: SegueError) -> None:
        """Say why there is none."""
        self._window.model.setText(self.tr("no model"))
        self._window.model.setToolTip(spoken(error))
        self.tell(error)

    def _show_about(self) -> None:
        QMessageBox.about(self._window, self.tr("About Segue"), self.tr(_ABOUT))
