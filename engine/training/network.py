"""The network that is trained: three LSTM layers, told where in the tune they stand.

Embeddings of every input column are summed into one vector of 512; three LSTM layers of 256 with layer
normalisation between them; a dense layer to the characters, plus a learnt gate that adds to the logit of
each character that could be copied from earlier in the tune (``engine/model/features.py``).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from engine.model.features import SOURCES, column_sizes
from engine.model.vocabulary import Vocabulary

State = list[tuple[Tensor, Tensor]]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network."""

    embedding: int = 512
    hidden: int = 256
    layers: int = 3
    dropout: float = 0.3


class BarAwareLSTM(nn.Module):
    """A stateful character LSTM with the inputs of ``Features``.

    B tunes at a time, T characters each, V symbols. State goes in and comes out.
    """

    def __init__(self, vocabulary: Vocabulary, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.symbols = len(vocabulary)
        sizes = column_sizes(vocabulary)
        starts = [sum(sizes[:i]) for i in range(len(sizes))]
        self.register_buffer("starts", torch.tensor(starts), persistent=False)
        self.embedding = nn.EmbeddingBag(sum(sizes), shape.embedding, mode="sum")
        nn.init.normal_(self.embedding.weight, std=0.1)
        self.lstms = nn.ModuleList(
            nn.LSTM(shape.embedding if layer == 0 else shape.hidden, shape.hidden, batch_first=True)
            for layer in range(shape.layers))
        self.norms = nn.ModuleList(nn.LayerNorm(shape.hidden) for _ in range(shape.layers))
        self.dense = nn.Linear(shape.hidden, self.symbols)
        self.gate = nn.Linear(shape.hidden, SOURCES)
        self.run_gate = nn.Parameter(torch.zeros(SOURCES, 9))
        self.drop = nn.Dropout(shape.dropout)

    def zero_state(self, batch: int) -> State:
        """Return the state at the start of a tune: two (1, B, H) tensors a layer."""
        zero = torch.zeros(1, batch, self.shape.hidden, device=self.dense.weight.device)
        return [(zero, zero) for _ in range(self.shape.layers)]

    def forward(self, rows: Tensor, state: State) -> tuple[Tensor, State]:
        """Return (B, T, V) logits and the state after. ``rows``: (B, T, columns) integers."""
        batch, time, columns = rows.shape
        numbers = (rows.long() + self.starts).view(batch * time, columns)  # type: ignore[operator]  # a buffer
        x = self.drop(self.embedding(numbers).view(batch, time, -1))
        after: State = []
        for lstm, norm, before in zip(self.lstms, self.norms, state, strict=True):
            x, new = lstm(x, before)
            after.append(new)
            x = self.drop(norm(x))
        logits = self.dense(x)
        sources = rows[:, :, 1:1 + SOURCES].long()
        runs = rows[:, :, 1 + SOURCES:1 + 2 * SOURCES].long()
        source_index = torch.arange(SOURCES).expand_as(runs)
        strength = self.gate(x) + self.run_gate[source_index, runs]
        # One column more than there are symbols: what has nothing to copy is added there and cut off.
        copies = torch.zeros(batch, time, self.symbols + 1, dtype=strength.dtype).scatter_add(2, sources, strength)
        return logits + copies[:, :, :self.symbols], after
