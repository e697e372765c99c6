"""Where the caret stands among the bars of its tune, and what its bar still lacks, in words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from engine.notation.tune import Tune


@dataclass(frozen=True)
class CountedBar:
    """A bar between two offsets.

    ``lacks`` (whole notes) and ``how`` are ``barcheck.missing``'s. ``voice`` is the name of its ``V:``; ``number``
    counts from 0, of ``count`` bars. ``metre`` and ``unit`` are those in force.
    """

    start: int
    end: int
    voice: str
    number: int
    count: int
    lacks: Fraction
    how: str
    metre: str
    unit: Fraction

    def in_words(self, has_voices: bool = False) -> str:
        """Return where this is and what is missing."""
        tell = QCoreApplication.translate
        where = tell("BarCount", "bar {number} of {count}")
        if has_voices:
            where = tell("BarCount", "voice {voice}, bar {number} of {count}")
        where = where.format(number=self.number + 1, count=self.count, voice=self.voice)
        what = {
            "pickup": tell("BarCount", "a pickup of {held}"), "early": tell("BarCount", "ends {length} early"),
        }.get(self.how, tell("BarCount", "{length} missing") if self.lacks > 0 else
              tell("BarCount", "{length} too much"))
        if not self.lacks:
            return where
        held = self._metre_length() - self.lacks
        return tell("BarCount", "{place}: {what}").format(place=where,
                                                          what=what.format(length=abs(self.lacks), held=held))

    def setting(self) -> str:
        """Return metre and unit as their fields say them."""
        return f"M:{self.metre}  L:{self.unit}"

    def _metre_length(self) -> Fraction:
        from engine.notation.fields import parse_metre

        metre = parse_metre(self.metre)
        return (metre.length if metre is not None else None) or Fraction(0)


def count_bars(tune: Tune) -> tuple[CountedBar, ...]:
    """Return the bars of every voice of a tune, in the order of the text."""
    from engine.notation.barcheck import missing
    from engine.notation.fields import parse_unit

    units = [(field.place.start, unit) for field in tune.body_fields
             if field.letter == "L" and (unit := parse_unit(field.value)) is not None]
    found = []
    for voice in tune.voices:
        for place, bar in enumerate(voice.bars):
            unit = next((unit for start, unit in reversed(units) if start < bar.place.end), tune.unit)
            found.append(CountedBar(bar.place.start, bar.place.end, voice.name, place, len(voice.bars),
                                    *missing(voice.bars, place), bar.metre.text, unit))
    return tuple(sorted(found, key=lambda bar: bar.start))


def bar_at(bars: Sequence[CountedBar], offset: int) -> CountedBar | None:
    """Return the bar at an offset: the one that began last."""
    return bars[max(bisect_right(bars, offset, key=lambda bar: bar.start) - 1, 0)] if bars else None


def sounding_with(bars: Sequence[CountedBar], bar: CountedBar) -> tuple[CountedBar, ...]:
    """Return a bar and the bars of the other voices that have its number."""
    return tuple(one for one in bars if one.number == bar.number)
