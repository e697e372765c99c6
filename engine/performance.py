"""A Tune as it sounds: timed notes, with repeats, endings, ties and chords expanded.

Time is kept in exact whole notes from the start of the performance; seconds are derived from it.
"""

from __future__ import annotations

import copy
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from engine import lilt, ornaments
from engine.accompaniment import Chord, Strike, accompany_bar, parse_chord
from engine.beats import PlayedBar
from engine.errors import SettingsError
from engine.jumps import has_jumps, parts_in_order, played_order
from engine.notation.keys import Key
from engine.notation.tune import Bar, Metre, Note, Tempo, Tune, Voice
from engine.ornaments import Loudness
from engine.repeats import begins_part, sounding_order
from engine.tempo import DEFAULT_TEMPO, TempoMap, in_range, slowed

CHORD_CHANNEL = 1
CLICK_CHANNEL = 9  # the tenth, the drum kit of General MIDI: a metronome's, never a voice's
VOICE_CHANNELS = (0, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15)

_BASS_VELOCITY, _CHORD_VELOCITY = 56, 44
_GRACE = Fraction(1, 4)  # of the unit note length, as in abc2midi; all together at most half the note they lead to


_Value = TypeVar("_Value", Metre, Key)


@dataclass(frozen=True, slots=True)
class TimedNote:
    """One sounding note.

    ``start_s`` and ``end_s`` are seconds from the start of the performance; ``start`` and ``end`` are
    the note's place in the text. ``onset`` and ``length`` say the same time in exact whole notes.
    """

    start_s: float
    end_s: float
    pitch: int
    velocity: int
    channel: int
    start: int
    end: int
    onset: Fraction = Fraction(0)
    length: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Performance:
    """What sounds, sorted by ``start_s``.

    ``tempo_bpm`` beats of ``beat`` whole notes a minute are in force at the start; ``metre`` is the
    time signature as text. ``tempos``, ``metres`` and ``keys`` hold every change with its onset in
    whole notes, ``length`` is the whole in whole notes, ``voices`` are channels with names.
    ``first_heard`` holds start, end and first second of every written note and rest, by start. ``bars`` are those of
    the first voice as they are played.
    """

    notes: tuple[TimedNote, ...]
    duration_s: float
    tempo_bpm: float
    beat: Fraction
    metre: str
    title: str = ""
    length: Fraction = Fraction(0)
    tempos: tuple[tuple[Fraction, Tempo], ...] = ()
    metres: tuple[tuple[Fraction, Metre], ...] = ()
    keys: tuple[tuple[Fraction, Key], ...] = ()
    voices: tuple[tuple[int, str], ...] = ()
    first_heard: tuple[tuple[int, int, float], ...] = ()
    bars: tuple[PlayedBar, ...] = ()


def perform(tune: Tune, *, accompany: bool = True, tempo_scale: float = 1.0, swing: bool = False,
            graces: bool = True, as_written: bool = False, order: Sequence[int] | None = None) -> Performance:
    r"""Return how the tune sounds.

    ``accompany`` plays the chord symbols on channel 1. ``tempo_scale`` is 2 for twice as fast. ``swing`` plays a
    hornpipe's pairs of quavers long and short. ``graces`` plays grace notes and ornaments, and holds fermatas; without
    them all that sounds is what the notes themselves say. ``as_written`` leaves the header's order of parts aside, and
    D.C. and D.S.: a tune that is still being written sounds bar after bar. ``order`` are the bars to play, by their
    numbers from 0; a voice that has more or fewer bars than the first plays its own once.

    Prefix property: cut a tune of one voice after a bar line, and its performance ``as_written`` is the beginning of
    the performance of the whole, so that bars can be appended while it sounds. Only a note that is
    tied over the cut ends earlier in the shorter one.

    >>> from engine.notation.reader import read_tune
    >>> [note.pitch for note in perform(read_tune("X:1\nK:G\n|:GF:|")).notes]
    [67, 66, 67, 66]

    Raises:
        SettingsError: ``tempo_scale`` is not a positive number.
    """
    if not (math.isfinite(tempo_scale) and tempo_scale > 0):
        raise SettingsError("tempo scale {tempo_scale} is not a positive number: 1 is the tune's own tempo",
                            tempo_scale=tempo_scale)
    is_swung = swing and lilt.is_hornpipe(tune.field("R"))
    orders = _orders(tune, as_written, order)
    parts = [_Part(voice, channel, tune.unit, own, is_swung, graces)
             for voice, channel, own in zip(tune.voices, VOICE_CHANNELS, orders, strict=False)]
    sounding = [note for part in parts for note in part.melody()]
    harmony = next((part for part in parts if any(bar.symbols for bar in part.voice.bars)), None)
    if accompany and harmony is not None:
        sounding += harmony.chords()
    sounding.sort(key=lambda note: (note.onset.numerator / note.onset.denominator, note.channel, note.pitch))
    tempos = _tempos(tune, parts, tempo_scale)
    clock = TempoMap(slowed(tempos, [hold for part in parts for hold in part.holds()]) if graces else tempos)
    first, length = parts[0], max(part.length for part in parts)
    return Performance(
        notes=tuple(note.timed(clock) for note in sounding if 0 <= note.pitch <= 127),
        duration_s=clock.seconds(length),
        tempo_bpm=tempos[0][1].bpm, beat=tempos[0][1].beat, metre=tune.metre.text,
        title=tune.title, length=length, tempos=clock.tempos,
        metres=first.changes(tune.metre, lambda bar: bar.metre),
        keys=first.changes(tune.key, lambda bar: bar.key),
        voices=tuple((part.channel, part.voice.title or part.voice.name) for part in parts),
        first_heard=_first_heard(parts, clock), bars=first.bars(),
    )


def seconds_at(performance: Performance, offset: int) -> float:
    """Return when the text at this offset first sounds, in seconds.

    Between two notes it is the note after; after the last one it is the end.
    """
    heard = performance.first_heard
    place = bisect_right(heard, offset, key=lambda entry: entry[0])
    if place and heard[place - 1][1] > offset:
        place -= 1
    return heard[place][2] if place < len(heard) else performance.duration_s


@dataclass(slots=True)
class _Sounding:
    """A note while it may still grow by a tie. Times in whole notes."""

    onset: Fraction
    length: Fraction
    pitch: int
    velocity: int
    channel: int
    start: int
    end: int

    def timed(self, clock: TempoMap) -> TimedNote:
        return TimedNote(clock.seconds(self.onset), clock.seconds(self.onset + self.length), self.pitch,
                         max(1, min(127, self.velocity)), self.channel, self.start, self.end, self.onset, self.length)


class _Part:
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

    def melody(self) -> Iterable[_Sounding]:
        """Return the notes of the voice, ties merged, graces taking their time from the note they lead to."""
        notes: list[_Sounding] = []
        held: dict[int, _Sounding] = {}  # pitch -> the note that is tied into whatever comes next
        loudness = Loudness()
        for bar, bar_onset in self.played:
            held = self._line(bar, self._notes(bar), bar_onset, held, notes, loudness)
            loudness.end(bar.marks)
            for layer in bar.overlays:
                lead = self._lead(bar)
                accented = tuple((note, lilt.accent(bar.metre, lead + note.onset)) for note in layer)
                self._line(bar, accented, bar_onset, {}, notes, copy.copy(loudness))
        return notes

    def _line(self, bar: Bar, line: Iterable[tuple[Note, int]], bar_onset: Fraction, held: dict[int, _Sounding],
              notes: list[_Sounding], loudness: Loudness) -> dict[int, _Sounding]:
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
                        notes.append(_Sounding(onset, each, midi + self.voice.transpose, velocity + louder,
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

    def _sound(self, note: Note, onset: Fraction, length: Fraction, velocity: int, held: dict[int, _Sounding],
               notes: list[_Sounding]) -> dict[int, _Sounding]:
        """Append the pitches of one note, or lengthen those held into it; return what is held on."""
        delay = Fraction(0)
        if note.decorations:
            if self.graces:
                length *= ornaments.sounding_part(note.decorations)
                delay = ornaments.strum(note.decorations, len(note.pitches), length)
            elif "staccato" in note.decorations:
                length /= 2
        now: dict[int, _Sounding] = {}  # a unison in a chord, [cc], sounds once
        tied: dict[int, _Sounding] = {}
        low_first = sorted(pitch.midi for pitch in note.pitches) if delay else []
        for place, pitch in enumerate(note.pitches):
            midi = pitch.midi + self.voice.transpose
            one = now.get(midi) or held.get(midi)
            if one is None:
                late = delay * low_first.index(pitch.midi) if delay else delay
                one = _Sounding(onset + late, length - late, midi, velocity, self.channel, note.place.start,
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

    def chords(self) -> Iterator[_Sounding]:
        """Yield the accompaniment that the chord symbols ask for."""
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
                    yield _Sounding(bar_onset + strike.onset, strike.length, pitch,
                                    _BASS_VELOCITY if strike.is_bass else _CHORD_VELOCITY, CHORD_CHANNEL, start, end)
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


def _orders(tune: Tune, as_written: bool, order: Sequence[int] | None) -> list[list[int]]:
    """Return the order of the bars of each voice. Voices as long as the first go where it goes."""
    if order is not None:
        return [list(order if len(voice.bars) == len(tune.bars) else range(len(voice.bars))) for voice in tune.voices]
    parts = [] if as_written else parts_in_order(tune.field("P"))
    if as_written or not (parts or has_jumps(tune.voices)):
        return [sounding_order(voice.bars) for voice in tune.voices]
    first = played_order(tune.bars, parts)
    return [first if len(voice.bars) == len(tune.bars) else played_order(voice.bars, parts) for voice in tune.voices]


def _tempos(tune: Tune, parts: list[_Part], scale: float) -> tuple[tuple[Fraction, Tempo], ...]:
    """Return every change of tempo in the order of sounding; one in any voice holds for all."""
    marks = {onset: bar.tempo for part in reversed(parts) for bar, onset in part.played if bar.tempo is not None}
    if Fraction(0) not in marks:
        marks[Fraction(0)] = tune.tempo or DEFAULT_TEMPO
    return tuple((onset, in_range(tempo, scale)) for onset, tempo in sorted(marks.items(), key=lambda mark: mark[0]))


def _first_heard(parts: list[_Part], clock: TempoMap) -> tuple[tuple[int, int, float], ...]:
    heard: dict[int, tuple[int, Fraction]] = {}
    for part in parts:
        for bar, bar_onset in part.played:
            for note in bar.notes:
                heard.setdefault(note.place.start, (note.place.end, bar_onset + note.onset))
    return tuple((start, end, clock.seconds(onset)) for start, (end, onset) in sorted(heard.items()))
