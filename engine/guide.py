"""Lead a continuation through a scheme: say of each bar that begins what it is to do."""

from __future__ import annotations

from collections.abc import Sequence

from engine.notation.parts import Parts
from engine.notation.roles import AFTER_THE_END, COPY, FREE, INNER, LAST_OF_PART, LAST_OF_TUNE, PlacedBar, Role
from engine.notation.schemes import Duty, Place, Scheme, places
from engine.notation.walk import Walk


class Guide:
    """The place in a scheme, kept beside a grammar.

    ``bars`` are the finished bars of the phrase. Ask ``role`` after every character of a bar line.
    """

    def __init__(self, scheme: Scheme, bars: Sequence[PlacedBar], ends: bool) -> None:
        self.scheme = scheme
        self.at: dict[Place, int] = places(bars)
        self.ends = ends  # the tune is to end with the scheme
        self.closing = _closing_places(scheme)

    def bar_closed(self, part: int, number: int, walk: Walk) -> None:
        """Take note of where a bar stands that has just been closed; ``part`` is what was counted before."""
        if number and walk.ending != 2:
            self.at[part, number] = walk.bars - 1

    def role(self, walk: Walk, parts: Parts) -> Role:
        """Return what the bar is to do that begins behind the bar line at which the walk stands."""
        shape = parts.shape
        part, number = shape.parts_done, walk.bar_in_part
        is_last_closed = number - 1 == self.scheme.part_bars and walk.bar_line == "|" and not parts.is_repeat_open(walk)
        if walk.ending == 2 and walk.bar_line == ":|2":
            return Role(ends=self._ends(part - 1, number))
        if is_last_closed:
            part, number = part + (walk.ending != 2), 1
        if self.ends and part >= len(self.scheme.parts):
            return AFTER_THE_END
        if parts.owed(walk):
            return Role(ends=INNER)
        duty = self._duty(part, number)
        if duty is None:
            return FREE
        ends = LAST_OF_PART if walk.ending == 1 and number == self.scheme.part_bars else self._ends(part, number)
        if duty.place is None:
            return Role(duty.kind, ends=ends)
        bar = self.at.get(duty.place, -1)
        return Role(duty.kind, bar, ends) if bar >= 0 else Role(ends=ends)

    def _ends(self, part: int, number: int) -> int:
        if number != self.scheme.part_bars:
            return INNER
        return LAST_OF_TUNE if (part, number) in self.closing else LAST_OF_PART

    def _duty(self, part: int, number: int) -> Duty | None:
        parts = self.scheme.parts
        return parts[part][number - 1] if part < len(parts) and 1 <= number <= self.scheme.part_bars else None


def _closing_places(scheme: Scheme) -> set[Place]:
    """Return the last bars of parts that sound at the tune's end: its last bar, and what that repeats.

    Where the last bar of all repeats the last of the first part, that one has to close the tune already.
    """
    found: set[Place] = set()
    place: Place | None = (len(scheme.parts) - 1, scheme.part_bars)
    while place is not None and place not in found:
        if place[1] == scheme.part_bars:
            found.add(place)
        duty = scheme.parts[place[0]][place[1] - 1]
        place = duty.place if duty.kind == COPY else None
    return found
