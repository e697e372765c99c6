"""What is looped, shown quietly: an outline in the text, a breath of colour behind the notes of score and roll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.look.theme import Theme

if TYPE_CHECKING:
    from engine.notation.tune import Place

_ROUND = 4.0  # pixels
_STRENGTH = 0.55  # of the accent


def outline(painter: QPainter, rects: Iterable[QRectF], theme: Theme) -> None:
    """Draw an outline around each rectangle."""
    colour = QColor(theme.accent)
    colour.setAlphaF(_STRENGTH)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRoundedRect(rect, _ROUND, _ROUND)


def shade(painter: QPainter, rects: Iterable[QRectF], theme: Theme) -> None:
    """Put a breath of colour into each rectangle; what is drawn later stands on it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.soft))
    for rect in rects:
        painter.drawRoundedRect(rect, _ROUND, _ROUND)


def around(boxes: Iterable[tuple[Place, QRectF]], spans: Sequence[Place], reach: float) -> list[QRectF]:
    """Return one rectangle around the boxes of what stands in some spans of the text, so many pixels wider; or none."""
    whole = QRectF()
    for place, rect in boxes:
        if any(span.start <= place.start < span.end for span in spans):
            whole = whole.united(rect)
    return [whole.adjusted(-reach, -reach, reach, reach)] if not whole.isEmpty() else []
