"""What decorations do to the sound: rolls, trills and turns as notes, accents, holds, growing and fading.

Source: ABC standard v2.1, section 4.14, for what there is; how it is played is left to the player. Neighbours are
those of the key. Whatever is played here asks nothing of what is written later, so that a tune may sound meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from engine.lilt import DYNAMICS
from engine.notation.keys import Key
from engine.notation.tune import Bar, Note, Pitch

_QUICK = Fraction(1, 32)  # a note of an ornament, in whole notes; less where the note is short
_STRUM = Fraction(1, 64)  # between the notes of a broken chord
_LOUDER = {"accent": 14, "marcato": 18, "^": 18, "sfz": 26}
_SHORTER = {"staccato": Fraction(1, 2), "wedge": Fraction(1, 4), "marcato": Fraction(3, 4), "^": Fraction(3, 4),
            "breath": Fraction(3, 4), "shortphrase": Fraction(3, 4), "mediumphrase": Fraction(3, 4),
            "longphrase": Fraction(3, 4)}
_TURNS = {"turn": (1, 0, -1), "turnx": (1, 0, -1), "invertedturn": (-1, 0, 1), "invertedturnx": (-1, 0, 1),
          "lowermordent": (0, -1), "uppermordent": (0, 1), "slide": (-1,)}
_FERMATAS = frozenset(("fermata", "invertedfermata"))
_GROWTH = 6  # velocity that a crescendo gains in a quarter note; how far it goes is written later
_MOST_GROWTH = 30


def figure(decorations: Iterable[str], length: Fraction, *, is_trilled: bool = False) -> list[tuple[Fraction, int]]:
    """Return what is played before a note settles: lengths, and degrees counted from the note.

    ``is_trilled``: a ``!trill(!`` is open. What is left of ``length`` is the note itself.

    >>> figure(["turn"], Fraction(1, 4))
    [(Fraction(1, 32), 1), (Fraction(1, 32), 0), (Fraction(1, 32), -1)]
    """
    for name in decorations:
        if name in _TURNS:
            degrees = _TURNS[name]
            quick = min(_QUICK, length / (2 * len(degrees)))
            return [(quick, degree) for degree in degrees]
        if name == "roll":
            third = length / 3
            quick = min(_QUICK, third / 2)
            return [(third, 0), (quick, 1), (third - quick, 0), (quick, -1)]
        if name in ("trill", "trill("):
            return _trill(length)
    return _trill(length) if is_trilled else []


def _trill(length: Fraction) -> list[tuple[Fraction, int]]:
    quick = min(_QUICK, length / 4)
    return [(quick, 0), (quick, 1)] * int((length / quick - 1) // 2)


def neighbour(pitch: Pitch, degree: int, key: Key) -> Pitch:
    """Return the note so many degrees of the key away; the pitch itself for 0."""
    if degree == 0:
        return pitch
    step = pitch.step + degree
    return Pitch(step, key.alters[step % 7])


def sounding_part(decorations: Iterable[str]) -> Fraction:
    """Return how much of a note's length sounds."""
    return min((_SHORTER[name] for name in decorations if name in _SHORTER), default=Fraction(1))


def strum(decorations: Iterable[str], count: int, length: Fraction) -> Fraction:
    """Return by how much each note of a chord of ``count`` notes begins later than the one below."""
    return min(_STRUM, length / (2 * count)) if "arpeggio" in decorations and count > 1 else Fraction(0)


def is_held(bar: Bar, number: int) -> bool:
    """Say whether a fermata stands over a note of a bar; one on the closing line holds the last note."""
    note = bar.notes[number]
    marks = (*note.decorations, *bar.marks) if number + 1 == len(bar.notes) else note.decorations
    return not _FERMATAS.isdisjoint(marks)


class Loudness:
    """What dynamic marks have made of the loudness so far, as velocity added; and whether a trill goes on."""

    def __init__(self) -> None:
        self._level = 0
        self._growth = 0  # 1 in a crescendo, -1 in a diminuendo
        self._gained = Fraction(0)
        self.is_trilled = False

    def of(self, note: Note) -> int:
        """Return what is added for a note, and remember what holds on after it. Notes come in their order."""
        for mark in note.decorations:
            if mark in DYNAMICS:
                self._level, self._gained = DYNAMICS[mark], Fraction(0)
            elif mark in ("crescendo(", "diminuendo("):
                self._settle(1 if mark[0] == "c" else -1)
            elif mark == "trill(":
                self.is_trilled = True
        added = self._level + int(self._gained) + max((_LOUDER.get(mark, 0) for mark in note.decorations), default=0)
        if self._growth:
            gained = self._gained + self._growth * _GROWTH * note.length * 4
            self._gained = max(Fraction(-_MOST_GROWTH), min(Fraction(_MOST_GROWTH), gained))
        return added

    def end(self, marks: Iterable[str]) -> None:
        """End what these marks end; they stand on the note before, or on the bar line behind it."""
        for mark in marks:
            if mark in ("crescendo)", "diminuendo)"):
                self._settle(0)
            elif mark == "trill)":
                self.is_trilled = False

    def _settle(self, growth: int) -> None:
        self._level, self._gained, self._growth = self._level + int(self._gained), Fraction(0), growth
