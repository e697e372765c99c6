"""The chords that stand on the degrees of a key. Source: common practice; ABC standard v2.1, section 4.18 (names)."""

from __future__ import annotations

from engine.notation.keys import LETTERS, SEMITONES, Key

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
_SIGNS = {1: "#", -1: "b"}
_KINDS = {(4, 7): "", (3, 7): "m", (3, 6): "dim", (4, 8): "aug"}  # semitones of third and fifth


def degree_chords(key: Key) -> tuple[tuple[str, str], ...]:
    """Return the triads on the degrees of a key and its dominant seventh, as (name, numeral).

    A minor key has the dominant with the leading note as well. Degrees that would need a double accidental or make no
    such chord are left out.

    >>> from engine.notation.keys import parse_key
    >>> [name for name, _ in degree_chords(parse_key("Em"))]
    ['Em', 'F#dim', 'G', 'Am', 'Bm', 'C', 'D', 'B7']
    """
    found = []
    for degree in range(7):
        root = key.tonic + degree
        kind = _KINDS.get((_above(key, root, 2), _above(key, root, 4)))
        name = _name(key, root)
        if kind is not None and name:
            numeral = _NUMERALS[degree] if kind in ("", "aug") else _NUMERALS[degree].lower()
            found.append((name + kind, numeral + {"dim": "°", "aug": "+"}.get(kind, "")))
    fifth = _name(key, key.tonic + 4)
    if fifth and key.mode in ("maj", "m"):
        found.append((f"{fifth}7", "V7"))
    return tuple(found)


def _above(key: Key, step: int, steps: int) -> int:
    """Return the semitones from a step to another so many letters higher, both as the key has them."""
    return _height(key, step + steps) - _height(key, step)


def _height(key: Key, step: int) -> int:
    octave, letter = divmod(step, 7)
    return 12 * octave + SEMITONES[letter] + key.alters[letter]


def _name(key: Key, step: int) -> str:
    letter = step % 7
    alter = key.alters[letter]
    return LETTERS[letter] + _SIGNS.get(alter, "") if abs(alter) <= 1 else ""
