"""Somebody at a JACK cable, in a process of its own: plays what it is told to, and prints what it hears.

Standard input: a line of hexadecimal bytes is sent; ``wait N`` sends nothing until N seconds have passed. Standard
output: ``ready``, then a line for every message that arrives: the monotonic second, and the bytes.
"""

from __future__ import annotations

import sys
import threading
import time

import rtmidi


def main() -> None:
    """Open an output and an input of a name that is not ours; obey until the input ends."""
    out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="Player")
    out.open_virtual_port("out")
    ear = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, name="Listener", queue_size_limit=100_000)

    def take(event: tuple[list[int], float], _: object) -> None:
        sys.stdout.write(f"{time.monotonic():.6f} {bytes(event[0]).hex()}\n")
        sys.stdout.flush()

    ear.set_callback(take)
    ear.open_virtual_port("in")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    pause = threading.Event()
    for line in sys.stdin:
        word, _, rest = line.strip().partition(" ")
        if word == "wait":
            pause.wait(float(rest))
        else:
            out.send_message(list(bytes.fromhex(word)))
    pause.wait(0.3)  # what is on the cable still arrives
    for port in (out, ear):
        port.close_port()
        port.delete()


if __name__ == "__main__":
    main()
