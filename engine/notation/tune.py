"""A read piece: header, voices, bars, notes, each with its place in the text.

Everything here is a frozen value, so a Tune may cross threads. Lengths and onsets are exact
``Fraction`` whole notes; places are character offsets into the text that was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from engine.notation.diagnostic import Diagnostic, Fix, Place
from engine.notation.keys import SEMITONES, Key

# With what is said of a tune: whoever reads one needs both.
__all__ = ["Annotation", "Bar", "BarLine", "ChordSymbol", "Diagnostic", "Field", "Fix", "Grace", "Metre", "Note",
           "Pitch", "Place", "Syllable", "Tempo", "Tune", "Tuplet", "Voice", "Waiting"]


@dataclass(frozen=True, slots=True)
class Metre:
    """A time signature. ``length`` is a bar in whole notes, None for free metre.

    ``text`` is the field as it should be written (``6/8``, ``C|``); ``beat`` is one conductor's
    beat in whole notes (a dotted quarter in 6/8).
    """

    text: str
    length: Fraction | None
    beat: Fraction

    @property
    def is_compound(self) -> bool:
        """Say whether the beat divides into three."""
        return self.beat.numerator == 3


@dataclass(frozen=True, slots=True)
class Pitch:
    """A sounding pitch as it is spelt.

    ``step`` counts letters from middle C (C4 = 0, B3 = -1, c = 7); ``alter`` is what sounds, in
    semitones, key signature and earlier accidentals included.
    """

    step: int
    alter: int = 0

    @property
    def midi(self) -> int:
        """Return the MIDI note number; middle C is 60. May lie outside 0..127."""
        octave, letter = divmod(self.step, 7)
        return 60 + 12 * octave + SEMITONES[letter] + self.alter


@dataclass(frozen=True, slots=True)
class Tuplet:
    """``p`` notes in the time of ``q``, for the next ``r`` notes. Source: ABC 2.1, 4.13."""

    p: int
    q: int
    r: int


class Grace(NamedTuple):
    """A grace note. ``written`` is its length as a multiple of the unit. Source: ABC 2.1, 4.12."""

    pitch: Pitch
    written: Fraction = Fraction(1)


class Note(NamedTuple):
    """A note, a chord of notes, or a rest (no pitches). A tuple, because a book holds millions.

    ``length`` is what sounds (tuplets and broken rhythm applied); ``written`` is the length before
    both. ``onset`` is measured from the start of the bar. ``tuplet`` is set on every note of a group,
    ``tuplet_index`` counts from 0 inside it. ``tied`` says which pitches are held into the next note.
    ``decorations`` are names without their marks (``trill``, ``staccato``), shorthands resolved (ABC 2.1, 4.14, 4.16).
    ``slurs`` counts those that open before and those that close behind it; ``has_slash`` is an acciaccatura's;
    ``is_joined`` says that no blank stands between this note and the one before, so that a beam may join them.
    """

    pitches: tuple[Pitch, ...]
    onset: Fraction
    length: Fraction
    place: Place
    written: Fraction = Fraction(0)
    tied: tuple[bool, ...] = ()
    tuplet: Tuplet | None = None
    tuplet_index: int = 0
    graces: tuple[Grace, ...] = ()
    decorations: tuple[str, ...] = ()
    is_invisible: bool = False
    slurs: tuple[int, int] = (0, 0)
    has_slash: bool = False
    is_joined: bool = False

    @property
    def is_rest(self) -> bool:
        """Say whether nothing sounds."""
        return not self.pitches


class ChordSymbol(NamedTuple):
    """A chord name over the staff, such as ``Am7/G``. Source: ABC 2.1, 4.18."""

    text: str
    onset: Fraction
    place: Place


class Annotation(NamedTuple):
    """Words at a place of the staff; ``placement`` is one of ``^ _ < > @``. Source: ABC 2.1, 4.19."""

    text: str
    placement: str
    onset: Fraction
    place: Place


class BarLine(NamedTuple):
    """A bar line as written; ``kind`` is its tidy form.

    ``kind`` is one of ``| || |] [| |: :| ::``, or an empty string where the text begins or ends
    without one. ``style`` is empty, ``dotted`` (``.|``) or ``invisible`` (``[|]``). Source: ABC 2.1, 4.8.
    """

    kind: str
    place: Place
    style: str = ""

    @property
    def closes_repeat(self) -> bool:
        """Say whether what stands before it is played again."""
        return self.kind in (":|", "::")

    @property
    def opens_repeat(self) -> bool:
        """Say whether a repeated part begins after it."""
        return self.kind in ("|:", "::")

    @property
    def ends_part(self) -> bool:
        """Say whether a part of the tune ends or begins here."""
        return self.kind in ("||", "|]", "[|", "|:", ":|", "::")


class Bar(NamedTuple):
    """What stands between two bar lines. A tuple, like Note, for the sake of speed.

    ``endings`` holds the numbers of a first, second... ending that begins here. ``tempo`` and
    ``part`` are set where a ``Q:`` or ``P:`` field stands before or in this bar. ``metre`` and ``key``
    are those in force at its start. A bar without a note is kept only if something stands in it.
    ``overlays`` are further layers of notes that begin with the bar (``&``; ABC 2.1, 7.4); ``marks`` are decorations
    that stand on its closing line (``fine``, ``D.C.``); ``clef`` is set where it changes before or in
    this bar; ``begins_line`` says that it stands first in a line of music.
    """

    index: int  # type: ignore[assignment]  # its number in the voice; nobody searches a bar as a tuple
    notes: tuple[Note, ...]
    symbols: tuple[ChordSymbol, ...]
    opening: BarLine
    closing: BarLine
    metre: Metre
    key: Key
    place: Place
    length: Fraction
    endings: tuple[int, ...] = ()
    tempo: Tempo | None = None
    part: str = ""
    overlays: tuple[tuple[Note, ...], ...] = ()
    annotations: tuple[Annotation, ...] = ()
    marks: tuple[str, ...] = ()
    clef: str = ""
    begins_line: bool = False


@dataclass(frozen=True, slots=True)
class Tempo:
    """``bpm`` beats of ``beat`` whole notes each in a minute. Source: ABC 2.1, 3.1.8."""

    beat: Fraction
    bpm: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One information field: its letter, its value, where it stands."""

    letter: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Waiting:
    """What stands at the end of a voice and waits for its next note.

    ``factor`` is what an open ``>`` or ``<`` puts on that note; ``tuplet`` is open for ``tuplet_left`` more notes;
    ``symbol`` is a chord symbol; ``endings`` are the numbers of an ending that begins; ``has_ornament`` says that
    a grace or a decoration stands there. ``is_overlay``: what follows sounds beside the bar (``&``), not in it.
    """

    factor: Fraction = Fraction(1)
    tuplet: Tuplet | None = None
    tuplet_left: int = 0
    symbol: str = ""
    endings: tuple[int, ...] = ()
    has_ornament: bool = False
    is_overlay: bool = False


@dataclass(frozen=True, slots=True)
class Syllable:
    """One syllable of a lyric line, under a note. Source: ABC 2.1, 5.1.

    ``bar`` and ``note`` count from 0 in the voice and in the bar; ``verse`` counts the ``w:`` lines under one line of
    music from 1. ``joins`` is ``-`` where the word goes on, ``_`` where the syllable is held on, or empty.
    """

    text: str
    bar: int
    note: int
    verse: int
    joins: str
    place: Place


@dataclass(frozen=True, slots=True)
class Voice:
    """The bars of one voice, in order. ``name`` is the first word of its ``V:`` field, ``title`` what is printed.

    ``metre``, ``key`` and ``unit`` are those in force after its last bar. ``clef`` is that of its beginning, such as
    ``bass`` or ``treble-8``, empty where none is named; ``transpose`` is what its sound is moved by, in semitones.
    Source: ABC 2.1, 4.6 and 7.1.
    """

    name: str
    bars: tuple[Bar, ...]
    metre: Metre
    key: Key
    unit: Fraction
    waiting: Waiting = Waiting()
    lyrics: tuple[Syllable, ...] = ()
    title: str = ""
    clef: str = ""
    transpose: int = 0


@dataclass(frozen=True, slots=True)
class Tune:
    """A read piece.

    ``fields`` are those of the header, in order; ``voices`` holds at least one voice. ``unit`` is the
    unit note length at the end of the header, in whole notes; ``place`` is the tune's range in the
    text; ``body`` is where its music begins. ``last_voice`` is the voice in which the text ends; it may have
    no bars yet and then is not among ``voices``. ``body_fields`` are all fields after the header, inline ones
    included; ``inherited`` are those of the file header. A directive is a field of letter ``%%``.
    """

    number: str
    title: str
    fields: tuple[Field, ...]
    metre: Metre
    key: Key
    unit: Fraction
    tempo: Tempo | None
    voices: tuple[Voice, ...]
    diagnostics: tuple[Diagnostic, ...]
    place: Place
    body: int
    last_voice: Voice
    body_fields: tuple[Field, ...] = ()
    inherited: tuple[Field, ...] = ()

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Return the bars of the first voice."""
        return self.voices[0].bars

    def field(self, letter: str) -> str:
        """Return the value of the first header field with this letter, or an empty string."""
        return next((f.value for f in (*self.fields, *self.inherited) if f.letter == letter), "")
