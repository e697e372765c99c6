"""Timed notes to messages at their times, on a thread of their own.

Everything that is sent is sent by the thread ``player``: the public methods only leave a command in its
inbox and wake it, so none of them ever waits for a port.
"""

from __future__ import annotations

import heapq
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from types import TracebackType

from engine.errors import PortError, SettingsError
from engine.messages import ALL_CHANNELS, SHORTEST_S
from engine.outlet import Outlet
from engine.performance import TimedNote
from engine.ports import Port
from engine.rounds import Round
from engine.timeline import Timeline

# After a stall longer than this (a suspended machine, a stopped process) the music goes on from where it
# was; catching up would be one loud cluster.
_TOO_LATE_S = 0.25
_EARLY_S = 1e-6  # places that differ by less are the same place
# A round is got ready so long before it begins, at most a quarter of the round before: a thousand notes take 3 ms.
_READY_S = 0.1
_OFF, _TURN, _READY, _ON = range(4)  # what happens at one time, in this order


class Player:
    """Play notes to a port.

    The port belongs to the player from then on: it is closed when another takes its place and on
    ``close``. Callbacks run on the thread ``player`` and must not raise: ``on_note(note, is_on)``,
    ``on_end()`` when all has been played, ``on_fault(error)`` once when the port fails, ``on_turn(tag)`` when a
    round of a loop begins. A failed port stays silent until ``set_port``; notes go on being announced, so that whoever
    follows them can.
    """

    def __init__(
        self,
        port: Port,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[threading.Event, float | None], bool] = threading.Event.wait,
        on_note: Callable[[TimedNote, bool], None] | None = None,
        on_end: Callable[[], None] | None = None,
        on_fault: Callable[[PortError], None] | None = None,
        on_turn: Callable[[int], None] | None = None,
    ) -> None:
        self._clock, self._wait = clock, wait
        self._on_end, self._on_turn = on_end, on_turn
        self._inbox: deque[Callable[[], object]] = deque()
        self._wake = threading.Event()
        self._lock = threading.Lock()  # guards the two counters below and nothing that takes time
        self._last_play = 0  # number of the last play() asked for
        self._last_over = 0  # every play up to this number has ended or was stopped
        self._is_closed = False
        self._timeline = Timeline(clock)

        # From here on: only the thread's own.
        self._outlet = Outlet(port, on_note, on_fault)
        self._number = 0
        self._is_active = False
        self._is_open = False
        self._horizon = 0.0  # where the notes known so far end
        # A heap: second, what happens, serial; the note that begins or ends, or the tag of the round.
        self._events: list[tuple[float, int, int, TimedNote | int]] = []
        self._serial = 0
        self._round: tuple[Round, int] | None = None  # what is played from the next turn on, with its tag
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    # -- called from any thread -------------------------------------------------------------------------

    def play(self, notes: Sequence[TimedNote], from_s: float = 0.0, *, is_open: bool = False) -> None:
        """Play the notes that begin at ``from_s`` or later; what was playing stops.

        With ``is_open`` more will come by ``extend``: running out of notes is then not the end. ``from_s`` may be
        negative: a count-in stands before the beginning.
        """
        number = self._take_number(from_s)
        chosen = tuple(note for note in notes if note.start_s >= from_s - _EARLY_S)
        self._tell(lambda: self._begin(number, chosen, from_s, is_open))

    def extend(self, notes: Sequence[TimedNote], *, is_open: bool) -> None:
        """Append notes to what is playing; without ``is_open`` they are the last.

        Notes whose time has passed are not lost: the music waits for them. Nothing happens when nothing
        is playing, or a loop, so that a late bar cannot start what was stopped.
        """
        chosen = tuple(notes)
        self._tell(lambda: self._append(chosen, is_open))

    def loop(self, first: Round, tag: int = 0, *, counts_in: bool = False) -> None:
        """Play a round again and again, until ``stop`` or ``play``. ``tag`` is told whenever it begins.

        A round begins exactly where the one before ends, on the clock of the whole, whoever is busy elsewhere.
        """
        from_s = min((note.start_s for note in first.count_in), default=0.0) if counts_in else 0.0
        number = self._take_number(from_s)
        self._tell(lambda: self._begin_loop(number, first, tag, from_s))

    def change_round(self, following: Round, tag: int = 0) -> None:
        """From the next turn of the loop on, play this round instead. Nothing happens where nothing loops."""
        self._tell(lambda: self._change_round(following, tag))

    def stop(self) -> None:
        """Stop at once; ``on_end`` is not called."""
        self._end_all()
        self._tell(self._halt)

    def panic(self) -> None:
        """Stop, and silence all sixteen channels of the port whatever they sound."""
        self._end_all()
        self._tell(lambda: self._halt(ALL_CHANNELS))

    def set_port(self, port: Port) -> None:
        """Play on through another port. The old one is silenced and closed."""
        self._tell(lambda: self._outlet.change(port))

    def set_tempo(self, scale: float) -> None:
        """Set the speed: 1 is as performed, 2 twice as fast. Holds for what is playing and for what comes.

        Raises:
            SettingsError: the scale is not a positive number.
        """
        if not (math.isfinite(scale) and scale > 0):
            raise SettingsError("tempo scale {scale} is not a positive number: 1 is the tune's own tempo", scale=scale)
        self._tell(lambda: self._timeline.change_speed(scale))

    def close(self) -> None:
        """Stop, close the port and join the thread. May be called twice."""
        self._end_all()
        self._is_closed = True
        self._wake.set()
        self._thread.join()

    @property
    def is_playing(self) -> bool:
        """Say whether something is being played, or waits for more to come."""
        with self._lock:
            return self._last_over < self._last_play

    @property
    def position_s(self) -> float:
        """Return where in the performance we are, in its own seconds. It stands still while we wait for more."""
        at, position, speed = self._timeline.shown
        return position + (self._clock() - at) * speed if speed else position

    def __enter__(self) -> Player:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
                 ) -> None:
        self.close()

    def _take_number(self, from_s: float) -> int:
        with self._lock:
            self._last_play += 1
        self._timeline.shown = (0.0, from_s, 0.0)  # so that position_s is right before the thread has woken
        return self._last_play

    def _tell(self, command: Callable[[], object]) -> None:
        self._inbox.append(command)
        self._wake.set()

    def _end_all(self) -> None:
        with self._lock:
            self._last_over = self._last_play

    # -- on the thread ----------------------------------------------------------------------------------

    def _run(self) -> None:
        # What the first message needs is loaded before it is due.
        import mido  # noqa: F401

        try:
            while not self._is_closed:
                self._wake.clear()
                while self._inbox:
                    self._inbox.popleft()()
                timeout_s = self._send_due()
                if not self._is_closed:
                    self._wait(self._wake, timeout_s)
        finally:
            # Also when a callback raised: no note is left sounding.
            self._halt()
            self._outlet.close()
            self._end_all()

    def _send_due(self) -> float | None:
        """Send all that is due; return the seconds until the next is, None where nothing is."""
        while self._is_active and self._timeline.is_running:
            if not self._events:
                if self._is_open:
                    self._timeline.stay(self._horizon)
                else:
                    self._finish()
                break
            second, what, serial, note = self._events[0]
            ahead_s = self._timeline.ahead_s(second)
            if ahead_s > 0:
                return ahead_s
            if ahead_s < -_TOO_LATE_S:
                self._timeline.go(second)
            heapq.heappop(self._events)
            if isinstance(note, int):
                self._turn(what, note)
            elif what == _ON:
                heapq.heappush(self._events, (max(note.end_s, note.start_s + SHORTEST_S), _OFF, serial, note))
                self._outlet.start(note, serial)
            else:
                self._outlet.end(note, serial)
            if self._inbox:
                return 0.0  # a stop does not wait until a crowd of notes has been sent
        return None

    def _begin(self, number: int, notes: Sequence[TimedNote], from_s: float, is_open: bool) -> bool:
        self._halt()
        with self._lock:
            if number <= self._last_over:
                return False  # stopped before it began
        self._number, self._is_active, self._is_open, self._horizon = number, True, is_open, from_s
        self._timeline.go(from_s)
        self._schedule(notes)
        return True

    def _begin_loop(self, number: int, first: Round, tag: int, from_s: float) -> None:
        if self._begin(number, first.count_in if from_s < 0 else (), from_s, is_open=True):
            self._round = first, tag
            self._make_ready(0.0)

    def _change_round(self, following: Round, tag: int) -> None:
        if self._round is not None:
            self._round = following, tag

    def _make_ready(self, begin_s: float) -> None:
        """Schedule the round that begins at a second, and when the one after it is to be got ready."""
        assert self._round is not None  # it is set as long as a loop plays
        one, tag = self._round
        self._push(begin_s, _TURN, tag)
        self._schedule(replace(note, start_s=note.start_s + begin_s, end_s=note.end_s + begin_s) for note in one.notes)
        end_s = begin_s + one.length_s
        self._horizon = max(self._horizon, end_s)
        self._push(end_s - min(_READY_S, one.length_s / 4), _READY, 0)

    def _turn(self, what: int, tag: int) -> None:
        if what == _READY:
            self._make_ready(self._horizon)
        elif self._on_turn is not None:
            self._on_turn(tag)

    def _append(self, notes: Sequence[TimedNote], is_open: bool) -> None:
        if not self._is_active or self._round is not None:
            return
        self._is_open = is_open
        first = min((note.start_s for note in notes), default=math.inf)
        if not self._timeline.is_running and (notes or not is_open):
            self._timeline.go(min(self._horizon, first))
        elif first < self._timeline.position - _EARLY_S:
            self._timeline.go(first)
        self._schedule(notes)

    def _schedule(self, notes: Iterable[TimedNote]) -> None:
        for note in notes:
            self._push(note.start_s, _ON, note)
            self._horizon = max(self._horizon, note.end_s)

    def _push(self, second: float, what: int, whose: TimedNote | int) -> None:
        self._serial += 1
        heapq.heappush(self._events, (second, what, self._serial, whose))

    def _finish(self) -> None:
        self._is_active = False
        self._timeline.stay(self._horizon)
        with self._lock:
            self._last_over = max(self._last_over, self._number)
        if self._on_end is not None:
            self._on_end()

    def _halt(self, channels: Iterable[int] | None = None) -> None:
        """Leave what is being played, end every sounding note, then hush the channels (those in use)."""
        self._timeline.stay()
        self._is_active, self._round = False, None
        self._events.clear()
        self._outlet.hush(channels)
