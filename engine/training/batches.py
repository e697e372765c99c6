"""Tunes side by side, those of like length together."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.training.corpus import TuneRows, hide_roles

_MOST_OPENING = 6  # bars before the first whose role is told, at most
_LEFT_OUT = 0.1  # of the roles after that


@dataclass(frozen=True, slots=True)
class Batch:
    """Some tunes side by side, padded. ``rows``: (B, T, columns); ``ids`` and ``mask``: (B, T).

    ``notes`` are the note heads in it.
    """

    rows: Tensor
    ids: Tensor
    mask: Tensor
    notes: int = 0

    @property
    def tunes(self) -> int:
        """Return B."""
        return self.ids.shape[0]

    def share(self, rank: int, size: int) -> Batch:
        """Return every ``size``-th tune, from the ``rank``-th on; where there is none, one that counts for nothing."""
        if size == 1:
            return self
        if rank >= self.tunes:
            return Batch(self.rows[:1], self.ids[:1], torch.zeros_like(self.mask[:1]))
        return Batch(self.rows[rank::size], self.ids[rank::size], self.mask[rank::size])

    def to(self, device: torch.device) -> Batch:
        """Return the same on a device."""
        return Batch(self.rows.to(device), self.ids.to(device), self.mask.to(device), self.notes)

    def chunks(self, size: int) -> Iterator[Batch]:
        """Yield stretches of so many characters, in order: the state is carried from one to the next."""
        for start in range(0, self.ids.shape[1], size):
            part = slice(start, start + size)
            yield Batch(self.rows[:, part], self.ids[:, part], self.mask[:, part])


def batches(tunes: Sequence[TuneRows], size: int, generator: random.Random | None = None,
            told: float = 0) -> Iterator[Batch]:
    """Yield all tunes once, ``size`` at a time; with a generator, grouped and ordered anew.

    ``told`` is the share of the tunes whose bars' roles are told, after an opening whose are not.
    """

    def length(tune: TuneRows) -> float:
        return len(tune.ids) * (generator.uniform(0.9, 1.1) if generator else 1)

    order = sorted(tunes, key=length)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    if generator:
        generator.shuffle(groups)
    for group in groups:
        longest = max(len(tune.ids) for tune in group)
        rows = np.zeros((len(group), longest, group[0].rows.shape[1]), np.uint8)
        ids = np.zeros((len(group), longest), np.int64)
        mask = np.zeros((len(group), longest), bool)
        for i, tune in enumerate(group):
            rows[i, : len(tune.ids)] = tune.rows
            ids[i, : len(tune.ids)] = tune.ids
            mask[i, : len(tune.ids)] = True
            for start, end in _untold(tune, told, generator):
                hide_roles(rows[i, start:end])
        yield Batch(torch.from_numpy(rows), torch.from_numpy(ids), torch.from_numpy(mask),
                    sum(tune.notes for tune in group))


def _untold(tune: TuneRows, told: float, generator: random.Random | None) -> list[tuple[int, int]]:
    """Return the stretches of a tune whose roles are not told, as (start, end)."""
    length = len(tune.ids)
    if not told or (generator and generator.random() >= told):
        return [(0, length)]
    if not generator:
        return []
    ends = [*tune.bars.tolist()[1:], length]
    opening = generator.randint(0, _MOST_OPENING)
    return [(start, end) for number, (start, end) in enumerate(zip(tune.bars.tolist(), ends, strict=True))
            if number < opening or generator.random() < _LEFT_OUT]


def count_steps(tunes: Sequence[TuneRows], size: int, chunk: int) -> int:
    """Return about how many chunks an epoch has; the grouping of each epoch differs a little."""
    return sum(-(-batch.ids.shape[1] // chunk) for batch in batches(tunes, size))
