"""Prime with a phrase, then yield the continuation, one character at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.continuation import Continuation, Settings
from engine.errors import PhraseError
from engine.limiting import limits_of
from engine.model.checkpoint import Checkpoint
from engine.model.features import Features, Mark
from engine.model.sampler import Sampler
from engine.model.stepper import Memory, Stepper
from engine.notation.grammar import BAR_LINE_GOES_ON, Before, Grammar
from engine.notation.phrase import Phrase, read_phrase
from engine.notation.scribe import Scribe
from engine.notation.tidy import Tidy
from engine.notation.walk import Setting

KEEP_EVERY = 16  # characters between kept Memories: 6 KB each
_STRETCH = 48  # characters stepped between two looks at cancel: some 20 ms


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a continuation. ``text`` became certain now; ``is_bar`` says that a bar line was finished."""

    text: str
    is_bar: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A place to go on from: what the inputs, the network and the grammar were after some characters."""

    mark: Mark
    memory: Memory
    grammar: Grammar


class Cancelled(Exception):
    """The continuation was no longer wanted."""


def never() -> bool:
    """Say that nobody cancelled."""
    return False


class Composer:
    """Continue phrases with one network. Belongs to one thread.

    The places of the last text are kept, so that an unchanged beginning is not read again: after an edit at
    the end of a long tune only the tail is.
    """

    def __init__(self, checkpoint: Checkpoint) -> None:
        self.name = checkpoint.name
        self.stepper = Stepper(checkpoint)
        self.vocabulary = self.stepper.vocabulary
        self.masks: dict[frozenset[str], npt.NDArray[np.bool_]] = {}
        self.settings: tuple[tuple[int, Setting], ...] = ()
        self.features: Features | None = None
        self.grammar = Grammar(Setting(0, 0, 0, False))
        self.kept: list[Kept] = []
        self.replayed = 0  # characters stepped by the last prime: for the bench and the tests

    # -- priming ----------------------------------------------------------------------------------------

    def prime(self, written: Tidy, is_cancelled: Callable[[], bool] = never) -> Memory:
        """Read a tidy text and return the Memory after it; what is unchanged since the last one is not stepped.

        Raises:
            Cancelled: ``is_cancelled`` said so, between two stretches of text.
        """
        features = self._rewind(written)
        settings, text = dict(written.settings), written.text
        self.replayed = 0
        while len(features.history) < len(text):
            if is_cancelled():
                raise Cancelled
            rows: list[list[int]] = []
            places: list[tuple[int, Mark, Grammar]] = []
            for char in text[len(features.history):len(features.history) + _STRETCH]:
                self._accept(char, settings.get(len(features.history) + 1))
                rows.append(features.row())
                position = len(features.history)
                if position % KEEP_EVERY == 0 or position == len(text):
                    places.append((len(rows) - 1, features.mark(), self.grammar.fork()))
            memories = self.stepper.prime(self.kept[-1].memory, np.array(rows), [index for index, _, _ in places])
            self.kept += [Kept(mark, memory, grammar)
                          for (_, mark, grammar), memory in zip(places, memories, strict=True)]
            self.replayed += len(rows)
        return self.kept[-1].memory

    def _accept(self, char: str, setting: Setting | None = None) -> None:
        """Move inputs and grammar on by one character; ``setting`` holds from then on, where one is given."""
        assert self.features is not None  # primed first
        before = Before.of(self.features.walk)
        self.features.accept(char)
        if setting is not None:
            self.features.walk.setting = setting
        self.grammar.follow(char, before)

    def _rewind(self, written: Tidy) -> Features:
        """Go back to the kept place that lies furthest in the text and agrees with it."""
        features = self.features
        while features is not None and self.kept:
            count = self.kept[-1].mark.characters
            if written.text.startswith(features.history[:count]) and \
                    _until(self.settings, count) == _until(written.settings, count):
                break
            self.kept.pop()
        self.settings = written.settings
        if features is None or not self.kept:
            setting = written.settings[0][1]
            features = self.features = Features(self.vocabulary, setting)
            self.grammar = Grammar(setting, walk=features.walk)
            memory = self.stepper.step(self.stepper.zero(), features.row())
            self.kept = [Kept(features.mark(), memory, self.grammar.fork())]
            return features
        features.rewind(self.kept[-1].mark)
        self._take_grammar(self.kept[-1].grammar)
        return features

    def _take_grammar(self, grammar: Grammar) -> None:
        assert self.features is not None  # there is something to rewind
        self.grammar = grammar.fork()
        self.grammar.walk = self.features.walk

    # -- writing ----------------------------------------------------------------------------------------

    def compose(self, phrase: Phrase, settings: Settings, is_cancelled: Callable[[], bool] = never) \
            -> Iterator[Piece | Continuation]:
        """Yield the pieces of a continuation, then the Continuation itself.

        Raises:
            PhraseError: nothing can follow the phrase.
        """
        settings.check()
        limits = limits_of(phrase, settings)
        try:
            memory = self.prime(phrase.tidy, is_cancelled)
        except Cancelled:
            yield Continuation("", 0, settings.seed, settings, self.name, "cancelled")
            return
        assert self.features is not None  # primed
        features, grammar = self.features, self.grammar
        grammar.limits = limits
        grammar.begin(phrase.needs_note)
        sampler = Sampler(settings)
        scribe = Scribe(phrase, features.walk)
        while not grammar.is_complete:
            allowed = grammar.allowed()
            if grammar.is_landed and not allowed & BAR_LINE_GOES_ON:
                break
            if not allowed:
                raise PhraseError("nothing can follow here that would fill the bar: finish the bar, or begin a new one",
                                  phrase.caret, phrase.caret)
            if is_cancelled():
                yield self._end(scribe, grammar, settings, "cancelled")
                return
            logits = self.stepper.logits(memory, features.sources, features.runs())
            char = self.vocabulary.characters[sampler.draw(logits, self._mask(allowed))]
            if grammar.is_landed and char not in BAR_LINE_GOES_ON:
                break
            onset = features.walk.end_onset
            self._accept(char)
            bars = scribe.bars
            text = scribe.feed(char, onset)
            if text:
                yield Piece(text, scribe.bars != bars)
            memory = self.stepper.step(memory, features.row())
            if len(features.history) % KEEP_EVERY == 0:
                self.kept.append(Kept(features.mark(), memory, grammar.fork()))
        text = scribe.finish()
        if text:
            yield Piece(text, True)
        yield self._end(scribe, grammar, settings, grammar.ended or "bars")

    def _end(self, scribe: Scribe, grammar: Grammar, settings: Settings, ended: str) -> Continuation:
        return Continuation(scribe.text, grammar.bars_written, settings.seed, settings, self.name, ended)

    def _mask(self, allowed: frozenset[str]) -> npt.NDArray[np.bool_]:
        """Return the (V,) mask of a set of characters."""
        mask = self.masks.get(allowed)
        if mask is None:
            mask = np.zeros(len(self.vocabulary), dtype=bool)
            mask[[self.vocabulary.ids[char] for char in allowed]] = True
            self.masks[allowed] = mask
        return mask

    def continue_text(self, text: str, caret: int, settings: Settings) -> Continuation:
        """Return the whole continuation of a text at the caret."""
        for piece in self.compose(read_phrase(text, caret), settings):
            if isinstance(piece, Continuation):
                return piece
        raise AssertionError("compose always ends with a Continuation")


def _until(settings: tuple[tuple[int, Setting], ...], count: int) -> tuple[tuple[int, Setting], ...]:
    """Return the settings that hold up to and at a position."""
    return tuple(one for one in settings if one[0] <= count)
