"""The rhythm of bars as text, so that it can be a setting: ``1/4 1/8 z1/8 | 3/8 1/8``.

Lengths are in whole notes, ``z`` is a rest, ``|`` stands between bars. A bar without a word in it is free.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from engine.errors import PhraseError, SettingsError
from engine.notation.dialect import UNIT
from engine.notation.lengths import exact_text
from engine.notation.limits import Rhythm
from engine.notation.tidy import TIDY_UNIT
from engine.notation.tune import Bar

_WORD = re.compile(r"(z?)(\d{1,3})(?:/(\d{1,3}))?")


def rhythm_of(bar: Bar, number: int) -> Rhythm:
    """Return the rhythm of a bar, in ticks. ``number`` is what to call it, from 1.

    Raises:
        PhraseError: it holds what cannot be taken over, such as a tuplet.
    """
    found: list[tuple[int, bool]] = []
    for note in bar.notes:
        ticks = note.length / TIDY_UNIT * UNIT
        if note.tuplet is not None or ticks.denominator != 1 or exact_text(int(ticks)) is None:
            raise PhraseError("bar {number} has a rhythm that cannot be taken over (a tuplet, say): name another bar",
                              note.place.start, note.place.end, number=number)
        found.append((int(ticks), note.is_rest))
    return tuple(found)


def rhythm_text(rhythms: Sequence[Rhythm]) -> str:
    """Return the rhythms of bars as text.

    >>> rhythm_text(parse_rhythm("1/4 1/8 z1/8 | 3/8"))
    '1/4 1/8 z1/8 | 3/8'
    """
    return " | ".join(" ".join(("z" if is_rest else "") + str(Fraction(ticks, UNIT) * TIDY_UNIT)
                               for ticks, is_rest in rhythm) for rhythm in rhythms)


def parse_rhythm(text: str) -> tuple[Rhythm, ...]:
    """Return the rhythms of bars that a text names; none for an empty text.

    Raises:
        SettingsError: a word of it is no length.
    """
    if not text.strip():
        return ()
    return tuple(tuple(_parsed(word) for word in bar.split()) for bar in text.split("|"))


def _parsed(word: str) -> tuple[int, bool]:
    match = _WORD.fullmatch(word)
    if match is None or not int(match.group(2)) or (match.group(3) and not int(match.group(3))):
        raise SettingsError("{word!r} is no length of a held rhythm: write such as 1/8, or z1/8 for a rest", word=word)
    ticks = Fraction(int(match.group(2)), int(match.group(3) or 1)) / TIDY_UNIT * UNIT
    if ticks.denominator != 1 or exact_text(int(ticks)) is None:
        raise SettingsError("notes of {word} are not written here: use lengths from 1/64 to 2", word=word)
    return int(ticks), bool(match.group(1))
