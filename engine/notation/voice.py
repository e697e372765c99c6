"""One voice while it is being read: bar arithmetic, accidentals, tuplets, broken rhythm.

Source: ABC standard v2.1, sections 4.2 (accidentals), 4.4 (broken rhythm), 4.8 (bar lines),
4.9 (endings), 4.11 (ties), 4.13 (tuplets), 11.3 (accidentals propagate to every octave of the bar).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import lcm

from engine.notation.fields import exact, parse_length
from engine.notation.heads import parse_note
from engine.notation.keys import Key
from engine.notation.tune import (
    Annotation,
    Bar,
    BarLine,
    ChordSymbol,
    Grace,
    Metre,
    Note,
    Pitch,
    Place,
    Tempo,
    Tuplet,
    Waiting,
)

_ONE = Fraction(1)
_UNTIED = (False,)
_NO_SLURS = (0, 0)


@lru_cache(maxsize=4096)
def pitch(step: int, alter: int) -> Pitch:
    """Return a pitch, made only once: a book holds millions of the same few."""
    return Pitch(step, alter)


@lru_cache(maxsize=4096)
def alone(one: Pitch) -> tuple[Pitch]:
    """Return a note's only pitch as the tuple that a Note holds, made only once."""
    return (one,)


class VoiceReader:
    """Collect the bars of one voice.

    ``metre``, ``key`` and ``unit`` are those in force; ``set_unit`` and ``set_key`` change them. ``octave`` counts the
    octaves that the clef or the voice moves its notes by. Numbers ``top`` and ``bottom`` are how far the bar is filled:
    whole numbers add up faster than Fractions, and a book holds millions of notes.
    """

    def __init__(self, name: str, metre: Metre, key: Key, unit: Fraction) -> None:
        self.name = name
        self.metre = metre
        self.key = key
        self.unit = unit
        self.octave = 0
        self.transpose = 0
        self.title = ""
        self.clef = ""  # at the beginning of the voice
        self.bars: list[Bar] = []
        self.notes: list[Note] = []
        self.layers: list[list[Note]] = []  # of this bar, before the last "&"
        self.top, self.bottom = 0, 1
        self.symbols: list[tuple[int, str, Place]] = []
        self.annotations: list[tuple[int, str, str, Place]] = []
        self.accidentals: dict[int, int] = {}
        self.held: dict[int, int] = {}  # tied over the bar line: their accidentals hold for the next note
        self.heads: dict[str, tuple[int | None, int, Fraction]] = {}  # as written, under the unit in force
        self.plain: dict[int, tuple[Pitch]] = {}  # step to pitch, under the key in force
        self.broken = _ONE
        self.tuplet: Tuplet | None = None
        self.tuplet_left = 0
        self.graces: tuple[Grace, ...] = ()
        self.has_slash = False
        self.decorations: list[str] = []
        self.slurs = 0  # opened and waiting for their note
        self.is_joined = False
        self.endings: tuple[int, ...] = ()
        self.tempo: Tempo | None = None
        self.part = ""
        self.new_clef = ""
        self.opening = BarLine("", Place(0, 0))
        self.bar_metre = metre
        self.bar_key = key
        self.bar_start: int | None = None
        self.begins_line = True
        self.line_from = self.line_to = (0, 0)  # bar and note where the last line of music begins and ends
        self.verse = 0

    @property
    def filled(self) -> Fraction:
        """Return how much of the bar is filled, in whole notes."""
        return exact(self.top, self.bottom)

    @property
    def is_overlay(self) -> bool:
        """Say whether what follows sounds beside the bar, not in it."""
        return bool(self.layers)

    @property
    def waiting(self) -> Waiting:
        """Return what waits for the next note."""
        symbol = next((text for count, text, _ in reversed(self.symbols) if count == len(self.notes)), "")
        return Waiting(self.broken, self.tuplet, self.tuplet_left, symbol, self.endings,
                       bool(self.graces or self.decorations), self.is_overlay)

    def set_unit(self, unit: Fraction) -> None:
        """Let another unit note length hold from here on."""
        if unit != self.unit:
            self.unit = unit
            self.heads = {}

    def set_key(self, key: Key) -> None:
        """Let another key hold from here on."""
        self.key = key
        self.plain = {}

    def move_octaves(self, octaves: int) -> None:
        """Let notes sound so many octaves higher than written from here on."""
        self.octave = octaves
        self.heads = {}

    def length_of(self, text: str) -> Fraction:
        """Return a written length in whole notes."""
        return parse_length(text) * self.unit

    @property
    def is_bar_empty(self) -> bool:
        """Say whether nothing stands in the bar yet."""
        return not self.notes and not self.symbols and not self.layers

    def begin_at(self, offset: int) -> None:
        """Remember where the bar's first token stands."""
        if self.bar_start is None:
            self.bar_start = offset

    def spell(self, accidental: int | None, step: int) -> Pitch:
        """Return the sounding pitch of a written note, and remember its accidental for the bar.

        ``step`` has the octaves of the voice in it.
        """
        letter = step % 7
        if accidental is not None:
            self.accidentals[letter] = accidental
            return pitch(step, accidental)
        if self.held:
            alter = self.held.get(step)
            if alter is not None:
                return pitch(step, alter)
        return pitch(step, self.accidentals.get(letter, self.key.alters[letter]))

    def note(self, source: str, start: int, end: int) -> None:
        """Append a single note as it is written."""
        head = self.heads.get(source)
        if head is None:
            accidental, step, text = parse_note(source)
            head = self.heads[source] = accidental, step + 7 * self.octave, self.length_of(text)
        accidental, step, written = head
        if accidental is None and not self.accidentals and not self.held:
            pitches = self.plain.get(step)
            if pitches is None:
                pitches = self.plain[step] = alone(pitch(step, self.key.alters[step % 7]))
        else:
            pitches = alone(self.spell(accidental, step))
        self.add(pitches, written, start, end, _UNTIED)

    def add(self, pitches: tuple[Pitch, ...], written: Fraction, start: int, end: int,
            tied: tuple[bool, ...] = (), is_invisible: bool = False) -> None:
        """Append a note, a chord (several pitches) or a rest (none)."""
        length, tuplet, index = written, None, 0
        if self.broken is not _ONE:
            length = length * self.broken
            self.broken = _ONE
        if self.tuplet is not None:
            tuplet, index = self.tuplet, self.tuplet.r - self.tuplet_left
            length = length * Fraction(tuplet.q, tuplet.p)
            self.tuplet_left -= 1
            if self.tuplet_left == 0:
                self.tuplet = None
        bottom = self.bottom
        onset, place = exact(self.top, bottom), Place(start, end)
        if self.graces or self.decorations or self.slurs:
            self.notes.append(Note(pitches, onset, length, place, written, tied, tuplet, index, self.graces,
                                   tuple(self.decorations), is_invisible, (self.slurs, 0), self.has_slash,
                                   self.is_joined))
            self.graces, self.decorations, self.slurs, self.has_slash = (), [], 0, False
        else:
            self.notes.append(Note(pitches, onset, length, place, written, tied, tuplet, index, (), (), is_invisible,
                                   _NO_SLURS, False, self.is_joined))
        if length.denominator == bottom:
            self.top += length.numerator
        else:
            common = lcm(bottom, length.denominator)
            self.top = self.top * (common // bottom) + length.numerator * (common // length.denominator)
            self.bottom = common
        if self.held:
            self.held = {}
        self.is_joined = True

    def begin_tuplet(self, p: int, q: int | None, r: int | None) -> bool:
        """Begin a tuplet; False where it makes no sense. Absent numbers take the defaults of 4.13."""
        if q is None or q == 0:
            defaults = {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}
            q = defaults.get(p, 3 if self.metre.is_compound else 2)
        r = r or p
        if not 2 <= p <= 32 or q > 32 or r > 64:
            return False
        self.tuplet, self.tuplet_left = Tuplet(p, q, r), r
        return True

    def break_rhythm(self, signs: str) -> bool:
        """Apply ``>`` or ``<`` to the note before and to the next; False where no note stands before."""
        if not self.notes or len(signs) > 3:
            return False
        short = Fraction(1, 2 ** len(signs))
        long = 2 - short
        before, self.broken = (long, short) if signs[0] == ">" else (short, long)
        last = self.notes[-1]
        self.notes[-1] = last._replace(length=last.length * before)
        filled = last.onset + last.length * before
        self.top, self.bottom = filled.numerator, filled.denominator
        return True

    def tie(self) -> bool:
        """Tie the last note to the next; False where there is none."""
        if not self.notes or not self.notes[-1].pitches:
            return False
        self.notes[-1] = self.notes[-1]._replace(tied=(True,) * len(self.notes[-1].pitches))
        return True

    def close_slur(self) -> bool:
        """End a slur with the last note; False where there is none in this bar."""
        if not self.notes:
            return False
        opened, closed = self.notes[-1].slurs
        self.notes[-1] = self.notes[-1]._replace(slurs=(opened, closed + 1))
        return True

    def begin_overlay(self) -> None:
        """Begin another layer of the bar, at its beginning. Source: ABC 2.1, 7.4."""
        self.layers.append(self.notes)
        self.notes, self.top, self.bottom = [], 0, 1
        self.accidentals = {}
        self.tuplet, self.broken = None, _ONE

    def close_bar(self, line: BarLine) -> None:
        """End the bar with this line; an empty bar only merges its line into the one before."""
        if self.is_bar_empty:
            self._merge_line(line)
            return
        layers = [*self.layers, self.notes]
        notes = tuple(layers[0])
        length = exact(self.top, self.bottom) if len(layers) == 1 else _filled(notes)
        symbols = tuple(ChordSymbol(text, notes[i].onset if i < len(notes) else length, place)
                        for i, text, place in self.symbols)
        annotations = tuple(Annotation(text, sign, notes[i].onset if i < len(notes) else length, place)
                            for i, sign, text, place in self.annotations)
        start = line.place.start if self.bar_start is None else self.bar_start
        self.bars.append(Bar(len(self.bars), notes, symbols, self.opening, line, self.bar_metre, self.bar_key,
                             Place(start, line.place.end), length, self.endings, self.tempo, self.part,
                             tuple(tuple(layer) for layer in layers[1:] if layer), annotations,
                             tuple(self.decorations), self.new_clef, self.begins_line))
        self.begins_line = False
        last = notes[-1] if notes else None
        if last is not None and True in last.tied:
            self.held = {one.step: one.alter for one, is_tied in zip(last.pitches, last.tied, strict=True) if is_tied}
        self.notes, self.layers, self.symbols, self.annotations = [], [], [], []
        self.endings, self.tempo, self.part, self.new_clef, self.decorations = (), None, "", "", []
        self.top, self.bottom = 0, 1
        self._open(line)

    def _open(self, line: BarLine) -> None:
        self.opening = line
        self.is_joined = False
        if self.accidentals:
            self.accidentals = {}
        self.bar_metre, self.bar_key = self.metre, self.key
        self.bar_start = None

    def _merge_line(self, line: BarLine) -> None:
        """Join two bar lines with nothing between them (``:| |:`` is ``::``), for the bar before as for the next."""
        before = self.opening
        closes = before.closes_repeat or line.closes_repeat
        opens = before.opens_repeat or line.opens_repeat
        kind = "::" if closes and opens else ":|" if closes else "|:" if opens else \
            max(before.kind, line.kind, key=("", "|", "[|", "||", "|]").index)
        merged = BarLine(kind, Place(before.place.start if before.kind else line.place.start, line.place.end),
                         line.style)
        if self.bars and (before.kind or self.decorations):
            self.bars[-1] = replace(self.bars[-1], closing=merged if before.kind else self.bars[-1].closing,
                                    marks=(*self.bars[-1].marks, *self.decorations))
            self.decorations = []
        self._open(merged)

    def end_line(self) -> None:
        """End a line of music: lyrics may follow, and the next bar is engraved below."""
        now = (len(self.bars), len(self.notes))
        if now != self.line_to:
            self.line_from, self.line_to, self.verse = self.line_to, now, 0
        self.is_joined = False
        self.begins_line = self.begins_line or self.is_bar_empty

    def has_fields_only(self) -> None:
        """Let a metre or key that changed before the first note of a bar hold for that bar."""
        if not self.notes and not self.layers:
            self.bar_metre, self.bar_key = self.metre, self.key


def _filled(notes: tuple[Note, ...]) -> Fraction:
    return notes[-1].onset + notes[-1].length if notes else Fraction(0)
