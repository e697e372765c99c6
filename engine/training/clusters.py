"""Which tunes are versions of one another, so that a tune held back is not known by its twin."""

from __future__ import annotations

import random
from collections.abc import Sequence

from engine.training.corpus import TuneRows

_WINDOW = 8  # moves of a melody in a row; people share that by chance now and then
_SHARED = 0.4  # of the shorter tune's windows: then they are one tune
_HELD_BACK = 10  # one in so many


def clusters(tunes: Sequence[TuneRows]) -> list[list[int]]:
    """Return the numbers of the tunes, those together that share most of their melody, in whatever key.

    Source of the idea: near-duplicates are what makes a random split of a tune collection too easy.
    """
    parent = list(range(len(tunes)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    having: dict[tuple[int, ...], list[int]] = {}
    windows = []
    for number, tune in enumerate(tunes):
        own = {tune.moves[at:at + _WINDOW] for at in range(len(tune.moves) - _WINDOW + 1)}
        windows.append(own)
        shared: dict[int, int] = {}
        for window in own:
            others = having.setdefault(window, [])
            for other in others:
                shared[other] = shared.get(other, 0) + 1
            others.append(number)
        for other, count in shared.items():
            if count >= _SHARED * min(len(own), len(windows[other])):
                parent[root(number)] = root(other)
    found: dict[int, list[int]] = {}
    for number in range(len(tunes)):
        found.setdefault(root(number), []).append(number)
    return list(found.values())


def hold_back(tunes: Sequence[TuneRows], generator: random.Random) -> tuple[list[TuneRows], list[TuneRows]]:
    """Return about nine tenths to train on and one tenth, at least one tune, that is held back, cluster by cluster."""
    groups = clusters(tunes)
    generator.shuffle(groups)
    # The largest last: a collection that is one cluster would be held back whole.
    groups.sort(key=len)
    wanted = max(1, len(tunes) // _HELD_BACK)
    held: set[int] = set()
    for group in groups:
        if len(held) >= wanted or len(held) + len(group) > max(wanted, len(tunes) // 2):
            break
        held.update(group)
    if not held:
        held = {groups[0][0]}
    return ([tune for number, tune in enumerate(tunes) if number not in held],
            [tune for number, tune in enumerate(tunes) if number in held])
