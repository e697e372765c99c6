"""What sounds on a port: every note that was begun is ended there, whatever happens."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from engine.errors import PortError, SegueError
from engine.messages import hush, note_off, note_on
from engine.performance import TimedNote
from engine.ports import Port

if TYPE_CHECKING:
    import mido

# What a port may raise: its own PortError, the system's OSError, and what mido and rtmidi say of a closed one.
_PORT_TROUBLE = (SegueError, OSError, ValueError, RuntimeError)


class Outlet:
    """A port with the notes that sound on it. Used by one thread, that of the player.

    ``on_note(note, is_on)`` is told each beginning and end, ``on_fault(error)`` once when the port fails. A failed port
    stays silent until ``change``; notes go on being announced.
    """

    def __init__(self, port: Port, on_note: Callable[[TimedNote, bool], None] | None,
                 on_fault: Callable[[PortError], None] | None) -> None:
        self._port = port
        self._on_note, self._on_fault = on_note, on_fault
        self._is_faulty = False
        self._sounding: dict[tuple[int, int], tuple[int, TimedNote]] = {}
        self._channels: set[int] = set()  # used on this port

    def start(self, note: TimedNote, serial: int) -> None:
        """Begin a note; one of its pitch that still sounds is ended first."""
        key = (note.channel, note.pitch)
        if key in self._sounding:
            self._end(self._sounding[key][1])
        self._sounding[key] = (serial, note)
        self._channels.add(note.channel)
        self._send(note_on(note))
        if self._on_note is not None:
            self._on_note(note, True)

    def end(self, note: TimedNote, serial: int) -> None:
        """End the note that was begun with this number, unless it has been already."""
        if self._sounding.get((note.channel, note.pitch), (None,))[0] == serial:
            self._end(note)

    def hush(self, channels: Iterable[int] | None = None) -> None:
        """End every sounding note, then silence the channels (those that were used)."""
        for _, note in list(self._sounding.values()):
            self._end(note)
        for message in hush(sorted(self._channels if channels is None else channels)):
            self._send(message)

    def change(self, port: Port) -> None:
        """Go on through another port; the old one is silenced and closed."""
        self.hush()
        self.close()
        self._port, self._is_faulty, self._channels = port, False, set()

    def close(self) -> None:
        """Let go of the port."""
        try:
            self._port.close()
        except _PORT_TROUBLE as error:
            self._report(error)

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

    def _report(self, error: Exception) -> None:
        if self._on_fault is not None:
            name = self._port.name
            fault = error if isinstance(error, PortError) else PortError(
                "{name} takes no more notes ({reason}): choose another port; the text is not touched", name=name,
                reason=error)
            self._on_fault(fault)
