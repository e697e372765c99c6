"""One voice while it is being read: bar arithmetic, accidentals, tuplets, broken rhythm.

Source: ABC standard v2.1, sections 4.2 (accidentals), 4.4 (broken rhythm), 4.8 (bar lines),
4.9 (endings), 4.11 (ties), 4.13 (tuplets), 11.3 (accidentals propagate to every octave of the bar).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import lcm

from engine.notation.fields import exact, parse_length
from engine.notation.keys import Key
from engine.notation.tune import Bar, BarLine, ChordSymbol, Grace, Metre, Note, Pitch, Place, Tempo, Tuplet, Waiting

_ONE = Fraction(1)


@dataclass(slots=True)
class Draft:
    """A note whose length may still change: a ``>`` or a ``<`` can follow."""

    pitches: tuple[Pitch, ...]
    written: Fraction
    factor: Fraction
    start: int
    end: int
    tied: tuple[bool, ...] = ()
    tuplet: Tuplet | None = None
    tuplet_index: int = 0
    graces: tuple[Grace, ...] = ()
    decorations: tuple[str, ...] = ()
    is_invisible: bool = False

    @property
    def length(self) -> Fraction:
        """Return what sounds, in whole notes."""
        return self.written if self.factor is _ONE else self.written * self.factor


def tidy_bar_line(text: str) -> str:
    """Return the tidy form of a bar line as written: one of ``| || |] [| |: :| ::``.

    >>> [tidy_bar_line(t) for t in ("|", ":||:", "|||", ":|]", "[|]", ".|", ":||", "||:")]
    ['|', '::', '||', ':|', '[|', '|', ':|', '|:']
    """
    core = text.lstrip(".")
    closes = core.startswith(":")
    opens = core.endswith(":")
    if closes and (opens and len(core) > 1):
        return "::"
    if closes:
        return ":|"
    if opens:
        return "|:"
    if core.startswith("[|") or core == "[":
        return "[|"
    if "]" in core:
        return "|]"
    return "||" if len(core) > 1 else "|"


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

    ``metre``, ``key`` and ``unit`` are those in force and are set by whoever reads the fields.
    """

    def __init__(self, name: str, metre: Metre, key: Key, unit: Fraction) -> None:
        self.name = name
        self.metre = metre
        self.key = key
        self.unit = unit
        self.bars: list[Bar] = []
        self.drafts: list[Draft] = []
        self.symbols: list[tuple[int, str, Place]] = []
        self.accidentals: dict[int, int] = {}
        self.held: dict[int, int] = {}  # tied over the bar line: their accidentals hold for the next note
        self.lengths: dict[str, Fraction] = {}  # written lengths in whole notes, under the unit in force
        self.broken = _ONE
        self.is_overlay = False  # after "&": what follows sounds beside the bar, not in it
        self.tuplet: Tuplet | None = None
        self.tuplet_left = 0
        self.graces: tuple[Grace, ...] = ()
        self.decorations: list[str] = []
        self.endings: tuple[int, ...] = ()
        self.tempo: Tempo | None = None
        self.part = ""
        self.opening = BarLine("", Place(0, 0))
        self.bar_metre = metre
        self.bar_key = key
        self.bar_start: int | None = None

    @property
    def onset(self) -> Fraction:
        """Return how much of the bar is filled, in whole notes."""
        return sum((draft.length for draft in self.drafts), Fraction(0))

    @property
    def waiting(self) -> Waiting:
        """Return what waits for the next note."""
        symbol = next((text for count, text, _ in reversed(self.symbols) if count == len(self.drafts)), "")
        return Waiting(self.broken, self.tuplet, self.tuplet_left, symbol, self.endings,
                       bool(self.graces or self.decorations), self.is_overlay)

    def set_unit(self, unit: Fraction) -> None:
        """Let another unit note length hold from here on."""
        if unit != self.unit:
            self.unit = unit
            self.lengths = {}

    def length_of(self, text: str) -> Fraction:
        """Return a written length in whole notes."""
        length = self.lengths.get(text)
        if length is None:
            length = self.lengths[text] = parse_length(text) * self.unit
        return length

    @property
    def is_bar_empty(self) -> bool:
        """Say whether nothing stands in the bar yet."""
        return not self.drafts and not self.symbols

    def begin_at(self, offset: int) -> None:
        """Remember where the bar's first token stands."""
        if self.bar_start is None:
            self.bar_start = offset

    def spell(self, accidental: int | None, step: int) -> Pitch:
        """Return the sounding pitch of a written note, and remember its accidental for the bar."""
        letter = step % 7
        if accidental is not None:
            self.accidentals[letter] = accidental
            return pitch(step, accidental)
        if self.held:
            alter = self.held.get(step)
            if alter is not None:
                return pitch(step, alter)
        return pitch(step, self.accidentals.get(letter, self.key.alters[letter]))

    def add(self, pitches: tuple[Pitch, ...], written: Fraction, start: int, end: int,
            tied: tuple[bool, ...] | None = None, is_invisible: bool = False) -> None:
        """Append a note, a chord (several pitches) or a rest (none)."""
        if self.is_overlay:
            self.graces, self.decorations = (), []
            return
        factor, self.broken = self.broken, _ONE
        tuplet, index = None, 0
        if self.tuplet is not None:
            tuplet, index = self.tuplet, self.tuplet.r - self.tuplet_left
            factor *= Fraction(tuplet.q, tuplet.p)
            self.tuplet_left -= 1
            if self.tuplet_left == 0:
                self.tuplet = None
        self.drafts.append(Draft(pitches, written, factor, start, end, tied or (False,) * len(pitches), tuplet, index,
                                 self.graces, tuple(self.decorations), is_invisible))
        self.graces, self.decorations = (), []
        self.held = {}

    def begin_tuplet(self, p: int, q: int | None, r: int | None) -> bool:
        """Begin a tuplet; False where it makes no sense. Absent numbers take the defaults of 4.13."""
        if self.is_overlay:
            return True
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
        if self.is_overlay:
            return True
        if not self.drafts or len(signs) > 3:
            return False
        short = Fraction(1, 2 ** len(signs))
        long = 2 - short
        before, self.broken = (long, short) if signs[0] == ">" else (short, long)
        self.drafts[-1].factor = self.drafts[-1].factor * before
        return True

    def tie(self) -> bool:
        """Tie the last note to the next; False where there is none."""
        if self.is_overlay:
            return True
        if not self.drafts or not self.drafts[-1].pitches:
            return False
        self.drafts[-1].tied = (True,) * len(self.drafts[-1].pitches)
        return True

    def close_bar(self, line: BarLine) -> None:
        """End the bar with this line; an empty bar only merges its line into the one before."""
        if self.is_bar_empty:
            self._merge_line(line)
            return
        notes: list[Note] = []
        top, bottom = 0, 1  # the onset: whole numbers add up faster than Fractions
        for draft in self.drafts:
            length = draft.length
            notes.append(Note(draft.pitches, exact(top, bottom), length, Place(draft.start, draft.end),
                              draft.written, draft.tied, draft.tuplet, draft.tuplet_index, draft.graces,
                              draft.decorations, draft.is_invisible))
            if length.denominator == bottom:
                top += length.numerator
            else:
                common = lcm(bottom, length.denominator)
                top = top * (common // bottom) + length.numerator * (common // length.denominator)
                bottom = common
        onset = exact(top, bottom)
        symbols = tuple(ChordSymbol(text, notes[i].onset if i < len(notes) else onset, place)
                        for i, text, place in self.symbols)
        start = line.place.start if self.bar_start is None else self.bar_start
        self.bars.append(Bar(len(self.bars), tuple(notes), symbols, self.opening, line, self.bar_metre, self.bar_key,
                             Place(start, line.place.end), onset, self.endings, self.tempo, self.part))
        last = self.drafts[-1] if self.drafts else None
        if last is not None and True in last.tied:
            self.held = {one.step: one.alter for one, is_tied in zip(last.pitches, last.tied, strict=True) if is_tied}
        self.drafts, self.symbols, self.endings, self.tempo, self.part = [], [], (), None, ""
        self._open(line)

    def _open(self, line: BarLine) -> None:
        self.opening = line
        self.is_overlay = False
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
        merged = BarLine(kind, Place(before.place.start if before.kind else line.place.start, line.place.end))
        if self.bars and before.kind:
            self.bars[-1] = replace(self.bars[-1], closing=merged)
        self._open(merged)

    def has_fields_only(self) -> None:
        """Let a metre or key that changed before the first note of a bar hold for that bar."""
        if not self.drafts:
            self.bar_metre, self.bar_key = self.metre, self.key
