"""The keys that a ``K:`` field may name and the chords of the key in force, each with its meaning."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from engine.notation.harmony import degree_chords
from engine.notation.keys import MODES, Key, make_key
from gui.text.entries import Entry

_COMMON = ("C", "G", "D", "A", "E", "F", "Bb", "Eb", "Am", "Em", "Bm", "Dm", "Gm", "Ador", "Edor", "Ddor", "Gmix",
           "Dmix", "Amix")
_MODE_WORDS = {
    "maj": QT_TRANSLATE_NOOP("Entries", "major"), "m": QT_TRANSLATE_NOOP("Entries", "minor"),
    "dor": QT_TRANSLATE_NOOP("Entries", "dorian"), "mix": QT_TRANSLATE_NOOP("Entries", "mixolydian"),
    "phr": QT_TRANSLATE_NOOP("Entries", "phrygian"), "lyd": QT_TRANSLATE_NOOP("Entries", "lydian"),
    "loc": QT_TRANSLATE_NOOP("Entries", "locrian"),
}


def key_entries() -> list[Entry]:
    """Return every key and mode with at most seven sharps or flats, the common ones first."""
    tell = QCoreApplication.translate
    found = {}
    for tonic in range(7):
        for alter in (0, 1, -1):
            for mode in MODES:
                key = make_key(tonic, alter, mode)
                if abs(key.fifths) <= 7:
                    found[key.text] = Entry(key.text, f"{tell('Entries', str(_MODE_WORDS[mode]))}, {_signature(key)}")
    ordered = [found.pop(name) for name in _COMMON]
    return [*ordered, *found.values(), Entry("none", tell("Entries", "no key signature")),
            Entry("HP", tell("Entries", "Highland pipes"))]


def chord_entries(key: Key) -> list[Entry]:
    """Return the chords of a key with their degrees, then what else is common on each letter."""
    tell = QCoreApplication.translate
    inside = dict(degree_chords(key))
    named = "C" if key.mode == "none" else key.text
    found = [Entry(name, tell("Entries", "{numeral} of {key}").format(numeral=numeral, key=named))
             for name, numeral in inside.items()]
    kinds = (("", tell("Entries", "major chord")), ("m", tell("Entries", "minor chord")),
             ("7", tell("Entries", "dominant seventh")), ("m7", tell("Entries", "minor seventh")),
             ("maj7", tell("Entries", "major seventh")), ("dim", tell("Entries", "diminished chord")),
             ("sus4", tell("Entries", "fourth in place of the third")), ("aug", tell("Entries", "augmented chord")))
    for letter in "CDEFGAB":
        for sign in ("", "#", "b"):
            found += [Entry(letter + sign + kind, meaning) for kind, meaning in kinds
                      if letter + sign + kind not in inside]
    return found


def _signature(key: Key) -> str:
    tell = QCoreApplication.translate
    count = abs(key.fifths)
    if not count:
        return tell("Entries", "no sharps or flats")
    if count == 1:
        return tell("Entries", "one sharp") if key.fifths > 0 else tell("Entries", "one flat")
    words = tell("Entries", "{count} sharps") if key.fifths > 0 else tell("Entries", "{count} flats")
    return words.format(count=count)
