"""A MIDI output: a device, or another program.

mido and rtmidi are imported when one is opened.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from engine.errors import PortError
from engine.midi_systems import lasting, outputs
from engine.sentences import Sentence

if TYPE_CHECKING:
    import mido

_POLL_S = 1.0  # unplugging is silent: ask for the names this often
_DRAIN_S = 0.15
# JACK connects two ports at the beginning of one of its next cycles and says so at once; what is sent before is lost
# without an error: the first note after opening in 1 of 20 runs with both cores busy, in none after 50 ms.
_CONNECT_S = 0.1


class MidiPort:
    """A MIDI output of this machine. Opening takes a moment, until what is sent arrives."""

    def __init__(self, name: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self._clock = clock
        there, fault = outputs()
        found = next((one for one in there if one[1] == name), None) or next(
            (one for one in there if lasting(one[1]) == lasting(name)), None)
        if found is None:
            if there:
                raise PortError("there is no MIDI output {name!r}: choose one of {choices}", name=name,
                                choices=[repr(one[1]) for one in there])
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
