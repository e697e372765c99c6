"""What is played from the first stroke to a pause: a phrase, ready to be written down."""

from __future__ import annotations

import threading
from collections.abc import Callable

from engine.strokes import Pedal, Stroke

Strokes = tuple[Stroke, ...]
_QUIET = 1 / 3  # of the pause


class Capture:
    """Collect strokes until no key has been down for ``pause_s`` seconds.

    ``on_begin()`` is called with the first stroke of a phrase, ``on_phrase(strokes)`` at its end, both on the thread
    that hands in the strokes or the time (an Ear's). ``on_quiet(strokes)`` is called before that, when a third of the
    pause is over: it is likely to be the end, and what the phrase needs can be got ready. ``pause_s`` and ``end`` may
    be used from any thread.
    """

    def __init__(self, pause_s: float, on_begin: Callable[[], None], on_phrase: Callable[[Strokes], None],
                 on_quiet: Callable[[Strokes], None] = lambda _: None) -> None:
        self.pause_s = pause_s
        self._on_begin, self._on_phrase, self._on_quiet = on_begin, on_phrase, on_quiet
        self._is_quiet = False  # told already
        self._lock = threading.Lock()
        self._strokes: list[Stroke] = []
        self._held: set[int] = set()
        self._quiet_from = 0.0

    @property
    def is_open(self) -> bool:
        """Say whether a phrase has begun."""
        return bool(self._strokes)

    def hear(self, stroke: Stroke | Pedal) -> None:
        """Take the next stroke; what is no key is left aside."""
        if isinstance(stroke, Pedal):
            return
        with self._lock:
            if not self._strokes and not stroke.is_down:
                return  # of a key that was pressed before
            begins = not self._strokes
            self._strokes.append(stroke)
            (self._held.add if stroke.is_down else self._held.discard)(stroke.pitch)
            self._quiet_from, self._is_quiet = stroke.at_s, False
        if begins:
            self._on_begin()

    def note_time(self, now_s: float) -> float | None:
        """End the phrase if its pause is over; return when there is more to do, None while that is open."""
        with self._lock:
            if not self._strokes or self._held:
                return None
            due, quiet = self._quiet_from + self.pause_s, self._quiet_from + self.pause_s * _QUIET
            if now_s < due and (self._is_quiet or now_s < quiet):
                return due if self._is_quiet else quiet
            self._is_quiet, strokes = True, tuple(self._strokes)
        if now_s >= due:
            self.end()
            return None
        self._on_quiet(strokes)
        return due

    def end(self) -> None:
        """End the phrase at once, keys that are down included."""
        with self._lock:
            strokes, self._strokes = tuple(self._strokes), []
            self._held.clear()
        if strokes:
            self._on_phrase(strokes)

    def forget(self) -> None:
        """Drop what was played so far."""
        with self._lock:
            self._strokes.clear()
            self._held.clear()
