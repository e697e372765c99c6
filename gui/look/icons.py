"""The program's own icons, drawn in the theme's ink."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_INK = "#000000"  # what the files say, and what is replaced
_SIZES = (20, 40)


def icon(name: str, ink: str, muted: str | None = None) -> QIcon:
    """Return an icon of ``resources/icons`` in a colour; ``muted`` is for a control that is disabled."""
    source = (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")
    result = QIcon()
    for size in _SIZES:
        result.addPixmap(_draw(source.replace(_INK, ink), size))
        if muted is not None:
            result.addPixmap(_draw(source.replace(_INK, muted), size), QIcon.Mode.Disabled)
    return result


def program_icon() -> QIcon:
    """Return the icon of the program itself."""
    source = (files("resources") / "icons" / "segue.svg").read_text("utf-8")
    result = QIcon()
    for size in (16, 32, 64, 128, 256):
        result.addPixmap(_draw(source, size))
    return result


def path(name: str) -> Path:
    """Return where an icon lies on disk, for a style sheet that can name nothing else."""
    return Path(str(files("resources") / "icons" / f"{name}.svg"))


def _draw(source: str, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
