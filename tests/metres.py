"""Take the metre from tunes, find it again, and count how often it is the same.

As a command: ``python -m tests.metres BOOK.abc... [--sample N] [--seed S] [--fit]``. The tunes are performed without
accents. ``--fit`` fits the weights of ``engine/exchange/metre_finding.py`` to these tunes and prints them; take
training tunes for that.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path

from engine.exchange import metre_finding
from engine.exchange.metre_finding import NAMES, features, find_metre
from engine.exchange.midi_file import Played
from engine.notation.book import tune_ranges
from engine.notation.reader import read_tune
from engine.notation.tune import Tune
from engine.performance import perform

_SAME = {"C": "4/4", "C|": "4/4", "2/2": "4/4"}  # the same bars


def metre_of(tune: Tune) -> str | None:
    """Return the metre of a tune that has one and keeps it; metres with the same bars by one name."""
    texts = {_SAME.get(bar.metre.text, bar.metre.text) for bar in tune.bars}
    text = texts.pop() if len(texts) == 1 else ""
    return text if text and text != "none" and len(tune.voices) == 1 else None


def played(tune: Tune) -> list[Played]:
    """Return the notes of a tune, all as loud."""
    notes = perform(tune, accompany=False, graces=False).notes
    begin = min((note.onset for note in notes), default=Fraction(0))
    return [Played(note.onset - begin, note.onset + note.length - begin, note.pitch, 80) for note in notes]


def seen(abc: str) -> tuple[str, str, list[tuple[list[float], list[float]]]] | None:
    """Return the metre of a tune, the one that is found, and the features of each that is thought of."""
    tune = read_tune(abc)
    metre = metre_of(tune)
    notes = played(tune) if metre else []
    if metre is None or len(notes) < 12:
        return None
    found = find_metre(notes)
    heard = metre_finding._heard(notes)
    return metre, found.text if found else "none", [features(heard, name) for name in NAMES]


def fit(rows: Sequence[tuple[str, str, list[tuple[list[float], list[float]]]]]) -> str:
    """Return the weights under which the metres of the tunes are likeliest, as Python."""
    import torch

    rows = [row for row in rows if row[0] in NAMES]
    shared = torch.tensor([[one for one, _ in row[2]] for row in rows])
    own = torch.tensor([[one for _, one in row[2]] for row in rows])
    target = torch.tensor([NAMES.index(row[0]) for row in rows])
    weights = torch.zeros(shared.shape[-1], requires_grad=True)
    owned = torch.zeros(len(NAMES), own.shape[-1], requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, owned], max_iter=300)

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        logits = shared @ weights + (own * owned).sum(-1)
        value = torch.nn.functional.cross_entropy(logits, target) + 1e-3 * (weights.square().sum()
                                                                            + owned.square().sum())
        value.backward()
        return value

    optimiser.step(loss)
    lines = ["WEIGHTS = (" + ", ".join(f"{value:.2f}" for value in weights.tolist()) + ")"]
    lines += [f'    "{name}": (' + ", ".join(f"{value:.2f}" for value in row) + ")," for name, row in
              zip(NAMES, owned.tolist(), strict=True)]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print how often the metre is found, and what it is taken for where it is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    tunes = []
    for book in options.books:
        text = book.read_text(encoding="utf-8", errors="replace")
        tunes += [text[start:end] for start, end in tune_ranges(text)]
    if options.sample:
        tunes = random.Random(options.seed).sample(tunes, min(options.sample, len(tunes)))
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        rows = [row for row in pool.map(seen, tunes, chunksize=8) if row is not None]
    if options.fit:
        sys.stdout.write(fit(rows))
    taken = Counter((metre, found) for metre, found, _ in rows)
    right = sum(count for (metre, found), count in taken.items() if metre == found)
    sys.stdout.write(f"{right} of {len(rows)} metres found ({right / max(1, len(rows)):.1%})\n")
    for metre, total in Counter(metre for metre, *_ in rows).most_common():
        others = ", ".join(f"{found} {count}" for (one, found), count in taken.most_common() if one == metre)
        sys.stdout.write(f"{metre:>5} {total:4}: {others}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
