"""What can be chosen in the preferences: each a control that follows the window's own and is followed by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from engine import generations
from gui.frame.appearance import LARGEST_POINTS, SMALLEST_POINTS, Appearance
from gui.frame.input_choice import InputChooser
from gui.frame.transport import PortChooser
from gui.frame.window import Window
from gui.look import language, scale, theme
from gui.look.texts import plain
from gui.settings import Preferences

_LANGUAGES = {"en": "English", "zh_CN": "简体中文"}  # each in its own words


@dataclass(frozen=True)
class Option:
    """One row of the preferences."""

    section: str
    words: str
    tip: str
    control: QWidget


class Options(QObject):
    """Make the controls. Whatever is changed is in force and kept at once, unless its tip says otherwise.

    It belongs to the dialog that shows them and goes with it: no signal of the window may reach a control that is gone.

    Signals:
        postponed: something was chosen that waits for the next start.
    """

    postponed = Signal()

    def __init__(self, window: Window, preferences: Preferences, appearance: Appearance) -> None:
        super().__init__()
        self._window = window
        self._preferences = preferences
        self._appearance = appearance

    def all(self) -> list[Option]:
        """Return every row, in the order in which they are shown."""
        return [*self._looks(), *self._sounds(), *self._writes(), *self._keeps()]

    def _looks(self) -> list[Option]:
        section = self.tr("Appearance")
        next_start = self.tr("From the next start of Segue on")
        rows = [
            Option(section, self.tr("Colours"), self.tr("Light, dark, or as the system has it"), self._theme()),
            Option(section, self.tr("Size of the text"), self.tr("Of the letters in the editor, in points"),
                   self._points()),
            Option(section, self.tr("Scale of the window"), next_start, self._scale()),
            Option(section, self.tr("Language"), next_start, self._language()),
        ]
        for name in ("numbers", "bar_mark", "score_beside", "score_pages"):
            rows += self._command(section, name)
        return rows

    def _sounds(self) -> list[Option]:
        section, transport = self.tr("Sound"), self._window.transport
        rows = [
            Option(section, self.tr("Sound goes to"), transport.ports.toolTip(), self._port()),
            Option(section, self.tr("Tempo"), transport.tempo.toolTip(), self._number(transport.tempo, "tempo")),
            self._button(section, transport.listen, "listen"),
            self._button(section, transport.chords, "accompany"),
        ]
        for name in ("metronome", "count_in", "swing", "typed_notes"):
            rows += self._command(section, name)
        inputs = InputChooser(self._window.inputs)
        rows.append(Option(section, self.tr("MIDI input"), inputs.toolTip(), inputs))
        for name in ("hear_keys", "keep_answers"):
            rows += self._command(section, name)
        return rows

    def _writes(self) -> list[Option]:
        section, controls = self.tr("Writing"), self._window.controls
        limits = controls.limits
        rows = [
            Option(section, self.tr("Temperature"), controls.temperature.toolTip(),
                   self._decimal(controls.temperature)),
            Option(section, "Top-p", limits.top_p.toolTip(), self._decimal(limits.top_p)),
            Option(section, self.tr("Bars to write"), controls.bars.toolTip(), self._number(controls.bars)),
            Option(section, self.tr("Notes in a row from a known tune"), limits.copy_notes.toolTip(),
                   self._number(limits.copy_notes)),
            self._button(section, limits.tonic_end),
            self._button(section, limits.scale_only),
        ]
        for name in ("suggest", "hold_rhythm", "surprise", "lock_seed"):
            rows += self._command(section, name)
        return rows

    def _keeps(self) -> list[Option]:
        box = QSpinBox()
        box.setRange(0, generations.MOST)
        box.setValue(self._preferences.number("versions", generations.USUAL))
        box.valueChanged.connect(lambda most: self._preferences.keep("versions", most))
        return [Option(self.tr("Files"), self.tr("Earlier versions of each file"),
                       self.tr("One is kept whenever you save over a file; 0 keeps none"), box)]

    # Controls that stand for themselves

    def _theme(self) -> QComboBox:
        words = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        self._themes = self._box([(words[each], each) for each in theme.CHOICES],
                                 self._preferences.text("theme", "system"), self._appearance.set_theme)
        self._window.theme_chosen.connect(self._show_theme)
        return self._themes

    def _show_theme(self, choice: str) -> None:
        self._themes.setCurrentIndex(self._themes.findData(choice))

    def _points(self) -> QSpinBox:
        box = QSpinBox()
        box.setRange(SMALLEST_POINTS, LARGEST_POINTS)
        box.setValue(self._appearance.points)
        box.valueChanged.connect(self._appearance.set_points)
        self._appearance.sized.connect(box.setValue)
        return box

    def _scale(self) -> QComboBox:
        return self._box([(f"{each} %", each) for each in scale.CHOICES], self._preferences.number("scale", 100),
                         lambda per_cent: self._postpone("scale", per_cent))

    def _language(self) -> QComboBox:
        words = {"system": self.tr("As the system")} | _LANGUAGES
        return self._box([(words[each], each) for each in language.CHOICES],
                         self._preferences.text("language", "system"),
                         lambda choice: self._postpone("language", choice))

    def _postpone(self, name: str, value: str | int) -> None:
        self._preferences.keep(name, value)
        self.postponed.emit()

    def _port(self) -> PortChooser:
        own, ports = self._window.transport, PortChooser()

        def choose() -> None:
            own.ports.set_port(ports.port())
            own.port_chosen.emit(ports.port())

        ports.set_port(own.ports.port())
        ports.activated.connect(lambda _: choose())
        own.port_chosen.connect(ports.set_port)
        return ports

    def _box(self, choices: list[tuple[str, object]], chosen: object, choose: Callable[..., object]) -> QComboBox:
        box = QComboBox()
        for words, value in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.currentIndexChanged.connect(lambda _: choose(box.currentData()))
        return box

    # Controls that stand for one in the window

    def _command(self, section: str, name: str) -> list[Option]:
        """Return a row for a command that can be ticked, if there is one of that name."""
        action = self._window.actions_by_name.get(name)
        if action is None or not action.isCheckable():
            return []
        words = plain(action.text())
        return [Option(section, words, str(action.property("tip") or ""), self._flag(action, name))]

    def _button(self, section: str, button: QAbstractButton, key: str = "") -> Option:
        return Option(section, plain(button.text()), button.toolTip(), self._flag(button, key))

    def _flag(self, other: QAction | QAbstractButton, key: str = "") -> QCheckBox:
        box = QCheckBox()
        box.setChecked(other.isChecked())
        box.toggled.connect(other.setChecked)
        other.toggled.connect(box.setChecked)
        box.toggled.connect(lambda is_on: self._keep(key, is_on))
        return box

    def _number(self, other: QSpinBox, key: str = "") -> QSpinBox:
        box = QSpinBox()
        box.setRange(other.minimum(), other.maximum())
        box.setSingleStep(other.singleStep())
        box.setSuffix(other.suffix())
        box.setSpecialValueText(other.specialValueText())
        box.setValue(other.value())
        box.valueChanged.connect(other.setValue)
        other.valueChanged.connect(box.setValue)
        box.valueChanged.connect(lambda value: self._keep(key, value))
        return box

    def _decimal(self, other: QDoubleSpinBox) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(other.minimum(), other.maximum())
        box.setSingleStep(other.singleStep())
        box.setValue(other.value())
        box.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.valueChanged.connect(other.setValue)
        other.valueChanged.connect(box.setValue)
        box.valueChanged.connect(lambda _: self._keep("", 0))
        return box

    def _keep(self, key: str, value: bool | int) -> None:
        """Keep a choice under its name; without one it is a part of how to continue."""
        if key:
            self._preferences.keep(key, value)
        else:
            self._preferences.continuation = self._window.controls.settings()
