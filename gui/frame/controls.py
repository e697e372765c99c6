"""How to continue: the row of controls above the text."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSlider,
    QSpinBox,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from engine.continuation import TEMPERATURES, UNTIL, Settings
from gui.frame.limits import LimitsPanel
from gui.look import icons
from gui.look.texts import noop
from gui.look.theme import Theme
from gui.look.words import adventure_word

LARGEST_SEED = 999_999
ROW_HEIGHT = 26  # pixels; fields and buttons stand level
_LARGEST_BARS = 64
_SLIDER = 100  # slider steps for a temperature of 1
_UNTIL_WORDS = {"bars": noop("Controls", "then stop"), "part": noop("Controls", "to part end"),
                "tune": noop("Controls", "to tune end")}


class Controls(QWidget):
    """Continue, and what it is to be like.

    Signals:
        asked: the composer asks for a continuation.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.button = QPushButton(self.tr("Continue"))
        self.button.setObjectName("continue")
        self.button.setToolTip(self.tr("Continue the tune from the caret"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.asked)
        self._lock_icons: tuple[QIcon, QIcon] | None = None
        self.limits = LimitsPanel()
        self._make_length()
        self._make_temperature()
        self._make_seed()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(6)
        row.addWidget(self.button)
        row.addSpacing(10)
        row.addWidget(self.bars)
        row.addWidget(self.until)
        row.addSpacing(10)
        row.addWidget(_quiet(self.tr("Temperature"), self.temperature))
        row.addWidget(self.slider, 1)
        row.addWidget(self.temperature)
        row.addSpacing(10)
        row.addWidget(_quiet(self.tr("Seed"), self.seed))
        row.addWidget(self.seed)
        row.addWidget(self.lock)
        row.addStretch(1)
        row.addWidget(self._make_more())
        for box in (self.bars, self.until, self.temperature, self.seed):
            box.setMinimumHeight(ROW_HEIGHT)

    def settings(self) -> Settings:
        """Return what is set, seed included."""
        until = str(self.until.currentData())
        bars = self.bars.value() if until == UNTIL[0] else _LARGEST_BARS
        return self.limits.applied(Settings(temperature=self.temperature.value(), seed=self.seed.value(), bars=bars,
                                            until=until))

    def set_settings(self, settings: Settings) -> None:
        """Show these values."""
        self.temperature.setValue(settings.temperature)
        self.limits.show_settings(settings)
        self.seed.setValue(min(settings.seed, LARGEST_SEED))
        self.until.setCurrentIndex(UNTIL.index(settings.until))
        if settings.until == UNTIL[0]:
            self.bars.setValue(settings.bars)

    def next_seed(self) -> None:
        """Choose another seed, unless it is locked."""
        if not self.lock.isChecked():
            self.seed.setValue(secrets.randbelow(LARGEST_SEED) + 1)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._lock_icons = icons.icon("unlock", theme.muted), icons.icon("lock", theme.accent)
        self._show_lock(self.lock.isChecked())
        self._more.setIcon(icons.icon("more", theme.ink))

    def _make_length(self) -> None:
        self.bars = QSpinBox()
        self.bars.setRange(1, _LARGEST_BARS)
        self.bars.setValue(8)
        self.bars.setSuffix(self.tr(" bars"))
        self.bars.setToolTip(self.tr("How many bars to write"))
        self.bars.setAccessibleName(self.tr("Bars to write"))
        self.until = QComboBox()
        for each in UNTIL:
            self.until.addItem(self.tr(_UNTIL_WORDS[each]), each)
        self.until.setToolTip(self.tr("Where to stop: after so many bars, at the end of the part, or of the tune"))
        self.until.setAccessibleName(self.tr("Where to stop"))
        self.until.currentIndexChanged.connect(lambda index: self.bars.setEnabled(index == 0))

    def _make_temperature(self) -> None:
        low, high = TEMPERATURES
        tip = self.tr("How adventurous: 1 as learnt from the tunes; lower is calmer and safer, higher bolder")
        self.temperature = QDoubleSpinBox()
        self.temperature.setRange(low, high)
        self.temperature.setSingleStep(0.05)
        self.temperature.setValue(1.0)
        self.temperature.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.temperature.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.temperature.setSuffix(f" {adventure_word(0.0)}")  # the longest
        self.temperature.setMinimumWidth(self.temperature.sizeHint().width())
        self.temperature.setToolTip(tip)
        self.temperature.setAccessibleName(self.tr("Temperature"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(int(low * _SLIDER), 2 * _SLIDER)
        self.slider.setValue(_SLIDER)
        self.slider.setPageStep(10)
        self.slider.setMinimumWidth(48)
        self.slider.setMaximumWidth(140)
        self.slider.setToolTip(tip)
        self.slider.setAccessibleName(self.tr("Temperature"))
        self.slider.valueChanged.connect(lambda steps: self.temperature.setValue(steps / _SLIDER))
        self.temperature.valueChanged.connect(self._follow_temperature)
        self._follow_temperature(1.0)

    def _follow_temperature(self, value: float) -> None:
        # The slider ends at 2; a higher number typed by hand must not be pulled back to it.
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value * _SLIDER))
        self.temperature.setSuffix(f" {adventure_word(value)}")
        self.slider.setAccessibleDescription(adventure_word(value))

    def _make_seed(self) -> None:
        self.seed = QSpinBox()
        self.seed.setRange(0, LARGEST_SEED)
        self.seed.setValue(1)
        self.seed.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.seed.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.seed.setToolTip(self.tr("The same text, seed and settings give the same continuation"))
        self.seed.setAccessibleName(self.tr("Seed"))
        self.lock = QToolButton()
        self.lock.setCheckable(True)
        self.lock.setIconSize(QSize(14, 14))
        self.lock.setObjectName("lock")
        self.lock.setAccessibleName(self.tr("Keep the seed"))
        self.lock.toggled.connect(self._show_lock)

    def _show_lock(self, is_locked: bool) -> None:
        if self._lock_icons is not None:
            self.lock.setIcon(self._lock_icons[is_locked])
        self.lock.setToolTip(self.tr("The seed is kept: Continue writes the same again") if is_locked
                             else self.tr("A new seed for each Continue. Press to keep this one"))

    def _make_more(self) -> QToolButton:
        menu = QMenu(self)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self.limits)
        menu.addAction(action)
        self._more = QToolButton()
        self._more.setToolTip(self.tr("Limits: range, scale, note lengths, chords, rhythm"))
        self._more.setAccessibleName(self.tr("More settings"))
        self._more.setMenu(menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return self._more


def _quiet(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setObjectName("quiet")
    label.setBuddy(buddy)
    return label
