"""Where in bar, part and tune the reader of tidy text stands, one character at a time.

The *tidy dialect* is the only ABC that the model reads and writes: no header, no spaces, unit length 1/8,
every key moved onto the white notes, broken rhythm written out, bar lines in one of the forms
``| || |] |: :| :: |1 :|2``, the end of the tune a newline. ``tidy.py`` translates into it.

One ``Walk`` serves the grammar's mask and the network's inputs, in training and in use, so the two cannot
disagree. It is a function of the characters read so far and never looks ahead: after ``|`` the bar is
over, and a ``:`` that follows only adds that a repeat begins.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

UNIT = 2880  # ticks of an eighth note: divisible by 64 (1/512 notes), 9 and 5 (tuplets)

BEGIN, BEGIN_BAR, START, ACCIDENTAL, LETTER, OCTAVE, LENGTH, SLASH, REST, TIED, QUOTE, QUOTED, TUPLET, GROUPED, \
    BRACKET, IN_BRACKET, BRACKETED, BAR, END = range(19)
STATES = 19

LETTERS = frozenset("ABCDEFGabcdefg")
ACCIDENTALS = frozenset("^_=")
DIGITS = frozenset("0123456789")

# In time of how many: the defaults of ABC 2.1, 4.13; 3 stands for "3 in compound metre, else 2".
_TUPLET_TIME = {2: 3, 3: 2, 4: 3, 5: 0, 6: 2, 7: 0, 8: 3, 9: 0}

# States in which an element may be over: any token may begin.
OPEN_STATES = frozenset((BEGIN, START, LETTER, OCTAVE, LENGTH, REST, TIED, QUOTED, GROUPED, BRACKETED, BAR))
_SOUNDING = frozenset((LETTER, OCTAVE, LENGTH, BRACKETED))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the header gives and the text does not say: metre and mode.

    ``bar_ticks`` is a bar's length (0 = free metre), ``metre`` a class number below ``METRES``, ``mode`` an
    index into ``keys.MODES``.
    """

    bar_ticks: int
    metre: int
    mode: int
    is_compound: bool


class NotTidy(ValueError):
    """The text is not in the tidy dialect."""


class Walk:
    """The place reached in a tidy text. ``accept`` moves it on by one character; ``fork`` copies it.

    ``onset`` is the start of the current element in ticks from the bar's start, ``end_onset`` where it ends
    if it ends here. ``bar_in_part`` counts from 1 (0 is a pickup), ``part`` from 0.
    """

    __slots__ = (
        "bar_in_part", "bar_line", "before_close", "began_token", "ending", "ending_bar", "bars", "has_symbol",
        "is_first_bar", "is_last_rest", "length", "number", "onset", "owed", "part", "pickup", "place_onset",
        "place_sub", "repeat_open", "setting", "slash_number", "state", "tuplet_left", "tuplet_p", "tuplet_q", "is_pending",
        "in_group_notes",
    )

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.state = BEGIN
        self.onset = 0
        self.length = 0
        self.is_pending = False
        self.number = ""
        self.slash_number = ""
        self.is_last_rest = False
        self.has_symbol = False
        self.tuplet_left = 0
        self.tuplet_p = self.tuplet_q = 1
        self.in_group_notes = 0
        self.bars = 0
        self.bar_in_part = 1
        self.part = 0
        self.repeat_open = False
        self.ending = 0
        self.ending_bar = 0
        self.pickup = 0
        self.is_first_bar = True
        self.owed = 0
        self.bar_line = ""
        self.before_close: tuple[int, int, int, bool] | None = None
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
                raise NotTidy(f"{char!r} after an accidental")
            self.place_sub += 1
            return
        if state == SLASH and char not in DIGITS:
            raise NotTidy(f"{char!r} after a slash")
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
        if state == BAR and self._bar_goes_on(char):
            return
        if state == BEGIN_BAR:
            if char != ":":
                raise NotTidy(f"{char!r} at the start")
            self.repeat_open = True
            self.state = START
            self.place_onset = self.place_sub = 0
            return
        if char == "-" and state in _SOUNDING and not self.is_last_rest:
            self.state = TIED
            self.place_sub += 1
            return
        if state == END or state not in OPEN_STATES:
            raise NotTidy(f"{char!r} in state {state}")
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
                raise NotTidy("a bar line where a note must follow")
            else:
                self._close_bar("|")
        elif char == ":":
            if state in (QUOTED, GROUPED, BEGIN):
                raise NotTidy("a bar line where a note must follow")
            self._close_bar(":")
            self._end_part()
        elif char == '"':
            if state in (QUOTED, GROUPED):
                raise NotTidy("a chord symbol after another")
            self.state = QUOTE
            self.place_sub = 101
        elif char == "(":
            if state == GROUPED:
                raise NotTidy("a tuplet in a tuplet")
            self.state = TUPLET
            self.place_sub = 71
        elif char == "[":
            self.state = BRACKET
        elif char == "\n":
            if state != BAR:
                raise NotTidy("the end without a bar line")
            self.state = END
        else:
            raise NotTidy(f"{char!r} begins no token")

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
            raise NotTidy("a note length out of range")
        self.state = LENGTH
        self.place_sub += 1
        self._measure()

    def _measure(self) -> None:
        ticks = UNIT * int(self.number or 1) * self.tuplet_q
        parts = int(self.slash_number[1:] or 2) * self.tuplet_p if self.slash_number else self.tuplet_p
        if ticks % parts:
            raise NotTidy("a note length finer than a tick")
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
            raise NotTidy(f"{char!r} in a chord")

    def _tuplet(self, char: str) -> None:
        p = int(char) if char in DIGITS else 0
        if p not in _TUPLET_TIME:
            raise NotTidy(f"{char!r} is no tuplet")
        self.tuplet_p = p
        self.tuplet_q = _TUPLET_TIME[p] or (3 if self.setting.is_compound else 2)
        self.tuplet_left = p
        self.state = GROUPED
        self.place_sub = 50

    # -- bars and parts ---------------------------------------------------------------------------------

    def _close_bar(self, line: str) -> None:
        full = self.setting.bar_ticks
        self.bars += 1
        is_short = bool(full) and self.onset < full
        if self.is_first_bar:
            self.pickup = self.onset if is_short else 0
            self.bar_in_part = 1 if is_short else 2
            self.is_first_bar = False
        else:
            self.bar_in_part += 1
        # What the bar lacks is owed by the next: a part that ends short lets the next begin with a pickup.
        self.owed = full - self.onset if is_short else 0
        self.onset = 0
        self.tuplet_left = 0
        self.tuplet_p = self.tuplet_q = 1
        self.state = BAR
        self.bar_line = line
        self.before_close = None
        self.place_onset = -1
        self.place_sub = 1

    def _end_part(self) -> None:
        self.before_close = (self.pickup, self.part, self.bar_in_part, self.repeat_open)
        self.part += 1
        self.bar_in_part = 1
        self.pickup = 0
        self.is_first_bar = True
        self.ending = 0
        self.repeat_open = False

    def _bar_goes_on(self, char: str) -> bool:
        """Take a further character of a bar line; False where it begins something else."""
        line = self.bar_line + char
        if line in ("|:", "||", "|]"):
            self._end_part()
            self.repeat_open = char == ":"
        elif line == "::":
            self.repeat_open = True
        elif line == ":|":
            pass
        elif line in ("|1", "|2", ":|1", ":|2"):
            if line[0] == ":" and self.before_close is not None:
                self.pickup, self.part, bar, _ = self.before_close
                self.bar_in_part = self.ending_bar or bar
                self.is_first_bar = False
                self.owed = 0
            if char == "1":
                self.ending_bar = self.bar_in_part
            self.ending = int(char)
        elif self.bar_line == ":":
            raise NotTidy(f"{line!r} is no bar line")
        else:
            return False
        self.bar_line = line
        self.place_sub += 1
        return True
