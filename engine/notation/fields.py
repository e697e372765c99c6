"""The values of information fields: metre, unit, tempo, note length.

Source: ABC standard v2.1, sections 3.1.6 (M:), 3.1.7 (L:), 3.1.8 (Q:), 4.3 (note lengths).
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from engine.notation.tune import Metre, Tempo

FREE = Metre("none", None, Fraction(1, 4))
COMMON = Metre("4/4", Fraction(1), Fraction(1, 4))
_LENGTH = re.compile(r"(\d*)(/*)(\d*)")


@lru_cache(maxsize=1024)
def parse_metre(value: str) -> Metre | None:
    """Return the metre of an ``M:`` field, or None where it cannot be understood.

    >>> parse_metre("2+3+2/8").length, parse_metre("C|").beat, parse_metre("6/8").beat
    (Fraction(7, 8), Fraction(1, 2), Fraction(3, 8))
    """
    value = value.split("%")[0].strip()
    if value.lower() in ("none", ""):
        return FREE
    if value == "C":
        return Metre("C", exact(1, 1), Fraction(1, 4))
    if value == "C|":
        return Metre("C|", exact(1, 1), Fraction(1, 2))
    match = re.fullmatch(r"\(?\s*(\d+(?:\s*\+\s*\d+)*)\s*\)?\s*/\s*(\d+)", value)
    if match is None:
        return None
    beats = sum(int(part) for part in match.group(1).split("+"))
    unit = int(match.group(2))
    if beats == 0 or unit == 0 or beats > 128 or unit > 128 or unit & (unit - 1):
        return None
    is_compound = beats % 3 == 0 and beats > 3 and unit >= 8 and "+" not in value
    return Metre(re.sub(r"\s+", "", value), scaled(beats, 1, 1, unit), Fraction(3 if is_compound else 1, unit))


def default_unit(metre: Metre) -> Fraction:
    """Return the unit note length of a tune that has no ``L:`` field.

    >>> default_unit(parse_metre("2/4"))
    Fraction(1, 16)
    """
    if metre.length is not None and metre.length < Fraction(3, 4):
        return Fraction(1, 16)
    return Fraction(1, 8)


@lru_cache(maxsize=1024)
def parse_unit(value: str) -> Fraction | None:
    """Return the length of an ``L:`` field in whole notes, or None where it is none."""
    match = re.fullmatch(r"\s*(\d+)\s*(?:/\s*(\d+))?\s*", value.split("%")[0])
    if match is None:
        return None
    top, bottom = int(match.group(1)), int(match.group(2) or 1)
    if not 1 <= top <= 64 or not 1 <= bottom <= 1024:
        return None
    return Fraction(top, bottom)


@lru_cache(maxsize=1024)
def parse_tempo(value: str, unit: Fraction) -> Tempo | None:
    """Return the tempo of a ``Q:`` field, or None where it holds words only (or nothing sensible).

    A bare number counts unit note lengths, the deprecated form of section 3.1.8.

    >>> parse_tempo('"Lively" 3/8=100', Fraction(1, 8))
    Tempo(beat=Fraction(3, 8), bpm=100.0, text='Lively')
    """
    value = value.split("%")[0]
    words = " ".join(re.findall(r'"([^"]*)"', value)).strip()
    rest = re.sub(r'"[^"]*"', " ", value).strip()
    match = re.fullmatch(r"(.*?)=?\s*(\d+(?:\.\d+)?)", rest)
    if match is None:
        return None
    bpm = float(match.group(2))
    lengths = [Fraction(int(a), int(b)) for a, b in re.findall(r"(\d+)\s*/\s*(\d+)", match.group(1)) if int(b)]
    beat = sum(lengths, Fraction(0))
    if not beat:
        count = re.search(r"C\s*(\d*)", match.group(1))
        beat = unit * (int(count.group(1) or 1) if count else 1)
    if not 1 <= bpm <= 2000 or beat <= 0:
        return None
    return Tempo(beat, bpm, words)


def interned(number: Fraction) -> Fraction:
    """Return an equal fraction that is made only once, so that most comparisons end at the identity."""
    return exact(number.numerator, number.denominator)


@lru_cache(maxsize=4096)
def exact(top: int, bottom: int) -> Fraction:
    """Return a fraction, made only once: reading a book makes millions of the same few."""
    number = Fraction(top, bottom)
    if (number.numerator, number.denominator) != (top, bottom):
        return exact(number.numerator, number.denominator)
    return number


@lru_cache(maxsize=4096)
def scaled(top: int, bottom: int, times: int, by: int) -> Fraction:
    """Return ``top / bottom * times / by``, made only once."""
    return interned(Fraction(top * times, bottom * by))


@lru_cache(maxsize=4096)
def parse_length(text: str) -> Fraction:
    """Return a written note length as a multiple of the unit. A zero below the line counts as one.

    >>> [parse_length(t) for t in ("", "3", "/", "//", "3/2")]
    [Fraction(1, 1), Fraction(3, 1), Fraction(1, 2), Fraction(1, 4), Fraction(3, 2)]
    """
    match = _LENGTH.match(text)
    assert match is not None  # the pattern matches everywhere
    top, slashes, bottom = match.groups()
    length = Fraction(int(top[:6]) if top else 1)
    if bottom:
        return length / (int(bottom[:6]) or 1)
    return length / (1 << min(len(slashes), 12))


def format_length(length: Fraction) -> str:
    """Return a multiple of the unit as ABC writes it.

    >>> [format_length(Fraction(t)) for t in ("1", "3", "1/2", "3/2", "1/4")]
    ['', '3', '/2', '3/2', '/4']
    """
    top = "" if length.numerator == 1 else str(length.numerator)
    return top if length.denominator == 1 else f"{top}/{length.denominator}"
