"""The player and its port, as the window knows them."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from engine.errors import SegueError
from gui.background import Background
from gui.sound.sounding import MakePlayer, Sounding

if TYPE_CHECKING:
    from engine.performance import TimedNote
    from engine.ports import Port
    from engine.rounds import Round
    from engine.shared_port import SharedPort
    from engine.strokes import Stroke

SILENT = "null"
_UNLIT = (1, 9)  # the channels of chord symbols and of the metronome: the light is for the melody


def open_port(name: str) -> SharedPort:
    """Open a port that the keyboard may be heard through, too.

    Imported here and not above: MIDI and audio libraries stay off the way to the first window.
    """
    from engine.ports import open_port as open_it
    from engine.shared_port import SharedPort

    return SharedPort(open_it(name))


def make_player(port: Port, *, on_note: Callable[[TimedNote, bool], None], on_end: Callable[[], None],
                on_fault: Callable[[SegueError], None], on_turn: Callable[[int], None]) -> Sounding:
    """Make the real player."""
    from engine.player import Player

    return Player(port, on_note=on_note, on_end=on_end, on_fault=on_fault, on_turn=on_turn)


@dataclass
class _Waiting:
    """What is to be played as soon as there is a player: notes, or a loop with its tag."""

    notes: list[TimedNote]
    from_s: float
    is_open: bool = False
    loop: tuple[Round, int, bool] | None = None

    def begin(self, player: Sounding) -> None:
        if self.loop is not None:
            player.loop(self.loop[0], self.loop[1], counts_in=self.loop[2])
        else:
            player.play(self.notes, self.from_s, is_open=self.is_open)


class Sound(QObject):
    """Play notes, from the moment the port is open. Lives in the GUI thread; the player calls on its own.

    Signals:
        note: a note begins or ends. Its place in the text as two offsets, whether it begins.
        started: something began to sound.
        ended: it is over, or was stopped.
        turned: a round of a loop begins. Its tag.
        opened: a port was opened. Its name.
        failed: no port, or it was lost. SegueError.
    """

    note = Signal(int, int, bool)
    started = Signal()
    ended = Signal()
    turned = Signal(int)
    opened = Signal(str)
    failed = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None, make: MakePlayer = make_player) -> None:
        super().__init__(parent)
        self._make = make
        self._made: Sounding | None = None  # set on the opener's thread
        self._player: Sounding | None = None
        self._tempo = 1.0
        self._waiting: _Waiting | None = None
        self._opener = Background("port", self)
        self._opener.failed.connect(self._fall_silent)
        self._untaken: list[SharedPort] = []  # opened, and not yet with the player
        self._port: SharedPort | None = None  # the player's
        self._arrived: deque[tuple[int, TimedNote | SegueError | int | None, bool]] = deque()
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
            return self._waiting.from_s if self._waiting else 0.0
        return self._player.position_s

    def choose(self, name: str) -> None:
        """Send to another port, as soon as it is open."""

        def job() -> SharedPort:
            # The player is made here too: importing it would hold up the window.
            port = open_port(name)
            if self._made is None:
                self._made = self._make(port, on_note=self._on_note, on_end=self._on_end, on_fault=self._on_fault,
                                        on_turn=self._on_turn)
            else:
                self._untaken.append(port)
            return port

        self._opener.ask("port", job, lambda port: self._take(port, name))

    def play(self, notes: Sequence[TimedNote], from_s: float, *, is_open: bool) -> None:
        """Play from a time on. With ``is_open`` the end of the notes is not the end."""
        self._run += 1
        if self._player is None:
            self._waiting = _Waiting(list(notes), from_s, is_open)
        else:
            self._player.play(notes, from_s, is_open=is_open)
        self.started.emit()

    def loop(self, first: Round, tag: int, *, counts_in: bool) -> None:
        """Play a round again and again."""
        self._run += 1
        if self._player is None:
            self._waiting = _Waiting([], 0.0, loop=(first, tag, counts_in))
        else:
            self._player.loop(first, tag, counts_in=counts_in)
        self.started.emit()

    def change_round(self, following: Round, tag: int) -> None:
        """Play another round from the next turn of the loop on."""
        if self._waiting is not None and self._waiting.loop is not None:
            self._waiting.loop = following, tag, self._waiting.loop[2]
        elif self._player is not None:
            self._player.change_round(following, tag)

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
            self._waiting.notes += notes
            self._waiting.is_open = is_open
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
            self._waiting.begin(self._player)
            self._waiting = None
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

    def _on_turn(self, tag: int) -> None:
        self._arrive(tag, False)

    def _arrive(self, what: TimedNote | SegueError | int | None, is_on: bool) -> None:
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
            elif isinstance(what, int):
                self.turned.emit(what)
            elif what.channel not in _UNLIT:
                self.note.emit(what.start, what.end, is_on)
