"""A small network with random weights: everything the real one has, in a few kilobytes."""

from __future__ import annotations

import numpy as np

from engine.model.checkpoint import Checkpoint
from engine.model.features import SOURCES, column_sizes
from engine.model.vocabulary import Vocabulary

HIDDEN, EMBEDDING, LAYERS = 16, 12, 3


def tiny_weights(seed: int = 1) -> dict[str, np.ndarray]:
    """Return weights by their training names, as ``BarAwareLSTM.state_dict`` has them."""
    generator = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray:
        return generator.normal(0, 0.3, shape).astype(np.float32)

    symbols = len(Vocabulary())
    weights = {"embedding.weight": some(sum(column_sizes(Vocabulary())), EMBEDDING)}
    for layer in range(LAYERS):
        size = EMBEDDING if layer == 0 else HIDDEN
        weights[f"lstms.{layer}.weight_ih_l0"] = some(4 * HIDDEN, size)
        weights[f"lstms.{layer}.weight_hh_l0"] = some(4 * HIDDEN, HIDDEN)
        weights[f"lstms.{layer}.bias_ih_l0"] = some(4 * HIDDEN)
        weights[f"lstms.{layer}.bias_hh_l0"] = some(4 * HIDDEN)
        weights[f"norms.{layer}.weight"] = 1 + some(HIDDEN)
        weights[f"norms.{layer}.bias"] = some(HIDDEN)
    weights.update({"dense.weight": some(symbols, HIDDEN), "dense.bias": some(symbols),
                    "gate.weight": some(SOURCES, HIDDEN), "gate.bias": some(SOURCES), "run_gate": some(SOURCES, 9)})
    return weights


def tiny_checkpoint(seed: int = 1) -> Checkpoint:
    """Return a checkpoint that can be stepped."""
    return Checkpoint("tiny", tiny_weights(seed), Vocabulary().characters, {})
