"""``train``: by the article's recipe, or by one of ours."""

from __future__ import annotations

import argparse
import shlex
import sys
from dataclasses import replace
from pathlib import Path

from engine.commands.texts import at_least_one, read_input
from engine.errors import MissingPackage
from engine.model.checkpoint import load_checkpoint, save_checkpoint
from engine.training.evaluate import evaluate
from engine.training.recipe import Recipe, read_recipe


def run(options: argparse.Namespace) -> int:
    """Train; print where the model went."""
    try:
        import torch  # noqa: F401  # only to say what is missing before anything else happens
    except ImportError as error:
        raise MissingPackage('training needs torch: pip install "torch>=2.6,<2.14"') from error
    corpus, out = Path(options.corpus), Path(options.out)
    threads = at_least_one(options.threads, "threads")
    if options.recipe == "article":
        from engine.training.article import train_article

        epochs = at_least_one(100 if options.epochs is None else options.epochs, "epochs")
        print(train_article(corpus, out, epochs=epochs,
                            freq=at_least_one(options.freq, "epochs a checkpoint"), seed=options.seed, threads=threads))
        return 0
    from engine.training.train import train

    recipe = replace(read_recipe(options.recipe), seed=options.seed)
    if options.epochs is not None:
        recipe = _shortened(recipe, at_least_one(options.epochs, "epochs"))
    command = shlex.join(["main.py", *sys.argv[1:]])
    train(recipe, corpus, Path(options.valid) if options.valid else None, out, command=command,
          report=lambda line: print(line, file=sys.stderr), threads=threads)
    if options.test:
        note_test_figure(out, read_input(options.test).text)
    print(out)
    return 0


def note_test_figure(path: Path, tunes: str) -> None:
    """Write a finished model's figure on a test book into it."""
    checkpoint = load_checkpoint(path)
    figure = f"{evaluate(checkpoint, tunes).bits_per_note:.4f}"
    save_checkpoint(path, checkpoint.weights, checkpoint.characters, {**checkpoint.about, "bits_per_note_test": figure})


def _shortened(recipe: Recipe, epochs: int) -> Recipe:
    """Return the recipe with so many epochs in all, at least one a phase."""
    whole = sum(phase.epochs for phase in recipe.phases)
    return replace(recipe, phases=tuple(replace(phase, epochs=max(1, round(phase.epochs * epochs / whole)))
                                        for phase in recipe.phases))
