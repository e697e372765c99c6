"""Turn away from the tunes that the network learnt, before a run of their notes grows too long; and name such runs."""

from __future__ import annotations

from collections.abc import Sequence

from engine.continuation import Copied
from engine.model.copies import DEPTH, NO_RUN, Copies
from engine.notation.dialect import ACCIDENTAL, LETTER, LETTERS, OCTAVE, NotTidy
from engine.notation.heads import written_step
from engine.notation.keys import ALTERATIONS
from engine.notation.melody import Melody, interval_of, melody_of, semitones
from engine.notation.simplify import simplify
from engine.notation.sounding import Sounding
from engine.notation.tidy import tidy
from engine.notation.tune import Tune
from engine.notation.walk import Walk

_STEPS = {letter: written_step(letter) for letter in LETTERS}
_NOBODY: frozenset[int] = frozenset()


class Novelty:
    """Take the next note of a training tune from what is allowed, once ``limit - 1`` notes in a row are its own."""

    def __init__(self, copies: Copies, limit: int) -> None:
        self.copies = copies
        self.limit = limit
        self.shunned = self.next_shunned = _NOBODY  # pitches that the note being written must not have

    def allowed(self, allowed: frozenset[str], walk: Walk, sounding: Sounding, melody: Melody) -> frozenset[str]:
        """Return what is left of the allowed characters; all of them where nothing else would be."""
        state = walk.state
        taken: set[str] = set()
        if state in (LETTER, OCTAVE) and self.shunned and sounding.pitches:
            step, alter = sounding.pitches[-1]
            taken = {mark for mark in allowed & {"'", ","}
                     if semitones(step + (7 if mark == "'" else -7), alter) in self.shunned}
        letters = allowed & LETTERS
        if letters:
            moves, last = melody.with_pending()
            shunned = self._shunned(moves, last)
            if shunned:
                taken |= {letter for letter in letters
                          if semitones(_STEPS[letter], _alter(letter, state, sounding)) in shunned}
            # A letter may come next: then these are the pitches that it must not have, whatever octave it gets.
            self.next_shunned = shunned
        return allowed - taken or allowed

    def note_began(self) -> None:
        """Take note that the character just drawn began a note."""
        self.shunned = self.next_shunned

    def _shunned(self, moves: Sequence[int], last: int | None) -> frozenset[int]:
        known = self.limit - 2  # moves between limit - 1 notes
        if last is None or len(moves) < known:
            return _NOBODY
        recent = moves[-min(known, DEPTH):]
        return frozenset(last + interval_of(move) for move in self.copies.next_moves(recent))


def _alter(letter: str, state: int, sounding: Sounding) -> int:
    if state == ACCIDENTAL:
        return ALTERATIONS.get(sounding.sign, 0)
    return sounding.accidentals.sounding(_STEPS[letter])


def copied_runs(copies: Copies, melody: Melody, fewest: int, since: int = 0) -> list[Copied]:
    """Return the runs of at least so many notes that training tunes have too, none within another.

    ``since`` leaves out what ends before that many moves. Where there is none the longest run is returned alone; empty
    where nothing at all is shared.
    """
    found: list[Copied] = []
    longest: Copied | None = None
    before = NO_RUN
    moves = melody.moves
    for end in range(since + 1, len(moves) + 2):
        run = copies.longest(moves[max(0, end - DEPTH):end]) if end <= len(moves) else NO_RUN
        if before.notes and run.notes <= before.notes:
            first = melody.bars[max(0, end - before.notes)]
            copied = Copied(first + 1, melody.bars[end - 2] + 1, before.notes, before.title)
            if before.notes >= fewest:
                found.append(copied)
            elif longest is None or before.notes > longest.notes:
                longest = copied
        before = run
    return found or ([longest] if longest else [])


def copies_in(copies: Copies, tune: Tune, fewest: int) -> list[Copied]:
    """Return the runs of at least so many notes that a tune shares with training tunes; empty where it has none."""
    if not tune.bars:
        return []
    try:
        melody = melody_of(tidy(simplify(tune.bars), is_finished=False))
    except NotTidy:
        return []
    return [one for one in copied_runs(copies, melody, fewest) if one.notes >= fewest]
