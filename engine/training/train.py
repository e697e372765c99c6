"""Train the network by a recipe. Needs torch; runs in a process of its own."""

from __future__ import annotations

import csv
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import Tensor, nn

from engine.errors import FileError
from engine.model.checkpoint import save_checkpoint
from engine.model.copies import Copies, beside
from engine.model.vocabulary import Vocabulary
from engine.notation.schemes import Schemes
from engine.training.batches import Batch, batches, count_steps
from engine.training.corpus import TuneRows, abc_files, checksum, load
from engine.training.network import BarAwareLSTM, Shape, State
from engine.training.recipe import Phase, Recipe

Report = Callable[[str], None]
_COLUMNS = ("phase", "epoch", "bits_per_note_train", "bits_per_note_valid", "rate", "minutes")
_FEWEST_TUNES = 10


def train(recipe: Recipe, corpus: Path, valid: Path | None, out: Path, *, command: str, report: Report,
          threads: int = 1) -> Path:
    """Train by a recipe and return the path of the best checkpoint (``out``, safetensors).

    ``corpus`` is a folder of .abc files, ``valid`` another to choose the best epoch on (a tenth of the corpus
    where it is None). A CSV log stands beside ``out``. Ctrl+C keeps the best so far.

    Raises:
        FileError: the corpus holds too few usable tunes, or something cannot be written.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(recipe.seed)
    generator = random.Random(recipe.seed)
    vocabulary = Vocabulary()
    tunes, held = _split(recipe, corpus, valid, vocabulary, generator)
    about = {"recipe": recipe.name, "command": command, "corpus_sha256": checksum(abc_files(corpus)),
             "seed": str(recipe.seed), "trained_tunes": str(len(tunes)),
             "schemes": Schemes(tune.scheme for tune in tunes if tune.scheme).text,
             "trained_characters": str(sum(len(tune.ids) for tune in tunes))}
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        log = out.with_suffix(".csv").open("w", newline="", encoding="utf-8")
    except OSError as error:
        raise FileError(f"{out.parent} cannot be written: {error.strerror}; choose another folder") from error
    with log:
        course = _Course(recipe, vocabulary, report, generator)
        rows = csv.writer(log)
        rows.writerow(_COLUMNS)
        best = math.inf
        for number, phase in enumerate(recipe.phases, 1):
            chosen = [tune for tune in tunes if tune.collection in phase.collections] or tunes
            for epoch, (trained, rate) in enumerate(course.epochs(phase, chosen), 1):
                with course.averaged() as network:
                    score = bits_per_note(network, held)
                    rows.writerow((number, epoch, f"{trained:.4f}", f"{score:.4f}", f"{rate:.2e}", course.minutes))
                    log.flush()
                    known = bits_per_note(network, held, told=True)
                    report(f"phase {number} epoch {epoch}/{phase.epochs}: bits per note train {trained:.3f} "
                           f"valid {score:.3f} (roles told {known:.3f}), {course.minutes} min")
                    if score < best:
                        best = score
                        save_checkpoint(out, {name: value.numpy() for name, value in network.state_dict().items()},
                                        vocabulary.characters, {**about, "bits_per_note_valid": f"{score:.4f}",
                                                                "epoch": f"{number}.{epoch}"})
            course.take_average()
    Copies.of((tune.title, tune.moves) for tune in tunes).save(beside(out))
    return out


def _split(recipe: Recipe, corpus: Path, valid: Path | None, vocabulary: Vocabulary,
           generator: random.Random) -> tuple[list[TuneRows], list[TuneRows]]:
    """Return the tunes to train on and those to choose the best epoch on."""
    tunes = load(corpus, vocabulary)
    if len(tunes) < _FEWEST_TUNES:
        raise FileError(f"{corpus} holds {len(tunes)} usable tunes where training needs {_FEWEST_TUNES}: "
                        "name a larger collection")
    if valid is None:
        generator.shuffle(tunes)
        count = len(tunes) // 10
        return tunes[count:], tunes[:count]
    held = load(valid, vocabulary)
    # A collection of one's own has no file of the recipe's name: then all of it serves.
    return tunes, [tune for tune in held if tune.collection in recipe.valid] or held


def bits_per_note(network: BarAwareLSTM, tunes: Sequence[TuneRows], chunk: int = 512, *, told: bool = False) -> float:
    """Return total bits over total notes, every tune from the zero state; ``told`` gives away the bars' roles."""
    network.eval()
    bits = 0.0
    with torch.no_grad():
        for batch in batches(tunes, 32, told=float(told)):
            state = network.zero_state(batch.tunes)
            for part in batch.chunks(chunk):
                loss, state = _loss(network, part, state)
                bits += float(loss.sum()) / math.log(2)
    network.train()
    return bits / sum(tune.notes for tune in tunes)


def _loss(network: BarAwareLSTM, part: Batch, state: State) -> tuple[Tensor, State]:
    """Return the cross-entropy of each real character (padding left out), in nats, and the state after."""
    logits, state = network(part.rows, state)
    mask = part.mask.flatten()
    return nn.functional.cross_entropy(logits.flatten(0, 1)[mask], part.ids.flatten()[mask], reduction="none"), state


def one_cycle(step: int, steps: int, peak: float, final: float) -> float:
    """Return the learning rate: up over the first tenth, down along a cosine to the end."""
    rise = max(1, steps // 10)
    if step < rise:
        return peak * (step + 1) / rise
    along = min(1.0, (step - rise) / max(1, steps - rise))
    return final + (peak - final) * (1 + math.cos(math.pi * along)) / 2


class WeightAverage:
    """An exponential moving average of a network's weights."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay = decay
        self.steps = 0
        self.weights = {name: value.detach().clone() for name, value in network.state_dict().items()}

    def update(self, network: nn.Module) -> None:
        """Move towards the network's present weights; faster at the start, when the past is worth little."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for name, value in network.state_dict().items():
                self.weights[name].lerp_(value, 1 - decay)


class _Course:
    """A network on its way through the recipe."""

    def __init__(self, recipe: Recipe, vocabulary: Vocabulary, report: Report, generator: random.Random) -> None:
        self.recipe = recipe
        self.report = report
        self.generator = generator
        self.network = BarAwareLSTM(vocabulary, Shape(recipe.embedding, recipe.hidden, recipe.layers))
        self.average = WeightAverage(self.network, recipe.average)
        self.started = time.monotonic()

    @property
    def minutes(self) -> str:
        """Return the minutes since the start."""
        return f"{(time.monotonic() - self.started) / 60:.1f}"

    @contextmanager
    def averaged(self) -> Iterator[BarAwareLSTM]:
        """Lend the network with its averaged weights; afterwards it has its own again."""
        own = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.network.load_state_dict(self.average.weights)
        try:
            yield self.network
        finally:
            self.network.load_state_dict(own)

    def take_average(self) -> None:
        """Go on from the averaged weights: the next phase begins there."""
        self.network.load_state_dict(self.average.weights)

    def epochs(self, phase: Phase, tunes: Sequence[TuneRows]) -> Iterator[tuple[float, float]]:
        """Train through a phase; yield (bits per note of training, learning rate) after each epoch."""
        recipe, network = self.recipe, self.network
        network.drop.p = phase.dropout
        self.average.steps = 0
        optimiser = torch.optim.AdamW(network.parameters(), lr=phase.learning_rate, betas=(0.9, 0.98),
                                      weight_decay=recipe.weight_decay)
        steps = count_steps(tunes, recipe.batch_tunes, recipe.chunk_characters) * phase.epochs
        notes = sum(tune.notes for tune in tunes)
        step, rate = 0, 0.0
        for epoch in range(phase.epochs):
            nats = 0.0
            for batch in batches(tunes, recipe.batch_tunes, self.generator, recipe.told):
                state = network.zero_state(batch.tunes)
                for part in batch.chunks(recipe.chunk_characters):
                    rate = one_cycle(step, steps, phase.learning_rate, phase.final_rate)
                    loss, state = self._step(optimiser, part, state, rate)
                    nats += loss
                    step += 1
                    if step % 50 == 0:
                        self._tell(f"epoch {epoch + 1}/{phase.epochs} step {step}/{steps}", step / steps)
            yield nats / math.log(2) / notes, rate

    def _step(self, optimiser: torch.optim.Optimizer, part: Batch, state: State, rate: float) -> tuple[float, State]:
        """Learn from one stretch; return its total loss in nats and the state after, cut from its past."""
        losses, state = _loss(self.network, part, state)
        optimiser.zero_grad(set_to_none=True)
        losses.mean().backward()  # type: ignore[no-untyped-call]  # torch's own
        nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.clip)
        for group in optimiser.param_groups:
            group["lr"] = rate
        optimiser.step()
        self.average.update(self.network)
        return float(losses.detach().sum()), [(h.detach(), c.detach()) for h, c in state]

    def _tell(self, where: str, share: float) -> None:
        spent = (time.monotonic() - self.started) / 60
        self.report(f"{where}, {spent:.1f} min, about {spent / share - spent:.0f} min left in this phase")
