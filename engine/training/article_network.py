"""The article's network: an embedding, three LSTMs with dropout, a dense layer at every step.

It is the baseline that Segue's own model is measured against, so it keeps the recipe's sizes and
Keras's conventions: one bias a layer and Keras's starting weights. In the shapes V is the number of
characters, B the rows of a batch, T the steps.
"""

from __future__ import annotations

from engine.errors import MissingPackage

try:
    import torch
    from torch import Tensor, nn
except ImportError as fault:
    raise MissingPackage(
        "the article's recipe needs torch, which is not installed: pip install 'torch>=2.6,<2.14', then try again"
    ) from fault

# The other modules of the recipe take torch from here, so that its absence is answered in one place.
__all__ = ["ArticleNetwork", "State", "nn", "torch", "zero_state"]

EMBEDDING = 512
WIDTH = 256
LAYERS = 3
DROPOUT = 0.2

State = list[tuple[Tensor, Tensor]]
"""Hidden and cell values of each layer, each [1, B, WIDTH]."""


class ArticleNetwork(nn.Module):
    """Character numbers in, logits of the next character out, at every step."""

    def __init__(self, vocabulary_size: int) -> None:
        super().__init__()
        sizes = [EMBEDDING] + [WIDTH] * (LAYERS - 1)
        self.embedding = nn.Embedding(vocabulary_size, EMBEDDING)
        self.layers = nn.ModuleList(nn.LSTM(size, WIDTH, batch_first=True) for size in sizes)
        self.dropout = nn.Dropout(DROPOUT)
        self.dense = nn.Linear(WIDTH, vocabulary_size)
        self._start_like_keras()

    def forward(self, ids: Tensor, state: State) -> tuple[Tensor, State]:
        """Read ids [B, T] from a state on: logits [B, T, V] and the state after them.

        No gradient flows into or out of the state.
        """
        after: State = []
        values = self.embedding(ids)  # [B, T, EMBEDDING]
        for layer, before in zip(self.layers, state, strict=True):
            values, (hidden, cell) = layer(values, before)  # [B, T, WIDTH]
            after.append((hidden.detach(), cell.detach()))
            values = self.dropout(values)
        return self.dense(values), after

    def trained(self) -> dict[str, Tensor]:
        """Return the weights that are trained, by name: what a checkpoint holds."""
        return {name: weight.detach() for name, weight in self.named_parameters() if weight.requires_grad}

    def parameter_count(self) -> int:
        """Return how many numbers are trained."""
        return sum(weight.numel() for weight in self.trained().values())

    def _start_like_keras(self) -> None:
        nn.init.uniform_(self.embedding.weight, -0.05, 0.05)
        for name, weight in self.layers.named_parameters():
            if "weight_ih" in name:
                nn.init.xavier_uniform_(weight)
            elif "weight_hh" in name:
                nn.init.orthogonal_(weight)
            elif "bias_ih" in name:
                nn.init.zeros_(weight)
                # A forget gate that starts open (unit_forget_bias) lets the first gradients reach far back.
                nn.init.ones_(weight[WIDTH : 2 * WIDTH])
            else:
                # torch adds two biases where Keras has one. The second would double the step that Adam
                # takes on their sum and add 3,072 numbers to the article's count, so it stays zero.
                nn.init.zeros_(weight)
                weight.requires_grad_(False)
        nn.init.xavier_uniform_(self.dense.weight)
        nn.init.zeros_(self.dense.bias)


def zero_state(rows: int) -> State:
    """Return the state before anything was read by ``rows`` rows."""
    return [(torch.zeros(1, rows, WIDTH), torch.zeros(1, rows, WIDTH)) for _ in range(LAYERS)]
