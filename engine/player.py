"""Timed notes to messages at their times, on a thread of their own.

Everything that is sent is sent by the thread ``player``: the public methods only leave a command in its
inbox and wake it, so none of them ever waits for a port.
"""

from __future__ import annotations

import contextlib
import heapq
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from engine.errors import PortError, SegueError, SettingsError
from engine.messages import ALL_CHANNELS, SHORTEST_S, hush, note_off, note_on
from engine.performance import TimedNote
from engine.ports import Port
from engine.timeline import Timeline

if TYPE_CHECKING:
    import mido

# After a stall longer than this (a suspended machine, a stopped process) the music goes on from where it
# was; catching up would be one loud cluster.
_TOO_LATE_S = 0.25
_EARLY_S = 1e-6  # places that differ by less are the same place
# What a port may raise: its own PortError, the system's OSError, and what mido and rtmidi say of a closed one.
_PORT_TROUBLE = (SegueError, OSError, ValueError, RuntimeError)


class Player:
    """Play notes to a port.

    The port belongs to the player from then on: it is closed when another takes its place and on
    ``close``. Callbacks run on the thread ``player`` and must not raise: ``on_note(note, is_on)``,
    ``on_end()`` when all has been played, ``on_fault(error)`` once when the port fails. A failed port
    stays silent until ``set_port``; notes go on being announced, so that whoever follows them can.
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
    ) -> None:
        self._clock, self._wait = clock, wait
        self._on_note, self._on_end, self._on_fault = on_note, on_end, on_fault
        self._inbox: deque[Callable[[], None]] = deque()
        self._wake = threading.Event()
        self._lock = threading.Lock()  # guards the two counters below and nothing that takes time
        self._last_play = 0  # number of the last play() asked for
        self._last_over = 0  # every play up to this number has ended or was stopped
        self._is_closed = False
        self._timeline = Timeline(clock)

        # From here on: only the thread's own.
        self._port = port
        self._is_faulty = False
        self._number = 0
        self._is_active = False
        self._is_open = False
        self._horizon = 0.0  # where the notes known so far end
        self._events: list[tuple[float, int, int, TimedNote]] = []  # a heap: second, 0 off / 1 on, serial, note
        self._serial = 0
        self._sounding: dict[tuple[int, int], tuple[int, TimedNote]] = {}
        self._channels: set[int] = set()  # used on this port
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    # -- called from any thread -------------------------------------------------------------------------

    def play(self, notes: Sequence[TimedNote], from_s: float = 0.0, *, is_open: bool = False) -> None:
        """Play the notes that begin at ``from_s`` or later; what was playing stops.

        With ``is_open`` more will come by ``extend``: running out of notes is then not the end.
        """
        with self._lock:
            self._last_play += 1
            number = self._last_play
        self._timeline.shown = (0.0, from_s, 0.0)  # so that position_s is right before the thread has woken
        chosen = tuple(note for note in notes if note.start_s >= from_s - _EARLY_S)
        self._tell(lambda: self._begin(number, chosen, from_s, is_open))

    def extend(self, notes: Sequence[TimedNote], *, is_open: bool) -> None:
        """Append notes to what is playing; without ``is_open`` they are the last.

        Notes whose time has passed are not lost: the music waits for them. Nothing happens when nothing
        is playing, so that a late bar cannot start what was stopped.
        """
        chosen = tuple(notes)
        self._tell(lambda: self._append(chosen, is_open))

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
        self._tell(lambda: self._change_port(port))

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

    def _tell(self, command: Callable[[], None]) -> None:
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
            self._close_port()
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
            second, is_on, serial, note = self._events[0]
            ahead_s = self._timeline.ahead_s(second)
            if ahead_s > 0:
                return ahead_s
            if ahead_s < -_TOO_LATE_S:
                self._timeline.go(second)
            heapq.heappop(self._events)
            if is_on:
                self._start(serial, note)
            elif self._sounding.get((note.channel, note.pitch), (None,))[0] == serial:
                self._end(note)
            if self._inbox:
                return 0.0  # a stop does not wait until a crowd of notes has been sent
        return None

    def _begin(self, number: int, notes: Sequence[TimedNote], from_s: float, is_open: bool) -> None:
        self._halt()
        with self._lock:
            if number <= self._last_over:
                return  # stopped before it began
        self._number, self._is_active, self._is_open, self._horizon = number, True, is_open, from_s
        self._timeline.go(from_s)
        self._schedule(notes)

    def _append(self, notes: Sequence[TimedNote], is_open: bool) -> None:
        if not self._is_active:
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
            self._serial += 1
            heapq.heappush(self._events, (note.start_s, 1, self._serial, note))
            self._horizon = max(self._horizon, note.end_s)

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
        self._is_active = False
        self._events.clear()
        self._hush(self._channels if channels is None else channels)

    def _hush(self, channels: Iterable[int]) -> None:
        for _, note in list(self._sounding.values()):
            self._end(note)
        for message in hush(sorted(channels)):
            self._send(message)

    def _start(self, serial: int, note: TimedNote) -> None:
        key = (note.channel, note.pitch)
        if key in self._sounding:
            self._end(self._sounding[key][1])
        self._sounding[key] = (serial, note)
        self._channels.add(note.channel)
        heapq.heappush(self._events, (max(note.end_s, note.start_s + SHORTEST_S), 0, serial, note))
        self._send(note_on(note))
        if self._on_note is not None:
            self._on_note(note, True)

    def _end(self, note: TimedNote) -> None:
        del self._sounding[note.channel, note.pitch]
        self._send(note_off(note))
        if self._on_note is not None:
            self._on_note(note, False)

    def _send(self, message: mido.Message) -> None:
        if self._is_faulty:
            return
        try:
            self._port.send(message)
        except _PORT_TROUBLE as error:
            self._is_faulty = True
            # It may have failed once only: whatever it still takes shall end what it has begun.
            for last in (*(note_off(note) for _, note in self._sounding.values()), message, *hush(self._channels)):
                if last.type != "note_on":
                    with contextlib.suppress(*_PORT_TROUBLE):
                        self._port.send(last)
            self._report(error)

    def _change_port(self, port: Port) -> None:
        self._hush(self._channels)
        self._close_port()
        self._port, self._is_faulty, self._channels = port, False, set()

    def _close_port(self) -> None:
        try:
            self._port.close()
        except _PORT_TROUBLE as error:
            self._report(error)

    def _report(self, error: Exception) -> None:
        if self._on_fault is not None:
            name = self._port.name
            fault = error if isinstance(error, PortError) else PortError(
                "{name} takes no more notes ({reason}): choose another port; the text is not touched", name=name,
                reason=error)
            self._on_fault(fault)
