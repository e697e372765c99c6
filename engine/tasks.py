"""What the engine can be asked for besides a continuation: frozen values that cross to its thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from engine.cancelling import IsCancelled, Progress, never, unheard
from engine.composer import Composer
from engine.continuation import ALARM_NOTES, Continuation, Copied, Settings
from engine.errors import PhraseError
from engine.notation.book import tune_range
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_tune
from engine.notation.tune import Tune
from engine.novelty import copies_in
from engine.reroll import Rewritten, write_around
from engine.surprise import NOTHING, Surprise, surprise_of
from engine.takes import Take, choose, judged

__all__ = ["ChooseTakes", "HearTune", "Heard", "JudgeTake", "Rewritten", "Take", "Task", "WriteAgain",
           "WriteBarsAgain"]


class Task(Protocol):
    """Something to do with the network, on the engine's thread."""

    def run(self, composer: Composer, is_cancelled: IsCancelled, progress: Progress) -> object:
        """Do it; look at ``is_cancelled`` often. Raises SegueError, or Cancelled."""
        ...


@dataclass(frozen=True, slots=True)
class ChooseTakes:
    """Write so many candidates at the caret and keep the best that differ. Answers with a tuple of Takes."""

    text: str
    caret: int
    settings: Settings
    keep: int = 4
    candidates: int = 12

    def run(self, composer: Composer, is_cancelled: IsCancelled = never,
            progress: Progress = unheard) -> tuple[Take, ...]:
        """Return the takes, best first."""
        return tuple(choose(composer, self.text, self.caret, self.settings, self.keep, self.candidates, is_cancelled,
                            progress))


@dataclass(frozen=True, slots=True)
class JudgeTake:
    """Say what is worth knowing about a continuation of the text at the caret. Answers with a Take."""

    text: str
    caret: int
    continuation: Continuation

    def run(self, composer: Composer, is_cancelled: IsCancelled = never, _progress: Progress = unheard) -> Take:
        """Return the take that it is."""
        phrase = read_phrase(self.text, self.caret)
        return judged(composer, phrase, self.text[:self.caret], self.continuation, is_cancelled)[0]


@dataclass(frozen=True, slots=True)
class WriteAgain:
    """Write a continuation anew from all that is needed for it. Answers with a Continuation."""

    text: str
    caret: int
    settings: Settings

    def run(self, composer: Composer, is_cancelled: IsCancelled = never, _progress: Progress = unheard) -> Continuation:
        """Return the continuation."""
        for piece in composer.compose(read_phrase(self.text, self.caret), self.settings, is_cancelled):
            if isinstance(piece, Continuation):
                return piece
        raise AssertionError("compose always ends with a Continuation")


@dataclass(frozen=True, slots=True)
class WriteBarsAgain:
    """Write the bars that a selection touches again, so that they lead into what follows. Answers with a Rewritten.

    ``start`` and ``end`` are characters of the text; the same for the bar at the caret. Bars that one of the ranges
    in ``held`` touches stay as they are; with ``hold_rhythm`` the others keep their lengths.
    """

    text: str
    start: int
    end: int
    settings: Settings
    candidates: int = 8
    hold_rhythm: bool = False
    held: tuple[tuple[int, int], ...] = ()

    def run(self, composer: Composer, is_cancelled: IsCancelled = never,
            progress: Progress = unheard) -> Rewritten | None:
        """Return the best, with the others; None where it was cancelled. Raises PhraseError where nothing was found."""
        low, high = tune_range(self.text, self.start)
        tune = read_tune(self.text, low, high)
        touched = touched_bars(tune, self.start, self.end)
        first, last = (touched[0], touched[-1]) if touched else (len(tune.bars), len(tune.bars))
        held = {number for start, end in self.held for number in touched_bars(tune, start, end)}
        found = write_around(composer, self.text, first, last, held, self.settings, self.candidates, low, high,
                             is_cancelled, hold_rhythm=self.hold_rhythm, progress=progress)
        if not found and not is_cancelled():
            place = tune.bars[first - 1].place
            raise PhraseError("no other music was found for these bars: choose another seed, or a higher temperature",
                              place.start, place.end)
        return replace(found[0], others=tuple(found[1:])) if found else None


def touched_bars(tune: Tune, start: int, end: int) -> list[int]:
    """Return the numbers, from 1, of the bars that a range of characters touches; an empty one touches one bar."""
    until = max(start, end - 1)
    return [number for number, bar in enumerate(tune.bars, 1) if bar.place.start <= until and bar.place.end > start]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the network has to say about a tune of the composer's: how odd each note is, and what is known already.

    ``bars`` are where the tune's bars stand (start, end).
    """

    surprise: Surprise
    copied: tuple[Copied, ...]
    bars: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class HearTune:
    """Let the network read the tune around the caret. Answers with a Heard.

    ``alarm_notes`` is from how many notes in a row on a copy is named, 0 for never; without ``with_surprise`` the
    network is not asked.
    """

    text: str
    caret: int
    alarm_notes: int = ALARM_NOTES
    with_surprise: bool = True

    def run(self, composer: Composer, is_cancelled: IsCancelled = never, _progress: Progress = unheard) -> Heard:
        """Return the tune's surprise and its copies, and where each of its bars stands."""
        tune = read_tune(self.text, *tune_range(self.text, self.caret))
        told = surprise_of(composer.stepper, tune, is_cancelled) if self.with_surprise else NOTHING
        copied = tuple(copies_in(composer.copies, tune, self.alarm_notes)) if self.alarm_notes else ()
        return Heard(told, copied, tuple((bar.place.start, bar.place.end) for bar in tune.bars))
