"""Hearing it: the row of controls below the text."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
)

from gui.frame.controls import ROW_HEIGHT
from gui.frame.tempo_label import TempoLabel
from gui.look.texts import noop, plain
from gui.look.theme import Theme

_SLOWEST, _FASTEST = 25, 300  # per cent
_BUILTIN = "builtin"
_SILENT = "null"
VOICE_WORDS = {
    "pluck": noop("PortChooser", "Plucked string"), "flute": noop("PortChooser", "Flute"),
    "concertina": noop("PortChooser", "Concertina"), "fiddle": noop("PortChooser", "Fiddle"),
}


class Transport(QWidget):
    """Play, stop, tempo, port.

    Signals:
        tempo_changed: times as fast as the tune's own tempo.
        port_chosen: a port's name, as ``engine.ports.open_port`` takes it.
        accompany_changed: whether chord symbols sound.
        listen_changed: whether a continuation sounds while it is written.
    """

    tempo_changed = Signal(float)
    port_chosen = Signal(str)
    accompany_changed = Signal(bool)
    listen_changed = Signal(bool)

    def __init__(self, play: QAction, play_caret: QAction, stop: QAction, panic: QAction,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tempo = QSpinBox()
        self.tempo.setRange(_SLOWEST, _FASTEST)
        self.tempo.setValue(100)
        self.tempo.setSingleStep(5)
        self.tempo.setSuffix(" %")
        self.tempo.setToolTip(self.tr("How fast, against the tune's own tempo"))
        self.tempo.setAccessibleName(self.tr("Tempo"))
        self.tempo.valueChanged.connect(lambda value: self.tempo_changed.emit(value / 100))
        self.beats = TempoLabel(self.tempo)
        self.chords = QCheckBox(self.tr("Chords"))
        self.chords.setChecked(True)
        self.chords.setToolTip(self.tr("Sound the chord symbols as a quiet accompaniment"))
        self.chords.toggled.connect(self.accompany_changed)
        self.listen = QCheckBox(self.tr("Listen while it writes"))
        self.listen.setChecked(True)
        self.listen.setToolTip(self.tr("Sound a continuation from its first finished bar on"))
        self.listen.toggled.connect(self.listen_changed)
        self.ports = PortChooser()
        self.ports.activated.connect(lambda _: self.port_chosen.emit(self.ports.port()))
        for field in (self.tempo, self.ports):
            field.setMinimumHeight(ROW_HEIGHT)
        self.panic = QPushButton(self.tr("Panic"))
        self.panic.setToolTip(panic.toolTip())
        self.panic.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.panic.clicked.connect(panic.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(5)
        for action in (play, play_caret, stop):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(18, 18))
            button.setAccessibleName(plain(action.text()))
            row.addWidget(button)
        row.addSpacing(4)
        row.addWidget(self.beats)
        row.addWidget(self.tempo)
        row.addSpacing(8)
        row.addWidget(self.chords)
        row.addSpacing(4)
        row.addWidget(self.listen)
        row.addStretch()
        row.addWidget(_quiet(self.tr("Sound"), self.ports))
        row.addWidget(self.ports, 3)
        row.addWidget(self.panic)

    def set_theme(self, _theme: Theme) -> None:
        """Take other colours: the palette does it all."""


class PortChooser(QComboBox):
    """The built-in voices, the MIDI outputs there are just now, and silence.

    The outputs are asked for when the list is opened: asking loads the MIDI library.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(7)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(260)
        self.setToolTip(self.tr("Where the sound goes: built-in, a MIDI output, or nowhere"))
        self.setAccessibleName(self.tr("Sound goes to"))
        self.addItem(self.tr("Built-in sound"), _BUILTIN)
        self.addItem(self.tr("No sound"), _SILENT)

    def port(self) -> str:
        """Return the name of the chosen port."""
        return str(self.currentData())

    def set_port(self, name: str) -> None:
        """Show a port as chosen. One that is not in the list is added: it may be plugged in later."""
        with QSignalBlocker(self):
            index = self.findData(name)
            if index < 0:
                self.insertItem(self.count() - 1, self._label(name), name)
                index = self.findData(name)
            self.setCurrentIndex(index)

    def refresh(self) -> None:
        """Ask again what there is; the choice stays."""
        from engine import ports
        from engine.voices import VOICES

        chosen = self.port()
        if chosen == _BUILTIN:
            chosen = f"{_BUILTIN}:{VOICES[0]}"
        names = [(f"{_BUILTIN}:{voice}", self._label(f"{_BUILTIN}:{voice}")) for voice in VOICES]
        outputs = [(name, name) for name in ports.list_ports()]
        with QSignalBlocker(self):
            self.clear()
            for name, label in names:
                self.addItem(label, name)
            if names:
                self.insertSeparator(self.count())
            for name, label in outputs:
                self.addItem(label, name)
            if not outputs:
                self.addItem(self.tr("No MIDI outputs found"), "")
                self._disable(self.count() - 1, ports.ports_fault() or "")
            self.insertSeparator(self.count())
            self.addItem(self.tr("No sound"), _SILENT)
        self.set_port(chosen)

    def _disable(self, index: int, reason: str) -> None:
        self.setItemData(index, reason, Qt.ItemDataRole.ToolTipRole)
        model = self.model()
        if isinstance(model, QStandardItemModel):
            model.item(index).setEnabled(False)

    def _label(self, name: str) -> str:
        if name == _BUILTIN:
            return self.tr("Built-in sound")
        if name.startswith(_BUILTIN + ":"):
            voice = name.split(":", 1)[1]
            return self.tr(VOICE_WORDS[voice]) if voice in VOICE_WORDS else voice.capitalize()
        return name

    def showPopup(self) -> None:
        """Ask what there is, then show it."""
        self.refresh()
        super().showPopup()


def _quiet(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setObjectName("quiet")
    label.setBuddy(buddy)
    return label
