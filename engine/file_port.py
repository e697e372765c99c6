"""A MIDI file as a port: what is sent is written, with its times."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import PortError

if TYPE_CHECKING:
    import mido

FILE = "file:"


class FilePort:
    """Record every message with its time, and write a MIDI file on ``close``."""

    def __init__(self, path: Path | str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.path = Path(path)
        self.name = f"{FILE}{path}"
        self._clock = clock
        self._messages: list[tuple[float, mido.Message]] = []
        self._is_closed = False
        if not self.path.absolute().parent.is_dir():
            raise PortError("{path} cannot be written: its folder does not exist. Choose another place", path=self.path)

    def send(self, message: mido.Message) -> None:
        """Keep the message with the time at which it came."""
        if self._is_closed:
            raise PortError("{name} has been closed: open it again", name=self.name)
        self._messages.append((self._clock(), message))

    def close(self) -> None:
        """Write the file, whole or not at all; the first message stands at tick 0.

        Raises:
            FileError: it cannot be written.
        """
        if self._is_closed:
            return
        self._is_closed = True
        from engine.exchange.midi import recording

        recording(self.path, self._messages)
