"""The melody of a tidy text as steps from note to note: the same in every key.

A step is one number: how far the next note lies from the last, in semitones, and how long it is. The top note of a
chord counts; rests are passed over.
"""

from __future__ import annotations

from engine.notation.dialect import UNIT
from engine.notation.sounding import Sounding
from engine.notation.tidy import Tidy
from engine.notation.walk import Walk

_SCALE = (0, 2, 4, 5, 7, 9, 11)
_GRAIN = UNIT // 48  # lengths are told apart to 1/48 of an eighth note
_LONGEST = 1023
_WIDEST = 30  # semitones
_RECENT = 64  # moves that anybody asks for, with a note that is being written


MelodyMark = tuple[int, int | None, tuple[int, int, int] | None]


def semitones(step: int, alter: int) -> int:
    """Return a pitch in semitones above C.

    >>> semitones(0, 0), semitones(8, -1), semitones(-1, 0)
    (0, 13, -1)
    """
    octave, letter = divmod(step, 7)
    return 12 * octave + _SCALE[letter] + alter


def interval_of(move: int) -> int:
    """Return the interval of a step in semitones."""
    return (move >> 10) - _WIDEST - 1


class Melody:
    """Keep up with a walk, one character at a time. ``moves`` are the steps so far, each 1024 to 63488.

    ``last`` is the pitch of the last finished note in semitones, None before the first; ``bars`` holds the bar of the
    note that each step leads to, as the walk counts them (from 0).
    """

    def __init__(self) -> None:
        self.moves: list[int] = []
        self.bars: list[int] = []
        self.last: int | None = None
        self.pending: tuple[int, int, int] | None = None

    def follow(self, walk: Walk, sounding: Sounding) -> bool:
        """Take note of where the walk stands after a character; return whether a note was finished by it."""
        is_done = walk.began_token and self._finish()
        if walk.is_pending and not walk.is_last_rest and sounding.pitches:
            pitches = sounding.pitches
            top = semitones(*pitches[0]) if len(pitches) == 1 else max(semitones(*pitch) for pitch in pitches)
            self.pending = top, walk.length, walk.bars
        return is_done

    def with_pending(self) -> tuple[list[int], int | None]:
        """Return moves and last pitch as they are if the note that stands here is whole."""
        if self.pending is None:
            return self.moves, self.last
        pitch, length, _ = self.pending
        moves = self.moves if self.last is None else [*self.moves[-_RECENT:], _move(pitch - self.last, length)]
        return moves, pitch

    def mark(self) -> MelodyMark:
        """Return a mark of this place, to come back to with ``rewind``."""
        return len(self.moves), self.last, self.pending

    def rewind(self, mark: MelodyMark) -> None:
        """Go back to a mark made earlier on the same text."""
        count, self.last, self.pending = mark
        del self.moves[count:]
        del self.bars[count:]

    def _finish(self) -> bool:
        if self.pending is None:
            return False
        pitch, length, bar = self.pending
        self.pending = None
        if self.last is not None:
            self.moves.append(_move(pitch - self.last, length))
            self.bars.append(bar)
        self.last = pitch
        return True


def _move(interval: int, length: int) -> int:
    return max(-_WIDEST, min(interval, _WIDEST)) + _WIDEST + 1 << 10 | min(length // _GRAIN, _LONGEST)


def melody_of(written: Tidy) -> Melody:
    """Return the melody of a tidy text. Raises NotTidy where it leaves the dialect."""
    settings = dict(written.settings)
    walk, sounding, melody = Walk(settings[0]), Sounding(), Melody()
    for position, char in enumerate(written.text):
        if position in settings:
            walk.setting = settings[position]
        state, count = walk.state, walk.bars
        walk.accept(char)
        if walk.bars != count:
            sounding.next_bar()
        sounding.follow(char, state, walk)
        melody.follow(walk, sounding)
    return melody
