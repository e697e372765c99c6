"""A search through a folder as it is ordered, and what was found as it is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from engine.library.hits import Hit


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for, and where. ``texts`` are those that are open and not saved: they stand for their files.

    With ``only_twins`` the tunes that are asked for and nearly the same as another come, group by group.
    """

    folder: Path
    query: str
    texts: Mapping[Path, str] = field(default_factory=dict)
    only_twins: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was found since the last answer.

    ``packed`` holds the hits, which cost little as long as they are not unpacked; ``sections`` says of so many of them
    in a row in which file they are and what number their group of twins has (or 0). ``done`` of ``of`` files are read,
    ``tunes`` were looked at; ``problems`` are sentences about files that could not be. The answer with ``is_whole`` is
    the last one.
    """

    sections: tuple[tuple[str, int, int], ...] = ()
    packed: bytes = b""
    done: int = 0
    of: int = 0
    tunes: int = 0
    problems: tuple[str, ...] = ()
    is_whole: bool = False

    def unpacked(self) -> list[Hit]:
        """Return the hits."""
        import pickle  # here, as below: the window is not to wait for it when it starts

        hits: list[Hit] = pickle.loads(self.packed) if self.packed else []
        return hits


def pack(hits: Sequence[tuple[Path, int, Hit]]) -> tuple[tuple[tuple[str, int, int], ...], bytes]:
    """Return hits, each with its file and group, as sections and packed."""
    import pickle

    sections = tuple((str(path), group, len(list(run)))
                     for (path, group), run in groupby(hits, key=lambda one: one[:2]))
    return sections, pickle.dumps([hit for _, _, hit in hits]) if hits else b""
