"""Where in bar, part and tune the reader of tidy text stands, one character at a time.

One ``Walk`` serves the grammar's mask and the network's inputs, in training and in use, so the two cannot
disagree. It is a function of the characters read so far and never looks ahead: after ``|`` the bar is
over, and a ``:`` that follows only adds that a repeat begins. The dialect is described in ``dialect.py``.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

from engine.notation.dialect import (
    ACCIDENTAL,
    ACCIDENTALS,
    BAR,
    BEGIN,
    BEGIN_BAR,
    BRACKET,
    BRACKETED,
    DIGITS,
    END,
    GROUPED,
    IN_BRACKET,
    LENGTH,
    LETTER,
    LETTERS,
    OCTAVE,
    OPEN_STATES,
    QUOTE,
    QUOTED,
    REST,
    SLASH,
    SOUNDING_STATES,
    START,
    STATES,
    TIED,
    TUPLET,
    TUPLET_TIME,
    UNIT,
    NotTidy,
    Setting,
)
from engine.notation.form import Form
from engine.sentences import Sentence

__all__ = ["BAR", "STATES", "UNIT", "Before", "NotTidy", "Setting", "Walk"]


class Walk(Form):
    """The place reached in a tidy text. ``accept`` moves it on by one character; ``fork`` copies it.

    ``onset`` is the start of the current element in ticks from the bar's start, ``end_onset`` where it ends
    if it ends here. ``place_onset`` and ``place_sub`` name the place in the bar where the next character stands, so
    that the same place of an earlier bar can be looked up; ``place_onset`` is -1 in a bar line.
    """

    __slots__ = (
        "began_token", "has_symbol", "in_group_notes", "is_last_rest", "is_pending", "length", "number",
        "place_onset", "place_sub", "slash_number", "state", "tuplet_left", "tuplet_p", "tuplet_q",
    )

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.state = BEGIN
        self.length = 0
        self.is_pending = False
        self.number = ""
        self.slash_number = ""
        self.is_last_rest = False
        self.has_symbol = False
        self.tuplet_left = 0
        self.tuplet_p = self.tuplet_q = 1
        self.in_group_notes = 0
        self.place_onset = 0
        self.place_sub = 0
        self.began_token = False

    def fork(self) -> Walk:
        """Return an independent copy. Every field is a number, a string or a frozen value."""
        return copy.copy(self)

    @property
    def end_onset(self) -> int:
        """Return where the current element ends, in ticks from the start of the bar."""
        return self.onset + self.length if self.is_pending else self.onset

    @property
    def is_at_rest(self) -> bool:
        """Say whether the text could be cut here: no note, chord or symbol is half written."""
        return self.state in OPEN_STATES

    def accept(self, char: str) -> None:
        """Move on by one character.

        Raises:
            NotTidy: no tidy text goes on like this. The walk is then of no further use.
        """
        state = self.state
        self.began_token = False
        if state == QUOTE:
            self.place_sub += 1
            if char == '"':
                self.state = QUOTED
                self.place_sub = 50
            return
        if state == ACCIDENTAL:
            if char in LETTERS:
                self._note()
            elif char not in ACCIDENTALS:
                raise NotTidy(Sentence("{char!r} after an accidental", char=char))
            self.place_sub += 1
            return
        if state == SLASH and char not in DIGITS:
            raise NotTidy(Sentence("{char!r} after a slash", char=char))
        if state in (LETTER, OCTAVE) and char in ",'":
            self.state = OCTAVE
            self.place_sub += 1
            return
        if char in DIGITS and state in (LETTER, OCTAVE, LENGTH, SLASH, REST, BRACKETED):
            self._digit(char)
            return
        if char == "/" and state in (LETTER, OCTAVE, LENGTH, REST, BRACKETED) and not self.slash_number:
            self.state = SLASH
            self.slash_number = "/"
            self.place_sub += 1
            return
        if state in (BRACKET, IN_BRACKET):
            self._bracket(char)
            return
        if state == TUPLET:
            self._tuplet(char)
            return
        if state == BAR and self.bar_line_goes_on(char):
            self.place_sub += 1
            return
        if state == BEGIN_BAR:
            if char != ":":
                raise NotTidy(Sentence("{char!r} at the start", char=char))
            self.repeat_open = True
            self.state = START
            self.place_onset = self.place_sub = 0
            return
        if char == "-" and state in SOUNDING_STATES and not self.is_last_rest:
            self.state = TIED
            self.place_sub += 1
            return
        if state == END or state not in OPEN_STATES:
            raise NotTidy(Sentence("{char!r} in state {state}", char=char, state=state))
        self._begin_token(char, state)

    # -- tokens -----------------------------------------------------------------------------------------

    def _begin_token(self, char: str, state: int) -> None:
        self.began_token = True
        self._commit()
        if state not in (QUOTED, GROUPED):
            self.place_onset = self.onset
            self.place_sub = 1
        elif self.place_sub >= 50:
            self.place_sub = 1
        if char in LETTERS:
            self._note()
        elif char in ACCIDENTALS:
            self.state = ACCIDENTAL
        elif char == "z":
            self._element(REST)
            self.is_last_rest = True
        elif char == "|":
            if state == BEGIN:
                self.state = BEGIN_BAR
                self.place_onset = -1
                self.place_sub = 1
            elif state in (QUOTED, GROUPED):
                raise NotTidy(Sentence("a bar line where a note must follow"))
            else:
                self.close_bar("|")
        elif char == ":":
            if state in (QUOTED, GROUPED, BEGIN):
                raise NotTidy(Sentence("a bar line where a note must follow"))
            self.close_bar(":")
            self.end_part()
        elif char == '"':
            if state in (QUOTED, GROUPED):
                raise NotTidy(Sentence("a chord symbol after another"))
            self.state = QUOTE
            self.place_sub = 101
        elif char == "(":
            if state == GROUPED:
                raise NotTidy(Sentence("a tuplet in a tuplet"))
            self.state = TUPLET
            self.place_sub = 71
        elif char == "[":
            self.state = BRACKET
        elif char == "\n":
            if state != BAR:
                raise NotTidy(Sentence("the end without a bar line"))
            self.state = END
        else:
            raise NotTidy(Sentence("{char!r} begins no token", char=char))

    def _commit(self) -> None:
        """The element before is over: its length counts."""
        if self.is_pending:
            self.onset += self.length
            self.is_pending = False
            self.length = 0
            self.has_symbol = False
            if self.tuplet_left:
                self.tuplet_left -= 1
                if not self.tuplet_left:
                    self.tuplet_p = self.tuplet_q = 1

    def _element(self, state: int) -> None:
        self.state = state
        self.is_pending = True
        self.number = self.slash_number = ""
        self._measure()

    def _note(self) -> None:
        self._element(LETTER)
        self.is_last_rest = False

    def _digit(self, char: str) -> None:
        if self.slash_number:
            self.slash_number += char
        else:
            self.number += char
        if len(self.number) > 2 or len(self.slash_number) > 3 or self.number == "0" or self.slash_number == "/0":
            raise NotTidy(Sentence("a note length out of range"))
        self.state = LENGTH
        self.place_sub += 1
        self._measure()

    def _measure(self) -> None:
        ticks = UNIT * int(self.number or 1) * self.tuplet_q
        parts = int(self.slash_number[1:] or 2) * self.tuplet_p if self.slash_number else self.tuplet_p
        if ticks % parts:
            raise NotTidy(Sentence("a note length finer than a tick"))
        self.length = ticks // parts

    def _bracket(self, char: str) -> None:
        self.place_sub += 1
        if char in LETTERS:
            self.state = IN_BRACKET
            self.in_group_notes = self.in_group_notes + 1 if self.in_group_notes else 1
        elif char in ACCIDENTALS:
            self.state = BRACKET
        elif self.state == IN_BRACKET and char in ",'":
            pass
        elif self.state == IN_BRACKET and char == "]":
            self.in_group_notes = 0
            self._element(BRACKETED)
            self.is_last_rest = False
        else:
            raise NotTidy(Sentence("{char!r} in a chord", char=char))

    def _tuplet(self, char: str) -> None:
        p = int(char) if char in DIGITS else 0
        if p not in TUPLET_TIME:
            raise NotTidy(Sentence("{char!r} is no tuplet", char=char))
        self.tuplet_p = p
        self.tuplet_q = TUPLET_TIME[p] or (3 if self.setting.is_compound else 2)
        self.tuplet_left = p
        self.state = GROUPED
        self.place_sub = 50

    def close_bar(self, line: str) -> None:
        """End the bar with the first character of a bar line."""
        super().close_bar(line)
        self.tuplet_left = 0
        self.tuplet_p = self.tuplet_q = 1
        self.state = BAR
        self.place_onset = -1
        self.place_sub = 1


@dataclass(frozen=True, slots=True)
class Before:
    """Where a walk stood before it read a character."""

    bars: int
    state: int
    ending: int
    end: int
    group_left: int
    repeat_open: bool
    pickup: int

    @classmethod
    def of(cls, walk: Walk) -> Before:
        """Return where a walk stands."""
        return cls(walk.bars, walk.state, walk.ending, walk.end_onset, walk.tuplet_left,
                   walk.repeat_open, walk.pickup)
