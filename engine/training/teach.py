"""Teach a trained network a composer's own tunes. Needs torch; runs in a process of its own.

A tenth of the tunes is held back and measured before and after, so that learning by heart shows: what was learnt
helps with tunes that were not shown, or it is not kept.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from engine.errors import FileError
from engine.files import read_abc
from engine.model import copies
from engine.model.checkpoint import Checkpoint, save_checkpoint
from engine.model.copies import Copies, load_copies
from engine.model.vocabulary import Vocabulary
from engine.notation.schemes import Schemes
from engine.sentences import Sentence
from engine.training.clusters import hold_back
from engine.training.corpus import TuneRows, abc_files, load
from engine.training.course import Course, Progress, bits_per_note
from engine.training.recipe import Recipe, read_recipe

FEWEST_TUNES = 5


@dataclass(frozen=True, slots=True)
class Report:
    """What teaching came to.

    Bits per note with the network as it was and as it is now, on the tunes that it was shown and on those ``held``
    back. ``out`` is the new model, empty where none was better than the old one; ``unread`` says of files why they
    could not be read.
    """

    tunes: int
    held: int
    held_before: float
    held_after: float
    shown_before: float
    shown_after: float
    epoch: int
    minutes: float
    out: str
    unread: tuple[Sentence, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the figures by name."""
        return asdict(self)

    def __str__(self) -> str:
        learnt = f"{self.tunes} tunes, and {self.held} held back to measure on"
        figures = (f"bits a note on those held back: {self.held_before:.3f} before, {self.held_after:.3f} after; "
                   f"on those shown: {self.shown_before:.3f} before, {self.shown_after:.3f} after")
        if not self.out:
            return f"{learnt}. Nothing was gained, so no model was written: {figures}"
        return f"{learnt}. {figures} (epoch {self.epoch}, {self.minutes:.1f} min)"


def teach(source: Path, base: Checkpoint, base_copies: Path, out: Path, *, seed: int = 1, threads: int = 1,
          tell: Callable[[Progress], None] = lambda _: None, epochs: int | None = None) -> Report:
    """Train a network on, with the tunes of a folder or file, into a new checkpoint; return what it came to.

    ``base_copies`` is the old model's index of melodies; the new one's holds the composer's tunes too, so that the
    alarm knows them. The best epoch on the tunes held back is kept.

    Raises:
        FileError: ``out`` exists, there are too few usable tunes, or something cannot be written.
    """
    if out.exists():
        raise FileError("{out} exists already and is not overwritten: choose another name", out=out)
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    generator = random.Random(seed)
    vocabulary = Vocabulary(base.characters)
    files, unread = _readable(abc_files(source))
    tunes = load(files, vocabulary)
    if len(tunes) < FEWEST_TUNES:
        raise FileError("{source} holds {count} usable tunes where teaching needs {fewest} (one voice, a key, "
                        "notes): add more{unread}", source=source, count=len(tunes), fewest=FEWEST_TUNES,
                        unread=_and_unread(unread))
    shown, held = hold_back(tunes, generator)
    # What cannot be written is better known before the work than after it.
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.touch()
        out.unlink()
    except OSError as error:
        raise FileError("{out} cannot be written: {reason}; choose another place", out=out, reason=error) from error
    course = Course(_fitted(base, seed, epochs), vocabulary, generator, tell=tell,
                    weights={name: torch.from_numpy(value.copy()) for name, value in base.weights.items()})
    best = before = bits_per_note(course.network, held)
    shown_before = shown_after = bits_per_note(course.network, shown)
    best_epoch = 0
    weights: dict[str, npt.NDArray[np.float32]] | None = None
    phase = course.recipe.phases[0]
    course.begin(phase)
    course.best_bits = before
    batches = -(-len(shown) // course.recipe.batch_tunes)
    for number in range(phase.epochs):
        course.epoch(phase, number, shown, batches * number, batches * phase.epochs)
        with course.averaged() as network:
            score = bits_per_note(network, held)
            if score < best:
                best = course.best_bits = score
                best_epoch = number + 1
                weights = {name: value.cpu().numpy() for name, value in network.state_dict().items()}
                shown_after = bits_per_note(network, shown)
    if weights is not None:
        _write(out, base, weights, tunes, base_copies, files, best, seed)
    return Report(len(shown), len(held), round(before, 4), round(best, 4), round(shown_before, 4),
                  round(shown_after, 4), best_epoch, round(course.minutes, 2), str(out) if weights is not None else "",
                  tuple(unread))


def _readable(files: Sequence[Path]) -> tuple[list[Path], list[Sentence]]:
    good: list[Path] = []
    bad: list[Sentence] = []
    for file in files:
        try:
            read_abc(file)
            good.append(file)
        except FileError as error:
            bad.append(error.sentence)
    return good, bad


def _and_unread(unread: Sequence[Sentence]) -> str:
    return Sentence("; not read: {files}", files=unread[:3]) if unread else ""


def _fitted(base: Checkpoint, seed: int, epochs: int | None) -> Recipe:
    """Return the recipe ``teach`` with the sizes of the network that is there."""
    recipe = read_recipe("teach")
    layers = sum(name.endswith("weight_hh_l0") for name in base.weights)
    if epochs is not None:
        recipe = replace(recipe, phases=(replace(recipe.phases[0], epochs=epochs),))
    return replace(recipe, seed=seed, embedding=base.weights["embedding.weight"].shape[1],
                   hidden=base.weights["lstms.0.weight_hh_l0"].shape[1], layers=layers)


def _write(out: Path, base: Checkpoint, weights: Mapping[str, npt.NDArray[np.float32]], tunes: Sequence[TuneRows],
           base_copies: Path, files: Sequence[Path], score: float, seed: int) -> None:
    known = Schemes.parse(base.about.get("schemes", "")).all
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    about = {**base.about, "recipe": "teach", "taught_from": base.name,
             "taught_from_sha256": base.about.get("sha256", ""), "taught_sha256": digest,
             "taught_tunes": str(len(tunes)), "taught_seed": str(seed),
             "bits_per_note_held_back": f"{score:.4f}",
             "schemes": Schemes([*known, *(tune.scheme for tune in tunes if tune.scheme)]).text}
    old = list(load_copies(base_copies).melodies()) if base_copies.exists() else []
    save_checkpoint(out, weights, base.characters, about)
    Copies.of([*old, *((tune.title, tune.moves) for tune in tunes)]).save(copies.beside(out))
