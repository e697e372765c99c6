"""Where the tunes of a book begin and end. Source: ABC standard v2.1, section 2.2."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"^X:", re.MULTILINE)


def tune_ranges(text: str) -> list[tuple[int, int]]:
    """Return the ranges of the tunes; the whole text is one tune if it has no ``X:``.

    A range ends where the next tune begins, so what stands between two tunes belongs to the first.
    """
    starts = [match.start() for match in _NUMBER.finditer(text)]
    if not starts:
        return [(0, len(text))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def picked(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    r"""Return a book of some of the tunes of another, behind the header of its file.

    >>> picked("M:3/4\n\nX:1\nK:C\nC\n\nX:2\nK:G\nG\n", [(18, 29)])
    'M:3/4\n\nX:2\nK:G\nG\n'
    """
    first = _NUMBER.search(text)
    head = text[:first.start()].rstrip() if first is not None else ""
    tunes = (text[start:music_end(text, start, end)] for start, end in ranges)
    return "\n\n".join(([head] if head else []) + list(tunes)) + "\n"


def tune_range(text: str, offset: int) -> tuple[int, int]:
    """Return the range of the tune around an offset.

    The caret at the end of a book belongs to its last tune, before the first ``X:`` to the first. Only
    the neighbourhood is searched, so that a book of many megabytes costs no more than a tune.
    """
    line = text.rfind("\n", 0, offset) + 1
    if text.startswith("X:", line):
        start = line
    else:
        found = text.rfind("\nX:", 0, offset)
        start = found + 1 if found >= 0 else 0
        if start == 0 and not text.startswith("X:"):
            first = _NUMBER.search(text)
            if first is None:
                return 0, len(text)
            start = first.start()
    following = text.find("\nX:", start + 1)
    return start, following + 1 if following >= 0 else len(text)


def music_end(text: str, start: int, end: int) -> int:
    r"""Return where the tune in a range ends, without the empty line and the free text after it.

    >>> music_end("X:1\nK:G\nGAB|\n\nremarks\n", 0, 24)
    12
    """
    empty = text.find("\n\n", start, end)
    return start + len(text[start : end if empty < 0 else empty].rstrip())
