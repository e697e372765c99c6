"""Systems on sheets of paper: where each stands, on which page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.engraving.paper import USUAL, PageLayout
from engine.engraving.sheet import System

PAGE_WIDTH, PAGE_HEIGHT = USUAL.page
MARGIN = USUAL.margin


@dataclass(frozen=True)
class Standing:
    """A system on a page: which tune's, which of its systems, where its upper left corner is, in units."""

    tune: int
    system: int
    x: float
    y: float


def pages_of(tunes: Sequence[Sequence[System]], layout: PageLayout = USUAL) -> list[list[Standing]]:
    """Return the systems of each page. A tune that fits on one page is not torn apart.

    >>> [len(page) for page in pages_of([[System("", 1900, 1000)] * 2, [System("", 1900, 1000)] * 2])]
    [2, 2]
    """
    pages: list[list[Standing]] = [[]]
    room, margin = layout.room, layout.margin
    at = 0.0
    for number, systems in enumerate(tunes):
        whole = sum(system.height for system in systems)
        at += layout.between_tunes if pages[-1] else 0.0
        if pages[-1] and (layout.is_apart or at + whole > room >= whole or at + _beginning(systems) > room):
            pages.append([])
            at = 0.0
        for place, system in enumerate(systems):
            if pages[-1] and at + system.height > room:
                pages.append([])
                at = 0.0
            pages[-1].append(Standing(number, place, margin, margin + at))
            at += system.height
    return pages


def _beginning(systems: Sequence[System]) -> float:
    """Return what a tune needs at least below another: its title and two lines of music."""
    return sum(system.height for system in systems[:2])
