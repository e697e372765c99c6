"""Where the notes of a piano roll stand, in pixels of its view."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from engine.engraving.roll import Roll, RollNote

KEYS_WIDTH = 44  # pixels, for the names of the pitches
BARS_HEIGHT = 20  # above the notes, for the numbers of the bars
_WHOLE = 150.0  # pixels of a whole note at 100 %
_ROW = (6.0, 15.0)  # the least and the greatest height of a semitone
_EDGE = 4
_BEHIND = 16  # free behind the last note


@dataclass
class RollLayout:
    """The notes with their places. ``height`` is the view's; ``left`` and ``top`` are how far it is scrolled."""

    roll: Roll = field(default_factory=Roll)
    zoom: int = 100
    height: int = 0
    left: int = 0
    top: int = 0
    low: int = 58
    high: int = 74

    def set_roll(self, roll: Roll) -> None:
        """Take other notes."""
        self.roll = roll
        pitches = [note.pitch for note in roll.notes] or [60, 72]
        self.low, self.high = min(pitches) - 2, max(pitches) + 2

    @property
    def row(self) -> float:
        """Return the height of a semitone."""
        return min(max((self.height - BARS_HEIGHT) / (self.high - self.low + 1), _ROW[0]), _ROW[1])

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height of the whole."""
        return (round(self.roll.length * self._whole + KEYS_WIDTH + _BEHIND),
                round((self.high - self.low + 1) * self.row) + BARS_HEIGHT)

    @property
    def _whole(self) -> float:
        return _WHOLE * self.zoom / 100

    def fitting_zoom(self, width: int) -> int:
        """Return the zoom at which the whole tune is as wide as the view."""
        room = width - KEYS_WIDTH - _BEHIND
        return int(room / (self.roll.length * _WHOLE) * 100) if self.roll.length else 100

    def x(self, onset: float) -> float:
        """Return where an onset stands."""
        return KEYS_WIDTH + _EDGE + onset * self._whole - self.left

    def y(self, pitch: int) -> float:
        """Return the upper edge of a pitch's row."""
        return BARS_HEIGHT + (self.high - pitch) * self.row - self.top

    def box(self, note: RollNote) -> QRectF:
        """Return where a note stands; tied ones touch."""
        left, right = self.x(note.onset), self.x(note.onset + note.length)
        apart = 0.0 if note.is_tied else 1.5
        return QRectF(left, self.y(note.pitch) + 0.5, max(right - left - apart, 3.0), self.row - 1)
