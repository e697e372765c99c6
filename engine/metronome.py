"""The click of a metronome, as notes beside those of a performance.

They are never among ``Performance.notes``: whoever plays adds them, and no file that is written holds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.beats import PlayedBar, beats_of
from engine.performance import CLICK_CHANNEL, Performance, TimedNote
from engine.tempo import TempoMap

# Two woodblocks of the drum kit of General MIDI, high and low: the first beat of a bar, and any other.
FIRST_PITCH, BEAT_PITCH = 76, 77
_FIRST_VELOCITY, _BEAT_VELOCITY = 116, 88
_LENGTH_S = 0.04
_SAME_S = 1e-6  # places that differ by less are the same place


def clicks(performance: Performance) -> tuple[TimedNote, ...]:
    r"""Return a click for every beat of a performance.

    >>> from engine.notation.reader import read_tune
    >>> from engine.performance import perform
    >>> [(one.start_s, one.pitch) for one in clicks(perform(read_tune("X:1\nM:6/8\nQ:3/8=60\nK:G\nGAB c3|d6|")))]
    [(0.0, 76), (1.0, 77), (2.0, 76), (3.0, 77)]
    """
    clock = TempoMap(performance.tempos)
    return tuple(_click(clock.seconds(onset), is_first) for bar in performance.bars for onset, is_first in bar.beats())


def count_in(performance: Performance, from_s: float = 0.0) -> tuple[TimedNote, ...]:
    """Return the clicks of the bar before the music, which begins at ``from_s``; none where the metre is free.

    Their seconds count back from there and may be negative. Before a pickup, and before music that begins inside its
    bar, the beats that are missing follow the whole bar, so that the music comes in on its own beat.
    """
    clock = TempoMap(performance.tempos)
    bar = _bar_at(performance, clock, from_s)
    places = beats_of(bar.metre) if bar is not None else ()
    if bar is None or bar.metre.length is None or not places:
        return ()
    begun_s = clock.seconds(bar.onset)
    whole_s = (clock.seconds(bar.onset + bar.length) - begun_s) / float(bar.length)
    length_s = float(bar.metre.length) * whole_s
    missing_s = (from_s - begun_s + float(bar.lead) * whole_s) % length_s
    if length_s - missing_s < _SAME_S:
        missing_s = 0.0
    counted = []
    for turn_s in (-length_s, 0.0):
        for place in places:
            at = turn_s + float(place) * whole_s
            if at < missing_s - _SAME_S:
                counted.append(_click(from_s - missing_s + at, place == 0))
    return tuple(counted)


def counted_in(performance: Performance, notes: Sequence[TimedNote], from_s: float = 0.0
               ) -> tuple[Sequence[TimedNote], float]:
    """Return what to play of a performance's notes from a second on, counted in, and the second to begin at."""
    counted = count_in(performance, from_s)
    if not counted:
        return notes, from_s
    return (*counted, *(note for note in notes if note.start_s >= from_s - _SAME_S)), counted[0].start_s


def _bar_at(performance: Performance, clock: TempoMap, from_s: float) -> PlayedBar | None:
    bars = [bar for bar in performance.bars if bar.length > 0]
    begun = [bar for bar in bars if clock.seconds(bar.onset) <= from_s + _SAME_S]
    return begun[-1] if begun else next(iter(bars), None)


def _click(start_s: float, is_first: bool) -> TimedNote:
    pitch, velocity = (FIRST_PITCH, _FIRST_VELOCITY) if is_first else (BEAT_PITCH, _BEAT_VELOCITY)
    return TimedNote(start_s, start_s + _LENGTH_S, pitch, velocity, CLICK_CHANNEL, 0, 0, Fraction(0), Fraction(0))
