"""Which key notes are in, and how a pitch is spelt in it.

Source: the key profiles of Krumhansl and Kessler (1982) for major and minor; Dorian and Mixolydian, which most
collections of dance tunes are full of, are the same profiles with their one other degree changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

from engine.notation.keys import MODES, SEMITONES, Key, make_key
from engine.notation.tune import Pitch

_MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
_MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
_MIX = (*_MAJOR[:10], _MAJOR[11], _MAJOR[10])
_DOR = (*_MINOR[:8], _MINOR[9], _MINOR[8], *_MINOR[10:])
_PROFILES: dict[str, Sequence[float]] = {"maj": _MAJOR, "m": _MINOR, "mix": _MIX, "dor": _DOR}
_MODE_FIFTHS = {mode: make_key(0, 0, mode).fifths for mode in MODES}
_FINAL = 0.25  # what ending on the tonic is worth, in correlation
_SHARPEST, _FLATTEST = 7, -7


def key_with(fifths: int, mode: str) -> Key:
    """Return the key of a signature and a mode.

    >>> key_with(1, "dor").text, key_with(-3, "m").text
    ('Ador', 'Cm')
    """
    place = fifths - _MODE_FIFTHS[mode]  # of the tonic on the line of fifths, C = 0
    letter = (place * 4) % 7
    return make_key(letter, (place + 1) // 7, mode)


def find_key(weights: Mapping[int, float], final: int | None, signatures: Sequence[int] = range(-5, 7)) -> Key:
    """Return the likeliest key.

    ``weights`` say how much of each pitch class (0..11) sounds, ``final`` is the last note, ``signatures`` are those
    that are thought of, in fifths.

    >>> find_key({2: 4, 4: 2, 5: 2, 7: 2, 9: 3, 11: 2, 0: 2}, 2).text
    'Ddor'
    """
    best, score = key_with(signatures[0], "maj"), -2.0
    sounding = [weights.get(each, 0.0) for each in range(12)]
    for fifths in sorted(signatures, key=abs):
        for mode, profile in _PROFILES.items():
            if not _FLATTEST <= fifths - _MODE_FIFTHS[mode] <= _SHARPEST + 5:
                continue
            key = key_with(fifths, mode)
            tonic = (SEMITONES[key.tonic] + key.tonic_alter) % 12
            here = _correlation([sounding[(tonic + each) % 12] for each in range(12)], profile)
            here += _FINAL * (final is not None and final % 12 == tonic)
            if here > score + 1e-9:
                best, score = key, here
    return best


def outside(weights: Mapping[int, float], fifths: int) -> float:
    """Return which share of what sounds lies outside a signature, from 0 to 1."""
    scale = {(7 * place) % 12 for place in range(fifths - 1, fifths + 6)}
    whole = sum(weights.values())
    return sum(weight for each, weight in weights.items() if each % 12 not in scale) / whole if whole else 0.0


def spell(midi: int, fifths: int) -> Pitch:
    """Return a MIDI note as it is spelt under a signature: a raised degree below the next, a lowered third or seventh.

    >>> spell(66, 1), spell(70, 0), spell(68, 0)
    (Pitch(step=3, alter=1), Pitch(step=6, alter=-1), Pitch(step=4, alter=1))
    """
    # Twelve neighbours on the line of fifths, from the minor third of the major key up to its raised fifth.
    place = next(place for place in range(fifths - 3, fifths + 9) if (7 * place - midi) % 12 == 0)
    letter = (place * 4) % 7
    alter = (place + 1) // 7
    octave = (midi - alter - SEMITONES[letter]) // 12 - 5
    assert (midi - alter - SEMITONES[letter]) % 12 == 0
    return Pitch(letter + 7 * octave, alter)


def spell_in(midi: int, key: Key, alters: Mapping[int, int] | None = None) -> Pitch:
    """Return a MIDI note as it is spelt in a key: as the key names it, else as ``alters`` do, else by the signature.

    ``alters`` are the accidentals that the bar has already, by letter (C = 0): what is B flat there stays B flat.

    >>> from engine.notation.keys import parse_key
    >>> spell_in(70, parse_key("D exp _b ^c")), spell_in(70, parse_key("C"), {5: 1})
    (Pitch(step=6, alter=-1), Pitch(step=5, alter=1))
    """
    named = [(letter, key.alters[letter]) for letter in range(7)] + list((alters or {}).items())
    for letter, alter in named:
        if (SEMITONES[letter] + alter - midi) % 12 == 0:
            return Pitch(letter + 7 * ((midi - alter - SEMITONES[letter]) // 12 - 5), alter)
    return spell(midi, key.fifths)


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    mean_one, mean_other = sum(one) / len(one), sum(other) / len(other)
    above = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    below = sqrt(sum((a - mean_one) ** 2 for a in one) * sum((b - mean_other) ** 2 for b in other))
    return above / below if below else 0.0
