"""Where messages go: the built-in sound, a MIDI output, a file, nowhere.

mido, rtmidi, miniaudio and the synth are imported when a port that needs them is opened: a program
without one of them still starts, and says what is missing when it is asked for.
"""

from __future__ import annotations

import os
import re
import socket
import sys
import threading
import time
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from engine.errors import PortError
from engine.sentences import Sentence

if TYPE_CHECKING:
    import mido

BUILTIN, NULL, FILE = "builtin", "null", "file:"
_POLL_S = 1.0  # unplugging is silent: ask for the names this often
_DRAIN_S = 0.15
# JACK connects two ports at the beginning of one of its next cycles and says so at once; what is sent before is lost
# without an error: the first note after opening in 1 of 20 runs with both cores busy, in none after 50 ms.
_CONNECT_S = 0.1
_BUFFER_MS, _NULL_BUFFER_MS = 40, 80  # the Null device keeps time coarsely: 20 ms asked for came as 31 at p99
_STALLED_S = 2.0  # a sound device that has asked for nothing for so long is gone


class Port(Protocol):
    """Somewhere to send messages. Used by one thread at a time. ``name`` is what the user chose."""

    name: str

    def send(self, message: mido.Message) -> None:
        """Send one message at once.

        Raises:
            PortError: it did not go out, and nothing else will.
        """

    def close(self) -> None:
        """Let go of the device. May be called twice."""


class NullPort:
    """Take every message and do nothing."""

    name = NULL

    def send(self, message: mido.Message) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


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


class MidiPort:
    """A MIDI output of this machine. Opening takes a moment, until what is sent arrives."""

    def __init__(self, name: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self._clock = clock
        outputs, fault = _survey()
        found = next((one for one in outputs if one[1] == name), None) or next(
            (one for one in outputs if lasting(one[1]) == lasting(name)), None)
        if found is None:
            if outputs:
                raise PortError("there is no MIDI output {name!r}: choose one of {choices}", name=name,
                                choices=[repr(one[1]) for one in outputs])
            raise PortError("there is no MIDI output {name!r}: {reason}. The built-in sound needs none", name=name,
                            reason=fault or Sentence("none was found"))
        import rtmidi

        try:
            self._output = rtmidi.MidiOut(found[0], name="Segue")
            self._heard_as = found[1]
            self._output.open_port(self._output.get_ports().index(found[1]), name="out")
            if found[0] == rtmidi.API_UNIX_JACK:
                time.sleep(_CONNECT_S)
        except (OSError, ValueError) as error:
            raise PortError("{name} cannot be opened ({reason}): is another program using it?", name=name,
                            reason=error) from error
        self._is_open = True
        self._looked_at = clock()
        self._sent_at = 0.0

    def send(self, message: mido.Message) -> None:
        """Send the message; once a second, first look whether the device is still there."""
        if not self._is_open:
            raise PortError("{name} has been closed: open it again", name=self.name)
        now = self._clock()
        try:
            if now - self._looked_at >= _POLL_S:
                # 0.05 ms with JACK. is_port_open() stays True when a device is pulled out, and sends
                # vanish without an error; only its name is missing from the list.
                self._looked_at = now
                if self._heard_as not in self._output.get_ports():
                    raise PortError("{name} is gone: plug it in again or choose another port", name=self.name)
            self._output.send_message(message.bytes())
            self._sent_at = time.monotonic()
        except (OSError, ValueError) as error:
            raise PortError("{name} takes no more notes ({reason}): choose another port", name=self.name,
                            reason=error) from error

    def close(self) -> None:
        """Close the output, once what was sent last has had the time to go out: JACK drops what it still holds."""
        if self._is_open:
            self._is_open = False
            time.sleep(max(0.0, self._sent_at + _DRAIN_S - time.monotonic()))
            self._output.close_port()
            self._output.delete()


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


def list_ports() -> tuple[str, ...]:
    """Return the names of the MIDI outputs of this machine; none where there are none or MIDI is missing."""
    return tuple(dict.fromkeys(name for _, name in _survey()[0]))


def ports_fault() -> str | None:
    """Return in a sentence why there is no MIDI output, None where there is one."""
    outputs, fault = _survey()
    return None if outputs else fault


def open_port(name: str) -> Port:
    """Open ``builtin``, ``builtin:<voice>``, ``null``, ``file:<path>`` or the MIDI output of this name.

    Raises:
        PortError: it cannot be opened; the sentence says what to do.
    """
    if name == NULL:
        return NullPort()
    if name == BUILTIN or name.startswith(f"{BUILTIN}:"):
        return SynthPort(name.partition(":")[2])
    if name.startswith(FILE):
        return FilePort(name.removeprefix(FILE))
    return MidiPort(name)


def _survey() -> tuple[list[tuple[int, str]], str | None]:
    """Return every MIDI output as (rtmidi's system number, name), and why there is none."""
    try:
        import rtmidi
    except ImportError:
        return [], Sentence("MIDI outputs need python-rtmidi, which is not installed: run pip install python-rtmidi")
    outputs: list[tuple[int, str]] = []
    faults: list[str] = []
    for system in rtmidi.get_compiled_api():
        if not is_there(system):
            continue
        try:
            probe = rtmidi.MidiOut(system, name="Segue")
        except OSError as error:  # rtmidi's own errors are OSErrors; where MIDI is missing even asking raises
            faults.append(str(error))
            continue
        outputs += [(system, name) for name in probe.get_ports()]
        probe.delete()
    if faults:
        return outputs, Sentence("no MIDI output was found ({reasons}): plug in a device or start a synthesizer",
                                 reasons=faults)
    return outputs, Sentence("no MIDI output was found: plug in a device or start a synthesizer")


def is_there(system: int) -> bool:
    """Say whether it is worth asking this system. Both Linux libraries grumble on standard error if it is not."""
    import rtmidi

    if system == rtmidi.API_LINUX_ALSA:
        return Path("/dev/snd/seq").exists()
    if system == rtmidi.API_UNIX_JACK and sys.platform == "linux":
        return _is_jack_there()
    return True


def _is_jack_there() -> bool:
    """Say whether a JACK server, or PipeWire in its place, runs on this Linux."""
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    server = f"/dev/shm/jack_{os.environ.get('JACK_DEFAULT_SERVER', 'default')}_{os.getuid()}_0"
    return _answers(server) or (runtime / "pipewire-0").exists()


def _answers(path: str) -> bool:
    """Say whether somebody listens at this local socket; one that a killed server left behind is only a file."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1.0)
        try:
            probe.connect(path)
        except OSError:
            return False
    return True


def lasting(name: str) -> str:
    """Return a port's name without the client number that ALSA puts at its end, new at every plugging in."""
    return re.sub(r" \d+:\d+$", "", name)


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
        if _is_jack_there():
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
