"""A Tune as it sounds: timed notes, with repeats, endings, ties and chords expanded.

Time is kept in exact whole notes from the start of the performance; seconds are derived from it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine import lilt
from engine.beats import PlayedBar
from engine.errors import SettingsError
from engine.jumps import has_jumps, parts_in_order, played_order
from engine.notation.keys import Key
from engine.notation.tune import Metre, Tempo, Tune
from engine.part import Part, Sounding
from engine.repeats import sounding_order
from engine.tempo import DEFAULT_TEMPO, TempoMap, in_range, slowed

CHORD_CHANNEL = 1
CLICK_CHANNEL = 9  # the tenth, the drum kit of General MIDI: a metronome's, never a voice's
VOICE_CHANNELS = (0, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15)


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
    parts = [Part(voice, channel, tune.unit, own, is_swung, graces)
             for voice, channel, own in zip(tune.voices, VOICE_CHANNELS, orders, strict=False)]
    sounding = [note for part in parts for note in part.melody()]
    harmony = next((part for part in parts if any(bar.symbols for bar in part.voice.bars)), None)
    if accompany and harmony is not None:
        sounding += harmony.chords(CHORD_CHANNEL)
    sounding.sort(key=lambda note: (note.onset.numerator / note.onset.denominator, note.channel, note.pitch))
    tempos = _tempos(tune, parts, tempo_scale)
    clock = TempoMap(slowed(tempos, [hold for part in parts for hold in part.holds()]) if graces else tempos)
    first, length = parts[0], max(part.length for part in parts)
    return Performance(
        notes=tuple(_timed(note, clock) for note in sounding if 0 <= note.pitch <= 127),
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


def _orders(tune: Tune, as_written: bool, order: Sequence[int] | None) -> list[list[int]]:
    """Return the order of the bars of each voice. Voices as long as the first go where it goes."""
    if order is not None:
        return [list(order if len(voice.bars) == len(tune.bars) else range(len(voice.bars))) for voice in tune.voices]
    parts = [] if as_written else parts_in_order(tune.field("P"))
    if as_written or not (parts or has_jumps(tune.voices)):
        return [sounding_order(voice.bars) for voice in tune.voices]
    first = played_order(tune.bars, parts)
    return [first if len(voice.bars) == len(tune.bars) else played_order(voice.bars, parts) for voice in tune.voices]


def _timed(note: Sounding, clock: TempoMap) -> TimedNote:
    return TimedNote(clock.seconds(note.onset), clock.seconds(note.onset + note.length), note.pitch,
                     max(1, min(127, note.velocity)), note.channel, note.start, note.end, note.onset, note.length)


def _tempos(tune: Tune, parts: list[Part], scale: float) -> tuple[tuple[Fraction, Tempo], ...]:
    """Return every change of tempo in the order of sounding; one in any voice holds for all."""
    marks = {onset: bar.tempo for part in reversed(parts) for bar, onset in part.played if bar.tempo is not None}
    if Fraction(0) not in marks:
        marks[Fraction(0)] = tune.tempo or DEFAULT_TEMPO
    return tuple((onset, in_range(tempo, scale)) for onset, tempo in sorted(marks.items(), key=lambda mark: mark[0]))


def _first_heard(parts: list[Part], clock: TempoMap) -> tuple[tuple[int, int, float], ...]:
    heard: dict[int, tuple[int, Fraction]] = {}
    for part in parts:
        for bar, bar_onset in part.played:
            for note in bar.notes:
                heard.setdefault(note.place.start, (note.place.end, bar_onset + note.onset))
    return tuple((start, end, clock.seconds(onset)) for start, (end, onset) in sorted(heard.items()))
