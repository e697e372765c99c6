"""From what the composer says to limits of the grammar: range, lengths, rhythm, chords."""

from __future__ import annotations

import re
from fractions import Fraction

from engine.continuation import Settings
from engine.errors import PhraseError, SettingsError
from engine.notation.cadence import tonic_of
from engine.notation.dialect import UNIT
from engine.notation.heads import parse_note
from engine.notation.keys import MODES
from engine.notation.lengths import LENGTHS
from engine.notation.limits import Limits, Rhythm, can_be_filled
from engine.notation.phrase import Phrase
from engine.notation.tidy import TIDY_UNIT, shift
from engine.rhythm import parse_rhythm, rhythm_of

_DANCES = re.compile("jig|reel|hornpipe|waltz|polka|march|strathspey|slide|clog|schottis|quadrille|barn ?dance|fling",
                     re.IGNORECASE)
_DANCE_METRES = frozenset(("6/8", "9/8", "12/8", "2/4", "4/4", "C", "C|", "2/2", "3/4", "3/2"))
_DANCE_BARS = 8
_LENGTH = re.compile(r"[A-Ga-gz][,']*([0-9/]*)")
_NARROWEST = 6  # letters from the lowest note to the highest: a phrase must have somewhere to go


def limits_of(phrase: Phrase, settings: Settings) -> Limits:
    """Return the limits of a continuation of a phrase.

    Raises:
        SettingsError: they make no sense. PhraseError: they make none for this phrase.
    """
    lowest, highest = _step(settings.lowest), _step(settings.highest)
    if lowest is not None and highest is not None and highest - lowest < _NARROWEST:
        raise SettingsError("from {lowest} to {highest} is less than a seventh: widen the range",
                            lowest=settings.lowest, highest=settings.highest)
    down = shift(phrase.key)
    return Limits(
        settings.until, settings.bars,
        symbols=_switch(settings.symbols, any(bar.symbols for bar in phrase.bars)),
        chords=_switch(settings.chords, "[" in phrase.tidy.text),
        lowest=None if lowest is None else lowest - down,
        highest=None if highest is None else highest - down,
        scale_only=settings.scale_only,
        lengths=_lengths(settings.lengths, phrase),
        rhythm=() if settings.held_rhythm else _rhythm(phrase, settings.rhythm_bar),
        rhythms=parse_rhythm(settings.held_rhythm),
        tonic=tonic_of(phrase.setting) if settings.tonic_end and phrase.key.mode in MODES else None,
        pickup=settings.pickup,
        even_tuplets=not _has_dotted_triplet(phrase.tidy.text),
        part_bars=0 if settings.until == "bars" else part_bars(phrase, settings),
    )


def part_bars(phrase: Phrase, settings: Settings) -> int:
    """Return how many bars a part has; 0 where the form is free.

    What says that it is a dance has parts of eight bars, and so has what says nothing and is in a dance's metre.
    """
    if settings.part_bars == "free":
        return 0
    if settings.part_bars != "auto":
        return int(settings.part_bars)
    kind = phrase.tune.field("R").strip()
    is_dance = bool(_DANCES.search(kind)) if kind else phrase.metre.text in _DANCE_METRES
    return _DANCE_BARS if is_dance else 0


def _has_dotted_triplet(tidy_text: str) -> bool:
    """Say whether the phrase holds a triplet of unequal notes: else none is written, which other programs doubt."""
    triplets = (_LENGTH.findall(text)[:3] for text in tidy_text.split("(3")[1:])
    return any(len(set(lengths)) > 1 for lengths in triplets)


def _switch(word: str, as_before: bool) -> bool:
    return as_before if word == "auto" else word == "on"


def _step(name: str) -> int | None:
    """Return the step of a note's name in ABC, such as ``D`` or ``c'``; None where it is empty."""
    if not name:
        return None
    if not re.fullmatch(r"[A-Ga-g](?:,{0,2}|'{0,2})", name):
        raise SettingsError("{name!r} is no note: write one as in the tune, such as D, b or c'", name=name)
    return parse_note(name)[1]


def _lengths(words: str, phrase: Phrase) -> tuple[tuple[str, int], ...] | None:
    if not words.strip():
        return None
    found: dict[str, int] = {}
    for word in re.split(r"[,\s]+", words.strip()):
        match = re.fullmatch(r"(\d{1,2})/(\d{1,2})", word)
        if match is None or not int(match.group(1)) or not int(match.group(2)):
            raise SettingsError("{word!r} is no note length: write lengths such as 1/8, 1/4, 3/8", word=word)
        ticks = Fraction(int(match.group(1)), int(match.group(2))) / TIDY_UNIT * UNIT
        text = next((text for text, size in LENGTHS.items() if size == ticks), None)
        if text is None:
            raise SettingsError("notes of {word} are not written here: use lengths from 1/64 to 2", word=word)
        found[text] = int(ticks)
    full = phrase.setting.bar_ticks
    if full and not can_be_filled(full, tuple(found.values())):
        raise PhraseError("no bar of {metre} can be filled with notes of {words} alone: allow another length",
                          phrase.caret, phrase.caret, metre=phrase.metre.text, words=words)
    return tuple(found.items())


def _rhythm(phrase: Phrase, number: int) -> Rhythm:
    """Return the rhythm of a bar of the phrase; bars count as they are written, from 1."""
    if not number:
        return ()
    if number > len(phrase.bars):
        raise PhraseError("there is no bar {number} to take the rhythm from: the phrase has {count}", phrase.caret,
                          phrase.caret, number=number, count=len(phrase.bars))
    bar = phrase.bars[number - 1]
    if bar.length != phrase.metre.length:
        raise PhraseError("bar {number} holds {length} and not a full bar of {metre}: take the rhythm from another",
                          bar.place.start, bar.place.end, number=number, length=bar.length, metre=phrase.metre.text)
    return rhythm_of(bar, number)
