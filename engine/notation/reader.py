"""Lines to a Tune: fields, voices, diagnostics. What is in the lines of music is read by ``music.py``.

Never raises, whatever the text holds: what cannot be understood becomes a Diagnostic with its place.
Source: ABC standard v2.1, sections 2 (files), 3 (fields), 5 (lyrics), 7 (voices).
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from engine.notation.barcheck import check_bars
from engine.notation.book import tune_ranges
from engine.notation.clefs import Properties, parse_properties
from engine.notation.decorations import parse_user_symbol
from engine.notation.fields import FREE, default_unit, parse_metre, parse_tempo, parse_unit
from engine.notation.keys import NO_KEY, Key, names_key, parse_key
from engine.notation.lyrics import align
from engine.notation.macros import expand, parse_macro, uses_macros
from engine.notation.music import MusicReader
from engine.notation.partorder import check_order
from engine.notation.relocation import relocated
from engine.notation.scanner import LineReader, line_at, opens_without_number, remark_start
from engine.notation.symbol_lines import align_symbols, decorate, set_words
from engine.notation.tune import BarLine, Diagnostic, Field, Fix, Metre, Place, Syllable, Tempo, Tune, Voice
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
        self.metre: Metre | None = None
        self.key: Key | None = None
        self.unit: Fraction | None = None
        self.tempo: Tempo | None = None
        self.clef = Properties()  # what the header's K: says beside the key
        self.body: int | None = None
        self.voices: dict[str, VoiceReader] = {}
        self.is_voice_named = False  # by a V: field in the body
        self.named: dict[str, Properties] = {}  # voices that the header describes, in its order
        self.lyrics: dict[str, list[Syllable]] = {}
        self.symbols_reached = 0  # the note of the line of music that an s: line goes on with
        self.music = MusicReader(text, self.diagnostics, self._inline)

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
        read = {voice.name: self._finish(voice) for voice in self._in_order()}
        voices = tuple(voice for voice in read.values() if voice.bars) or tuple(read.values())[:1]
        for voice in voices:
            self.diagnostics += check_bars(voice.bars)
        value = {f.letter: f.value for f in reversed(self.fields)}
        self.diagnostics += check_order(self.fields, voices)
        self.diagnostics.sort(key=lambda one: one.place.start)
        return Tune(value.get("X", ""), value.get("T", ""), tuple(self.fields), self.metre or FREE, self.key or NO_KEY,
                    self.unit or Fraction(1, 8), self.tempo, voices, tuple(self.diagnostics),
                    Place(self.start, self.end), self.end if self.body is None else self.body, read[self.voice.name],
                    tuple(self.body_fields), tuple(self.inherited))

    def _in_order(self) -> list[VoiceReader]:
        """Return the voices in the order of the header, then in that of their first notes."""
        described = [self.voices[name] for name in self.named if name in self.voices]
        return described + [voice for voice in self.voices.values() if voice.name not in self.named]

    def _finish(self, voice: VoiceReader) -> Voice:
        waiting = voice.waiting
        voice.close_bar(BarLine("", Place(self.end, self.end)))
        return Voice(voice.name, tuple(voice.bars), voice.metre, voice.key, voice.unit, waiting,
                     tuple(self.lyrics.get(voice.name, ())), voice.title, voice.clef, voice.transpose)

    def _say(self, severity: str, code: str, message: Sentence, place: Place, fix: Fix | None = None) -> None:
        self.diagnostics.append(Diagnostic(severity, code, message, place, fix))

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
            self._obey(field)

    def _begin_body(self, offset: int) -> None:
        """Settle what the header left open, and begin the first voice."""
        self.body = offset
        if self.key is None:
            self.key = NO_KEY
            self._say("error", "no-key", Sentence("no K: field before the music: add one, such as K:G, as the last "
                                                  "line of the header"),
                      Place(offset, offset), Fix(Sentence("add K:C"), Place(offset, offset), "K:C\n"))
        if self.metre is None:
            self.metre = FREE
        if self.unit is None:
            self.unit = default_unit(self.metre)
        self._switch_voice("1", Properties())
        self.is_voice_named = False

    def _switch_voice(self, name: str, properties: Properties) -> None:
        assert self.metre is not None and self.key is not None and self.unit is not None  # set by _begin_body
        voice = self.voices.get(name)
        if voice is None:
            only = next(iter(self.voices.values()), None)
            if only is not None and not self.is_voice_named and not only.bars and only.is_bar_empty:
                self.voices.clear()  # V: right after K: names the first voice
                voice, voice.name = only, name
            else:
                voice = VoiceReader(name, self.metre, self.key, self.unit)
                self._describe(voice, self.clef)
            self.voices[name] = voice
            self._describe(voice, self.named.get(name, Properties()))
        self._describe(voice, properties)
        self.music.voice = voice
        self.is_voice_named = True

    def _describe(self, voice: VoiceReader, properties: Properties) -> None:
        """Let a voice have what a ``V:`` or ``K:`` field says of it."""
        voice.title = properties.title or voice.title
        if properties.clef and properties.clef != voice.clef:
            if voice.bars or voice.notes:
                voice.new_clef = properties.clef
            else:
                voice.clef = properties.clef
        if properties.octave is not None:
            voice.move_octaves(properties.octave)
        if properties.transpose is not None:
            voice.transpose = properties.transpose

    # -- fields -----------------------------------------------------------------------------------------

    def _line_field(self, start: int, end: int) -> None:
        letter, value = self.text[start], self.text[start + 2:end]
        place = Place(start, end)
        if letter == "+":
            self._lengthen(value, place)
        elif letter == "w" and self.voice is not None:
            self.body_fields.append(Field("w", value.strip(), place))
            self._sing(self.voice, value, start + 2)
        elif letter == "s" and self.voice is not None:
            self.body_fields.append(Field("s", value.strip(), place))
            self.symbols_reached = 0
            self._set_symbols(self.voice, value, start + 2)
        else:
            is_header_end = letter == "K" and self.voice is None
            field = Field(letter, value.strip(), place)
            self._keep(field)
            self._obey(field)
            if is_header_end:
                self._begin_body(end)

    def _inline(self, letter: str, value: str, start: int, end: int) -> None:
        field = Field(letter, value, Place(start, end))
        self._keep(field)
        self._obey(field)

    def _lengthen(self, value: str, place: Place) -> None:
        """Append to the field before. Source: ABC 2.1, 3.3."""
        fields = self.fields if self.voice is None else self.body_fields
        if not fields:
            self._say("warning", "bad-continuation",
                      Sentence("+: goes on with nothing, as there is no field before it: remove it"), place,
                      Fix(Sentence("remove it"), place, ""))
            return
        last = fields[-1]
        fields[-1] = Field(last.letter, f"{last.value} {value.strip()}".strip(), Place(last.place.start, place.end))
        if last.letter == "s" and self.voice is not None:
            self._set_symbols(self.voice, value, place.start + 2)
        elif last.letter == "w" and self.voice is not None:
            self.voice.verse -= 1
            self._sing(self.voice, self.text[last.place.start + 2:place.end].replace("+:", "  ").replace("\n", " "),
                       last.place.start + 2)

    def _sing(self, voice: VoiceReader, line: str, offset: int) -> None:
        """Align a line of lyrics with the line of music before it."""
        voice.verse += 1
        notes = voice.line_notes()
        syllables = self.lyrics.setdefault(voice.name, [])
        while syllables and syllables[-1].verse == voice.verse and syllables[-1].place.start >= offset:
            syllables.pop()  # the same line, now longer
        found, left_over = align(line, offset, notes, voice.verse)
        syllables += found
        if left_over:
            few = Sentence("one syllable of this line has no note to be sung to: join it with ~, or leave it out")
            many = Sentence("{count} syllables of this line have no note to be sung to: join them with ~, or leave "
                            "them out", count=left_over)
            self._say("warning", "too-many-syllables", few if left_over == 1 else many,
                      Place(offset - 2, offset + len(line)))

    def _set_symbols(self, voice: VoiceReader, line: str, offset: int) -> None:
        """Set the symbols of a line to the notes of the line of music before. Source: ABC 2.1, 4.15."""
        found = align_symbols(line, offset, voice.line_notes(), self.symbols_reached)
        self.symbols_reached = found.reached
        for symbol in found.symbols:
            if symbol.source[0] == '"':
                set_words(voice, symbol)
            elif name := self.music.decoration(symbol.source, *symbol.place):
                decorate(voice, symbol, name)
        for place in found.unknown:
            said = Sentence('{source} is no symbol: write !f!, "Am" or "^words", and * for a note without one',
                            source=self.text[place.start:place.end])
            self._say("warning", "bad-symbol", said, place, Fix(Sentence("put * in its place"), place, "*"))
        if found.left_over:
            one = Sentence("one symbol of this line has no note: leave it out")
            many = Sentence("{count} symbols of this line have no note: leave them out", count=found.left_over)
            self._say("warning", "too-many-symbols", one if found.left_over == 1 else many,
                      Place(offset - 2, offset + len(line)))

    def _obey(self, field: Field) -> None:
        """Do what one information field says, in the header, in the body or inline."""
        obey = _OBEYED.get(field.letter)
        if obey is not None:
            obey(self, field)

    def _obey_key(self, field: Field) -> None:
        properties = parse_properties(field.value)
        key: Key | None
        if self.voice is not None and field.value and not names_key(field.value):
            key = self.voice.key  # a change of clef alone
        else:
            key = parse_key(field.value)
        if key is None:
            self._say("error", "bad-key",
                      Sentence("K:{value} is no key: write one such as K:G, K:Ador or K:Bbm", value=field.value),
                      field.place)
            key = NO_KEY if self.voice is None else self.voice.key
        if self.voice is None:
            self.key, self.clef = key, properties
            return
        self.voice.set_key(key)
        self._describe(self.voice, properties)
        self.voice.has_fields_only()

    def _obey_metre(self, field: Field) -> None:
        metre = parse_metre(field.value)
        if metre is None:
            self._say("error", "bad-metre",
                      Sentence("M:{value} is no metre: write one such as M:6/8, M:C or M:none", value=field.value),
                      field.place)
        elif self.voice is None:
            self.metre = metre
        else:
            self.voice.metre = metre
            self.voice.has_fields_only()

    def _obey_unit(self, field: Field) -> None:
        unit = parse_unit(field.value)
        if unit is None:
            self._say("error", "bad-unit",
                      Sentence("L:{value} is no note length: write one such as L:1/8", value=field.value),
                      field.place)
        elif self.voice is None:
            self.unit = unit
        else:
            self.voice.set_unit(unit)

    def _obey_tempo(self, field: Field) -> None:
        unit = self.unit or default_unit(self.metre or FREE) if self.voice is None else self.voice.unit
        tempo = parse_tempo(field.value, unit)
        if tempo is None and '"' not in field.value and not re.search("[A-Za-z]", field.value):
            self._say("warning", "bad-tempo",
                      Sentence("Q:{value} is no tempo: write one such as Q:1/4=120", value=field.value),
                      field.place)
        if self.voice is None:
            self.tempo = tempo
        else:
            self.voice.tempo = tempo

    def _obey_voice(self, field: Field) -> None:
        name, _, rest = field.value.partition(" ")
        properties = parse_properties(rest)
        if self.voice is None:
            self.named[name or "1"] = properties
        else:
            self._switch_voice(name or "1", properties)

    def _obey_part(self, field: Field) -> None:
        if self.voice is not None:
            self.voice.begin_part(field.value)

    def _obey_macro(self, field: Field) -> None:
        if parse_macro(field.value) is None:
            self._say("warning", "bad-macro", Sentence(
                "m:{value} is no macro: write one such as {one}, or with n for any note {other}", value=field.value,
                one="m:~G2={A}G{F}G", other="m:~n2={o}n{m}n"), field.place)

    def _obey_symbol(self, field: Field) -> None:
        symbol = parse_user_symbol(field.value)
        if symbol is not None:
            self.music.user[symbol[0]] = symbol[1]


_OBEYED: dict[str, Callable[[_Reader, Field], None]] = {
    "K": _Reader._obey_key, "M": _Reader._obey_metre, "L": _Reader._obey_unit, "Q": _Reader._obey_tempo,
    "V": _Reader._obey_voice, "P": _Reader._obey_part, "U": _Reader._obey_symbol,
    "m": _Reader._obey_macro,
}
