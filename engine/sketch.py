"""What a continuation looks like: its notes against time, its bar lines, how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from engine.notation.book import tune_range

if TYPE_CHECKING:
    from engine.notation.tune import Bar, Note

_LETTERS = "CDEFGAB"
_SIGNS = {2: "x", 1: "\N{MUSIC SHARP SIGN}", -1: "\N{MUSIC FLAT SIGN}", 0: "",
          -2: "\N{MUSIC FLAT SIGN}\N{MUSIC FLAT SIGN}"}


class Spot(NamedTuple):
    """A note of the picture: onset and length in whole notes from the picture's start, MIDI pitch, bar from 0.

    ``start`` and ``end`` are where it is written, in characters of the continuation.
    """

    onset: Fraction
    length: Fraction
    pitch: int
    bar: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Sketch:
    """A continuation to be drawn. ``bars`` are where each bar begins, in whole notes; ``length`` is the whole.

    ``ending`` is the last note's name, ``degree`` its step above the tonic (0 = tonic), -1 where there is none.
    """

    spots: tuple[Spot, ...] = ()
    bars: tuple[Fraction, ...] = ()
    length: Fraction = Fraction(0)
    ending: str = ""
    degree: int = -1


def sketch(text: str, caret: int, continuation: str) -> Sketch:
    r"""Return the picture of what stands behind the caret once a continuation is put there.

    >>> sketch("X:1\nL:1/8\nM:2/4\nK:G\nGABc|", 24, "d2G2|").ending
    'G'
    """
    from engine.notation.reader import read_tune  # 50 ms that a window with pictures in it does not wait for

    start = tune_range(text, caret)[0]
    tune = read_tune(text[:caret] + continuation, min(start, caret))
    spots: list[Spot] = []
    bars: list[Fraction] = []
    at = Fraction(0)
    last: tuple[Note, Bar] | None = None
    for bar in tune.last_voice.bars:
        if bar.place.end <= caret:
            continue
        behind = [note for note in bar.notes if note.place.start >= caret]
        from_onset = behind[0].onset if behind and bar.place.start < caret else Fraction(0)
        bars.append(at)
        for note in behind:
            start, end = note.place.start - caret, note.place.end - caret
            spots += [Spot(at + note.onset - from_onset, note.length, pitch.midi, len(bars) - 1, start, end)
                      for pitch in note.pitches]
            last = (note, bar) if note.pitches else last
        at += bar.length - from_onset
    if last is None:
        return Sketch(tuple(spots), tuple(bars), at)
    pitch, key = last[0].pitches[-1], last[1].key
    name = _LETTERS[pitch.step % 7] + _SIGNS.get(pitch.alter, "?")
    return Sketch(tuple(spots), tuple(bars), at, name, -1 if key.mode == "none" else (pitch.step - key.tonic) % 7)


def differing_bars(one: Sketch, other: Sketch) -> frozenset[int]:
    """Return the bars, from 0, in which two continuations do not say the same, or that only one has."""
    count = max(len(one.bars), len(other.bars))
    return frozenset(number for number in range(count) if _content(one, number) != _content(other, number))


def own_spots(one: Sketch, other: Sketch) -> frozenset[Spot]:
    """Return the notes of one that the other does not have at the same place of the same bar."""
    theirs = _places(other)
    return frozenset(spot for spot, place in zip(one.spots, _places_in_order(one), strict=True) if place not in theirs)


def _places_in_order(one: Sketch) -> list[tuple[int, Fraction, Fraction, int]]:
    return [(spot.bar, spot.onset - one.bars[spot.bar], spot.length, spot.pitch) for spot in one.spots]


def _places(one: Sketch) -> frozenset[tuple[int, Fraction, Fraction, int]]:
    return frozenset(_places_in_order(one))


def _content(one: Sketch, number: int) -> frozenset[tuple[int, Fraction, Fraction, int]] | None:
    if number >= len(one.bars):
        return None
    return frozenset(place for place in _places_in_order(one) if place[0] == number)
