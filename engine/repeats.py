"""Repeats and numbered endings: from the order of writing to the order of sounding.

A ``:|`` without ``|:`` reaches back to the last boundary of a part (``||``, ``|]``, ``::``, an
earlier ``:|``) or else to the start. Source: ABC 2.1, sections 4.8 to 4.10.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.notation.tune import Bar

# A section is left for good before its start moves on, and is played at most so often: the order
# can be no longer than MAX_PASSES times the text, whatever stands in it ("[1-999999" included).
MAX_PASSES = 16


def sounding_order(bars: Sequence[Bar]) -> list[int]:
    """Return the indices of the bars in the order in which they sound.

    The order for the first bars of a tune is the beginning of the order for all of them, so that
    a tune can sound while it is being written.

    >>> sounding_order([])
    []
    """
    order: list[int] = []
    index = start = 0
    passage = 1
    is_explicit = bool(bars) and bars[0].opening.opens_repeat
    closed_at = -1  # where the last repeat ended: up to there everything belongs to its section
    heard: set[int] = set()  # numbers of the endings played in this section
    while index < len(bars):
        bar = bars[index]
        if index > max(start, closed_at) and _begins_section(bars, index, is_explicit):
            start, passage, heard = index, 1, set()
            is_explicit = bar.opening.opens_repeat or bars[index - 1].closing.opens_repeat
        if bar.endings and passage not in bar.endings and (heard or passage > 1):
            if passage < min(bar.endings) and passage < MAX_PASSES and passage in heard:
                # The ":|" before a later ending was forgotten; the ending itself asks for the repeat.
                passage += 1
                index = start
            else:
                index = end_of_ending(bars, index)
            continue
        heard.update(bar.endings)
        order.append(index)
        if _closes_repeat(bars, index):
            is_explicit, closed_at = False, max(closed_at, index)
            if passage < _passages(bars, start):
                passage += 1
                index = start
                continue
        index += 1
    return order


def _closes_repeat(bars: Sequence[Bar], index: int) -> bool:
    """Say whether a repeat ends with this bar. In ``| :|`` the sign belongs to the next bar's opening."""
    if bars[index].closing.closes_repeat:
        return True
    return index + 1 < len(bars) and bars[index + 1].opening.closes_repeat


def _is_boundary(bars: Sequence[Bar], index: int) -> bool:
    """Say whether a part ends just before this bar."""
    bar, before = bars[index], bars[index - 1]
    return before.closing.ends_part or bar.opening.ends_part or bool(bar.part)


def begins_part(bars: Sequence[Bar], index: int) -> bool:
    """Say whether this bar is the first of the tune or of a part; only such a bar can be a pick-up."""
    return index == 0 or (not bars[index].endings and _is_boundary(bars, index))


def _begins_section(bars: Sequence[Bar], index: int, is_explicit: bool) -> bool:
    """Say whether a ``:|`` further on may reach back to this bar.

    While a ``|:`` is open (``is_explicit``) only another ``|:`` begins a section: the double bar in
    ``|: A || B :|`` divides what is repeated, it does not shorten it.
    """
    bar, before = bars[index], bars[index - 1]
    if bar.opening.opens_repeat or before.closing.opens_repeat:
        return True
    # A P: field in mid-line is no boundary: the standard speaks of bar lines alone, and so does abc2midi.
    return not is_explicit and not bar.endings and (before.closing.ends_part or bar.opening.ends_part)


def end_of_ending(bars: Sequence[Bar], index: int) -> int:
    """Return the index of the first bar after the numbered ending that begins at ``index``."""
    index += 1
    while index < len(bars) and not bars[index].endings and not _is_boundary(bars, index):
        index += 1
    return index


def _passages(bars: Sequence[Bar], start: int) -> int:
    """Return how often the section that begins at ``start`` is played: twice, or once an ending."""
    highest = 2
    for index in range(start, len(bars)):
        bar = bars[index]
        if index > start and not bar.endings and _closes_repeat(bars, index - 1):
            break
        if index > start and (bar.opening.opens_repeat or bars[index - 1].closing.opens_repeat):
            break
        highest = max(highest, *bar.endings, 0)
    return min(highest, MAX_PASSES)
