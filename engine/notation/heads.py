"""Note heads as they are written: accidental, letter, octave marks. Source: ABC standard v2.1, 4.1 and 4.2."""

from __future__ import annotations

import re
from functools import lru_cache

from engine.notation.keys import ALTERATIONS, LETTERS

_HEAD = re.compile(r"(\^\^|\^|__|_|=)?([A-Ga-g])([,']*)")


def written_step(letter: str, octave_marks: str = "") -> int:
    """Return the step of a written note.

    >>> written_step("C"), written_step("c"), written_step("C", ",")
    (0, 7, -7)
    """
    step = LETTERS.index(letter.upper()) + (7 if letter.islower() else 0)
    return step + 7 * (octave_marks.count("'") - octave_marks.count(","))


def note_text(step: int) -> str:
    """Return a step as ABC writes it, without accidental or length.

    >>> [note_text(s) for s in (0, 7, 14, -1, -8)]
    ['C', 'c', "c'", 'B,', 'B,,']
    """
    octave, letter = divmod(step, 7)
    name = LETTERS[letter]
    return name.lower() + "'" * (octave - 1) if octave >= 1 else name + "," * -octave


@lru_cache(maxsize=16384)
def parse_note(source: str) -> tuple[int | None, int, str]:
    """Return a written note's alteration (None where no accidental stands), its step and its length's text.

    >>> parse_note("^f'3/2")
    (1, 17, '3/2')
    """
    match = _HEAD.match(source)
    assert match is not None  # the scanner found a note here
    sign, letter, marks = match.groups()
    return ALTERATIONS.get(sign), written_step(letter, marks), source[match.end():]


def parse_heads(source: str) -> list[tuple[int | None, int]]:
    """Return alteration and step of every note head in a piece of text, such as a chord.

    >>> parse_heads("[c_e]")
    [(None, 7), (-1, 9)]
    """
    return [(ALTERATIONS.get(sign), written_step(letter, marks)) for sign, letter, marks in _HEAD.findall(source)]
