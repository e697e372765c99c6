"""Where notes come from: the MIDI inputs of this machine, one that other programs play into, one that a test plays.

rtmidi is imported when the inputs are asked for: a program without it still starts, and says what is missing.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol

from engine import midi_systems
from engine.errors import PortError
from engine.sentences import Sentence

NONE, EVERY, OWN = "none", "every", "Segue"
Take = Callable[[bytes], None]
# A port of our own sends what we play: listening to it would never end. The same with a cable from output to input.
_OWN_NAMES = re.compile(r"Segue(-\d+)?:|Midi Through")


class InputPort(Protocol):
    """An input that is open: it calls whoever opened it with every message, on a thread of the MIDI library."""

    name: str

    def close(self) -> None:
        """Let go of the device; nothing is told any more. May be called twice."""


class Inputs(Protocol):
    """The inputs of a machine. Used by one thread at a time."""

    def names(self) -> tuple[str, ...]:
        """Return what there is just now; never raises."""

    def fault(self) -> Sentence | None:
        """Return in a sentence why the last ``names`` were none; None where there were some."""

    def open(self, name: str, take: Take) -> InputPort:
        """Open one by its name; ``OWN`` is the one that other programs see under that name.

        Raises:
            PortError: it cannot be opened; the sentence says what to do.
        """

    def close(self) -> None:
        """Let go of the MIDI system. May be called twice."""


class MidiInputs:
    """What rtmidi finds. The clients that are asked for names stay open: every program would see a new one a second."""

    def __init__(self) -> None:
        self._probes: dict[int, Any] = {}  # rtmidi's system number: a MidiIn
        self._found: dict[str, int] = {}
        self._faults: list[str] = []
        self._is_missing = False

    def names(self) -> tuple[str, ...]:
        """Return the inputs of every system, our own outputs left out."""
        self._faults.clear()
        self._found.clear()
        try:
            import rtmidi
        except ImportError:
            self._is_missing = True
            return ()
        for system in rtmidi.get_compiled_api():
            for name in self._ask(system):
                if not _OWN_NAMES.match(name):
                    self._found.setdefault(name, system)
        return tuple(self._found)

    def fault(self) -> Sentence | None:
        """Return why there is none."""
        if self._is_missing:
            return Sentence("MIDI inputs need python-rtmidi, which is not installed: run pip install python-rtmidi")
        if self._found:
            return None
        if self._faults:
            return Sentence("no MIDI input was found ({reasons}): plug in a keyboard", reasons=self._faults)
        return Sentence("no MIDI input was found: plug in a keyboard")

    def open(self, name: str, take: Take) -> InputPort:
        """Open an input, or make the one of our own where the system lets programs have some (Windows does not)."""
        import rtmidi

        system = next(iter(self._probes), None) if name == OWN else self._found.get(name)
        if name == OWN and (system is None or sys.platform == "win32"):
            raise PortError("this system lets no program have a MIDI input of its own: choose a keyboard")
        if system is None:
            raise PortError("there is no MIDI input {name!r}: plug it in, or choose another", name=name)
        try:
            if name == OWN:
                # On the client that is there already, so that its name is Segue and not Segue-01. On a Mac only the
                # port's name is seen.
                probe = self._probes[system]
                probe.open_virtual_port("Segue" if sys.platform == "darwin" else "in")
                return _RtInput(OWN, probe, take, is_probe=True)
            port = rtmidi.MidiIn(system, name="Segue")
            port.open_port(port.get_ports().index(name), name="in")
        except (OSError, ValueError) as error:
            raise PortError("{name} cannot be opened ({reason}): is another program using it?", name=name,
                            reason=error) from error
        return _RtInput(name, port, take)

    def close(self) -> None:
        """Let go of every system."""
        for probe in self._probes.values():
            probe.delete()
        self._probes.clear()

    def _ask(self, system: int) -> list[str]:
        import rtmidi

        if not midi_systems.is_there(system):
            self._forget(system)
            return []
        try:
            if system not in self._probes:
                self._probes[system] = rtmidi.MidiIn(system, name="Segue")
            return list(self._probes[system].get_ports())
        except OSError as error:  # rtmidi's own errors are OSErrors; where MIDI is missing even asking raises
            self._faults.append(str(error))
            self._forget(system)
            return []

    def _forget(self, system: int) -> None:
        probe = self._probes.pop(system, None)
        if probe is not None:
            probe.delete()


class _RtInput:
    """One open input of rtmidi. One on a client that is also asked for names leaves the client there."""

    def __init__(self, name: str, port: Any, take: Take, *, is_probe: bool = False) -> None:
        self.name = name
        self._port: Any = port
        self._is_probe = is_probe
        port.set_callback(lambda event, _: take(bytes(event[0])))

    def close(self) -> None:
        """Close it; the library's thread has ended then."""
        port, self._port = self._port, None
        if port is not None:
            port.cancel_callback()
            port.close_port()
            if not self._is_probe:
                port.delete()


class NullInput:
    """An input on which nothing is ever played."""

    def __init__(self, name: str = NONE) -> None:
        self.name = name

    def close(self) -> None:
        """Do nothing."""


class QueueInput(NullInput):
    """An input that a program plays, from any thread."""

    def __init__(self, name: str, take: Take, on_close: Callable[[], None]) -> None:
        super().__init__(name)
        self._take, self._on_close = take, on_close

    def play(self, message: bytes) -> None:
        """Hand over one message, as the MIDI library would."""
        self._take(message)

    def close(self) -> None:
        """Play no more."""
        self._take = lambda _: None
        self._on_close()


class QueueInputs:
    """Inputs without a MIDI system: plugged in, played and pulled out by a program, for tests and demonstrations."""

    def __init__(self, *names: str) -> None:
        self._lock = threading.Lock()
        self._names = list(names)
        self._open: dict[str, QueueInput] = {}
        self.broken: set[str] = set()  # those that cannot be opened

    def names(self) -> tuple[str, ...]:
        """Return those that are plugged in."""
        with self._lock:
            return tuple(self._names)

    def fault(self) -> Sentence | None:
        """Say that there is none, where there is none."""
        return None if self.names() else Sentence("no MIDI input was found: plug in a keyboard")

    def open(self, name: str, take: Take) -> InputPort:
        """Open one that is plugged in; the own one always can be."""
        if (name not in self.names() and name != OWN) or name in self.broken:
            raise PortError("{name} cannot be opened: is another program using it?", name=name)
        one = QueueInput(name, take, lambda: self._forget(name))
        with self._lock:
            self._open[name] = one
        return one

    def close(self) -> None:
        """Do nothing."""

    def plug(self, name: str) -> None:
        """Let there be one more."""
        with self._lock:
            self._names.append(name)

    def unplug(self, name: str) -> None:
        """Pull one out: silently, as devices go."""
        with self._lock:
            self._names.remove(name)

    def play(self, name: str, *messages: bytes) -> None:
        """Play on one; what is not open hears nothing."""
        with self._lock:
            one = self._open.get(name)
        for message in messages:
            if one is not None:
                one.play(message)

    @property
    def opened(self) -> tuple[str, ...]:
        """The names of those that are open."""
        with self._lock:
            return tuple(sorted(self._open))

    def _forget(self, name: str) -> None:
        with self._lock:
            self._open.pop(name, None)


def list_inputs() -> tuple[str, ...]:
    """Return the names of the MIDI inputs of this machine; none where there are none or MIDI is missing."""
    return survey()[0]


def survey() -> tuple[tuple[str, ...], Sentence | None]:
    """Return the names of the MIDI inputs of this machine, and why there are none."""
    inputs = MidiInputs()
    try:
        return inputs.names(), inputs.fault()
    finally:
        inputs.close()
