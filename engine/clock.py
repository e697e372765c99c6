"""A clock that is turned by hand, for tests and for rendering without waiting."""

from __future__ import annotations

import threading

_PATIENCE_S = 20.0  # against hanging only: how long the other thread may take to come back
_LOOK_S = 0.001  # an Event cannot notify us, so we look


class HandClock:
    """Time that stands still until ``advance`` is called.

    Call it for the time, and hand its ``wait`` to whoever would wait for an event: one thread at a time.
    ``advance`` stops at every deadline on its way and lets the waiting thread do its work there, so
    that everything happens at exactly its time, as fast as it can.
    """

    def __init__(self, now_s: float = 0.0) -> None:
        self._now = now_s
        self._changed = threading.Condition()
        self._event: threading.Event | None = None  # what the other thread waits for, None while it works
        self._deadline = 0.0

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self._now

    def wait(self, event: threading.Event, timeout_s: float | None = None) -> bool:
        """Wait until the event is set or the clock has been turned on by the timeout. Stands for ``Event.wait``."""
        with self._changed:
            self._deadline = float("inf") if timeout_s is None else self._now + timeout_s
            self._event = event
            self._changed.notify_all()
            while self._event is not None and not event.is_set():
                self._changed.wait(_LOOK_S)
            self._event = None
        return event.is_set()

    def settle(self) -> None:
        """Return once the other thread has nothing left to do at this time.

        Raises:
            TimeoutError: it has not come to rest in 20 s.
        """
        with self._changed:
            self._settle()

    def advance(self, seconds: float) -> None:
        """Turn the clock on, letting everything happen that is due on the way.

        Raises:
            TimeoutError: the other thread has not come to rest in 20 s.
        """
        with self._changed:
            target = self._now + seconds
            self._settle()
            while self._deadline <= target:
                self._now = max(self._now, self._deadline)
                self._event = None  # releases the waiting thread
                self._changed.notify_all()
                self._settle()
            self._now = target

    def advance_freely(self, seconds: float) -> None:
        """Turn the clock on without looking after anyone who waits by it."""
        with self._changed:
            self._now += seconds

    def _settle(self) -> None:
        if not self._changed.wait_for(self._is_resting, _PATIENCE_S):
            raise TimeoutError(f"the other thread has not come to rest within {_PATIENCE_S:g} s")

    def _is_resting(self) -> bool:
        return self._event is not None and not self._event.is_set()
