"""Takes, bars written again, suggestions, surprise: their parts, connected to the window and to each other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from engine.continuation import Continuation
from gui.background import Background
from gui.bridge import Bridge
from gui.frame.window import Window
from gui.look.theme import Theme
from gui.settings import Preferences
from gui.sound.listening import Listening
from gui.takes.choosing import Choosing, Judging
from gui.takes.continuing import Continuing
from gui.takes.ghost_reader import GhostReader
from gui.takes.ghost_takes import GhostTakes
from gui.takes.hearing import Hearing
from gui.takes.holding import Holding
from gui.takes.leaves import Leaves
from gui.takes.suggesting import Suggesting
from gui.takes.takes_panel import TakesPanel
from gui.takes.tries import Try
from gui.takes.trying import Trying
from gui.text.editor import Editor

_BARS_BEFORE = 2  # that are heard over the seam


class TakesDesk(QObject):
    """What goes beyond one continuation at a time. It serves one editor at a time; ``use`` says which.

    Signals:
        failed: something could not be done. SegueError.
    """

    failed = Signal(object)

    def __init__(self, window: Window, bridge: Bridge, continuing: Continuing, listening: Listening,
                 reader: Background, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._preferences = preferences
        self._continuing = continuing
        self._listening = listening
        self._compared: Try | None = None
        editor = continuing.editor
        self.ghosts = GhostTakes(continuing, window.controls, listening, self)
        self.choosing = Choosing(bridge, continuing, window.controls, self.ghosts, self)
        self.suggesting = Suggesting(continuing, lambda: self.choosing.is_busy, self)
        self.judging = Judging(bridge, reader, self.ghosts, self)
        self.trying = Trying(self.ghosts, editor, preferences.takes_folder, self)
        self.holding = Holding(editor, self)
        self.hearing = Hearing(bridge, editor, lambda: window.controls.settings().copy_notes, self)
        self.leaves = Leaves(self.trying, self.ghosts, continuing, listening, bridge, self)
        self.panel = TakesPanel(window)
        window.panels.add(self.panel, Qt.DockWidgetArea.BottomDockWidgetArea)
        window.themed.connect(self.set_theme)
        self._connect_ghosts()
        self._connect_panel()
        self._connect_bars()
        self._recall()

    @property
    def editor(self) -> Editor:
        """Return the editor that is served."""
        return self._continuing.editor

    def use(self, editor: Editor) -> None:
        """Serve another editor from now on."""
        for part in (self._continuing, self.ghosts, self.suggesting, self.trying, self.holding, self.hearing):
            part.use(editor)

    def set_document(self, document: Path | None) -> None:
        """Take notice of the file that the editor holds."""
        self.trying.set_document(document)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours, once the editor has."""
        self.panel.set_theme(theme)
        self.holding.show()
        self.hearing.show()

    def close(self) -> None:
        """Write the tree and remember the choices."""
        self.trying.save()
        keep = self._preferences.keep
        keep("suggest", self.suggesting.is_on)
        keep("takes_shown", not self.panel.isHidden())
        keep("takes_kept", self.panel.kept.value())
        keep("takes_candidates", self.panel.candidates.value())
        for name in ("surprise", "hold_rhythm"):
            keep(name, self._window.action(name).isChecked())

    def _recall(self) -> None:
        window, keep = self._window, self._preferences
        self.panel.candidates.setValue(keep.number("takes_candidates", 12))
        self.panel.kept.setValue(keep.number("takes_kept", 4))
        window.action("suggest").setChecked(keep.flag("suggest", False))
        window.action("takes").setChecked(keep.flag("takes_shown", False))
        for name in ("surprise", "hold_rhythm"):
            window.action(name).setChecked(keep.flag(name, False))
        self.refresh()

    # The ghost

    def _connect_ghosts(self) -> None:
        window, ghosts = self._window, self.ghosts
        window.action("next_take").triggered.connect(ghosts.next)
        window.action("previous_take").triggered.connect(ghosts.previous)
        window.action("read_ghost").triggered.connect(self._read_ghost)
        ghosts.said.connect(window.say)
        window.action("suggest").toggled.connect(self.suggesting.set_on)
        self._continuing.tried.connect(self._note_copies)
        self.hearing.said.connect(lambda words: window.say(words, "warning"))
        window.action("surprise").toggled.connect(self.hearing.set_shown)
        window.controls.limits.copy_notes.valueChanged.connect(self.hearing.ask_again)

    def _read_ghost(self) -> None:
        text = self.editor.ghost.text
        if not text:
            self._window.say(self.tr("Nothing is proposed just now"))
            return
        reader = GhostReader(self._window)
        reader.accepted_all.connect(self.editor.accept_all)
        reader.show_text(text)

    def _note_copies(self, continuation: Continuation) -> None:
        self.hearing.note_ghost(continuation)

    # The bars

    def _connect_bars(self) -> None:
        window = self._window
        window.action("again").triggered.connect(self._write_bars_again)
        window.action("hold_bars").triggered.connect(self.holding.toggle)
        self.holding.said.connect(window.say)

    def _write_bars_again(self) -> None:
        self.choosing.write_bars_again(self.holding.ranges(), self.panel.kept.value(),
                                       hold_rhythm=self._window.action("hold_rhythm").isChecked())

    # The panel

    def _connect_panel(self) -> None:
        window, panel, command = self._window, self.panel, self.panel.commands
        shows = window.action("takes")
        shows.toggled.connect(self._show_panel)
        window.action("go_takes").triggered.connect(self._go_to_panel)
        panel.left.connect(self._go_to_text)
        panel.visibilityChanged.connect(lambda _: shows.setChecked(not panel.isHidden()))
        window.action("choose_takes").triggered.connect(self._choose)
        panel.turned.connect(self.refresh)
        panel.turned.connect(self._show_tree)
        panel.asked.connect(self._choose)
        panel.cancelled.connect(self.choosing.cancel)
        self.choosing.progress.connect(panel.show_progress)
        self.choosing.said.connect(window.say)
        self.choosing.failed.connect(self.failed)
        self.leaves.said.connect(window.say)
        self.leaves.failed.connect(self.failed)
        self.trying.failed.connect(self.failed)
        self.trying.changed.connect(self._show_tree)
        self.ghosts.changed.connect(self.refresh)
        self.ghosts.changed.connect(self.judging.look)
        self.judging.judged.connect(self.refresh)
        panel.row.chosen.connect(self._choose_card)
        panel.row.taken.connect(self._accept)
        panel.tree.opened.connect(self.leaves.open)
        panel.tree.forgotten.connect(self.trying.forget)
        for name, slot in {"hear": lambda: self._hear(0), "seam": lambda: self._hear(_BARS_BEFORE),
                           "accept": self._accept, "keep": self._keep, "compare": self._compare,
                           "back": self._go_back, "again": lambda: self.leaves.write_again(panel.tree.leaf()),
                           "copy": lambda: self.leaves.copy(panel.tree.leaf()),
                           "forget": lambda: self.trying.forget(panel.tree.leaf())}.items():
            command[name].triggered.connect(lambda _=False, slot=slot: slot())

    def refresh(self) -> None:
        """Show the round at hand."""
        here = self.ghosts.round
        compared = here.tries.index(self._compared) if self._compared in here.tries else -1
        self.panel.row.show_round(here, compared, self._window.controls.settings().copy_notes)
        current, command = here.current, self.panel.commands
        command["keep"].setChecked(current is not None and current.is_kept)
        command["compare"].setChecked(compared >= 0)
        for name in ("hear", "seam", "accept"):
            command[name].setEnabled(current is not None or bool(self.trying.attempts.leaves))
        for name in ("keep", "compare"):
            command[name].setEnabled(current is not None and not self.panel.is_tree)

    def _show_panel(self, is_shown: bool) -> None:
        self.panel.setVisible(is_shown)
        self.judging.is_on = is_shown
        if is_shown:
            self.refresh()
            self._show_tree()
            self.judging.look()
            if self._window.isVisible():
                (self.panel.tree if self.panel.is_tree else self.panel.row).setFocus()
        else:
            self.editor.setFocus()

    def _go_to_text(self) -> None:
        self.editor.setFocus()

    def _go_to_panel(self) -> None:
        self._window.action("takes").setChecked(True)
        (self.panel.tree if self.panel.is_tree else self.panel.row).setFocus()

    def _show_tree(self) -> None:
        if not self.panel.isHidden():
            current = self.ghosts.round.current
            self.panel.tree.show_attempts(self.trying.attempts, current.leaf if current is not None else "")

    def _choose(self) -> None:
        self._window.action("takes").setChecked(True)
        self.panel.tabs.setCurrentIndex(0)
        self._compared = None
        self.choosing.choose(self.panel.kept.value(), self.panel.candidates.value())
        self.panel.row.setFocus()

    def _choose_card(self, number: int) -> None:
        self.ghosts.show(number)
        self.panel.row.setFocus()

    def _hear(self, bars_before: int) -> None:
        name = self.panel.tree.leaf() if self.panel.is_tree else ""
        if name:
            self.leaves.hear(name, bars_before)
            return
        here, place = self.ghosts.round, self.ghosts.place(self.ghosts.round)
        if here.current is None or self.panel.is_tree:
            return
        text = self.editor.text() if place is not None else here.upto
        at = (place if place is not None else len(here.upto)) - len(here.replaced)
        self._listening.audition(text, at, here.current.text, bars_before)

    def _accept(self) -> None:
        if self.panel.is_tree and not self.leaves.open(self.panel.tree.leaf()):
            return
        here = self.ghosts.round
        if here.current is None:
            return
        if not self.editor.ghost.is_alive:
            self.ghosts.show(here.index, is_heard=False)
        self.editor.accept_all()
        self._window.say(self.tr("Accepted; undo takes it out again"))
        self.editor.setFocus()

    def _keep(self) -> None:
        one = self.ghosts.round.current
        if one is not None:
            self.trying.keep(one, not one.is_kept)
        self.refresh()

    def _compare(self) -> None:
        one = self.ghosts.round.current
        self._compared = None if self._compared is not None else one
        self.refresh()

    def _go_back(self) -> None:
        """Come back to the takes before, and to the text that they continued."""
        here = self.ghosts.round
        if self.ghosts.place(here) != self.editor.caret() and here.tries and self._take_out(here.current):
            self.ghosts.show(here.index, is_heard=False)
            return
        if not self.ghosts.go_back():
            self._window.say(self.tr("There are no takes before these"))
            return
        back = self.ghosts.round
        if self._take_out(back.current) or self.ghosts.place(back) is not None:
            self.ghosts.show(back.index, is_heard=False)

    def _take_out(self, one: Try | None) -> bool:
        """Undo if what stands before the caret is a take that was just accepted; say whether it was."""
        editor, here = self.editor, self.ghosts.round
        if one is None or not one.text:
            return False
        taken = self.ghosts.before_caret()
        if taken != here.before + one.text:
            return False
        caret = editor.caret()
        editor.edit([(caret - len(one.text), caret, here.replaced)])
        return True
