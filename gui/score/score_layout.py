"""Where the systems of a score stand in its view: one below the other, or on sheets of paper."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF

from engine.engraving.paper import LINE_WIDTH
from engine.engraving.sheet import System
from engine.notation.tune import Place
from gui.engraving.sheets import PAGE_HEIGHT, PAGE_WIDTH, pages_of
from gui.engraving.system_drawing import Colours, SystemDrawing

_PIXELS_PER_UNIT = 0.42  # at 100 %: a staff is 30 pixels high
_GAP = 14  # between pages, in pixels
_EDGE = 6  # above the first system and below the last
_NARROW_EDGE = 2  # in a low view
_SYSTEM = 106  # pixels of a system of one staff with chord symbols and tempo, at 100 %
_HEAD = 56  # and of the title above it
_LEAST = 0.6  # of the size that the composer chose: smaller notes cannot be read


class ScoreLayout:
    """The systems with their places. Pixels count from the upper left corner of the whole, wherever it is scrolled."""

    def __init__(self, colours: Colours) -> None:
        self.has_pages = False
        self._fit = 1.0
        self._zooms = {False: 100, True: 100}  # without pages, with pages
        self.drawings: list[SystemDrawing] = []
        self.pages: list[QRectF] = []
        self.width = self.height = 0.0
        self._colours = colours
        self._systems: tuple[System, ...] = ()
        self._targets: list[QRectF] = []
        self._places: list[tuple[Place, int]] | None = None

    @property
    def zoom(self) -> int:
        """Return the size of the notes in percent; pages have one of their own."""
        return self._zooms[self.has_pages]

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._zooms[self.has_pages] = percent

    @property
    def scale(self) -> float:
        """Return how many pixels a unit is."""
        return _PIXELS_PER_UNIT * self.zoom / 100 * (1.0 if self.has_pages else self._fit)

    def fit_height(self, pixels: int) -> None:
        """Let a view of so many pixels show a whole system where one of usual size has no room."""
        self._fit = min(1.0, max(_LEAST, (pixels - 2 * _NARROW_EDGE) / _SYSTEM))

    def has_room_for_head(self, pixels: int) -> bool:
        """Say whether a view of so many pixels shows more than the title above the music."""
        return self.has_pages or pixels >= 2 * _EDGE + (_HEAD + _SYSTEM) * self.zoom / 100

    def line_width(self, pixels: int) -> int:
        """Return how wide a line of music is in the engraver's units, in a view of so many pixels."""
        return LINE_WIDTH if self.has_pages else max(500, int(pixels / self.scale))

    def fitting_zoom(self, pixels: int) -> int:
        """Return the zoom with which a page is as wide as the view."""
        return int((pixels - 2 * _GAP) / PAGE_WIDTH / _PIXELS_PER_UNIT * 100) if self.has_pages else 100

    def set_systems(self, systems: Sequence[System]) -> None:
        """Take another engraving; drawings of systems that are the same are kept."""
        known = {drawing.svg: drawing for drawing in self.drawings}
        self._systems = tuple(systems)
        self.drawings = [known.get(system.svg) or SystemDrawing(system, self._colours) for system in systems]
        self._places = None

    def set_colours(self, colours: Colours) -> None:
        """Draw in other colours."""
        self._colours = colours
        for drawing in self.drawings:
            drawing.set_colours(colours)

    def arrange(self, pixels: int) -> None:
        """Find each system's place in a view of so many pixels."""
        self._targets, self.pages = [], []
        scale = self.scale
        if self.has_pages:
            width, height = PAGE_WIDTH * scale, PAGE_HEIGHT * scale
            left = max(_GAP, (pixels - width) / 2)
            for number, page in enumerate(pages_of([self._systems])):
                top = _GAP + number * (height + _GAP)
                self.pages.append(QRectF(left, top, width, height))
                self._targets += [self._sized(one.system, left + one.x * scale, top + one.y * scale) for one in page]
            self.width, self.height = width + 2 * _GAP, _GAP + len(self.pages) * (height + _GAP)
            return
        edge = _EDGE if self._fit == 1.0 else _NARROW_EDGE
        top = float(edge)
        for number, drawing in enumerate(self.drawings):
            self._targets.append(self._sized(number, 0, top))
            top += drawing.height * scale
        # A line that was engraved for another width may stand out until it is engraved again.
        self.width, self.height = 0.0, top + edge

    def _sized(self, number: int, x: float, y: float) -> QRectF:
        drawing = self.drawings[number]
        return QRectF(x, y, drawing.width * self.scale, drawing.height * self.scale)

    def target(self, number: int) -> QRectF:
        """Return where a system stands."""
        return self._targets[number]

    def in_pixels(self, number: int, rect: QRectF) -> QRectF:
        """Return where a rectangle of a system's drawing stands."""
        target, scale = self._targets[number], self.scale
        return QRectF(target.x() + rect.x() * scale, target.y() + rect.y() * scale, rect.width() * scale,
                      rect.height() * scale)

    def numbers_between(self, top: float, bottom: float) -> list[int]:
        """Return the systems that can be seen between two heights."""
        return [n for n, target in enumerate(self._targets) if target.bottom() >= top and target.top() <= bottom]

    def keep_only(self, seen: Sequence[int]) -> None:
        """Let go of pictures far from those that are seen."""
        if seen:
            for number, drawing in enumerate(self.drawings):
                if not seen[0] - 4 <= number <= seen[-1] + 4:
                    drawing.forget()

    def place_before(self, offset: int) -> Place | None:
        """Return the note or rest that an offset stands in or somewhere behind; None before the first."""
        places = self._sorted()
        at = bisect_right(places, offset, key=lambda entry: entry[0].start) - 1
        return places[at][0] if at >= 0 else None

    def syllable_at(self, offset: int) -> Place | None:
        """Return the syllable of a line of lyrics that an offset stands in."""
        return next((place for drawing in self.drawings for place in drawing.syllables
                     if place.start <= offset < place.end), None)

    def beside(self, place: Place | None, step: int) -> Place | None:
        """Return the note after (1) or before (-1) another in the text."""
        places = [each for each, _ in self._sorted()]
        if not places:
            return None
        if place not in places:
            return places[0]
        return places[min(max(places.index(place) + step, 0), len(places) - 1)]

    def system_of(self, place: Place) -> int | None:
        """Return the system in which a note is drawn; the last one, if it is drawn in several."""
        places = self._sorted()
        at = bisect_right(places, place, key=lambda entry: entry[0]) - 1
        return places[at][1] if at >= 0 and places[at][0] == place else None

    def _sorted(self) -> list[tuple[Place, int]]:
        if self._places is None:
            found = {place: number for number, drawing in enumerate(self.drawings) for place in drawing.places}
            self._places = sorted(found.items())
        return self._places
