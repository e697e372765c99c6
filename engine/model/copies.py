"""Which training tune a melody repeats, and for how many notes, in whatever key.

All training melodies stand one after the other (``Melody.moves``, a zero between two), read backwards, with a suffix
array: the longest run that ends at the newest note is two neighbours in it, found by halving. Some 20 us a note.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine.errors import CheckpointError
from engine.files import write_bytes
from engine.model.checkpoint import read_metadata

FORMAT = "segue-copies-1"
DEPTH = 64  # moves that are compared at most
_WIDTH = 2 * DEPTH  # the same in bytes

Titled = tuple[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of notes that a training tune has too. ``notes`` are at most DEPTH + 1."""

    notes: int
    title: str


NO_RUN = Run(0, "")


class Copies:
    """An index of melodies. ``text`` is big-endian, so that its bytes sort as its numbers do."""

    def __init__(self, moves: npt.NDArray[np.uint16], order: npt.NDArray[np.int32], starts: Sequence[int],
                 titles: Sequence[str]) -> None:
        self.moves = moves
        self.text = moves.astype(">u2").tobytes()
        self.order = order
        self.starts = starts  # where each tune begins in the reversed text, ascending
        self.titles = titles

    @classmethod
    def of(cls, tunes: Iterable[Titled]) -> Copies:
        """Return the index of these tunes' melodies."""
        parts: list[Sequence[int]] = []
        starts, titles, length = [], [], 0
        for title, moves in tunes:
            starts.append(length)
            titles.append(title)
            parts += [list(moves)[::-1], [0]]
            length += len(moves) + 1
        text = np.array([move for part in parts for move in part], np.uint16)
        return cls(text, _sorted_suffixes(text), starts, titles)

    def longest(self, moves: Sequence[int]) -> Run:
        """Return the longest run of a training tune that ends as these moves end."""
        recent = moves[-DEPTH:][::-1]
        if not recent or not len(self.order):
            return NO_RUN
        wanted = _bytes(recent)
        at = bisect_left(self.order, wanted, key=self._suffix)
        best, where = 0, 0
        for neighbour in (at - 1, at):
            if 0 <= neighbour < len(self.order):
                place = int(self.order[neighbour])
                shared = self._shared(place, recent)
                if shared > best:
                    best, where = shared, place
        if not best:
            return NO_RUN
        return Run(best + 1, self.titles[bisect_right(self.starts, where) - 1])

    def next_moves(self, moves: Sequence[int]) -> set[int]:
        """Return the moves with which training tunes go on after all of these (at most DEPTH)."""
        wanted = _bytes(moves[-DEPTH:][::-1])
        width = len(wanted)

        def beginning(place: int) -> bytes:
            return self.text[2 * place:2 * place + width]

        low = bisect_left(self.order, wanted, key=beginning)
        high = bisect_right(self.order, wanted, lo=low, key=beginning)
        # Backwards, so what came next stands before.
        return {int(self.moves[place - 1]) for place in self.order[low:high].tolist() if place} - {0}

    def _suffix(self, place: int) -> bytes:
        return self.text[2 * place:2 * place + _WIDTH]

    def _shared(self, place: int, recent: Sequence[int]) -> int:
        count = 0
        for move, other in zip(recent, self.moves[place:place + DEPTH].tolist(), strict=False):
            if move != other:
                break
            count += 1
        return count

    def save(self, path: Path) -> None:
        """Write the index whole or not at all. Raises FileError."""
        tensors: dict[str, npt.NDArray[Any]] = {"moves": self.moves, "order": self.order,
                                                "starts": np.array(self.starts, np.int32)}
        write_bytes(path, save(tensors, {"format": FORMAT, "titles": json.dumps(list(self.titles))}))


def load_copies(path: Path) -> Copies:
    """Return the index in a file.

    Raises:
        CheckpointError: it is missing, cut short, or of another kind.
    """
    try:
        data = path.read_bytes()
        about = read_metadata(data, str(path))
        if about.get("format") != FORMAT:
            raise CheckpointError(f"{path} is no index of melodies: train the model anew, or install Segue again")
        tensors = load(data)
        return Copies(tensors["moves"], tensors["order"], tensors["starts"].tolist(), json.loads(about["titles"]))
    except OSError as error:
        raise CheckpointError(f"the index of melodies {path} cannot be read ({error.strerror}): train the model anew, "
                              "or install Segue again") from error
    except (SafetensorError, KeyError, ValueError, TypeError) as error:
        raise CheckpointError(f"the index of melodies {path} is damaged ({error}): install Segue again") from error


def beside(checkpoint: Path) -> Path:
    """Return where a checkpoint's index of melodies stands."""
    return checkpoint.with_suffix(".copies")


def _bytes(moves: Sequence[int]) -> bytes:
    return np.array(moves, ">u2").tobytes()


def _sorted_suffixes(text: npt.NDArray[np.uint16]) -> npt.NDArray[np.int32]:
    """Return the suffixes of a text in order, compared up to DEPTH numbers, by doubling (Manber and Myers)."""
    count = len(text)
    rank = text.astype(np.int64)
    order = np.argsort(rank, kind="stable")
    width = 1
    while width < DEPTH and count:
        behind = np.zeros(count, np.int64)
        behind[:-width or None] = rank[width:] + 1
        key = rank * (int(rank.max()) + 2) + behind
        order = np.argsort(key, kind="stable")
        ordered = key[order]
        rank = np.empty(count, np.int64)
        rank[order] = np.concatenate(([0], np.cumsum(ordered[1:] != ordered[:-1])))
        width *= 2
    return order.astype(np.int32)
