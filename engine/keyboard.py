"""The thread that listens to MIDI inputs: opens what is chosen, hands on what is played, notices what is pulled out."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from engine.errors import PortError
from engine.inputs import EVERY, NONE, OWN, InputPort, Inputs, MidiInputs
from engine.midi_systems import lasting
from engine.sentences import Sentence, said_by
from engine.strokes import Pedal, Stroke, stroke_of

LOOK_S = 1.0  # unplugging is silent: ask for the names this often


@dataclass(frozen=True, slots=True)
class Connected:
    """Which inputs are listened to. ``fault`` says in a sentence why one that is wanted is not.

    ``lost`` and ``found`` are those that went or came since the last time.
    """

    names: tuple[str, ...]
    fault: str | None = None
    lost: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


class Ear(Protocol):
    """Who is told what is played. Called on the thread ``keyboard``; must hand on what it gets without waiting."""

    def on_stroke(self, stroke: Stroke | Pedal) -> None:
        """Take the next stroke."""

    def on_inputs(self, connected: Connected) -> None:
        """Take notice that other inputs are listened to than before."""

    def on_time(self, now_s: float) -> float | None:
        """Take notice of the time, after every stroke; return when to be called again, None for never."""


class Keyboard:
    """Listen to the inputs that are chosen: ``none``, ``every``, ``Segue`` (our own), or one by its name.

    One that is not there is waited for, and one that comes back by its name is opened again. Strokes carry the time
    at which the MIDI library told of them.
    """

    def __init__(
        self,
        ear: Ear,
        choice: str = EVERY,
        *,
        inputs: Inputs | None = None,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[threading.Event, float | None], bool] = threading.Event.wait,
    ) -> None:
        self._ear, self._choice = ear, choice
        self._inputs = inputs if inputs is not None else MidiInputs()
        self._clock, self._wait = clock, wait
        self._arrived: deque[tuple[str, bytes, float]] = deque()
        self._wake = threading.Event()
        self._is_closed = False

        # From here on: only the thread's own.
        self._open: dict[str, InputPort] = {}
        self._held: set[tuple[str, int]] = set()  # keys that are down: input and pitch
        self._fault: str | None = None
        self._is_told = False
        self._look_at = clock()
        self._thread = threading.Thread(target=self._run, name="keyboard", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let go of every input and join the thread. May be called twice."""
        self._is_closed = True
        self._wake.set()
        self._thread.join()

    def remind(self) -> None:
        """Let the ear be told the time at once: it has something to say about when it wants to be told."""
        self._wake.set()

    def __enter__(self) -> Keyboard:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
                 ) -> None:
        self.close()

    # -- on the thread ----------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not self._is_closed:
                self._wake.clear()
                if self._clock() >= self._look_at:
                    self._look()
                    self._look_at = self._clock() + LOOK_S
                while self._arrived:
                    self._hand_on(*self._arrived.popleft())
                now = self._clock()
                due = self._ear.on_time(now)
                until = self._look_at if due is None else min(due, self._look_at)
                if not self._is_closed:
                    self._wait(self._wake, max(0.0, until - now))
        finally:
            for name in tuple(self._open):
                self._close(name)
            self._inputs.close()

    def _hand_on(self, name: str, message: bytes, at_s: float) -> None:
        stroke = stroke_of(message, at_s)
        if stroke is None:
            return
        if isinstance(stroke, Stroke):
            key = name, stroke.pitch
            if stroke.is_down:
                self._held.add(key)
            elif key in self._held:
                self._held.remove(key)
            else:
                return  # it went down before we listened, or its end was told already
        self._ear.on_stroke(stroke)

    def _look(self) -> None:
        """Open what is wanted and there, close what is gone, and tell if that changed anything."""
        there = self._inputs.names()
        lost = tuple(name for name in self._open if name not in (*there, OWN))
        for name in lost:
            self._close(name)
        fault: str | None = None
        found: list[str] = []
        for name in self._wanted(there):
            if name not in self._open:
                try:
                    self._open[name] = self._inputs.open(name, self._taker(name))
                    found.append(name)
                except PortError as error:
                    if name != OWN or self._choice == OWN:
                        fault = said_by(error)
        if not self._open and fault is None and self._choice != NONE:
            fault = self._inputs.fault() or Sentence(
                "there is no MIDI input {name!r}: plug it in, or choose another", name=self._choice)
        if lost or found or fault != self._fault or not self._is_told:
            self._fault, self._is_told = fault, True
            self._ear.on_inputs(Connected(tuple(self._open), fault, lost, tuple(found)))

    def _wanted(self, there: tuple[str, ...]) -> tuple[str, ...]:
        if self._choice == NONE:
            return ()
        if self._choice == EVERY:
            return (*there, OWN)
        if self._choice == OWN or self._choice in there:
            return (self._choice,)
        return tuple(name for name in there if lasting(name) == lasting(self._choice))[:1]

    def _taker(self, name: str) -> Callable[[bytes], None]:
        """Return what takes the messages of one input. Runs on the MIDI library's thread."""

        def take(message: bytes) -> None:
            self._arrived.append((name, message, self._clock()))
            self._wake.set()

        return take

    def _close(self, name: str) -> None:
        """Close an input, and let the keys go that were down on it."""
        self._open.pop(name).close()
        for key in sorted(key for key in self._held if key[0] == name):
            self._held.remove(key)
            self._ear.on_stroke(Stroke(key[1], 0, self._clock()))
