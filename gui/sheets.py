"""Systems on sheets of paper: where each stands, on which page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.engraving.sheet import System

# A4 with margins of 15 mm; a line of music is as wide as what is left, and a staff 6.8 mm high.
LINE_WIDTH = 1900
UNITS_PER_MM = LINE_WIDTH / 180
PAGE_WIDTH, PAGE_HEIGHT = 210 * UNITS_PER_MM, 297 * UNITS_PER_MM
MARGIN = 15 * UNITS_PER_MM
_FOOT = 8 * UNITS_PER_MM  # above the lower margin, for the page's number
_BETWEEN_TUNES = 10 * UNITS_PER_MM


@dataclass(frozen=True)
class Standing:
    """A system on a page: which tune's, which of its systems, where its upper left corner is, in units."""

    tune: int
    system: int
    x: float
    y: float


def pages_of(tunes: Sequence[Sequence[System]]) -> list[list[Standing]]:
    """Return the systems of each page. A tune that fits on one page is not torn apart.

    >>> [len(page) for page in pages_of([[System("", 1900, 1000)] * 2, [System("", 1900, 1000)] * 2])]
    [2, 2]
    """
    pages: list[list[Standing]] = [[]]
    room = PAGE_HEIGHT - 2 * MARGIN - _FOOT
    at = 0.0
    for number, systems in enumerate(tunes):
        whole = sum(system.height for system in systems)
        at += _BETWEEN_TUNES if pages[-1] else 0.0
        if pages[-1] and (at + whole > room >= whole or at + _beginning(systems) > room):
            pages.append([])
            at = 0.0
        for place, system in enumerate(systems):
            if pages[-1] and at + system.height > room:
                pages.append([])
                at = 0.0
            pages[-1].append(Standing(number, place, MARGIN, MARGIN + at))
            at += system.height
    return pages


def _beginning(systems: Sequence[System]) -> float:
    """Return what a tune needs at least below another: its title and two lines of music."""
    return sum(system.height for system in systems[:2])
