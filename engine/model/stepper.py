"""The stateful LSTM, one character at a time, in numpy.

Embedding times W_ih of the first layer is a table, so that layer's input is a few rows added up, not a
product. The other layers multiply once by [W_ih W_hh] together. What layer norms do but for one division is
folded into what follows them, and the halves of the sigmoids into their rows, so that one tanh serves all
four gates. float32; a Memory is a value: keeping an old one is how we rewind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from engine.errors import CheckpointError
from engine.model.checkpoint import Array, Checkpoint
from engine.model.features import SOURCES, column_sizes
from engine.model.vocabulary import Vocabulary
from engine.sentences import Sentence

_EPSILON = 1e-5  # of torch's LayerNorm
# Looked up once: a step calls each of them several times in 70 microseconds.
add, concatenate, dot, tanh = np.add, np.concatenate, np.dot, np.tanh
_ONE, _HALF = np.float32(1), np.float32(0.5)


@dataclass(frozen=True, slots=True)
class Memory:
    """The network's state after some characters, and what it expects next.

    ``hidden`` and ``cell``: one (H,) array a layer, 2 h and c. ``top`` is the last layer's output, scaled.
    Nobody writes into the arrays of a Memory.
    """

    hidden: tuple[Array, ...]
    cell: tuple[Array, ...]
    top: Array


class Stepper:
    """A network ready to run. H hidden units, V symbols."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        # Handing a product of this size to a second thread costs more than it saves, and takes the core that
        # sound and window run on.
        threadpool_limits(1, user_api="blas")
        self.vocabulary = Vocabulary(checkpoint.characters)
        sizes = column_sizes(self.vocabulary)
        self.starts = np.array([sum(sizes[:i]) for i in range(len(sizes))], dtype=np.int64)
        weights = checkpoint.weights
        try:
            self._fold(weights, sum(sizes))
        except (KeyError, ValueError) as error:
            raise CheckpointError("the model {name} lacks weights or has others ({reason}): choose one that this "
                                  "version trained", name=checkpoint.name, reason=error) from error
        self.source_index = np.arange(SOURCES)
        matrices: list[Array] = [self.recurrent, *self.fused, self.dense]
        self.weight_bytes = sum(matrix.nbytes for matrix in matrices)

    def _fold(self, weights: Mapping[str, Array], rows: int) -> None:
        """Prepare the weights for ``step``.

        A step keeps 2 h for h, which saves a half of sigmoid(x) = (1 + tanh(x/2)) / 2; the matrices that read h are
        halved instead. Layer norm's centring is a matrix too: taken off the rows.
        """
        layers = self.layers = sum(name.endswith("weight_hh_l0") for name in weights)
        size = self.hidden = weights["lstms.0.weight_hh_l0"].shape[1]
        # torch orders the gates i f g o.
        half = np.full((4 * size, 1), 0.5, np.float32)
        half[2 * size:3 * size] = 1
        table = weights["embedding.weight"] @ weights["lstms.0.weight_ih_l0"].T
        if table.shape[0] != rows:
            raise ValueError(Sentence("{found} embedding rows where {rows} are needed", found=table.shape[0],
                                      rows=rows))
        biases = [(weights[f"lstms.{i}.bias_ih_l0"] + weights[f"lstms.{i}.bias_hh_l0"]) * half[:, 0]
                  for i in range(layers)]
        # Each row of the inputs has one value in the first column: the bias can stand in that column's rows.
        self.table = np.ascontiguousarray(table * half.T)
        self.table[:self.starts[1]] += biases[0]
        # By columns: a product that reads its matrix once, from memory rather than cache, is a third faster so.
        self.recurrent: Array = np.asfortranarray(weights["lstms.0.weight_hh_l0"] * half / 2)
        self.fused: list[Array] = []
        self.biases: list[Array] = []
        for i in range(1, layers):
            w_in = weights[f"lstms.{i}.weight_ih_l0"] * half
            bias = biases[i] + w_in @ weights[f"norms.{i - 1}.bias"]
            w_in = _centred(w_in * weights[f"norms.{i - 1}.weight"])
            self.fused.append(np.asfortranarray(
                np.concatenate([w_in, weights[f"lstms.{i}.weight_hh_l0"] * half / 2], axis=1)))
            self.biases.append(np.ascontiguousarray(bias))
        out = np.concatenate([weights["dense.weight"], weights["gate.weight"]])
        last = f"norms.{layers - 1}"
        bias = np.concatenate([weights["dense.bias"], weights["gate.bias"]]) + out @ weights[f"{last}.bias"]
        self.dense: Array = np.asfortranarray(_centred(out * weights[f"{last}.weight"]))
        self.ones = np.ones(size, np.float32)
        self.dense_bias = np.ascontiguousarray(bias)
        self.run_gate = weights["run_gate"]

    def zero(self) -> Memory:
        """Return the Memory at the start of a tune."""
        zero = np.zeros(self.hidden, np.float32)
        return Memory((zero,) * self.layers, (zero,) * self.layers, zero)

    def step(self, memory: Memory, row: Sequence[int]) -> Memory:
        """Return the Memory after one more input row (``Features.row``)."""
        gates = add.reduce(self.table.take(self.starts + row, 0))
        gates += dot(self.recurrent, memory.hidden[0])
        hidden, cell = self._cell(gates, memory.cell[0])
        all_hidden, all_cell = [hidden], [cell]
        x = self._normal(hidden)
        for fused, bias, hidden, cell in zip(self.fused, self.biases, memory.hidden[1:], memory.cell[1:], strict=True):
            gates = dot(fused, concatenate((x, hidden)))
            gates += bias
            hidden, cell = self._cell(gates, cell)
            all_hidden.append(hidden)
            all_cell.append(cell)
            x = self._normal(hidden)
        return Memory(tuple(all_hidden), tuple(all_cell), x)

    def prime(self, memory: Memory, rows: npt.NDArray[np.integer], keep: Sequence[int]) -> list[Memory]:
        """Step over (T, columns) rows; return the Memories after the rows with these indices.

        Goes layer by layer, so that each layer's weights stay in the processor's cache, with the same
        operations as ``step``: the result is the same to the last bit.
        """
        time = len(rows)
        kept_hidden: list[dict[int, Array]] = []
        kept_cell: list[dict[int, Array]] = []
        outputs = np.empty((time, self.hidden), np.float32)
        for layer in range(self.layers):
            hidden, cell = memory.hidden[layer], memory.cell[layer]
            inputs, outputs = outputs, np.empty((time, self.hidden), np.float32)
            hidden_at: dict[int, Array] = {}
            cell_at: dict[int, Array] = {}
            wanted = set(keep)
            for t in range(time):
                if layer == 0:
                    gates = add.reduce(self.table.take(self.starts + rows[t], 0))
                    gates += dot(self.recurrent, hidden)
                else:
                    gates = dot(self.fused[layer - 1], concatenate((inputs[t], hidden)))
                    gates += self.biases[layer - 1]
                hidden, cell = self._cell(gates, cell)
                outputs[t] = self._normal(hidden)
                if t in wanted:
                    hidden_at[t], cell_at[t] = hidden, cell
            kept_hidden.append(hidden_at)
            kept_cell.append(cell_at)
        return [Memory(tuple(h[t] for h in kept_hidden), tuple(c[t] for c in kept_cell), outputs[t].copy())
                for t in keep]

    def logits(self, memory: Memory, sources: Sequence[int], runs: Sequence[int]) -> Array:
        """Return the (V,) logits of the next character, the copies' gates added (``Features.sources``)."""
        out = self.dense @ memory.top
        out += self.dense_bias
        size = len(self.vocabulary)
        logits = np.zeros(size + 1, np.float32)
        logits[:size] = out[:size]
        strengths = out[size:] + self.run_gate[self.source_index, runs]
        for source, strength in zip(sources, strengths.tolist(), strict=True):
            logits[source] += strength
        return logits[:size]

    def _cell(self, gates: Array, cell: Array) -> tuple[Array, Array]:
        """Return (2 h, c) from the gates' sums (4H,), which are used up, and the c before (H,)."""
        size = self.hidden
        tanh(gates, gates)
        opened = gates + _ONE
        kept: Array = opened[size:2 * size] * cell
        kept += opened[:size] * gates[2 * size:3 * size]
        kept *= _HALF
        hidden: Array = tanh(kept)
        hidden *= opened[3 * size:]
        return hidden, kept

    def _normal(self, hidden: Array) -> Array:
        """Return 2 h over its deviation; its centring and scale are folded into what follows."""
        mean = float(dot(hidden, self.ones)) / self.hidden
        variance = float(dot(hidden, hidden)) / self.hidden - mean * mean
        # 4 epsilon, since this is 2 h.
        scaled: Array = hidden * np.float32(1 / (variance + 4 * _EPSILON) ** 0.5)
        return scaled

    def cells(self, gates: Array, cell: Array) -> tuple[Array, Array, Array]:
        """Return (2 h, c, scaled output) of many tunes side by side: (B, 4H) gates, (B, H) c before."""
        size = self.hidden
        gates = np.tanh(gates)
        opened = gates + _ONE
        kept = (opened[:, size:2 * size] * cell + opened[:, :size] * gates[:, 2 * size:3 * size]) * _HALF
        hidden = np.tanh(kept) * opened[:, 3 * size:]
        mean = hidden.mean(axis=1, keepdims=True)
        variance = (hidden * hidden).mean(axis=1, keepdims=True) - mean * mean
        return hidden, kept, hidden / np.sqrt(variance + np.float32(4 * _EPSILON))


def _centred(matrix: Array) -> Array:
    """Return M (1 - 11'/H): the matrix that subtracts the mean of what it multiplies."""
    centred: Array = matrix - matrix.mean(axis=1, keepdims=True)
    return centred
