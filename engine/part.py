"""One voice as it sounds: its bars one after another, the notes in them, what its chord symbols ask for.

Times are exact whole notes from the start of the performance.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from engine import lilt, ornaments
from engine.accompaniment import Chord, Strike, accompany_bar, parse_chord
from engine.beats import PlayedBar
from engine.notation.keys import Key
from engine.notation.tune import Bar, Metre, Note, Voice
from engine.ornaments import Loudness
from engine.repeats import begins_part

_BASS_VELOCITY, _CHORD_VELOCITY = 56, 44
_GRACE = Fraction(1, 4)  # of the unit note length, as in abc2midi; all together at most half the note they lead to

_Value = TypeVar("_Value", Metre, Key)


@dataclass(slots=True)
class Sounding:
    """A note while it may still grow by a tie. Times in whole notes."""

    onset: Fraction
    length: Fraction
    pitch: int
    velocity: int
    channel: int
    start: int
    end: int


class Part:
    """One voice with its bars in the order in which they sound, each with its onset."""

    def __init__(self, voice: Voice, channel: int, unit: Fraction, order: list[int], is_swung: bool,
                 graces: bool) -> None:
        self.voice = voice
        self.unit = unit
        self.channel = channel
        self.is_swung = is_swung
        self.graces = graces
        self.played: list[tuple[Bar, Fraction]] = []
        self.length = Fraction(0)
        self._reckoned: dict[int, tuple[tuple[Note, int], ...]] = {}
        for index in order:
            self.played.append((voice.bars[index], self.length))
            self.length += voice.bars[index].length

    def _lead(self, bar: Bar) -> Fraction:
        return lilt.lead(bar, begins_part(self.voice.bars, bar.index))

    def _notes(self, bar: Bar) -> tuple[tuple[Note, int], ...]:
        """Return the notes of a bar with the accent of each; a bar that is repeated is reckoned once."""
        if bar.index not in self._reckoned:
            lead = self._lead(bar)
            notes = lilt.swing(bar) if self.is_swung else bar.notes
            self._reckoned[bar.index] = tuple((note, lilt.accent(bar.metre, lead + note.onset)) for note in notes)
        return self._reckoned[bar.index]

    def melody(self) -> Iterable[Sounding]:
        """Return the notes of the voice, ties merged, graces taking their time from the note they lead to."""
        notes: list[Sounding] = []
        held: dict[int, Sounding] = {}  # pitch -> the note that is tied into whatever comes next
        loudness = Loudness()
        for bar, bar_onset in self.played:
            held = self._line(bar, self._notes(bar), bar_onset, held, notes, loudness)
            loudness.end(bar.marks)
            for layer in bar.overlays:
                lead = self._lead(bar)
                accented = tuple((note, lilt.accent(bar.metre, lead + note.onset)) for note in layer)
                self._line(bar, accented, bar_onset, {}, notes, copy.copy(loudness))
        return notes

    def _line(self, bar: Bar, line: Iterable[tuple[Note, int]], bar_onset: Fraction, held: dict[int, Sounding],
              notes: list[Sounding], loudness: Loudness) -> dict[int, Sounding]:
        """Append one layer of a bar; return what is tied on."""
        for note, accent in line:
            added = loudness.of(note)
            velocity = lilt.MELODY_VELOCITY + added + accent
            onset, length = bar_onset + note.onset, note.length
            if length > 0:
                if self.graces and note.pitches and not held and (note.graces or note.decorations
                                                                  or loudness.is_trilled):
                    lead = self._lead_in(note, bar.key, length, is_trilled=loudness.is_trilled)
                    for each, midi, louder in lead:
                        notes.append(Sounding(onset, each, midi + self.voice.transpose, velocity + louder,
                                               self.channel, note.place.start, note.place.end))
                        onset, length = onset + each, length - each
                held = self._sound(note, onset, length, velocity, held, notes)
            if note.decorations:
                loudness.end(note.decorations)
        return held

    def _lead_in(self, note: Note, key: Key, length: Fraction, *, is_trilled: bool) -> list[tuple[Fraction, int, int]]:
        """Return what takes its time from the beginning of a note: its graces, then its ornament.

        Each has its length, its MIDI number and how much louder it is than the note.
        """
        each = min(self.unit * _GRACE, length / (2 * len(note.graces))) if note.graces else Fraction(0)
        found = [(each, grace.pitch.midi, -6) for grace in note.graces]
        if len(note.pitches) == 1:
            left = length - each * len(note.graces)
            found += [(part, ornaments.neighbour(note.pitches[0], degree, key).midi, 0)
                      for part, degree in ornaments.figure(note.decorations, left, is_trilled=is_trilled)]
        return found

    def _sound(self, note: Note, onset: Fraction, length: Fraction, velocity: int, held: dict[int, Sounding],
               notes: list[Sounding]) -> dict[int, Sounding]:
        """Append the pitches of one note, or lengthen those held into it; return what is held on."""
        delay = Fraction(0)
        if note.decorations:
            if self.graces:
                length *= ornaments.sounding_part(note.decorations)
                delay = ornaments.strum(note.decorations, len(note.pitches), length)
            elif "staccato" in note.decorations:
                length /= 2
        now: dict[int, Sounding] = {}  # a unison in a chord, [cc], sounds once
        tied: dict[int, Sounding] = {}
        low_first = sorted(pitch.midi for pitch in note.pitches) if delay else []
        for place, pitch in enumerate(note.pitches):
            midi = pitch.midi + self.voice.transpose
            one = now.get(midi) or held.get(midi)
            if one is None:
                late = delay * low_first.index(pitch.midi) if delay else delay
                one = Sounding(onset + late, length - late, midi, velocity, self.channel, note.place.start,
                                note.place.end)
                notes.append(one)
            else:
                one.length = onset + length - one.onset
            now[midi] = one
            if place < len(note.tied) and note.tied[place]:
                tied[midi] = one
        return tied

    def holds(self) -> Iterator[tuple[Fraction, Fraction]]:
        """Yield beginning and end of what a fermata holds, in whole notes."""
        for bar, onset in self.played:
            for number, note in enumerate(bar.notes):
                if (note.decorations or bar.marks) and note.length > 0 and ornaments.is_held(bar, number):
                    yield onset + note.onset, onset + note.onset + note.length

    def chords(self, channel: int) -> Iterator[Sounding]:
        """Yield the accompaniment that the chord symbols ask for, on a channel of its own."""
        held: Chord | None = None
        source = (0, 0)
        struck: dict[tuple[int, Chord | None], tuple[Strike, ...]] = {}
        for bar, bar_onset in self.played:
            named = [(symbol, chord) for symbol in bar.symbols if (chord := parse_chord(symbol.text)) is not None]
            symbols = tuple((symbol.onset, chord) for symbol, chord in named)
            if (bar.index, held) not in struck:
                struck[bar.index, held] = tuple(
                    accompany_bar(bar.metre, bar.length, self._lead(bar), symbols, held))
            for strike in struck[bar.index, held]:
                start, end = source
                if strike.symbol >= 0:
                    start, end = named[strike.symbol][0].place.start, named[strike.symbol][0].place.end
                for pitch in strike.pitches:
                    yield Sounding(bar_onset + strike.onset, strike.length, pitch,
                                    _BASS_VELOCITY if strike.is_bass else _CHORD_VELOCITY, channel, start, end)
            if named:
                held = named[-1][1]
                source = (named[-1][0].place.start, named[-1][0].place.end)

    def bars(self) -> tuple[PlayedBar, ...]:
        """Return the bars as they are played."""
        return tuple(PlayedBar(bar.index, onset, bar.length, self._lead(bar), bar.metre) for bar, onset in self.played)

    def changes(self, first: _Value, value: Callable[[Bar], _Value]) -> tuple[tuple[Fraction, _Value], ...]:
        """Return ``first`` and every later value of the bars that differs from the one before, with onsets."""
        found = [(Fraction(0), first)]
        for bar, onset in self.played:
            if value(bar) != found[-1][1]:
                found = found[:-1] if onset == 0 else found
                found.append((onset, value(bar)))
        return tuple(found)
