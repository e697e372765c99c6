"""One output for two: the player, and the keyboard that is heard through it."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from engine.errors import PortError
from engine.ports import Port
from engine.strokes import Stroke

if TYPE_CHECKING:
    import mido

# A channel of its own: what the player ends or silences on its own channels leaves alone what is held on the keyboard.
THROUGH_CHANNEL = 15


class SharedPort:
    """Send for several threads, one at a time. Whatever keys still sound are let go when it closes."""

    def __init__(self, port: Port) -> None:
        self.name = port.name
        self._port = port
        self._lock = threading.Lock()
        self._held: set[int] = set()
        self._is_closed = False

    def send(self, message: mido.Message) -> None:
        """Send one message at once. Raises PortError."""
        with self._lock:
            self._port.send(message)

    def through(self, stroke: Stroke) -> None:
        """Sound a key that is pressed, as it is pressed; nothing once the port is closed.

        Raises:
            PortError: the port takes no more.
        """
        from mido import Message

        with self._lock:
            if self._is_closed or (not stroke.is_down and stroke.pitch not in self._held):
                return
            (self._held.add if stroke.is_down else self._held.discard)(stroke.pitch)
            kind = "note_on" if stroke.is_down else "note_off"
            self._port.send(Message(kind, channel=THROUGH_CHANNEL, note=stroke.pitch, velocity=stroke.velocity))

    def close(self) -> None:
        """End what is held and let go of the device. May be called twice. Raises what closing it does."""
        for pitch in tuple(self._held):
            with contextlib.suppress(PortError, OSError, ValueError):
                self.through(Stroke(pitch, 0, 0.0))
        with self._lock:
            self._is_closed = True
            self._port.close()
