"""What is worth saying about a text, at which place, and the edit that mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from engine.sentences import Sentence


class Place(NamedTuple):
    """A half-open range of character offsets."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit: put ``text`` in place of what stands at ``place``. ``title`` says in an imperative what it does."""

    title: Sentence
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing worth saying about the text.

    ``severity`` is ``error`` (the text cannot mean this), ``warning`` (it can, but probably
    should not) or ``info``. ``code`` names the kind, for counting and for tests. ``fix`` is an edit that
    mends it, where one is known.
    """

    severity: str
    code: str
    message: Sentence
    place: Place
    fix: Fix | None = None
