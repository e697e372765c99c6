"""Played notes onto a grid: exact where the file is, else to the nearest place that a player can have meant.

A beat is divided by what its own onsets ask for: in two, four or eight, or in three where all three are there. Two
notes of unequal length are two halves of a beat played with a lilt and are written even.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from engine.exchange.midi_file import Played

_EXACT_SHARE = 0.97  # of the onsets on the grid: the file was written, not played
_PLAIN_SHARE = 0.8  # of them on a coarser grid: on the finest too much falls by chance
_EXACT_DIVISORS = (1, 2, 4, 3, 8, 6, 12, 16, 5, 7, 9, 24, 32)  # of a window, the simplest first
_LOOSE_COST = {1: 0.0, 2: 0.3, 4: 1.0, 3: 1.5, 8: 4.0}  # what a finer grid costs, in squared deviations
_DEVIATION = 0.06  # of a quarter note: what a good player's onsets are off by
_EVEN_LOW, _EVEN_HIGH = 0.42, 0.70  # of a beat: where a second half falls, with or without a lilt
_SWUNG = 0.57
_BREATH = Fraction(3, 32)  # between two notes, at most: a longer silence is a rest
_SIXTEENTH = Fraction(1, 16)
_QUARTER = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Snapped:
    """A note on the grid, in whole notes. ``graces`` are the pitches of those before it."""

    onset: Fraction
    end: Fraction
    pitch: int
    graces: tuple[int, ...] = ()


class Grid:
    """The grid of a file. ``tick`` is one tick in whole notes; ``window`` is what is divided, from ``origin`` on.

    ``is_free`` says that it was played and not written, which is otherwise found from the onsets.
    """

    def __init__(self, onsets: Sequence[Fraction], tick: Fraction, window: Fraction, origin: Fraction, *,
                 is_free: bool = False) -> None:
        self.window = window
        self.origin = origin
        # Some programs write each note one tick late; where ticks are coarse, rounding alone moves it by half of one.
        self._near = max(Fraction(1, 768), tick * 3 / 2) if tick <= Fraction(1, 480) else tick / 2
        self.is_exact = (not is_free and self._share(onsets, 64) >= _EXACT_SHARE
                         and self._share(onsets, 32) >= _PLAIN_SHARE)
        self._straight: set[Fraction] = set()  # windows whose exact 2:1 is a swing
        self.is_swung = self._find_swing(onsets)

    def snap(self, notes: Sequence[Played]) -> list[Snapped]:
        """Return the notes of one track on the grid, sorted by onset and from the top down."""
        places = self.places([note.onset for note in notes])
        starts = sorted(set(places.values()))
        found = []
        for note in notes:
            onset = places[note.onset]
            found.append(Snapped(onset, self._end(note, onset, starts), note.pitch, note.graces))
        return sorted(set(found), key=lambda one: (one.onset, -one.pitch, one.end))

    def moved(self, notes: Iterable[Played], snapped: Sequence[Snapped]) -> int:
        """Return how many onsets are not where they were played."""
        there = {one.onset for one in snapped}
        return sum(note.onset not in there for note in notes)

    # -- onsets -----------------------------------------------------------------------------------------

    def _share(self, onsets: Sequence[Fraction], finest: int) -> float:
        """Return which share of the onsets lies on so many parts of a whole note, on their triplets, or on fives."""
        steps = Fraction(1, finest), Fraction(2, 3 * finest), Fraction(1, 40)
        return sum(any(self._is_on(onset, step) for step in steps) for onset in onsets) / max(1, len(onsets))

    def _is_on(self, onset: Fraction, step: Fraction) -> bool:
        off = (onset - self.origin) % step
        return min(off, step - off) <= self._near

    def _windows(self, onsets: Iterable[Fraction]) -> dict[Fraction, list[Fraction]]:
        """Return the onsets by the start of their window; one that is early belongs to the next."""
        found: dict[Fraction, list[Fraction]] = defaultdict(list)
        early = self._near if self.is_exact else self.window / 10
        for onset in sorted(set(onsets)):
            found[self.origin + (onset - self.origin + early) // self.window * self.window].append(onset)
        return found

    def places(self, onsets: Iterable[Fraction]) -> dict[Fraction, Fraction]:
        """Return where each onset belongs."""
        found: dict[Fraction, Fraction] = {}
        for start, inside in self._windows(onsets).items():
            divisor = self._divisor(start, inside)
            if divisor == 0:
                step = self.window / 2
                for onset in inside:
                    found[onset] = start + step * (onset - start > self.window / 5)
                continue
            step = self.window / divisor
            for onset in inside:
                found[onset] = start + round((onset - start) / step) * step
        return found

    def _divisor(self, start: Fraction, inside: Sequence[Fraction]) -> int:
        """Return into how many parts a window falls; 0 for two halves that were played unevenly."""
        places = [(onset - start) / self.window for onset in inside]
        inner = [place for place in places if place > Fraction(1, 10)]
        if self.is_swung and len(inner) == 1 and _EVEN_LOW <= inner[0] <= _EVEN_HIGH:
            return 0
        near = self._near / self.window
        if self.is_exact:
            for divisor in _EXACT_DIVISORS:
                if all(abs(place * divisor - round(place * divisor)) <= near * divisor for place in places):
                    return divisor
        if len(inner) == 1 and _EVEN_LOW <= inner[0] <= _EVEN_HIGH:
            return 0
        return min(_LOOSE_COST, key=lambda divisor: self._cost(divisor, places, inner))

    def _cost(self, divisor: int, places: Sequence[Fraction], inner: Sequence[Fraction]) -> float:
        if divisor == 3 and (len(inner) != 2 or {round(place * 3) for place in inner} != {1, 2}):
            return 1e9  # a triplet has all its notes: two of them could be anything
        if self.window / divisor < _SIXTEENTH and not any(
                0 < later - place <= Fraction(3, 2 * divisor) for place, later in pairwise(places)):
            return 1e9  # nothing follows so fast: the note was early or late
        spread = _DEVIATION * float(_QUARTER / self.window)
        taken = Counter(round(place * divisor) for place in places)
        together = sum(count - 1 for count in taken.values())  # notes that would fall into one
        return _LOOSE_COST[divisor] + 9.0 * together + \
            sum((float(place - Fraction(round(place * divisor), divisor)) / spread) ** 2 for place in places)

    def _find_swing(self, onsets: Sequence[Fraction]) -> bool:
        """Say whether the quavers are played long and short throughout: as a manner, not as a rhythm."""
        inner = []
        has_triplets = 0
        for start, inside in self._windows(onsets).items():
            places = [(onset - start) / self.window for onset in inside if onset - start > self.window / 10]
            has_triplets += len(places) >= 2
            if len(places) == 1 and _EVEN_LOW <= places[0] <= Fraction(4, 5):
                inner.append(places[0])
        if len(inner) < 8:
            return False
        lilting = [place for place in inner if _SWUNG <= place <= _EVEN_HIGH]
        return len(lilting) >= 0.7 * len(inner) and len(lilting) > 2 * has_triplets

    # -- ends -------------------------------------------------------------------------------------------

    def _end(self, note: Played, onset: Fraction, starts: Sequence[Fraction]) -> Fraction:
        """Return where a note ends: on the grid if it does, else with the onset that it was played up to."""
        least = self.window / 8
        length = note.end - note.onset
        if self.is_exact and not self.is_swung:
            for divisor in _EXACT_DIVISORS:
                step = self.window / divisor
                exact = self.origin + round((note.end - self.origin) / step) * step
                if abs(exact - note.end) <= self._near and exact > onset:
                    return exact
        after = bisect_right(starts, onset)
        following = starts[after] if after < len(starts) else None
        if following is not None and onset < note.end <= following and following - note.end <= _BREATH and \
                2 * (note.end - onset) >= following - onset:
            return following  # the finger was lifted, no rest was meant
        place = bisect_left(starts, note.end)
        near = [each for each in starts[max(0, place - 1):place + 1] if each > onset]
        best = min(near, key=lambda each: abs(each - note.end), default=None)
        if best is not None and abs(best - note.end) <= max(Fraction(1, 48), length / 4):
            return best
        step = min(_SIXTEENTH, self.window)
        end = self.origin + round((note.end - self.origin) / step) * step
        return end if end > onset else onset + least
