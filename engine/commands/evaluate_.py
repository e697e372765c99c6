"""``evaluate``: bits per note of a model on a tune book."""

from __future__ import annotations

import argparse
import json

from engine.commands.texts import model_path, read_input
from engine.errors import CheckpointError, MissingPackage
from engine.model.checkpoint import FORMAT, load_checkpoint, read_metadata
from engine.training.evaluate import evaluate


def run(options: argparse.Namespace) -> int:
    """Print the figures of a model; one of the article's recipe is measured on the raw text, as it was trained."""
    path = model_path(options.model)
    text = read_input(options.tunes).text
    try:
        kind = read_metadata(path.read_bytes(), str(path)).get("format")
    except OSError as error:
        raise CheckpointError(f"the model {path} cannot be read ({error.strerror}): name a model file, or default") \
            from error
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
