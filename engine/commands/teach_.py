"""``teach``: train a model on, with the composer's own tunes."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from engine.commands.progress_bar import ProgressBar
from engine.commands.texts import at_least_one, model_path
from engine.errors import MissingPackage, SegueError
from engine.model.checkpoint import load_checkpoint
from engine.model.copies import beside
from engine.sentences import packed

if TYPE_CHECKING:  # it brings torch
    from engine.training.course import Progress


def run(options: argparse.Namespace) -> int:
    """Teach; print what it came to, and last where the new model is. With ``--json`` one object a line.

    What went wrong is such an object, too: a window that waits for it says it in its own language.
    """
    try:
        return _run(options)
    except SegueError as error:
        if options.json:
            print(json.dumps({"event": "error", "sentence": packed(error.sentence)}))
        raise


def _run(options: argparse.Namespace) -> int:
    try:
        from engine.training.teach import teach
    except ImportError as error:
        raise MissingPackage('teaching needs torch: pip install "torch>=2.6,<2.14"') from error

    def tell(progress: Progress) -> None:
        if options.json:
            print(json.dumps({"event": "progress", **asdict(progress)}), flush=True)
        else:
            bar.show(progress)

    base = model_path(options.model)
    with ProgressBar() as bar:
        report = teach(Path(options.tunes), load_checkpoint(base), beside(base), Path(options.out), seed=options.seed,
                       threads=at_least_one(options.threads, "threads"), tell=tell,
                       epochs=None if options.epochs is None else at_least_one(options.epochs, "epochs"))
    if options.json:
        print(json.dumps({"event": "report", **report.as_dict(), "sentence": str(report),
                          "faults": [packed(line) for line in report.unread]}))
        return 0
    for line in report.unread:
        print(f"segue: {line}", file=sys.stderr)
    print(report, file=sys.stderr)
    if report.out:
        print(report.out)
    return 0
