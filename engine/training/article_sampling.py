"""The article's one-step model: the trained weights at batch and length 1, one character after another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.errors import PhraseError
from engine.training.article_checkpoint import ArticleCheckpoint
from engine.training.article_network import torch, zero_state


class OneStep:
    """A stateful network that reads one character at a time and draws the next from all of them."""

    def __init__(self, checkpoint: ArticleCheckpoint) -> None:
        self.checkpoint = checkpoint
        self.reset()

    @classmethod
    def load(cls, path: Path) -> OneStep:
        """Read a checkpoint. Raises CheckpointError if it cannot be used."""
        return cls(ArticleCheckpoint.read(path))

    def reset(self) -> None:
        """Forget everything that was read."""
        self._state = zero_state(1)

    def step(self, number: int) -> NDArray[np.float32]:
        """Read one character, by its number, and return the logits [V] of the next."""
        with torch.inference_mode():
            logits, self._state = self.checkpoint.network(torch.tensor([[number]], dtype=torch.int32), self._state)
        values: NDArray[np.float32] = logits[0, 0].numpy()
        return values

    def stream(self, seed: int, prime: str = "") -> Iterator[str]:
        """Yield characters without end, from the zero state; the same seed and prime give the same ones.

        After a ``prime`` they continue it; without one the first is any character, all equally likely.

        Raises:
            PhraseError: the prime has no character that the model knows.
        """
        table = self.checkpoint.table
        draw = np.random.default_rng(seed)
        self.reset()
        if prime:
            numbers = table.encode(prime).tolist()
            if not numbers:
                raise PhraseError("the model knows none of the phrase's characters: write ABC notation", 0, len(prime))
        else:
            numbers = [int(draw.integers(len(table)))]
            yield table.characters[numbers[0]]
        while True:
            for number in numbers:
                logits = self.step(number)
            # In float64: a float32 sum can miss 1 by more than Generator.choice tolerates.
            weights = np.exp(logits.astype(np.float64) - float(logits.max()))
            numbers = [int(draw.choice(len(table), p=weights / weights.sum()))]
            yield table.characters[numbers[0]]

    def generate(self, n: int, seed: int, prime: str = "") -> str:
        """Return ``n`` characters of the stream; the prime is not among them."""
        return "".join(islice(self.stream(seed, prime), n))


def continue_article(checkpoint: Path, phrase_text: str, seed: int, max_chars: int) -> str:
    """Return what the model writes after a phrase, to the end of the tune or ``max_chars`` characters.

    The tune's end is a blank line. The text keeps the line break before it, not the blank line itself.
    """
    text = ""
    for char in islice(OneStep.load(checkpoint).stream(seed, phrase_text), max_chars):
        if char == "\n" and (phrase_text + text).endswith("\n"):
            break
        text += char
    return text
