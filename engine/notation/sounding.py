"""What sounds in a tidy text: the accidentals of the open bar, the notes being written, an open tie.

A tie must lead into its own pitch, and how that is spelt depends on the accidentals that stand before it.
"""

from __future__ import annotations

import copy

from engine.notation.accidentals import Accidentals
from engine.notation.dialect import (
    ACCIDENTAL,
    ACCIDENTALS,
    BRACKET,
    IN_BRACKET,
    LETTER,
    LETTERS,
    OCTAVE,
    REST,
    TIED,
)
from engine.notation.heads import note_text, written_step
from engine.notation.keys import ALTERATIONS
from engine.notation.tidy import WHITE
from engine.notation.walk import Walk

_LOWEST = -14  # C,,
_STEPS = {letter: written_step(letter) for letter in LETTERS}


class Sounding:
    """Keep up with a walk. ``pitches`` are those of the note or chord that is being written.

    ``tied`` are the pitches that an open tie holds; ``forced`` is what is still to come of the note or chord it leads
    into. Pitches are (step, alteration) on the white notes.
    """

    __slots__ = ("accidentals", "forced", "is_moved", "is_signed", "is_spelt", "pitches", "sign", "tied")

    def __init__(self) -> None:
        self.accidentals = Accidentals(WHITE)
        self.sign = ""
        self.is_signed = False  # the head being written has an accidental of its own
        self.is_moved = False  # it has an octave mark
        self.pitches: tuple[tuple[int, int], ...] = ()
        self.tied: tuple[tuple[int, int], ...] = ()
        self.forced = ""
        self.is_spelt = False  # a tie has said what this note is, octave included

    def fork(self) -> Sounding:
        """Return an independent copy."""
        other = copy.copy(self)
        other.accidentals = self.accidentals.fork()
        return other

    def next_bar(self) -> None:
        """Forget the bar's accidentals."""
        self.accidentals.next_bar()

    @property
    def tied_text(self) -> str:
        """Return the note or chord that the open tie leads into, as it must be spelt here."""
        bar = self.accidentals.fork()
        heads = [bar.note(step, alter) + note_text(step) for step, alter in self.tied]
        return heads[0] if len(heads) == 1 else "[" + "".join(heads) + "]"

    def octave_marks(self) -> set[str]:
        """Return the octave marks that may follow the head being written: two commas below C, or one apostrophe."""
        step = self.pitches[-1][0]
        if step < 7:
            return {","} if step - 7 >= _LOWEST else set()
        return {"'"} if step < 14 and not self.is_moved else set()

    def follow(self, char: str, state: int, walk: Walk) -> None:
        """Take a character that the walk has read; ``state`` is where the walk stood before it."""
        if self.forced:
            self.forced = self.forced[1:] if char == self.forced[0] else ""
        elif walk.began_token:
            self.is_spelt = False
            if self.tied and char not in '"|:(':
                self._resolve(char)
        now = walk.state
        if now == LETTER:
            self._head(char, () if state != ACCIDENTAL else self.pitches)
        elif now == ACCIDENTAL:
            self.sign = self.sign + char if state == ACCIDENTAL else char
            self.pitches = ()
        elif now in (BRACKET, IN_BRACKET):
            self._in_chord(char)
        elif now == OCTAVE:
            self._octave(char)
        elif now == TIED:
            self.tied = self.pitches
        elif now == REST and walk.began_token:
            self.pitches = ()

    def _resolve(self, char: str) -> None:
        text = self.tied_text
        self.tied = ()
        if char == text[0]:
            self.forced = text[1:]
            self.is_spelt = True

    def _in_chord(self, char: str) -> None:
        if char == "[":
            self.pitches, self.sign = (), ""
        elif char in ACCIDENTALS:
            self.sign += char
        elif char in LETTERS:
            self._head(char, self.pitches)
        else:
            self._octave(char)

    def _head(self, char: str, before: tuple[tuple[int, int], ...]) -> None:
        step = _STEPS[char]
        self.is_signed, self.is_moved = bool(self.sign), False
        if self.is_signed:
            self.accidentals.remember(step, ALTERATIONS.get(self.sign, 0))
            self.sign = ""
        self.pitches = (*before, (step, self.accidentals.sounding(step)))

    def _octave(self, mark: str) -> None:
        step, alter = self.pitches[-1]
        moved = step + (7 if mark == "'" else -7)
        self.is_moved = True
        bar = self.accidentals
        if self.is_signed:
            bar.by_step[moved] = bar.by_step.pop(step)
        self.pitches = (*self.pitches[:-1], (moved, alter))
