"""A small picture of a take: its notes against time, as on a piano roll.

``Picture`` is what a card asks of any such picture; an engraved staff can take the place of this one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.sketch import Sketch, Spot
from gui.look.theme import LIGHT, Theme

_PADDING = 6.0  # pixels
_FEWEST_PITCHES = 10  # so that a quiet take does not look wild
_THICKEST = 7.0


@dataclass(frozen=True)
class Span:
    """What all pictures of a row have in common, so that they can be compared: length in whole notes, pitches."""

    length: Fraction = Fraction(1)
    lowest: int = 60
    highest: int = 72

    @staticmethod
    def of(sketches: list[Sketch]) -> Span:
        """Return the least span that holds them all."""
        pitches = [spot.pitch for one in sketches for spot in one.spots] or [60, 72]
        low, high = min(pitches), max(pitches)
        wider = max(0, _FEWEST_PITCHES - (high - low))
        longest = max((one.length for one in sketches), default=Fraction(1))
        return Span(longest or Fraction(1), low - wider // 2, high + (wider + 1) // 2)


class Picture(QWidget):
    """A small picture of a take."""

    def show_take(self, before: str, text: str, sketch: Sketch, span: Span, marked: frozenset[Spot]) -> None:
        """Draw a take. ``before`` and ``text`` are its ABC; ``marked`` are the notes that another has not."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        raise NotImplementedError

    def turn(self, pages: int) -> bool:
        """Go on or back by what can be seen at once; False where all of it is seen."""
        return False


MakePicture = Callable[[], Picture]


class Contour(Picture):
    """Notes as bars of their lengths, high ones above low ones; lines where the bars end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._sketch = Sketch()
        self._span = Span()
        self._marked: frozenset[Spot] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(34)
        self.setMaximumHeight(120)

    def show_take(self, before: str, text: str, sketch: Sketch, span: Span, marked: frozenset[Spot]) -> None:
        """Draw a take."""
        self._sketch, self._span, self._marked = sketch, span, marked
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a strip."""
        return QSize(180, 58)

    def box(self, spot: Spot) -> QRectF:
        """Return where a note is drawn."""
        width, height = self.width() - 2 * _PADDING, self.height() - 2 * _PADDING
        row = height / (self._span.highest - self._span.lowest + 1)
        thick = min(max(row * 1.4, 3.0), _THICKEST)
        x = _PADDING + self._x(spot.onset) * width
        y = _PADDING + (self._span.highest - spot.pitch + 0.5) * row - thick / 2
        return QRectF(x, y, max(self._x(spot.length) * width - 1.5, 2.0), thick)

    def _x(self, time: Fraction) -> float:
        return float(time / self._span.length)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar lines, then notes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.line), 1.0))
        width = self.width() - 2 * _PADDING
        for time in (*self._sketch.bars, self._sketch.length):
            x = round(_PADDING + self._x(time) * width) + 0.5
            painter.drawLine(QPointF(x, _PADDING / 2), QPointF(x, self.height() - _PADDING / 2))
        painter.setPen(Qt.PenStyle.NoPen)
        for spot in self._sketch.spots:
            painter.setBrush(QColor(self.theme.warning if spot in self._marked else self.theme.ghost))
            painter.drawRoundedRect(self.box(spot), 1.5, 1.5)
        painter.end()
