"""Where the weight of a bar falls: light accents, and the swing of a hornpipe."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from engine.notation.tune import Bar, Metre, Note

MELODY_VELOCITY = 84
_DOWNBEAT, _BEAT, _OFF_BEAT = 12, 5, -4

# Velocity added by a dynamic mark, from pppp to ffff. Source: ABC 2.1, 4.14.
DYNAMICS = {"pppp": -50, "ppp": -42, "pp": -32, "p": -22, "mp": -10, "mf": 0, "f": 12, "ff": 22, "fff": 28, "ffff": 32}


def accent(metre: Metre, position: Fraction) -> int:
    """Return how much louder than usual a note is at this position in the bar (whole notes)."""
    if metre.length is None or metre.beat <= 0:
        return 0
    position %= metre.length
    if position == 0:
        return _DOWNBEAT
    return _BEAT if (position / metre.beat).denominator == 1 else _OFF_BEAT


def lead(bar: Bar, begins_part: bool) -> Fraction:
    """Return how much of the beginning of a bar is missing: a pick-up counts back from its end.

    Only a bar at the beginning of a part can be a pick-up; a short bar elsewhere lacks its end.
    """
    if begins_part and bar.metre.length is not None and bar.length < bar.metre.length:
        return bar.metre.length - bar.length
    return Fraction(0)


def is_hornpipe(rhythm: str) -> bool:
    """Say whether an ``R:`` field asks for a hornpipe's swing."""
    return "hornpipe" in rhythm.lower()


def swing(bar: Bar) -> Iterator[Note]:
    """Yield the bar's notes as a hornpipe is played: pairs of equal quavers in the ratio 2:1.

    Written broken rhythms, 3:1 on paper, become 2:1 too; tuplets stay. In 2/4 the pairs are of
    semiquavers, in any metre but 4/4, 2/2 and 2/4 nothing changes. This is what abc2midi does.
    """
    unit = _swung_unit(bar.metre)
    notes = list(bar.notes)
    index = 0
    while index < len(notes):
        first = notes[index]
        second = notes[index + 1] if index + 1 < len(notes) else None
        ratio = None if second is None or first.tuplet or second.tuplet else _ratio(first, second, unit)
        if ratio is None or second is None:
            yield first
            index += 1
            continue
        whole = first.length + second.length
        yield first._replace(length=whole * ratio)
        yield second._replace(onset=first.onset + whole * ratio, length=whole * (1 - ratio))
        index += 2


def _swung_unit(metre: Metre) -> Fraction | None:
    if metre.length == 1:
        return Fraction(1, 8)
    return Fraction(1, 16) if metre.length == Fraction(1, 2) else None


def _ratio(first: Note, second: Note, unit: Fraction | None) -> Fraction | None:
    """Return the first note's part of the pair, or None where the two are no pair."""
    if first.written == second.written and first.length + second.length == 2 * first.written:
        if first.length == 3 * second.length:
            return Fraction(2, 3)
        if second.length == 3 * first.length:
            return Fraction(1, 3)
    if unit is not None and first.length == second.length == unit and first.onset % (2 * unit) == 0:
        return Fraction(2, 3)
    return None
