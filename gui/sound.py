"""The player and its port, as the window knows them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from engine.errors import SegueError
from gui.background import Background

if TYPE_CHECKING:
    from engine.performance import TimedNote
    from engine.ports import Port
    from engine.shared_port import SharedPort
    from engine.strokes import Stroke

SILENT = "null"
_CHORD_CHANNEL = 1  # chord symbols sound there; the light is for the melody


class Sounding(Protocol):
    """What the window asks of ``engine.player.Player``."""

    @property
    def is_playing(self) -> bool:
        """Say whether notes are to come."""
        ...

    @property
    def position_s(self) -> float:
        """Return how far it has come, in seconds of the performance."""
        ...

    def play(self, notes: Sequence[TimedNote], from_s: float = 0.0, *, is_open: bool = False) -> None:
        """Play from a time on; with ``is_open`` more will follow."""
        ...

    def extend(self, notes: Sequence[TimedNote], *, is_open: bool) -> None:
        """Play more, after what was given."""
        ...

    def stop(self) -> None:
        """Fall silent."""
        ...

    def panic(self) -> None:
        """Silence every note of every channel."""
        ...

    def set_port(self, port: Port) -> None:
        """Send elsewhere."""
        ...

    def set_tempo(self, scale: float) -> None:
        """Play so many times as fast."""
        ...

    def close(self) -> None:
        """Stop and join."""
        ...


class MakePlayer(Protocol):
    """Makes a player for a port; the callbacks come on the player's own thread."""

    def __call__(self, port: Port, *, on_note: Callable[[TimedNote, bool], None], on_end: Callable[[], None],
                 on_fault: Callable[[SegueError], None]) -> Sounding:
        """Make it."""
        ...


def open_port(name: str) -> SharedPort:
    """Open a port that the keyboard may be heard through, too.

    Imported here and not above: MIDI and audio libraries stay off the way to the first window.
    """
    from engine.ports import open_port as open_it
    from engine.shared_port import SharedPort

    return SharedPort(open_it(name))


def make_player(port: Port, *, on_note: Callable[[TimedNote, bool], None], on_end: Callable[[], None],
                on_fault: Callable[[SegueError], None]) -> Sounding:
    """Make the real player."""
    from engine.player import Player

    return Player(port, on_note=on_note, on_end=on_end, on_fault=on_fault)


class Sound(QObject):
    """Play notes, from the moment the port is open. Lives in the GUI thread; the player calls on its own.

    Signals:
        note: a note begins or ends. Its place in the text as two offsets, whether it begins.
        started: something began to sound.
        ended: it is over, or was stopped.
        opened: a port was opened. Its name.
        failed: no port, or it was lost. SegueError.
    """

    note = Signal(int, int, bool)
    started = Signal()
    ended = Signal()
    opened = Signal(str)
    failed = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None, make: MakePlayer = make_player) -> None:
        super().__init__(parent)
        self._make = make
        self._made: Sounding | None = None  # set on the opener's thread
        self._player: Sounding | None = None
        self._tempo = 1.0
        self._waiting: tuple[list[TimedNote], float, bool] | None = None
        self._opener = Background("port", self)
        self._opener.failed.connect(self._fall_silent)
        self._untaken: list[SharedPort] = []  # opened, and not yet with the player
        self._port: SharedPort | None = None  # the player's
        self._arrived: deque[tuple[int, TimedNote | SegueError | None, bool]] = deque()
        self._run = 0  # what belongs to an earlier play() is dropped
        self._struck = -1  # the run that is a single note, of which nothing is told
        self._lock = threading.Lock()
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_playing(self) -> bool:
        """Say whether something sounds or is about to; a note that was struck does not count."""
        if self._run == self._struck:
            return False
        return self._waiting is not None or (self._player is not None and self._player.is_playing)

    @property
    def position_s(self) -> float:
        """Return how far the performance has come."""
        if self._player is None or self._waiting is not None:
            return self._waiting[1] if self._waiting else 0.0
        return self._player.position_s

    def choose(self, name: str) -> None:
        """Send to another port, as soon as it is open."""

        def job() -> SharedPort:
            # The player is made here too: importing it would hold up the window.
            port = open_port(name)
            if self._made is None:
                self._made = self._make(port, on_note=self._on_note, on_end=self._on_end, on_fault=self._on_fault)
            else:
                self._untaken.append(port)
            return port

        self._opener.ask("port", job, lambda port: self._take(port, name))

    def play(self, notes: Sequence[TimedNote], from_s: float, *, is_open: bool) -> None:
        """Play from a time on. With ``is_open`` the end of the notes is not the end."""
        self._run += 1
        if self._player is None:
            self._waiting = list(notes), from_s, is_open
        else:
            self._player.play(notes, from_s, is_open=is_open)
        self.started.emit()

    def strike(self, notes: Sequence[TimedNote]) -> None:
        """Let notes sound for a moment, unless something is playing. They are as long at any tempo."""
        if self._player is None or self.is_playing or not notes:
            return
        self._run += 1
        self._struck = self._run
        self._player.play([replace(note, end_s=note.end_s * self._tempo) for note in notes])

    def through(self, stroke: Stroke) -> None:
        """Sound a key of the keyboard at once, whatever is playing. From any thread; nothing while no port is open.

        Raises:
            PortError: the port takes no more.
        """
        port = self._port
        if port is not None:
            port.through(stroke)

    def extend(self, notes: Sequence[TimedNote], *, is_open: bool) -> None:
        """Play these after those that were given."""
        if self._waiting is not None:
            self._waiting = [*self._waiting[0], *notes], self._waiting[1], is_open
        elif self._player is not None:
            self._player.extend(notes, is_open=is_open)

    def stop(self) -> None:
        """Fall silent."""
        was_playing, self._waiting = self.is_playing, None
        self._run += 1
        if self._player is not None:
            self._player.stop()
        if was_playing:
            self.ended.emit()

    def panic(self) -> None:
        """Silence every note of every channel, known or not."""
        self.stop()
        if self._player is not None:
            self._player.panic()

    def set_tempo(self, scale: float) -> None:
        """Play so many times as fast."""
        self._tempo = scale
        if self._player is not None:
            self._player.set_tempo(scale)

    def close(self) -> None:
        """Fall silent and join every thread."""
        self._run += 1
        self._opener.close()
        self._close_untaken()
        if self._made is not None:
            self._made.close()

    def _close_untaken(self) -> None:
        for port in self._untaken:
            port.close()
        self._untaken.clear()

    def _take(self, port: SharedPort, name: str) -> None:
        self._port = port
        if self._player is None:
            assert self._made is not None  # the job that opened the port has seen to it
            self._player = self._made
            self._player.set_tempo(self._tempo)
        if port in self._untaken:
            self._untaken.remove(port)
            self._player.set_port(port)
        self._close_untaken()  # what was chosen before this one, and opened too late
        if self._waiting is not None:
            (notes, from_s, is_open), self._waiting = self._waiting, None
            self._player.play(notes, from_s, is_open=is_open)
        self.opened.emit(name)

    def _fall_silent(self, error: SegueError) -> None:
        # The text goes on, and so does the light on its notes: a port that takes everything and sounds nothing.
        self.failed.emit(error)
        self.choose(SILENT)

    # On thread `player`

    def _on_note(self, note: TimedNote, is_on: bool) -> None:
        self._arrive(note, is_on)

    def _on_end(self) -> None:
        self._arrive(None, False)

    def _on_fault(self, error: SegueError) -> None:
        self._arrive(error, False)

    def _arrive(self, what: TimedNote | SegueError | None, is_on: bool) -> None:
        with self._lock:
            self._arrived.append((self._run, what, is_on))
            wake = len(self._arrived) == 1
        if wake:
            self._woken.emit()

    # In the GUI thread

    def _deliver(self) -> None:
        with self._lock:
            arrived = list(self._arrived)
            self._arrived.clear()
        for run, what, is_on in arrived:
            if isinstance(what, SegueError):
                self.failed.emit(what)
            elif run != self._run or run == self._struck:
                continue
            elif what is None:
                self.ended.emit()
            elif what.channel != _CHORD_CHANNEL:
                self.note.emit(what.start, what.end, is_on)
