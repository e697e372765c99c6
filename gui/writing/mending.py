"""Edits of the tune around the caret that the composer asks for: the offered mend, another key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from engine.errors import SegueError, SettingsError
from engine.notation.book import tune_range
from gui.look.sentences import spoken
from gui.text.editor import Editor

# Major keys round the circle of fifths; the mode of the tune stays with each.
_TONICS = ("C", "G", "D", "A", "E", "B", "F#", "Db", "Ab", "Eb", "Bb", "F")


class Mending(QObject):
    """Mend and transpose. Each is one step of undo.

    Signals:
        said: what was done, or that there was nothing to do.
        failed: what was asked for makes no sense. SegueError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, editor: Editor, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self._window = parent

    def mend(self) -> None:
        """Make the mend that is offered at the caret, or else the next one behind it in the tune."""
        from engine.notation.reader import read_tune

        text, caret = self._editor.text(), self._editor.caret()
        offered = [one for one in read_tune(text, *tune_range(text, caret)).diagnostics if one.fix is not None]
        here = [one for one in offered if one.place.start <= caret <= max(one.place.end, one.place.start + 1)]
        here.sort(key=lambda one: (one.severity != "error", one.place.end - one.place.start))  # as the hover names them
        chosen = next(iter(here or [one for one in offered if one.place.start >= caret] or offered), None)
        if chosen is None or chosen.fix is None:
            self.said.emit(self.tr("There is nothing here that could be mended by itself"))
            return
        fix = chosen.fix
        self._editor.edit([(fix.place.start, fix.place.end, fix.text)])
        self.said.emit(self.tr("Mended: {title}").format(title=spoken(fix.title)))

    def rewrite(self) -> None:
        """Write the tune around the caret anew, in one clean manner."""
        from engine.notation.book import music_end
        from engine.notation.reader import read_tune
        from engine.notation.writer import write_tune

        text, caret = self._editor.text(), self._editor.caret()
        start, end = tune_range(text, caret)
        end = music_end(text, start, end)
        clean = write_tune(read_tune(text, start, end)).rstrip("\n")
        self._editor.edit([(start, end, clean)] if clean != text[start:end] else [])
        self.said.emit(self.tr("Rewritten") if clean != text[start:end] else
                       self.tr("The tune is written cleanly already"))

    def ask_and_transpose(self) -> None:
        """Ask where to, and go there."""
        from engine.notation.reader import read_tune

        text, caret = self._editor.text(), self._editor.caret()
        key = read_tune(text, *tune_range(text, caret)).key
        mode = "" if key.mode in ("maj", "none") else key.mode
        choices = [tonic + mode for tonic in _TONICS]
        here = choices.index(key.text) if key.text in choices else 0
        spec, is_wanted = QInputDialog.getItem(
            self._window, self.tr("Transpose"), self.tr(
                "The tune is in {key}. To a key, by semitones (+3, -2)\nor by an interval (m3, -P4):").format(
                    key=key.text), choices, here, editable=True)
        if is_wanted:
            self.transpose(spec)

    def transpose(self, spec: str) -> None:
        """Put the tune around the caret into another key."""
        from engine.notation.intervals import parse_interval
        from engine.notation.reader import read_tune
        from engine.notation.transpose import transpose_edits

        text, caret = self._editor.text(), self._editor.caret()
        start, end = tune_range(text, caret)
        try:
            interval = parse_interval(spec, read_tune(text, start, end).key)
        except SettingsError as error:
            self._fail(error)
            return
        edits = [(one.start, one.end, one.text) for one in transpose_edits(text, start, end, interval)]
        self._editor.edit(edits)
        self.said.emit(self.tr("Transposed by {count} semitones").format(count=f"{interval.semitones:+d}") if edits else
                       self.tr("The tune is in this key already"))

    def _fail(self, error: SegueError) -> None:
        self.failed.emit(error)
