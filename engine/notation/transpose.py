"""To another key: by its name, by an interval, or to another mode. Only what must change changes.

Every key of the tune goes to a key of its own, and every note by letters from the one to the other, its alteration kept
relative to the signature. So a note of the scale stays one, spacing, lengths and remarks stay as the composer wrote
them, and the way back gives the same text wherever that was spelt without superfluous accidentals.
Source: ABC standard v2.1, sections 3.1.14 (keys), 4.2 (accidentals), 4.18 (chord symbols).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.errors import SettingsError
from engine.notation.accidentals import Accidentals
from engine.notation.heads import note_text, parse_note
from engine.notation.keys import (
    ACCIDENTAL_TEXT,
    ALTERATIONS,
    LETTERS,
    MODES,
    NO_KEY,
    SEMITONES,
    Key,
    make_key,
    names_key,
    parse_key,
    signature,
)
from engine.notation.reader import read_tune
from engine.notation.scanner import Token, scan
from engine.notation.tune import Pitch

_MOST = 6  # sharps or flats of a key that is chosen; seven only where the composer names it
_SIZES = {"1": 0, "2": 2, "3": 4, "4": 5, "5": 7, "6": 9, "7": 11, "8": 12}  # semitones of major and perfect intervals
_INTERVAL = re.compile(r"([+-]?)([PMmAd])([1-8])")
_SEMITONES = re.compile(r"([+-])(\d{1,2})")
_EXPLICIT = re.compile(r"(?<!\w)(\^\^|\^|__|_|=)([A-Ga-g])(?!\w)")
_TONIC_IN_KEY = re.compile(r"^(\s*)([A-Ga-g])([#b]?)(\s*)([A-Za-z]*)")
_ROOT = re.compile(r"([A-G])([#b]?)|/([A-Ga-g])([#b+]?)")


@dataclass(frozen=True, slots=True)
class Interval:
    """How far to move: letters and semitones, both with a sign. ``mode`` is the new mode, or empty for the same."""

    steps: int
    semitones: int
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``text`` in place of what stands between two offsets."""

    start: int
    end: int
    text: str


def parse_interval(spec: str, key: Key) -> Interval:
    """Return the interval that a text names, for a tune in ``key``.

    A key such as ``Bb`` or ``Em`` (the nearest way; one of another mode keeps the degrees of the scale), semitones
    such as ``+3`` or ``-2``, or an interval such as ``m3``, ``-P4``, ``+M2``.

    >>> from engine.notation.keys import make_key
    >>> parse_interval("A", make_key(4, 0, "maj")), parse_interval("-P4", make_key(4, 0, "maj"))
    (Interval(steps=1, semitones=2, mode=''), Interval(steps=-3, semitones=-5, mode=''))

    Raises:
        SettingsError: it names none.
    """
    spec = spec.strip()
    match = _SEMITONES.fullmatch(spec)
    if match:
        semitones = int(match.group(1) + match.group(2))
        return Interval(_best_steps(key, semitones), semitones)
    match = _INTERVAL.fullmatch(spec)
    if match:
        sign = -1 if match.group(1) == "-" else 1
        size = _size(match.group(2), match.group(3))
        if size is not None:
            return Interval(sign * (int(match.group(3)) - 1), sign * size)
    target = parse_key(spec) if spec and spec[0].upper() in LETTERS else None
    if target is None:
        raise SettingsError("{spec!r} is no key and no interval: write a key such as Bb or Em, semitones such as +3 or "
                            "-2, or an interval such as m3, P5 or -P4", spec=spec)
    if abs(target.fifths) > 7:
        raise SettingsError("{spec} would need {count} sharps or flats: choose a key with at most seven", spec=spec,
                            count=abs(target.fifths))
    if key.mode == "none":
        raise SettingsError("the tune has no key (K:none) to go from: say by how many semitones, such as +3")
    # "A" for a tune in E minor means A minor: the mode is only another where the name says one.
    says_mode = bool(re.search(r"[A-G][#b]?\s*[a-zA-Z]", spec[0].upper() + spec[1:]))
    mode = target.mode if says_mode and target.mode != key.mode else ""
    steps = (target.tonic - key.tonic) % 7
    semitones = SEMITONES[target.tonic] + target.tonic_alter - SEMITONES[key.tonic] - key.tonic_alter
    semitones %= 12
    if semitones > 6:
        steps, semitones = steps - 7, semitones - 12
    elif semitones == 0 and steps == 6:
        steps = -1
    return Interval(steps, semitones, mode)


def _size(quality: str, number: str) -> int | None:
    """Return the semitones of an interval, or None where there is none (a minor fifth)."""
    is_perfect = number in "1458"
    if (quality in "Mm" and is_perfect) or (quality == "P" and not is_perfect):
        return None
    change = {"P": 0, "M": 0, "m": -1, "A": 1, "d": -1 if is_perfect else -2}[quality]
    return _SIZES[number] + change


def _best_steps(key: Key, semitones: int) -> int:
    """Return the letters for so many semitones that lead to the key with the fewest sharps or flats."""
    def cost(steps: int) -> tuple[int, int]:
        moved = _moved_key(key, steps, semitones, "")
        return (99, 99) if moved is None else (abs(moved.fifths), -moved.fifths)

    near = round(semitones * 7 / 12)
    return min((near - 1, near, near + 1), key=cost)


def _moved_key(key: Key, steps: int, semitones: int, mode: str) -> Key | None:
    """Return the key with its tonic moved, or None where that has no name with at most seven sharps or flats."""
    octave, letter = divmod(key.tonic + steps, 7)
    alter = SEMITONES[key.tonic] + key.tonic_alter + semitones - SEMITONES[letter] - 12 * octave
    if abs(alter) > 1:
        return None
    moved = make_key(letter, alter, mode or (key.mode if key.mode in MODES else "maj"))
    return moved if abs(moved.fifths) <= 7 else None


@dataclass(frozen=True, slots=True)
class Move:
    """From one key to another. ``alters`` and ``new`` are the signatures, explicit accidentals left aside."""

    key: Key
    steps: int
    alters: tuple[int, ...]
    new: tuple[int, ...]

    def pitch(self, step: int, alter: int) -> Pitch:
        """Return a moved note; one that would need more than two sharps or flats is called by its neighbour's name."""
        moved = step + self.steps
        new_alter = alter - self.alters[step % 7] + self.new[moved % 7]
        while abs(new_alter) > 2:
            sounding = Pitch(moved, new_alter).midi
            moved += 1 if new_alter > 0 else -1
            new_alter = sounding - Pitch(moved, 0).midi
        return Pitch(moved, new_alter)

    def chord(self, text: str) -> str:
        """Return a chord symbol with root and bass moved; what is no chord stays."""
        if not re.match(r"\(?[A-G][#b]?(?![a-z]{3,}[^0-9]*[a-z]{3})", text):
            return text
        return _ROOT.sub(self._tone, text)

    def _tone(self, match: re.Match[str]) -> str:
        letter, sign = (match.group(1), match.group(2)) if match.group(1) else (match.group(3), match.group(4))
        if match.group(1) is not None and match.start() > 1:
            return match.group()  # a capital further on is part of the chord's kind
        found = self.pitch(LETTERS.index(letter.upper()), {"#": 1, "+": 1, "b": -1}.get(sign, 0))
        if abs(found.alter) > 1:
            sounding = found.midi % 12
            step = next(step for step in range(7) if SEMITONES[step] == sounding or SEMITONES[step] + 1 == sounding)
            found = Pitch(step, sounding - SEMITONES[step])
        name = LETTERS[found.step % 7]
        name = name.lower() if letter.islower() else name
        return ("" if match.group(1) else "/") + name + {1: "#", -1: "b"}.get(found.alter, "")


def move_of(key: Key, interval: Interval) -> Move:
    """Return where a key and its notes go. A key that would have too many sharps goes by its enharmonic name."""
    if key.mode == "none":
        # No signature: the notes are spelt by the interval alone, as if in C.
        moved = _moved_key(make_key(0, 0, "maj"), interval.steps, interval.semitones, "")
        new = _natural(interval) if moved is None else moved.alters
        return Move(NO_KEY, interval.steps, (0,) * 7, new)
    steps = interval.steps
    target = _moved_key(key, steps, interval.semitones, interval.mode)
    if target is None or abs(target.fifths) > _MOST:
        others = [(abs(one.fifths), other, one) for other in (steps - 1, steps + 1)
                  if (one := _moved_key(key, other, interval.semitones, interval.mode)) is not None]
        if target is not None:
            others.append((abs(target.fifths), steps, target))
        if others:
            _, steps, target = min(others, key=lambda entry: entry[0])
    assert target is not None  # of three neighbouring letters one always names the tonic
    return Move(target, steps, signature(key.fifths), target.alters)


def _natural(interval: Interval) -> tuple[int, ...]:
    """Return what each letter C..B gets when white notes move by an interval."""
    found = [0] * 7
    for letter in range(7):
        octave, moved = divmod(letter + interval.steps, 7)
        found[moved] = SEMITONES[letter] + interval.semitones - SEMITONES[moved] - 12 * octave
    return tuple(found)


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
