"""How many bars a part has and how many parts a tune, where a form was asked for.

In a dance every part has as many bars as the next, and is repeated.
"""

from __future__ import annotations

import copy

from engine.notation.limits import Limits
from engine.notation.walk import Walk

_FEWEST_PARTS, _MOST_PARTS = 2, 4
_SHORTEST_PART = 3  # bars; what is shorter is an opening, not a part


class Shape:
    """The parts so far, beside a walk. ``limits`` are handed in with each question.

    ``parts_done`` counts the parts that have ended; ``number`` is that of the bar which was closed last (0 for a
    pickup), ``was_last`` says whether it had to end its part, None where that was free.
    """

    __slots__ = ("ending", "number", "parts_done", "was_last")

    def __init__(self) -> None:
        self.parts_done = 0
        self.number = 0
        self.ending = 0
        self.was_last: bool | None = None

    def fork(self) -> Shape:
        """Return an independent copy."""
        return copy.copy(self)

    def bar_closed(self, walk: Walk, char: str, ending: int, limits: Limits) -> None:
        """Take note of a bar line's first character; ``ending`` is what the walk had before it."""
        after = walk.before_close[2] if char == ":" and walk.before_close else walk.bar_in_part
        self.number = after - 1
        self.ending = ending
        self.was_last = _is_last(self.number, limits)
        if char == ":":
            self._part_done()

    def bar_line_went_on(self, walk: Walk) -> None:
        """Take note of a bar line's further character."""
        if walk.bar_line in ("||", "|:"):
            self._part_done()

    def _part_done(self) -> None:
        # The second ending belongs to a part that its first has ended already.
        if self.ending != 2 and self.number >= _SHORTEST_PART:
            self.parts_done += 1

    def is_last(self, walk: Walk, limits: Limits) -> bool | None:
        """Say whether the bar that the walk stands in has to end its part; None where that is free."""
        return _is_last(walk.bar_in_part, limits)

    def may_begin_ending(self, limits: Limits, fewest: int) -> bool:
        """Say whether a first ending may begin behind the bar that was closed."""
        form = limits.part_bars
        return self.number % form in (form - 2, form - 1) if form else self.number + 1 >= fewest

    def may_end(self, limits: Limits) -> bool:
        """Say whether the tune may end after the part that has just ended."""
        return not limits.part_bars or self.parts_done >= (limits.parts or _FEWEST_PARTS)

    def may_go_on(self, limits: Limits) -> bool:
        """Say whether another part may follow the one that has just ended."""
        return not self.are_all(self.parts_done, limits)

    def are_all(self, count: int, limits: Limits) -> bool:
        """Say whether so many parts are all that the form has."""
        return limits.part_bars > 0 and count >= (limits.parts or _MOST_PARTS)


def _is_last(number: int, limits: Limits) -> bool | None:
    form = limits.part_bars
    return number > 0 and number % form == 0 if form else None
