"""What each bar of a tidy text does in its tune: it is new, or repeats an earlier bar.

A third of the bars that people write repeat an earlier one. The roles of a tune's bars are its form: taken from one
tune they can be given to another, as one borrows "AABA".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from engine.notation.dialect import BAR
from engine.notation.tidy import Tidy
from engine.notation.walk import Walk

UNKNOWN, NEW, COPY, END = range(4)
KINDS = 4
UNSAID, INNER, LAST_OF_PART, LAST_OF_TUNE = range(4)
ENDS = 4
_BARS_BACK = (8, 4, 2, 1)  # where a bar is looked for first, after the same bar of the part before
_BAR_LINE = "|:]12\n"
_SYMBOL = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Role:
    """What a bar does. ``bar`` is the one that it repeats, from 0; -1 where there is none.

    ``ends`` says whether it ends its part, or the tune.
    """

    kind: int = UNKNOWN
    bar: int = -1
    ends: int = UNSAID


FREE = Role()
AFTER_THE_END = Role(END)


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A finished bar of a tidy text. Its role counts from ``start`` on: behind the first character of a bar line.

    ``part``, ``number`` and ``ending`` are the walk's; a bar that is not ``is_full`` is a pickup or ends short.
    """

    start: int
    part: int
    number: int
    ending: int
    is_full: bool
    role: Role


def placed_bars(written: Tidy) -> list[PlacedBar]:
    """Return the finished bars of a tidy text with their roles. Raises NotTidy where it leaves the dialect."""
    found: list[PlacedBar] = []
    before = _Before()
    for closed, melody in _closed_bars(written):
        if melody is None:  # the bar line went on, and ends the part
            found[-1] = replace(found[-1], role=replace(found[-1].role, ends=LAST_OF_PART))
        else:
            found.append(replace(closed, role=before.role(closed, melody)))
    if written.text.endswith("\n"):
        found[-1] = replace(found[-1], role=replace(found[-1].role, ends=LAST_OF_TUNE))
    return found


def _closed_bars(written: Tidy) -> Iterator[tuple[PlacedBar, str | None]]:
    """Yield each bar with its melody when it closes, and with None when its bar line proves to end the part."""
    settings, text = dict(written.settings), written.text
    walk = Walk(settings[0])
    start, content = 0, -1
    bar = PlacedBar(0, 0, 1, 0, is_full=False, role=FREE)
    for position, char in enumerate(text):
        if position in settings:
            walk.setting = settings[position]
        if content < 0 and not (char in _BAR_LINE and (walk.state == BAR or position < 2)):
            content = position
            bar = PlacedBar(start, walk.part, walk.bar_in_part, walk.ending, is_full=False, role=FREE)
        count, end = walk.bars, walk.end_onset
        walk.accept(char)
        if walk.bars != count:
            yield replace(bar, is_full=end >= walk.setting.bar_ticks), _SYMBOL.sub("", text[content:position])
            start, content = position + 1, -1
        if char in ":|]" and walk.state == BAR and walk.is_first_bar and walk.bars:
            yield bar, None


@dataclass(slots=True)
class _Before:
    """The bars so far, to say what the next one does."""

    melodies: list[str] = field(default_factory=list)
    last_with: dict[str, int] = field(default_factory=dict)
    at: dict[tuple[int, int], int] = field(default_factory=dict)

    def role(self, bar: PlacedBar, melody: str) -> Role:
        """Return the role of the next bar, and take note of it."""
        here = len(self.melodies)
        near = [here - back for back in _BARS_BACK if back <= here]
        if (bar.part - 1, bar.number) in self.at:
            near.insert(0, self.at[bar.part - 1, bar.number])
        role = self._role(melody, near)
        self.at[bar.part, bar.number] = self.last_with[melody] = here
        self.melodies.append(melody)
        return role

    def _role(self, melody: str, near: list[int]) -> Role:
        if melody in self.last_with:
            same = (other for other in near if self.melodies[other] == melody)
            return Role(COPY, next(same, self.last_with[melody]), ends=INNER)
        return Role(NEW, ends=INNER)
