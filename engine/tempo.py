"""From whole notes to seconds: a tune's tempos, kept within what can be played."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction

from engine.notation.tune import Tempo, Tune

DEFAULT_TEMPO = Tempo(Fraction(1, 4), 120.0)  # what abc2midi takes where there is no Q:
_SLOWEST, _FASTEST = 4.0, 4000.0  # quarter notes a minute; a MIDI file cannot say less than 3.6


def written_tempos(tune: Tune) -> tuple[tuple[int, Tempo], ...]:
    r"""Return every tempo of a tune with the offset of the text from which on it holds, in the order of the text.

    >>> from engine.notation.reader import read_tune
    >>> [(offset, float(one.bpm)) for offset, one in written_tempos(read_tune("X:1\nK:C\nC|[Q:1/4=90]D|"))]
    [(0, 120.0), (20, 90.0)]
    """
    marks = {bar.place.start: bar.tempo for voice in tune.voices for bar in voice.bars if bar.tempo is not None}
    return (tune.place.start, tune.tempo or DEFAULT_TEMPO), *sorted(marks.items())


class TempoMap:
    """Turn whole notes into seconds. ``tempos`` are onsets with tempos; the first onset is 0."""

    def __init__(self, tempos: tuple[tuple[Fraction, Tempo], ...]) -> None:
        self.tempos = tempos
        # Floats from here on: equal Fractions give equal floats, and arithmetic on Fractions is what takes
        # the time in a long tune.
        self._onsets = [float(onset) for onset, _ in tempos]
        # Seconds a whole note takes from each change on, and the second of each change.
        self._rates = [60.0 / (tempo.bpm * float(tempo.beat)) for _, tempo in tempos]
        self._starts = [0.0]
        for place in range(1, len(tempos)):
            span = self._onsets[place] - self._onsets[place - 1]
            self._starts.append(self._starts[-1] + span * self._rates[place - 1])

    def seconds(self, onset: Fraction) -> float:
        """Return the second at which this many whole notes have passed."""
        whole = onset.numerator / onset.denominator
        place = bisect_right(self._onsets, whole) - 1
        return self._starts[place] + (whole - self._onsets[place]) * self._rates[place]


def in_range(tempo: Tempo, scale: float) -> Tempo:
    """Return the tempo, scaled, kept within what can be played and written to a file."""
    if not (math.isfinite(tempo.bpm) and tempo.bpm > 0 and tempo.beat > 0):
        tempo = DEFAULT_TEMPO
    quarters = tempo.bpm * scale * float(tempo.beat) * 4
    bpm = tempo.bpm * scale * min(max(quarters, _SLOWEST), _FASTEST) / quarters
    return Tempo(tempo.beat, bpm, tempo.text)


def slowed(tempos: tuple[tuple[Fraction, Tempo], ...], holds: Sequence[tuple[Fraction, Fraction]]) \
        -> tuple[tuple[Fraction, Tempo], ...]:
    """Return the tempos, at half speed between the beginning and the end of each hold: a fermata for all voices."""
    if not holds:
        return tempos
    onsets = [onset for onset, _ in tempos]
    begun = sorted(start for start, _ in holds)
    ended = sorted(end for _, end in holds)
    found: list[tuple[Fraction, Tempo]] = []
    for onset in sorted({*onsets, *begun, *ended}):
        tempo = tempos[bisect_right(onsets, onset) - 1][1]
        if bisect_right(begun, onset) > bisect_right(ended, onset):
            tempo = in_range(tempo, 0.5)
        if not found or found[-1][1] != tempo:
            found.append((onset, tempo))
    return tuple(found)
