"""Where bars and parts may end, so that whatever is written adds up.

A bar fills exactly. A part ends where its pickup began, or in a full bar if the next part begins without one;
what a part's last bar lacks the next part's pickup gives back. Every repeat that opens closes, a first ending
is followed by a second.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

from engine.notation.dialect import BAR, UNIT
from engine.notation.limits import Limits
from engine.notation.shape import Shape
from engine.notation.walk import Walk

_LONGEST_FREE_BAR = 16 * UNIT
_FIRST_ENDING_FROM = 3  # bars of a part that stand before a first ending, at least


class Parts:
    """The rules of bar lines beside a walk, which is handed in.

    ``closed_at`` is how far the last bar was filled, in ticks; ``tune_pickup`` is the length of the tune's own
    first bar where that was short; ``closed_ending`` is the ending that a ``:`` has just closed. ``held_pickup`` is the
    pickup of a repeat that was open when a double bar divided it (-1 where none was): the walk takes that for closed.
    """

    __slots__ = (
        "closed_at", "closed_ending", "full_bar", "held_pickup", "is_after_pickup", "limits", "open_bar", "shape",
        "start_bars", "tune_pickup",
    )

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.start_bars = 0
        self.closed_at = 0
        self.closed_ending = 0
        self.held_pickup = -1
        self.full_bar = self.open_bar = -1
        self.is_after_pickup = False
        self.tune_pickup = 0
        self.shape = Shape()

    def fork(self) -> Parts:
        """Return an independent copy."""
        other = copy.copy(self)
        other.shape = self.shape.fork()
        return other

    def begin(self, walk: Walk, fits: Callable[[int], bool]) -> None:
        """Begin to count the bars. ``fits`` says whether what stands open can be ended within so many ticks.

        A phrase may stand past the place where its part could end: then that takes one bar more (``open_bar`` is this
        one). Or past the pickup that it owes: then the bar is a full one (``full_bar``).
        """
        self.start_bars = walk.bars
        self.full_bar = self.open_bar = -1
        if not fits(walk.setting.bar_ticks - self.pickup(walk)):
            self.open_bar = walk.bars
        if not fits(self.owed(walk)):
            self.full_bar = walk.bars

    def bar_closed(self, walk: Walk, char: str, ending: int, end: int) -> None:
        """Take note of a bar line; ``ending`` and ``end`` are what the walk had before it."""
        self.shape.bar_closed(walk, char, ending, self.limits)
        self.closed_at = end
        self.closed_ending = ending if char == ":" else 0
        if char == ":":
            self.held_pickup = -1
        if walk.bars == 1:
            self.tune_pickup = walk.pickup
        self.is_after_pickup = char == "|" and walk.bar_in_part <= 1 and walk.owed > 0
        if self.is_after_pickup:
            self.start_bars += 1  # a pickup is not counted among the bars asked for

    def bar_line_went_on(self, walk: Walk, was_open: bool, pickup: int) -> None:
        """Take note of a bar line's further character; a repeat ``was_open`` before it, begun with this pickup."""
        self.shape.bar_line_went_on(walk)
        if walk.bar_line == "||" and was_open:
            self.held_pickup = pickup
        elif walk.bar_line in ("|:", "|]"):
            self.held_pickup = -1

    def is_repeat_open(self, walk: Walk) -> bool:
        """Say whether a repeat has to be closed."""
        return walk.repeat_open or self.held_pickup >= 0

    def pickup(self, walk: Walk) -> int:
        """Return by how much the part's last bar has to be short, in ticks."""
        return self.held_pickup if self.held_pickup >= 0 else walk.pickup

    def bars_written(self, walk: Walk) -> int:
        """Return the number of full bars since the continuation began."""
        return walk.bars - self.start_bars

    def is_landed(self, walk: Walk) -> bool:
        """Say whether enough bars are written: only the last bar line's own characters may still come."""
        return self.limits.until == "bars" and self.bars_written(walk) >= self.limits.bars \
            and walk.state == BAR and walk.bar_line != ":"

    def owed(self, walk: Walk) -> int:
        """Return the pickup with which this part has to begin, because the one before ended short; in ticks."""
        if not walk.is_first_bar or self.is_after_pickup or walk.bars == self.full_bar:
            return 0
        return walk.owed

    # -- inside a bar -----------------------------------------------------------------------------------

    def room(self, walk: Walk, position: int) -> int:
        """Return how far the current bar may be filled, in ticks from its start.

        ``position`` is where the next note begins (or the last one began, while it is being written).
        """
        full = walk.setting.bar_ticks
        if not full:
            return max(_LONGEST_FREE_BAR, walk.end_onset)
        if position < self.owed(walk):
            return self.owed(walk)
        return full - self.pickup(walk) if self.must_close(walk) or self.is_last(walk) else full

    def must_close(self, walk: Walk) -> bool:
        """Say whether this bar has to end the part (or the tune)."""
        return self.limits.until != "bars" and self.bars_written(walk) >= self.limits.bars - 1 and \
            walk.bars != self.open_bar

    def is_last(self, walk: Walk) -> bool | None:
        """Say whether the current bar has to end its part; None where that is free, or could not be."""
        if walk.bars == self.open_bar or (walk.is_first_bar and not self.must_close(walk)):
            return None
        return self.shape.is_last(walk, self.limits)

    def add_closes(self, found: set[str], walk: Walk, end: int, must_close: bool, is_tied: bool, *,
                   may_end: bool = True) -> None:
        """Add the characters that may close a bar filled up to ``end``.

        Unless the tune ``may_end`` here, it goes on to the end of its last bar where it could be short.
        """
        full = walk.setting.bar_ticks
        if not end:
            return
        if not full:
            found.add("|")
            if self.is_repeat_open(walk) and not is_tied:
                found.add(":")
            return
        if end <= self.owed(walk):
            if end == self.owed(walk):
                found.add("|")
            return
        is_last = self.is_last(walk)
        if end == full and not ((must_close or is_last) and (self.pickup(walk) or self.is_repeat_open(walk))):
            found.add("|")
        elif walk.bars == 0 and end <= full // 2 and not must_close and self.limits.pickup:
            found.add("|")
        if (walk.is_first_bar and not must_close) or is_tied or (is_last is False and not must_close):
            return
        if self.is_repeat_open(walk):
            if end == full - self.pickup(walk):
                found.add(":")
        elif end == full - self.lacking(walk) and (may_end or self.lacking(walk) == self.pickup(walk)):
            found.add("|")

    def lacking(self, walk: Walk) -> int:
        """Return by how much the last bar of an unrepeated part may be short, in ticks.

        It gives back its own part's pickup, or else the tune's: the part's may stand in its first ending.
        """
        return self.pickup(walk) or self.tune_pickup

    # -- after a bar line's first character -------------------------------------------------------------

    def ends_tune(self, walk: Walk) -> bool:
        """Say whether the tune has to end with the current bar."""
        if self.limits.until != "tune" or walk.ending == 1:
            return False
        done = self.shape.parts_done + (walk.ending != 2)
        return self.must_close(walk) or (self.is_last(walk) is True and self.shape.are_all(done, self.limits))

    def add_bar_line(self, found: set[str], walk: Walk, *, may_end: bool = True) -> bool:
        """Add what may continue a bar line; return whether it may be over.

        Where the tune does not have to end here, it does so only if it ``may_end``.
        """
        line = walk.bar_line
        if line == "|":
            return self._after_bar(found, walk, may_end=may_end)
        until = self.limits.until
        if line == ":":
            found.add("|")
            if self.closed_ending != 1 and self._can_open(walk):
                found.add(":")
                if self.limits.part_bars and not self._is_enough(walk) and \
                        not (may_end and self.shape.may_end(self.limits)):
                    found.discard("|")
            return False
        if line == ":|":
            if self.closed_ending == 1 and not self.is_landed(walk):
                found.add("2")
                return False
            if until == "tune":
                must = self._is_enough(walk) or bool(self.limits.part_bars)
                if may_end or must:
                    found.add("\n")
                # Another part of a set form is repeated too, and would have begun with "::".
                return not must
            return True
        if line == "|]":
            found.add("\n")
            return False
        return True

    def _after_bar(self, found: set[str], walk: Walk, *, may_end: bool) -> bool:
        full = walk.setting.bar_ticks
        is_full = self.closed_at >= full
        shape, limits = self.shape, self.limits
        if self.is_after_pickup:
            if not self.is_repeat_open(walk) and self._can_open(walk):
                found.add(":")
            return True
        is_tune = self.limits.until == "tune"
        must = self._is_enough(walk)
        if self.is_repeat_open(walk):
            if is_full and not walk.ending and not must and shape.may_begin_ending(limits, _FIRST_ENDING_FROM) and \
                    self.limits.bars - self.bars_written(walk) > 2:
                found.add("1")
            return True
        gives_back = full - self.closed_at == self.pickup(walk) or not is_full
        if shape.was_last is False and is_full and not must:
            return True
        may_end = may_end or (limits.part_bars > 0 and not self._can_open(walk))
        if is_tune and gives_back and (must or (may_end and shape.may_end(limits))):
            found.add("]")
        if not (is_tune and must):
            found.add("|")
        if self._can_open(walk):
            found.add(":")
        if shape.was_last and limits.part_bars and is_tune:
            self._next_part(found)
        return not must and is_full and not (shape.was_last and found)

    def _next_part(self, found: set[str]) -> None:
        """Keep what a set form allows behind a part: another one, repeated as the first was, or the end."""
        if ":" in found and self.shape.may_go_on(self.limits):
            found.discard("|")
        elif "]" in found:
            found.intersection_update("]")

    def _can_open(self, walk: Walk) -> bool:
        """Say whether another repeat may open: a bar at least must remain to close it in."""
        return self.limits.until != "part" and self.bars_written(walk) < self.limits.bars and \
            self.shape.may_go_on(self.limits)

    def _is_enough(self, walk: Walk) -> bool:
        return self.limits.until != "bars" and self.bars_written(walk) >= self.limits.bars
