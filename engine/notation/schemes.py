"""The forms of tunes: which bar repeats which, part by part. Written down, chosen for a phrase, given to a new tune.

A scheme is text: one part after the other, separated by blanks, each bar ``.`` (new), ``cA3`` (repeats bar 3 of
part A); bars count in base 36, so that a tenth bar is ``a``.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.notation.roles import COPY, LAST_OF_PART, NEW, PlacedBar

PART_LENGTHS = (4, 8, 12, 16, 32)
_MOST_PARTS = 4
_SHORTEST_PART = 3  # bars; what is shorter is an opening, not a part
_DIGITS = string.digits + string.ascii_lowercase
_SIGNS = {NEW: ".", COPY: "c"}
_KINDS = {sign: kind for kind, sign in _SIGNS.items()}
_BAR = re.compile(r"\.|c[A-Z][0-9a-z]")

Place = tuple[int, int]  # part from 0, bar in it from 1


@dataclass(frozen=True, slots=True)
class Duty:
    """What a bar of a scheme does; ``place`` is the bar that it repeats."""

    kind: int
    place: Place | None = None

    @property
    def text(self) -> str:
        """Return it as a scheme writes it."""
        sign = _SIGNS[self.kind]
        return sign if self.place is None else sign + string.ascii_uppercase[self.place[0]] + _DIGITS[self.place[1]]


@dataclass(frozen=True, slots=True)
class Scheme:
    """The form of a tune whose parts are equally long. ``metre`` is the class number of ``Setting``."""

    metre: int
    parts: tuple[tuple[Duty, ...], ...]

    @property
    def part_bars(self) -> int:
        """Return how many bars a part has."""
        return len(self.parts[0])

    @property
    def text(self) -> str:
        """Return the scheme as text.

        >>> Scheme.parse(1, ". . cA1 cA2".replace(" ", "")).text
        '..cA1cA2'
        """
        return " ".join("".join(duty.text for duty in part) for part in self.parts)

    @classmethod
    def parse(cls, metre: int, text: str) -> Scheme:
        """Return the scheme that a text describes."""
        return cls(metre, tuple(tuple(_duty(found) for found in _BAR.findall(part)) for part in text.split()))


def _duty(text: str) -> Duty:
    place = (string.ascii_uppercase.index(text[1]), _DIGITS.index(text[2])) if len(text) > 1 else None
    return Duty(_KINDS[text[0]], place)


def places(bars: Iterable[PlacedBar]) -> dict[Place, int]:
    """Return where in the form each full bar of a tune stands: place -> number in the tune, from 0.

    Pickups and second endings have no place.
    """
    found: dict[Place, int] = {}
    part = 0
    for index, bar in enumerate(bars):
        if bar.ending != 2:
            found[part, bar.number] = index
        if bar.role.ends >= LAST_OF_PART and bar.ending != 2 and bar.number >= _SHORTEST_PART:
            part += 1
    return found


def duties(bars: Sequence[PlacedBar]) -> dict[Place, Duty]:
    """Return what the full bars of a tune do, by their places."""
    at = places(bars)
    back = {index: place for place, index in at.items()}
    found = {}
    for place, index in at.items():
        role = bars[index].role
        other = back.get(role.bar)
        found[place] = Duty(NEW) if other is None else Duty(role.kind, other)
    return found


def scheme_of(bars: Sequence[PlacedBar], metre: int) -> Scheme | None:
    """Return the scheme of a finished tune; None where its parts are not equally long, or are too many."""
    by_place = duties(bars)
    if not by_place:
        return None
    count, length = max(part for part, _ in by_place) + 1, max(number for _, number in by_place)
    is_regular = len(by_place) == count * length
    if not is_regular or length not in PART_LENGTHS or not 2 <= count <= _MOST_PARTS:
        return None
    return Scheme(metre, tuple(tuple(by_place[part, number] for number in range(1, length + 1))
                               for part in range(count)))


class Schemes:
    """A store of schemes to choose from."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self.all = tuple(schemes)
        # Of each length of part: the schemes, and which of them have a duty at a place. A request waits for this.
        self._of_length: dict[int, list[Scheme]] = {}
        self._having: dict[tuple[int, Place, Duty], list[int]] = {}
        for one in self.all:
            number = len(self._of_length.setdefault(one.part_bars, []))
            self._of_length[one.part_bars].append(one)
            for part, row in enumerate(one.parts):
                for bar, duty in enumerate(row, 1):
                    self._having.setdefault((one.part_bars, (part, bar), duty), []).append(number)

    @classmethod
    def parse(cls, lines: str) -> Schemes:
        """Return the store that ``text`` wrote."""
        found: list[Scheme] = []
        for line in lines.splitlines():
            count, metre, text = line.split(" ", 2)
            found += [Scheme.parse(int(metre), text)] * int(count)
        return cls(found)

    @property
    def text(self) -> str:
        """Return the store as text: a line each scheme, with how often it occurs and its metre before it."""
        counted = Counter((one.metre, one.text) for one in self.all)
        return "\n".join(f"{count} {metre} {text}" for (metre, text), count in sorted(counted.items()))

    def like(self, opening: dict[Place, Duty], metre: int, part_bars: int, fewest: int = 8) -> list[Scheme]:
        """Return the schemes that go on from an opening: those that agree with most of its bars, ``fewest`` at least.

        Schemes of the metre come first. Empty where none has parts of so many bars.
        """
        known = self._of_length.get(part_bars, [])
        agreement = [0] * len(known)
        for place, duty in opening.items():
            for number in self._having.get((part_bars, place, duty), ()):
                agreement[number] += 1
        begun = max((part for part, _ in opening), default=0) + 1
        # Twice the agreement, and one more for the metre: one number to compare.
        scored = [(2 * agreement[number] + (one.metre == metre), number) for number, one in enumerate(known)
                  if begun <= len(one.parts)]
        if not scored:
            return []
        scored.sort(key=lambda found: (-found[0], found[1]))
        last = scored[min(fewest, len(scored)) - 1][0]
        return [known[number] for score, number in scored if score >= last]
