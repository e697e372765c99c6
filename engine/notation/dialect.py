"""The signs of the tidy dialect, and the states between them.

The *tidy dialect* is the only ABC that the model reads and writes: no header, no spaces, unit length 1/8,
every key moved onto the white notes, broken rhythm written out, bar lines in one of the forms
``| || |] |: :| :: |1 :|2``, the end of the tune a newline. ``tidy.py`` translates into it, ``walk.py`` reads it.
"""

from __future__ import annotations

from dataclasses import dataclass

UNIT = 2880  # ticks of an eighth note: divisible by 64 (1/512 notes), 9 and 5 (tuplets)

BEGIN, BEGIN_BAR, START, ACCIDENTAL, LETTER, OCTAVE, LENGTH, SLASH, REST, TIED, QUOTE, QUOTED, TUPLET, GROUPED, \
    BRACKET, IN_BRACKET, BRACKETED, BAR, END = range(19)
STATES = 19

LETTERS = frozenset("ABCDEFGabcdefg")
ACCIDENTALS = frozenset("^_=")
DIGITS = frozenset("0123456789")

# In time of how many: the defaults of ABC 2.1, 4.13; 3 stands for "3 in compound metre, else 2".
TUPLET_TIME = {2: 3, 3: 2, 4: 3, 5: 0, 6: 2, 7: 0, 8: 3, 9: 0}

# States in which an element may be over: any token may begin.
OPEN_STATES = frozenset((BEGIN, START, LETTER, OCTAVE, LENGTH, REST, TIED, QUOTED, GROUPED, BRACKETED, BAR))
SOUNDING_STATES = frozenset((LETTER, OCTAVE, LENGTH, BRACKETED))


@dataclass(frozen=True, slots=True)
class Setting:
    """What the header gives and the text does not say: metre and mode.

    ``bar_ticks`` is a bar's length (0 = free metre), ``metre`` a class number below ``METRES``, ``mode`` an
    index into ``keys.MODES``.
    """

    bar_ticks: int
    metre: int
    mode: int
    is_compound: bool


class NotTidy(ValueError):
    """The text is not in the tidy dialect."""
