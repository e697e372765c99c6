"""Where in a performance we are, by a clock that knows nothing of it."""

from __future__ import annotations

from collections.abc import Callable


class Timeline:
    """A position in seconds of the performance that runs with a clock, at a speed, or stands still.

    Changed by one thread. Any other may read ``shown``, which is replaced as a whole.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self.speed = 1.0
        self.is_running = False
        self._at = 0.0  # at this time of the clock ...
        self._position = 0.0  # ... we stood here
        self.shown = (0.0, 0.0, 0.0)  # clock, position, speed (0 while standing still)

    @property
    def position(self) -> float:
        """Return where we are."""
        return self._position + (self._clock() - self._at) * self.speed if self.is_running else self._position

    def ahead_s(self, position: float) -> float:
        """Return how many seconds of the clock are left until this position; negative when it has passed.

        Reckoned from where the clock was last set, so that errors do not add up from note to note.
        """
        return self._at + (position - self._position) / self.speed - self._clock()

    def go(self, position: float) -> None:
        """Be at this position now, and run on from it."""
        self._set(position, is_running=True)

    def stay(self, position: float | None = None) -> None:
        """Stand still at this position, or where we are."""
        self._set(self.position if position is None else position, is_running=False)

    def change_speed(self, speed: float) -> None:
        """Run at another speed from here on."""
        position = self.position
        self.speed = speed
        self._set(position, is_running=self.is_running)

    def _set(self, position: float, *, is_running: bool) -> None:
        self.is_running = is_running
        self._at, self._position = self._clock(), position
        self.shown = (self._at, position, self.speed if is_running else 0.0)
