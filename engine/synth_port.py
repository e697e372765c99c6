"""The built-in sound as a port: the numpy synth on a sound device of this machine.

miniaudio and the synth are imported when it is opened.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import PortError
from engine.midi_systems import is_jack_there

if TYPE_CHECKING:
    import mido

BUILTIN = "builtin"
_BUFFER_MS, _NULL_BUFFER_MS = 40, 80  # the Null device keeps time coarsely: 20 ms asked for came as 31 at p99
_STALLED_S = 2.0  # a sound device that has asked for nothing for so long is gone


class SynthPort:
    """The built-in sound: the numpy synth through miniaudio.

    ``backends`` names miniaudio's (``null``, ``alsa``, ``pulseaudio``, ``wasapi``...); without it the system's
    own are tried. A message sounds one buffer after it was sent, whenever in the buffer that was: late by a
    constant, not by chance.
    """

    def __init__(self, voice: str = "", *, backends: Sequence[str] = (), buffer_ms: int | None = None) -> None:
        from engine.synth import DEFAULT_VOICE, Synth

        self._synth = Synth(voice or DEFAULT_VOICE)
        self.name = f"{BUILTIN}:{self._synth.voice}"
        self._anchor = (0, time.monotonic())  # the frames rendered by then
        self._blocks = self._render_blocks()
        next(self._blocks)
        self._device = _open_device(self._synth.sample_rate, backends, buffer_ms, self._blocks)
        self.backend: str = self._device.backend
        self._is_open = True

    def send(self, message: mido.Message) -> None:
        """Hand the message to the synth."""
        if not self._is_open:
            raise PortError("{name} has been closed: open it again", name=self.name)
        frame, at = self._anchor
        since_s = time.monotonic() - at
        if since_s > _STALLED_S:
            raise PortError("the sound device has stopped: plug it in again or choose another port")
        self._synth.send(message, frame + int(since_s * self._synth.sample_rate))

    def close(self) -> None:
        """Stop the device, after what sounds has had time to end."""
        if not self._is_open:
            return
        self._is_open = False
        deadline = time.monotonic() + 0.3
        pause = threading.Event()
        while not self._synth.is_silent and time.monotonic() < deadline:
            pause.wait(0.01)
        self._device.close()

    def _render_blocks(self) -> Generator[bytes, int, None]:
        """Yield blocks of the size asked for: 16 bits, two channels. Runs in the audio callback."""
        import numpy as np

        frames = yield b""
        while True:
            self._anchor = (self._synth.frame + frames, time.monotonic())
            block = (self._synth.render(frames) * np.float32(32767)).astype(np.int16)
            frames = yield np.repeat(block, 2).tobytes()


def _open_device(
    sample_rate: int, backends: Sequence[str], buffer_ms: int | None, blocks: Generator[bytes, int, None]
) -> Any:
    """Open a playback device and start it."""
    try:
        import miniaudio
    except ImportError as error:
        raise PortError("the built-in sound needs miniaudio, which is not installed: run pip install miniaudio, "
                        "or choose a MIDI port") from error
    chosen = [miniaudio.Backend[name.upper()] for name in backends]
    if not chosen and sys.platform == "linux":
        # Without a card ALSA prints a screenful of errors before it fails, without a server JACK does.
        chosen = [miniaudio.Backend.PULSEAUDIO]
        if Path("/dev/snd").exists():
            chosen.append(miniaudio.Backend.ALSA)
        if is_jack_there():
            chosen.append(miniaudio.Backend.JACK)
    is_null = chosen == [miniaudio.Backend.NULL]
    try:
        device = miniaudio.PlaybackDevice(
            miniaudio.SampleFormat.SIGNED16, 2, sample_rate, app_name="Segue", backends=chosen or None,
            buffersize_msec=buffer_ms or (_NULL_BUFFER_MS if is_null else _BUFFER_MS))
        device.start(blocks)
    except miniaudio.MiniaudioError as error:
        raise PortError("no sound device could be opened: connect one, or choose a MIDI port or no sound (null)") \
            from error
    return device
