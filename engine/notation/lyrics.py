"""Lyrics under the notes they are sung to. Source: ABC standard v2.1, section 5.1."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.notation.tune import Place, Syllable

# A syllable with what joins it to the next; or a sign that stands for itself.
_PART = re.compile(r"(?P<sign>[|*_-])|(?P<text>(?:\\-|[^\s|*_\\-]|\\(?!-))+)(?P<joins>-?)")


def align(line: str, offset: int, notes: Sequence[tuple[int, int]], verse: int) -> tuple[list[Syllable], int]:
    r"""Return the syllables of a ``w:`` line, and how many found no note.

    ``notes`` are (bar, note) of everything that can be sung in the line of music before; ``offset`` is where ``line``
    stands in the text. ``-`` and ``_`` go on to the next note, ``*`` leaves one out, ``|`` goes to the next bar,
    ``~`` is a blank inside a syllable and ``\-`` a hyphen.

    >>> [(s.text, s.note, s.joins) for s in align("glo-ri_a", 0, [(0, 0), (0, 1), (0, 2), (0, 3)], 1)[0]]
    [('glo', 0, '-'), ('ri', 1, '_'), ('a', 3, '')]
    """
    found: list[Syllable] = []
    at = left_over = 0
    was_break = False  # a hyphen already stands behind the last syllable
    for match in _PART.finditer(line):
        sign = match.group("sign")
        if sign == "|":
            at = next_bar(notes, at)
        elif sign == "*":
            at += 1
        elif sign == "_":
            at += 1
            _join(found, "_")
        elif sign == "-":
            # A second hyphen holds the syllable over one more note.
            at += was_break
            _join(found, "-")
        elif at >= len(notes):
            left_over += 1
        else:
            bar, note = notes[at]
            text = match.group("text").replace("\\-", "-").replace("~", " ")
            place = Place(match.start() + offset, match.end() + offset)
            found.append(Syllable(text, bar, note, verse, match.group("joins"), place))
            at += 1
        was_break = sign == "-" or bool(match.group("joins"))
    return found, left_over


def _join(found: list[Syllable], sign: str) -> None:
    if found and not found[-1].joins:
        last = found[-1]
        found[-1] = Syllable(last.text, last.bar, last.note, last.verse, sign, last.place)


def next_bar(notes: Sequence[tuple[int, int]], at: int) -> int:
    """Return the first note of the bar after that of the last note sung; where we stand if we just came to one."""
    if at == 0 or at >= len(notes):
        return at
    bar = notes[at - 1][0]
    while at < len(notes) and notes[at][0] == bar:
        at += 1
    return at
