"""The MIDI keyboard, as the window knows it: what is played comes as signals, and is heard through the port at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from engine.capture import Capture
from engine.errors import PortError
from engine.strokes import Pedal, Stroke
from gui.sound.sound import Sound

if TYPE_CHECKING:
    from engine.keyboard import Connected, Ear, Keyboard

_PAUSE_S = 2.0  # until the tune says how long a bar is


def make_keyboard(ear: Ear, choice: str) -> Keyboard:
    """Listen to the inputs of this machine."""
    from engine.keyboard import Keyboard

    return Keyboard(ear, choice)


class MidiKeys(QObject):
    """Listen while it is open. Lives in the GUI thread; the engine calls on its thread ``keyboard``.

    Signals:
        struck: a key or the pedal moved. Stroke or Pedal.
        begun: the first key of a phrase went down, while phrases are captured.
        paused: no key has been down for a while; the phrase may be over. Its strokes.
        played: a phrase has ended. Its strokes.
        connected: other inputs are listened to than before. Connected.
        failed: the keyboard can be heard no more. PortError.
    """

    struck = Signal(object)
    begun = Signal()
    paused = Signal(object)
    played = Signal(object)
    connected = Signal(object)
    failed = Signal(object)
    _struck = Signal(object)
    _begun = Signal()
    _paused = Signal(object)
    _played = Signal(object)
    _connected = Signal(object)
    _failed = Signal(object)

    def __init__(self, sound: Sound, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self._keyboard: Keyboard | None = None
        self.make_keyboard: Callable[[Ear, str], Keyboard] = make_keyboard
        self.is_heard = True  # whether a key sounds as it is pressed
        self.is_capturing = False
        self.capture = Capture(_PAUSE_S, self._begun.emit, self._played.emit, self._paused.emit)
        queued = Qt.ConnectionType.QueuedConnection
        self._struck.connect(self._hand_on, queued)
        self._connected.connect(self.connected, queued)
        self._failed.connect(self.failed, queued)
        self._begun.connect(self.begun, queued)
        self._paused.connect(self.paused, queued)
        self._played.connect(self.played, queued)

    @property
    def is_open(self) -> bool:
        """Say whether anybody listens."""
        return self._keyboard is not None

    def open(self, choice: str) -> None:
        """Listen to the inputs of a choice, as ``engine.keyboard.Keyboard`` takes it; those before are let go."""
        self.close()
        self._keyboard = self.make_keyboard(self, choice)

    def close(self) -> None:
        """Let go of every input and join the thread. What was played of a phrase is dropped."""
        keyboard, self._keyboard = self._keyboard, None
        if keyboard is not None:
            keyboard.close()
        self.capture.forget()

    def set_pause(self, pause_s: float) -> None:
        """Let a phrase end when no key has been down for so long."""
        self.capture.pause_s = pause_s
        if self._keyboard is not None:
            self._keyboard.remind()

    # On thread `keyboard`

    def on_stroke(self, stroke: Stroke | Pedal) -> None:
        """Let it sound, then hand it on."""
        if isinstance(stroke, Stroke) and (self.is_heard or not stroke.is_down):
            try:
                self._sound.through(stroke)
            except PortError as error:
                self.is_heard = False
                self._failed.emit(error)
        if self.is_capturing:
            self.capture.hear(stroke)
        self._struck.emit(stroke)

    def on_inputs(self, connected: Connected) -> None:
        """Hand on which inputs there are."""
        self._connected.emit(connected)

    def on_time(self, now_s: float) -> float | None:
        """End a phrase whose pause is over."""
        return self.capture.note_time(now_s)

    # In the GUI thread

    def _hand_on(self, stroke: Stroke | Pedal) -> None:
        if self._keyboard is not None:
            self.struck.emit(stroke)
