"""Do the bars add up? Pickups, split bars and part endings allowed for.

Source: ABC standard v2.1, section 4.8; common practice for pickups (the first bar of a part may be
short, the part's last bar then gives back what it took).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.notation.tune import Bar, Diagnostic, Place


def check_bars(bars: Sequence[Bar]) -> list[Diagnostic]:
    """Return a diagnostic for each bar that holds too much or too little, and for repeats left open."""
    found: list[Diagnostic] = []
    for position, bar in enumerate(bars):
        target = bar.metre.length
        if target is None or not bar.notes or bar.length == target:
            continue
        is_first = position == 0 or bar.opening.ends_part or bool(bar.endings)
        is_last = bar.closing.ends_part or bar.closing.kind == "" or (
            position + 1 < len(bars) and bool(bars[position + 1].endings))
        if bar.length > target:
            found.append(_wrong(bar, target, "bar-too-long", "put a bar line where the bar is full, or shorten a note"))
        elif not is_first and not is_last:
            found.append(_wrong(bar, target, "bar-too-short", "add a note or a rest, or lengthen a note"))
    return found


def _wrong(bar: Bar, target: Fraction, code: str, remedy: str) -> Diagnostic:
    end = max(bar.place.end - (bar.closing.place.end - bar.closing.place.start), bar.place.start)
    message = f"bar {bar.index + 1} holds {bar.length} where {target} was announced: {remedy}"
    return Diagnostic("warning", code, message, Place(bar.place.start, end))
