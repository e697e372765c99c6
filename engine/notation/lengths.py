"""The note lengths that a continuation may use, spelt digit by digit."""

from __future__ import annotations

from functools import lru_cache

from engine.notation.dialect import UNIT

# As multiples of an eighth note: what the tune collections use, and what fills a bar beside it.
_TEXTS = ("", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "16", "/2", "3/2", "5/2", "7/2",
          "/4", "3/4", "5/4", "7/4", "/8", "3/8")


def ticks_of(text: str) -> int:
    """Return a written length in ticks."""
    top, _, bottom = text.partition("/")
    return UNIT * int(top or 1) // int(bottom or (2 if "/" in text else 1))


LENGTHS = {text: ticks_of(text) for text in _TEXTS}
GRAIN = ticks_of("/8")  # every length is a multiple of it, so a bar can always be filled
_SMALLEST = ticks_of("/4")


@lru_cache(maxsize=65536)
def may_follow(written: str, room: int, only: frozenset[tuple[str, int]] | None = None) \
        -> tuple[frozenset[str], bool]:
    """Return the characters that may continue a written length, and whether it may end here.

    ``room`` is what the bar can still hold from the note's start, in ticks. A rest of the bar that is off
    the grain (after an unusual tuplet) can only be filled by one note of exactly that length. ``only`` are the lengths
    that the composer allows here, as (text, ticks).

    >>> sorted(may_follow("", 2 * UNIT)[0]), may_follow("", UNIT // 2)
    (['/', '2', '3', '5', '7'], (frozenset({'/'}), False))
    """
    table = LENGTHS if only is None else dict(only)
    if only is None and room % GRAIN:
        exact = exact_text(room)
        table = {} if exact is None else {exact: room}
    following = set()
    fits = False
    for text, ticks in table.items():
        if ticks > room or (only is None and ticks % _SMALLEST and room % _SMALLEST == 0):
            continue
        if text == written:
            fits = True
        elif text.startswith(written):
            following.add(text[len(written)])
    return frozenset(following), fits


@lru_cache(maxsize=4096)
def exact_text(ticks: int) -> str | None:
    """Return a length that is no standard one as a fraction, or None where the dialect has no room for it."""
    for bottom in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 24, 32, 48, 64):
        top, rest = divmod(ticks * bottom, UNIT)
        if not rest and 1 <= top <= 99:
            return ("" if top == 1 else str(top)) + ("" if bottom == 1 else f"/{bottom}")
    return None


def can_fill(room: int) -> bool:
    """Say whether notes can fill so many ticks exactly.

    >>> can_fill(0), can_fill(3 * UNIT), can_fill(UNIT // 3), can_fill(7)
    (True, True, True, False)
    """
    return room >= 0 and (room % GRAIN == 0 or exact_text(room) is not None)
