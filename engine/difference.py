"""What is different between two texts: the one stretch that changed, and the lines to be shown side by side."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

Splice = tuple[int, int, str]  # an offset, how many characters go, what comes in their place
_AROUND = 3  # unchanged lines shown before and after a change
_MOST_COMPARED = 2000  # lines; matching takes time that grows with their square


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison.

    ``kind`` is same, gone, new, gap or more; ``text`` of the last two counts the lines that are left out.
    """

    kind: str
    text: str


def splice(old: str, new: str) -> Splice:
    """Return the one change that makes ``new`` of ``old``.

    >>> splice("GAB|cde", "GA|cde")
    (2, 1, '')
    >>> splice("GAB", "GAB")
    (3, 0, '')
    """
    start = _common(old, new)
    tail = _common_end(old, new, min(len(old), len(new)) - start)
    return start, len(old) - tail - start, new[start : len(new) - tail]


def joined(first: Splice, second: Splice) -> Splice | None:
    """Return one change that does what two do, one after the other; None if they do not touch.

    >>> joined((3, 0, "GA"), (5, 0, "B"))
    (3, 0, 'GAB')
    >>> joined((3, 0, "GA"), (2, 2, ""))
    (2, 1, 'A')
    """
    start, gone, put = first
    low, high = second[0], second[0] + second[1]
    end = start + len(put)
    if high < start or low > end:
        return None
    before, behind = max(start - low, 0), max(high - end, 0)
    return min(start, low), gone + before + behind, put[: max(low - start, 0)] + second[2] + put[max(high - start, 0) :]


def compare(old: str, new: str, most: int = 1 << 62) -> list[Line]:
    """Return what was changed, line by line, with three lines around each change; nothing if they are the same.

    The first ``most`` lines; where there are others, one line that counts them follows.
    Where more than two thousand lines were rewritten they are shown as gone and new, without a search for what they
    still have in common.
    """
    before, after = old.split("\n") if old else [], new.split("\n") if new else []
    start, tail, shorter = 0, 0, min(len(before), len(after))
    while start < shorter and before[start] == after[start]:
        start += 1
    while tail < shorter - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    gone, come = before[start : len(before) - tail], after[start : len(after) - tail]
    if not gone and not come:
        return []
    lines = [*_context(before[:start], is_before=True)]
    if len(gone) + len(come) > _MOST_COMPARED:
        # Making a line of each would take a second for ten megabytes.
        left_out = max(len(gone) - most, 0) + max(len(come) - most, 0)
        lines += [Line("gone", text) for text in gone[:most]] + [Line("new", text) for text in come[:most]]
    else:
        left_out = 0
        lines += _matched(gone, come)
    lines += _context(before[len(before) - tail :] if tail else [], is_before=False)
    left_out += max(len(lines) - most, 0)
    return lines[:most] + ([Line("more", str(left_out))] if left_out else [])


def _matched(gone: list[str], come: list[str]) -> list[Line]:
    lines: list[Line] = []
    for kind, i, j, k, m in SequenceMatcher(None, gone, come, autojunk=False).get_opcodes():
        if kind == "equal":
            same = gone[i:j]
            lines += ([Line("same", text) for text in same] if len(same) <= 2 * _AROUND + 1 else
                      [*_context(same, is_before=False)[:_AROUND], Line("gap", str(len(same) - 2 * _AROUND)),
                       *[Line("same", text) for text in same[-_AROUND:]]])
        else:
            lines += [Line("gone", text) for text in gone[i:j]] + [Line("new", text) for text in come[k:m]]
    return lines


def _context(lines: list[str], *, is_before: bool) -> list[Line]:
    shown = lines[-_AROUND:] if is_before else lines[:_AROUND]
    same = [Line("same", text) for text in shown]
    gap = [Line("gap", str(len(lines) - len(shown)))] if len(lines) > len(shown) else []
    return gap + same if is_before else same + gap


def _common(old: str, new: str) -> int:
    """Return how many characters at the beginning are the same."""
    low, high = 0, min(len(old), len(new))
    while low < high:  # slices are compared in C: a search by halves is quicker than a loop over characters
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(old: str, new: str, most: int) -> int:
    """Return how many characters at the end are the same, ``most`` at most."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if old[len(old) - middle : len(old) - low] == new[len(new) - middle : len(new) - low]:
            low = middle
        else:
            high = middle - 1
    return low
