"""Logits and the allowed set to a symbol. Owns its seeded generator."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.continuation import Settings

_STEPS = 1024.0  # of a rounded logit in one


class Sampler:
    """Draw symbols. Two samplers with the same settings draw the same from the same logits.

    Logits are rounded to 1/1024 first, so that another BLAS, whose sums differ in the last bits, draws the
    same; the normalisation is in float64 (float32 sums miss 1 by more than generators tolerate).
    """

    def __init__(self, settings: Settings) -> None:
        self.temperature = settings.temperature
        self.top_p = settings.top_p
        self.generator = np.random.Generator(np.random.PCG64(settings.seed))

    def probabilities(self, logits: npt.NDArray[np.float32], allowed: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        """Return the (V,) float64 probabilities of the allowed symbols. At least one must be allowed."""
        weights = self._weights(logits, allowed)
        weights /= weights.sum()
        if self.top_p < 1:
            order = np.argsort(-weights, kind="stable")
            below = np.cumsum(weights[order]) - weights[order]
            weights[order[below >= self.top_p]] = 0
            weights /= weights.sum()
        return weights

    def _weights(self, logits: npt.NDArray[np.float32], allowed: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
        """Return the (V,) weights of the symbols, not normalised; 0 where they are not allowed."""
        scaled = logits.astype(np.float64)
        scaled *= _STEPS
        np.rint(scaled, scaled)
        scaled *= 1 / (_STEPS * self.temperature)
        scaled[~allowed] = -np.inf
        scaled -= np.maximum.reduce(scaled)
        weights: npt.NDArray[np.float64] = np.exp(scaled, scaled)
        return weights

    def draw(self, logits: npt.NDArray[np.float32], allowed: npt.NDArray[np.bool_]) -> int:
        """Return a symbol number, drawn from the allowed ones. Uses exactly one random number."""
        weights = self.probabilities(logits, allowed) if self.top_p < 1 else self._weights(logits, allowed)
        # Scaling the random number instead of the weights is the same draw for less work.
        cumulated = np.add.accumulate(weights)
        index = int(cumulated.searchsorted(self.generator.random() * cumulated[-1], side="right"))
        if index >= len(cumulated) or not allowed[index]:
            index = int(np.flatnonzero(allowed)[-1])
        return index
