"""Train the network by a recipe: corpus, epochs, the best checkpoint. Needs torch; runs in a process of its own."""

from __future__ import annotations

import csv
import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from engine.errors import FileError
from engine.model import copies
from engine.model.checkpoint import save_checkpoint
from engine.model.vocabulary import Vocabulary
from engine.notation.schemes import Schemes
from engine.training.batches import count_steps
from engine.training.clusters import hold_back
from engine.training.corpus import TuneRows, checksum, load, training_files
from engine.training.course import Course, Progress, bits_per_note
from engine.training.curves import draw_curves
from engine.training.recipe import Recipe
from engine.training.resume import Position, beside, load_training, save_training
from engine.training.world import World

Report = Callable[[str], None]
COLUMNS = ("phase", "epoch", "bits_per_note_train", "bits_per_note_valid", "rate", "minutes")
_FEWEST_TUNES = 10


@dataclass(frozen=True, slots=True)
class Listening:
    """Who hears of a training: ``report`` gets a line an epoch, ``tell`` the progress within."""

    report: Report = lambda _: None
    tell: Callable[[Progress], None] = lambda _: None


def train(recipe: Recipe, corpus: str, valid: Path | None, out: Path, *, command: str = "",
          listening: Listening | None = None, threads: int = 1, resume: bool = False, precision: str = "auto",
          world: World | None = None) -> Path:
    """Train by a recipe and return the path of the best checkpoint (``out``, safetensors).

    ``corpus`` is a folder of .abc files, one file, or ``music21``; ``valid`` another to choose the best epoch on
    (a tenth of the corpus where it is None, near-duplicates kept together). Beside ``out`` stand a CSV log, a picture
    of the curves, the index of the melodies (``engine/model/copies.py``) and, until the end, the state to ``resume``
    from. Ctrl+C keeps the best so far.

    Raises:
        FileError: the corpus holds too few usable tunes, or something cannot be written.
        CheckpointError: what is to be resumed is another training, or damaged.
    """
    world, listening = world or World(), listening or Listening()
    torch.set_num_threads(threads)
    torch.manual_seed(recipe.seed)
    generator = random.Random(recipe.seed)
    vocabulary = Vocabulary()
    files = training_files(corpus)
    tunes, held = _split(recipe, files, corpus, valid, vocabulary, generator)
    digest = checksum(files)
    course = Course(recipe, vocabulary, generator, world, tell=listening.tell if world.is_first else lambda _: None,
                    precision=precision)
    if world.size > 1:  # every process drops out others
        torch.manual_seed(recipe.seed + world.rank)
    about = {"recipe": recipe.name, "command": command, "corpus_sha256": digest, "seed": str(recipe.seed),
             "trained_tunes": str(len(tunes)), "schemes": Schemes(tune.scheme for tune in tunes if tune.scheme).text,
             "trained_characters": str(sum(len(tune.ids) for tune in tunes))}
    run = _Run(recipe, course, tunes, held, out, about, listening.report)
    identity = hashlib.sha256(f"{recipe} {digest}".encode()).hexdigest()
    position = load_training(beside(out), course, identity) if resume else Position()
    if world.is_first and not resume:
        run.begin_log()
    try:
        run.go(position, identity)
    finally:
        if world.is_first:
            draw_curves(run.log, out.with_suffix(".svg"))
    if world.is_first:
        copies.Copies.of((tune.title, tune.moves) for tune in tunes).save(copies.beside(out))
        beside(out).unlink(missing_ok=True)
    return out


class _Run:
    """The epochs of a training, and what is written after each."""

    def __init__(self, recipe: Recipe, course: Course, tunes: Sequence[TuneRows], held: Sequence[TuneRows], out: Path,
                 about: dict[str, str], report: Report) -> None:
        self.recipe, self.course, self.held = recipe, course, held
        self.out, self.about, self.report = out, about, report
        self.log = out.with_suffix(".csv")
        self.chosen = [[tune for tune in tunes if tune.collection in phase.collections] or tunes
                       for phase in recipe.phases]
        self.sizes = [count_steps(chosen, recipe.batch_tunes, 1 << 30) for chosen in self.chosen]
        self.total = sum(size * phase.epochs for size, phase in zip(self.sizes, recipe.phases, strict=True))

    def go(self, position: Position, identity: str) -> None:
        """Go through the epochs from a position on."""
        course = self.course
        while position.phase < len(self.recipe.phases):
            phase = self.recipe.phases[position.phase]
            if position.epoch == 0:
                course.begin(phase)
            before = sum(self.sizes[i] * self.recipe.phases[i].epochs for i in range(position.phase)) + \
                self.sizes[position.phase] * position.epoch
            trained, rate = course.epoch(phase, position.epoch, self.chosen[position.phase], before, self.total)
            best = self._measure(position, trained, rate)
            at_end = position.epoch + 1 == phase.epochs
            position = Position(position.phase + at_end, 0 if at_end else position.epoch + 1, best)
            if course.world.is_first:
                save_training(beside(self.out), course, position, identity)

    def _measure(self, position: Position, trained: float, rate: float) -> float:
        """Measure the averaged network, log it, keep it if it is the best; return the best bits per note."""
        course, phase = self.course, self.recipe.phases[position.phase]
        if not course.world.is_first:
            return position.best
        with course.averaged() as network:
            score = bits_per_note(network, self.held)
            known = bits_per_note(network, self.held, told=True)
            self._log((position.phase + 1, position.epoch + 1, f"{trained:.4f}", f"{score:.4f}", f"{rate:.2e}",
                       f"{course.minutes:.1f}"))
            self.report(f"phase {position.phase + 1} epoch {position.epoch + 1}/{phase.epochs}: bits per note train "
                        f"{trained:.3f} valid {score:.3f} (roles told {known:.3f}), {course.minutes:.1f} min")
            if score < position.best:
                course.best_bits = score
                save_checkpoint(self.out, {name: value.cpu().numpy() for name, value in network.state_dict().items()},
                                course.vocabulary.characters,
                                {**self.about, "bits_per_note_valid": f"{score:.4f}",
                                 "epoch": f"{position.phase + 1}.{position.epoch + 1}"})
        return min(position.best, score)

    def begin_log(self) -> None:
        """Begin the CSV log. Raises FileError."""
        try:
            self.out.parent.mkdir(parents=True, exist_ok=True)
            with self.log.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerow(COLUMNS)
        except OSError as error:
            raise FileError("{folder} cannot be written: {reason}; choose another folder", folder=self.out.parent,
                            reason=error) from error

    def _log(self, row: tuple[object, ...]) -> None:
        try:
            with self.log.open("a", newline="", encoding="utf-8") as file:
                csv.writer(file).writerow(row)
        except OSError as error:
            raise FileError("{path} cannot be written: {reason}; make room, then resume", path=self.log,
                            reason=error) from error


def _split(recipe: Recipe, files: list[Path], corpus: str, valid: Path | None, vocabulary: Vocabulary,
           generator: random.Random) -> tuple[list[TuneRows], list[TuneRows]]:
    """Return the tunes to train on and those to choose the best epoch on."""
    tunes = load(files, vocabulary)
    if len(tunes) < _FEWEST_TUNES:
        raise FileError("{corpus} holds {count} usable tunes where training needs {fewest}: name a larger "
                        "collection", corpus=corpus, count=len(tunes), fewest=_FEWEST_TUNES)
    if valid is None:
        return hold_back(tunes, generator)
    held = load(training_files(str(valid)), vocabulary)
    # A collection of one's own has no file of the recipe's name: then all of it serves.
    return tunes, [tune for tune in held if tune.collection in recipe.valid] or held
