"""A network on its way through a recipe: optimiser, learning rate, averaged weights, batch after batch."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from engine.model.vocabulary import Vocabulary
from engine.training.batches import Batch, batches, count_steps
from engine.training.corpus import TuneRows
from engine.training.network import BarAwareLSTM, Shape, State
from engine.training.recipe import Phase, Recipe
from engine.training.world import World, is_bf16

_BETAS = (0.9, 0.98)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training is. ``done`` of ``total`` batches; bits per note: of this epoch, on the valid tunes.

    ``valid_bits`` is the best so far, not a number before the first epoch is over. ``seconds_left`` is a guess.
    """

    done: int
    total: int
    epoch: str
    train_bits: float
    valid_bits: float
    seconds_left: float


def bits_per_note(network: BarAwareLSTM, tunes: Sequence[TuneRows], chunk: int = 512, *, told: bool = False) -> float:
    """Return total bits over total notes, every tune from the zero state; ``told`` gives away the bars' roles."""
    network.eval()
    device = network.dense.weight.device
    bits = 0.0
    with torch.no_grad():
        for batch in batches(tunes, 32, told=float(told)):
            state = network.zero_state(batch.tunes)
            for part in batch.to(device).chunks(chunk):
                losses, state = _losses(network, part, state)
                bits += float(losses.sum()) / math.log(2)
    network.train()
    return bits / sum(tune.notes for tune in tunes)


def _losses(network: nn.Module, part: Batch, state: State, *, bf16: bool = False) -> tuple[Tensor, State]:
    """Return the cross-entropy of each real character (padding left out), in nats, and the state after."""
    with torch.autocast(part.ids.device.type, dtype=torch.bfloat16, enabled=bf16):
        logits, state = network(part.rows, state)
    mask = part.mask.flatten()
    chosen, wanted = logits.float().flatten(0, 1)[mask], part.ids.flatten()[mask]
    return nn.functional.cross_entropy(chosen, wanted, reduction="none"), state


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


class Course:
    """A network, its average and its optimiser, on the way through a recipe's phases.

    ``weights`` are what to start from (by their training names); without them the network is new. ``tell`` hears of
    the progress after every batch. The course belongs to one process of a ``World``.
    """

    def __init__(self, recipe: Recipe, vocabulary: Vocabulary, generator: random.Random, world: World | None = None, *,
                 weights: Mapping[str, Tensor] | None = None, tell: Callable[[Progress], None] = lambda _: None,
                 precision: str = "auto") -> None:
        self.recipe, self.generator, self.tell = recipe, generator, tell
        self.world = world or World()
        self.network = BarAwareLSTM(vocabulary, Shape(recipe.embedding, recipe.hidden, recipe.layers))
        if weights is not None:
            self.network.load_state_dict(weights)
        self.network.to(self.world.device)
        self.bf16 = is_bf16(precision, self.world.device)
        self.average = WeightAverage(self.network, recipe.average)
        self.vocabulary = vocabulary
        self.optimiser = self._optimiser(recipe.phases[0])
        self.best_bits = math.nan
        self.spent_s = 0.0
        self._called = self.world.wrap(self.network)
        self._started = time.monotonic()

    @property
    def minutes(self) -> float:
        """Return the minutes since the start, those before a resumption included."""
        return (self.spent_s + time.monotonic() - self._started) / 60

    @contextmanager
    def averaged(self) -> Iterator[BarAwareLSTM]:
        """Lend the network with its averaged weights; afterwards it has its own again."""
        own = {name: value.clone() for name, value in self.network.state_dict().items()}
        self.network.load_state_dict(self.average.weights)
        try:
            yield self.network
        finally:
            self.network.load_state_dict(own)

    def begin(self, phase: Phase) -> None:
        """Begin a phase, from the averaged weights of the one before."""
        self.network.load_state_dict(self.average.weights)
        self.average.steps = 0
        self.optimiser = self._optimiser(phase)

    def _optimiser(self, phase: Phase) -> torch.optim.AdamW:
        return torch.optim.AdamW(self.network.parameters(), lr=phase.learning_rate, betas=_BETAS,
                                 weight_decay=self.recipe.weight_decay, fused=True)

    def epoch(self, phase: Phase, number: int, tunes: Sequence[TuneRows], before: int,
              total: int) -> tuple[float, float]:
        """Train through all tunes once; return (bits per note of training, learning rate at the end).

        ``number`` counts the phase's epochs from 0; ``before`` batches of the recipe's ``total`` are done.
        """
        recipe, world = self.recipe, self.world
        self.network.drop.p = phase.dropout
        an_epoch = count_steps(tunes, recipe.batch_tunes, recipe.chunk_characters)
        steps, step = an_epoch * phase.epochs, an_epoch * number
        nats, rate, notes = 0.0, 0.0, 0
        started = time.monotonic()
        for done, batch in enumerate(batches(tunes, recipe.batch_tunes, self.generator, recipe.told), 1):
            notes += batch.notes
            share = batch.share(world.rank, world.size).to(world.device)
            state = self.network.zero_state(share.tunes)
            for whole, part in zip(batch.chunks(recipe.chunk_characters), share.chunks(recipe.chunk_characters),
                                   strict=True):
                rate = one_cycle(step, steps, phase.learning_rate, phase.final_rate)
                loss, state = self._step(part, state, rate, int(whole.mask.sum()))
                nats += loss
                step += 1
            pace = (time.monotonic() - started) / done
            self.tell(Progress(before + done, total, f"{number + 1}/{phase.epochs}",
                               nats * world.size / math.log(2) / max(1, notes), self.best_bits,
                               pace * max(0, total - before - done)))
        return world.total(nats) / math.log(2) / sum(tune.notes for tune in tunes), rate

    def _step(self, part: Batch, state: State, rate: float, characters: int) -> tuple[float, State]:
        """Learn from one stretch; return its loss in nats and the state after, cut from its past.

        ``characters`` are those of the stretch over all processes: the gradient is that of the mean over all of them.
        """
        losses, state = _losses(self._called, part, state, bf16=self.bf16)
        self.optimiser.zero_grad(set_to_none=True)
        loss = losses.sum()
        # The processes' gradients are averaged, so each counts for as many as there are.
        (loss * self.world.size / max(1, characters)).backward()  # type: ignore[no-untyped-call]  # torch's own
        nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.clip)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.optimiser.step()
        self.average.update(self.network)
        return float(loss.detach()), [(h.detach().float(), c.detach().float()) for h, c in state]
