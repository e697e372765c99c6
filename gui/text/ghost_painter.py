"""Draws the ghost after the composer's text, never over it.

At the end of a line it goes on where the caret stands; further rows stand in room kept free below that
line. In the middle of a line there is nothing to go on in, so all of it stands below, in a band whose notch
points at the caret. Either way the composer's own lines stay where they are broken.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF, QTextLayout, QTextLine, QTextOption

from gui.look.theme import Theme

_NOTCH = 5.0  # half the width of the notch, in pixels
_GAP = 6.0  # between the composer's line and the band


@dataclass(frozen=True)
class Frame:
    """Where the ghost may stand, in pixels from the top left of the caret's block.

    ``left`` and ``right`` bound the text; ``caret_x`` is the caret; ``caret_y`` the top of its row;
    ``text_bottom`` the end of the composer's block; ``row`` the height of a row; ``is_at_end`` says that no text
    follows the caret in its line; ``most`` is the most room that may be taken.
    """

    left: float
    right: float
    caret_x: float
    caret_y: float
    text_bottom: float
    row: float
    is_at_end: bool
    most: float


class GhostPainter:
    """The ghost's rows. Laid out when the text or the frame changes, drawn on every paint."""

    def __init__(self) -> None:
        self.room = 0.0  # pixels needed below the composer's block
        self._rows: list[tuple[QTextLayout, int, QPointF]] = []
        self._starts: dict[QTextLayout, int] = {}  # where each line of text begins in the ghost
        self._frame: Frame | None = None

    def clear(self) -> None:
        """Draw nothing and need no room."""
        self._rows, self._starts, self.room = [], {}, 0.0

    def lay_out(self, text: str, frame: Frame, font: QFont) -> None:
        """Break the ghost into rows. ``room`` then says how much must be kept free below the block."""
        self._frame = frame
        self.clear()
        metrics = QFontMetricsF(font)
        below = frame.text_bottom + (0.0 if frame.is_at_end else _GAP + _NOTCH)
        y = frame.caret_y if frame.is_at_end else below
        x = frame.caret_x if frame.is_at_end else frame.left
        offset = 0
        for line in text.split("\n"):
            layout = self._layout(line, font)
            self._starts[layout] = offset
            offset += len(line) + 1
            first_word = line[:line.find(" ", 1) + 1] or line
            if x > frame.left and metrics.horizontalAdvance(first_word.rstrip()) > frame.right - x:
                x, y = frame.left, max(y + frame.row, frame.text_bottom)
            layout.beginLayout()
            row = layout.createLine()
            number = 0
            while row.isValid():
                row.setLineWidth(max(frame.right - x, 1.0))
                row.setPosition(QPointF(0, 0))
                self._rows.append((layout, number, QPointF(x, y)))
                x, y, number = frame.left, max(y + frame.row, frame.text_bottom), number + 1
                row = layout.createLine()
            layout.endLayout()
        bottom = y if self._rows else frame.text_bottom
        self.room = max(bottom - frame.text_bottom, 0.0)
        if not frame.is_at_end:
            self.room += _GAP
        if self.room > frame.most:
            self._keep_the_newest(self.room - frame.most)

    def paint(self, painter: QPainter, origin: QPointF, theme: Theme, playing: list[tuple[int, int]]) -> None:
        """Draw at the top left of the caret's block. ``playing`` are the ranges of the ghost that sound."""
        frame = self._frame
        if frame is None or not self._rows:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not frame.is_at_end:
            self._paint_band(painter, origin, frame, theme)
        for layout, number, at in self._rows:
            row, place = layout.lineAt(number), origin + at
            painter.setPen(QColor(theme.ghost))
            row.draw(painter, place)
            for low, high in playing:
                self._paint_light(painter, place, row, (low - self._starts[layout], high - self._starts[layout]), theme)
        painter.restore()

    def _keep_the_newest(self, excess: float) -> None:
        """Drop rows from the first below the caret's own, so that what is being written can be seen."""
        frame = self._frame
        assert frame is not None
        drop = int(-(-excess // frame.row))
        keep = 1 if frame.is_at_end else 0
        self._rows = self._rows[:keep] + [
            (layout, number, QPointF(at.x(), at.y() - drop * frame.row))
            for layout, number, at in self._rows[keep + drop:]
        ]
        self.room -= drop * frame.row

    @staticmethod
    def _paint_light(painter: QPainter, place: QPointF, row: QTextLine, sounding: tuple[int, int],
                     theme: Theme) -> None:
        """Draw the part of a row that sounds once more, in ink on the playing colour."""
        low = max(sounding[0], row.textStart())
        high = min(sounding[1], row.textStart() + row.textLength())
        if low >= high:
            return
        left, right = float(row.cursorToX(low)[0]), float(row.cursorToX(high)[0])  # type: ignore[index]
        light = QRectF(place.x() + left, place.y(), right - left, row.height())
        painter.save()
        painter.setClipRect(light)
        painter.fillRect(light, QColor(theme.playing))
        painter.setPen(QColor(theme.ink))
        row.draw(painter, place)
        painter.restore()

    def _paint_band(self, painter: QPainter, origin: QPointF, frame: Frame, theme: Theme) -> None:
        top = frame.text_bottom + _NOTCH + _GAP / 2
        band = QRectF(frame.left - 4, top, frame.right - frame.left + 8, self.room - _NOTCH - _GAP / 2 - 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.soft))
        painter.drawRoundedRect(band.translated(origin), 4, 4)
        tip = QPointF(frame.caret_x, frame.text_bottom + 1)
        notch = QPolygonF([tip, QPointF(tip.x() + _NOTCH, top), QPointF(tip.x() - _NOTCH, top)])
        painter.setBrush(QColor(theme.accent))
        painter.drawPolygon(notch.translated(origin))

    @staticmethod
    def _layout(line: str, font: QFont) -> QTextLayout:
        layout = QTextLayout(line, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        return layout

