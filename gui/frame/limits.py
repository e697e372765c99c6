"""What a continuation may use: the panel behind the row of controls."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QLineEdit, QSpinBox, QWidget

from engine.continuation import ALARM_NOTES, FEWEST_COPIED, MOST_COPIED, PART_BARS, SWITCH, Settings
from gui.look.texts import noop

_SWITCH_WORDS = {
    "auto": noop("LimitsPanel", "as before the caret"), "on": noop("LimitsPanel", "yes"),
    "off": noop("LimitsPanel", "no"),
}
_PART_WORDS = {"auto": noop("LimitsPanel", "8 in a dance"),
               "free": noop("LimitsPanel", "free")}
_LARGEST_BAR = 999
_ROW_HEIGHT = 26  # pixels, as in the row of controls
# Lengths that people ask for; any others can be written.
_LENGTHS = ("", "1/8", "1/4", "1/8 1/4", "1/8 1/4 3/8", "1/16 1/8", "1/16 1/8 1/4", "1/4 1/2")


class LimitsPanel(QWidget):
    """Top-p, range, scale, note lengths, chords, rhythm. ``applied`` puts what is set into Settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.top_p = QDoubleSpinBox()
        self.top_p.setRange(0.05, 1.0)
        self.top_p.setSingleStep(0.05)
        self.top_p.setValue(1.0)
        self.lowest, self.highest = QLineEdit(), QLineEdit()
        for field in (self.lowest, self.highest):
            field.setPlaceholderText(self.tr("any"))
            field.setMaximumWidth(90)
        self.scale_only = QCheckBox(self.tr("Only notes of the key"))
        self.lengths = QComboBox()
        self.lengths.setEditable(True)
        self.lengths.addItems(_LENGTHS)
        line = self.lengths.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("any"))
        self.symbols, self.chords = self._switch(), self._switch()
        self.rhythm_bar = QSpinBox()
        self.rhythm_bar.setRange(0, _LARGEST_BAR)
        self.rhythm_bar.setSpecialValueText(self.tr("free"))
        self.part_bars = QComboBox()
        for each in PART_BARS:
            words = self.tr(_PART_WORDS[each]) if each in _PART_WORDS else self.tr("{bars}, repeated")
            self.part_bars.addItem(words.format(bars=each), each)
        self.tonic_end = QCheckBox(self.tr("End the tune on its tonic"))
        self.tonic_end.setChecked(True)
        self.copy_notes = QSpinBox()
        self.copy_notes.setRange(FEWEST_COPIED - 1, MOST_COPIED)
        self.copy_notes.setSpecialValueText(self.tr("any"))
        self.copy_notes.setValue(ALARM_NOTES)
        form = QFormLayout(self)
        form.setContentsMargins(14, 10, 14, 10)
        form.setVerticalSpacing(6)
        rows: tuple[tuple[str, QWidget, str], ...] = (
            (self.tr("Top-p"), self.top_p,
             self.tr("Only the likeliest symbols that together reach this probability; 1 for all")),
            (self.tr("Lowest note"), self.lowest,
             self.tr("No note below this one, written as in the tune: D, or A,")),
            (self.tr("Highest note"), self.highest,
             self.tr("No note above this one, written as in the tune: b, or c'")),
            ("", self.scale_only, self.tr("No accidentals outside the key")),
            (self.tr("Note lengths"), self.lengths, self.tr("Only these lengths, in whole notes: 1/8 1/4")),
            (self.tr("Chord symbols"), self.symbols, self.tr("Whether chord symbols are written")),
            (self.tr("Several notes at once"), self.chords, self.tr("Whether chords of notes are written")),
            (self.tr("Rhythm of bar"), self.rhythm_bar,
             self.tr("Every bar takes the rhythm of this bar, counted from the tune's first")),
            (self.tr("Bars in a part"), self.part_bars,
             self.tr("How long the parts are, to the end of the part or of the tune")),
            ("", self.tonic_end, self.tr("What is written to the end of the tune closes on the tonic of its key")),
            (self.tr("Notes in a row from a known tune"), self.copy_notes,
             self.tr("From so many notes on, the continuation turns away from a tune that the network learnt")),
        )
        for words, row, tip in rows:
            row.setToolTip(tip)
            row.setMinimumHeight(_ROW_HEIGHT)
            row.setAccessibleName(words or (row.text() if isinstance(row, QCheckBox) else ""))
            form.addRow(words, row)

    def applied(self, settings: Settings) -> Settings:
        """Return the settings with what is set here."""
        return replace(
            settings, top_p=self.top_p.value(), lowest=self.lowest.text().strip(), highest=self.highest.text().strip(),
            scale_only=self.scale_only.isChecked(), lengths=self.lengths.currentText().strip(),
            symbols=str(self.symbols.currentData()), chords=str(self.chords.currentData()),
            rhythm_bar=self.rhythm_bar.value(),
            part_bars=str(self.part_bars.currentData()),
            copy_notes=self.copy_notes.value() if self.copy_notes.value() >= FEWEST_COPIED else 0,
            tonic_end=self.tonic_end.isChecked())

    def show_settings(self, settings: Settings) -> None:
        """Show these values."""
        self.top_p.setValue(settings.top_p)
        self.lowest.setText(settings.lowest)
        self.highest.setText(settings.highest)
        self.scale_only.setChecked(settings.scale_only)
        self.lengths.setEditText(settings.lengths)
        self.symbols.setCurrentIndex(SWITCH.index(settings.symbols))
        self.chords.setCurrentIndex(SWITCH.index(settings.chords))
        self.rhythm_bar.setValue(settings.rhythm_bar)
        self.tonic_end.setChecked(settings.tonic_end)
        self.copy_notes.setValue(settings.copy_notes or FEWEST_COPIED - 1)
        self.part_bars.setCurrentIndex(PART_BARS.index(settings.part_bars))

    def _switch(self) -> QComboBox:
        box = QComboBox()
        for each in SWITCH:
            box.addItem(self.tr(_SWITCH_WORDS[each]), each)
        return box
