"""Text for the article's recipe: the corpus, its character table, and batches that carry state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.errors import FileError

ROWS = 16
STEPS = 64

Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class CharacterTable:
    """Characters by number: the sorted set of a text's characters."""

    characters: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> CharacterTable:
        """Return the table of all characters in a text.

        >>> CharacterTable.of("cabac").characters
        ('a', 'b', 'c')
        """
        return cls(tuple(sorted(set(text))))

    def __len__(self) -> int:
        return len(self.characters)

    def encode(self, text: str) -> Ids:
        """Return the characters' numbers; a character that is not in the table is left out."""
        numbers = {char: number for number, char in enumerate(self.characters)}
        return np.array([numbers[char] for char in text if char in numbers], dtype=np.int32)


def read_corpus(corpus: Path) -> str:
    """Return the text of one file, or of every ``.abc`` file of a folder in the order of their names.

    Nothing is tidied; files of a folder are kept apart by a blank line. Bytes that are not UTF-8 are
    read as Latin-1, which older collections use.

    Raises:
        FileError: there is nothing to read, or it cannot be read.
    """
    paths = sorted(corpus.glob("*.abc")) if corpus.is_dir() else [corpus]
    if not paths:
        raise FileError("{corpus} holds no .abc file: name a folder of tunes, or one file", corpus=corpus)
    return "\n\n".join(_read(path) for path in paths)


def batches(ids: Ids, rows: int = ROWS, steps: int = STEPS) -> Iterator[tuple[Ids, Ids]]:
    """Yield inputs and targets, each [rows, steps], so that state may be carried from batch to batch.

    The text is cut into ``rows`` equal parts, one a row; each batch goes on where the last one stopped
    in every row. A target is the character after its input. What does not fill a batch is left out.

    >>> [(x.tolist(), y.tolist()) for x, y in batches(np.arange(10, dtype=np.int32), rows=2, steps=2)]
    [([[0, 1], [5, 6]], [[1, 2], [6, 7]]), ([[2, 3], [7, 8]], [[3, 4], [8, 9]])]
    """
    length = len(ids) // rows
    parts = ids[: rows * length].reshape(rows, length)
    for start in range(0, length - steps, steps):
        yield parts[:, start : start + steps], parts[:, start + 1 : start + steps + 1]


def count_batches(length: int, rows: int = ROWS, steps: int = STEPS) -> int:
    """Return how many batches a text of this many characters gives."""
    return max(0, (length // rows - 1) // steps)


def _read(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise FileError("{path} cannot be read ({reason}): name a file that can", path=path, reason=fault) from fault
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
