"""Which tunes are versions of one another, so that a tune held back is not known by its twin."""

from __future__ import annotations

import random
from collections.abc import Sequence

from engine.notation.twins import twins
from engine.training.corpus import TuneRows

_HELD_BACK = 10  # one in so many


def clusters(tunes: Sequence[TuneRows]) -> list[list[int]]:
    """Return the numbers of the tunes, those together that share most of their melody, in whatever key."""
    return twins([tune.moves for tune in tunes])


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
