"""Bars, parts and endings of a tidy text, counted bar line by bar line."""

from __future__ import annotations

from engine.notation.dialect import NotTidy, Setting
from engine.sentences import Sentence


class Form:
    """Where in the tune the current bar stands.

    ``onset`` is the start of the current element in ticks from the bar's start; ``bars`` counts bar lines.
    ``bar_in_part`` counts from 1 (a pickup is not counted: the bar after it is 1 again), ``part`` from 0. ``pickup``
    is the length of the part's short first bar, ``owed`` what the last bar lacked, both in ticks.
    """

    __slots__ = (
        "bar_in_part", "bar_line", "bars", "before_close", "ending", "ending_bar", "is_first_bar", "onset", "owed",
        "part", "pickup", "repeat_open", "setting",
    )

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.onset = 0
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
        # Pickup, part and bar of the part that a ":" closed: a second ending goes back to them.
        self.before_close: tuple[int, int, int] | None = None

    def close_bar(self, line: str) -> None:
        """End the bar with the first character of a bar line."""
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
        self.bar_line = line
        self.before_close = None

    def end_part(self) -> None:
        """End the part with the bar line that stands here."""
        self.before_close = (self.pickup, self.part, self.bar_in_part)
        self.part += 1
        self.bar_in_part = 1
        self.pickup = 0
        self.is_first_bar = True
        self.ending = 0
        self.repeat_open = False

    def bar_line_goes_on(self, char: str) -> bool:
        """Take a further character of a bar line; False where it begins something else.

        Raises:
            NotTidy: the bar line must go on, and not like this.
        """
        line = self.bar_line + char
        if line in ("|:", "||", "|]"):
            self.end_part()
            self.repeat_open = char == ":"
        elif line == "::":
            self.repeat_open = True
        elif line == ":|":
            pass
        elif line in ("|1", "|2", ":|1", ":|2"):
            if line[0] == ":" and self.before_close is not None:
                self.pickup, self.part, bar = self.before_close
                self.bar_in_part = self.ending_bar or bar
                self.is_first_bar = False
                self.owed = 0
            if char == "1":
                self.ending_bar = self.bar_in_part
            self.ending = int(char)
        elif self.bar_line == ":":
            raise NotTidy(Sentence("{line!r} is no bar line", line=line))
        else:
            return False
        self.bar_line = line
        return True
