"""From notes that came out of another format to a Tune that ``write_tune`` can write: unit, beams, tuplets, lines.

Places in the text are unknown as long as there is no text: all are ``NOWHERE``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.notation.fields import FREE
from engine.notation.keys import NO_KEY, Key
from engine.notation.reader import read_tune
from engine.notation.tune import Bar, BarLine, Field, Metre, Note, Place, Syllable, Tempo, Tune, Voice
from engine.notation.writer import write_tune
from engine.sentences import Sentence

NOWHERE = Place(0, 0)
NO_LINE = BarLine("", NOWHERE)
PLAIN_LINE = BarLine("|", NOWHERE)
_UNITS = (Fraction(1, 4), Fraction(1, 8), Fraction(1, 16))
_QUARTER = Fraction(1, 4)
_MOST_IN_TUPLET = 32  # ABC 2.1, 4.13, as our reader takes it
_FULL_LINE = 17  # bars and notes of a line together: as full as an engraver wants it


@dataclass(frozen=True, slots=True)
class Imported:
    """What came out of a file of another format: a tune as ABC, and in sentences what could not come along."""

    text: str
    losses: tuple[Sentence, ...] = ()


def rest(onset: Fraction, length: Fraction, *, is_invisible: bool = False) -> Note:
    """Return a rest."""
    return Note((), onset, length, NOWHERE, length, is_invisible=is_invisible)


def bar_of(index: int, notes: Sequence[Note], metre: Metre, key: Key, length: Fraction) -> Bar:
    """Return a bar between plain bar lines."""
    return Bar(index, tuple(notes), (), NO_LINE, PLAIN_LINE, metre, key, NOWHERE, length)


def count_tuplets(notes: Iterable[Note], ends: frozenset[int] = frozenset()) -> list[Note]:
    """Return the notes of a bar with their tuplets told apart: each group knows how many notes it has.

    A note comes with the ratio of its tuplet and no more. A group ends where the ratio changes, where it fills a length
    that needs no tuplet, or with a note whose number is in ``ends``.
    """
    found = list(notes)
    start = 0
    while start < len(found):
        one = found[start].tuplet
        stop = start + 1
        if one is not None:
            sounding = found[start].length
            while stop < len(found) and stop - 1 not in ends and _is_open(sounding, found[stop - 1], ends) and \
                    _ratio(found[stop]) == (one.p, one.q) and stop - start < _MOST_IN_TUPLET:
                sounding += found[stop].length
                stop += 1
            for place in range(start, stop):
                found[place] = found[place]._replace(
                    tuplet=type(one)(one.p, one.q, stop - start), tuplet_index=place - start,
                    written=found[place].length * one.p / one.q)
        start = stop
    return found


def _is_open(sounding: Fraction, last: Note, ends: frozenset[int]) -> bool:
    """Say whether a group still lacks notes. Where the file says where groups end, only that counts."""
    return bool(ends) or sounding.denominator & (sounding.denominator - 1) != 0


def _ratio(note: Note) -> tuple[int, int] | None:
    return None if note.tuplet is None else (note.tuplet.p, note.tuplet.q)


def join_beams(notes: Sequence[Note], metre: Metre, lead: Fraction = Fraction(0)) -> list[Note]:
    """Return the notes of a bar beamed by its beats. ``lead`` is how much of it is missing before them (a pickup)."""
    beat = max(metre.beat, _QUARTER)
    if metre.length is not None and metre.length.denominator == 1 and metre.beat == _QUARTER:
        beat = Fraction(1, 2)  # four quavers under one beam, as in most tune books
    found: list[Note] = []
    for note in notes:
        before = found[-1] if found else None
        joins = (before is not None and bool(note.pitches) and bool(before.pitches) and _drawn(note) < _QUARTER
                 and _drawn(before) < _QUARTER and (lead + before.onset) // beat == (lead + note.onset) // beat)
        if note.tuplet is not None and note.tuplet_index:
            joins = bool(note.pitches)
        found.append(note._replace(is_joined=joins))
    return found


def break_rhythm(bar: Bar, lead: Fraction = Fraction(0)) -> Bar:
    """Return a bar in which a dotted note and the short one beside it are to be written with ``>`` or ``<``."""
    notes = list(bar.notes)
    place = 0
    while place + 1 < len(notes):
        pair = notes[place:place + 2]
        short, long = sorted(note.length for note in pair)
        whole = short + long
        if (long == 3 * short and whole in (Fraction(1, 4), Fraction(1, 8))
                and all(note.pitches and note.tuplet is None for note in pair)
                and (lead + pair[0].onset) % whole == 0
                # Not every program finds the second note behind what may stand before it.
                and not (pair[0].slurs[1] or pair[1].slurs[0] or pair[1].graces or pair[1].decorations)):
            notes[place:place + 2] = [note._replace(written=whole / 2) for note in pair]
            place += 1
        place += 1
    return bar._replace(notes=tuple(notes))


def missing(bars: Sequence[Bar], index: int) -> Fraction:
    """Return how much of a bar is missing at its beginning: that of a pickup, at the start of the tune or of a part."""
    bar = bars[index]
    begins = index == 0 or bars[index - 1].closing.ends_part or bool(bar.endings)
    if bar.metre.length is None or not begins:
        return Fraction(0)
    return max(Fraction(0), bar.metre.length - bar.length)


def _drawn(note: Note) -> Fraction:
    return note.written or note.length


def unit_of(bars: Iterable[Bar]) -> Fraction:
    """Return the unit note length under which most notes need no number."""
    counts = Counter(_drawn(note) for bar in bars for note in bar.notes if note.pitches)
    return max((Fraction(1, 8), *_UNITS), key=lambda unit: counts[unit] + counts[unit * 2] / 2)


def break_lines(bars: Sequence[Bar]) -> set[int]:
    """Return the indices of the bars with which a line begins: after four bars or more that fill it."""
    found = {0}
    begun, notes = 0, 0
    for bar in bars:
        count = bar.index - begun
        is_full = count >= 4 and count + notes >= _FULL_LINE
        ends_part = bar.index > 0 and bars[bar.index - 1].closing.ends_part and count >= 4
        if ((is_full or ends_part) and not bar.endings) or count >= 8:
            found.add(bar.index)
            begun, notes = bar.index, 0
        notes += len(bar.notes)
    return found


@dataclass(slots=True)
class Line:
    """A voice while it is being made. ``name`` is printed before its staff."""

    bars: list[Bar]
    name: str = ""
    clef: str = ""
    transpose: int = 0
    lyrics: tuple[Syllable, ...] = ()


def make_tune(lines: Sequence[Line], fields: Sequence[tuple[str, str]], tempo: Tempo | None) -> Tune:
    """Return a tune of these voices. ``fields`` are letters and values of its header, beside M, L, Q and K."""
    for line in lines:
        line.bars = [break_rhythm(bar, missing(line.bars, bar.index)) for bar in line.bars]
    first = lines[0].bars
    metre, key = (first[0].metre, first[0].key) if first else (FREE, NO_KEY)
    unit = unit_of(bar for line in lines for bar in line.bars)
    voices = tuple(
        Voice("1" if len(lines) == 1 else str(number), tuple(line.bars), metre, key, unit, lyrics=line.lyrics,
              title=line.name if len(lines) > 1 else "", clef="" if line.clef == "treble" else line.clef,
              transpose=line.transpose)
        for number, line in enumerate(lines, 1))
    header = tuple(Field(letter, " ".join(value.split()), NOWHERE) for letter, value in fields)
    title = next((field.value for field in header if field.letter == "T"), "")
    return Tune("1", title, tuple(one for one in header if one.letter != "W"), metre, key, unit, tempo, voices, (),
                NOWHERE, 0, voices[0], tuple(one for one in header if one.letter == "W"))


def tidy_text(tune: Tune) -> str:
    """Return the tune as ABC: written, read and written again, so that it is what every tidy tune looks like."""
    return write_tune(read_tune(write_tune(tune)))
