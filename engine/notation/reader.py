"""Lines to a Tune, each to whoever reads its kind: ``field_reader.py``, ``music.py``, ``underlay.py``.

Never raises, whatever the text holds: what cannot be understood becomes a Diagnostic with its place.
Source: ABC standard v2.1, section 2 (files).
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from engine.notation.barcheck import check_bars
from engine.notation.book import tune_ranges
from engine.notation.field_reader import FieldReader
from engine.notation.fields import FREE
from engine.notation.keys import NO_KEY
from engine.notation.macros import expand, parse_macro, uses_macros
from engine.notation.music import MusicReader
from engine.notation.partorder import check_order
from engine.notation.relocation import relocated
from engine.notation.scanner import LineReader, line_at, opens_without_number, remark_start
from engine.notation.tune import BarLine, Diagnostic, Field, Fix, Place, Tune, Voice
from engine.notation.underlay import Underlay
from engine.notation.voice import VoiceReader
from engine.sentences import Sentence

# Fields that every tune takes over from the file header. Source: ABC 2.1, 2.2.2 and the table of section 3.
_INHERITED = "ABCDFGHILMmNORrSUZ"

# Called now and then while a text is read; whoever waits for it may raise there to give it up.
Look = Callable[[], None]


def keep_on() -> None:
    """Look at nothing: the reading is not given up."""


def read_book(text: str) -> tuple[Tune, ...]:
    """Return every tune of a book, in order.

    Meanwhile nothing is searched for garbage, in the whole process: tunes are values without cycles, and searching
    through the millions of a large book again and again took two thirds of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        return tuple(each_tune(text))
    finally:
        if was_enabled:
            gc.enable()


def each_tune(text: str) -> Iterator[Tune]:
    """Yield the tunes of a book one by one; a whole book of them takes ten times the room of its text."""
    for start, end in tune_ranges(text):
        yield read_tune(text, start, end)


def read_tune(text: str, start: int = 0, end: int | None = None, look: Look = keep_on) -> Tune:
    """Return the tune between two offsets of a text; places are offsets into the whole text.

    The text may stop anywhere: a phrase is a tune that is not finished. The file header, if the text begins with one,
    holds for it. ``look`` is called at every line; what it raises comes through.
    """
    end = len(text) if end is None else end
    reader = _Reader(text, start, end)
    reader.file_header()
    defined = [macro for field in reader.inherited if field.letter == "m" and (macro := parse_macro(field.value))]
    expansion = expand(text, start, end, defined) if defined or uses_macros(text, start, end) else None
    if expansion is None:
        return reader.read(look)
    inner = _Reader(expansion.text, 0, len(expansion.text))
    inner.take_over(reader.inherited)
    inner.diagnostics.clear()
    tune = relocated(inner.read(look), expansion, start, end)
    return replace(tune, diagnostics=(*reader.diagnostics, *tune.diagnostics))


class _Reader:
    """Walk the lines once. One instance reads one tune."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.inherited: list[Field] = []
        self.fields: list[Field] = []
        self.body_fields: list[Field] = []
        self.diagnostics: list[Diagnostic] = []
        self.body: int | None = None
        self.music = MusicReader(text, self.diagnostics, self._inline)
        self.in_force = FieldReader(self.music, self.diagnostics)
        self.underlay = Underlay(self.music, self.diagnostics)

    @property
    def voice(self) -> VoiceReader | None:
        """Return the voice in force; None in the header."""
        return self.music.voice

    def read(self, look: Look) -> Tune:
        """Return the tune. What the file header says has been taken over before."""
        lines = LineReader(opens_without_number(self.text, self.start, self.end))
        text, position = self.text, self.start
        while position < self.end:
            look()
            stop, following = line_at(text, position, self.end)
            kind = lines.kind_of(text, position, stop)
            if kind == "music":
                if self.voice is None:
                    self._begin_body(position)
                self.music.line(position, stop)
            elif kind == "field":
                self._line_field(position, remark_start(text, position, stop))
            elif kind == "directive":
                self._keep(Field("%%", text[position + 2:stop].rstrip(), Place(position, stop)))
            position = following
        self.music.finish(self.end)
        if self.voice is None:
            self._begin_body(self.end)
        return self._tune()

    def _tune(self) -> Tune:
        assert self.voice is not None  # the body has begun
        in_force = self.in_force
        read = {voice.name: self._finish(voice) for voice in self.in_force.voices()}
        voices = tuple(voice for voice in read.values() if voice.bars) or tuple(read.values())[:1]
        for voice in voices:
            self.diagnostics += check_bars(voice.bars)
        value = {f.letter: f.value for f in reversed(self.fields)}
        self.diagnostics += check_order(self.fields, voices)
        self.diagnostics.sort(key=lambda one: one.place.start)
        return Tune(value.get("X", ""), value.get("T", ""), tuple(self.fields), in_force.metre or FREE,
                    in_force.key or NO_KEY, in_force.unit or Fraction(1, 8), in_force.tempo, voices,
                    tuple(self.diagnostics), Place(self.start, self.end), self.end if self.body is None else self.body,
                    read[self.voice.name], tuple(self.body_fields), tuple(self.inherited))

    def _finish(self, voice: VoiceReader) -> Voice:
        waiting = voice.waiting
        voice.close_bar(BarLine("", Place(self.end, self.end)))
        return Voice(voice.name, tuple(voice.bars), voice.metre, voice.key, voice.unit, waiting,
                     self.underlay.syllables(voice.name), voice.title, voice.clef, voice.transpose)

    def _keep(self, field: Field) -> None:
        (self.fields if self.voice is None else self.body_fields).append(field)

    # -- header -----------------------------------------------------------------------------------------

    def file_header(self) -> None:
        """Take over what the file header says: fields from the first line on, up to an empty line."""
        if not self.start:
            return
        position = 0
        lines = LineReader(in_tune=False)
        found: list[Field] = []
        while position < self.start:
            stop, following = line_at(self.text, position, self.start)
            kind = lines.kind_of(self.text, position, stop)
            if kind == "blank" or lines.in_tune:
                break
            if kind == "text":
                return  # words about the book, whatever stands around them
            letter = self.text[position]
            if kind == "field" and letter in _INHERITED:
                value = self.text[position + 2:remark_start(self.text, position, stop)].strip()
                found.append(Field(letter, value, Place(position, stop)))
            position = following
        self.take_over(found)

    def take_over(self, fields: Sequence[Field]) -> None:
        """Let fields of the file header hold for this tune."""
        for field in fields:
            self.inherited.append(field)
            self.in_force.obey(field)

    def _begin_body(self, offset: int) -> None:
        self.body = offset
        self.in_force.begin_body(offset)

    # -- fields -----------------------------------------------------------------------------------------

    def _line_field(self, start: int, end: int) -> None:
        letter, value = self.text[start], self.text[start + 2:end]
        place = Place(start, end)
        if letter == "+":
            self._lengthen(value, place)
        elif letter == "w" and self.voice is not None:
            self.body_fields.append(Field("w", value.strip(), place))
            self.underlay.sing(self.voice, value, start + 2)
        elif letter == "s" and self.voice is not None:
            self.body_fields.append(Field("s", value.strip(), place))
            self.underlay.set_symbols(self.voice, value, start + 2)
        else:
            is_header_end = letter == "K" and self.voice is None
            field = Field(letter, value.strip(), place)
            self._keep(field)
            self.in_force.obey(field)
            if is_header_end:
                self._begin_body(end)

    def _inline(self, letter: str, value: str, start: int, end: int) -> None:
        field = Field(letter, value, Place(start, end))
        self._keep(field)
        self.in_force.obey(field)

    def _lengthen(self, value: str, place: Place) -> None:
        """Append to the field before. Source: ABC 2.1, 3.3."""
        fields = self.fields if self.voice is None else self.body_fields
        if not fields:
            self.diagnostics.append(Diagnostic(
                "warning", "bad-continuation",
                Sentence("+: goes on with nothing, as there is no field before it: remove it"), place,
                Fix(Sentence("remove it"), place, "")))
            return
        last = fields[-1]
        fields[-1] = Field(last.letter, f"{last.value} {value.strip()}".strip(), Place(last.place.start, place.end))
        if last.letter == "s" and self.voice is not None:
            self.underlay.set_more_symbols(self.voice, value, place.start + 2)
        elif last.letter == "w" and self.voice is not None:
            line = self.text[last.place.start + 2:place.end].replace("+:", "  ").replace("\n", " ")
            self.underlay.sing_longer(self.voice, line, last.place.start + 2)
