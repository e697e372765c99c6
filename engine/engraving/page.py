"""One tune as an SVG file: all of it on one page, with its fonts, for browsers and drawing programs."""

from __future__ import annotations

from pathlib import Path

from engine.engraving.engraver import Engraver
from engine.engraving.sheet import Order, Sheet, excerpt
from engine.errors import EngravingError
from engine.files import write_bytes

_WIDTH = 2100


def page_order(text: str, start: int, end: int, *, has_head: bool = True) -> Order:
    """Return what is to be asked of the engraver for the tune between two offsets of a text."""
    cut, skip = excerpt(text, start, end)
    return Order(cut, start - skip, end - skip, _WIDTH, has_head=has_head, form="page")


def write_svg(engraver: Engraver, text: str, start: int, end: int, path: Path | str, *, has_head: bool = True) -> None:
    """Engrave the tune between two offsets of a text and write it, whole or not at all.

    Raises:
        EngravingError: it cannot be engraved, or holds no notes.
        FileError: it cannot be written; an old file is untouched.
    """
    write_page(engraver.engrave(page_order(text, start, end, has_head=has_head)), path)


def write_page(sheet: Sheet, path: Path | str) -> None:
    """Write a page that was engraved. Raises as ``write_svg`` does."""
    if not sheet.systems:
        raise EngravingError("there are no notes to draw: write some first")
    write_bytes(path, sheet.systems[0].svg.encode())
