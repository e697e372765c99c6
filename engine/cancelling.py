"""How long work on the engine's thread is given up, and how it says how far it has come."""

from __future__ import annotations

from collections.abc import Callable

IsCancelled = Callable[[], bool]
Progress = Callable[[int, int], None]  # so many done, of so many


class Cancelled(Exception):
    """What was being done is no longer wanted."""


def never() -> bool:
    """Say that nobody cancelled."""
    return False


def unheard(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""
