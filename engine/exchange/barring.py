"""Notes on a grid to bars: where the bars begin, what the pickup is, ties over bar lines, rests, tuplets, layers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from engine.exchange.key_finding import spell
from engine.exchange.midi_file import Played
from engine.exchange.musicxml_words import note_lengths
from engine.exchange.quantise import Snapped
from engine.exchange.scoring import NOWHERE, bar_of, count_tuplets, join_beams, missing, rest
from engine.notation.keys import Key
from engine.notation.tune import Bar, BarLine, ChordSymbol, Metre, Note, Pitch, Tuplet

_EIGHTH = Fraction(1, 8)
_ENOUGH = 1000  # notes to judge a pickup by


@dataclass(frozen=True, slots=True)
class Span:
    """Where a bar lies, in whole notes, what holds in it, what line closes it and which ending begins with it."""

    start: Fraction
    end: Fraction
    metre: Metre
    key: Key
    closing: str = "|"
    endings: tuple[int, ...] = ()


def spans(metres: Sequence[tuple[Fraction, Metre]], keys: Sequence[tuple[Fraction, Key]], pickup: Fraction,
          end: Fraction) -> list[Span]:
    """Return the bars from 0 up to ``end``. ``pickup`` is the length of a short first bar, or 0.

    A bar is cut short where another metre begins.
    """
    found: list[Span] = []
    changes = [onset for onset, _ in keys]
    for place, (start, metre) in enumerate(metres):
        stop = metres[place + 1][0] if place + 1 < len(metres) else None
        length = metre.length or Fraction(1)
        now = start
        while now < (end if stop is None else min(stop, end)):
            full = pickup if pickup and not found else length
            until = now + full if stop is None else min(now + full, stop)
            if stop is None and found and pickup and now + length - pickup >= end:
                until = now + length - pickup  # the last bar gives back the pickup
            key = keys[max(0, bisect_right(changes, now) - 1)][1]
            found.append(Span(now, until, metre, key))
            now = until
    return found


def find_pickup(notes: Sequence[Played], metre: Metre) -> Fraction:
    """Return the length of the pickup with which the notes, which begin at 0, make the best bars.

    Good bars have long and loud notes on their first beat, some on the middle one, and none tied over the bar line.
    The weights were fitted to 757 tunes of the collections at hand, without their loudness: of those with a pickup four
    fifths were found, of those without one nine tenths left alone.
    """
    length = metre.length
    if length is None or not notes or notes[-1].onset < 4 * length:
        return Fraction(0)  # too little to judge by
    notes = notes[:_ENOUGH]
    step = min(metre.beat, _EIGHTH)
    candidates = [step * number for number in range(int(length / 2 / step) + 1)]
    return max(candidates, key=lambda pickup: _goodness(notes, metre, length, pickup))


def _goodness(notes: Sequence[Played], metre: Metre, length: Fraction, pickup: Fraction) -> float:
    """Return how good the bars are that a pickup makes, as the logarithm of its odds."""
    loud = [note.velocity for note in notes]
    low, high = min(loud), max(loud)
    whole = first = first_count = middle = beats = tied = accents = 0.0
    for note in notes:
        onset, end = _plain(note.onset), _plain(note.end)
        place = (onset - pickup) % length
        weight = float(min(end - onset, length / 2) / length)
        whole += weight
        if not place:
            first += weight
            first_count += 1
            accents += (note.velocity - low) / (high - low) if high > low else 0.0
        elif place * 2 == length:
            middle += weight
        elif place % metre.beat == 0:
            beats += weight
        if place and end - onset > length - place:
            tied += 1
    count = len(notes)
    ends_on_beat = (_plain(notes[-1].onset) - pickup) % length % metre.beat == 0
    return ((10.68 * first + 6.29 * middle + 0.54 * beats) / max(whole, 1e-9) + 1.93 * first_count / count
            - 34.7 * tied / count + 1.24 * ends_on_beat + 6.0 * accents / max(first_count, 1.0)
            - 8.41 * float(pickup / length) + 1.1 * (pickup > 0))


def _plain(onset: Fraction) -> Fraction:
    """Return the nearest sixteenth or triplet: where a bar begins it does not matter which was meant."""
    return Fraction(round(onset * 48), 48)


Sounding = tuple[Fraction, Fraction, tuple[int, ...]]  # onset, end, pitches


def layers(notes: Sequence[Snapped]) -> list[list[Sounding]]:
    """Return the notes of a track as lines in which nothing overlaps; what begins and ends together is a chord."""
    chords: dict[tuple[Fraction, Fraction], list[int]] = {}
    for note in notes:
        chords.setdefault((note.onset, note.end), []).append(note.pitch)
    found: list[list[Sounding]] = []
    for (onset, end), pitches in sorted(chords.items(), key=lambda entry: (entry[0][0], -max(entry[1]))):
        line = next((one for one in found if one[-1][1] <= onset), None)
        if line is None:
            line = []
            found.append(line)
        line.append((onset, end, tuple(sorted(set(pitches)))))
    return found


def bars_of(line: Sequence[Sounding], places: Sequence[Span], *, is_first: bool,
            symbols: Sequence[tuple[Fraction, str]] = ()) -> list[Bar]:
    """Return the bars of one line; where nothing sounds there are rests, invisible ones if it is not the first.

    A note or rest over which one of the chord ``symbols`` begins is divided there: ABC writes them over notes.
    """
    found: list[Bar] = []
    at = 0
    for index, span in enumerate(places):
        while at < len(line) and line[at][1] <= span.start:
            at += 1
        notes: list[Note] = []
        now = span.start
        over = [(onset - span.start, text) for onset, text in symbols if span.start <= onset < span.end]
        cuts = [onset for onset, _ in over]
        number = at
        while number < len(line) and line[number][0] < span.end:
            onset, end, midi = line[number]
            begin, stop = max(onset, span.start), min(end, span.end)
            notes += _rests(now - span.start, begin - span.start, is_first, cuts)
            pitches = tuple(spell(one, span.key.fifths) for one in midi)
            notes += _tied(pitches, begin - span.start, stop - span.start, cuts, is_held=end > span.end)
            now = stop
            number += 1
        notes += _rests(now - span.start, span.end - span.start, is_first, cuts)
        bar = bar_of(index, count_tuplets(_with_ratios(notes)), span.metre, span.key, span.end - span.start)
        found.append(bar._replace(symbols=tuple(ChordSymbol(text, onset, NOWHERE) for onset, text in over),
                                  closing=BarLine(span.closing, NOWHERE), endings=span.endings))
        found[-1] = found[-1]._replace(notes=tuple(join_beams(bar.notes, span.metre, missing(found, index))))
    return found


def _rests(start: Fraction, end: Fraction, is_first: bool, cuts: Sequence[Fraction]) -> list[Note]:
    return [rest(low, high - low, is_invisible=not is_first) for low, high in _divided(start, end, cuts)]


def _tied(pitches: tuple[Pitch, ...], start: Fraction, end: Fraction, cuts: Sequence[Fraction], *,
          is_held: bool) -> list[Note]:
    pieces = _divided(start, end, cuts)
    return [Note(pitches, low, high - low, NOWHERE, high - low, (is_held or high < end,) * len(pitches))
            for low, high in pieces]


def _divided(start: Fraction, end: Fraction, cuts: Sequence[Fraction]) -> list[tuple[Fraction, Fraction]]:
    """Return the pieces of what lies between two places, divided at the cuts unless it belongs to a tuplet."""
    is_plain = all(_odd(place.denominator) == 1 for place in (start, end))
    edges = [start, *(cut for cut in cuts if start < cut < end and is_plain and _odd(cut.denominator) == 1), end]
    return [piece for low, high in pairwise(edges) for piece in _pieces(low, high)]


def _pieces(start: Fraction, end: Fraction) -> list[tuple[Fraction, Fraction]]:
    """Return what lies between two places of a bar in pieces that single notes can be."""
    if end <= start:
        return []
    length = end - start
    odd = _odd(length.denominator)
    found = []
    now = start
    # In a tuplet the written lengths count: three twelfths are drawn as eighths.
    for piece in note_lengths(length * odd / _below(odd) if odd > 1 else length):
        stop = now + (piece * _below(odd) / odd if odd > 1 else piece)
        found.append((now, stop))
        now = stop
    return found


def _with_ratios(notes: Sequence[Note]) -> list[Note]:
    """Return the notes with the ratio of their tuplet: of those from a plain place of the bar to the next plain one."""
    found = list(notes)
    start = 0
    while start < len(found):
        stop = start + 1
        while stop < len(found) and _odd((found[stop - 1].onset + found[stop - 1].length).denominator) > 1:
            stop += 1
        odd = max(_odd(bottom) for note in found[start:stop] for bottom in (note.onset.denominator,
                                                                            note.length.denominator))
        if 1 < odd <= 32:
            tuplet = Tuplet(odd, _below(odd), 1)
            found[start:stop] = [note._replace(tuplet=tuplet) for note in found[start:stop]]
        start = stop
    return found


def _odd(number: int) -> int:
    """Return the odd part of a number: 3 for 24."""
    return number // (number & -number)


def _below(odd: int) -> int:
    """Return the power of two below an odd number: as many notes as a tuplet takes the time of."""
    return 1 << (odd.bit_length() - 1)
