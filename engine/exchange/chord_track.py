"""A track of accompaniment read back as the chord symbols that it plays."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.accompaniment import parse_chord
from engine.exchange.key_finding import spell
from engine.exchange.midi_file import Track
from engine.exchange.quantise import Snapped
from engine.notation.keys import LETTERS

_NAMES = frozenset(("chords", "accompaniment", "harmony", "akkorde", "accords"))
# The plainest first: of two names for the same notes it is taken.
_QUALITIES = ("", "m", "7", "m7", "maj7", "dim", "aug", "sus4", "6", "m6", "dim7", "m7b5", "sus2", "9", "m9", "maj9",
              "add9", "7sus4", "5")
_SHAPES: dict[frozenset[int], str] = {}
for _quality in _QUALITIES:
    _chord = parse_chord(f"C{_quality}")
    if _chord is not None:
        _SHAPES.setdefault(frozenset(_chord.tones), _quality)
_SIGNS = {-2: "bb", -1: "b", 0: "", 1: "#", 2: "##"}


def is_accompaniment(track: Track) -> bool:
    """Say whether a track is called what accompaniments are called."""
    return track.name.strip().lower() in _NAMES


def chord_symbols(notes: Sequence[Snapped], fifths: int) -> list[tuple[Fraction, str]] | None:
    """Return chord symbols with their onsets, None where what is played is no row of chords that have names.

    A single note is the bass of the chord behind it. ``fifths`` is the signature by which roots are spelt.
    """
    together: dict[Fraction, list[int]] = {}
    for note in notes:
        together.setdefault(note.onset, []).append(note.pitch)
    found: list[tuple[Fraction, str]] = []
    held: frozenset[int] = frozenset()  # the notes of the chord in force ...
    basses: tuple[int, ...] = ()  # ... and the basses that are still its own: over a root the fifth by turns
    bass: tuple[Fraction, int] | None = None
    for onset, pitches in sorted(together.items()):
        if len(pitches) == 1:
            bass = bass or (onset, pitches[0] % 12)
            continue
        classes = frozenset(pitch % 12 for pitch in pitches)
        begin, low = bass or (onset, -1)
        bass = None
        if classes == held and low in (-1, *basses):
            continue
        root = _root(classes, low)
        if root is None:
            return None
        name = _named(root, fifths) + _SHAPES[_shape(classes, root)]
        if low not in (-1, root):
            name += f"/{_named(low, fifths)}"
        fifths_of = [(root + step) % 12 for step in (6, 7, 8)]  # a diminished or augmented chord has another
        held, basses = classes, (root, *fifths_of) if low in (-1, root) else (low,)
        if not found or found[-1][1] != name:
            found.append((begin, name))
    return found or None


def _root(classes: frozenset[int], bass: int) -> int | None:
    """Return the root by which the notes have a name: the bass if it can be, else the one with the plainest name."""
    fitting = [root for root in classes if _shape(classes, root) in _SHAPES]
    if bass in fitting:
        return bass
    return min(fitting, key=lambda root: _QUALITIES.index(_SHAPES[_shape(classes, root)]), default=None)


def _shape(classes: frozenset[int], root: int) -> frozenset[int]:
    return frozenset((each - root) % 12 for each in classes)


def _named(pitch_class: int, fifths: int) -> str:
    pitch = spell(60 + pitch_class, fifths)
    return LETTERS[pitch.step % 7] + _SIGNS[pitch.alter]
