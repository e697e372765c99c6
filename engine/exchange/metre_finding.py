"""Which metre notes are in that come without one: what repeats after a bar, and what stands on its beats.

Each metre that is thought of is given the pickup that suits it best, and then judged by how many bars begin with a
note, how long those notes are, how many bar lines are sounded over, how much of a bar's rhythm comes again in the
next, and whether the whole comes out even. The weights were fitted to the training tunes of six collections
(``python -m tests.metres --fit``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import log2

from engine.exchange.midi_file import Played
from engine.notation.fields import COMMON, parse_metre
from engine.notation.tune import Metre

NAMES = ("4/4", "2/4", "3/4", "6/8", "9/8", "3/8", "12/8", "3/2")
_PER_WHOLE = 96  # triplets of sixteenths are whole numbers
_MOST = 1000  # notes to judge by
_LEAST = 12
_PHRASES = (4, 8, 16)  # bars after which a melody often comes again
SHARED = 18  # features whose weight is the same for every metre
WEIGHTS: tuple[float, ...] = (
    1.26, 1.15, -1.31, 1.81, 0.86, -1.39, 0.76, 0.02, 0.65, 0.81, 1.79, 0.33, 0.82, 1.60, 1.16, 3.44, 3.61,
    0.65,
)
OWN: dict[str, tuple[float, float, float]] = {
    "4/4": (0.06, 0.47, 0.47),
    "2/4": (0.37, -2.59, -0.03),
    "3/4": (0.76, 1.43, 0.19),
    "6/8": (-0.54, 0.31, 0.53),
    "9/8": (-0.15, 0.26, 0.48),
    "3/8": (-0.03, -0.40, -0.02),
    "12/8": (-0.26, -0.07, -0.69),
    "3/2": (-0.22, 0.58, -0.24),
}


@dataclass(frozen=True, slots=True)
class _Heard:
    """One onset, in parts of a whole note: how long it lasts, and its highest pitch."""

    onset: int
    length: int
    pitch: int


def find_metre(notes: Sequence[Played]) -> Metre | None:
    """Return the likeliest metre of notes sorted by onset; None where there are too few to tell."""
    heard = _heard(notes)
    if len(heard) < _LEAST:
        return None
    best = max(NAMES, key=lambda name: score(heard, name))
    return parse_metre(best)


def score(heard: Sequence[_Heard], name: str) -> float:
    """Return how well a metre suits, as a logarithm of odds."""
    shared, own = features(heard, name)
    return sum(w * f for w, f in zip(WEIGHTS, shared, strict=True)) + \
        sum(w * f for w, f in zip(OWN[name], own, strict=True))


def features(heard: Sequence[_Heard], name: str) -> tuple[list[float], list[float]]:
    """Return what speaks for a metre: with weights that all metres share, and with its own."""
    metre = parse_metre(name) or COMMON
    assert metre.length is not None  # every metre of NAMES has one
    bar, beat = int(metre.length * _PER_WHOLE), int(metre.beat * _PER_WHOLE)
    pickup = _pickup(heard, bar, beat)
    first = heard[0].onset
    end = max(one.onset + one.length for one in heard)
    bars = max(1.0, (end - first - pickup) / bar)
    beats = max(1.0, (end - first) / beat)
    mean = sum(one.length for one in heard) / len(heard)
    starts = {one.onset: one for one in heard}
    down = [one for one in heard if (one.onset - first - pickup) % bar == 0]
    on_beat = [one for one in heard if (one.onset - first - pickup) % beat == 0 and
               (one.onset - first - pickup) % bar]
    half = [one for one in on_beat if (one.onset - first - pickup) % bar * 2 == bar]
    over_bar = over_beat = 0
    rhythm = melody = compared = 0
    for one in heard:
        place = (one.onset - first - pickup) % bar
        over_bar += one.length > bar - place
        over_beat += one.length > beat - place % beat and place % beat > 0
        if one.onset + bar < end:
            compared += 1
            later = starts.get(one.onset + bar)
            rhythm += later is not None and later.length == one.length
            melody += later is not None and later.pitch == one.pitch
    whole = round((end - first) / bar)
    comes_out = abs((end - first) - whole * bar) < 2
    last = (heard[-1].onset - first - pickup) % bar
    shared = [
        len(down) / bars, log2(sum(one.length for one in down) / max(1, len(down)) / mean + 0.1),
        over_bar / bars, len(on_beat) / max(1.0, beats - bars) if beats > bars else 1.0,
        log2((sum(one.length for one in on_beat) / len(on_beat) if on_beat else mean) / mean + 0.1),
        over_beat / beats, rhythm / max(1, compared), melody / max(1, compared), float(comes_out),
        float(comes_out and whole % 4 == 0), float(comes_out and whole % 8 == 0), float(last == 0),
        float(last % beat == 0), len(half) / bars, pickup / bar,
        *(_comes_again(heard, starts, count * bar) for count in _PHRASES)]
    steps = sorted(later.onset - one.onset for one, later in pairwise(heard))
    own = [1.0, log2(steps[len(steps) // 2] / 12), log2(bars)]
    return shared, own


def _comes_again(heard: Sequence[_Heard], starts: Mapping[int, _Heard], lag: int) -> float:
    """Return how much of the melody is the same so much later, from 0 to 1."""
    end = heard[-1].onset
    compared = [one for one in heard if one.onset + lag <= end]
    if len(compared) < _LEAST:
        return 0.0
    return sum(one.onset + lag in starts and starts[one.onset + lag].pitch == one.pitch for one in compared) \
        / len(compared)


def _pickup(heard: Sequence[_Heard], bar: int, beat: int) -> int:
    """Return the pickup that makes the best bars, by the measure of ``barring.find_pickup`` without loudness."""
    step = min(beat, _PER_WHOLE // 8)
    return max(range(0, bar // 2 + 1, step), key=lambda pickup: _goodness(heard, bar, beat, pickup))


def _goodness(heard: Sequence[_Heard], bar: int, beat: int, pickup: int) -> float:
    whole = first = count = middle = beats = tied = 0
    for one in heard:
        place = (one.onset - pickup) % bar
        weight = min(one.length, bar // 2)
        whole += weight
        if not place:
            first += weight
            count += 1
        elif place * 2 == bar:
            middle += weight
        elif not place % beat:
            beats += weight
        tied += place > 0 and one.length > bar - place
    notes = len(heard)
    return ((10.68 * first + 6.29 * middle + 0.54 * beats) / whole + 1.93 * count / notes - 34.7 * tied / notes
            + 1.24 * ((heard[-1].onset - pickup) % bar % beat == 0) - 8.41 * pickup / bar + 1.1 * (pickup > 0))


def _heard(notes: Sequence[Played]) -> list[_Heard]:
    """Return the onsets, each once, with its longest note."""
    found: dict[int, _Heard] = {}
    begin = notes[0].onset if notes else Fraction(0)
    for note in notes[:_MOST]:
        onset = round((note.onset - begin) * _PER_WHOLE)
        length = max(1, round((note.end - note.onset) * _PER_WHOLE))
        before = found.get(onset)
        if before is None or before.length < length or before.pitch < note.pitch:
            found[onset] = _Heard(onset, max(length, before.length if before else 0),
                                  max(note.pitch, before.pitch if before else 0))
    return [found[onset] for onset in sorted(found)]
