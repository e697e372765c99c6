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
from engine.model.vocabulary import Vocabulary
from engine.notation.reader import read_book
from engine.notation.tidy import Tidy
from engine.notation.walk import NotTidy
from engine.training.corpus import TuneRows, hide_roles, rows_of, tidy_tunes
from engine.training.mask_price import looked_up

_TUNES_AT_ONCE = 64
Mask = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every tune from the zero state. The header is given, the body is paid for, the end included.

    ``bits_per_note`` has no mask. ``bits_per_note_masked`` is what the sampler sees: after two bars the grammar
    leaves only what adds up, and the probabilities are shared out among that. A character that it forbids is counted in
    ``forbidden`` and paid for without the mask.

    ``bits_per_note_told`` gives away each bar's role (``notation/roles.py``), as the sampler does in a set form.

    ``notes`` are note heads, ``chars`` characters of the tidy body; ``left_out`` tunes have several voices or a
    rhythm that the dialect cannot say.
    """

    tunes: int
    notes: int
    chars: int
    bits_per_note: float
    bits_per_char: float
    left_out: int
    bits_per_note_masked: float
    forbidden: int
    forbidden_share: float
    bits_per_note_told: float

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
    masks: list[Mask] = []
    for tune, written in tidy_tunes(text):
        try:
            rows.append(rows_of(stepper.vocabulary, tune, written))
            masks.append(mask_of(stepper.vocabulary, written))
        except (NotTidy, KeyError):
            continue
    if not rows:
        raise FileError("there is no tune to evaluate: name a file of ABC tunes with one voice each")
    order = sorted(range(len(rows)), key=lambda number: len(rows[number].ids))
    bits = masked = told = 0.0
    for start in range(0, len(order), _TUNES_AT_ONCE):
        share = order[start:start + _TUNES_AT_ONCE]
        tunes, allowed = [rows[number] for number in share], [masks[number] for number in share]
        told += float(tune_bits(stepper, tunes, allowed)[0].sum())
        for one in tunes:
            hide_roles(one.rows)
        plain, limited = tune_bits(stepper, tunes, allowed)
        bits += float(plain.sum())
        masked += float(limited.sum())
    notes, chars = sum(tune.notes for tune in rows), sum(len(tune.ids) for tune in rows)
    forbidden = sum(_forbidden(tune, mask) for tune, mask in zip(rows, masks, strict=True))
    return Evaluation(len(rows), notes, chars, bits / notes, bits / chars, len(read_book(text)) - len(rows),
                      masked / notes, forbidden, forbidden / chars, told / notes)


def mask_of(vocabulary: Vocabulary, written: Tidy) -> Mask:
    """Return a (T, V) table: which symbols the grammar allows at each character. All of them in the first two bars."""
    mask = np.ones((len(written.text), len(vocabulary)), np.bool_)
    for position, (_, _, allowed) in enumerate(looked_up(written)):
        if allowed is not None:
            mask[position] = False
            mask[position, vocabulary.encode("".join(allowed))] = True
    return mask


def _forbidden(tune: TuneRows, mask: Mask) -> int:
    return int((~mask[np.arange(len(tune.ids)), tune.ids]).sum())


def tune_bits(stepper: Stepper, tunes: Sequence[TuneRows], masks: Sequence[Mask]) -> tuple[Bits, Bits]:
    """Return the (B,) total bits of each tune without its mask and with it, all stepped side by side."""
    count, longest = len(tunes), max(len(tune.ids) for tune in tunes)
    size, symbols = stepper.hidden, len(stepper.vocabulary)
    hidden = [np.zeros((count, size), np.float32) for _ in range(stepper.layers)]
    cell = [np.zeros((count, size), np.float32) for _ in range(stepper.layers)]
    bits, limited = np.zeros(count), np.zeros(count)
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
        shares = np.exp(logits)
        paid = (np.log(shares.sum(axis=1)) - picked) / math.log(2)
        bits[alive] += paid
        mask = np.array([masks[i][t] for i in alive])
        is_allowed = mask[np.arange(len(alive)), ids]
        # Where the mask forbids what stands there it is left out: nothing can be shared among the rest.
        left = (shares * np.where(is_allowed[:, None], mask, True)).sum(axis=1)
        limited[alive] += (np.log(left) - picked) / math.log(2)
    return bits, limited
