"""The MIDI systems of this machine: whether each is there, and what outputs it has.

rtmidi is imported when they are asked for: a program without it still starts, and says what is missing.
"""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path

from engine.sentences import Sentence


def outputs() -> tuple[list[tuple[int, str]], str | None]:
    """Return every MIDI output as (rtmidi's system number, name), and why there is none."""
    try:
        import rtmidi
    except ImportError:
        return [], Sentence("MIDI outputs need python-rtmidi, which is not installed: run pip install python-rtmidi")
    found: list[tuple[int, str]] = []
    faults: list[str] = []
    for system in rtmidi.get_compiled_api():
        if not is_there(system):
            continue
        try:
            probe = rtmidi.MidiOut(system, name="Segue")
        except OSError as error:  # rtmidi's own errors are OSErrors; where MIDI is missing even asking raises
            faults.append(str(error))
            continue
        found += [(system, name) for name in probe.get_ports()]
        probe.delete()
    if faults:
        return found, Sentence("no MIDI output was found ({reasons}): plug in a device or start a synthesizer",
                               reasons=faults)
    return found, Sentence("no MIDI output was found: plug in a device or start a synthesizer")


def is_there(system: int) -> bool:
    """Say whether it is worth asking this system. Both Linux libraries grumble on standard error if it is not."""
    import rtmidi

    if system == rtmidi.API_LINUX_ALSA:
        return Path("/dev/snd/seq").exists()
    if system == rtmidi.API_UNIX_JACK and sys.platform == "linux":
        return is_jack_there()
    return True


def is_jack_there() -> bool:
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
