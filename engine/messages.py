"""Timed notes as MIDI messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from engine.performance import TimedNote

if TYPE_CHECKING:
    import mido

ALL_CHANNELS = range(16)
SHORTEST_S = 0.01  # a note of no length would end before it begins
_SUSTAIN_PEDAL, _ALL_SOUND_OFF, _ALL_NOTES_OFF = 64, 120, 123


def note_on(note: TimedNote) -> mido.Message:
    """Return the message that begins a note."""
    from mido import Message

    return Message("note_on", channel=note.channel, note=note.pitch, velocity=note.velocity)


def note_off(note: TimedNote) -> mido.Message:
    """Return the message that ends a note."""
    from mido import Message

    return Message("note_off", channel=note.channel, note=note.pitch, velocity=0)


def hush(channels: Iterable[int]) -> Iterator[mido.Message]:
    """Yield what silences whole channels: pedal up, all notes off, all sound off.

    Some synths ignore these, so a note-off for every sounding note goes first.
    """
    from mido import Message

    for control in (_SUSTAIN_PEDAL, _ALL_NOTES_OFF, _ALL_SOUND_OFF):
        for channel in channels:
            yield Message("control_change", channel=channel, control=control, value=0)


def message_events(notes: Sequence[TimedNote]) -> list[tuple[float, mido.Message]]:
    """Return every message with its second, in order.

    At one time note-offs go before note-ons, and a pitch that is struck again is ended first.
    """
    events: list[tuple[float, int, mido.Message]] = []
    ends: dict[tuple[int, int], float] = {}
    for note in sorted(notes, key=lambda note: note.start_s, reverse=True):
        end = max(note.end_s, note.start_s + SHORTEST_S)
        # Walked backwards: what is known here is when the same pitch begins next.
        end = min(end, ends.get((note.channel, note.pitch), end))
        ends[note.channel, note.pitch] = note.start_s
        if end > note.start_s:  # else a unison: the later entry sounds for both
            events += [(note.start_s, 1, note_on(note)), (end, 0, note_off(note))]
    events.sort(key=lambda event: event[:2])
    return [(seconds, message) for seconds, _, message in events]
