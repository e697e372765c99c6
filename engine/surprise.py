"""How odd the network finds each note and bar of a text, in bits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.cancelling import Cancelled, IsCancelled, never
from engine.model.features import Features
from engine.model.stepper import Stepper
from engine.notation.dialect import NotTidy
from engine.notation.reader import read_tune
from engine.notation.simplify import simplify
from engine.notation.tidy import Tidy, tidy
from engine.notation.tune import Bar, Note, Place, Tune
from engine.notation.walk import Walk


@dataclass(frozen=True, slots=True)
class NoteSurprise:
    """A note, rest or chord in the text and what the network pays for it; ``bar`` counts from 1 as bars are written."""

    place: Place
    bar: int
    bits: float


@dataclass(frozen=True, slots=True)
class BarSurprise:
    """A bar in the text: the bits that its notes and its bar line cost, shared out among its ``notes``."""

    place: Place
    bar: int
    notes: int
    bits_per_note: float


@dataclass(frozen=True, slots=True)
class Surprise:
    """What a tune costs, note by note and bar by bar."""

    notes: tuple[NoteSurprise, ...]
    bars: tuple[BarSurprise, ...]

    @property
    def bits_per_note(self) -> float:
        """Return the bits of the whole, shared out among its notes; 0 where there are none."""
        notes = sum(bar.notes for bar in self.bars)
        return sum(bar.bits_per_note * max(1, bar.notes) for bar in self.bars) / notes if notes else 0.0


NOTHING = Surprise((), ())
_STRETCH = 48  # characters stepped between two looks at cancel: some 20 ms


def surprise(stepper: Stepper, text: str, start: int = 0, end: int | None = None) -> Surprise:
    """Return how odd each note of a tune is. Nothing is masked: a bar that does not add up is odd too.

    ``start`` and ``end`` are where the tune stands in the text. Of several voices the first is read. What the
    dialect cannot say at all gives ``NOTHING``.
    """
    tune = read_tune(text, start, end)
    return surprise_of(stepper, tune)


def surprise_of(stepper: Stepper, tune: Tune, is_cancelled: IsCancelled = never) -> Surprise:
    """Return the same for a tune that is read already.

    Raises:
        Cancelled: ``is_cancelled`` said so.
    """
    bars = simplify(tune.bars)
    if not any(bar.notes for bar in bars):
        return NOTHING
    try:
        written = tidy(bars, is_finished=False)
        costs = character_bits(stepper, written, is_cancelled)
        return _shared_out(bars, written, costs)
    except (NotTidy, KeyError):
        return NOTHING


def character_bits(stepper: Stepper, written: Tidy, is_cancelled: IsCancelled = never) -> npt.NDArray[np.float64]:
    """Return the (T,) bits that the network pays for each character of a tidy text, from the zero state.

    Raises:
        Cancelled: ``is_cancelled`` said so, between two stretches of text.
    """
    settings = dict(written.settings)
    features = Features(stepper.vocabulary, settings[0])
    numbers = stepper.vocabulary.encode(written.text)
    bits = np.empty(len(numbers))
    memory = stepper.zero()
    for first in range(0, len(numbers), _STRETCH):
        if is_cancelled():
            raise Cancelled
        rows, copied = [], []
        for position, char in enumerate(written.text[first:first + _STRETCH], first):
            if position in settings:
                features.walk.setting = settings[position]
            rows.append(features.row())
            copied.append((list(features.sources), features.runs()))
            features.accept(char)
        memories = stepper.prime(memory, np.array(rows), range(len(rows)))
        memory = memories[-1]
        for t, (here, (sources, runs)) in enumerate(zip(memories, copied, strict=True), first):
            logits = stepper.logits(here, sources, runs).astype(np.float64)
            logits -= logits.max()
            bits[t] = (math.log(np.exp(logits).sum()) - logits[numbers[t]]) / math.log(2)
    return bits


def _shared_out(bars: Sequence[Bar], written: Tidy, costs: npt.NDArray[np.float64]) -> Surprise:
    """Give each character's bits to the note that it belongs to; a bar line's to the bar."""
    notes: list[tuple[int, Note]] = [(number, note) for number, bar in enumerate(bars) for note in bar.notes]
    settings = dict(written.settings)
    walk = Walk(settings[0])
    of_note, of_bar = np.zeros(len(notes)), np.zeros(len(bars))
    index, waiting = -1, 0.0
    for position, char in enumerate(written.text):
        if position in settings:
            walk.setting = settings[position]
        was_pending = walk.is_pending
        walk.accept(char)
        cost = float(costs[position])
        if walk.place_onset < 0:
            of_bar[min(max(0, walk.bars - 1), len(bars) - 1)] += cost
            continue
        if walk.began_token or (waiting and not was_pending):
            waiting += cost  # a chord symbol, a tuplet or an accidental belongs to the note that it leads to
        if walk.is_pending and (walk.began_token or not was_pending):
            index += 1
            of_note[index] += waiting or cost
            waiting = 0.0
        elif not walk.began_token and not waiting:
            of_note[max(index, 0)] += cost
    for number, (bar, _) in enumerate(notes):
        of_bar[bar] += of_note[number]
    return Surprise(
        tuple(NoteSurprise(note.place, bar + 1, round(float(of_note[number]), 3))
              for number, (bar, note) in enumerate(notes)),
        tuple(BarSurprise(bar.place, number + 1, _heads(bar), round(float(of_bar[number]) / max(1, _heads(bar)), 3))
              for number, bar in enumerate(bars)))


def _heads(bar: Bar) -> int:
    return sum(len(note.pitches) for note in bar.notes)
