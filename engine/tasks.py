"""What the engine can be asked for besides a continuation: frozen values that cross to its thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from engine.composer import Composer
from engine.continuation import ALARM_NOTES, Copied, Settings
from engine.notation.book import tune_range
from engine.notation.reader import read_tune
from engine.notation.tune import Place
from engine.novelty import copies_in
from engine.reroll import bars_place, write_again
from engine.surprise import Surprise, surprise_of
from engine.takes import Take, choose


class Task(Protocol):
    """Something to do with the network, on the engine's thread."""

    def run(self, composer: Composer, is_cancelled: Callable[[], bool]) -> object:
        """Do it; look at ``is_cancelled`` often. Raises SegueError."""
        ...


@dataclass(frozen=True, slots=True)
class ChooseTakes:
    """Write so many candidates at the caret and keep the best that differ. Answers with a tuple of Takes."""

    text: str
    caret: int
    settings: Settings
    keep: int = 4
    candidates: int = 12

    def run(self, composer: Composer, is_cancelled: Callable[[], bool]) -> tuple[Take, ...]:
        """Return the takes, best first."""
        return tuple(choose(composer, self.text, self.caret, self.settings, self.keep, self.candidates, is_cancelled))


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Bars written again: the best text for ``place``, and the take that it is."""

    place: Place
    text: str
    take: Take


@dataclass(frozen=True, slots=True)
class WriteBarsAgain:
    """Write the bars that a selection touches again, so that they lead into what follows. Answers with a Rewritten.

    ``start`` and ``end`` are characters of the text; the same for the bar at the caret.
    """

    text: str
    start: int
    end: int
    settings: Settings
    candidates: int = 8

    def run(self, composer: Composer, is_cancelled: Callable[[], bool]) -> Rewritten | None:
        """Return the best; None where nothing else was found."""
        low, high = tune_range(self.text, self.start)
        tune = read_tune(self.text, low, high)
        until = max(self.start, self.end - 1)
        touched = [number for number, bar in enumerate(tune.bars, 1)
                   if bar.place.start <= until and bar.place.end > self.start]
        first, last = (touched[0], touched[-1]) if touched else (len(tune.bars), len(tune.bars))
        place = bars_place(self.text, tune, first, last)
        before = self.text[place.start:place.end].strip()
        takes = write_again(composer, self.text, first, last, self.settings, self.candidates, low, high, is_cancelled)
        best = next((take for take in takes if take.continuation.text.strip() != before), None)
        return None if best is None else Rewritten(place, best.continuation.text, best)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the network has to say about a tune of the composer's: how odd each note is, and what is known already."""

    surprise: Surprise
    copied: tuple[Copied, ...]


@dataclass(frozen=True, slots=True)
class HearTune:
    """Let the network read the tune around the caret. Answers with a Heard."""

    text: str
    caret: int
    alarm_notes: int = ALARM_NOTES

    def run(self, composer: Composer, is_cancelled: Callable[[], bool]) -> Heard:
        """Return the tune's surprise and its copies."""
        tune = read_tune(self.text, *tune_range(self.text, self.caret))
        return Heard(surprise_of(composer.stepper, tune), tuple(copies_in(composer.copies, tune, self.alarm_notes)))
