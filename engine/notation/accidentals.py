"""Which accidental a note needs, so that every reader hears the same pitch."""

from __future__ import annotations

from engine.notation.keys import ACCIDENTAL_TEXT


class Accidentals:
    """The accidentals in force in one bar, under a key signature.

    ABC 2.1, 11.3, lets an accidental hold for every octave of its letter; other programs hold it to its own
    octave. Where the two would differ the accidental is written, and nobody can misread it.
    """

    def __init__(self, alters: tuple[int, ...]) -> None:
        self.alters = alters
        self.by_letter: dict[int, int] = {}
        self.by_step: dict[int, int] = {}

    def fork(self) -> Accidentals:
        """Return an independent copy."""
        other = Accidentals(self.alters)
        other.by_letter, other.by_step = dict(self.by_letter), dict(self.by_step)
        return other

    def next_bar(self) -> None:
        """Forget the bar's accidentals."""
        self.by_letter.clear()
        self.by_step.clear()

    def note(self, step: int, alter: int) -> str:
        """Return the accidental to write before this note (often none), and remember it.

        >>> bar = Accidentals((0,) * 7)
        >>> bar.note(3, 1), bar.note(3, 1), bar.note(10, 0), bar.note(10, 0)
        ('^', '', '=', '')
        """
        text = self.peek(step, alter)
        if text:
            self.remember(step, alter)
        return text

    def peek(self, step: int, alter: int) -> str:
        """Return the accidental that this note would need."""
        signature = self.alters[step % 7]
        by_letter = self.by_letter.get(step % 7, signature)
        by_step = self.by_step.get(step, signature)
        return "" if by_letter == alter and by_step == alter else ACCIDENTAL_TEXT[alter]

    def remember(self, step: int, alter: int) -> None:
        """Take note of an accidental that stands in the text."""
        self.by_letter[step % 7] = alter
        self.by_step[step] = alter

    def sounding(self, step: int) -> int:
        """Return what a note without an accidental sounds like (the standard's reading)."""
        return self.by_letter.get(step % 7, self.alters[step % 7])
