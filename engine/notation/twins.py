"""Which melodies are versions of one another: those that share much of their moves, wherever in them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

WINDOW = 8  # moves in a row of interval and length; people share that by chance now and then
SHARED = 0.4  # of the shorter melody's windows: then they are one tune
_MOST = 400  # melodies are compared with by a window: in a book of variations each would be compared with all


def twins(melodies: Sequence[Sequence[Hashable]], window: int = WINDOW, shared: float = SHARED) -> list[list[int]]:
    """Return the numbers of the melodies, those together that share so much, in the order of the first of each.

    A move is whatever stays the same in every key. Source of the idea: near-duplicates are what makes a random split
    of a tune collection too easy.

    >>> twins(["abcdefghijk", "xyz", "abcdefghijx"])
    [[0, 2], [1]]
    """
    parent = list(range(len(melodies)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    having: dict[Hashable, list[int]] = {}
    counts: list[int] = []
    same: dict[Hashable, int] = {}
    for number, moves in enumerate(melodies):
        first = same.setdefault(moves if isinstance(moves, str) else tuple(moves), number)
        if first != number and len(moves) >= window:
            parent[root(number)] = root(first)
            counts.append(counts[first])
            continue
        own = {moves[at:at + window] if isinstance(moves, str) else tuple(moves[at:at + window])
               for at in range(len(moves) - window + 1)}
        counts.append(len(own))
        common: dict[int, int] = {}
        for each in own:
            others = having.setdefault(each, [])
            for other in others:
                common[other] = common.get(other, 0) + 1
            if len(others) < _MOST:
                others.append(number)
        for other, count in common.items():
            if count >= shared * min(len(own), counts[other]):
                parent[root(number)] = root(other)
    found: dict[int, list[int]] = {}
    for number in range(len(melodies)):
        found.setdefault(root(number), []).append(number)
    return list(found.values())
