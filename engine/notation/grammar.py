"""What may come next, so that whatever is written adds up.

The grammar walks the tidy dialect beside the network and says at every character which characters may
follow: bars fill exactly, a part ends where its pickup began, every repeat that opens closes, a first ending
is followed by a second, a tie leads into its own pitch, the text lands where it was asked to. There is
always a way to finish. Looking at ``allowed()`` changes nothing.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass

from engine.notation.accidentals import Accidentals, note_text
from engine.notation.chords import next_in_chord
from engine.notation.keys import LETTERS as LETTER_NAMES
from engine.notation.lengths import GRAIN, LENGTHS, may_follow
from engine.notation.tidy import WHITE
from engine.notation.walk import (
    ACCIDENTAL,
    ACCIDENTALS,
    BAR,
    BEGIN,
    BRACKET,
    BRACKETED,
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
    TIED,
    TUPLET,
    UNIT,
    Setting,
    Walk,
)

_ALTER = {"^": 1, "^^": 2, "=": 0, "_": -1, "__": -2}
# What may follow a bar line's first character and still belong to it.
BAR_LINE_GOES_ON = frozenset("|:]12")
_GROUP_LENGTHS = ("", "/2", "2", "/4")
_LONGEST_FREE_BAR = 16 * UNIT


@dataclass(frozen=True, slots=True)
class Limits:
    """What the composer allows. ``until`` and ``bars`` as in ``Settings``.

    ``symbols``: chord symbols may be written; ``chords``: several notes at once may be written.
    """

    until: str = "bars"
    bars: int = 8
    symbols: bool = True
    chords: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """Where a walk stood before it read a character."""

    bars: int
    state: int
    ending: int
    end: int

    @classmethod
    def of(cls, walk: Walk) -> Before:
        """Return where a walk stands."""
        return cls(walk.bars, walk.state, walk.ending, walk.end_onset)


class Grammar:
    """The permitted continuations of a tidy text.

    ``walk`` must be the one that reads the same characters; the grammar moves it on (or, where the network's
    inputs own it, is told with ``follow``). ``begin`` closes what was read: the next character starts a token.
    """

    def __init__(self, setting: Setting, limits: Limits | None = None, walk: Walk | None = None) -> None:
        self.walk = walk or Walk(setting)
        self.limits = limits or Limits()
        self.accidentals = Accidentals(WHITE)
        self.head = ""
        self.sounding: tuple[int, int] | None = None  # of the note being written: step, alteration
        self.tied: tuple[int, int] | None = None
        self.symbol = ""
        self.symbol_at = (-1, -1)
        self.group_length = ""
        self.forced = ""  # what is still to come of the note that a tie leads into
        self.has_fixed_octave = False
        self.is_fresh = False
        self.start_bars = 0
        self.closed_ending = 0
        self.is_complete = False
        self.ended = ""
        self.was_short = False

    def fork(self) -> Grammar:
        """Return an independent copy."""
        other = copy.copy(self)
        other.walk = self.walk.fork()
        other.accidentals = Accidentals(WHITE)
        other.accidentals.by_letter = dict(self.accidentals.by_letter)
        other.accidentals.by_step = dict(self.accidentals.by_step)
        return other

    def begin(self) -> None:
        """Begin to count: what follows is the continuation and starts with a token of its own."""
        self.is_fresh = True
        self.start_bars = self.walk.bars
        self.is_complete = False
        self.ended = ""

    # -- moving on --------------------------------------------------------------------------------------

    def accept(self, char: str) -> None:
        """Move on by one character, walk included. Raises NotTidy where no tidy text goes on like this."""
        before = Before.of(self.walk)
        self.walk.accept(char)
        self.follow(char, before)

    def follow(self, char: str, before: Before) -> None:
        """Keep up with a walk that has already read the character; ``before`` is where it stood."""
        walk = self.walk
        state = before.state
        self.is_fresh = False
        if walk.bars != before.bars:
            self._bar_closed(char, before)
        self._keep_tie(char, state)
        if char in ACCIDENTALS and state not in (QUOTE, BRACKET, IN_BRACKET):
            self.head = self.head + char if state == ACCIDENTAL else char
        elif walk.state == LETTER:
            self._letter(char, state)
        elif walk.state == OCTAVE and self.sounding is not None:
            step = self.sounding[0] + (7 if char == "'" else -7)
            self.sounding = (step, self._alter_of(step))
        elif walk.state == TIED:
            self.tied = self.sounding
        elif walk.state in (REST, BRACKETED):
            self.sounding = None
        elif walk.state == QUOTE:
            self.symbol = "" if state != QUOTE else self.symbol + char
            if state != QUOTE:
                self.symbol_at = (walk.bars, walk.end_onset)
        elif walk.state == GROUPED:
            self.group_length = ""
        if walk.tuplet_left == walk.tuplet_p and walk.state in (LETTER, LENGTH, SLASH, REST):
            self.group_length = walk.number + walk.slash_number
        self._look_for_the_end(char)

    def _bar_closed(self, char: str, before: Before) -> None:
        full = self.walk.setting.bar_ticks
        self.was_short = bool(full) and before.end != full
        self.accidentals.next_bar()
        self.closed_ending = before.ending if char == ":" else 0
        self.sounding = None
        if self.was_short and self._was_pickup():
            self.start_bars += 1  # a pickup is not counted among the bars asked for

    def _keep_tie(self, char: str, state: int) -> None:
        """Hold the note after a tie to the tied pitch, spelling included."""
        if self.forced:
            self.forced = self.forced[1:]
        elif self.walk.began_token:
            self.has_fixed_octave = False
            if self.tied is not None and (char in LETTERS or char in ACCIDENTALS):
                self.forced = self._tied_text()[1:]
                self.tied = None
                self.has_fixed_octave = True

    def _tied_text(self) -> str:
        """Return the note that the open tie leads into, as it must be spelt here."""
        assert self.tied is not None  # asked only then
        step, alter = self.tied
        return self.accidentals.peek(step, alter) + note_text(step)

    def _letter(self, char: str, state: int) -> None:
        if state != ACCIDENTAL:
            self.head = ""
        step = LETTER_NAMES.index(char.upper()) + (7 if char.islower() else 0)
        self.head += char
        self.sounding = (step, self._alter_of(step))

    def _alter_of(self, step: int) -> int:
        """Return what the note being written sounds like, and keep its accidental for the bar."""
        sign = self.head.rstrip("ABCDEFGabcdefg")
        if sign:
            self.accidentals.remember(step, _ALTER.get(sign, 0))
        return self.accidentals.sounding(step)

    def _look_for_the_end(self, char: str) -> None:
        walk = self.walk
        if char == "\n":
            self.is_complete, self.ended = True, "tune"
        elif walk.state == BAR and self.limits.until == "part" and walk.bars > self.start_bars and \
                walk.bar_line in ("||", "|]", ":|", "|:") and self.closed_ending != 1:
            self.is_complete, self.ended = True, "part"

    @property
    def bars_written(self) -> int:
        """Return the number of bar lines since ``begin``."""
        return self.walk.bars - self.start_bars

    @property
    def is_landed(self) -> bool:
        """Say whether enough bars are written: only the last bar line's own characters may still come."""
        return self.limits.until == "bars" and self.bars_written >= self.limits.bars and self.walk.state == BAR \
            and self.walk.bar_line != ":"

    # -- what may follow --------------------------------------------------------------------------------

    def allowed(self) -> frozenset[str]:
        """Return the characters that may follow. Empty only where the text is complete or cannot be saved."""
        walk = self.walk
        state = walk.state
        if self.forced:
            return frozenset(self.forced[0])
        if state == QUOTE:
            return next_in_chord(self.symbol)
        if state == ACCIDENTAL:
            return LETTERS
        if state in (BRACKET, IN_BRACKET):
            return self._in_bracket(state)
        if state == TUPLET:
            return frozenset("3")
        found: set[str] = set()
        if not self.is_fresh:
            may_end = self._length(found)
            if not may_end:
                return frozenset(found)
            if state == LETTER and not self.has_fixed_octave and self.sounding is not None:
                found.add("," if self.sounding[0] < 7 else "'")
            if state == BAR and not self._bar_line(found):
                return frozenset(found)
        if state in OPEN_STATES:
            self._token(found)
        return frozenset(found)

    def _room(self) -> int:
        """Return how far the current bar may be filled, in ticks from its start."""
        walk = self.walk
        full = walk.setting.bar_ticks
        if not full:
            return max(_LONGEST_FREE_BAR, walk.end_onset)
        if walk.is_first_bar and walk.owed:
            return walk.owed
        return full - walk.pickup if self._must_close() else full

    def _must_close(self) -> bool:
        """Say whether this bar has to end the part (or the tune)."""
        walk = self.walk
        if self.limits.until == "bars" or self.bars_written < self.limits.bars - 1:
            return False
        # A phrase that already stands past the place where the part could end needs one bar more.
        position = walk.end_onset if self.is_fresh else walk.onset
        return not walk.setting.bar_ticks or position <= walk.setting.bar_ticks - walk.pickup

    def _length(self, found: set[str]) -> bool:
        """Add the characters that continue a length; return whether it may end here."""
        walk = self.walk
        if walk.state not in (LETTER, OCTAVE, LENGTH, SLASH, REST, BRACKETED):
            return True
        written = walk.number + walk.slash_number
        room = self._room() - walk.onset
        if walk.tuplet_left:
            wanted = [text for text in self._group_texts(room) if text.startswith(written)]
            found |= {text[len(written)] for text in wanted if text != written}
            return written in wanted or not wanted
        following, fits = may_follow(written, room)
        found |= following
        return fits or not following

    def _group_texts(self, room: int) -> tuple[str, ...]:
        """Return the lengths that the open tuplet's current note may have: all its notes are equal."""
        walk = self.walk
        is_first = walk.tuplet_left == walk.tuplet_p
        fitting = [text for text in ((*_GROUP_LENGTHS,) if is_first else (self.group_length, *_GROUP_LENGTHS))
                   if self._fits_group(text, room)]
        return tuple(fitting if is_first else fitting[:1])

    def _fits_group(self, text: str, room: int) -> bool:
        walk = self.walk
        whole = LENGTHS.get(text, 0) * walk.tuplet_q * walk.tuplet_left
        return 0 < whole <= room * walk.tuplet_p and whole % walk.tuplet_p == 0 and \
            (room - whole // walk.tuplet_p) % GRAIN == 0

    def _in_bracket(self, state: int) -> frozenset[str]:
        count = self.walk.in_group_notes
        found = set(LETTERS) if count < 4 else set()
        if state == IN_BRACKET:
            found |= {"]"} if count > 1 else set()
        return frozenset(found | (set(ACCIDENTALS) if state == IN_BRACKET and count < 4 else set()))

    # -- bar lines --------------------------------------------------------------------------------------

    def _bar_line(self, found: set[str]) -> bool:
        """Add what may continue a bar line; return whether it may end here."""
        walk = self.walk
        line = walk.bar_line
        if self.tied is not None:
            return True
        until = self.limits.until
        landed = self.is_landed
        must = until != "bars" and self.bars_written >= self.limits.bars
        if line == ":":
            found.add("|")
            if self.closed_ending != 1 and not landed and not must and until == "tune":
                found.add(":")
            elif self.closed_ending != 1 and until == "bars" and not landed and \
                    self.bars_written < self.limits.bars:
                found.add(":")
            return False
        if line == ":|":
            if self.closed_ending == 1 and not landed:
                found.add("2")
                return False
            if until == "tune":
                found.add("\n")
                return not must
            return True
        if line == "|]":
            found.add("\n")
            return False
        if line != "|":
            return True
        at_part_end = self._was_part_end()
        if at_part_end and not walk.repeat_open:
            if must and until == "tune":
                found.add("]")
                return False
            found.add("|")
            if until == "tune":
                found.add("]")
            if until == "bars" and not landed:
                found.add(":")
        elif walk.repeat_open and not walk.ending and not self.was_short and walk.bar_in_part >= 4 and \
                self._bars_left() > 2:
            found.add("1")
        if must or (self.was_short and not self._was_pickup()):
            return not found
        return True

    def _was_pickup(self) -> bool:
        """Say whether the bar just closed was the short first bar of its part."""
        return self.walk.bar_in_part <= 1

    def _was_part_end(self) -> bool:
        """Say whether the bar just closed ended where a part may end."""
        walk = self.walk
        if self._was_pickup():
            return False
        return self.was_short if walk.pickup else not self.was_short

    def _bars_left(self) -> int:
        return self.limits.bars - self.bars_written

    # -- the beginning of a token -----------------------------------------------------------------------

    def _token(self, found: set[str]) -> None:
        walk = self.walk
        end = walk.end_onset
        left_in_group = walk.tuplet_left - (1 if walk.is_pending else 0) if walk.tuplet_left else 0
        room = self._room() - end
        in_group = left_in_group > 0
        if walk.state in (QUOTED, GROUPED):
            self._element(found, room, in_group, can_group=walk.state == QUOTED)
            return
        if not in_group and walk.state not in (BAR, BEGIN):
            self._close(found, end)
        if room > 0:
            if self.tied is not None:
                found.add(self._tied_text()[0])
                return
            self._element(found, room, in_group, can_group=True)
            if self.limits.symbols and not in_group and self.symbol_at != (walk.bars, end):
                found.add('"')
            self._tie(found, end)
        elif walk.bars == 0 or not self._must_close():
            self._tie(found, end)

    def _element(self, found: set[str], room: int, in_group: bool, can_group: bool) -> None:
        found |= LETTERS
        found |= ACCIDENTALS
        found.add("z")
        if self.limits.chords and not in_group:
            found.add("[")
        if can_group and not in_group and room >= UNIT and room % GRAIN == 0:
            found.add("(")

    def _tie(self, found: set[str], end: int) -> None:
        """Allow a tie where the next note can follow: not over the end of a part, not at the very end."""
        walk = self.walk
        if walk.state not in (LETTER, OCTAVE, LENGTH) or walk.is_last_rest or self.sounding is None or \
                walk.tuplet_left or self.is_fresh:
            return
        full = walk.setting.bar_ticks
        at_end = bool(full) and end >= self._room()
        if at_end and (self._must_close() or end != full or self._bars_left() <= 1):
            return
        found.add("-")

    def _close(self, found: set[str], end: int) -> None:
        """Allow the bar lines that this place permits."""
        walk = self.walk
        full = walk.setting.bar_ticks
        if not end:
            return
        if not full:
            found.add("|")
            if walk.repeat_open and self.tied is None:
                found.add(":")
            return
        if walk.is_first_bar and walk.owed:
            if end == walk.owed:
                found.add("|")
            return
        part_end = full - walk.pickup
        if end == full and not (self._must_close() and walk.pickup):
            if not (self._must_close() and walk.repeat_open):
                found.add("|")
        elif walk.bars == 0 and end <= full // 2 and not self._must_close():
            found.add("|")
        if end == part_end and (not walk.is_first_bar or self._must_close()) and self.tied is None:
            if walk.repeat_open:
                found.add(":")
            elif walk.pickup:
                found.add("|")

