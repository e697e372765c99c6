"""Engraved tunes on numbered pages, drawn on whatever Qt can draw on: a PDF, a printer, a preview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter

from engine.engraving.paper import USUAL, PageLayout
from engine.engraving.sheet import INK, Sheet, System
from engine.errors import EngravingError
from gui.engraving.score_fonts import load_fonts
from gui.engraving.sheets import pages_of
from gui.engraving.system_drawing import Colours, SystemDrawing

BLACK = Colours("#000000", "#767676")
_NUMBER_SIZE_MM = 3.4
_SIGN = '<path transform="scale(1,-1)"'  # as verovio draws each sign of its font once


def _outlined(system: System) -> System:
    """Return a drawing whose signs have an outline of their own, of some four thousandths of a millimetre.

    Around what has none Qt 6.11 draws a hairline in a PDF that is as long as the sign itself.
    """
    return system._replace(svg=system.svg.replace(_SIGN, f'{_SIGN} stroke="{INK}" stroke-width="1"'))


class Pages:
    """The pages of some tunes. ``tunes`` are the systems of those that hold notes.

    Raises:
        EngravingError: none does.
    """

    def __init__(self, sheets: Sequence[Sheet], layout: PageLayout = USUAL) -> None:
        load_fonts()
        self.layout = layout
        self.tunes = [sheet.systems for sheet in sheets if sheet.systems]
        if not self.tunes:
            raise EngravingError("there are no notes to draw: write some first")
        self._pages = pages_of(self.tunes, layout)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._pages)

    def draw(self, painter: QPainter, number: int) -> None:
        """Draw a page, counted from 0; the painter's units are those of the layout."""
        for one in self._pages[number]:
            system = self.tunes[one.tune][one.system]
            SystemDrawing(_outlined(system), BLACK).draw(painter, QRectF(one.x, one.y, system.width, system.height))
        if self.layout.has_numbers and len(self._pages) > 1:
            self._number(painter, number + 1)

    def _number(self, painter: QPainter, number: int) -> None:
        size = _NUMBER_SIZE_MM * self.layout.units_per_mm
        font = QFont("Liberation Serif")
        font.setPixelSize(round(size))
        painter.setFont(font)
        painter.setPen(Qt.GlobalColor.black)
        width, height = self.layout.page
        painter.drawText(QRectF(0, height - self.layout.margin - 1.5 * size, width, 1.5 * size),
                         Qt.AlignmentFlag.AlignCenter, str(number))
