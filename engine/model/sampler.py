"""Logits and the allowed set to a symbol. Owns its seeded generator."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from engine.continuation import Settings


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
        rounded = np.round(logits.astype(np.float64) * 1024) / 1024
        scaled = np.where(allowed, rounded, -np.inf) / self.temperature
        weights: npt.NDArray[np.float64] = np.exp(scaled - scaled.max())
        weights /= weights.sum()
        if self.top_p < 1:
            order = np.argsort(-weights, kind="stable")
            below = np.cumsum(weights[order]) - weights[order]
            weights[order[below >= self.top_p]] = 0
            weights /= weights.sum()
        return weights

    def draw(self, logits: npt.NDArray[np.float32], allowed: npt.NDArray[np.bool_]) -> int:
        """Return a symbol number, drawn from the allowed ones. Uses exactly one random number."""
        cumulated = np.cumsum(self.probabilities(logits, allowed))
        index = int(np.searchsorted(cumulated, self.generator.random() * cumulated[-1], side="right"))
        if index >= len(cumulated) or not allowed[index]:
            index = int(np.flatnonzero(allowed)[-1])
        return index
