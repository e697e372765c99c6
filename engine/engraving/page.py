"""One tune as an SVG file: all of it on one page, with its fonts, for browsers and drawing programs."""

from __future__ import annotations

from pathlib import Path

from engine.engraving.engraver import Engraver
from engine.engraving.sheet import Order, excerpt
from engine.errors import EngravingError
from engine.files import write_bytes

_WIDTH = 2100


def write_svg(engraver: Engraver, text: str, start: int, end: int, path: Path | str) -> None:
    """Engrave the tune between two offsets of a text and write it, whole or not at all.

    Raises:
        EngravingError: it cannot be engraved, or holds no notes.
        FileError: it cannot be written; an old file is untouched.
    """
    cut, skip = excerpt(text, start, end)
    sheet = engraver.engrave(Order(cut, start - skip, end - skip, _WIDTH, form="page"))
    if not sheet.systems:
        raise EngravingError("there are no notes to draw: write some first")
    write_bytes(path, sheet.systems[0].svg.encode())
