"""What is played twice, written once: repeats with ``|: :|`` and first and second endings out of notes in a row.

Only what is the same to the last note is folded, in every voice, and only where it makes the tune shorter. A part may
begin with a pickup; then the bar in which one part ends and the next begins is divided between them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil

from engine.exchange.barring import Span
from engine.exchange.quantise import Snapped
from engine.notation.keys import Key

_SIZES = (8, 16, 4, 12, 6, 10, 20, 24, 32)  # bars of a part, the likeliest first
_LEAST_WITH_ENDINGS = 8
_ENDINGS = (1, 2)  # bars of a first and second ending
_LEAST_NOTES = 2  # in a bar, on average: silence is no part
_MOST_BARS = 4000

Symbols = Sequence[tuple[Fraction, str]]


@dataclass(frozen=True, slots=True)
class Section:
    """Bars from ``first`` on that are played twice, ``size`` of them; the last ``endings`` differ."""

    first: int
    size: int
    endings: int


@dataclass(slots=True)
class Folded:
    """Bars with the signs that stand behind them, and the stretches of time that were taken out, in order."""

    places: list[Span] = field(default_factory=list)
    removed: list[tuple[Fraction, Fraction]] = field(default_factory=list)
    opens: bool = False  # a repeat begins with the first bar

    def notes(self, notes: Sequence[Snapped]) -> list[Snapped]:
        """Return the notes that are left, each where it is now."""
        found = []
        for note in notes:
            onset = self.moved(note.onset)
            if onset is not None:
                found.append(replace(note, onset=onset, end=onset + note.end - note.onset))
        return found

    def symbols(self, symbols: Symbols) -> list[tuple[Fraction, str]]:
        """Return the chord symbols that are left, each where it is now."""
        return [(onset, text) for at, text in symbols if (onset := self.moved(at)) is not None]

    def moved(self, onset: Fraction) -> Fraction | None:
        """Return where something stands now; None where it was taken out."""
        gone = Fraction(0)
        for start, end in self.removed:
            if onset < start:
                break
            if onset < end:
                return None
            gone += end - start
        return onset - gone


def fold(voices: Sequence[Sequence[Snapped]], symbols: Symbols, places: Sequence[Span], pickup: Fraction) \
        -> Folded | None:
    """Return the bars folded, None where nothing is played twice. ``places`` are all bars, of one metre."""
    if not places or len(places) > _MOST_BARS or places[0].metre.length is None:
        return None
    found: list[Folded] = []
    # A part begins with its pickup, or behind it: "|:D|G..." or "D|:G...".
    for lead in (Fraction(0), pickup) if pickup else (Fraction(0),):
        bars = _Bars(voices, symbols, places, pickup - lead, lead)
        sections = bars.sections()
        if sections:
            found.append(bars.folded(sections))
    return min(found, key=lambda one: len(one.places), default=None)


class _Bars:
    """The time cut into bars that begin with the pickup; each has a number, the same where the same is played.

    ``lead`` is what stands before the first of them.
    """

    def __init__(self, voices: Sequence[Sequence[Snapped]], symbols: Symbols, places: Sequence[Span],
                 pickup: Fraction, lead: Fraction) -> None:
        self.start, origin = places[0].start, places[0].start + lead
        self.whole = places[0].metre.length or Fraction(1)
        self.pickup = pickup
        self.metre = places[0].metre
        self.begins = [place.start for place in places]
        self.keys = [place.key for place in places]
        end = max((note.end for notes in voices for note in notes), default=origin + self.whole)
        self.count = max(0, ceil((end - origin) / self.whole))
        self.edges = [origin + number * self.whole for number in range(self.count + 1)]
        crossed: set[Fraction] = set()
        inside: list[list[tuple[int, Fraction, Fraction, int, tuple[int, ...]]]] = [[] for _ in range(self.count)]
        self.lines = [edge + pickup for edge in self.edges]
        for voice, notes in enumerate(voices):
            for note in notes:
                number = int((note.onset - origin) // self.whole)
                if 0 <= number < self.count:
                    inside[number].append((voice, note.onset - self.edges[number], note.end - note.onset, note.pitch,
                                           note.graces))
                for cuts in (self.edges, self.lines):
                    place = bisect_left(cuts, note.onset)
                    while place < len(cuts) and cuts[place] < note.end:
                        if cuts[place] > note.onset:
                            crossed.add(cuts[place])
                        place += 1
        self.crossed = crossed
        self.notes = [len(one) for one in inside]
        numbers: dict[object, int] = {}
        chords = _in_force(symbols, self.edges)
        self.bars = [numbers.setdefault((tuple(sorted(notes)), chord, self._key_at(line).text), len(numbers))
                     for notes, chord, line in zip(inside, chords, self.lines, strict=False)]
        self.pickups = [numbers.setdefault((tuple(sorted(one for one in notes if one[1] < pickup)), "pickup"),
                                           len(numbers)) for notes in inside]

    def _key_at(self, onset: Fraction) -> Key:
        return self.keys[max(0, bisect_right(self.begins, onset) - 1)]

    def sections(self) -> list[Section]:
        """Return what is played twice, from the beginning on."""
        found: list[Section] = []
        at = 0
        while at < self.count:
            section = self._section(at)
            if section is None:
                at += 1
            else:
                found.append(section)
                at += 2 * section.size
        return found

    def _section(self, at: int) -> Section | None:
        for size in _SIZES:
            end = at + 2 * size
            if end > self.count or any(self.edges[edge] in self.crossed for edge in (at, at + size, end)) or \
                    sum(self.notes[at:at + size]) < _LEAST_NOTES * size:
                continue
            if self.bars[at:at + size] == self.bars[at + size:end]:
                return Section(at, size, 0)
            for endings in _ENDINGS if size >= _LEAST_WITH_ENDINGS else ():
                first, second = at + size - endings, end - endings
                if self.bars[at:first] == self.bars[at + size:second] and \
                        self.pickups[first] == self.pickups[second] and \
                        self.lines[first] not in self.crossed and self.lines[second] not in self.crossed:
                    return Section(at, size, endings)
        return None

    def folded(self, sections: Sequence[Section]) -> Folded:
        """Return the bars with their signs."""
        made = Folded(opens=sections[0].first == 0 and self.edges[0] == self.start)
        if self.edges[0] > self.start:
            made.places.append(Span(self.start, self.edges[0], self.metre, self._key_at(self.start),
                                    "|" if sections[0].first else "|:"))
        at = 0
        for section in sections:
            if section.first > at:
                self._add(made, at, section.first, "|:")
            first, middle, end = section.first, section.first + section.size, section.first + 2 * section.size
            opens_again = any(one.first == end for one in sections)
            last = "|]" if end == self.count else "|:" if opens_again else "||"
            if section.endings:
                cut = middle - section.endings
                self._add(made, first, cut, "|", ends_at_line=True)
                self._add(made, cut, middle, ":|", begins_at_line=True, endings=(1,))
                self._add(made, end - section.endings, end, last, begins_at_line=True, endings=(2,))
                made.removed.append((self.edges[middle], self.lines[end - section.endings]))
            else:
                closing = "::" if opens_again else ":|"
                self._add(made, first, middle, closing)
                made.removed.append((self.edges[middle], self.edges[end]))
            at = end
        if at < self.count:
            self._add(made, at, self.count, "|]")
        made.places = _joined(made.places)
        return made

    def _add(self, made: Folded, first: int, end: int, closing: str, *, begins_at_line: bool = False,
             ends_at_line: bool = False, endings: tuple[int, ...] = ()) -> None:
        """Add the bars from one edge to another. An ending begins at its bar line, behind the pickup."""
        cuts = [] if begins_at_line else [self.edges[first]]
        cuts += [line for line in self.lines[first:end] if line not in cuts]
        cuts.append(self.lines[end] if ends_at_line else self.edges[end])
        cuts = sorted(set(cuts))
        for number, (low, high) in enumerate(pairwise(cuts)):
            line = closing if number + 2 == len(cuts) else "|"
            made.places.append(Span(low, high, self.metre, self._key_at(low), line, endings if number == 0 else ()))


def _joined(places: Sequence[Span]) -> list[Span]:
    """Return the bars one behind the other, without the gaps of what was taken out."""
    found: list[Span] = []
    now = places[0].start
    for one in places:
        found.append(Span(now, now + one.end - one.start, one.metre, one.key, one.closing, one.endings))
        now = found[-1].end
    return found


def _in_force(symbols: Symbols, edges: Sequence[Fraction]) -> list[tuple[tuple[Fraction, str], ...]]:
    """Return for each bar the chord with which it begins and those that follow in it."""
    found = []
    held = ""
    at = 0
    for start, end in pairwise(edges):
        here: list[tuple[Fraction, str]] = [(Fraction(0), held)]
        while at < len(symbols) and symbols[at][0] < end:
            onset, held = symbols[at]
            here = [one for one in here if one[0] != onset - start]
            here.append((onset - start, held))
            at += 1
        found.append(tuple(here))
    return found
