"""Continue openings without the grammar: what the network alone would write.

``python -m tests.unmasked BOOK... --out FOLDER [--seed N] [--model NAME]``: every tune is cut after two full bars and
goes on at temperature 1.0 with nothing forbidden, until the network ends it or leaves the dialect. The book that is
written holds the tidy dialect itself (white notes, unit 1/8), for the same judges as the guided continuations.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import numpy as np

from engine.commands.texts import model_path
from engine.composer import Composer, open_composer
from engine.continuation import Settings
from engine.model.sampler import Sampler
from engine.notation.dialect import NotTidy
from engine.notation.phrase import Phrase, read_phrase
from tests.judge import openings

_MOST = 4000  # characters
_WHITE_TONICS = {"maj": "C", "m": "Am", "mix": "Gmix", "dor": "Ddor", "phr": "Ephr", "lyd": "Flyd", "loc": "Bloc"}
_BARS_IN_LINE = 4


def unmasked(composer: Composer, phrase: Phrase, seed: int) -> str:
    """Return the tidy text that the network writes of itself, the phrase included."""
    memory = composer.prime(phrase.tidy)
    features = composer.features
    assert features is not None  # primed
    sampler = Sampler(Settings(seed=seed))
    free = np.ones(len(composer.vocabulary), dtype=bool)
    while not features.history.endswith("\n") and len(features.history) < _MOST:
        logits = composer.stepper.logits(memory, features.sources, features.runs())
        try:
            features.accept(composer.vocabulary.characters[sampler.draw(logits, free)])
        except NotTidy:
            break
        memory = composer.stepper.step(memory, features.row())
    text = features.history
    composer.kept.clear()  # what was written here belongs to no phrase
    return text


def as_tune(phrase: Phrase, text: str, number: int) -> str:
    """Return a tidy text as a tune, with line ends that an engraver can bear."""
    bars = re.split(r"(?<=[|\]12])(?=[^|:\]12])", text.strip())
    lines = ["".join(bars[at:at + _BARS_IN_LINE]) for at in range(0, len(bars), _BARS_IN_LINE)]
    mode = phrase.key.mode if phrase.key.mode in _WHITE_TONICS else "maj"
    return f"X:{number}\nM:{phrase.metre.text}\nL:1/8\nK:{_WHITE_TONICS[mode]}\n" + "\n".join(lines) + "\n"


def main() -> int:
    """Write the book."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--model", default="default")
    options = parser.parse_args()
    composer = open_composer(model_path(options.model))
    tunes = []
    for number, (opening, _) in enumerate(openings(options.books), 1):
        phrase = read_phrase(opening, len(opening))
        tunes.append(as_tune(phrase, unmasked(composer, phrase, options.seed), number))
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "unmasked.abc").write_text("\n".join(tunes), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
