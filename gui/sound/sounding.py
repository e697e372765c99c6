"""What the window asks of a player, whoever it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from engine.errors import SegueError
    from engine.performance import TimedNote
    from engine.ports import Port
    from engine.rounds import Round


class Sounding(Protocol):
    """What the window asks of ``engine.player.Player``."""

    @property
    def is_playing(self) -> bool:
        """Say whether notes are to come."""
        ...

    @property
    def position_s(self) -> float:
        """Return how far it has come, in seconds of the performance."""
        ...

    def play(self, notes: Sequence[TimedNote], from_s: float = 0.0, *, is_open: bool = False) -> None:
        """Play from a time on; with ``is_open`` more will follow."""
        ...

    def extend(self, notes: Sequence[TimedNote], *, is_open: bool) -> None:
        """Play more, after what was given."""
        ...

    def loop(self, first: Round, tag: int = 0, *, counts_in: bool = False) -> None:
        """Play a round again and again."""
        ...

    def change_round(self, following: Round, tag: int = 0) -> None:
        """Play another one from the next turn on."""
        ...

    def stop(self) -> None:
        """Fall silent."""
        ...

    def panic(self) -> None:
        """Silence every note of every channel."""
        ...

    def set_port(self, port: Port) -> None:
        """Send elsewhere."""
        ...

    def set_tempo(self, scale: float) -> None:
        """Play so many times as fast."""
        ...

    def close(self) -> None:
        """Stop and join."""
        ...


class MakePlayer(Protocol):
    """Makes a player for a port; the callbacks come on the player's own thread."""

    def __call__(self, port: Port, *, on_note: Callable[[TimedNote, bool], None], on_end: Callable[[], None],
                 on_fault: Callable[[SegueError], None], on_turn: Callable[[int], None]) -> Sounding:
        """Make it."""
        ...
