"""The beat of playing that follows no click: where its notes fall between the file's beats, the player's own is found.

The shortest step that nearly all distances between notes are multiples of is followed from note to note as it grows
and shrinks. What was played in one step is written as a quaver, or as half of one where most notes take two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import cos, pi
from statistics import median

from engine.exchange.midi_file import MidiSong
from engine.notation.tune import Tempo
from engine.tempo import TempoMap

_LEAST = 24  # onsets to judge by
_ON_GRID = 0.25  # mean cosine of the phase within an eighth or a sixteenth; 0 for playing that knows nothing of them
_TOGETHER_S = 0.03  # notes of one chord
_SHORTEST_S, _LONGEST_S = 0.08, 0.6  # of a step
_GOOD = 0.19  # of a step: how far distances may be from whole steps on average; by chance it would be a quarter
_FOLLOW = 0.2  # how fast the step follows the player
_EIGHTH = Fraction(1, 8)


def follow_player(song: MidiSong) -> bool:
    """Move the notes of a song that keeps to no beat of the file onto beats of its own; False where it keeps to them.

    Metres and tempos of the file say nothing then, and are replaced.
    """
    notes = [note for track in song.tracks for note in track.notes]
    onsets = sorted({note.onset for note in notes})
    if len(onsets) < _LEAST or _is_on_grid(onsets):
        return False
    tempos = sorted({Fraction(0): 120.0, **song.tempos}.items())
    clock = TempoMap(tuple((onset, Tempo(Fraction(1, 4), bpm)) for onset, bpm in tempos))
    seconds = _merged([clock.seconds(onset) for onset in onsets])
    step = _step(seconds)
    if step is None:
        return False
    steps, length = _counted(seconds, step)
    taken = median(later - one for one, later in pairwise(steps))
    unit = _EIGHTH if taken < 2 else _EIGHTH / 2 if taken < 4 else _EIGHTH / 4
    places = _Places(seconds, [count * unit for count in steps])
    for note in notes:
        note.onset, note.end = places.at(clock.seconds(note.onset)), places.at(clock.seconds(note.end))
        note.end = max(note.end, note.onset + unit / 2)
    for track in song.tracks:
        track.words = [(places.at(clock.seconds(onset)), word) for onset, word in track.words]
    song.keys = {places.at(clock.seconds(onset)) if onset else onset: key for onset, key in song.keys.items()}
    song.metres = {}
    song.tempos = {Fraction(0): round(60 / (length * float(Fraction(1, 4) / unit)))}
    return True


def _is_on_grid(onsets: Sequence[Fraction]) -> bool:
    return any(sum(cos(2 * pi * float(onset / step)) for onset in onsets) / len(onsets) > _ON_GRID
               for step in (_EIGHTH, _EIGHTH / 2, _EIGHTH * 2 / 3))


def _merged(seconds: Sequence[float]) -> list[float]:
    """Return the times without those that belong to the chord before."""
    found: list[float] = []
    for second in seconds:
        if not found or second - found[-1] > _TOGETHER_S:
            found.append(second)
    return found


def _step(seconds: Sequence[float]) -> float | None:
    """Return the longest step, in seconds, of which nearly all distances are multiples; None where there is none."""
    distances = sorted(later - one for one, later in pairwise(seconds))
    best: tuple[float, float] | None = None
    step = min(_LONGEST_S, distances[len(distances) * 3 // 4] * 1.1)
    while step >= _SHORTEST_S:
        off = sum(abs(each / step - round(each / step)) if each > 0.6 * step else 0.5 for each in distances)
        off /= len(distances)
        if off < _GOOD and (best is None or (off < best[0] and step > best[1] * 0.8)):
            best = off, step
        elif best is not None and step < best[1] * 0.8:
            break
        step *= 0.985
    return None if best is None else best[1]


def _counted(seconds: Sequence[float], step: float) -> tuple[list[int], float]:
    """Return at which step each time lies, and how long a step is on average."""
    found = [0]
    now = step
    for before, second in pairwise(seconds):
        count = max(1, round((second - before) / now))
        if count <= 4:
            now += _FOLLOW * ((second - before) / count - now)
            now = min(max(now, step * 0.6), step * 1.6)
        found.append(found[-1] + count)
    return found, (seconds[-1] - seconds[0]) / found[-1]


class _Places:
    """Seconds to whole notes, by what is known of some of them; an even tempo between."""

    def __init__(self, seconds: Sequence[float], wholes: Sequence[Fraction]) -> None:
        self._seconds, self._wholes = seconds, wholes

    def at(self, second: float) -> Fraction:
        """Return the place; one that falls on a known time is exact."""
        place = max(0, min(bisect_right(self._seconds, second + 1e-9) - 1, len(self._seconds) - 2))
        low, high = self._seconds[place], self._seconds[place + 1]
        share = max(0.0, second - low)
        if second - low <= _TOGETHER_S and second < high:
            return self._wholes[place]
        if place == len(self._seconds) - 2 and abs(second - high) <= _TOGETHER_S:
            return self._wholes[-1]
        whole = self._wholes[place] + (self._wholes[place + 1] - self._wholes[place]) * Fraction(share / (high - low))
        return Fraction(round(whole * 384), 384)


