"""``train``: by the article's recipe, or by one of ours."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import replace
from pathlib import Path

from engine.commands.progress_bar import ProgressBar
from engine.commands.texts import at_least_one, read_input
from engine.errors import MissingPackage
from engine.model.checkpoint import load_checkpoint, save_checkpoint
from engine.training.evaluate import evaluate
from engine.training.recipe import Recipe, read_recipe, shortened


def run(options: argparse.Namespace) -> int:
    """Train; print where the model went."""
    try:
        import torch  # noqa: F401  # only to say what is missing before anything else happens
    except ImportError as error:
        raise MissingPackage('training needs torch: pip install "torch>=2.6,<2.14"') from error
    out = Path(options.out)
    threads = at_least_one(options.threads, "threads")
    if options.recipe == "article":
        from engine.training.article import train_article

        epochs = at_least_one(100 if options.epochs is None else options.epochs, "epochs")
        print(train_article(Path(options.corpus), out, epochs=epochs,
                            freq=at_least_one(options.freq, "epochs a checkpoint"), seed=options.seed, threads=threads))
        return 0
    recipe = replace(read_recipe(options.recipe), seed=options.seed)
    if options.epochs is not None:
        recipe = shortened(recipe, at_least_one(options.epochs, "epochs"))
    return _train(recipe, out, threads, options)


def _train(recipe: Recipe, out: Path, threads: int, options: argparse.Namespace) -> int:
    from engine.training.train import Listening, train
    from engine.training.world import joined

    with joined() as world, ProgressBar(is_shown=world.is_first) as bar:
        valid = Path(options.valid) if options.valid else None
        try:
            train(recipe, options.corpus, valid, out, command=_command(options),
                  listening=Listening(bar.say, bar.show), threads=threads, resume=options.resume,
                  precision=options.precision, world=world)
        except KeyboardInterrupt:
            if world.is_first:
                bar.say(f"segue: interrupted; {out} holds the best so far, --resume goes on after the last whole epoch"
                        if out.exists() else "segue: interrupted in the first epoch; nothing is kept yet")
            raise
    if not world.is_first:
        return 0
    if options.test:
        note_test_figure(out, read_input(options.test).text)
    print(out)
    return 0


def _command(options: argparse.Namespace) -> str:
    """Return the command that trains the same again, with the names of files and folders but not where they lie."""
    words = ["main.py", "train"]
    for name in ("recipe", "corpus", "valid", "test", "out", "epochs", "seed"):
        value = getattr(options, name)
        if value is not None:
            words += [f"--{name}", Path(str(value)).name]
    return shlex.join(words)


def note_test_figure(path: Path, tunes: str) -> None:
    """Write a finished model's figure on a test book into it."""
    checkpoint = load_checkpoint(path)
    figure = f"{evaluate(checkpoint, tunes).bits_per_note:.4f}"
    save_checkpoint(path, checkpoint.weights, checkpoint.characters, {**checkpoint.about, "bits_per_note_test": figure})
