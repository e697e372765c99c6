"""Characters a second of the ways to step the network, one thread, sampling included."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.continuation import Settings
from engine.model.checkpoint import Checkpoint
from engine.model.features import SOURCES, Features
from engine.model.sampler import Sampler
from engine.model.stepper import Stepper
from engine.notation.reader import read_tune
from engine.notation.tidy import tidy

# Written for this purpose; the inputs of the timed steps are read off it.
TUNE = """X:1
T:The Measured Mile
M:6/8
L:1/8
K:C
|: "C" GEC CEG | "F" AFA "C" G2E | "Am" cBA "Em" GAB | "F" c2A "G" G2F |
"C" EFG GEC | "F" AGF "C" E2G | "G7" FED GFD | "C" E2C C3 :|
|: "C" e2c g2e | "F" fga "C" g2e | "Dm" fed "Am" edc | "G" d2B G3 |
"C" EFG GEC | "F" AGF "C" E2G | "G7" FED GFD | "C" E2C C3 :|
"""
_SLICE_S = 0.25


def input_rows(stepper: Stepper) -> npt.NDArray[np.int64]:
    """Return (T, columns) input rows of a whole tune."""
    written = tidy(read_tune(TUNE).bars)
    features = Features(stepper.vocabulary, written.settings[0][1])
    rows = []
    for char in written.text:
        rows.append(features.row())
        features.accept(char)
    return np.array(rows)


def rate(step: Iterator[None]) -> float:
    """Return how many steps a second an endless iterator makes, over a quarter of a second."""
    count, start = 0, time.perf_counter()
    while True:
        next(step)
        count += 1
        elapsed = time.perf_counter() - start
        if elapsed >= _SLICE_S:
            return count / elapsed


def numpy_steps(stepper: Stepper, rows: npt.NDArray[np.int64]) -> Iterator[None]:
    """Step and draw, for ever, in numpy."""
    sampler = Sampler(Settings(seed=1))
    free = np.ones(len(stepper.vocabulary), dtype=bool)
    memory = stepper.zero()
    while True:
        for row in rows.tolist():
            memory = stepper.step(memory, row)
            sampler.draw(stepper.logits(memory, row[1:1 + SOURCES], row[1 + SOURCES:1 + 2 * SOURCES]), free)
            yield


def torch_steps(checkpoint: Checkpoint, rows: npt.NDArray[np.int64], onednn: bool) -> Iterator[None]:
    """Step and draw, for ever, with ``nn.LSTM``, as one would write it; no gradients.

    Raises:
        ImportError: torch is not installed.
    """
    import torch

    from engine.model.vocabulary import Vocabulary
    from engine.training.network import BarAwareLSTM, Shape

    torch.set_num_threads(1)
    weights = {name: torch.from_numpy(value.copy()) for name, value in checkpoint.weights.items()}
    hidden, embedding = weights["lstms.0.weight_hh_l0"].shape[1], weights["embedding.weight"].shape[1]
    layers = sum(name.endswith("weight_hh_l0") for name in weights)
    network = BarAwareLSTM(Vocabulary(checkpoint.characters), Shape(embedding, hidden, layers)).eval()
    network.load_state_dict(weights)
    inputs = torch.from_numpy(rows.astype(np.uint8))

    def guard() -> AbstractContextManager[Any]:
        return nullcontext() if onednn else torch.backends.mkldnn.flags(enabled=False)

    generator = torch.Generator().manual_seed(1)
    state = network.zero_state(1)
    while True:
        for row in inputs:
            with torch.no_grad(), guard():
                logits, state = network(row[None, None], state)
                torch.multinomial(torch.softmax(logits[0, 0], 0), 1, generator=generator)
            yield


def read_bandwidth() -> float:
    """Return how many bytes a second one thread reads from memory: the dot product of 128 MB with itself."""
    block = np.ones(32 * 2**20, np.float32)
    times = []
    for _ in range(25):
        start = time.perf_counter()
        float(block @ block)
        times.append(time.perf_counter() - start)
    return block.nbytes / min(times)
