"""Sheets of paper and pictures: their sizes, and how large the music on them is."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import SettingsError

LOWEST_DPI, USUAL_DPI, HIGHEST_DPI = 72, 300, 600  # of a picture
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}  # wide and high, in millimetres
SMALLEST_STAFF_MM, USUAL_STAFF_MM, LARGEST_STAFF_MM = 3.5, 6.8, 12.0
# On A4 with margins of 15 mm a line of music is this wide with the usual staff, which is 72 high.
LINE_WIDTH = 1900
_MARGIN_MM, _FOOT_MM, _BETWEEN_TUNES_MM = 15.0, 8.0, 10.0


@dataclass(frozen=True, slots=True)
class PageLayout:
    """How tunes stand on paper. Sizes on the page are in the engraver's units, of which a staff is 72 high.

    ``paper`` is one of ``PAPERS``; ``staff_mm`` is the height of a staff. ``is_apart`` begins a page with each tune,
    ``has_numbers`` numbers the pages where there are several, ``has_titles`` leaves the titles over the tunes.

    Raises:
        SettingsError: there is no such paper, or the staff is too small or too large for it.
    """

    paper: str = "a4"
    staff_mm: float = USUAL_STAFF_MM
    is_apart: bool = False
    has_numbers: bool = True
    has_titles: bool = True

    def __post_init__(self) -> None:
        if self.paper not in PAPERS:
            raise SettingsError("there is no paper called {paper} here: choose one of {choices}", paper=self.paper,
                                choices=tuple(PAPERS))
        if not SMALLEST_STAFF_MM <= self.staff_mm <= LARGEST_STAFF_MM:
            raise SettingsError("a staff of {staff} mm cannot be had: choose one from {least} to {most}",
                                staff=f"{self.staff_mm:g}", least=f"{SMALLEST_STAFF_MM:g}",
                                most=f"{LARGEST_STAFF_MM:g}")

    @property
    def units_per_mm(self) -> float:
        """Return how many units a millimetre holds."""
        return LINE_WIDTH / 180 * USUAL_STAFF_MM / self.staff_mm

    @property
    def page(self) -> tuple[float, float]:
        """Return width and height of a page."""
        wide, high = PAPERS[self.paper]
        return wide * self.units_per_mm, high * self.units_per_mm

    @property
    def margin(self) -> float:
        """Return what stays white on every side."""
        return _MARGIN_MM * self.units_per_mm

    @property
    def line_width(self) -> int:
        """Return how wide a line of music is: what is to be ordered of the engraver."""
        return round(self.page[0] - 2 * self.margin)

    @property
    def room(self) -> float:
        """Return the height that music may take on a page: above the lower margin there is room for its number."""
        return self.page[1] - 2 * self.margin - _FOOT_MM * self.units_per_mm

    @property
    def between_tunes(self) -> float:
        """Return what stays white between two tunes."""
        return _BETWEEN_TUNES_MM * self.units_per_mm


USUAL = PageLayout()
