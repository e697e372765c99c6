"""The sheet for a new tune."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from engine.errors import SettingsError
from engine.notation.beginning import RHYTHMS, Beginning, appended, next_number
from gui.files.documents import Documents
from gui.frame.window import Window
from gui.look.sentences import spoken

_METRES = ("4/4", "6/8", "2/4", "3/4", "9/8", "12/8", "2/2", "C", "C|", "3/8", "none")
_UNITS = ("1/8", "1/4", "1/16")
_KEYS = ("G", "D", "A", "C", "Em", "Am", "Bm", "Dm", "Gm", "Ador", "Edor", "Amix", "Dmix", "F", "Bb", "E")
_FASTEST = 400


class NewTuneSheet(QDialog):
    """Title, rhythm, metre, key, unit, tempo. What cannot be read is said below the fields."""

    def __init__(self, last: Beginning, *, may_append: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New tune"))
        self.setObjectName("new_tune")
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("may be empty"))
        self.rhythm = _choice(("", *RHYTHMS), last.rhythm)
        self.metre = _choice(_METRES, last.metre)
        self.key = _choice(_KEYS, last.key)
        self.unit = _choice(_UNITS, last.unit)
        self.tempo = QSpinBox()
        self.tempo.setRange(0, _FASTEST)
        self.tempo.setSpecialValueText(self.tr("none"))
        self.tempo.setSuffix(self.tr(" beats a minute"))
        self.tempo.setValue(last.tempo_bpm)
        self.is_separate = QCheckBox(self.tr("In a text of its &own, not at the end of this one"))
        self.is_separate.setChecked(not may_append)
        self.wrong = QLabel()
        self.wrong.setObjectName("wrong")
        self.wrong.setProperty("severity", "error")
        self.wrong.setWordWrap(True)
        self.wrong.setMinimumSize(320, 2 * self.wrong.fontMetrics().height())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._check)
        self.buttons.rejected.connect(self.reject)
        # A rhythm brings its metre along; another may be chosen after it.
        self.rhythm.currentTextChanged.connect(
            lambda rhythm: self.metre.setEditText(RHYTHMS[rhythm]) if rhythm in RHYTHMS else None)
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, widget in ((self.tr("&Title"), self.title), (self.tr("&Rhythm"), self.rhythm),
                              (self.tr("&Metre"), self.metre), (self.tr("&Key"), self.key),
                              (self.tr("&Unit note"), self.unit), (self.tr("Tem&po"), self.tempo)):
            form.addRow(words, widget)
        for row in (self.is_separate, self.wrong, self.buttons):
            form.addRow(row)
        self.wrong.hide()

    def beginning(self) -> Beginning:
        """Return what is set."""
        return Beginning(self.title.text(), self.rhythm.currentText().strip(), self.metre.currentText().strip(),
                         self.unit.currentText().strip(), self.key.currentText().strip(), self.tempo.value())

    def _check(self) -> None:
        try:
            self.beginning().header(1)
        except SettingsError as error:
            self.wrong.setText(spoken(error))
            self.wrong.show()
            self.adjustSize()
        else:
            self.accept()


class NewTunes(QObject):
    """Asks for a tune's beginning and writes it behind the last tune, with the next number."""

    def __init__(self, window: Window, documents: Documents) -> None:
        super().__init__(window)
        self._window = window
        self._documents = documents
        self._last = Beginning()
        self.sheet: NewTuneSheet | None = None
        window.when("new_tune", self.ask)

    def ask(self) -> None:
        """Show the sheet."""
        self.sheet = NewTuneSheet(self._last, may_append=bool(self._window.editor.text().strip()), parent=self._window)
        self.sheet.accepted.connect(self._begin)
        self.sheet.finished.connect(self.sheet.deleteLater)
        self.sheet.open()

    def _begin(self) -> None:
        assert self.sheet is not None
        self._last = self.sheet.beginning()
        if self.sheet.is_separate.isChecked() and self._window.editor.text().strip():
            self._documents.new()
        editor = self._window.editor
        text = editor.text()
        put = appended(text, self._last.header(next_number(text)))
        editor.edit([(len(text), len(text), put)])
        editor.move_caret(len(text) + len(put))
        editor.setFocus()


def _choice(words: tuple[str, ...], chosen: str) -> QComboBox:
    box = QComboBox()
    box.setEditable(True)
    box.addItems(words)
    box.setEditText(chosen)
    return box
