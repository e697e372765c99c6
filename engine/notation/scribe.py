"""The way back: tidy characters to the composer's own key, unit and manner, as they come.

A token is written when the next one begins, since only then is it known to be whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from engine.notation.accidentals import Accidentals
from engine.notation.chords import parse_chord
from engine.notation.fields import format_length, parse_length
from engine.notation.heads import note_text, written_step
from engine.notation.keys import ALTERATIONS, Key
from engine.notation.phrase import Phrase
from engine.notation.tidy import TIDY_UNIT, WHITE, base_alters, shift
from engine.notation.tune import Bar, Metre, Tune
from engine.notation.walk import UNIT, Walk

_HEAD = re.compile(r"(\^\^|\^|__|_|=)?([A-Ga-g])([,']*)")
# A line of music ends with a bar when it holds enough to be engraved without gaps, and before it is crowded. A bar
# counts as much as a note. Measured with abcm2ps: four bars of one note are too few, and so are two of three.
# What stands before and behind the label of the part that begins with this bar line. abc2midi wants the sign that opens
# a repeat behind the label.
_ROUND_LABEL = {"::": (":|", "|:"), "||": ("||", ""), "|:": ("||", "|:")}
_BARS_IN_LINE, _ENOUGH, _CROWDED = 4, 17, 40


@dataclass(frozen=True, slots=True)
class Manner:
    """How the composer spaces music: blanks between beats and around bar lines, and the start of lines."""

    spaces_bars: bool


def manner_of(text: str) -> Manner:
    """Return the manner of a phrase."""
    behind = re.findall(r"\|+([^\n|])", text)
    return Manner(behind.count(" ") * 2 > len(behind))


class Scribe:
    """Translate tidy characters. ``feed`` returns what became certain, ``finish`` the rest.

    ``text`` is all that was written; ``bars`` counts finished bar lines in it.
    """

    def __init__(self, phrase: Phrase, walk: Walk) -> None:
        self.key: Key = phrase.key
        self.beamed = _beamed_together(phrase.metre)
        self.lengths: dict[str, str] = {}  # tidy -> written; the same few come again and again
        self.unit = phrase.unit
        self.pending = phrase.pending
        self.manner = manner_of(phrase.text[phrase.tune.body:phrase.caret])
        self.walk = walk
        self.white = Accidentals(WHITE)
        self.own = Accidentals(phrase.key.alters)
        self.token = ""
        self.onset = walk.end_onset
        self.text = ""
        self.bars = 0
        self.bars_in_line, self.weight = line_weight(phrase.tune, phrase.bars, phrase.text, phrase.start, phrase.caret)
        before = phrase.text[phrase.start:phrase.caret]
        self.lead, self.tail = phrase.lead, phrase.tail
        self.is_spaced = not before or before[-1] in " \n\t([" or bool(self.lead)
        self.is_at_bar = not phrase.is_bar_open
        # Nothing comes between a note and what stands before it for its sake.
        self.is_joined = (not self.is_at_bar and before[-1:] in "(-><") or phrase.needs_note or \
            bool(walk.tuplet_left) or before.endswith('"')
        self.part, self.is_label_inline = _labelled_part(phrase)
        self.behind_label: str | None = None
        self._recall(phrase)

    def _recall(self, phrase: Phrase) -> None:
        """Take note of the accidentals in the open bar, on both sides."""
        if not phrase.is_bar_open:
            return
        down, base = shift(phrase.key), base_alters(phrase.key)
        for note in phrase.bars[-1].notes:
            for pitch in note.pitches:
                self.own.note(pitch.step, pitch.alter)
                self.white.note(pitch.step - down, pitch.alter - base[pitch.step % 7])

    def feed(self, char: str, onset: int) -> str:
        """Take a character that the walk has read; return the text that is now certain.

        ``onset`` is where in the bar the walk stood before it (``Walk.end_onset``), in ticks.
        """
        done = ""
        if self.walk.began_token:
            done = self._flush()
            self.onset = onset
        self.token += char
        self.text += done
        return done

    def finish(self) -> str:
        """Return what was still held back."""
        done = self._flush()
        if self.text or done:
            done += self.tail
        self.text += done
        return done

    def _flush(self) -> str:
        token, self.token = self.token, ""
        if not token or token == "\n":
            return ""
        lead, self.lead = self.lead, ""
        if token[0] in "|:":
            return lead + self._bar_line(token)
        return lead + self._space() + self._element(token)

    def _space(self) -> str:
        """Return the blank or line end, or the next part's label, that stands before the next element."""
        if self.behind_label is not None:
            return self._label(self.behind_label)
        if self.is_at_bar and self._is_line_full():
            self.bars_in_line = self.weight = 0
            self.is_at_bar = False
            if not self.text.endswith("\n"):
                return "\n"
        is_beat = self.onset % self.beamed == 0
        wanted = (self.manner.spaces_bars if self.is_at_bar else is_beat) and not self.is_spaced and not self.is_joined
        return " " if wanted else ""

    def _label(self, behind: str) -> str:
        """Return the label of the part that begins, as the composer's own parts have theirs, and what follows it.

        It takes a line of its own where the line before is full enough to be engraved.
        """
        self.behind_label = None
        is_inline = self.is_label_inline or not self._is_line_full()
        self.part = chr(ord(self.part) + 1)
        self.is_at_bar = False
        if is_inline:
            return f"[P:{self.part}]{behind}"
        self.bars_in_line = self.weight = 0
        return ("" if self.text.endswith("\n") else "\n") + f"P:{self.part}\n{behind}"

    def _is_line_full(self) -> bool:
        return is_line_full(self.bars_in_line, self.weight)

    def _element(self, token: str) -> str:
        self.is_at_bar = False
        symbol, tuplet = "", ""
        match = re.match(r'"([^"]*)"', token)
        if match:
            symbol, token = f'"{self._symbol(match.group(1))}"', token[match.end():]
        if not token:
            self.is_spaced = True  # nothing between a chord symbol and its note
            return symbol
        if token[0] == "(":
            tuplet, token = token[:2], token[2:]
        if not token:
            self.is_spaced = True
            return symbol + tuplet
        self.is_spaced = self.is_joined = False
        self.weight += 1
        tie = "-" if token.endswith("-") else ""
        token = token.removesuffix("-")
        head, length = _split_length(token)
        if head[0] == "[":
            head = "[" + "".join(self._pitch(*found) for found in _HEAD.findall(head)) + "]"
        elif head != "z":
            head = self._pitch(*_HEAD.findall(head)[0])
        return symbol + tuplet + head + self._length(length) + tie

    def _length(self, tidy_length: str) -> str:
        """Return a length in the composer's unit, and what a broken rhythm before it does to it."""
        if self.pending == 1 and tidy_length in self.lengths:
            return self.lengths[tidy_length]
        written = format_length(parse_length(tidy_length) * TIDY_UNIT / self.unit / self.pending)
        if self.pending == 1:
            self.lengths[tidy_length] = written
        self.pending = Fraction(1)
        return written

    def _pitch(self, sign: str, letter: str, marks: str) -> str:
        """Return a white note in the composer's key."""
        step = written_step(letter, marks)
        if sign:
            self.white.remember(step, ALTERATIONS[sign])
        alter = self.white.sounding(step)
        step += shift(self.key)
        alter += base_alters(self.key)[step % 7]
        alter = max(-2, min(2, alter))
        return self.own.note(step, alter) + note_text(step)

    def _symbol(self, text: str) -> str:
        chord = parse_chord(text)
        moved = chord.moved(shift(self.key), WHITE, base_alters(self.key)) if chord else None
        return _plain(moved.text) if moved else text

    def _bar_line(self, line: str) -> str:
        self.white.next_bar()
        self.own.next_bar()
        self.bars += 1
        self.bars_in_line += 1
        self.weight += 1
        self.is_at_bar = True
        self.is_joined = False
        blank = " " if self.manner.spaces_bars and not self.is_spaced else ""
        self.is_spaced = False
        if line in _ROUND_LABEL and "A" <= self.part < "Z":
            line, self.behind_label = _ROUND_LABEL[line]
        return blank + line


def _split_length(token: str) -> tuple[str, str]:
    """Split a note, chord or rest from its length."""
    match = re.fullmatch(r"(\[.*\]|[^0-9/]+)([0-9/]*)", token)
    assert match is not None  # the walk has read it
    return match.group(1), match.group(2)


def _plain(symbol: str) -> str:
    """Return a chord symbol without the spellings nobody plays from (E# is F, Cb is B...)."""
    for odd, plain in (("E#", "F"), ("B#", "C"), ("Fb", "E"), ("Cb", "B")):
        symbol = symbol.replace(odd, plain)
    return symbol


def _labelled_part(phrase: Phrase) -> tuple[str, bool]:
    """Return the label of the part in which the caret stands, "" where the parts have none, and whether it is inline.

    Source: ABC 2.1, 3.1.9: one letter a part.
    """
    labels = [bar.part for bar in phrase.bars if bar.part]
    label = labels[-1] if labels and re.fullmatch("[A-Z]", labels[-1]) else ""
    return label, "[P:" in phrase.text[phrase.tune.body:phrase.caret]


def is_line_full(bars: int, weight: int) -> bool:
    """Say whether a line of music holds enough to end with its last bar."""
    return (bars >= _BARS_IN_LINE and weight >= _ENOUGH) or weight >= _CROWDED


def line_weight(tune: Tune, bars: Sequence[Bar], text: str, start: int, caret: int) -> tuple[int, int]:
    """Return how many full bars stand in the line of the caret, and how many bars and notes together.

    ``start`` is where the tune begins. A line that a backslash ends goes on in the next.
    """
    line = text.rfind("\n", start, caret) + 1
    while line > tune.body and text[:line].rstrip().endswith("\\"):
        line = text.rfind("\n", start, line - 1) + 1
    bars = [bar for bar in bars if bar.place.start >= line]
    full = sum(bool(bar.closing.kind) and bar.length == bar.metre.length for bar in bars)
    return full, len(bars) + sum(len(bar.notes) for bar in bars)


def _beamed_together(metre: Metre) -> int:
    """Return the length that is beamed together, in ticks: the beat; half a bar in common time."""
    beat = metre.beat
    if metre.length == 1 and not metre.is_compound:
        beat = Fraction(1, 2)
    return max(1, int(beat / TIDY_UNIT * UNIT))
