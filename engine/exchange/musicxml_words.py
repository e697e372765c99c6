"""What MusicXML calls the things that a Tune holds: lengths, modes, clefs, chords, marks. Source: MusicXML 4.0."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

TYPES = ("long", "breve", "whole", "half", "quarter", "eighth", "16th", "32nd", "64th", "128th", "256th", "512th",
         "1024th")
LENGTH_OF = {name: Fraction(4, 2 ** place) for place, name in enumerate(TYPES)}  # in whole notes
_MOST_DOTS = 3

MODES = {"maj": "major", "m": "minor", "mix": "mixolydian", "dor": "dorian", "phr": "phrygian", "lyd": "lydian",
         "loc": "locrian", "none": "none"}
MODE_OF = {word: mode for mode, word in MODES.items()} | {"ionian": "maj", "aeolian": "m"}

ACCIDENTALS = {"^": "sharp", "_": "flat", "=": "natural", "^^": "double-sharp", "__": "flat-flat"}

# clef of ABC: sign, line
CLEFS = {"treble": ("G", 2), "bass": ("F", 4), "alto": ("C", 3), "tenor": ("C", 4), "perc": ("percussion", 0),
         "none": ("none", 0), "treble1": ("G", 1), "bass3": ("F", 3), "alto1": ("C", 1), "alto2": ("C", 2)}
CLEF_OF = {place: name for name, place in CLEFS.items()}

# decoration of ABC: where it stands inside <notations>, and its element there
NOTATIONS = {
    "staccato": ("articulations", "staccato"), "accent": ("articulations", "accent"),
    "tenuto": ("articulations", "tenuto"), "marcato": ("articulations", "strong-accent"),
    "wedge": ("articulations", "staccatissimo"), "breath": ("articulations", "breath-mark"),
    "slide": ("articulations", "scoop"),
    "trill": ("ornaments", "trill-mark"), "turn": ("ornaments", "turn"), "invertedturn": ("ornaments", "inverted-turn"),
    "lowermordent": ("ornaments", "mordent"), "uppermordent": ("ornaments", "inverted-mordent"),
    "upbow": ("technical", "up-bow"), "downbow": ("technical", "down-bow"), "open": ("technical", "open-string"),
    "thumb": ("technical", "thumb-position"), "plus": ("technical", "stopped"), "snap": ("technical", "snap-pizzicato"),
    "fermata": ("", "fermata"), "arpeggio": ("", "arpeggiate"),
}
DECORATION_OF = {name: word for word, (_, name) in NOTATIONS.items()}
DYNAMICS = ("pppp", "ppp", "pp", "p", "mp", "mf", "f", "ff", "fff", "ffff", "sfz")
WEDGES = {"crescendo(": "crescendo", "diminuendo(": "diminuendo", "crescendo)": "stop", "diminuendo)": "stop"}
# marks on a bar line: the words that are printed, the attribute of <sound>
JUMPS = {"fine": ("Fine", "fine"), "dacoda": ("To Coda", "tocoda"), "D.C.": ("D.C.", "dacapo"),
         "D.C.alfine": ("D.C. al Fine", "dacapo"),
         "D.C.alcoda": ("D.C. al Coda", "dacapo"), "D.S.": ("D.S.", "dalsegno"),
         "D.S.alfine": ("D.S. al Fine", "dalsegno"), "D.S.alcoda": ("D.S. al Coda", "dalsegno")}
JUMP_OF = {re.sub(r"[\s.]", "", words).lower(): mark for mark, (words, _) in JUMPS.items()} | {
    "dacoda": "dacoda", "dacapo": "D.C.", "dalsegno": "D.S.", "dacapoalfine": "D.C.alfine",
    "dalsegnoalcoda": "D.S.alcoda", "dacapoalcoda": "D.C.alcoda", "dalsegnoalfine": "D.S.alfine"}

# quality of a chord symbol: its kind. The first of several with one kind is how that kind is written.
KINDS = {
    "": "major", "m": "minor", "7": "dominant", "maj7": "major-seventh", "m7": "minor-seventh", "dim": "diminished",
    "aug": "augmented", "dim7": "diminished-seventh", "m7b5": "half-diminished", "mM7": "major-minor",
    "aug7": "augmented-seventh", "6": "major-sixth", "m6": "minor-sixth", "9": "dominant-ninth",
    "maj9": "major-ninth", "m9": "minor-ninth", "11": "dominant-11th", "m11": "minor-11th", "13": "dominant-13th",
    "maj11": "major-11th", "maj13": "major-13th", "m13": "minor-13th",
    "sus4": "suspended-fourth", "sus2": "suspended-second", "5": "power",
    "maj": "major", "M": "major", "min": "minor", "-": "minor", "M7": "major-seventh", "min7": "minor-seventh",
    "-7": "minor-seventh", "o": "diminished", "°": "diminished", "o7": "diminished-seventh",
    "°7": "diminished-seventh", "ø": "half-diminished", "ø7": "half-diminished", "+": "augmented",
    "+7": "augmented-seventh", "7+": "augmented-seventh", "min6": "minor-sixth", "sus": "suspended-fourth",
    "mmaj7": "major-minor",
}
QUALITY_OF: dict[str, str] = {}
for _quality, _kind in KINDS.items():
    QUALITY_OF.setdefault(_kind, _quality)
_SYMBOL = re.compile(r"([A-G])([#b♯♭]?)([^/]*)(?:/([A-Ga-g])([#b♯♭]?))?")
_ALTERS = {"": 0, "#": 1, "b": -1, "♯": 1, "♭": -1}
ALTER_TEXT = {-2: "bb", -1: "b", 0: "", 1: "#", 2: "##"}


class Harmony(NamedTuple):
    """A chord symbol taken apart. ``kind`` is MusicXML's word, ``quality`` what is printed behind the root."""

    root: str
    root_alter: int
    kind: str
    quality: str
    bass: str
    bass_alter: int


@lru_cache(maxsize=1024)
def parse_harmony(text: str) -> Harmony | None:
    """Return a chord symbol's parts, or None where the text names no chord.

    >>> parse_harmony("F#m7/C#")
    Harmony(root='F', root_alter=1, kind='minor-seventh', quality='m7', bass='C', bass_alter=1)
    >>> parse_harmony("Coda") is None
    True
    """
    match = _SYMBOL.fullmatch(text.strip())
    if match is None or (match[3] and not re.fullmatch(r"(?:m|maj|M|min|dim|aug|sus|add|no|omit|alt|[-+°øo#b♯♭\d(),])*",
                                                        match[3])):
        return None
    return Harmony(match[1], _ALTERS[match[2]], KINDS.get(match[3], "other"), match[3], (match[4] or "").upper(),
                   _ALTERS[match[5] or ""])


@lru_cache(maxsize=4096)
def note_type(length: Fraction) -> tuple[str, int] | None:
    """Return the type and the dots of a note of so many whole notes, None where no single note is so long.

    >>> note_type(Fraction(3, 8)), note_type(Fraction(5, 8))
    (('quarter', 1), None)
    """
    for dots in range(_MOST_DOTS + 1):
        for name, whole in LENGTH_OF.items():
            if length == whole * (2 - Fraction(1, 2 ** dots)):
                return name, dots
    return None


@lru_cache(maxsize=4096)
def note_lengths(length: Fraction) -> tuple[Fraction, ...]:
    """Return the lengths of the notes that together, tied, are so long; the longest first.

    >>> [str(one) for one in note_lengths(Fraction(5, 8))]
    ['1/2', '1/8']
    """
    found: list[Fraction] = []
    while note_type(length) is None:
        longest = next((whole for whole in LENGTH_OF.values() if whole < length), None)
        if longest is None:
            break
        found.append(longest)
        length -= longest
    return (*found, length)
