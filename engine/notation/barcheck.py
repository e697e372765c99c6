"""Do the bars add up, and do the repeats close? Pickups, split bars and part endings allowed for.

Source: ABC standard v2.1, section 4.8; common practice for pickups (the first bar of a part may be
short, the part's last bar then gives back what it took) and for repeats and endings that begin inside a bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.notation.tune import Bar, BarLine, Diagnostic, Fix, Place
from engine.sentences import Sentence


def check_bars(bars: Sequence[Bar]) -> list[Diagnostic]:
    """Return a diagnostic for each bar that holds too much or too little, and for each repeat left open."""
    found: list[Diagnostic] = []
    for position, bar in enumerate(bars):
        target = bar.metre.length
        # Lengths are made only once (fields.exact), so most comparisons end at their identity.
        if bar.length is target or target is None or not bar.notes or bar.length == target:
            continue
        if bar.length > target:
            found.append(_wrong(bar, target, "bar-too-long", _split(bar, target)))
        elif not _begins_short(bars, position) and not _ends_short(bars, position):
            following = bars[position + 1] if position + 1 < len(bars) else None
            found.append(_wrong(bar, target, "bar-too-short", _join(bar, following, target)))
    return found + [_open_repeat(line) for line in _open_repeats(bars)]


def missing(bars: Sequence[Bar], position: int) -> tuple[Fraction, str]:
    """Return what a bar still lacks (below zero: holds too much), in whole notes, and how that is to be taken.

    That is ``full``, ``wrong``, ``open`` (its bar line is still to come), ``pickup`` or ``early`` (the part ends).
    """
    bar = bars[position]
    target = bar.metre.length
    if target is None or bar.length == target:
        return Fraction(0), "full"
    lacks = target - bar.length
    if lacks < 0:
        return lacks, "wrong"
    if not bar.closing.kind:
        return lacks, "open"
    if _begins_short(bars, position):
        return lacks, "pickup"
    return lacks, "early" if _ends_short(bars, position) else "wrong"


def in_words(bar: Bar, target: Fraction) -> Sentence:
    """Say what is wrong with a bar's length and what to do."""
    remedy = Sentence("put a bar line where the bar is full, or shorten a note") if bar.length > target else \
        Sentence("add a note or a rest, or lengthen a note")
    return Sentence("bar {number} holds {length} where {target} was announced: {remedy}", number=bar.index + 1,
                    length=bar.length, target=target, remedy=remedy)


def _begins_short(bars: Sequence[Bar], position: int) -> bool:
    """Say whether a bar may lack its beginning: a pickup, or the rest of a bar that a repeat or an ending split."""
    bar = bars[position]
    if position == 0 or bar.opening.ends_part or bar.part:
        return True
    before = bars[position - 1]
    return bool(bar.endings) and _is_short(before)


def _ends_short(bars: Sequence[Bar], position: int) -> bool:
    """Say whether a bar may lack its end: the part ends, the text stops, or an ending splits the bar."""
    bar = bars[position]
    if bar.closing.ends_part or not bar.closing.kind:
        return True
    if position + 1 == len(bars):
        # A tune that just stops with "|" may give back its pickup all the same.
        return _is_short(bars[0]) and bar.length + bars[0].length == bar.metre.length
    return bool(bars[position + 1].endings) and _is_short(bars[position + 1])


def _is_short(bar: Bar) -> bool:
    return bar.metre.length is not None and bar.length < bar.metre.length


def _split(bar: Bar, target: Fraction) -> Fix | None:
    """Return the edit that puts a bar line where the bar is full, if a note ends there and nothing clings to it."""
    for note in bar.notes:
        if note.onset + note.length == target and not any(note.tied) and not note.slurs[1]:
            return Fix(Sentence("put a bar line where the bar is full"), Place(note.place.end, note.place.end), "|")
    return None


def _join(bar: Bar, following: Bar | None, target: Fraction) -> Fix | None:
    """Return the edit for two neighbours that make one bar: they are joined, or part at the end of a line."""
    if following is None or bar.length + following.length != target or bar.closing.kind != "|":
        return None
    if following.begins_line:
        return Fix(Sentence("let a part end here: ||"), bar.closing.place, "||")
    return Fix(Sentence("join the two halves of a bar"), bar.closing.place, " ")


def _wrong(bar: Bar, target: Fraction, code: str, fix: Fix | None) -> Diagnostic:
    end = max(bar.place.end - (bar.closing.place.end - bar.closing.place.start), bar.place.start)
    return Diagnostic("warning", code, in_words(bar, target), Place(bar.place.start, end), fix)


def _open_repeats(bars: Sequence[Bar]) -> list[BarLine]:
    """Return the bar lines that open a repeat which nothing closes, though the tune goes on or has ended."""
    never_closed: list[BarLine] = []
    is_open: BarLine | None = None
    for bar in bars:
        for line in ((bar.opening, bar.closing) if bar.index == 0 else (bar.closing,)):
            if line.closes_repeat:
                is_open = None
            if line.opens_repeat:
                if is_open is not None:
                    never_closed.append(is_open)
                is_open = line
    if is_open is not None and bars[-1].closing.kind == "|]":
        never_closed.append(is_open)
    return never_closed


def _open_repeat(line: BarLine) -> Diagnostic:
    return Diagnostic("warning", "open-repeat",
                      Sentence("this repeat is never closed: write :| where it ends, or | here"), line.place,
                      Fix(Sentence("leave out the repeat"), line.place, "|"))
