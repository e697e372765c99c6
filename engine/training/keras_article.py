"""The article's own loop in Keras, for the bench: how fast the original writes on this machine."""

from __future__ import annotations

import importlib
import time
from typing import Any

import numpy as np


def keras_article_chars_per_second(vocabulary_size: int, seconds: float) -> float | None:
    """Write characters with Keras's ``predict_on_batch`` for some seconds; None where Keras is not installed.

    The weights are untrained: they change what is written, not how long it takes.
    """
    keras = _import_keras()
    if keras is None:
        return None
    layers = keras.layers
    network = keras.Sequential([keras.Input(batch_shape=(1, 1)), layers.Embedding(vocabulary_size, 512)])
    for _ in range(3):
        network.add(layers.LSTM(256, return_sequences=True, stateful=True))
        network.add(layers.Dropout(0.2))
    network.add(layers.TimeDistributed(layers.Dense(vocabulary_size)))
    network.add(layers.Activation("softmax"))
    draw = np.random.default_rng(1)
    number = 0
    for _ in range(10):  # the first calls compile
        number = _write_one(network, number, draw)
    written = 0
    start = time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds or not written:
        number = _write_one(network, number, draw)
        written += 1
    return written / elapsed


def _write_one(network: Any, number: int, draw: np.random.Generator) -> int:
    batch = np.full((1, 1), number, dtype=np.int32)
    probabilities = np.asarray(network.predict_on_batch(batch), dtype=np.float64).ravel()
    return int(draw.choice(len(probabilities), p=probabilities / probabilities.sum()))


def _import_keras() -> Any:
    for name in ("keras", "tensorflow.keras"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None
