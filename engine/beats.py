"""The beats of bars: where a conductor's hand falls, and a metronome strikes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate

from engine.notation.tune import Metre

_SUM = re.compile(r"\(?(\d+(?:\+\d+)+)\)?/(\d+)")


@dataclass(frozen=True, slots=True)
class PlayedBar:
    """One bar as it is played. ``index`` is its number among the written ones, from 0.

    ``onset``, ``length`` and ``lead`` are whole notes: when it begins in the performance, how long it sounds, and how
    much of its beginning is missing (a pickup).
    """

    index: int
    onset: Fraction
    length: Fraction
    lead: Fraction
    metre: Metre

    def beats(self) -> Iterator[tuple[Fraction, bool]]:
        """Yield the onset of each beat in the performance, and whether it is the first of its bar."""
        whole, places = self.metre.length, beats_of(self.metre)
        if whole is None or not places:
            return
        for turn in range(-(-(self.lead + self.length) // whole)):
            for place in places:
                at = turn * whole + place
                if self.lead <= at < self.lead + self.length:
                    yield self.onset + at - self.lead, place == 0


@lru_cache(maxsize=64)
def beats_of(metre: Metre) -> tuple[Fraction, ...]:
    """Return where in a bar the beats fall, in whole notes; none in free metre.

    A compound metre has dotted beats, one that is written as a sum has the beats of the sum.

    >>> from engine.notation.fields import parse_metre
    >>> [str(beat) for beat in beats_of(parse_metre("6/8"))], [str(beat) for beat in beats_of(parse_metre("2+3+2/8"))]
    (['0', '3/8'], ['0', '1/4', '5/8'])
    """
    if metre.length is None or metre.beat <= 0:
        return ()
    groups = _SUM.fullmatch(metre.text)
    if groups is not None:
        sizes = [int(each) for each in groups[1].split("+")]
        return tuple(Fraction(place, int(groups[2])) for place in accumulate(sizes[:-1], initial=0))
    return tuple(number * metre.beat for number in range(-(-metre.length // metre.beat)))
