"""What the network is told besides the last character: where it stands, and what stood there before.

A plain LSTM pays as much for a repeated bar as for a new one. Here each step also sees, for the bars 1, 2,
4, 8 and 16 back and for the same bar of the part before, the character that stood at the same place, what
followed the longest match of the last characters, and for how long each of these has been right. Where somebody has
said what the bar is to do (its ``Role``: be new, repeat that bar, end the part), they see that too, and the character
at the same place of that bar.

Everything is a function of the characters read so far, and the same code runs in training and in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.model.vocabulary import Vocabulary
from engine.notation.keys import MODES
from engine.notation.roles import COPY, ENDS, FREE, KINDS, Role
from engine.notation.tidy import METRES
from engine.notation.walk import BAR, STATES, UNIT, Setting, Walk

BARS_BACK = (1, 2, 4, 8, 16)
# And the same bar of the part before, the longest match, and the bar that is to be repeated.
SOURCES = len(BARS_BACK) + 3
_SAME, _MATCH, _REPEATED = range(len(BARS_BACK), SOURCES)
SUFFIX = 5  # characters that must agree before the longest match counts
_PLACES = 97  # onsets in 1/48 whole notes, up to two whole notes
_RUN_CLASSES = 9
_RUN_CLASS = [1, 2, 3, 4, 4, 5, 5, 5, 5] + [6] * 8 + [7] * 16
_TICKS = UNIT // 6  # of 1/48 whole note
ROLE_COLUMNS = 2  # at the end of a row: the role's kind, what the bar ends


def column_sizes(vocabulary: Vocabulary) -> tuple[int, ...]:
    """Return how many values each column of a row can take, in the order of ``Features.row``."""
    size = len(vocabulary) + 1
    return (size, *[size] * SOURCES, *[_RUN_CLASSES] * SOURCES, _PLACES, _PLACES, 32, 24, METRES * len(MODES), STATES,
            KINDS, ENDS)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to come back to. The numbers say how much of each growing table stood then."""

    walk: Walk
    last: int
    lengths: tuple[int, ...]
    sources: tuple[int, ...]
    match: int
    role: Role
    characters: int
    bars: int
    writes: int


class Features:
    """The network's inputs at one place of a tidy text. ``accept`` moves on, ``rewind`` goes back to a mark.

    ``sources`` holds the SOURCES symbol numbers that might come next (``vocabulary.none`` where there is
    nothing to copy), ``runs`` the class of how long each has been right (0 = nothing to copy).
    """

    def __init__(self, vocabulary: Vocabulary, setting: Setting) -> None:
        self.vocabulary = vocabulary
        self.walk = Walk(setting)
        self.last = vocabulary.ids["\n"]  # every tune begins after the end of another
        self.bars: list[dict[int, int]] = [{}]
        self.bar_of: dict[tuple[int, int], int] = {}
        self.lengths = [0] * SOURCES
        self.sources = [vocabulary.none] * SOURCES
        self.history = ""
        self.suffixes: dict[str, int] = {}
        self.match = -1
        self.role = FREE
        self.writes: list[tuple[dict[Any, int], Any, int | None]] = []

    def mark(self) -> Mark:
        """Return a mark of this place, to come back to with ``rewind``."""
        return Mark(self.walk.fork(), self.last, tuple(self.lengths), tuple(self.sources), self.match,
                    self.role, len(self.history), len(self.bars), len(self.writes))

    def rewind(self, mark: Mark) -> None:
        """Go back to a mark made earlier on the same text. Costs as much as what is forgotten."""
        writes = self.writes
        while len(writes) > mark.writes:
            table, key, before = writes.pop()
            if before is None:
                del table[key]
            else:
                table[key] = before
        del self.bars[mark.bars:]
        self.history = self.history[:mark.characters]
        self.walk = mark.walk.fork()
        self.last, self.match = mark.last, mark.match
        self.role = mark.role
        self.lengths, self.sources = list(mark.lengths), list(mark.sources)

    def _write(self, table: dict[Any, int], key: object, value: int) -> None:
        self.writes.append((table, key, table.get(key)))
        table[key] = value

    def begin_bar(self, role: Role) -> None:
        """Say what the bar that begins here is to do: between the first character of a bar line and the next."""
        self.role = role
        self.lengths[_REPEATED] = 0
        self._look_back(self.vocabulary.none)

    def accept(self, char: str) -> None:
        """Move on by one character. Raises NotTidy where no tidy text goes on like this."""
        walk = self.walk
        number = self.vocabulary.ids[char]
        none = self.vocabulary.none
        for source, predicted in enumerate(self.sources):
            if predicted == number:
                self.lengths[source] += 1
            else:
                self.lengths[source] = 0
        place = walk.place_onset * 256 + walk.place_sub
        bar = self.bars[-1]
        count = walk.bars
        walk.accept(char)
        self._write(bar, place, number)
        if walk.bars != count:
            self.bars.append({})
            self.role = FREE
        elif walk.began_token and walk.place_onset >= 0:
            start = walk.place_onset * 256
            if start not in bar:
                self._write(bar, start, number)
            if char != '"':
                self._write(bar, start + 50, number)
        self.last = number
        self._follow(char)
        self._look_back(none)

    def _follow(self, char: str) -> None:
        """Keep the place after the longest earlier occurrence of the last characters."""
        history = self.history
        if 0 <= self.match < len(history) and history[self.match] == char:
            self.match += 1
        else:
            self.match = -1
        history += char
        self.history = history
        if len(history) >= SUFFIX:
            key = history[-SUFFIX:]
            if self.match < 0:
                self.match = self.suffixes.get(key, -1)
                self.lengths[_MATCH] = SUFFIX if self.match >= 0 else 0
            self._write(self.suffixes, key, len(history))

    def _look_back(self, none: int) -> None:
        walk = self.walk
        bars = self.bars
        place = walk.place_onset * 256 + walk.place_sub
        fallback = 0 if walk.state == BAR else place
        here = len(bars) - 1
        sources = self.sources
        for index, back in enumerate(BARS_BACK):
            if here >= back:
                bar = bars[here - back]
                sources[index] = bar.get(place, none if fallback == place else bar.get(fallback, none))
            else:
                sources[index] = none
        if self.bar_of.get((walk.part, walk.bar_in_part)) != here:
            self._write(self.bar_of, (walk.part, walk.bar_in_part), here)
        other = self.bar_of.get((walk.part - 1, walk.bar_in_part), -1)
        repeated = self.role.bar if self.role.kind == COPY else -1
        for index, copied in ((_SAME, other), (_REPEATED, repeated)):
            if copied >= 0:
                bar = bars[copied]
                sources[index] = bar.get(place, none if fallback == place else bar.get(fallback, none))
            else:
                sources[index] = none
        sources[_MATCH] = self.vocabulary.ids[self.history[self.match]] if self.match >= 0 else none

    def runs(self) -> list[int]:
        """Return the class of each source's run of right guesses; 0 where there is nothing to copy."""
        none = self.vocabulary.none
        return [0 if source == none else _RUN_CLASS[length] if length < 33 else 8
                for source, length in zip(self.sources, self.lengths, strict=True)]

    def row(self) -> list[int]:
        """Return the input row before the next character, one number a column (see ``column_sizes``)."""
        walk = self.walk
        setting = walk.setting
        end = walk.end_onset
        onset = min(end // _TICKS, _PLACES - 1)
        rest = setting.bar_ticks - end
        left = min(rest // _TICKS, _PLACES - 2) if rest >= 0 else _PLACES - 1
        form = min(walk.part, 3) * 6 + (3 if walk.repeat_open else 0) + min(walk.ending, 2)
        role = self.role
        return [self.last, *self.sources, *self.runs(), onset, left, min(walk.bar_in_part, 31), form,
                setting.metre * len(MODES) + setting.mode, walk.state,
                role.kind, role.ends]

