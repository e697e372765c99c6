"""Places between two states of a text, and between a text and the part of it that was engraved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from engine.engraving.sheet import excerpt
from engine.notation.book import music_end, tune_range
from engine.notation.scanner import FIELD, scan_music
from engine.notation.tune import Place

_LEADING = frozenset({"decoration", "grace", "chord_symbol", "annotation", "tuplet", "slur"})
_SOUNDS = frozenset({"note", "rest", "chord_open", "chord_close"})


@dataclass(frozen=True)
class Excerpt:
    """A tune cut out of a document, the ghost put in, as it goes to the engraver.

    ``skip`` is how many characters before it were left out; ``ghost`` is where the ghost stands in ``text``, an empty
    range if there is none. The document's own offsets do not count the ghost.
    """

    text: str
    start: int
    end: int
    skip: int
    ghost: tuple[int, int] = (0, 0)

    def without_ghost(self) -> Excerpt:
        """Return the composer's own text alone."""
        low, high = self.ghost
        return Excerpt(self.text[:low] + self.text[high:], self.start, self.end - (high - low), self.skip)

    def inside(self, offset: int, *, with_ghost: bool = False) -> int:
        """Return where an offset of the document stands here.

        ``with_ghost``: it counts the ghost as if it were in the document, as the places of sounding notes do.
        """
        at = offset - self.skip
        low, high = self.ghost
        return at + high - low if high > low and at > low and not with_ghost else at

    def outside(self, offset: int) -> int:
        """Return where an offset stands in the document; inside the ghost, where the ghost hangs."""
        low, high = self.ghost
        if offset > low and high > low:
            offset = low if offset < high else offset - (high - low)
        return offset + self.skip


def excerpt_at(text: str, caret: int, ghost: str, hangs: int) -> Excerpt:
    """Return the tune around the caret with the ghost that hangs at an offset of the document put in.

    A ghost that hangs outside the tune is left out; the blank space behind the tune too, unless the ghost is there.
    """
    start, end = tune_range(text, caret)
    has_ghost = bool(ghost) and start <= hangs <= end
    end = max(music_end(text, start, end), hangs if has_ghost else 0)
    cut, skip = excerpt(text, start, end)
    if not has_ghost:
        return Excerpt(cut, start - skip, end - skip, skip)
    at = hangs - skip
    return Excerpt(cut[:at] + ghost + cut[at:], start - skip, end - skip + len(ghost), skip, (at, at + len(ghost)))


def note_led_to(text: str, offset: int) -> int:
    """Return where the note begins to which a decoration, a grace or words belong; elsewhere the offset itself.

    >>> note_led_to('G!trill!"Am"A', 3), note_led_to('G!trill!"Am"A', 1), note_led_to('"Am"A', 0)
    (12, 1, 4)
    """
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[start:end if end >= 0 else len(text)]
    if FIELD.match(line) or line.startswith("%"):
        return offset
    is_inside = False
    for token in scan_music(line, start):
        if token.end == offset and token.kind in _SOUNDS:
            return offset  # the caret stands behind what was just written
        if token.end <= offset:
            continue
        if is_inside and token.kind in _SOUNDS:
            return token.start
        is_inside = token.kind in _LEADING or (is_inside and token.kind == "space")
        if not is_inside:
            break
    return offset


def shown_places(shown: Excerpt, now: Excerpt, places: Iterable[tuple[int, int]], *, with_ghost: bool = False
                 ) -> list[Place]:
    """Return where places of the document stand in the text that was engraved; those changed since are left out."""
    carried = Carried(now.text, shown.text)
    found = (carried.place(Place(now.inside(low, with_ghost=with_ghost), now.inside(high, with_ghost=with_ghost)))
             for low, high in places)
    return [place for place in found if place is not None]


class Carried:
    """Places carried from an older text to a newer one: what stands before or behind the change keeps its meaning.

    >>> Carried("GAB|c", "GABd|c").place(Place(4, 5)), Carried("GA", "GB").place(Place(1, 2))
    (Place(start=5, end=6), None)
    """

    def __init__(self, old: str, new: str) -> None:
        shorter = min(len(old), len(new))
        # Slices are compared at the speed of memory; characters one by one are not.
        self._same = bisect_left(range(1, shorter + 1), True, key=lambda n: old[:n] != new[:n])
        left = shorter - self._same
        behind = bisect_left(range(1, left + 1), True, key=lambda n: old[len(old) - n:] != new[len(new) - n:])
        self._from = len(old) - behind
        self._by = len(new) - len(old)
        self.is_alike = self._same + behind >= shorter / 2 and shorter > 0

    def place(self, place: Place) -> Place | None:
        """Return where a place is now, None where it was changed."""
        if place.end <= self._same:
            return place
        if place.start >= self._from:
            return Place(place.start + self._by, place.end + self._by)
        return None
