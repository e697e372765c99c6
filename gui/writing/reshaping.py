"""Edits of the notes' lengths and of the bars' places in the lines, as the composer asks for them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from engine.errors import SettingsError
from engine.notation.book import music_end, tune_range
from gui.text.editor import Editor

_UNITS = ("1/4", "1/8", "1/16", "1/32")


class Reshaping(QObject):
    """Align, double, halve, change the unit. Each is one step of undo, in the editor that is current.

    Signals:
        said: what was done, or that there was nothing to do.
        failed: what was asked for makes no sense. SegueError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, current: Callable[[], Editor], window: QWidget) -> None:
        super().__init__(window)
        self._current = current
        self._window = window

    def align(self) -> None:
        """Set the bars of the tune, or of the selected lines, in columns."""
        from engine.notation.alignment import align_edits

        text, start, end = self._tune()
        edits = align_edits(text, start, end, self._selection())
        self._current().edit([(one.start, one.end, one.text) for one in edits])
        self.said.emit(self.tr("The bars are aligned") if edits else self.tr("The bars stand in columns already"))

    def double(self) -> None:
        """Make the notes of the tune, or of the selection, twice as long."""
        self._scale(Fraction(2))

    def halve(self) -> None:
        """Make the notes of the tune, or of the selection, half as long."""
        self._scale(Fraction(1, 2))

    def ask_and_change_unit(self) -> None:
        """Ask for another unit note length, and write the tune in it."""
        from engine.notation.reader import read_tune

        text, start, end = self._tune()
        unit = str(read_tune(text, start, end).unit)
        units = list(dict.fromkeys((*_UNITS, unit)))
        spec, is_wanted = QInputDialog.getItem(
            self._window, self.tr("Unit length"),
            self.tr("The tune is written in units of {unit}. Write it in units of\n(it sounds the same):").format(
                unit=unit), units, units.index(unit), editable=True)
        if is_wanted:
            self.change_unit(spec)

    def change_unit(self, spec: str) -> None:
        """Write the tune around the caret in another unit note length; it sounds the same."""
        from engine.notation.durations import parse_new_unit, unit_edits

        try:
            unit = parse_new_unit(spec)
            edits = unit_edits(*self._tune(), unit)
        except SettingsError as error:
            self.failed.emit(error)
            return
        self._current().edit([(one.start, one.end, one.text) for one in edits])
        self.said.emit(self.tr("The tune is written in units of {unit}").format(unit=unit) if edits else
                       self.tr("The tune is written in this unit already"))

    def _scale(self, factor: Fraction) -> None:
        from engine.notation.durations import scale_edits, scaled_metre
        from engine.notation.reader import read_tune

        text, start, end = self._tune()
        within = self._selection()
        keep = False
        if within is None:
            metre = read_tune(text, start, end).metre
            new = scaled_metre(metre.text, factor)
            answer = self._ask_metre(metre.text, new) if new != metre.text else True
            if answer is None:
                return
            keep = not answer
        try:
            edits = scale_edits(text, start, end, factor, keep_metre=keep, within=within)
        except SettingsError as error:
            self.failed.emit(error)
            return
        self._current().edit([(one.start, one.end, one.text) for one in edits])
        if not edits:
            self.said.emit(self.tr("There are no notes here"))
        else:
            self.said.emit(self.tr("Every note is twice as long") if factor > 1 else
                           self.tr("Every note is half as long"))

    def _ask_metre(self, old: str, new: str) -> bool | None:
        """Ask whether the metre goes along; None where nothing is to be done at all."""
        box = QMessageBox(QMessageBox.Icon.Question, "Segue",
                          self.tr("Shall the metre go along, from {old} to {new}?").format(old=old, new=new),
                          parent=self._window)
        box.setInformativeText(self.tr("With it every bar still adds up. Without it the bars hold more or less than "
                                       "M:{old} announces, and are marked.").format(old=old))
        along = box.addButton(self.tr("Change M: to {new}").format(new=new), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(self.tr("Keep M:{old}").format(old=old), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(along)
        box.exec()
        pressed = box.clickedButton()
        return True if pressed is along else False if pressed is stay else None

    def _tune(self) -> tuple[str, int, int]:
        """Return the text, and where the tune around the caret begins and ends in it."""
        editor = self._current()
        text = editor.text()
        start, end = tune_range(text, editor.caret())
        return text, start, music_end(text, start, end)

    def _selection(self) -> tuple[int, int] | None:
        """Return the offsets of the selection, or None where nothing is selected."""
        editor = self._current()
        cursor = editor.textCursor()
        if not cursor.hasSelection():
            return None
        return editor.offset_at(cursor.selectionStart()), editor.offset_at(cursor.selectionEnd())
