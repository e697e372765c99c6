"""The rhythm of an open tuplet: what its notes have been, and what the next may be."""

from __future__ import annotations

import copy
from functools import lru_cache
from itertools import permutations

from engine.notation.dialect import GROUPED
from engine.notation.lengths import LENGTHS, can_fill, ticks_of
from engine.notation.walk import Walk


class Group:
    """Keep the written lengths of the open tuplet's notes, beside a walk."""

    __slots__ = ("is_even", "length", "lengths")

    def __init__(self) -> None:
        self.lengths: tuple[str, ...] = ()
        self.length = ""  # of the note that is being written
        self.is_even = False  # only equal notes are wanted

    def fork(self) -> Group:
        """Return an independent copy."""
        return copy.copy(self)

    def follow(self, walk: Walk, left_before: int) -> None:
        """Take a character that the walk has read; ``left_before`` is the ``tuplet_left`` that it had before."""
        if walk.state == GROUPED:
            self.lengths = ()
        elif walk.tuplet_left:
            if walk.tuplet_left < left_before:
                self.lengths += (self.length,)
            self.length = walk.number + walk.slash_number

    def left(self, walk: Walk) -> int:
        """Return how many notes the tuplet wants after the one that stands here; 0 where none is open."""
        return walk.tuplet_left - walk.is_pending if walk.tuplet_left else 0

    def texts(self, walk: Walk, room: int) -> tuple[str, ...]:
        """Return the lengths that the tuplet's next note may have, where the bar holds ``room`` ticks from there."""
        lengths = (*self.lengths, self.length) if walk.is_pending else self.lengths
        return group_texts(lengths, walk.tuplet_p, walk.tuplet_q, room, self.is_even)

    def texts_here(self, walk: Walk, room: int) -> tuple[str, ...]:
        """Return the same for the note that is being written."""
        return group_texts(self.lengths, walk.tuplet_p, walk.tuplet_q, room, self.is_even)


@lru_cache(maxsize=256)
def _groups(p: int, is_even: bool) -> tuple[tuple[str, ...], ...]:
    """Return the rhythms of a tuplet of p notes: equal ones, and for triplets a dotted one in any order."""
    found: list[tuple[str, ...]] = [(text,) * p for text in ("", "/2", "2", "/4")]
    if p == 3 and not is_even:
        for dotted in (("3/2", "/2", ""), ("3/4", "/4", "/2")):
            found += permutations(dotted)
    return tuple(found)


@lru_cache(maxsize=65536)
def group_texts(before: tuple[str, ...], p: int, q: int, room: int, is_even: bool = False) -> tuple[str, ...]:
    """Return the lengths that the next note of a tuplet may have.

    ``before`` holds those of its notes so far, ``p`` and ``q`` are the tuplet's (p notes in the time of q),
    ``room`` is what the bar can still hold, in ticks; with ``is_even`` its notes are equal. A group that began in no
    way we would write ends in equal notes that fit.

    >>> group_texts((), 3, 2, 2880), group_texts(("3/2",), 3, 2, 5 * 2880)  # an eighth is 2880 ticks
    (('/2', '/4', '3/4'), ('/2', ''))
    """
    left = p - len(before)
    found = [group[len(before)] for group in _groups(p, is_even)
             if group[:len(before)] == before and _fits(group[len(before):], p, q, room)]
    if not found:
        found = [text for text in LENGTHS if _fits((text,) * left, p, q, room)]
    return tuple(dict.fromkeys(found))


def _fits(texts: tuple[str, ...], p: int, q: int, room: int) -> bool:
    whole = sum(map(ticks_of, texts)) * q
    return whole % p == 0 and whole <= room * p and can_fill(room - whole // p) and \
        all(ticks_of(text) * q % p == 0 for text in texts)
