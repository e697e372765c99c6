"""The bar of one voice while it is being read: how far it is filled, accidentals, tuplets, broken rhythm.

Source: ABC standard v2.1, sections 4.2 (accidentals), 4.4 (broken rhythm), 4.11 (ties), 4.13 (tuplets), 7.4 (overlays),
11.3 (accidentals propagate to every octave of the bar).
"""

from __future__ import annotations

from fractions import Fraction

from engine.notation.fields import exact, interned, scaled
from engine.notation.keys import Key
from engine.notation.tune import Grace, Metre, Note, Pitch, Place, Tuplet
from engine.notation.written import added, alone, broken, notes_of, pitch, written_under

_ONE = Fraction(1)
_UNTIED = (False,)
_NO_SLURS = (0, 0)
_new = tuple.__new__  # twice as fast as a named tuple's own


class BarReader:
    """Collect the notes of a bar, one layer after another.

    ``metre``, ``key`` and ``unit`` are those in force; ``set_unit`` and ``set_key`` change them. ``octave`` counts the
    octaves that the clef or the voice moves its notes by. Numbers ``top`` and ``bottom`` are how far the bar is filled:
    whole numbers add up faster than Fractions, and a book holds millions of notes.
    """

    def __init__(self, metre: Metre, key: Key, unit: Fraction) -> None:
        self.metre = metre
        self.key = key
        self.unit = unit
        self.octave = 0
        self.notes: list[Note] = []
        self.layers: list[list[Note]] = []  # of this bar, before the last "&"
        self.top, self.bottom = 0, 1
        self.symbols: list[tuple[int, str, Place]] = []
        self.annotations: list[tuple[int, str, str, Place]] = []
        self.accidentals: dict[int, int] = {}
        self.held: dict[int, int] = {}  # tied over the bar line: their accidentals hold for the next note
        self.written = written_under(key.alters, unit, 0)
        self.broken = _ONE
        self.tuplet: Tuplet | None = None
        self.tuplet_left = 0
        self.is_marked = False  # a grace, a decoration or a slur waits for its note
        self.graces: tuple[Grace, ...] = ()
        self.has_slash = False
        self.decorations: list[str] = []
        self.slurs = 0  # opened and waiting for their note
        self.is_joined = False
        self.bar_start: int | None = None

    @property
    def filled(self) -> Fraction:
        """Return how much of the bar is filled, in whole notes."""
        return exact(self.top, self.bottom)

    @property
    def is_overlay(self) -> bool:
        """Say whether what follows sounds beside the bar, not in it."""
        return bool(self.layers)

    @property
    def is_bar_empty(self) -> bool:
        """Say whether nothing stands in the bar yet."""
        return not self.notes and not self.symbols and not self.layers

    def set_unit(self, unit: Fraction) -> None:
        """Let another unit note length hold from here on."""
        if unit != self.unit:
            self.unit = unit
            self.written = written_under(self.key.alters, unit, self.octave)

    def set_key(self, key: Key) -> None:
        """Let another key hold from here on."""
        self.key = key
        self.written = written_under(key.alters, self.unit, self.octave)

    def move_octaves(self, octaves: int) -> None:
        """Let notes sound so many octaves higher than written from here on."""
        self.octave = octaves
        self.written = written_under(self.key.alters, self.unit, octaves)

    def length_of(self, text: str) -> Fraction:
        """Return a written length in whole notes."""
        return self.written.length(text)

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
        if self.bar_start is None:
            self.bar_start = start
        pitches, written, accidental, step = self.written.note(source)
        if self.accidentals or self.held or accidental is not None:
            pitches = alone(self.spell(accidental, step))
        self.add(pitches, written, start, end, _UNTIED)

    def run(self, source: str, start: int) -> None:
        """Append notes without accidentals that stand side by side, ``>`` and ``<`` between them.

        Nearly all notes come this way, which is kept short: a book of ten megabytes has millions.
        """
        if self.accidentals or self.tuplet is not None:
            for one, low, high, signs in notes_of(source):
                self.note(one, start + low, start + high)
                if signs:
                    self.break_rhythm(signs)
            return
        if self.held or self.is_marked or self.broken is not _ONE:
            one, _, high, signs = notes_of(source)[0]
            self.note(one, start, start + high)
            if signs:
                self.break_rhythm(signs)
            if high + len(signs) < len(source):
                self.run(source[high + len(signs):], start + high + len(signs))
            return
        if self.bar_start is None:
            self.bar_start = start
        made, self.top, self.bottom = self.written.run(source, self.top, self.bottom)
        add, joined = self.notes.append, self.is_joined
        for pitches, onset, length, written, low, high in made:
            add(_new(Note, (pitches, onset, length, _new(Place, (start + low, start + high)), written, _UNTIED, None,
                            0, (), (), False, _NO_SLURS, False, joined)))
            joined = True
        self.is_joined = True

    def add(self, pitches: tuple[Pitch, ...], written: Fraction, start: int, end: int,
            tied: tuple[bool, ...] = (), is_invisible: bool = False) -> None:
        """Append a note, a chord (several pitches) or a rest (none)."""
        length, tuplet, index = written, None, 0
        if self.broken is not _ONE:
            length = interned(length * self.broken)
            self.broken = _ONE
        if self.tuplet is not None:
            tuplet, index = self.tuplet, self.tuplet.r - self.tuplet_left
            length = scaled(length.numerator, length.denominator, tuplet.q, tuplet.p)
            self.tuplet_left -= 1
            if self.tuplet_left == 0:
                self.tuplet = None
        self.notes.append(_new(Note, (
            pitches, exact(self.top, self.bottom), length, _new(Place, (start, end)), written, tied, tuplet, index,
            self.graces, tuple(self.decorations), is_invisible, (self.slurs, 0), self.has_slash, self.is_joined)))
        if self.is_marked:
            self.graces, self.decorations, self.slurs, self.has_slash, self.is_marked = (), [], 0, False, False
        self.top, self.bottom = added(self.top, self.bottom, length)
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
        before, self.broken = broken(signs)
        last = self.notes[-1]
        self.notes[-1] = last._replace(length=interned(last.length * before))
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
