"""To another key: by its name, by an interval, or to another mode. Only what must change changes.

Every key of the tune goes to a key of its own, and every note by letters from the one to the other, its alteration kept
relative to the signature. So a note of the scale stays one, spacing, lengths and remarks stay as the composer wrote
them, and the way back gives the same text wherever that was spelt without superfluous accidentals.
Source: ABC standard v2.1, sections 3.1.14 (keys), 4.2 (accidentals), 4.18 (chord symbols).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.notation.accidentals import Accidentals
from engine.notation.heads import note_text, parse_note
from engine.notation.intervals import Interval, Move, move_of, parse_interval
from engine.notation.keys import (
    ACCIDENTAL_TEXT,
    ALTERATIONS,
    LETTERS,
    Key,
    names_key,
    parse_key,
    signature,
)
from engine.notation.reader import read_tune
from engine.notation.scanner import Token, scan

_EXPLICIT = re.compile(r"(?<!\w)(\^\^|\^|__|_|=)([A-Ga-g])(?!\w)")
_TONIC_IN_KEY = re.compile(r"^(\s*)([A-Ga-g])([#b]?)(\s*)([A-Za-z]*)")
_IN_MACRO = re.compile(r'"[^"\n]*"|![^!\n]+!|((?:\^\^|\^|__|_|=)?[A-Ga-g][,\']*)')


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``text`` in place of what stands between two offsets."""

    start: int
    end: int
    text: str


def transpose_edits(text: str, start: int, end: int, interval: Interval) -> list[Edit]:
    """Return the edits that move the tune between two offsets of a text, in order. Places are those of the text."""
    return _Mover(text, interval).edits(scan(text, start, end), read_tune(text, start, end).key)


def transpose_text(text: str, spec: str, start: int = 0, end: int | None = None) -> str:
    r"""Return the text with the tune between two offsets in another key; ``spec`` as in ``parse_interval``.

    >>> transpose_text('X:1\nK:G\n"D7"^c2 [GB]|\n', "A")
    'X:1\nK:A\n"E7"^d2 [Ac]|\n'

    Raises:
        SettingsError: ``spec`` names no key and no interval.
    """
    end = len(text) if end is None else end
    interval = parse_interval(spec, read_tune(text, start, end).key)
    return apply_edits(text, transpose_edits(text, start, end, interval))


def apply_edits(text: str, edits: list[Edit]) -> str:
    """Return the text with edits made that are in order and do not overlap."""
    out, at = [], 0
    for edit in edits:
        out += [text[at:edit.start], edit.text]
        at = edit.end
    return "".join(out) + text[at:]


class _Voice:
    """Accidentals of one voice, as they were and as they will be."""

    def __init__(self, move: Move, alters: tuple[int, ...], new_alters: tuple[int, ...]) -> None:
        self.set_key(move, alters, new_alters)
        self.held: dict[int, int] = {}  # tied over the bar line
        self.last: list[tuple[int, int]] = []  # the note or chord before
        self.is_tied = False

    def set_key(self, move: Move, alters: tuple[int, ...], new_alters: tuple[int, ...]) -> None:
        self.move = move
        self.old = Accidentals(alters)
        self.new = Accidentals(new_alters)

    def next_bar(self) -> None:
        self.old.next_bar()
        self.new.next_bar()
        self.held = dict(self.last) if self.is_tied else {}


class _Mover:
    """Walk the tokens of one tune. One instance moves one tune."""

    def __init__(self, text: str, interval: Interval) -> None:
        self.text = text
        self.interval = interval
        self.found: list[Edit] = []
        self.voices: dict[str, _Voice] = {}
        self.in_chord = False

    def edits(self, tokens: list[Token], key: Key) -> list[Edit]:
        """Return the edits; ``key`` is the tune's own."""
        header_key = key
        self.voice = self.voices["1"] = self._voice_in(header_key)
        in_body = False
        for kind, start, end in tokens:
            source = self.text[start:end]
            if kind in ("field", "inline_field"):
                skip = 1 if kind == "inline_field" else 0
                letter, value = source[skip], source[skip + 2:len(source) - skip]
                if letter == "K":
                    self._key(value, start + skip + 2)
                    in_body = True
                elif letter == "V" and in_body:
                    name = (value.split() or ["1"])[0]
                    if name not in self.voices:
                        self.voices[name] = self._voice_in(header_key)
                    self.voice = self.voices[name]
                elif letter == "s" and in_body:
                    self._symbol_line(start + 2, end)
                elif letter == "m":
                    self._macro(start + skip + 2, end - skip, header_key)
            elif kind == "note":
                self._note(source, start)
            elif kind == "grace":
                for match in re.finditer(r"(?:\^\^|\^|__|_|=)?[A-Ga-g][,']*", source):
                    self._head(match.group(), start + match.start(), is_grace=True)
            elif kind == "chord_symbol":
                self._replace(start + 1, end - 1, self.voice.move.chord(source[1:-1]))
            elif kind == "chord_open":
                self.in_chord, self.voice.last = True, []
            elif kind == "chord_close":
                self.in_chord = False
                self.voice.held = {}
            elif kind == "tie":
                self.voice.is_tied = True
            elif kind == "bar":
                self.voice.next_bar()
            elif kind == "rest":
                self.voice.is_tied, self.voice.held = False, {}
        return self.found

    def _replace(self, start: int, end: int, text: str) -> None:
        if self.text[start:end] != text:
            self.found.append(Edit(start, end, text))

    def _voice_in(self, key: Key) -> _Voice:
        move = move_of(key, self.interval)
        return _Voice(move, key.alters, _moved_alters(key, move))

    def _key(self, value: str, offset: int) -> None:
        key = parse_key(value)
        if key is None or not names_key(value):
            return
        move = move_of(key, self.interval)
        self.voice.set_key(move, key.alters, _moved_alters(key, move))
        if key.mode != "none":
            self._replace(offset, offset + len(value), _key_text(value, key, move))

    def _symbol_line(self, start: int, end: int) -> None:
        for match in re.finditer(r'"([^"\n]*)"', self.text[start:end]):
            low, high = match.span(1)
            self._replace(start + low, start + high, self.voice.move.chord(match.group(1)))

    def _macro(self, start: int, end: int, key: Key) -> None:
        """Move the notes that a macro names, on both sides; those counted from its ``n`` go along by themselves."""
        move = move_of(key, self.interval)
        new = _moved_alters(key, move)
        for match in _IN_MACRO.finditer(self.text, start, end):
            if match.group(1) is not None:
                alter, step, _ = parse_note(match.group(1))
                moved = move.pitch(step, key.alters[step % 7] if alter is None else alter)
                sign = "" if alter is None and moved.alter == new[moved.step % 7] else ACCIDENTAL_TEXT[moved.alter]
                self._replace(*match.span(1), sign + note_text(moved.step))

    def _note(self, source: str, start: int) -> None:
        if not self.in_chord:
            self.voice.last = []
            self.voice.is_tied = False
        self._head(source, start)
        if not self.in_chord:
            self.voice.held = {}

    def _head(self, source: str, start: int, is_grace: bool = False) -> None:
        alter, step, length = parse_note(source)
        voice = self.voice
        is_held = alter is None and step in voice.held and not is_grace
        if alter is not None:
            voice.old.remember(step, alter)
            sounding = alter
        else:
            sounding = voice.held[step] if is_held else voice.old.sounding(step)
        moved = voice.move.pitch(step, sounding)
        sign = "" if is_held else voice.new.note(moved.step, moved.alter)
        if alter is not None and not sign:
            sign = ACCIDENTAL_TEXT[moved.alter]  # a reminder stays a reminder
            voice.new.remember(moved.step, moved.alter)
        if not is_grace:
            voice.last.append((step, sounding))
        head = source[:len(source) - len(length)] if length else source
        self._replace(start, start + len(head), sign + note_text(moved.step))


def _moved_alters(key: Key, move: Move) -> tuple[int, ...]:
    """Return the new signature with the key's explicit accidentals moved into it."""
    alters = list(move.key.alters)
    base = signature(key.fifths) if key.mode != "none" else (0,) * 7
    for letter in range(7):
        if key.alters[letter] != base[letter]:
            moved = (letter + move.steps) % 7
            alters[moved] = max(-2, min(2, key.alters[letter] - move.alters[letter] + move.new[moved]))
    return tuple(alters)


def _key_text(value: str, key: Key, move: Move) -> str:
    """Return the value of a ``K:`` field with tonic, mode and explicit accidentals moved; clefs and remarks stay."""
    target = move.key
    name = LETTERS[target.tonic] + {1: "#", -1: "b"}.get(target.tonic_alter, "")
    if key.text.startswith(("HP", "Hp")):
        value = value.replace("HP", name, 1).replace("Hp", name, 1)
    else:
        match = _TONIC_IN_KEY.match(value)
        if match is None:
            return value
        word = match.group(4) + match.group(5)
        if target.mode != key.mode:
            word = "" if target.mode == "maj" else target.mode
        value = match.group(1) + name + word + value[match.end():]

    def accidental(match: re.Match[str]) -> str:
        letter = LETTERS.index(match.group(2).upper())
        moved = (letter + move.steps) % 7
        alter = ALTERATIONS[match.group(1)] - move.alters[letter] + move.new[moved]
        return ACCIDENTAL_TEXT[max(-2, min(2, alter))] + LETTERS[moved].lower()

    moved = _EXPLICIT.sub(accidental, value)
    if key.text.split()[1:2] != ["exp"]:
        return moved
    # Nothing but what is listed counts: what was natural and is so no longer has to be listed too.
    listed = {LETTERS.index(letter.upper()) for _, letter in _EXPLICIT.findall(moved)}
    more = [" " + ACCIDENTAL_TEXT[alter] + LETTERS[letter].lower()
            for letter, alter in enumerate(_moved_alters(key, move)) if alter and letter not in listed]
    behind = [*re.finditer(r"\bexp\b", moved), *_EXPLICIT.finditer(moved)][-1].end()
    return moved[:behind] + "".join(more) + moved[behind:]
