"""Bits per note of a model on a tune book. numpy alone: nothing here needs torch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt

from engine.errors import FileError
from engine.model.checkpoint import Checkpoint
from engine.model.features import SOURCES
from engine.model.stepper import Stepper
from engine.notation.reader import read_book
from engine.notation.walk import NotTidy
from engine.training.corpus import TuneRows, rows_of, tidy_tunes

_TUNES_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every tune from the zero state, no mask. The header is given, the body is paid for, the end included.

    ``notes`` are note heads, ``chars`` characters of the tidy body; ``left_out`` tunes have several voices or a
    rhythm that the dialect cannot say.
    """

    tunes: int
    notes: int
    chars: int
    bits_per_note: float
    bits_per_char: float
    left_out: int

    def as_dict(self) -> dict[str, float]:
        """Return the figures by name."""
        return asdict(self)


def evaluate(checkpoint: Checkpoint, text: str) -> Evaluation:
    """Return the figures of a model on the tunes of a book.

    Raises:
        FileError: the book holds no tune that can be read.
    """
    stepper = Stepper(checkpoint)
    rows: list[TuneRows] = []
    for tune, written in tidy_tunes(text):
        try:
            rows.append(rows_of(stepper.vocabulary, tune, written))
        except (NotTidy, KeyError):
            continue
    if not rows:
        raise FileError("there is no tune to evaluate: name a file of ABC tunes with one voice each")
    order = sorted(rows, key=lambda tune: len(tune.ids))
    bits = sum(float(tune_bits(stepper, order[start:start + _TUNES_AT_ONCE]).sum())
               for start in range(0, len(order), _TUNES_AT_ONCE))
    notes, chars = sum(tune.notes for tune in rows), sum(len(tune.ids) for tune in rows)
    return Evaluation(len(rows), notes, chars, bits / notes, bits / chars, len(read_book(text)) - len(rows))


def tune_bits(stepper: Stepper, tunes: Sequence[TuneRows]) -> npt.NDArray[np.float64]:
    """Return the (B,) total bits of each tune, all stepped side by side."""
    count, longest = len(tunes), max(len(tune.ids) for tune in tunes)
    size, symbols = stepper.hidden, len(stepper.vocabulary)
    hidden = [np.zeros((count, size), np.float32) for _ in range(stepper.layers)]
    cell = [np.zeros((count, size), np.float32) for _ in range(stepper.layers)]
    bits = np.zeros(count)
    for t in range(longest):
        alive = np.array([i for i, tune in enumerate(tunes) if t < len(tune.ids)])
        rows = np.array([tunes[i].rows[t] for i in alive]).astype(np.int64)
        gates = stepper.table[stepper.starts + rows].sum(axis=1) + hidden[0][alive] @ stepper.recurrent.T
        x = np.empty(0, np.float32)
        for layer in range(stepper.layers):
            if layer:
                gates = np.concatenate((x, hidden[layer][alive]), axis=1) @ stepper.fused[layer - 1].T
                gates += stepper.biases[layer - 1]
            hidden[layer][alive], cell[layer][alive], x = stepper.cells(gates, cell[layer][alive])
        out = x @ stepper.dense.T + stepper.dense_bias
        logits = np.zeros((len(alive), symbols + 1))
        logits[:, :symbols] = out[:, :symbols]
        sources, runs = rows[:, 1:1 + SOURCES], rows[:, 1 + SOURCES:1 + 2 * SOURCES]
        strengths = out[:, symbols:] + stepper.run_gate[np.arange(SOURCES), runs]
        np.add.at(logits, (np.arange(len(alive))[:, None], sources), strengths)
        logits = logits[:, :symbols]
        logits -= logits.max(axis=1, keepdims=True)
        ids = np.array([tunes[i].ids[t] for i in alive])
        picked = logits[np.arange(len(alive)), ids]
        bits[alive] += (np.log(np.exp(logits).sum(axis=1)) - picked) / math.log(2)
    return bits
