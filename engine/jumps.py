"""The order of parts that the header asks for, and D.C., D.S., Fine and Coda.

Source: ABC 2.1, sections 3.1.9 (``P:``) and 4.14 (the decorations); common practice for what is played after a jump:
repeats are not taken again, and of several endings the last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from engine.notation.tune import Bar, Voice
from engine.repeats import end_of_ending, sounding_order

_MOST_PARTS = 256  # P:((A9)9)9 is a slip of the hand
_TOKEN = re.compile(r"[A-Z]|\(|\)|\d+")
_TO_START = frozenset(("D.C.", "D.C.alfine", "D.C.alcoda"))
_TO_SEGNO = frozenset(("D.S.", "D.S.alfine", "D.S.alcoda"))
_JUMPS = _TO_START | _TO_SEGNO
_TO_CODA = "dacoda"  # on the way back go from here to the coda; where nothing else sends back, it does itself


def parts_in_order(value: str) -> list[str]:
    """Return the parts that a header's ``P:`` field names, one after the other.

    >>> "".join(parts_in_order("A2.(BC)3"))
    'AABCBCBC'
    """
    stack: list[list[str]] = [[]]
    last: list[str] = []  # what a number behind it multiplies
    for token in _TOKEN.findall(value):
        if token == "(":
            stack.append([])
            last = []
        elif token == ")" and len(stack) > 1:
            last = stack.pop()
            stack[-1] += last
        elif token.isdigit():
            stack[-1] += last * min(int(token[:3]) - 1, _MOST_PARTS)
            last = []
        elif token != ")":
            last = [token]
            stack[-1].append(token)
        if sum(map(len, stack)) > _MOST_PARTS:
            break
    return [part for level in stack for part in level][:_MOST_PARTS]


def played_order(bars: Sequence[Bar], parts: Sequence[str]) -> list[int]:
    """Return the indices of the bars in the order in which they sound.

    ``parts`` is the order of the header (``parts_in_order``). A part that the body does not have is left out; where it
    has none of them, or there is no order, the bars sound as they are written. What stands before the first part
    sounds once, at the beginning.
    """
    segments = _segments(bars) if parts else {}
    if not any(part in segments for part in parts):
        return _with_jumps(bars, sounding_order(bars))
    first = min(start for start, _ in segments.values())
    order = list(sounding_order(bars[:first]))
    orders: dict[str, list[int]] = {}
    for part in parts:
        if part in segments:
            if part not in orders:
                start, end = segments[part]
                orders[part] = [start + index for index in sounding_order(bars[start:end])]
            order += orders[part]
    return _with_jumps(bars, order)


def has_jumps(voices: Sequence[Voice]) -> bool:
    """Say whether a voice has a mark that sends the player elsewhere."""
    return any((_JUMPS | {_TO_CODA}) & set(_marks(bar)) for voice in voices for bar in voice.bars)


def _segments(bars: Sequence[Bar]) -> dict[str, tuple[int, int]]:
    """Return where each part of the body begins and ends; the first of a name counts."""
    starts = [(bar.part.strip()[:1], bar.index) for bar in bars if bar.part.strip()]
    found: dict[str, tuple[int, int]] = {}
    for (name, start), (_, end) in pairwise([*starts, ("", len(bars))]):
        found.setdefault(name, (start, end))
    return found


def _marks(bar: Bar) -> list[str]:
    if not bar.marks and not any(note.decorations for note in bar.notes):
        return []
    return [*bar.marks, *(name for note in bar.notes for name in note.decorations)]


def _with_jumps(bars: Sequence[Bar], order: list[int]) -> list[int]:
    """Return the order with the first jump taken, and what is played after it."""
    marks = [_marks(bar) for bar in bars]
    jump = next((bar.index for bar in bars if _JUMPS & set(marks[bar.index])), None)
    if jump is None:
        jump = next((bar.index for bar in bars if _TO_CODA in marks[bar.index]), None)
    if jump is None or jump not in order:
        return order
    # The jump is taken when its bar sounds for the last time: its repeat is over.
    last = len(order) - 1 - order[::-1].index(jump)
    names = set(marks[jump])
    segno = next((index for index, names_here in enumerate(marks) if "segno" in names_here), 0)
    target = segno if names & _TO_SEGNO else 0
    return order[:last + 1] + list(_after_jump(bars, marks, target, jump))


def _after_jump(bars: Sequence[Bar], marks: list[list[str]], target: int, jump: int) -> list[int]:
    """Return the bars from the target on: straight through, up to Fine, or from Coda to Coda."""
    codas = [index for index, names in enumerate(marks) if "coda" in names]
    order: list[int] = []
    index = target
    while index < len(bars):
        bar = bars[index]
        if len(codas) > 1 and index == codas[0] and bar.notes and "coda" in bar.notes[0].decorations:
            return order + list(range(codas[-1], len(bars)))
        following = end_of_ending(bars, index) if bar.endings else 0
        if bar.endings and following < len(bars) and bars[following].endings:
            index = following  # another ending comes: this one is not the last
            continue
        order.append(index)
        if "fine" in marks[index]:
            return order
        if _TO_CODA in marks[index] and codas and codas[-1] > index:
            return order + list(range(codas[-1], len(bars)))
        if len(codas) > 1 and index == codas[0]:
            return order + list(range(codas[-1], len(bars)))
        if index == jump:
            return order
        index += 1
    return order
