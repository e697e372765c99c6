"""Keys and modes: signatures, tonics, spelling.

Source: ABC standard v2.1, section 3.1.14.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LETTERS = "CDEFGAB"
SEMITONES = (0, 2, 4, 5, 7, 9, 11)
SHARP_ORDER = (3, 0, 4, 1, 5, 2, 6)  # F C G D A E B, as indices into LETTERS
MODES = ("maj", "m", "mix", "dor", "phr", "lyd", "loc")

# Fifths between a mode's signature and that of the major key on the same tonic.
_MODE_FIFTHS = {"maj": 0, "m": -3, "mix": -1, "dor": -2, "phr": -4, "lyd": 1, "loc": -5}
_MODE_NAMES = {"": "maj", "ion": "maj", "maj": "maj", "m": "m", "min": "m", "aeo": "m",
               "mix": "mix", "dor": "dor", "phr": "phr", "lyd": "lyd", "loc": "loc"}
_TONIC_FIFTHS = (0, 2, 4, -1, 1, 3, 5)  # of C D E F G A B
ALTERATIONS = {"^^": 2, "^": 1, "=": 0, "_": -1, "__": -2}
ACCIDENTAL_TEXT = {value: text for text, value in ALTERATIONS.items()}


@dataclass(frozen=True, slots=True)
class Key:
    """A key as ABC knows it.

    ``tonic`` is a letter index (C = 0), ``tonic_alter`` its alteration, ``mode`` one of ``MODES`` or
    ``none``. ``alters`` holds the alteration of each letter C..B, explicit accidentals included.
    ``text`` is the field as it should be written.
    """

    tonic: int
    tonic_alter: int
    mode: str
    alters: tuple[int, int, int, int, int, int, int]
    text: str

    @property
    def fifths(self) -> int:
        """Return the key's place on the circle of fifths, explicit accidentals left aside."""
        if self.mode == "none":
            return 0
        return _TONIC_FIFTHS[self.tonic] + 7 * self.tonic_alter + _MODE_FIFTHS[self.mode]


def signature(fifths: int) -> tuple[int, int, int, int, int, int, int]:
    """Return the alteration of each letter C..B under a signature of so many sharps (or flats).

    >>> signature(2)
    (1, 0, 0, 1, 0, 0, 0)
    """
    # Beyond seven the signature goes round again with double accidentals.
    alters = [0] * 7
    for place in range(abs(fifths)):
        if fifths > 0:
            alters[SHARP_ORDER[place % 7]] += 1
        else:
            alters[SHARP_ORDER[6 - place % 7]] -= 1
    return (alters[0], alters[1], alters[2], alters[3], alters[4], alters[5], alters[6])


def key_name(tonic: int, tonic_alter: int, mode: str) -> str:
    """Return the text of a ``K:`` field.

    >>> key_name(6, -1, "dor")
    'Bbdor'
    """
    return LETTERS[tonic] + {1: "#", -1: "b"}.get(tonic_alter, "") + ("" if mode == "maj" else mode)


def make_key(tonic: int, tonic_alter: int, mode: str) -> Key:
    """Return the key of this tonic and mode, without explicit accidentals."""
    fifths = _TONIC_FIFTHS[tonic] + 7 * tonic_alter + _MODE_FIFTHS[mode]
    return Key(tonic, tonic_alter, mode, signature(fifths), key_name(tonic, tonic_alter, mode))


NO_KEY = Key(0, 0, "none", (0, 0, 0, 0, 0, 0, 0), "none")
C_MAJOR = make_key(0, 0, "maj")

_TONIC = re.compile(r"([A-G])([#b]?)\s*([A-Za-z]*)")
_EXPLICIT = re.compile(r"(\^\^|\^|__|_|=)([A-Ga-g])")
# Parts of the field that are about the clef and not about the key. ABC 2.1, 4.6.
_CLEF = re.compile(r"\b(clef|transpose|octave|middle|m|stafflines|staffscale|score|sound|shift|cue)\s*=\s*\S*"
                   r"|\b(treble|bass|alto|tenor|perc)[1-5]?([+-]8)?", re.IGNORECASE)


@lru_cache(maxsize=1024)
def names_key(value: str) -> bool:
    """Say whether a ``K:`` field names a key, and not only a clef.

    >>> names_key("Ador clef=bass"), names_key("clef=bass"), names_key("none")
    (True, False, True)
    """
    return bool(_CLEF.sub(" ", value.split("%")[0]).strip())


@lru_cache(maxsize=1024)
def parse_key(value: str) -> Key | None:
    """Return the key that a ``K:`` field names, or None where it names none.

    ``value`` is what stands after the colon. An empty field and ``none`` mean no signature.

    >>> parse_key("Ador").text, parse_key("G major").text, parse_key("D exp ^f").alters[3]
    ('Ador', 'G', 1)
    """
    value = _CLEF.sub(" ", value.split("%")[0]).strip()
    explicit = {LETTERS.index(letter.upper()): ALTERATIONS[sign] for sign, letter in _EXPLICIT.findall(value)}
    plain = _EXPLICIT.sub(" ", value).strip()
    if plain.lower() in ("", "none"):
        base = NO_KEY
    elif plain in ("HP", "Hp"):
        # Highland pipes: D with F# and C# ; HP prints no signature but sounds the same in abc2midi.
        base = Key(3 - 2, 0, "maj", signature(2), plain)
    else:
        match = _TONIC.match(plain[0].upper() + plain[1:])
        if match is None:
            return None
        word = match.group(3)
        rest = plain[match.end():].strip()
        only_explicit = word.lower() == "exp" or rest.lower().startswith("exp")
        if word.lower() == "exp":
            word = ""
        mode = "m" if word == "m" else _MODE_NAMES.get(word[:3].lower(), "") if word.lower() != "m" else "m"
        if not mode:
            return None
        tonic = LETTERS.index(match.group(1))
        alter = {"#": 1, "b": -1, "": 0}[match.group(2)]
        base = make_key(tonic, alter, mode)
        if only_explicit:
            base = Key(tonic, alter, mode, (0, 0, 0, 0, 0, 0, 0), base.text + " exp")
    if not explicit:
        return base
    alters = tuple(explicit.get(i, base.alters[i]) for i in range(7))
    marks = " ".join(ACCIDENTAL_TEXT[a] + LETTERS[i].lower() for i, a in sorted(explicit.items()))
    return Key(base.tonic, base.tonic_alter, base.mode, alters, f"{base.text} {marks}")  # type: ignore[arg-type]
