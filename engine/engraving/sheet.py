"""What is asked of the engraver and what it answers: frozen values that cross to its process and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from engine.engraving.roll import Roll
from engine.sentences import Sentence

# What stands in a drawing for the ink and for the ghost's grey: whoever draws puts his own colours there.
INK, GHOST = "#010203", "#7a7b7c"
_LONGEST_HEAD = 20_000  # characters of a file header that a tune takes with it


@dataclass(frozen=True, slots=True)
class Order:
    """A tune to be engraved.

    ``text`` holds the tune from ``start`` to ``end``; before it may stand the file's header. ``width`` is that of a
    line in units of which a staff is 72 high. Notes that begin from ``ghost[0]`` up to ``ghost[1]`` are drawn grey.
    ``form`` is ``systems`` (one drawing a system, to be shown) or ``page`` (one drawing, to be kept as a file).
    """

    text: str
    start: int
    end: int
    width: int = 2100
    ghost: tuple[int, int] = (0, 0)
    has_head: bool = True
    form: str = "systems"


NO_FAULT = Sentence("")


class System(NamedTuple):
    """A drawing as SVG, its size in the units of the order."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """An engraved tune. ``fault`` is the first error of its text in a sentence, or empty."""

    systems: tuple[System, ...]
    roll: Roll
    fault: Sentence = NO_FAULT


def excerpt(text: str, start: int, end: int) -> tuple[str, int]:
    r"""Return a tune with its file's header before it, and how many characters between the two are left out.

    A tune in a long book is sent alone: offsets behind the header are smaller by that number.

    >>> excerpt("M:3/4\n\nX:1\nK:C\nC\n\nX:2\nK:G\nG", 18, 29)
    ('M:3/4\n\nX:2\nK:G\nG', 11)
    """
    empty = text.find("\n\n", 0, min(start, _LONGEST_HEAD))
    head = text[:empty + 2] if empty >= 0 else text[:start] if start <= _LONGEST_HEAD else ""
    if head.startswith("X:") or "\nX:" in head:
        head = ""  # the first tune, and no header
    return head + text[start:end], start - len(head)
