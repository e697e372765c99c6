"""Count the form of tunes continued to their end: eight-bar parts, each repeated, the second unlike the first.

``python -m tests.form BOOK... [--seeds N] [--model NAME]``: the tunes in a dance's metre (jig, reel, hornpipe, waltz:
6/8, 4/4, 2/2, 2/4, 3/4) are cut after two full bars and continued. One JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

from engine.commands.texts import model_path
from engine.composer import open_composer
from engine.notation.reader import read_tune
from engine.notation.tune import Bar, Tune
from tests.judge import compose, openings

_METRES = {"6/8": "jig", "4/4": "reel or hornpipe", "C": "reel or hornpipe", "2/2": "reel or hornpipe",
           "C|": "reel or hornpipe", "2/4": "polka", "3/4": "waltz"}


def parts_of(tune: Tune) -> tuple[list[list[Bar]], int]:
    """Return the bars of each part that a repeat closes, and how many are in none; second endings left out."""
    parts: list[list[Bar]] = [[]]
    is_second = False
    for bar in tune.bars:
        is_second = 2 in bar.endings or (is_second and not bar.closing.ends_part and not bar.opening.ends_part)
        if not is_second and bar.notes:
            parts[-1].append(bar)
        if bar.closing.closes_repeat:
            parts.append([])
    return parts[:-1], len(parts[-1])


def length_of(part: list[Bar]) -> Fraction:
    """Return how many bars a part lasts; its pickup and what its last bar lacks are one."""
    return sum((bar.length / bar.metre.length for bar in part if bar.metre.length), Fraction(0))


def has_form(tune: Tune) -> tuple[bool, bool]:
    """Say whether a tune has two to four parts of eight bars, all repeated; and whether the second is another music."""
    parts, left = parts_of(tune)
    is_formed = 2 <= len(parts) <= 4 and all(length_of(part) == 8 for part in parts) and not left
    if len(parts) < 2:
        return is_formed, False
    first, second = ([[(note.onset, note.pitches) for note in bar.notes] for bar in part] for part in parts[:2])
    return is_formed, sum(one == other for one, other in zip(first, second, strict=False)) < 8


def main() -> int:
    """Continue and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--model", default="default")
    options = parser.parse_args()
    composer = open_composer(model_path(options.model))
    counts: dict[str, Counter[str]] = {}
    for opening, _ in openings(options.books):
        metre = read_tune(opening).metre.text
        if metre not in _METRES:
            continue
        count = counts.setdefault(_METRES[metre], Counter())
        for seed in range(1, options.seeds + 1):
            formed, differs = has_form(read_tune(opening + compose(composer, opening, seed).text))
            count["tunes"] += 1
            count["eight_bar_parts_repeated"] += formed
            count["second_part_differs"] += differs
    print(json.dumps(counts, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
