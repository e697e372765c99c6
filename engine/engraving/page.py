"""What is asked of the engraver for files: lines as wide as the paper wants them, or one tune on one page as SVG."""

from __future__ import annotations

from pathlib import Path

from engine.engraving.engraver import Engraver
from engine.engraving.paper import PageLayout
from engine.engraving.sheet import Order, Sheet, excerpt
from engine.errors import EngravingError
from engine.files import write_bytes
from engine.notation.book import music_end

_WIDTH = 2100


def lines_order(text: str, start: int, end: int, layout: PageLayout) -> Order:
    """Return what is to be asked of the engraver for the tune between two offsets of a text, line by line."""
    end = music_end(text, start, end)
    cut, skip = excerpt(text, start, end)
    return Order(cut, start - skip, end - skip, layout.line_width, has_head=layout.has_titles)


def page_order(text: str, start: int, end: int, *, has_head: bool = True) -> Order:
    """Return what is to be asked of the engraver for the tune between two offsets of a text, on one page."""
    end = music_end(text, start, end)
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
