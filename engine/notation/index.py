"""The tunes of a book at a glance, and a search among them: by words, by field, by a run of notes in any key.

Only headers are read, and notes by letter: a book of ten megabytes has been gone through in well under a second, and
its notes in some seconds the first time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from engine.notation.book import tune_ranges
from engine.notation.keys import parse_key

_FIELD = re.compile(r"^([A-Za-z]):[ \t]*([^%\n]*)", re.MULTILINE)
_LINES = re.compile(r"(?:(?:[A-Za-z+]:|%)[^\n]*\n?)+")
# Of a run of notes "a:|" is the end of a repeat, not a field.
_ASKED = re.compile(r"(?:^|\s)(notes|[A-Za-z]):(?![|:])", re.IGNORECASE)
# What is no note, though it has letters, comes first; of a chord the first note counts.
_NOTE = re.compile(r'"[^"\n]*"|![^!\n]*!|\{[^}\n]*\}|\[[A-Za-z]:[^\]\n]*\]|%[^\n]*|^[A-Za-z+]:[^\n]*'
                   r"|\[[_^=]*([A-Ga-g])([,']*)[^\]\n]*\]|([A-Ga-g])([,']*)", re.MULTILINE)
_PLACE = {letter: step for step, letter in enumerate("CDEFGABcdefgab")}
_METRES = {"c": "4/4", "c|": "2/2"}
_MIDDLE = 0x4000  # a step of so many is written as this character, so that a run is found as a piece of text


class Entry(NamedTuple):
    """One tune: where it stands (character offsets), and what its header says. A field it has not is empty."""

    start: int
    end: int
    header: str
    number: str
    title: str
    key: str
    metre: str
    rhythm: str


def entries(text: str) -> Iterator[Entry]:
    """Yield the tunes of a book in their order. A text without ``X:`` is one tune if it has a ``K:``."""
    for start, end in tune_ranges(text):
        found = 0 if text.startswith("K:", start) else text.find("\nK:", start, end) + 1
        if not found and not text.startswith(("X:", "K:"), start):
            continue
        if found or text.startswith("K:", start):
            line_end = text.find("\n", found or start, end)
            header = text[start : end if line_end < 0 else line_end]
        else:
            lines = _LINES.match(text, start, end)
            header = lines[0].rstrip("\n") if lines is not None else ""
        yield Entry(start, end, header, *_read(header))


@lru_cache(maxsize=50_000)
def _read(header: str) -> tuple[str, str, str, str, str]:
    first: dict[str, str] = {}
    for letter, value in _FIELD.findall(header):
        first.setdefault(letter, value.strip())
    number, title, key, metre, rhythm = (first.get(letter, "") for letter in "XTKMR")
    return number, title, key.split(" clef")[0], metre, rhythm


def steps(text: str) -> str:
    r"""Return the steps of the scale from note to note, each as one character; the same in every key.

    Accidentals and lengths are left aside, so that a run is found in every mode and rhythm.

    >>> steps("K:G\nGBd gfe|") == steps("K:D\nDFA d2cB")
    True
    """
    places = []
    for chord, chord_marks, letter, marks in _NOTE.findall(text):
        letter, marks = letter or chord, marks or chord_marks
        if letter:
            places.append(_PLACE[letter] + (7 * (marks.count("'") - marks.count(",")) if marks else 0))
    return "".join([chr(_MIDDLE + b - a) for a, b in pairwise(places)])


def run_place(text: str, start: int, end: int, step: int, count: int) -> tuple[int, int]:
    r"""Return where so many steps from a step on stand in a tune: from their first note to the end of their last.

    >>> run_place("K:G\nGBd g2f|", 0, 12, steps("K:G\nGBd g2f|").index(steps("CEG")), 2)
    (4, 7)
    """
    notes = [note.span() for note in islice((one for one in _NOTE.finditer(text[start:end]) if one[1] or one[3]),
                                            step, step + count + 1)]
    return start + notes[0][0], start + notes[-1][1]


def bare_notes(text: str) -> str:
    r"""Return the notes in a piece of music as letters, bar by bar: what is looked for where it is selected.

    >>> bare_notes('"G"G>Bd {a}gf2|[CE]4 a:|')
    'GBdgf Ca'
    """
    found, behind = "", 0
    for note in _NOTE.finditer(text):
        if note[1] or note[3]:
            bar = found and any(each in text[behind : note.start()] for each in "|\n")
            found += (" " if bar else "") + (note[1] or note[3]) + (note[2] or note[4] or "")
            behind = note.end()
    return found


@dataclass(frozen=True)
class Query:
    """What is looked for: words anywhere in the header, fields, a run of notes. All of it must be there."""

    words: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    run: str = field(default="")

    @property
    def is_empty(self) -> bool:
        """Say whether every tune is wanted."""
        return not (self.words or self.fields or self.run)

    def fits(self, entry: Entry) -> bool:
        """Say whether a header fits."""
        header = entry.header.casefold() if self.words else ""
        return all(word in header for word in self.words) and all(_has(entry, *each) for each in self.fields)


def parse_query(text: str) -> Query:
    """Return what is looked for.

    >>> parse_query("gate M:3/4 C:Turlough O'Carolan").fields
    (('M', '3/4'), ('C', "turlough o'carolan"))
    >>> parse_query("notes: GBd") == parse_query("notes:ceg")
    True
    """
    words, *asked = _ASKED.split(text)
    fields, run = [], ""
    for name, value in zip(asked[::2], asked[1::2], strict=True):
        if name.casefold() == "notes":
            run = steps(value)
        elif value.strip():
            fields.append((name, value.strip().casefold()))
    return Query(tuple(words.casefold().split()), tuple(fields), run)


def _has(entry: Entry, letter: str, value: str) -> bool:
    if letter in "xX":
        return entry.number == value
    if letter in "kK":
        return _same_key(entry.key, value)
    if letter in "mM":
        return _METRES.get(entry.metre.casefold(), entry.metre.casefold()) == _METRES.get(value, value)
    return any(value in each.casefold() for name, each in _FIELD.findall(entry.header) if name == letter)


@lru_cache(maxsize=4000)
def _same_key(written: str, wanted: str) -> bool:
    """Say whether two keys have one tonic and one mode, however they are written."""
    one, other = parse_key(written), parse_key(wanted[:1].upper() + wanted[1:])
    if one is None or other is None:
        return written.casefold().startswith(wanted)
    return (one.tonic, one.tonic_alter, one.mode) == (other.tonic, other.tonic_alter, other.mode)
