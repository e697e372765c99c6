"""Somebody at the other end of a JACK cable, as a test speaks to him."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from pathlib import Path

GUARD_S = 30  # against hanging only


class Pianist:
    """The other process: what is said to it is played, what it hears is kept."""

    def __init__(self) -> None:
        self.process = subprocess.Popen([sys.executable, str(Path(__file__).with_name("jack_player.py"))],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"
        self.heard: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            at_s, _, message = line.partition(" ")
            self.heard.put((float(at_s), bytes.fromhex(message)))

    def play(self, *words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("".join(f"{word}\n" for word in words))
        self.process.stdin.flush()

    def close(self) -> None:
        # It takes its leave of the server: one that waits for its clients hangs 20 s over a killed one.
        if self.process.poll() is None:
            assert self.process.stdin is not None
            self.process.stdin.close()
            try:
                self.process.wait(GUARD_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
