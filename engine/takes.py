"""Several continuations to choose from: out of many, those that score best and differ most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from engine.cancelling import Cancelled, IsCancelled, Progress, never, unheard
from engine.composer import Composer
from engine.continuation import Continuation, Settings
from engine.notation.melody import semitones
from engine.notation.phrase import Phrase, read_phrase
from engine.notation.reader import read_tune
from engine.notation.tune import Bar
from engine.surprise import Surprise, surprise_of

MOST_CANDIDATES = 64
_DIFFERENCE = 2.0  # what a wholly different take is worth, in bits a note
_TONIC = 0.5  # what an ending on the tonic is worth, where the tune ends
_DULL, _WILD = 0.10, 0.60  # share of repeated bars: outside of these a take has no form, or nothing else
_FORM = 0.4
_FREE_NOTES = 10  # in a row from a known tune: as many as people share with each other
_COPIED = 0.1  # a note beyond that

Event = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Take:
    """A continuation with what is worth knowing before one hears it.

    ``bits_per_note`` is how odd the network finds it, ``last_degree`` the last note's step above the tonic (0 = tonic),
    ``repeated`` the share of its bars that stood before, ``copied_notes`` the longest run from a training tune.
    ``score`` is higher for better ones; it says nothing across phrases.
    """

    continuation: Continuation
    bits_per_note: float
    last_degree: int
    repeated: float
    copied_notes: int
    copied_title: str
    score: float


def choose(composer: Composer, text: str, caret: int, settings: Settings, keep: int, candidates: int,
           is_cancelled: IsCancelled = never, progress: Progress = unheard) -> list[Take]:
    """Return ``keep`` takes out of so many candidates: seeds ``settings.seed`` and those that follow it.

    The same text, settings and numbers give the same takes. The best comes first; each of the next is as good as
    possible and as unlike the ones before as possible. Fewer come back where it was cancelled.

    Raises:
        PhraseError: nothing can follow the phrase.
    """
    phrase = read_phrase(text, caret)
    found: list[tuple[Take, frozenset[Event]]] = []
    with suppress(Cancelled):
        found.extend(judged(composer, phrase, text[:caret], answer, is_cancelled)
                     for answer in written(composer, phrase, settings, candidates, is_cancelled, progress))
    chosen: list[tuple[Take, frozenset[Event]]] = []
    while found and len(chosen) < keep:
        best = max(found, key=lambda one: (one[0].score + _DIFFERENCE * _unlike(one[1], chosen),
                                           -one[0].continuation.seed))
        found.remove(best)
        chosen.append(best)
    return [take for take, _ in chosen]


def written(composer: Composer, phrase: Phrase, settings: Settings, count: int,
            is_cancelled: IsCancelled, progress: Progress = unheard) -> Iterator[Continuation]:
    """Yield the continuations of these seeds, each text once; say how many of the seeds are done."""
    seen: set[str] = set()
    for number in range(count):
        for piece in composer.compose(phrase, replace(settings, seed=settings.seed + number), is_cancelled):
            if isinstance(piece, Continuation):
                if piece.ended == "cancelled":
                    return
                if piece.text not in seen:
                    seen.add(piece.text)
                    yield piece
        progress(number + 1, count)


def judged(composer: Composer, phrase: Phrase, before: str, answer: Continuation,
           is_cancelled: IsCancelled = never) -> tuple[Take, frozenset[Event]]:
    """Return the take that a continuation of a text is, and its notes for comparing it.

    Raises:
        Cancelled: ``is_cancelled`` said so.
    """
    tune = read_tune(before + answer.text, phrase.start)
    count = max(0, len(phrase.bars) - phrase.is_bar_open)
    new = tune.bars[count:]
    told = surprise_of(composer.stepper, tune, is_cancelled)
    bits = mean_bits(told, count)
    degree = _last_degree(new)
    known = [_content(bar) for bar in tune.bars]
    repeated = sum(known[number] in known[:number] for number in range(count, len(known))) / max(1, len(new))
    longest = max(answer.copied, key=lambda one: one.notes, default=None)
    notes = longest.notes if longest else 0
    score = -bits - _COPIED * max(0, notes - _FREE_NOTES)
    if answer.ended == "tune" and degree == 0:
        score += _TONIC
    if _DULL <= repeated <= _WILD:
        score += _FORM
    take = Take(answer, round(bits, 3), degree, round(repeated, 3), notes, longest.title if longest else "",
                round(score, 3))
    return take, frozenset(_events(new))


def mean_bits(told: Surprise, first: int, count: int | None = None) -> float:
    """Return the bits per note of some bars: from number ``first`` (0 is the first of all) on."""
    bars = told.bars[first:None if count is None else first + count]
    notes = sum(bar.notes for bar in bars)
    return sum(bar.bits_per_note * max(1, bar.notes) for bar in bars) / max(1, notes)


def _content(bar: Bar) -> tuple[object, ...]:
    return tuple((note.onset, note.length, note.pitches) for note in bar.notes)


def _events(bars: Sequence[Bar]) -> Iterator[Event]:
    for number, bar in enumerate(bars):
        for note in bar.notes:
            for pitch in note.pitches:
                yield number, str(note.onset), semitones(pitch.step, pitch.alter)


def _last_degree(bars: Sequence[Bar]) -> int:
    for bar in reversed(bars):
        for note in reversed(bar.notes):
            if note.pitches:
                return (note.pitches[-1].step - bar.key.tonic) % 7
    return -1


def _unlike(events: frozenset[Event], chosen: Sequence[tuple[Take, frozenset[Event]]]) -> float:
    """Return how unlike the nearest of the chosen ones a take is, from 0 to 1."""
    return min((1 - len(events & other) / max(1, len(events | other)) for _, other in chosen), default=0.0)
