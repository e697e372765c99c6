"""Tokens to a Tune: fields, bars, notes, diagnostics.

Never raises, whatever the text holds: what cannot be understood becomes a Diagnostic with its place.
Source: ABC standard v2.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from engine.notation.barcheck import check_bars
from engine.notation.book import tune_ranges
from engine.notation.fields import FREE, default_unit, parse_length, parse_metre, parse_tempo, parse_unit
from engine.notation.heads import parse_heads, parse_note
from engine.notation.keys import NO_KEY, Key, parse_key
from engine.notation.scanner import Token, scan
from engine.notation.tune import BarLine, Diagnostic, Field, Fix, Grace, Metre, Place, Tempo, Tune, Voice
from engine.notation.voice import VoiceReader, alone, tidy_bar_line

# Tokens that sound nothing and say nothing to the reader.
_SILENT = frozenset(("space", "newline", "comment", "directive", "text", "slur", "continuation"))
_IN_CHORD = frozenset(("note", "tie", "chord_symbol", "annotation", "decoration", "rest"))
# Fields that the music obeys; all others are kept and otherwise ignored.
_MUSICAL = "KMLQVP"


# Called now and then while a text is read; whoever waits for it may raise there to give it up.
Look = Callable[[], None]
_LOOK_EVERY = 256  # tokens: some milliseconds


def keep_on() -> None:
    """Look at nothing: the reading is not given up."""


def read_book(text: str) -> tuple[Tune, ...]:
    """Return every tune of a book, in order."""
    return tuple(read_tune(text, start, end) for start, end in tune_ranges(text))


def read_tune(text: str, start: int = 0, end: int | None = None, look: Look = keep_on) -> Tune:
    """Return the tune between two offsets of a text; places are offsets into the whole text.

    The text may stop anywhere: a phrase is a tune that is not finished. What ``look`` raises comes through.
    """
    reader = _Reader(text, start, len(text) if end is None else end)
    return reader.read(look)


class _Reader:
    """Walk the tokens once. One instance reads one tune."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.fields: list[Field] = []
        self.diagnostics: list[Diagnostic] = []
        self.metre: Metre | None = None
        self.key: Key | None = None
        self.unit: Fraction | None = None
        self.tempo: Tempo | None = None
        self.has_metre_field = False
        self.body: int | None = None
        self.voices: dict[str, VoiceReader] = {}
        self.voice: VoiceReader | None = None
        self.chord: list[Token] | None = None  # tokens of a chord [..] that is still open

    def read(self, look: Look) -> Tune:
        """Return the tune."""
        for count, token in enumerate(scan(self.text, self.start, self.end)):
            if count % _LOOK_EVERY == 0:
                look()
            self._take(token)
        if self.chord is not None:
            opening = self.chord[0]
            self._say("error", "unclosed-chord", "the chord [ is not closed: add ]", opening.start, opening.end)
        if self.voice is None:
            self._begin_body(self.end)
        read = {voice.name: self._finish(voice) for voice in self.voices.values()}
        last = read[self.voice.name] if self.voice is not None else next(iter(read.values()))
        voices = tuple(voice for voice in read.values() if voice.bars) or tuple(read.values())[:1]
        for voice in voices:
            self.diagnostics += check_bars(voice.bars)
        value = {f.letter: f.value for f in reversed(self.fields)}
        self.diagnostics.sort(key=lambda one: one.place.start)
        return Tune(value.get("X", ""), value.get("T", ""), tuple(self.fields), self.metre or FREE, self.key or NO_KEY,
                    self.unit or Fraction(1, 8), self.tempo, voices, tuple(self.diagnostics),
                    Place(self.start, self.end), self.end if self.body is None else self.body, last)

    def _finish(self, voice: VoiceReader) -> Voice:
        waiting = voice.waiting
        voice.close_bar(BarLine("", Place(self.end, self.end)))
        return Voice(voice.name, tuple(voice.bars), voice.metre, voice.key, voice.unit, waiting)

    def _say(self, severity: str, code: str, message: str, start: int, end: int, fix: Fix | None = None) -> None:
        self.diagnostics.append(Diagnostic(severity, code, message, Place(start, max(end, start)), fix))

    # -- header -----------------------------------------------------------------------------------------

    def _begin_body(self, offset: int) -> None:
        """Settle what the header left open, and begin the first voice."""
        self.body = offset
        if self.key is None:
            self.key = NO_KEY
            self._say("error", "no-key", "no K: field before the music: add one, such as K:G, as the last line of the "
                      "header", offset, offset, Fix("add K:C", Place(offset, offset), "K:C\n"))
        if self.metre is None:
            self.metre = FREE
        if self.unit is None:
            self.unit = default_unit(self.metre)
        self._switch_voice("1")

    def _switch_voice(self, name: str) -> None:
        assert self.metre is not None and self.key is not None and self.unit is not None  # set by _begin_body
        if name not in self.voices:
            only = next(iter(self.voices.values()), None)
            if only is not None and len(self.voices) == 1 and not only.bars and only.is_bar_empty:
                self.voices.clear()  # V: right after K: names the first voice
                only.name = name
                self.voices[name] = only
            else:
                self.voices[name] = VoiceReader(name, self.metre, self.key, self.unit)
        self.voice = self.voices[name]

    def _field(self, letter: str, value: str, start: int, end: int) -> None:
        """Obey one information field, in the header, in the body or inline."""
        in_header = self.voice is None
        if in_header:
            self.fields.append(Field(letter, value, Place(start, end)))
        if letter not in _MUSICAL:
            return
        if letter == "K":
            self._key(value, start, end)
        elif letter == "M":
            metre = parse_metre(value)
            if metre is None:
                self._say("error", "bad-metre", f"M:{value} is no metre: write one such as M:6/8, M:C or M:none",
                          start, end)
                return
            self.metre, self.has_metre_field = metre, True
        elif letter == "L":
            unit = parse_unit(value)
            if unit is None:
                self._say("error", "bad-unit", f"L:{value} is no note length: write one such as L:1/8", start, end)
                return
            self.unit = unit
        elif letter == "Q":
            tempo = parse_tempo(value, self.unit or default_unit(self.metre or FREE))
            if tempo is None and '"' not in value and not re.search("[A-Za-z]", value):
                self._say("warning", "bad-tempo", f"Q:{value} is no tempo: write one such as Q:1/4=120", start, end)
            if in_header:
                self.tempo = tempo
            elif self.voice is not None:
                self.voice.tempo = tempo
        elif letter == "V" and not in_header:
            self._switch_voice((value.split() or ["1"])[0])
        elif letter == "P" and self.voice is not None:
            self.voice.part = value
        if self.voice is not None:
            assert self.metre is not None and self.key is not None and self.unit is not None
            self.voice.metre, self.voice.key = self.metre, self.key
            self.voice.set_unit(self.unit)
            self.voice.has_fields_only()

    def _key(self, value: str, start: int, end: int) -> None:
        key = parse_key(value)
        if key is None:
            self._say("error", "bad-key", f"K:{value} is no key: write one such as K:G, K:Ador or K:Bbm", start, end)
            if self.key is not None:
                return
            key = NO_KEY
        self.key = key

    # -- music ------------------------------------------------------------------------------------------

    def _take(self, token: Token) -> None:
        kind, start, end = token
        if kind in _SILENT:
            return
        source = self.text[start:end]
        if kind == "field":
            is_body = source[0] == "K" and self.voice is None
            self._field(source[0], source[2:].strip(), start, end)
            if is_body:
                self._begin_body(end)
            return
        if self.voice is None:
            self._begin_body(start)
        voice = self.voice
        assert voice is not None  # _begin_body made one
        if self.chord is not None and kind != "chord_close":
            if kind in _IN_CHORD:
                self.chord.append(token)
                return
            opening = self.chord[0]
            self._say("error", "unclosed-chord", "the chord [ is not closed: add ]", opening.start, start)
            self.chord = None
        if kind not in ("bar", "inline_field"):
            voice.begin_at(start)
        if kind == "note":
            alter, step, length = parse_note(source)
            voice.add(alone(voice.spell(alter, step)), voice.length_of(length), start, end)
        elif kind == "bar":
            voice.close_bar(BarLine(tidy_bar_line(source), Place(start, end)))
        else:
            self._music(voice, token, source)

    def _music(self, voice: VoiceReader, token: Token, source: str) -> None:
        """Take a token that is neither a note nor a bar line."""
        kind, start, end = token
        if kind == "rest":
            self._rest(voice, token, source)
        elif kind == "chord_symbol":
            voice.symbols.append((len(voice.drafts), source[1:-1].strip(), Place(start, end)))
        elif kind == "inline_field":
            self._field(source[1], source[3:-1].strip(), start, end)
        elif kind == "ending":
            voice.endings = _endings(source)
        elif kind == "tuplet":
            numbers = [int(n[:3]) if n else None for n in source[1:].split(":")] + [None, None]
            if not voice.begin_tuplet(numbers[0] or 0, numbers[1], numbers[2]):
                self._say("error", "bad-tuplet", f"{source} is no tuplet: write one such as (3", start, end)
        elif kind == "broken":
            if not voice.break_rhythm(source):
                self._say("error", "bad-broken", f"{source} needs a note before it", start, end)
        elif kind == "tie":
            if not voice.tie():
                self._say("warning", "bad-tie", "a tie needs a note before it", start, end)
        elif kind == "grace":
            voice.graces = tuple(Grace(voice.spell(alter, step)) for alter, step in parse_heads(source))
        elif kind == "decoration":
            voice.decorations.append(source.strip("!+"))
        elif kind == "chord_open":
            self.chord = [token]
        elif kind == "chord_close":
            self._close_chord(voice, token, source)
        elif kind == "overlay":
            voice.is_overlay = True
        elif kind == "unclosed":
            what = "the quotation mark" if source[0] == '"' else "the brace {"
            self._say("error", "unclosed-quote" if source[0] == '"' else "unclosed-grace",
                      f"{what} is not closed on its line", start, end)
        elif kind == "unknown" and source not in "*`$;?@#":
            self._say("warning", "unknown", f"{source!r} means nothing here and is left out", start, end)

    def _rest(self, voice: VoiceReader, token: Token, source: str) -> None:
        if source[0] in "zx":
            voice.add((), voice.length_of(source[1:]), token.start, token.end, is_invisible=source[0] == "x")
            return
        bars = min(int(parse_length(source[1:])), 512)  # Z9999999 is a slip of the hand, not music
        for bar in range(max(bars, 1)):
            voice.add((), voice.metre.length or Fraction(1), token.start, token.end, is_invisible=source[0] == "X")
            if bar < bars - 1:
                voice.close_bar(BarLine("|", Place(token.end, token.end)))

    def _close_chord(self, voice: VoiceReader, token: Token, source: str) -> None:
        if self.chord is None:
            self._say("error", "stray-bracket", "] closes nothing: remove it, or add [ before it", token.start,
                      token.start + 1)
            return
        tokens, self.chord = self.chord, None
        pitches, tied, length = [], [], None
        for one in tokens[1:]:
            part = self.text[one.start:one.end]
            if one.kind == "note":
                alter, step, written = parse_note(part)
                pitches.append(voice.spell(alter, step))
                tied.append(False)
                length = length or parse_length(written)
            elif one.kind == "tie" and tied:
                tied[-1] = True
            elif one.kind == "chord_symbol":
                voice.symbols.append((len(voice.drafts), part[1:-1].strip(), Place(one.start, one.end)))
        if not pitches:
            self._say("warning", "empty-chord", "a chord without notes is left out", tokens[0].start, token.end)
            return
        whole = (length or Fraction(1)) * parse_length(source[1:])
        voice.add(tuple(pitches), whole * voice.unit, tokens[0].start, token.end, tuple(tied))


def _endings(source: str) -> tuple[int, ...]:
    """Return the numbers of an ending, such as ``[1,3`` or ``1-3``."""
    numbers: list[int] = []
    for part in re.split(r"[,.]", source.strip("[.")):
        first, _, last = part.partition("-")
        if first.isdigit():
            low = int(first[:2])
            numbers += range(low, min(int(last[:2]) if last.isdigit() else low, low + 16) + 1)
    return tuple(numbers)
