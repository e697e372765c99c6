"""Prime with a phrase, then yield the continuation, one character at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.cancelling import Cancelled, never
from engine.continuation import ALARM_NOTES, Continuation, Settings
from engine.errors import PhraseError
from engine.guide import Guide
from engine.limiting import limits_of, part_bars
from engine.model.checkpoint import Checkpoint, load_checkpoint
from engine.model.copies import Copies, beside, load_copies
from engine.model.features import Features, Mark
from engine.model.sampler import Sampler
from engine.model.stepper import Memory, Stepper
from engine.notation.dialect import BAR
from engine.notation.grammar import BAR_LINE_GOES_ON, Before, Grammar
from engine.notation.melody import Melody, MelodyMark
from engine.notation.phrase import Phrase, read_phrase
from engine.notation.roles import LAST_OF_TUNE, Role, placed_bars
from engine.notation.schemes import Scheme, Schemes, duties
from engine.notation.scribe import Scribe
from engine.notation.tidy import Tidy
from engine.notation.walk import Setting
from engine.novelty import Novelty, copied_runs

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
    melody: MelodyMark


class Composer:
    """Continue phrases with one network. Belongs to one thread.

    The places of the last text are kept, so that an unchanged beginning is not read again: after an edit at
    the end of a long tune only the tail is.
    """

    def __init__(self, checkpoint: Checkpoint, copies: Copies | None = None) -> None:
        self.name = checkpoint.name
        self.stepper = Stepper(checkpoint)
        self.vocabulary = self.stepper.vocabulary
        self.copies = copies or Copies.of(())
        self.melody = Melody()
        self.schemes = Schemes.parse(checkpoint.about.get("schemes", ""))
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
            places: list[tuple[int, Mark, Grammar, MelodyMark]] = []
            for char in text[len(features.history):len(features.history) + _STRETCH]:
                self._accept(char, settings.get(len(features.history) + 1))
                rows.append(features.row())
                position = len(features.history)
                # The last but one too: what the next bar is to do may be said before its first character is drawn.
                if position % KEEP_EVERY == 0 or position >= len(text) - 1:
                    places.append((len(rows) - 1, features.mark(), self.grammar.fork(), self.melody.mark()))
            memories = self.stepper.prime(self.kept[-1].memory, np.array(rows), [index for index, *_ in places])
            self.kept += [Kept(mark, memory, grammar, melody)
                          for (_, mark, grammar, melody), memory in zip(places, memories, strict=True)]
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
        self.melody.follow(self.features.walk, self.grammar.sounding)

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
            self.melody = Melody()
            self.kept = [Kept(features.mark(), memory, self.grammar.fork(), self.melody.mark())]
            return features
        features.rewind(self.kept[-1].mark)
        self._take_grammar(self.kept[-1].grammar)
        self.melody.rewind(self.kept[-1].melody)
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
        guide = self._guide(phrase, settings)
        grammar.limits = limits if guide is None else replace(limits, parts=len(guide.scheme.parts))
        grammar.begin(phrase.needs_note)
        memory = self._lead(guide, memory)
        sampler = Sampler(settings)
        novelty = Novelty(self.copies, settings.copy_notes) if settings.copy_notes else None
        known = len(self.melody.moves)
        scribe = Scribe(phrase, features.walk)
        while not grammar.is_complete:
            allowed = grammar.allowed()
            if grammar.is_landed and not allowed & BAR_LINE_GOES_ON:
                break
            if not allowed:
                raise PhraseError("nothing can follow here that would fill the bar: finish the bar, or begin a new one",
                                  phrase.caret, phrase.caret)
            if is_cancelled():
                yield self._end(scribe, settings, "cancelled", known)
                return
            if novelty is not None:
                allowed = novelty.allowed(allowed, features.walk, grammar.sounding, self.melody)
            logits = self.stepper.logits(memory, features.sources, features.runs())
            char = self.vocabulary.characters[sampler.draw(logits, self._mask(allowed))]
            if grammar.is_landed and char not in BAR_LINE_GOES_ON:
                break
            onset = features.walk.end_onset
            self._accept_led(char, guide)
            if novelty is not None and features.walk.began_token:
                novelty.note_began()
            bars = scribe.bars
            text = scribe.feed(char, onset)
            if text:
                yield Piece(text, scribe.bars != bars)
            memory = self.stepper.step(memory, features.row())
        text = scribe.finish()
        if text:
            yield Piece(text, True)
        yield self._end(scribe, settings, grammar.ended or "bars", known)

    def _guide(self, phrase: Phrase, settings: Settings) -> Guide | None:
        """Return who leads through the form of a tune like this one, drawn by the seed; None where the form is free."""
        length = part_bars(phrase, settings)
        bars = placed_bars(phrase.tidy)
        schemes: list[Scheme] = self.schemes.like(duties(bars), phrase.setting.metre, length) if length else []
        if not schemes:
            return None
        drawn = np.random.default_rng((settings.seed, len(schemes))).integers(len(schemes))
        return Guide(schemes[drawn], bars, ends=settings.until == "tune")

    def _lead(self, guide: Guide | None, memory: Memory) -> Memory:
        """Tell the network what the bar is to do that begins behind the phrase; return its Memory then."""
        assert self.features is not None  # primed first
        walk = self.features.walk
        before = self.kept[-2] if len(self.kept) > 1 else None
        if guide is None or walk.state != BAR or before is None or \
                before.mark.characters != len(self.features.history) - 1:
            return memory
        self._begin_bar(guide.role(walk, self.grammar.parts))
        return self.stepper.step(before.memory, self.features.row())

    def _accept_led(self, char: str, guide: Guide | None) -> None:
        """Move on by one character, and tell the network what the next bar is to do."""
        assert self.features is not None  # primed first
        walk, parts = self.features.walk, self.grammar.parts
        part, count = parts.shape.parts_done, walk.bars
        self._accept(char)
        if guide is not None and walk.state == BAR:
            if walk.bars != count:
                guide.bar_closed(part, parts.shape.number, walk)
            self._begin_bar(guide.role(walk, parts))

    def _begin_bar(self, role: Role) -> None:
        assert self.features is not None  # primed first
        self.features.begin_bar(role)
        self.grammar.closes_tune = role.ends == LAST_OF_TUNE

    def _end(self, scribe: Scribe, settings: Settings, ended: str, known: int) -> Continuation:
        copied = copied_runs(self.copies, self.melody, settings.copy_notes or ALARM_NOTES, since=known)
        return Continuation(scribe.text, self.grammar.bars_written, settings.seed, settings, self.name, ended,
                            tuple(copied))

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


def open_composer(path: Path) -> Composer:
    """Return the composer of a model file, with its index of melodies where one stands beside it.

    Raises:
        CheckpointError: one of them cannot be used.
    """
    index = beside(path)
    return Composer(load_checkpoint(path), load_copies(index) if index.exists() else None)
