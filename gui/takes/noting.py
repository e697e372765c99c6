"""How a continuation was written, noted in the tune and recalled from there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.continuation import Continuation
from engine.errors import SegueError
from engine.notation.book import tune_range
from engine.origin import origin_comment, origins
from gui.bridge import Bridge
from gui.frame.window import Window
from gui.takes.continuing import Continuing


class Noting(QObject):
    """Write the comment for the last continuation; set caret, seed and settings as a comment says.

    Signals:
        said: what was done, or why not. A sentence.
        failed: a comment cannot be understood. SegueError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, window: Window, bridge: Bridge, continuing: Continuing) -> None:
        super().__init__(window)
        self._editor = window.editor
        self._controls = window.controls
        self._opening = ""  # the tune up to where the last continuation begins
        self._answer: Continuation | None = None
        continuing.is_writing.connect(self._begin)
        bridge.finished.connect(self._keep)
        window.action("note_origin").triggered.connect(lambda _=False: self.note())
        window.action("recall_origin").triggered.connect(lambda _=False: self.recall())

    def note(self) -> None:
        """Write the comment behind the line in which the last continuation ends. One step of undo."""
        text, answer = self._editor.text(), self._answer
        start, end = tune_range(text, self._editor.caret())
        if answer is None or not text[start:end].startswith(self._opening + answer.text):
            self.said.emit(self.tr("The last continuation does not stand in this tune as it was written: accept all "
                                   "of it first"))
            return
        comment = origin_comment(self._opening, answer)
        if comment in text[start:end]:
            self.said.emit(self.tr("It is noted already"))
            return
        behind = start + len(self._opening + answer.text)
        line_end = text.find("\n", behind)
        place = len(text) if line_end < 0 else line_end
        self._editor.edit([(place, place, f"\n{comment}")])
        self.said.emit(self.tr("Noted below the music how it was written"))

    def recall(self) -> None:
        """Go to where a comment of the tune says that music was written, with the settings that wrote it."""
        text, caret = self._editor.text(), self._editor.caret()
        start, end = tune_range(text, caret)
        try:
            found = list(origins(text[start:end]))
        except SegueError as error:
            self.failed.emit(error)
            return
        if not found:
            self.said.emit(self.tr("No comment in this tune says how it was written"))
            return
        # The one in whose music the caret stands, or else the last one before it.
        chosen = next((one for one in reversed(found) if start + one.begin <= caret), found[0])
        self._controls.set_settings(chosen.settings)
        self._controls.lock.setChecked(True)
        self._editor.move_caret(start + chosen.begin)
        changed = "" if chosen.fits(text[start:end]) else self.tr(" The text before it has been changed since.")
        self.said.emit(self.tr("Continue writes the same again: seed {seed}, {bars} bars.").format(
            seed=chosen.settings.seed, bars=chosen.settings.bars) + changed)

    def _begin(self, is_writing: bool) -> None:
        if is_writing:
            text, caret = self._editor.text(), self._editor.caret()
            self._opening = text[tune_range(text, caret)[0]:caret]
            self._answer = None

    def _keep(self, answer: Continuation) -> None:
        self._answer = answer if answer.ended != "cancelled" else None
