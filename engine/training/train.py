"""Train the network by a recipe. Needs torch; runs in a process of its own."""

from __future__ import annotations

import csv
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import FileError
from engine.model.checkpoint import save_checkpoint
from engine.model.vocabulary import Vocabulary
from engine.training.corpus import TuneRows, abc_files, checksum, load
from engine.training.network import BarAwareLSTM, Shape
from engine.training.recipe import Recipe

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some tunes side by side, padded. ``rows``: (B, T, columns); ``ids`` and ``mask``: (B, T)."""

    rows: Tensor
    ids: Tensor
    mask: Tensor


def batches(tunes: Sequence[TuneRows], size: int, generator: random.Random | None = None) -> Iterator[Batch]:
    """Yield all tunes once, those of like length together; with a generator, in a new order each time."""
    def length(tune: TuneRows) -> float:
        return len(tune.ids) * (generator.uniform(0.9, 1.1) if generator else 1)

    order = sorted(tunes, key=length)
    groups = [order[i:i + size] for i in range(0, len(order), size)]
    if generator:
        generator.shuffle(groups)
    for group in groups:
        longest = max(len(tune.ids) for tune in group)
        rows = np.zeros((len(group), longest, group[0].rows.shape[1]), np.uint8)
        ids = np.zeros((len(group), longest), np.int64)
        mask = np.zeros((len(group), longest), bool)
        for i, tune in enumerate(group):
            rows[i, :len(tune.ids)] = tune.rows
            ids[i, :len(tune.ids)] = tune.ids
            mask[i, :len(tune.ids)] = True
        yield Batch(torch.from_numpy(rows), torch.from_numpy(ids), torch.from_numpy(mask))


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


def bits_per_note(network: BarAwareLSTM, tunes: Sequence[TuneRows], chunk: int = 512) -> float:
    """Return total bits over total notes, every tune from the zero state."""
    network.eval()
    bits = 0.0
    with torch.no_grad():
        for batch in batches(tunes, 32):
            state = network.zero_state(batch.ids.shape[0])
            for start in range(0, batch.ids.shape[1], chunk):
                part = slice(start, start + chunk)
                logits, state = network(batch.rows[:, part], state)
                loss = nn.functional.cross_entropy(logits.flatten(0, 1), batch.ids[:, part].flatten(), reduction="none")
                bits += float((loss * batch.mask[:, part].flatten()).sum()) / math.log(2)
    network.train()
    return bits / sum(tune.notes for tune in tunes)


def one_cycle(step: int, steps: int, peak: float, final: float) -> float:
    """Return the learning rate: up over the first tenth, down along a cosine to the end."""
    rise = max(1, steps // 10)
    if step < rise:
        return peak * (step + 1) / rise
    along = (step - rise) / max(1, steps - rise)
    return final + (peak - final) * (1 + math.cos(math.pi * along)) / 2


def train(recipe: Recipe, corpus: Path, valid: Path | None, out: Path, *, command: str, report: Report,
          threads: int = 1) -> Path:
    """Train by a recipe and return the path of the best checkpoint (``out``, safetensors).

    ``corpus`` is a folder of .abc files, ``valid`` another to choose the best epoch on (a tenth of the corpus
    where it is None). A CSV log stands beside ``out``. Ctrl+C keeps the best so far.

    Raises:
        FileError: the corpus holds no usable tune.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(recipe.seed)
    generator = random.Random(recipe.seed)
    vocabulary = Vocabulary()
    tunes = load(corpus, vocabulary)
    if len(tunes) < 10:
        raise FileError(f"{corpus} holds {len(tunes)} usable tunes, training needs 10: name a larger collection")
    if valid is not None:
        held = [tune for tune in load(valid, vocabulary) if not recipe.valid or tune.collection in recipe.valid]
    else:
        generator.shuffle(tunes)
        held, tunes = tunes[:len(tunes) // 10 or 1], tunes[len(tunes) // 10 or 1:]
    if not held:
        raise FileError(f"{valid} holds none of {', '.join(recipe.valid)}: name a folder that does")
    shape = Shape(recipe.embedding, recipe.hidden, recipe.layers, recipe.phases[0].dropout)
    network = BarAwareLSTM(vocabulary, shape)
    average = WeightAverage(network, recipe.average)
    provenance = {"recipe": recipe.name, "command": command, "corpus_sha256": checksum(abc_files(corpus)),
                  "seed": str(recipe.seed), "trained_tunes": str(len(tunes)),
                  "trained_characters": str(sum(len(tune.ids) for tune in tunes))}
    best = math.inf
    started = time.monotonic()
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.with_suffix(".csv").open("w", newline="") as file:
        log = csv.writer(file)
        log.writerow(["phase", "epoch", "bits_per_note_train", "bits_per_note_valid", "rate", "minutes"])
        for number, phase in enumerate(recipe.phases):
            chosen = [t for t in tunes if not phase.collections or t.collection in phase.collections] or tunes
            network.drop.p = phase.dropout
            average.steps = 0
            optimiser = torch.optim.AdamW(network.parameters(), lr=phase.learning_rate, betas=(0.9, 0.98),
                                          weight_decay=recipe.weight_decay)
            epoch_steps = sum(-(-batch.ids.shape[1] // recipe.chunk_characters)
                              for batch in batches(chosen, recipe.batch_tunes))
            steps, step = epoch_steps * phase.epochs, 0
            for epoch in range(phase.epochs):
                bits, notes = 0.0, sum(tune.notes for tune in chosen)
                for batch in batches(chosen, recipe.batch_tunes, generator):
                    state = network.zero_state(batch.ids.shape[0])
                    for start in range(0, batch.ids.shape[1], recipe.chunk_characters):
                        part = slice(start, start + recipe.chunk_characters)
                        mask = batch.mask[:, part].flatten()
                        logits, state = network(batch.rows[:, part], state)
                        state = [(h.detach(), c.detach()) for h, c in state]
                        loss = nn.functional.cross_entropy(logits.flatten(0, 1)[mask], batch.ids[:, part].flatten()[mask])
                        optimiser.zero_grad(set_to_none=True)
                        loss.backward()
                        nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
                        for group in optimiser.param_groups:
                            group["lr"] = one_cycle(step, steps, phase.learning_rate, phase.final_rate)
                        optimiser.step()
                        average.update(network)
                        step += 1
                        bits += float(loss.detach()) * int(mask.sum()) / math.log(2)
                        if step % 50 == 0:
                            report(f"phase {number + 1} epoch {epoch + 1}/{phase.epochs} step {step}/{steps} "
                                   f"loss {float(loss.detach()):.3f} {(time.monotonic() - started) / 60:.1f} min")
                current = {name: value.clone() for name, value in network.state_dict().items()}
                network.load_state_dict(average.weights)
                score = bits_per_note(network, held)
                log.writerow([number + 1, epoch + 1, f"{bits / notes:.4f}", f"{score:.4f}",
                              f"{optimiser.param_groups[0]['lr']:.2e}", f"{(time.monotonic() - started) / 60:.2f}"])
                file.flush()
                report(f"phase {number + 1} epoch {epoch + 1}/{phase.epochs}: bits per note train {bits / notes:.3f} "
                       f"valid {score:.3f} ({(time.monotonic() - started) / 60:.1f} min)")
                if score < best:
                    best = score
                    save_checkpoint(out, {name: value.numpy() for name, value in network.state_dict().items()},
                                    vocabulary.characters,
                                    {**provenance, "bits_per_note_valid": f"{score:.4f}",
                                     "epoch": f"{number + 1}.{epoch + 1}"})
                network.load_state_dict(current)
            # A phase begins from the averaged weights of the one before.
            network.load_state_dict(average.weights)
    return out
