"""Some bars of a tune to be played round and round: which they are, and how one round of them sounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from engine.errors import SettingsError
from engine.manner import Manner
from engine.metronome import count_in
from engine.notation.tune import Bar, Place, Tune
from engine.performance import TimedNote
from engine.repeats import begins_part, sounding_order
from engine.tempo import TempoMap

REACHES = ("bar", "part", "tune")  # what is looped around a caret
SHORTEST_S = 0.05  # a round shorter than this would be a buzz
_PLAIN = Manner()
_SAME_S = 1e-6  # places that differ by less are the same place


@dataclass(frozen=True, slots=True)
class Round:
    """One time through the bars of a loop.

    The notes' seconds count from its beginning; the next round begins after ``length_s``. ``count_in`` are the clicks
    before the first round: their seconds are negative. ``places`` is where each voice has these bars in the text.
    """

    notes: tuple[TimedNote, ...]
    length_s: float
    count_in: tuple[TimedNote, ...] = ()
    places: tuple[Place, ...] = ()


def bars_touched(tune: Tune, start: int, end: int) -> tuple[int, int] | None:
    r"""Return the first and last bar that stand, in any voice, between two offsets; None where there are none.

    Bars count from 1, as they are written. An empty range takes the bar that it stands in, or at the end of.

    >>> from engine.notation.reader import read_tune
    >>> text = "X:1\nK:C\nCD|EF|GA|"
    >>> bars_touched(read_tune(text), text.index("E"), text.index("A")), bars_touched(read_tune(text), 8, 8)
    ((2, 3), (1, 1))
    """
    until = max(start, end - 1)
    found = [bar.index + 1 for bar in _bars(tune) if bar.place.start <= until and bar.place.end > start]
    if not found and start == end:
        before = [bar for bar in _bars(tune) if bar.place.start < start]
        found = [max(before, key=lambda bar: bar.place.start).index + 1] if before else []
    found = [number for number in found if number <= len(tune.bars)]
    return (min(found), max(found)) if found else None


def bars_around(tune: Tune, offset: int, reach: str) -> tuple[int, int] | None:
    r"""Return the first and last bar of what stands around an offset: its bar, its part, or the tune (``REACHES``).

    >>> from engine.notation.reader import read_tune
    >>> text = "X:1\nK:C\nCD|EF||GA|Bc|]"
    >>> [bars_around(read_tune(text), text.index("A"), reach) for reach in REACHES]
    [(3, 3), (3, 4), (1, 4)]
    """
    bars = tune.bars
    here = bars_touched(tune, offset, offset)
    if here is None or reach == "bar":
        return here
    if reach == "tune":
        return 1, len(bars)
    first = next(index for index in range(here[0] - 1, -1, -1) if begins_part(bars, index))
    last = next((index for index in range(here[0], len(bars)) if begins_part(bars, index)), len(bars))
    return first + 1, last


def round_of(tune: Tune, first: int, last: int, manner: Manner = _PLAIN, *, tempo_scale: float = 1.0) -> Round:
    """Return how bars ``first`` to ``last`` sound once. They count as they are written, from 1.

    A repeat is played where all of it lies among these bars, and not at all where a part of it does not; what is the
    same several times over is one round. Key, tempo, loudness and chord are those in force there.

    Raises:
        SettingsError: the tune has no such bars, or they are too short to be heard.
    """
    bars = tune.bars
    if not 1 <= first <= last <= len(bars):
        raise SettingsError("bars {first} to {last} cannot be played: the tune has {count}", first=first, last=last,
                            count=len(bars))
    performance = manner.perform(tune, tempo_scale=tempo_scale,
                                 order=[*range(first - 1), *order_of(tune, first - 1, last - 1)])
    clock = TempoMap(performance.tempos)
    begin = performance.bars[first - 1].onset
    end = performance.bars[-1].onset + performance.bars[-1].length
    begin_s, length_s = clock.seconds(begin), clock.seconds(end) - clock.seconds(begin)
    if length_s < SHORTEST_S:
        raise SettingsError("bars {first} to {last} are too short to be played again and again: choose more",
                            first=first, last=last)
    places = tuple(Place(own[0].place.start, own[-1].place.end) for voice in tune.voices
                   if (own := [bar for bar in voice.bars[first - 1:last] if bar.notes]))
    return Round(tuple(_cut(manner.notes(performance), begin_s, begin_s + length_s)), length_s,
                 tuple(_moved(count_in(performance, begin_s), -begin_s)), places)


def order_of(tune: Tune, first: int, last: int) -> list[int]:
    r"""Return the bars from ``first`` to ``last``, numbers from 0, in the order of one round.

    >>> from engine.notation.reader import read_tune
    >>> tune = read_tune("X:1\nK:C\n|:C|D|1E:|2F|]")
    >>> order_of(tune, 0, 3), order_of(tune, 0, 2), order_of(tune, 1, 3)
    ([0, 1, 2, 0, 1, 3], [0, 1, 2], [1, 2, 3])
    """
    bars, straight = tune.bars, list(range(first, last + 1))
    if any(len(voice.bars) != len(bars) for voice in tune.voices) or _leaves(bars, first, last):
        return straight
    order = [first + index for index in sounding_order(bars[first:last + 1])]
    if set(order) != set(straight):
        return straight
    for length in range(1, len(order)):
        if len(order) % length == 0 and order == order[:length] * (len(order) // length):
            return order[:length]
    return order


def _leaves(bars: Sequence[Bar], first: int, last: int) -> bool:
    """Say whether a repeat reaches out of some bars, or an ending beside them belongs to theirs."""
    inside = range(first, last + 1)
    back = [(one, other) for one, other in pairwise(sounding_order(bars)) if other <= one]
    is_split = last + 1 < len(bars) and bool(bars[last + 1].endings)
    return is_split or any((one in inside) != (other in inside) for one, other in back)


def _bars(tune: Tune) -> list[Bar]:
    return [bar for voice in tune.voices for bar in voice.bars]


def _cut(notes: Sequence[TimedNote], begin_s: float, end_s: float) -> list[TimedNote]:
    """Return the notes between two seconds; what is tied over either edge sounds as much as lies between."""
    kept = [replace(note, start_s=max(note.start_s, begin_s), end_s=min(note.end_s, end_s)) for note in notes
            if note.start_s < end_s - _SAME_S and note.end_s > begin_s + _SAME_S]
    return sorted(_moved(kept, -begin_s), key=lambda note: note.start_s)


def _moved(notes: Sequence[TimedNote], by_s: float) -> list[TimedNote]:
    return [replace(note, start_s=note.start_s + by_s, end_s=note.end_s + by_s) for note in notes]
