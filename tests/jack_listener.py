"""The far end of a JACK cable, in a process of its own: print every message that arrives as hexadecimal bytes."""

from __future__ import annotations

import sys
import time

import rtmidi


def main() -> None:
    """Open a virtual input, say ``ready``, and print what comes until standard input is closed or a minute is over."""
    port = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name="Segue far end", queue_size_limit=100_000)
    port.ignore_types(sysex=False, timing=False, active_sense=False)
    port.set_callback(lambda event, _: sys.stdout.write(bytes(event[0]).hex() + "\n") and sys.stdout.flush())
    port.open_virtual_port("in")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    time.sleep(0.2)  # what is on the cable still arrives
    port.close_port()
    port.delete()


if __name__ == "__main__":
    main()
