"""What the tidy dialect cannot say, said more simply. Only the model sees it; the composer's text stays.

Tuplets that are not in the usual time, septuplets and lengths that are no whole number of ticks move
to the nearest place of a fine grid, so that a bar keeps its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.notation.dialect import TUPLET_TIME, UNIT
from engine.notation.lengths import GRAIN
from engine.notation.tune import Bar, Note, Tuplet

_TICK = Fraction(1, 8 * UNIT)  # in whole notes
_GRID = GRAIN * _TICK
_LONGEST = Fraction(99, 8)


def is_usual(tuplet: Tuplet, is_compound: bool) -> bool:
    """Say whether the dialect has this tuplet: in the time that goes without saying, and exact in ticks."""
    if tuplet.r != tuplet.p or tuplet.p not in TUPLET_TIME or UNIT % tuplet.p:
        return False
    return tuplet.q == (TUPLET_TIME[tuplet.p] or (3 if is_compound else 2))


def simplify(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """Return the bars with every note one that the dialect can say."""
    return tuple(bar if _is_simple(bar) else _simplified(bar) for bar in bars)


def _is_simple(bar: Bar) -> bool:
    return all(_is_sayable(note, bar.metre.is_compound) for note in bar.notes)


def _is_sayable(note: Note, is_compound: bool) -> bool:
    if note.tuplet is not None and not is_usual(note.tuplet, is_compound):
        return False
    units = note.length * 8
    ticks = units * UNIT
    if note.tuplet is not None:
        units = units * note.tuplet.p / note.tuplet.q
    return ticks.denominator == 1 and 0 < units.numerator <= 99 and units.denominator <= 99


def _simplified(bar: Bar) -> Bar:
    """Return the bar with its notes on the grid, tuplets written out. Notes shorter than the grid may fall away."""
    notes: list[Note] = []
    onset = Fraction(0)
    usual = _whole_groups(bar)
    for number, note in enumerate(bar.notes):
        end = note.onset + note.length
        if number in usual:
            notes.append(note._replace(onset=onset))
            onset += note.length
            continue
        is_last = number + 1 == len(bar.notes)
        target = end if is_last and (end / _TICK).denominator == 1 else round(end / _GRID) * _GRID
        length = min(target - onset, _LONGEST)
        if length > 0:
            notes.append(note._replace(onset=onset, length=length, written=length, tuplet=None, tuplet_index=0))
            onset += length
    return bar._replace(notes=tuple(notes), length=onset)


def _whole_groups(bar: Bar) -> set[int]:
    """Return the places of the notes in tuplets that can stay: usual ones whose every note is sayable."""
    kept: set[int] = set()
    group: list[int] = []
    for number, note in enumerate(bar.notes):
        if note.tuplet is None or note.tuplet_index == 0:
            group = []
        if note.tuplet is not None:
            group.append(number)
            if len(group) == note.tuplet.r and \
                    all(_is_sayable(bar.notes[one], bar.metre.is_compound) for one in group):
                kept.update(group)
    return kept
