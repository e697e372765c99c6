"""Drawn files: engraved tunes as PDF and PNG. Needs a QGuiApplication, no window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter

from engine.engraving.paper import HIGHEST_DPI, LOWEST_DPI, USUAL, USUAL_DPI, PageLayout
from engine.engraving.sheet import Sheet
from engine.errors import EngravingError, SettingsError
from engine.files import write_bytes
from gui.engraving.system_drawing import SystemDrawing
from gui.export.pages import BLACK, Pages

PAPER_SIZES = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
_PDF_DPI = 600
_MM_PER_INCH = 25.4
_HIGHEST = 30_000  # pixels of a PNG; Qt refuses more than 32,767
_MOST = 100_000_000  # pixels, each of four bytes


def draw_pdf(path: Path, sheets: Sequence[Sheet], title: str, layout: PageLayout = USUAL) -> Iterator[tuple[int, int]]:
    """Write tunes as a PDF of pages, all lines and curves; yield each page drawn, and how many there are.

    The file is written, whole or not at all, when the last page has been taken. Whoever stops before leaves no file.

    Raises:
        EngravingError: there is nothing to draw.
        FileError: the file cannot be written.
    """
    pages = Pages(sheets, layout)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Segue")
    writer.setResolution(_PDF_DPI)
    writer.setPageSize(QPageSize(PAPER_SIZES[layout.paper]))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    try:
        scale = _PDF_DPI / _MM_PER_INCH / layout.units_per_mm
        painter.scale(scale, scale)
        for number in range(len(pages)):
            if number:
                writer.newPage()
            pages.draw(painter, number)
            yield number + 1, len(pages)
    finally:
        painter.end()
    buffer.close()
    write_bytes(path, bytes(data.data()))


def write_png(path: Path, sheet: Sheet, layout: PageLayout = USUAL, dpi: int = USUAL_DPI) -> None:
    """Write one tune as a picture on white, ``dpi`` dots an inch.

    Raises:
        EngravingError: there is nothing to draw, or it would be too large for a picture.
        FileError: the file cannot be written.
        SettingsError: so many dots cannot be had.
    """
    if not LOWEST_DPI <= dpi <= HIGHEST_DPI:
        raise SettingsError("{dpi} dots an inch cannot be had: choose from {least} to {most}", dpi=dpi,
                            least=LOWEST_DPI, most=HIGHEST_DPI)
    systems = Pages([sheet], layout).tunes[0]
    scale = dpi / _MM_PER_INCH / layout.units_per_mm
    edge = layout.margin / 3
    width = round((layout.line_width + 2 * edge) * scale)
    height = round((sum(system.height for system in systems) + 2 * edge) * scale)
    if height > _HIGHEST or width * height > _MOST:
        raise EngravingError("the tune is too long for one picture of {dpi} dots an inch: ask for fewer, or write a "
                             "PDF", dpi=dpi)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    dots_per_metre = round(dpi / _MM_PER_INCH * 1000)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    top = edge
    for system in systems:
        SystemDrawing(system, BLACK).draw(painter, QRectF(edge, top, system.width, system.height))
        top += system.height
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants the format as bytes; Qt takes text
    write_bytes(path, bytes(data.data()))
