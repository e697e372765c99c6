"""Where messages go: the built-in sound, a MIDI output, a file, nowhere.

mido, rtmidi, miniaudio and the synth are imported when a port that needs them is opened: a program
without one of them still starts, and says what is missing when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from engine.file_port import FILE, FilePort
from engine.midi_port import MidiPort
from engine.midi_systems import outputs
from engine.synth_port import BUILTIN, SynthPort

if TYPE_CHECKING:
    import mido

NULL = "null"


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


def list_ports() -> tuple[str, ...]:
    """Return the names of the MIDI outputs of this machine; none where there are none or MIDI is missing."""
    return tuple(dict.fromkeys(name for _, name in outputs()[0]))


def ports_fault() -> str | None:
    """Return in a sentence why there is no MIDI output, None where there is one."""
    there, fault = outputs()
    return None if there else fault


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
