"""The stateful LSTM, one character at a time, in numpy.

Embedding times W_ih of the first layer is a table, so that layer's input is a few rows added up, not a
product. The other layers multiply once by [W_ih W_hh] together. The scale and shift of the layer norms are
folded into what follows them, and the halves of the sigmoids into their rows, so that one tanh serves all
four gates. float32; a Memory is a value: keeping an old one is how we rewind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from engine.errors import CheckpointError
from engine.model.checkpoint import Array, Checkpoint
from engine.model.features import SOURCES, column_sizes
from engine.model.vocabulary import Vocabulary

_EPSILON = 1e-5  # of torch's LayerNorm


@dataclass(frozen=True, slots=True)
class Memory:
    """The network's state after some characters, and what it expects next.

    ``hidden`` and ``cell``: one (H,) array a layer. ``top`` is the normalised output of the last layer.
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
        self.starts = np.array([sum(sizes[:i]) for i in range(len(sizes))])
        weights = checkpoint.weights
        try:
            self._fold(weights, sum(sizes))
        except (KeyError, ValueError) as error:
            raise CheckpointError(f"the model {checkpoint.name} lacks weights or has others ({error}): "
                                  "choose one that this version trained") from error
        self.source_index = np.arange(SOURCES)
        self.weight_bytes = sum(matrix.nbytes for matrix in (self.recurrent, *self.fused, self.dense))

    def _fold(self, weights: dict[str, Array] | object, rows: int) -> None:
        w = dict(weights)  # type: ignore[call-overload]  # a mapping of names to arrays
        layers = sum(name.endswith("weight_hh_l0") for name in w)
        self.layers = layers
        size = self.hidden = w["lstms.0.weight_hh_l0"].shape[1]
        # torch orders the gates i f g o. sigmoid(x) = (1 + tanh(x/2)) / 2: halve the rows of i, f and o.
        half = np.full((4 * size, 1), 0.5, np.float32)
        half[2 * size:3 * size] = 1
        self.recurrent = np.ascontiguousarray(w["lstms.0.weight_hh_l0"] * half)
        table = w["embedding.weight"] @ w["lstms.0.weight_ih_l0"].T
        if table.shape[0] != rows:
            raise ValueError(f"{table.shape[0]} embedding rows where {rows} are needed")
        self.table = np.ascontiguousarray(table * half.T)
        biases = [((w[f"lstms.{i}.bias_ih_l0"] + w[f"lstms.{i}.bias_hh_l0"]) * half[:, 0]) for i in range(layers)]
        self.fused: list[Array] = []
        for i in range(1, layers):
            w_in = w[f"lstms.{i}.weight_ih_l0"] * half
            self.fused.append(np.ascontiguousarray(np.concatenate(
                [w_in * w[f"norms.{i - 1}.weight"], w[f"lstms.{i}.weight_hh_l0"] * half], axis=1)))
            biases[i] = biases[i] + w_in @ w[f"norms.{i - 1}.bias"]
        self.biases = [np.ascontiguousarray(bias, np.float32) for bias in biases]
        out = np.concatenate([w["dense.weight"], w["gate.weight"]])
        bias = np.concatenate([w["dense.bias"], w["gate.bias"]])
        self.dense = np.ascontiguousarray(out * w[f"norms.{layers - 1}.weight"])
        self.dense_bias = bias + out @ w[f"norms.{layers - 1}.bias"]
        self.run_gate = w["run_gate"]

    def zero(self) -> Memory:
        """Return the Memory at the start of a tune."""
        zero = np.zeros(self.hidden, np.float32)
        return Memory((zero,) * self.layers, (zero,) * self.layers, zero)

    def step(self, memory: Memory, row: Sequence[int]) -> Memory:
        """Return the Memory after one more input row (``Features.row``)."""
        gates = self.table[self.starts + row].sum(axis=0)
        gates += self.recurrent @ memory.hidden[0]
        gates += self.biases[0]
        hidden, cell = self._cell(gates, memory.cell[0])
        all_hidden, all_cell = [hidden], [cell]
        x = self._normal(hidden)
        for layer, fused in enumerate(self.fused, 1):
            gates = fused @ np.concatenate((x, memory.hidden[layer]))
            gates += self.biases[layer]
            hidden, cell = self._cell(gates, memory.cell[layer])
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
                    gates = self.table[self.starts + rows[t]].sum(axis=0)
                    gates += self.recurrent @ hidden
                else:
                    gates = self.fused[layer - 1] @ np.concatenate((inputs[t], hidden))
                gates += self.biases[layer]
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
        """Return (hidden, cell) from the gates' sums. (4H,) and (H,)."""
        size = self.hidden
        gates = np.tanh(gates)
        kept = gates[size:2 * size] + 1
        kept *= cell
        added = gates[:size] + 1
        added *= gates[2 * size:3 * size]
        kept += added
        kept *= 0.5
        hidden = np.tanh(kept)
        hidden *= gates[3 * size:] + 1
        hidden *= 0.5
        return hidden, kept

    def _normal(self, x: Array) -> Array:
        """Return x with mean 0 and variance 1; scale and shift are folded into what follows."""
        x = x - np.add.reduce(x) / np.float32(self.hidden)
        variance = float(x @ x) / self.hidden
        x *= np.float32(1 / (variance + _EPSILON) ** 0.5)
        return x
