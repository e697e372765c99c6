"""Macros: a call in the music stands for what its ``m:`` field says. Source: ABC standard v2.1, section 9.

A static macro stands for the same music wherever its name is written; a transposing one has an ``n`` in its name, for
which any note may stand, and in what it stands for the letters ``h`` to ``z`` are notes counted from that one.
Only what is read is expanded. The composer's text stays, and ``Expansion`` leads from the one to the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.notation.heads import note_text, parse_note
from engine.notation.scanner import LineReader, line_at, opens_without_number, remark_start
from engine.notation.tune import Place

_MARKER = re.compile(r"^m:|\[m:", re.MULTILINE)
_NOTE = r"(?:\^\^|\^|__|_|=)?[A-Ga-g][,']*"
# Words, remarks and fields between the notes are no music: nothing is replaced in them.
_SKIPPED = r'"[^"\n]*"|\[[A-Za-z]:[^\]\n]*\]|%[^\n]*|![^!\n|\]\[ ]+!'
_RELATIVE = re.compile(r"""("[^"\n]*"|![^!\n]*!)|([h-z])([,']*)""")
_LONGEST_NAME, _LONGEST_MUSIC = 31, 500  # characters; the standard names 31 and 200


@dataclass(frozen=True, slots=True)
class Macro:
    """One ``m:`` field: what is written, and the music that it stands for."""

    name: str
    music: str

    @property
    def is_transposing(self) -> bool:
        """Say whether any note may stand for the ``n`` of the name."""
        return "n" in self.name

    @property
    def pattern(self) -> str:
        """Return the regular expression of its calls. A length or an octave that goes on is another note's."""
        before, n, after = self.name.partition("n")
        last = self.name[-1]
        ends = r"(?![\d/])" if last.isdigit() or last == "/" else r"(?![,'])" if last.isalpha() and last != "n" else ""
        return re.escape(before) + (_NOTE if n else "") + re.escape(after) + ends

    def expanded(self, call: str) -> str:
        """Return the music that a call stands for.

        >>> Macro("~n3", "n{o}n{m}n").expanded("~c3"), Macro("~G2", "G{A}G").expanded("~G2")
        ('c{d}c{B}c', 'G{A}G')
        """
        if not self.is_transposing:
            return self.music
        before, _, after = self.name.partition("n")
        note = call[len(before):len(call) - len(after)]
        accidental, step, _ = parse_note(note)
        sign = "" if accidental is None else note.rstrip(",'")[:-1]

        def moved(match: re.Match[str]) -> str:
            if match.group(1) is not None:
                return match.group()
            octaves = match.group(3).count("'") - match.group(3).count(",")
            away = ord(match.group(2)) - ord("n") + 7 * octaves
            return (sign if not away else "") + note_text(step + away)

        return _RELATIVE.sub(moved, self.music)


def parse_macro(value: str) -> Macro | None:
    """Return what an ``m:`` field defines, None where it defines nothing.

    >>> parse_macro("~g2 = {a}g{f}g"), parse_macro("~g2")
    (Macro(name='~g2', music='{a}g{f}g'), None)
    """
    name, equals, music = (part.strip() for part in value.partition("="))
    if not equals or not 0 < len(name) <= _LONGEST_NAME or len(music) > _LONGEST_MUSIC:
        return None
    return Macro(name, music)


@dataclass(slots=True)
class Expansion:
    """A tune with its macros written out; places in ``text`` lead back to the text that it was made of."""

    text: str = ""
    starts: list[int] = field(default_factory=list)  # of the pieces, in the new text
    pieces: list[tuple[int, int, bool]] = field(default_factory=list)  # start and end in the old; is it a call

    def place(self, place: Place) -> Place:
        """Return a place in the old text; inside a macro it is that of the whole call."""
        low = bisect_right(self.starts, place.start) - 1
        begin, _, is_call = self.pieces[low]
        start = begin if is_call else begin + place.start - self.starts[low]
        if place.end <= place.start:
            return Place(start, start)
        high = bisect_right(self.starts, place.end - 1) - 1
        begin, end, is_call = self.pieces[high]
        return Place(start, end if is_call else begin + place.end - self.starts[high])

    def is_plain(self, place: Place) -> bool:
        """Say whether no part of a place comes out of a macro."""
        low = bisect_right(self.starts, place.start) - 1
        high = bisect_right(self.starts, max(place.start, place.end - 1)) - 1
        return low == high and not self.pieces[low][2]


def uses_macros(text: str, start: int, end: int) -> bool:
    """Say whether a macro is defined between two offsets; quickly, since every tune is asked."""
    return text.find("m:", start, end) >= 0 and _MARKER.search(text, start, end) is not None


def expand(text: str, start: int, end: int, defined: Sequence[Macro] = ()) -> Expansion | None:
    """Return the tune between two offsets with its macros written out; None where none is called.

    ``defined`` are those of the file header. A macro holds from its definition on; none is called inside another.
    """
    return _Expander(text, start, end, defined).expansion()


class _Expander:
    """Walk the lines of one tune and replace what is called in the lines of music."""

    def __init__(self, text: str, start: int, end: int, defined: Sequence[Macro]) -> None:
        self.text, self.start, self.end = text, start, end
        self.macros: dict[str, Macro] = {one.name: one for one in defined}
        self.calls = self._calls()
        self.found: list[tuple[int, int, str]] = []  # calls, and what they stand for

    def _calls(self) -> re.Pattern[str]:
        """Return what finds the next call, or what is to be skipped: the longest name first."""
        names = sorted(self.macros.values(), key=lambda one: (-len(one.name), one.is_transposing))
        self.order = names
        return re.compile("|".join([*(f"({one.pattern})" for one in names), _SKIPPED]))

    def expansion(self) -> Expansion | None:
        lines = LineReader(opens_without_number(self.text, self.start, self.end))
        position = self.start
        while position < self.end:
            stop, following = line_at(self.text, position, self.end)
            kind = lines.kind_of(self.text, position, stop)
            if kind == "field" and self.text.startswith("m:", position):
                self._define(self.text[position + 2:remark_start(self.text, position, stop)])
            elif kind == "music":
                self._line(position, stop)
            position = following
        return self._joined() if self.found else None

    def _define(self, value: str) -> None:
        macro = parse_macro(value)
        if macro is not None:
            self.macros[macro.name] = macro
            self.calls = self._calls()

    def _line(self, start: int, end: int) -> None:
        position = start
        while match := self.calls.search(self.text, position, end):
            position = match.end()
            if match.lastindex is not None:
                self.found.append((*match.span(), self.order[match.lastindex - 1].expanded(match.group())))
            elif match.group().startswith("[m:"):
                self._define(match.group()[3:-1])

    def _joined(self) -> Expansion:
        made = Expansion()
        parts: list[str] = []
        length, at = 0, self.start
        for start, end, music in [*self.found, (self.end, self.end, "")]:
            for low, high, piece, is_call in ((at, start, self.text[at:start], False), (start, end, music, True)):
                if piece:
                    made.starts.append(length)
                    made.pieces.append((low, high, is_call))
                    parts.append(piece)
                    length += len(piece)
            at = end
        made.starts.append(length)
        made.pieces.append((self.end, self.end, False))
        made.text = "".join(parts)
        return made
