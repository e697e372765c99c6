"""The far end of a JACK cable, in a process of its own: print every message that arrives as hexadecimal bytes."""

from __future__ import annotations

import sys
import time

import rtmidi

QUIET_S = 0.5


def main() -> None:
    """Open a virtual input, say ``ready``, and print what comes until standard input is closed or a minute is over."""
    port = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name="Segue far end", queue_size_limit=100_000)
    port.ignore_types(sysex=False, timing=False, active_sense=False)
    last_s = [time.monotonic()]

    def take(event: tuple[list[int], float], _: object) -> None:
        last_s[0] = time.monotonic()
        sys.stdout.write(bytes(event[0]).hex() + "\n")
        sys.stdout.flush()

    port.set_callback(take)
    port.open_virtual_port("in")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    last_s[0] = time.monotonic()
    while time.monotonic() - last_s[0] < QUIET_S:  # what is on the cable still arrives
        time.sleep(0.05)
    port.close_port()
    port.delete()


if __name__ == "__main__":
    main()
