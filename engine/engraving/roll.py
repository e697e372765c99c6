"""The notes of a tune by time and pitch, in the order of the text: what a piano roll shows."""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from typing import NamedTuple

from engine.notation.tune import Note, Tune


class RollNote(NamedTuple):
    """One pitch: its place in the text, onset and length in whole notes from the beginning, MIDI number, voice from 0."""

    start: int
    end: int
    onset: float
    length: float
    pitch: int
    voice: int


class Roll(NamedTuple):
    """Notes by onset, the onsets of the bars, the length of the whole."""

    notes: tuple[RollNote, ...] = ()
    bars: tuple[float, ...] = ()
    length: float = 0.0


def roll_of(tune: Tune) -> Roll:
    """Return the notes as they are written: no repeat is played twice, tied notes are one.

    >>> from engine.notation.reader import read_tune
    >>> [(note.pitch, note.length) for note in roll_of(read_tune("X:1\\nL:1/4\\nK:C\\nCE-|E2|")).notes]
    [(60, 0.25), (64, 0.75)]
    """
    lengths = [max(bar.length for voice in tune.voices for bar in voice.bars[index:index + 1])
               for index in range(max((len(voice.bars) for voice in tune.voices), default=0))]
    onsets = [Fraction(0)]
    for length in lengths:
        onsets.append(onsets[-1] + length)
    found: list[RollNote] = []
    for number, voice in enumerate(tune.voices):
        held: dict[int, int] = {}
        for bar in voice.bars:
            for notes, depth in zip((bar.notes, *bar.overlays), count()):
                before = held if depth == 0 else {}
                for note in notes:
                    before = _add(found, note, onsets[bar.index], before, number, voice.transpose)
                if depth == 0:
                    held = before
    found.sort(key=lambda note: (note.onset, note.pitch))
    return Roll(tuple(found), tuple(map(float, onsets[:-1])), float(onsets[-1]))


def _add(found: list[RollNote], note: Note, bar_onset: Fraction, held: dict[int, int], voice: int,
         transpose: int) -> dict[int, int]:
    """Append the pitches of a note, or lengthen those held into it; return those held on, as places in the list."""
    tied: dict[int, int] = {}
    for place, pitch in enumerate(note.pitches):
        midi = pitch.midi + transpose
        at = held.get(midi)
        if at is None:
            at = len(found)
            found.append(RollNote(note.place.start, note.place.end, float(bar_onset + note.onset), float(note.length),
                                  midi, voice))
        else:
            found[at] = found[at]._replace(length=float(bar_onset + note.onset + note.length) - found[at].onset)
        if place < len(note.tied) and note.tied[place]:
            tied[midi] = at
    return tied
