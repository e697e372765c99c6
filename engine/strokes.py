"""What a MIDI keyboard says: a key goes down or up, the pedal is pressed or let go."""

from __future__ import annotations

from dataclasses import dataclass

_NOTE_OFF, _NOTE_ON, _CONTROL = 0x80, 0x90, 0xB0
_SUSTAIN_PEDAL = 64
_DRUMS = 9  # the tenth channel, counted from 0: pads


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key went down, or up where ``velocity`` is 0. ``at_s`` is the time by the clock of whoever listened."""

    pitch: int
    velocity: int
    at_s: float

    @property
    def is_down(self) -> bool:
        """Say whether a note begins."""
        return self.velocity > 0


@dataclass(frozen=True, slots=True)
class Pedal:
    """The sustain pedal was pressed or let go."""

    is_down: bool
    at_s: float


def stroke_of(message: bytes, at_s: float) -> Stroke | Pedal | None:
    """Return what a MIDI message says, None where it says nothing that matters here; drums do not.

    >>> stroke_of(bytes([0x93, 60, 80]), 1.0), stroke_of(bytes([0x90, 60, 0]), 2.0)
    (Stroke(pitch=60, velocity=80, at_s=1.0), Stroke(pitch=60, velocity=0, at_s=2.0))
    >>> stroke_of(bytes([0xB0, 64, 127]), 1.0), stroke_of(bytes([0x99, 36, 80]), 1.0)
    (Pedal(is_down=True, at_s=1.0), None)
    """
    if len(message) != 3:
        return None
    status, first, second = message
    kind, channel = status & 0xF0, status & 0x0F
    if channel == _DRUMS:
        return None
    if kind in (_NOTE_ON, _NOTE_OFF):
        return Stroke(first, second if kind == _NOTE_ON else 0, at_s)
    return Pedal(second >= 64, at_s) if kind == _CONTROL and first == _SUSTAIN_PEDAL else None
