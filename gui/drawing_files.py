"""Drawn files: engraved tunes as PDF and PNG. Needs a QGuiApplication, no window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPageSize, QPainter, QPdfWriter

from engine.engraving.sheet import Sheet
from engine.errors import EngravingError
from engine.files import write_bytes
from gui.score_fonts import load_fonts
from gui.sheets import LINE_WIDTH, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, UNITS_PER_MM, pages_of
from gui.system_drawing import Colours, SystemDrawing

_BLACK = Colours("#000000", "#767676")
_PDF_DPI = 600
_PNG_DPI = 300
_MM_PER_INCH = 25.4
_FOOT_SIZE = 36  # of a page's number, in units
_HIGHEST = 30_000  # pixels of a PNG; Qt refuses more than 32,767


def draw_pdf(path: Path, sheets: Sequence[Sheet], title: str) -> Iterator[tuple[int, int]]:
    """Write tunes as a PDF of numbered pages, all lines and curves; yield each page drawn, and how many there are.

    The file is written, whole or not at all, when the last page has been taken. Whoever stops before leaves no file.

    Raises:
        EngravingError: there is nothing to draw.
        FileError: the file cannot be written.
    """
    load_fonts()
    tunes = [sheet.systems for sheet in sheets if sheet.systems]
    if not tunes:
        raise EngravingError("there are no notes to draw: write some first")
    pages = pages_of(tunes)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Segue")
    writer.setResolution(_PDF_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    try:
        scale = _PDF_DPI / _MM_PER_INCH / UNITS_PER_MM
        painter.scale(scale, scale)
        for number, page in enumerate(pages, 1):
            if number > 1:
                writer.newPage()
            for one in page:
                system = tunes[one.tune][one.system]
                SystemDrawing(system, _BLACK).draw(painter, QRectF(one.x, one.y, system.width, system.height))
            if len(pages) > 1:
                _number(painter, number)
            yield number, len(pages)
    finally:
        painter.end()
    buffer.close()
    write_bytes(path, bytes(data.data()))


def write_png(path: Path, sheet: Sheet) -> None:
    """Write one tune as a picture on white, 300 dots an inch.

    Raises:
        EngravingError: there is nothing to draw, or it would be too high for a picture.
        FileError: the file cannot be written.
    """
    load_fonts()
    if not sheet.systems:
        raise EngravingError("there are no notes to draw: write some first")
    scale = _PNG_DPI / _MM_PER_INCH / UNITS_PER_MM
    edge = MARGIN / 3
    height = sum(system.height for system in sheet.systems) + 2 * edge
    if height * scale > _HIGHEST:
        raise EngravingError("the tune is too long for one picture: write a PDF")
    image = QImage(round((LINE_WIDTH + 2 * edge) * scale), round(height * scale), QImage.Format.Format_RGB32)
    dots_per_metre = round(_PNG_DPI / _MM_PER_INCH * 1000)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    top = edge
    for system in sheet.systems:
        SystemDrawing(system, _BLACK).draw(painter, QRectF(edge, top, system.width, system.height))
        top += system.height
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants the format as bytes; Qt takes text
    write_bytes(path, bytes(data.data()))


def _number(painter: QPainter, number: int) -> None:
    font = QFont("Liberation Serif")
    font.setPixelSize(_FOOT_SIZE)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(QRectF(0, PAGE_HEIGHT - MARGIN - _FOOT_SIZE, PAGE_WIDTH, 1.5 * _FOOT_SIZE),
                     Qt.AlignmentFlag.AlignCenter, str(number))
