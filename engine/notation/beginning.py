"""The header of a new tune, and where in a book it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.errors import SettingsError
from engine.notation.fields import parse_metre, parse_unit
from engine.notation.keys import parse_key

_NUMBER = re.compile(r"^X:[ \t]*(\d+)", re.MULTILINE)
# Rhythms that people write, with the metre each is in.
RHYTHMS = {"reel": "4/4", "jig": "6/8", "slip jig": "9/8", "hornpipe": "4/4", "polka": "2/4", "slide": "12/8",
           "waltz": "3/4", "mazurka": "3/4", "strathspey": "4/4", "march": "4/4", "barndance": "4/4", "air": "4/4",
           "schottische": "4/4", "hambo": "3/4", "minuet": "3/4"}


@dataclass(frozen=True)
class Beginning:
    """What a tune begins with. ``unit`` and ``rhythm`` may be empty; a ``tempo_bpm`` of 0 is none."""

    title: str = ""
    rhythm: str = ""
    metre: str = "4/4"
    unit: str = "1/8"
    key: str = "G"
    tempo_bpm: int = 0

    def header(self, number: int) -> str:
        r"""Return the fields in the order of the standard, up to the line end after the key.

        >>> Beginning("Gate", "jig", "6/8", "1/8", "D", 110).header(3)
        'X:3\nT:Gate\nR:jig\nM:6/8\nL:1/8\nQ:3/8=110\nK:D\n'

        Raises:
            SettingsError: metre, unit or key cannot be read.
        """
        if parse_metre(self.metre) is None:
            raise SettingsError("{metre} is no metre: write one such as 4/4, 6/8, C| or none", metre=self.metre)
        if self.unit and parse_unit(self.unit) is None:
            raise SettingsError("{unit} is no unit note length: write one such as 1/8 or 1/16", unit=self.unit)
        if parse_key(self.key) is None:
            raise SettingsError("{key} is no key: write one such as G, Bb, F#m, Ador or none", key=self.key)
        is_compound = re.fullmatch(r"(6|9|12)/8", self.metre.strip()) is not None
        beat = "3/8" if is_compound else "1/4"
        fields = [("X", str(number)), ("T", _one_line(self.title)), ("R", _one_line(self.rhythm)), ("M", self.metre),
                  ("L", self.unit),
                  ("Q", f"{beat}={self.tempo_bpm}" if self.tempo_bpm else ""), ("K", self.key)]
        return "".join(f"{letter}:{value.strip()}\n" for letter, value in fields if value.strip() or letter == "T")


def next_number(text: str) -> int:
    """Return the first number after all that a book has."""
    return max((int(number) for number in _NUMBER.findall(text)), default=0) + 1


def appended(text: str, header: str) -> str:
    r"""Return what is to stand behind a book's last character, so that a tune begins after one empty line.

    >>> appended("X:1\nK:G\nGAB|\n", "X:2\n")
    '\nX:2\n'
    """
    if not text.strip():
        return header
    return ("" if text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n") + header


def _one_line(text: str) -> str:
    return " ".join(text.split())
