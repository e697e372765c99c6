"""A light in the status line: whether a MIDI keyboard is listened to, what sounds on it, which note comes next."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from engine.strokes import Pedal, Stroke
from gui.look.sentences import spoken

if TYPE_CHECKING:
    from engine.keyboard import Connected

_NAMES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
_ON, _WAITING, _OFF = "●", "○", "–"
_MOST = 4  # names of keys that are shown at once


class MidiLight(QLabel):
    """Shown while somebody listens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("MIDI keyboard"))
        self._held: list[int] = []
        self._length: Fraction | None = None
        self._is_connected = False
        self.hide()

    def show_on(self, is_on: bool) -> None:
        """Appear, or go."""
        self._held.clear()
        self._is_connected = False
        self.setToolTip("")
        self.setVisible(is_on)
        self._show()

    def show_length(self, length: Fraction | None) -> None:
        """Say how long the next note is, None where none is written."""
        self._length = length
        self._show()

    def show_inputs(self, connected: Connected) -> None:
        """Say whether there is an input."""
        self._is_connected = bool(connected.names)
        self.setToolTip(spoken(connected.fault) if connected.fault else ", ".join(connected.names))
        self._show()

    def hear(self, stroke: Stroke | Pedal) -> None:
        """Light up while keys are down."""
        if isinstance(stroke, Stroke):
            if stroke.is_down and stroke.pitch not in self._held:
                self._held.append(stroke.pitch)
            elif not stroke.is_down and stroke.pitch in self._held:
                self._held.remove(stroke.pitch)
            self._show()

    def _show(self) -> None:
        keys = " ".join(f"{_NAMES[pitch % 12]}{pitch // 12 - 1}" for pitch in sorted(self._held)[:_MOST])
        sign = _ON if self._held else _WAITING if self._is_connected else _OFF
        words = [sign, keys or self.tr("MIDI")]
        if self._length is not None:
            words.append(str(self._length))
        self.setText(" ".join(words))
