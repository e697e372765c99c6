"""What can be chosen of a format: paper, notes, sound, text. Shows the rows that mean something for it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QSpinBox, QWidget

from engine.engraving.paper import HIGHEST_DPI, LARGEST_STAFF_MM, LOWEST_DPI, SMALLEST_STAFF_MM, PageLayout
from gui.export.export_choices import Choices
from gui.files.kinds import EXPORTS
from gui.frame.controls import ROW_HEIGHT
from gui.frame.transport import VOICE_WORDS

_SLOWEST, _FASTEST = 25, 300  # per cent

# suffix: the rows, from above to below
_ROWS: dict[str, tuple[str, ...]] = {
    ".pdf": ("paper", "staff", "titles", "numbers", "apart"), ".png": ("dpi", "staff", "titles"), ".svg": ("titles",),
    ".mid": ("tempo", "chords", "swing"), ".wav": ("voice", "tempo", "chords", "swing"), ".abc": ("rewrites",),
}


class ExportOptions(QWidget):
    """The rows of all formats, those of one shown.

    Signals:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self.suffix = choices.suffix
        self.paper = _box((("A4", "a4"), (self.tr("Letter"), "letter")), choices.layout.paper)
        self.staff = QDoubleSpinBox()
        self.staff.setRange(SMALLEST_STAFF_MM, LARGEST_STAFF_MM)
        self.staff.setDecimals(1)
        self.staff.setSingleStep(0.2)
        self.staff.setSuffix(self.tr(" mm"))
        self.staff.setValue(choices.layout.staff_mm)
        self.staff.setToolTip(self.tr("How high five lines are; smaller staves put more bars on a line"))
        self.dpi = QSpinBox()
        self.dpi.setRange(LOWEST_DPI, HIGHEST_DPI)
        self.dpi.setSuffix(self.tr(" dots an inch"))
        self.dpi.setValue(choices.dpi)
        self.voice = _box(_voices(), choices.voice)
        self.tempo = QSpinBox()
        self.tempo.setRange(_SLOWEST, _FASTEST)
        self.tempo.setSingleStep(5)
        self.tempo.setSuffix(" %")
        self.tempo.setValue(choices.tempo)
        self.tempo.setToolTip(self.tr("How fast, against the tune's own tempo"))
        self.titles = QCheckBox(self.tr("T&itles, composers, and words below the tunes"))
        self.numbers = QCheckBox(self.tr("Page n&umbers, if there are several pages"))
        self.apart = QCheckBox(self.tr("Begin a p&age with each tune"))
        self.chords = QCheckBox(self.tr("Sound the c&hord symbols"))
        self.swing = QCheckBox(self.tr("S&wing hornpipes"))
        self.rewrites = QCheckBox(self.tr("Write every tune a&new, in one clean manner"))
        layout = choices.layout
        for box, is_on in ((self.titles, layout.has_titles), (self.numbers, layout.has_numbers),
                           (self.apart, layout.is_apart), (self.chords, choices.accompany),
                           (self.swing, choices.swing), (self.rewrites, choices.rewrites)):
            box.setChecked(is_on)
            box.toggled.connect(self.changed)
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        set_spacing(self.form)
        self._rows: dict[str, QWidget] = {}
        for name, words, field in (
                ("paper", self.tr("&Paper"), self.paper), ("dpi", self.tr("&Resolution"), self.dpi),
                ("staff", self.tr("Height of a &staff"), self.staff), ("voice", self.tr("&Instrument"), self.voice),
                ("tempo", self.tr("Te&mpo"), self.tempo)):
            field.setMinimumHeight(ROW_HEIGHT)
            self.form.addRow(words, field)
            self._rows[name] = field
        for name in ("titles", "numbers", "apart", "chords", "swing", "rewrites"):
            self._rows[name] = getattr(self, name)
            self.form.addRow(QLabel(), self._rows[name])
        for changes in (self.paper.currentIndexChanged, self.voice.currentIndexChanged, self.staff.valueChanged,
                        self.dpi.valueChanged, self.tempo.valueChanged):
            changes.connect(self.changed)
        self.show_format(choices.suffix)

    def show_format(self, suffix: str) -> None:
        """Show the rows of a format."""
        self.suffix = suffix
        wanted = _ROWS.get(suffix, ())
        for name, field in self._rows.items():
            self.form.setRowVisible(field, name in wanted)

    def largest(self) -> QSize:
        """Return the room that the format with the most rows needs, so that a window need not change its size."""
        for field in self._rows.values():
            field.ensurePolished()
        shown, size = self.suffix, QSize()
        for suffix in EXPORTS:
            self.show_format(suffix)
            size = size.expandedTo(self.form.sizeHint())
        self.show_format(shown)
        return size

    def labels(self) -> list[QWidget]:
        """Return the words before the fields."""
        found = (self.form.labelForField(field) for field in self._rows.values())
        return [label for label in found if label is not None]

    def choices(self) -> Choices:
        """Return what is chosen; the scope is that of before."""
        layout = PageLayout(str(self.paper.currentData()), round(self.staff.value(), 1), self.apart.isChecked(),
                            self.numbers.isChecked(), self.titles.isChecked())
        return replace(self._choices, suffix=self.suffix, layout=layout, dpi=self.dpi.value(),
                       tempo=self.tempo.value(), accompany=self.chords.isChecked(), swing=self.swing.isChecked(),
                       voice=str(self.voice.currentData()), rewrites=self.rewrites.isChecked())


def set_spacing(form: QFormLayout) -> None:
    """Let the rows of several forms stand below one another as if they were one's."""
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(8)


def _voices() -> tuple[tuple[str, str], ...]:
    translate = QCoreApplication.translate
    return tuple((translate("PortChooser", words), voice) for voice, words in VOICE_WORDS.items())


def _box(choices: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
    box = QComboBox()
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box
