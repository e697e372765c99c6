"""What the composer allows a continuation to use, as further masks of the grammar.

Everything here is in the tidy dialect: steps on the white notes, lengths in ticks. ``engine/limiting.py`` makes it from
what the composer says. A limit never leaves the grammar without a way to finish: where a bar cannot be filled
within the limits (the rest of a pickup, say) its notes may have other lengths.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from engine.notation.dialect import ACCIDENTALS, LETTERS
from engine.notation.heads import written_step
from engine.notation.lengths import exact_text

Rhythm = tuple[tuple[int, bool], ...]  # for each note or rest its ticks, and whether it is a rest
_STEPS = {letter: written_step(letter) for letter in LETTERS}


@dataclass(frozen=True, slots=True)
class Limits:
    """What the composer allows. ``until`` and ``bars`` as in ``Settings``.

    ``part_bars``: so many bars a part, repeated, and so many ``parts`` a tune (0 where that is free).
    ``tonic``: the letter on which the tune has to end (C = 0), None where that is free.
    ``pickup``: a tune may begin with a bar that is short. ``even_tuplets``: the notes of a tuplet are equally long.

    ``symbols``: chord symbols may be written; ``chords``: several notes at once may be written. ``lowest`` and
    ``highest`` are steps, None for no limit; ``scale_only`` leaves out accidentals. ``lengths`` are the lengths
    that notes may have, as (text, ticks), None for all. ``rhythm`` is what every full bar repeats: for each note or
    rest its ticks, and whether it is a rest. ``rhythms`` are such rhythms for one bar each, in order: ``of_bar`` makes
    ``rhythm`` the one that is due, and ``following`` the next.
    """

    until: str = "bars"
    bars: int = 8
    symbols: bool = True
    chords: bool = False
    lowest: int | None = None
    highest: int | None = None
    scale_only: bool = False
    lengths: tuple[tuple[str, int], ...] | None = None
    rhythm: Rhythm = ()
    rhythms: tuple[Rhythm, ...] = ()
    following: Rhythm = ()
    part_bars: int = 0
    parts: int = 0
    tonic: int | None = None
    pickup: bool = True
    even_tuplets: bool = False

    @property
    def has_rhythm(self) -> bool:
        """Say whether note lengths are limited at all."""
        return self.lengths is not None or bool(self.rhythm)

    def of_bar(self, number: int) -> Limits:
        """Return the limits as they are in the bar of this number, from 0."""
        if not self.rhythms:
            return self
        here = (*self.rhythms[number:number + 2], (), ())
        return replace(self, rhythm=here[0], following=here[1])

    def begins_with_rest(self, full: int) -> bool:
        """Say whether the rhythm begins the next bar with a rest."""
        if not self.rhythms:
            return self.here(0, full)[1]
        return bool(self.following) and self.following[0][1]

    def may_be(self, step: int, alter: int) -> bool:
        """Say whether a note lies in the range: a sharp on the highest step does not, nor a flat on the lowest."""
        if self.lowest is not None and step - (alter < 0) < self.lowest:
            return False
        return self.highest is None or step + (alter > 0) <= self.highest

    def heads(self, sign: str, sounding: Callable[[int], int]) -> frozenset[str]:
        """Return the characters that may begin a note, or go on after an accidental ``sign``.

        ``sounding`` says how a letter without an accidental of its own is altered in this bar.
        """
        heads = _heads(self.lowest, self.highest, self.scale_only, sign)
        if sign or (self.lowest is None and self.highest is None):
            return heads
        return frozenset(one for one in heads if one not in LETTERS or self._is_in_reach(one, sounding)) or heads

    def _is_in_reach(self, letter: str, sounding: Callable[[int], int]) -> bool:
        step = _STEPS[letter]
        return any(self.may_be(step + move, sounding(step)) for move in _moves(step))

    def octave_marks(self, step: int, alter: int, marks: set[str]) -> set[str]:
        """Return those of the octave marks behind which a note of the range lies."""
        return {mark for mark in marks if self._leads(step, alter, mark)}

    def _leads(self, step: int, alter: int, mark: str) -> bool:
        moves = (7,) if mark == "'" else (-7, -14)
        return any(self.may_be(step + move, alter) for move in moves)

    def table(self, onset: int, room: int, full: int) -> dict[str, int] | None:
        """Return the lengths that a note at this place may have, text to ticks; None where all are free.

        ``onset`` is where it begins, ``room`` what the bar can hold from there, ``full`` a whole bar.
        """
        if self.rhythm:
            ticks, _ = self.here(onset, full)
            text = exact_text(ticks) if 0 < ticks <= room else None
            if text is not None:
                return {text: ticks}
        if self.lengths is None:
            return None
        sizes = tuple(ticks for _, ticks in self.lengths)
        fitting = {text: ticks for text, ticks in self.lengths if ticks <= room and can_be_filled(room - ticks, sizes)}
        return fitting or None

    def here(self, onset: int, full: int) -> tuple[int, bool]:
        """Return length and kind of the note that the rhythm has at this place; (0, False) where it says nothing."""
        at = 0
        if sum(ticks for ticks, _ in self.rhythm) == full:
            for ticks, is_rest in self.rhythm:
                if at == onset:
                    return ticks, is_rest
                at += ticks
        return 0, False


@lru_cache(maxsize=65536)
def can_be_filled(room: int, sizes: tuple[int, ...]) -> bool:
    """Say whether notes of these lengths fill so many ticks exactly.

    >>> can_be_filled(6, (4, 3)), can_be_filled(5, (4, 3))
    (True, False)
    """
    reached = {0}
    front = {0}
    while front:
        front = {at + size for at in front for size in sizes if at + size <= room} - reached
        reached |= front
    return room in reached


def _moves(step: int) -> tuple[int, ...]:
    """Return where octave marks lead from a letter: one up from a small one, two down from a capital."""
    return (0, 7) if step >= 7 else (0, -7, -14)


@lru_cache(maxsize=4096)
def _heads(lowest: int | None, highest: int | None, scale_only: bool, sign: str) -> frozenset[str]:
    limits = Limits(lowest=lowest, highest=highest)
    alter = {"^": 1, "_": -1}.get(sign[:1], 0)
    found = {letter for letter, step in _STEPS.items()
             if any(limits.may_be(step + move, alter) for move in _moves(step))}
    if not sign and not scale_only:
        found |= {one for one in ACCIDENTALS if _heads(lowest, highest, scale_only, one)}
    return frozenset(found)
