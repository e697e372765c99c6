"""The notes of a tune by time and pitch, in the order of the text: what a piano roll shows."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from engine.notation.tune import Note, Tune


class RollNote(NamedTuple):
    """One pitch: its place in the text, onset and length in whole notes from the beginning, MIDI number, voice from 0.

    ``is_tied``: it is held on into the next of its pitch.
    """

    start: int
    end: int
    onset: float
    length: float
    pitch: int
    voice: int
    is_tied: bool


class Roll(NamedTuple):
    """Notes by onset, the onsets of the bars, the length of the whole."""

    notes: tuple[RollNote, ...] = ()
    bars: tuple[float, ...] = ()
    length: float = 0.0


def roll_of(tune: Tune) -> Roll:
    r"""Return the notes as they are written: no repeat is played twice.

    >>> from engine.notation.reader import read_tune
    >>> [(note.pitch, note.length) for note in roll_of(read_tune("X:1\nL:1/4\nK:C\nCE-|E2|")).notes]
    [(60, 0.25), (64, 0.25), (64, 0.5)]
    """
    lengths = [max(bar.length for voice in tune.voices for bar in voice.bars[index:index + 1])
               for index in range(max((len(voice.bars) for voice in tune.voices), default=0))]
    onsets = [Fraction(0)]
    for length in lengths:
        onsets.append(onsets[-1] + length)
    found: list[RollNote] = []
    for number, voice in enumerate(tune.voices):
        for bar in voice.bars:
            for notes in (bar.notes, *bar.overlays):
                for note in notes:
                    _add(found, note, onsets[bar.index], number, voice.transpose)
    found.sort(key=lambda note: (note.onset, note.pitch))
    return Roll(tuple(found), tuple(map(float, onsets[:-1])), float(onsets[-1]))


def _add(found: list[RollNote], note: Note, bar_onset: Fraction, voice: int, transpose: int) -> None:
    """Append the pitches of a note."""
    for place, pitch in enumerate(note.pitches):
        found.append(RollNote(note.place.start, note.place.end, float(bar_onset + note.onset), float(note.length),
                              pitch.midi + transpose, voice, place < len(note.tied) and note.tied[place]))
