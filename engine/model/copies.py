"""Which training tune a melody repeats, and for how many notes, in whatever key.

All training melodies stand one after the other (``Melody.moves``, a zero between two), read backwards, with a suffix
array: the longest run that ends at the newest note is two neighbours in it, found by halving. Some 20 us a note.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
_HEAD = 4  # moves that are looked up first, as one number of 64 bits: most of what is asked for is not there

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
        self.heads = _heads(moves, order)
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

    def melodies(self) -> Iterator[Titled]:
        """Yield each tune's title and moves again."""
        ends = [*self.starts[1:], len(self.moves)]
        for title, start, end in zip(self.titles, self.starts, ends, strict=True):
            yield title, self.moves[start:end - 1][::-1].tolist()

    def longest(self, moves: Sequence[int]) -> Run:
        """Return the longest run of a training tune that ends as these moves end."""
        recent = moves[-DEPTH:][::-1]
        if not recent or not len(self.order):
            return NO_RUN
        wanted = _bytes(recent)
        at = bisect_left(self.order, wanted, *self._range(recent), key=self._suffix)
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

        low, high = self._range(moves[-DEPTH:][::-1])
        low = bisect_left(self.order, wanted, low, high, key=beginning)
        high = bisect_right(self.order, wanted, low, high, key=beginning)
        # Backwards, so what came next stands before.
        return {int(self.moves[place - 1]) for place in self.order[low:high].tolist() if place} - {0}

    def _range(self, wanted: Sequence[int]) -> tuple[int, int]:
        """Return between which places of ``order`` the suffixes lie that begin with the first few of these moves."""
        low = high = 0
        for place in range(_HEAD):
            move = wanted[place] if place < len(wanted) else 0
            low, high = low << 16 | move, high << 16 | (move if place < len(wanted) else 0xFFFF)
        return (int(self.heads.searchsorted(np.uint64(low), "left")),
                int(self.heads.searchsorted(np.uint64(high), "right")))

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
            raise CheckpointError("{path} is no index of melodies: train the model anew, or install Segue again",
                                  path=path)
        tensors = load(data)
        return Copies(tensors["moves"], tensors["order"], tensors["starts"].tolist(), json.loads(about["titles"]))
    except OSError as error:
        raise CheckpointError("the index of melodies {path} cannot be read ({reason}): train the model anew, or "
                              "install Segue again", path=path, reason=error) from error
    except (SafetensorError, KeyError, ValueError, TypeError) as error:
        raise CheckpointError("the index of melodies {path} is damaged: install Segue again", path=path) from error


def beside(checkpoint: Path) -> Path:
    """Return where a checkpoint's index of melodies stands."""
    return checkpoint.with_suffix(".copies")


def _heads(moves: npt.NDArray[np.uint16], order: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    """Return the first moves of each suffix as one number, in the order of the suffixes."""
    padded = np.concatenate([moves, np.zeros(_HEAD, np.uint16)]).astype(np.uint64)
    found = np.zeros(len(order), np.uint64)
    for place in range(_HEAD):
        found = found << np.uint64(16) | padded[order + place]
    return found


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
