"""Make the edits that diagnostics offer, one after the other, until none is left."""

from __future__ import annotations

from engine.notation.book import tune_ranges
from engine.notation.reader import read_tune
from engine.notation.tune import Diagnostic

_MOST_ROUNDS = 50  # a fix may uncover another fault, but never for ever


def mend(text: str) -> tuple[str, int]:
    r"""Return a book with every fix made that is offered, and how many there were.

    >>> mend("X:1\nK:C\n[CE C|\n")
    ('X:1\nK:C\n[CE C]|\n', 1)
    """
    ranges = tune_ranges(text)
    # The file header before the first tune holds for each, so it stands before it while it is mended.
    header = text[:ranges[0][0]]
    mended = [_mend_one(header, text[start:end]) for start, end in ranges]
    return header + "".join(tune for tune, _ in mended), sum(count for _, count in mended)


def _mend_one(header: str, tune: str) -> tuple[str, int]:
    done = 0
    for _ in range(_MOST_ROUNDS):
        fixed = _apply(header + tune, _together(read_tune(header + tune, len(header)).diagnostics))
        if fixed is None:
            break
        text, count = fixed
        tune = text[len(header):]
        done += count
    return tune, done


def _together(faults: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """Return faults whose fixes do not touch each other, in order. Of two at one place the first is mended now."""
    found: list[Diagnostic] = []
    at = -1
    for one in sorted((one for one in faults if one.fix), key=lambda one: one.fix.place if one.fix else one.place):
        if one.fix is not None and one.fix.place.start > at:
            found.append(one)
            at = one.fix.place.end
    return found


def _apply(text: str, faults: list[Diagnostic]) -> tuple[str, int] | None:
    if not faults:
        return None
    for one in reversed(faults):
        if one.fix is not None:
            text = text[:one.fix.place.start] + one.fix.text + text[one.fix.place.end:]
    return text, len(faults)
