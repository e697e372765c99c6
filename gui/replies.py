"""Who waits for what the engine was asked to do besides continuing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.errors import SegueError


def _ignore(*_: object) -> None:
    """Do nothing."""


@dataclass(frozen=True)
class Reply:
    """What to call in the GUI thread about one task. Exactly one of the first three is called, once.

    ``then`` gets the answer, ``failed`` the SegueError; ``gone`` is called where another request took its place or it
    was cancelled. ``progress`` gets how much is done, of how much.
    """

    then: Callable[[Any], None]
    failed: Callable[[SegueError], None] = _ignore
    gone: Callable[[], None] = _ignore
    progress: Callable[[int, int], None] = _ignore
