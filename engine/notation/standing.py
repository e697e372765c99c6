"""Where a tidy text stands that is being continued: what is open, what has sounded, whether enough is written."""

from __future__ import annotations

import copy
from typing import Self

from engine.notation.dialect import BAR, QUOTE, QUOTED, Setting
from engine.notation.limits import Limits
from engine.notation.parts import Parts
from engine.notation.sounding import Sounding
from engine.notation.tuplets import Group
from engine.notation.walk import Before, Walk


class Standing:
    """Where the continuation stands, beyond what its walk knows: parts, what sounds, what is open, what is written.

    ``walk`` must be the one that reads the same characters; this moves it on (or, where the network's
    inputs own it, is told with ``follow``). ``begin`` closes what was read: the next character starts a token.
    """

    def __init__(self, setting: Setting, limits: Limits | None = None, walk: Walk | None = None) -> None:
        self.walk = walk or Walk(setting)
        self.parts = Parts(limits or Limits())
        self.sounding = Sounding()
        self.symbol = ""
        self.symbol_at = (-1, -1)
        self.group = Group()
        self.is_fresh = False
        self.needs_note = False
        self.is_complete = False
        self.ended = ""
        self.closes_tune = False  # somebody said that this bar's music ends the tune
        self.last_sounding: tuple[tuple[int, int], ...] = ()  # the pitches that sounded last

    def fork(self) -> Self:
        """Return an independent copy."""
        other = copy.copy(self)
        other.walk = self.walk.fork()
        other.parts = self.parts.fork()
        other.sounding = self.sounding.fork()
        other.group = self.group.fork()
        return other

    @property
    def limits(self) -> Limits:
        """Return what the composer allows."""
        return self.parts.limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self.parts.limits = limits

    def begin(self, needs_note: bool = False) -> None:
        """Begin to count: what follows is the continuation and starts with a token of its own.

        With ``needs_note`` that token is a note: something in the composer's text waits for one.
        """
        self.is_fresh = True
        self.needs_note = needs_note
        self.group.is_even = self.limits.even_tuplets
        self.parts.begin(self.walk, self._fits)
        self.limits = self.limits.of_bar(0)
        self.is_complete = False
        self.ended = ""

    def _fits(self, room: int) -> bool:
        """Say whether what stands open (a tuplet, a tie, a symbol) can be ended when the bar holds so many ticks."""
        walk = self.walk
        end = walk.end_onset
        if self.group.left(walk):
            return bool(self.group.texts(walk, room - end))
        waits = self.needs_note or bool(self.sounding.tied) or walk.state == QUOTED
        return end < room or (end == room and not waits)

    # -- moving on --------------------------------------------------------------------------------------

    def accept(self, char: str) -> None:
        """Move on by one character, walk included. Raises NotTidy where no tidy text goes on like this."""
        before = Before.of(self.walk)
        self.walk.accept(char)
        self.follow(char, before)

    def follow(self, char: str, before: Before) -> None:
        """Keep up with a walk that has already read the character; ``before`` is where it stood."""
        walk = self.walk
        self.is_fresh = False
        if walk.bars != before.bars:
            self.closes_tune = False
            self.parts.bar_closed(walk, char, before.ending, before.end)
            if self.limits.rhythms:
                self.limits = self.limits.of_bar(self.bars_written)
            self.sounding.next_bar()
        elif before.state == BAR and walk.state == BAR:
            self.parts.bar_line_went_on(walk, before.repeat_open, before.pickup)
        self.sounding.follow(char, before.state, walk)
        self.last_sounding = self.sounding.pitches or self.last_sounding
        if walk.state == QUOTE:
            if before.state == QUOTE:
                self.symbol += char
            else:
                self.symbol, self.symbol_at = "", (walk.bars, walk.end_onset)
        self.group.follow(walk, before.group_left)
        if char == "\n":
            self.is_complete, self.ended = True, "tune"
        elif walk.state == BAR and self.limits.until == "part" and self._is_part_over():
            self.is_complete, self.ended = True, "part"

    def _is_part_over(self) -> bool:
        walk, parts = self.walk, self.parts
        return parts.bars_written(walk) > 0 and parts.closed_ending != 1 and walk.bar_line in ("||", "|]", ":|", "|:")

    @property
    def bars_written(self) -> int:
        """Return the number of full bars since ``begin``."""
        return self.parts.bars_written(self.walk)

    @property
    def is_landed(self) -> bool:
        """Say whether enough bars are written: only the last bar line's own characters may still come."""
        return self.parts.is_landed(self.walk)
