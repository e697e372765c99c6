"""What written notes are under a key, a unit and an octave, before the bar's accidentals.

A book of ten megabytes holds millions of notes and a few hundred different ones: each is made only once.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from math import lcm

from engine.notation.fields import exact, interned, parse_length, scaled
from engine.notation.heads import parse_note
from engine.notation.tune import Pitch

_PLAIN = r"[A-Ga-g][,']*\d*(?:/+\d*)?"
RUN = rf"{_PLAIN}(?:(?:>{{1,3}}|<{{1,3}})?{_PLAIN})*"
_Made = tuple[tuple[Pitch], Fraction, Fraction, Fraction, int, int]
_NOTE = re.compile(rf"({_PLAIN})([<>]*)")
_ONE = Fraction(1)
_MOST = 50_000  # entries of one table: some ten megabytes, reached by noise alone


@lru_cache(maxsize=4096)
def pitch(step: int, alter: int) -> Pitch:
    """Return a pitch, made only once."""
    return Pitch(step, alter)


@lru_cache(maxsize=4096)
def alone(one: Pitch) -> tuple[Pitch]:
    """Return a note's only pitch as the tuple that a Note holds, made only once."""
    return (one,)


@lru_cache(maxsize=16384)
def notes_of(run: str) -> tuple[tuple[str, int, int, str], ...]:
    """Return the notes of a run with their places in it, and the signs of broken rhythm behind them.

    >>> notes_of("d2>e")
    (('d2', 0, 2, '>'), ('e', 3, 4, ''))
    """
    return tuple([(match.group(1), *match.span(1), match.group(2)) for match in _NOTE.finditer(run)])


@lru_cache(maxsize=8)
def broken(signs: str) -> tuple[Fraction, Fraction]:
    """Return the factors that up to three ``>`` or ``<`` put on the note before and on the note behind.

    >>> broken(">")
    (Fraction(3, 2), Fraction(1, 2))
    """
    short = exact(1, 2 ** len(signs))
    return (2 - short, short) if signs[0] == ">" else (short, 2 - short)


@lru_cache(maxsize=16384)
def _sum(top: int, bottom: int, more: int, by: int) -> tuple[int, int]:
    common = lcm(bottom, by)
    return top * (common // bottom) + more * (common // by), common


def added(top: int, bottom: int, length: Fraction) -> tuple[int, int]:
    """Return ``top / bottom + length`` over a common denominator: whole numbers add up faster than Fractions."""
    return _sum(top, bottom, length.numerator, length.denominator)


class Written:
    """A table of written notes under one setting. ``alters`` are the key's, C..B; ``octave`` counts octaves."""

    def __init__(self, alters: tuple[int, ...], unit: Fraction, octave: int) -> None:
        self._alters = alters
        self._unit = unit
        self._octave = octave
        self._notes: dict[str, tuple[tuple[Pitch], Fraction, int | None, int]] = {}
        self._runs: dict[tuple[str, int, int], tuple[list[_Made], int, int]] = {}

    def note(self, source: str) -> tuple[tuple[Pitch], Fraction, int | None, int]:
        """Return pitch (under the key), length in whole notes, written accidental (or None) and step of one note."""
        found = self._notes.get(source)
        if found is None:
            if len(self._notes) > _MOST:
                self._notes.clear()
            accidental, step, text = parse_note(source)
            step += 7 * self._octave
            found = alone(pitch(step, self._alters[step % 7])), self.length(text), accidental, step
            self._notes[source] = found
        return found

    def run(self, source: str, top: int, bottom: int) -> tuple[list[_Made], int, int]:
        """Return pitch, onset, length, written length, start and end of each of several notes without accidentals.

        ``top / bottom`` is where in the bar the first begins; the same for what follows the last is returned too.
        """
        found = self._runs.get((source, top, bottom))
        if found is None:
            if len(self._runs) > _MOST:
                self._runs.clear()
            begin = top, bottom
            made: list[_Made] = []
            factor = _ONE
            for one, low, high, signs in notes_of(source):
                pitches, written = self.note(one)[:2]
                before, behind = broken(signs) if signs else (_ONE, _ONE)
                length = written if factor is before is _ONE else \
                    interned(written * factor * before)
                factor = behind
                made.append((pitches, exact(top, bottom), length, written, low, high))
                top, bottom = added(top, bottom, length)
            found = self._runs[source, *begin] = made, top, bottom
        return found

    def length(self, text: str) -> Fraction:
        """Return a written length in whole notes."""
        length = parse_length(text)
        return scaled(length.numerator, length.denominator, self._unit.numerator, self._unit.denominator)


@lru_cache(maxsize=64)
def written_under(alters: tuple[int, ...], unit: Fraction, octave: int) -> Written:
    """Return the table of a setting, shared by all tunes that have it."""
    return Written(alters, unit, octave)
