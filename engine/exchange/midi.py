"""A Performance as a standard MIDI file: format 1, 480 ticks a quarter note.

Ticks come from exact whole notes and never from seconds, so that what is written together falls
together however long the tune.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from engine.files import write_bytes
from engine.notation.keys import Key
from engine.notation.tune import Metre
from engine.performance import CHORD_CHANNEL, Performance, TimedNote

if TYPE_CHECKING:
    import mido

TICKS_PER_QUARTER = 480
_TICKS_PER_WHOLE = 4 * TICKS_PER_QUARTER
_MAJOR = ("Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#")
_MINOR = ("Abm", "Ebm", "Bbm", "Fm", "Cm", "Gm", "Dm", "Am", "Em", "Bm", "F#m", "C#m", "G#m", "D#m", "A#m")


def write_midi(path: Path | str, performance: Performance) -> None:
    """Write a performance as a MIDI file, whole or not at all.

    Raises:
        FileError: it cannot be written; an old file is untouched.
    """
    data = io.BytesIO()
    midi_file(performance).save(file=data)
    write_bytes(path, data.getvalue())


def midi_file(performance: Performance) -> mido.MidiFile:
    """Return the performance as a MIDI file in memory: a track of signs, then one a channel."""
    import mido

    file = mido.MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")
    last = ticks(performance.length)
    file.tracks.append(_track(_signs(performance), last))
    names = dict(performance.voices)
    if any(note.channel == CHORD_CHANNEL for note in performance.notes):
        names[CHORD_CHANNEL] = "Chords"
    for channel, name in names.items():
        title = [(0, 0, mido.MetaMessage("track_name", name=name or performance.title))]
        notes = [note for note in performance.notes if note.channel == channel]
        file.tracks.append(_track([*title, *_messages(notes)], last))
    return file


def ticks(onset: Fraction) -> int:
    """Return the tick nearest to an onset in whole notes.

    >>> ticks(Fraction(1, 12))
    160
    """
    return round(onset * _TICKS_PER_WHOLE)


_Timed = tuple[int, int, "mido.Message | mido.MetaMessage"]


def _track(messages: Iterable[_Timed], last: int) -> mido.MidiTrack:
    """Return a track from messages with absolute ticks; at one tick the lower rank goes first."""
    import mido

    track = mido.MidiTrack()
    now = 0
    for tick, _, message in sorted(messages, key=lambda entry: entry[:2]):
        track.append(message.copy(time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=max(0, last - now)))
    return track


def _messages(notes: Iterable[TimedNote]) -> Iterable[_Timed]:
    """Yield note-offs (rank 1) and note-ons (rank 2); a pitch struck again is ended first."""
    import mido

    spans: dict[int, list[list[int]]] = {}
    for note in notes:
        start = ticks(note.onset)
        same = spans.setdefault(note.pitch, [])
        if same and same[-1][0] == start:
            same[-1][1] = max(same[-1][1], ticks(note.onset + note.length))
            continue
        if same:
            same[-1][1] = min(same[-1][1], start)
        # A note shorter than a tick still gets one: some players hang on a length of zero.
        same.append([start, max(start + 1, ticks(note.onset + note.length)), note.velocity, note.channel])
    for pitch, found in spans.items():
        for start, end, velocity, channel in found:
            yield start, 2, mido.Message("note_on", channel=channel, note=pitch, velocity=velocity)
            yield end, 1, mido.Message("note_off", channel=channel, note=pitch, velocity=0)


def _signs(performance: Performance) -> Iterable[_Timed]:
    """Yield title, tempo, time and key signatures with every change."""
    import mido

    yield 0, 0, mido.MetaMessage("track_name", name=performance.title)
    for onset, tempo in performance.tempos:
        microseconds = round(60_000_000 / (tempo.bpm * float(tempo.beat) * 4))
        yield ticks(onset), 0, mido.MetaMessage("set_tempo", tempo=max(1, min(0xFFFFFF, microseconds)))
    for onset, metre in performance.metres:
        signature = _time_signature(metre)
        if signature is not None:
            clocks = max(1, min(255, round(metre.beat * 96)))
            yield ticks(onset), 0, mido.MetaMessage("time_signature", numerator=signature[0],
                                                    denominator=signature[1], clocks_per_click=clocks)
    for onset, key in performance.keys:
        yield ticks(onset), 0, mido.MetaMessage("key_signature", key=_key_signature(key))


def _time_signature(metre: Metre) -> tuple[int, int] | None:
    """Return numerator and denominator, None where a MIDI file cannot say it (free metre, x/3)."""
    if metre.length is None:
        return None
    match = re.search(r"/\s*(\d+)", metre.text)
    denominator = int(match.group(1)) if match else {"C|": 2}.get(metre.text.strip(), 4)
    numerator = metre.length * denominator
    if numerator.denominator != 1 or not 1 <= numerator <= 255 or denominator.bit_count() != 1 or denominator > 128:
        return None
    return int(numerator), denominator


def _key_signature(key: Key) -> str:
    """Return mido's name for the signature: a minor key only for minor, else the major key that is written alike."""
    fifths = max(-7, min(7, key.fifths))
    return _MINOR[fifths + 7] if key.mode == "m" else _MAJOR[fifths + 7]


def recording(path: Path | str, messages: Iterable[tuple[float, mido.Message]]) -> None:
    """Write messages with their times in seconds as a MIDI file of one track, whole or not at all.

    Raises:
        FileError: it cannot be written; an old file is untouched.
    """
    import mido

    file = mido.MidiFile(type=0, ticks_per_beat=TICKS_PER_QUARTER)
    track = mido.MidiTrack()
    file.tracks.append(track)
    start, now = None, 0
    for second, message in messages:
        start = second if start is None else start
        # Half a second a quarter is what a file without a tempo means.
        tick = round((second - start) * 2 * TICKS_PER_QUARTER)
        track.append(message.copy(time=tick - now))
        now = tick
    data = io.BytesIO()
    file.save(file=data)
    write_bytes(path, data.getvalue())
