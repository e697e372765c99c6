"""Chord symbols: reading, spelling, moving. Source: ABC standard v2.1, section 4.18."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from engine.notation.keys import LETTERS

# The kinds that abc2midi, abcm2ps and music21 all know. The tidy dialect writes no other.
KINDS = ("", "m", "7", "m7", "maj7", "6", "m6", "dim", "dim7", "aug", "sus4", "9", "m9", "7sus4")

_SPELLINGS = {
    "min": "m", "mi": "m", "-": "m", "min7": "m7", "-7": "m7", "M": "", "maj": "", "M7": "maj7", "d": "dim", "o": "dim",
    "°": "dim", "o7": "dim7", "d7": "dim7", "a": "aug", "+": "aug", "sus": "sus4", "min6": "m6", "7sus": "7sus4",
    "7b9": "7", "7b5": "7", "7#5": "7", "13": "7", "11": "7", "m9": "m9", "m7b5": "dim",
}
_SYMBOL = re.compile(r"\(?([A-G])([#b]?)([^/()]*)(?:/([A-Ga-g])([#b+]?))?\)?")


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord: root and bass as (letter index, alteration), and its kind, one of ``KINDS``."""

    root: tuple[int, int]
    kind: str
    bass: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """Return the symbol as it stands between the quotation marks."""
        return _name(self.root) + self.kind + ("/" + _name(self.bass) if self.bass else "")

    def moved(self, steps: int, alters: tuple[int, ...], new_alters: tuple[int, ...]) -> Chord | None:
        """Return the chord moved by letters, each alteration kept relative to its key signature.

        None where it would need a double sharp or flat.
        """
        root = _move(self.root, steps, alters, new_alters)
        bass = _move(self.bass, steps, alters, new_alters) if self.bass else None
        if abs(root[1]) > 1 or (bass is not None and abs(bass[1]) > 1):
            return None
        return Chord(root, self.kind, bass)


def _name(tone: tuple[int, int]) -> str:
    return LETTERS[tone[0]] + {1: "#", -1: "b"}.get(tone[1], "")


def _move(tone: tuple[int, int], steps: int, alters: tuple[int, ...], new: tuple[int, ...]) -> tuple[int, int]:
    letter = (tone[0] + steps) % 7
    return letter, tone[1] - alters[tone[0]] + new[letter]


@lru_cache(maxsize=4096)
def parse_chord(text: str) -> Chord | None:
    """Return the chord that a symbol names, or None where it is a remark and no chord.

    >>> parse_chord("D/f+").text, parse_chord("Am7").text, parse_chord("Cd").text, parse_chord("Segno")
    ('D/F#', 'Am7', 'Cdim', None)
    """
    match = _SYMBOL.fullmatch(text.strip())
    if match is None:
        return None
    letter, sign, kind, bass, bass_sign = match.groups()
    kind = kind.strip()
    kind = _SPELLINGS.get(kind, kind)
    if kind not in KINDS:
        return None
    alter = {"#": 1, "+": 1, "b": -1}
    low = (LETTERS.index(bass.upper()), alter.get(bass_sign, 0)) if bass else None
    return Chord((LETTERS.index(letter), alter.get(sign, 0)), kind, low)


@lru_cache(maxsize=65536)
def next_in_chord(text: str) -> frozenset[str]:
    """Return the characters that may follow inside a chord symbol's quotation marks, the closing one included.

    >>> sorted(next_in_chord("Am"))
    ['"', '/', '6', '7', '9', 'a']
    """
    if not text:
        return frozenset("ABCDEFG")
    body, slash, bass = text.partition("/")
    if slash:
        if not bass:
            return frozenset("ABCDEFG")
        return frozenset('#b"') if len(bass) == 1 else frozenset('"')
    signs = 1 if len(body) > 1 and body[1] in "#b" else 0
    kind = body[1 + signs:]
    found = {k[len(kind)] for k in KINDS if k.startswith(kind) and len(k) > len(kind)}
    if not kind and not signs:
        found |= {"#", "b"}
    if kind in KINDS:
        found |= {'"', "/"}
    return frozenset(found)
