"""``evaluate``: bits per note of a model on a tune book."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from engine.commands.texts import model_path, read_input
from engine.composer import open_composer
from engine.continuation import ALARM_NOTES
from engine.errors import CheckpointError, MissingPackage
from engine.model.checkpoint import FORMAT, load_checkpoint, read_metadata
from engine.notation.book import tune_ranges
from engine.notation.reader import read_tune
from engine.novelty import copies_in
from engine.surprise import surprise_of
from engine.training.evaluate import evaluate


def run(options: argparse.Namespace) -> int:
    """Print the figures of a model; one of the article's recipe is measured on the raw text, as it was trained."""
    path = model_path(options.model)
    text = read_input(options.tunes).text
    try:
        kind = read_metadata(path.read_bytes(), str(path)).get("format")
    except OSError as error:
        raise CheckpointError("the model {path} cannot be read ({reason}): name a model file, or default", path=path,
                              reason=error) \
            from error
    if options.bars:
        _tell_bars(path, options.tunes, text, as_json=options.json)
        return 0
    figures: dict[str, float]
    if kind is not None and kind != FORMAT and kind.startswith("segue-article"):
        try:
            from engine.training.article_evaluation import evaluate_article
        except ImportError as error:
            raise MissingPackage('this model needs torch: pip install "torch>=2.6,<2.14"') from error
        figures = evaluate_article(path, text)
    else:
        figures = evaluate(load_checkpoint(path), text).as_dict()
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:20} {value:.4f}" if isinstance(value, float) else f"{name:20} {value}")
    return 0


def _tell_bars(path: Path, name: str, text: str, *, as_json: bool) -> None:
    """Print a line or a JSON object a bar: its place, its bits per note, and the tune that it is copied from."""
    composer = open_composer(path)
    for start, end in tune_ranges(text):
        tune = read_tune(text, start, end)
        found = surprise_of(composer.stepper, tune)
        copied = copies_in(composer.copies, tune, ALARM_NOTES)
        for bar in found.bars:
            line = text.count("\n", 0, bar.place.start) + 1
            column = bar.place.start - text.rfind("\n", 0, bar.place.start)
            titles = [one.title for one in copied if one.first_bar <= bar.bar <= one.last_bar]
            if as_json:
                print(json.dumps({"tune": tune.title, "bar": bar.bar, "line": line, "column": column,
                                  "notes": bar.notes, "bits_per_note": bar.bits_per_note, "copied": titles}))
            else:
                known = f"; stands in {', '.join(titles)}" if titles else ""
                print(f"{name}:{line}:{column}: bar {bar.bar}: {bar.bits_per_note:.2f} bits a note{known}")
