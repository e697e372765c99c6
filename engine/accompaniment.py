"""A quiet accompaniment from the chord symbols: bass on the beat, chord off the beat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from engine.notation.tune import Metre

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"": 0, "#": 1, "b": -1, "♯": 1, "♭": -1, "=": 0}
_QUALITIES: dict[str, tuple[int, ...]] = {
    "": (0, 4, 7), "maj": (0, 4, 7), "M": (0, 4, 7), "m": (0, 3, 7), "min": (0, 3, 7), "-": (0, 3, 7),
    "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11), "M7": (0, 4, 7, 11), "m7": (0, 3, 7, 10),
    "min7": (0, 3, 7, 10), "-7": (0, 3, 7, 10), "mM7": (0, 3, 7, 11), "mmaj7": (0, 3, 7, 11),
    "6": (0, 4, 7, 9), "m6": (0, 3, 7, 9), "min6": (0, 3, 7, 9), "69": (0, 4, 7, 9, 2), "5": (0, 7),
    "9": (0, 4, 7, 10, 2), "m9": (0, 3, 7, 10, 2), "maj9": (0, 4, 7, 11, 2), "add9": (0, 4, 7, 2),
    "11": (0, 7, 10, 2, 5), "13": (0, 4, 10, 9), "m11": (0, 3, 7, 10, 5),
    "dim": (0, 3, 6), "o": (0, 3, 6), "°": (0, 3, 6), "dim7": (0, 3, 6, 9), "o7": (0, 3, 6, 9), "°7": (0, 3, 6, 9),
    "m7b5": (0, 3, 6, 10), "ø": (0, 3, 6, 10), "ø7": (0, 3, 6, 10),
    "aug": (0, 4, 8), "+": (0, 4, 8), "aug7": (0, 4, 8, 10), "+7": (0, 4, 8, 10), "7+": (0, 4, 8, 10),
    "sus": (0, 5, 7), "sus4": (0, 5, 7), "sus2": (0, 2, 7), "7sus4": (0, 5, 7, 10), "7sus": (0, 5, 7, 10),
}
_SYMBOL = re.compile(
    r"(?P<root>[A-G])(?P<sign>[#b♯♭]?)"
    r"(?P<quality>[^/()#]*?)(?:[#b♯♭]\d+)*(?:\([^)]*\))?"
    r"(?:/(?P<bass>[A-Ga-g])(?P<bass_sign>[#b♯♭=]?))?"
)
_SILENT = ("N.C.", "NC", "N.C", "n.c.", "nc")
_BASS_FLOOR = 36  # C2
_CHORD_FLOOR = 52  # E3: low enough to stay under a fiddle's tune, high enough not to growl


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord as pitch classes; ``tones`` begins with the root. Without tones it is silence."""

    tones: tuple[int, ...]
    bass: int

    @property
    def bass_pitch(self) -> int:
        """Return the MIDI note of the bass, in C2..B2."""
        return _BASS_FLOOR + self.bass

    @property
    def fifth_pitch(self) -> int:
        """Return the MIDI note of the alternate bass: the fifth below or above, in C2..B2."""
        fifth = next((tone for tone in self.tones if (tone - self.tones[0]) % 12 in (6, 7, 8)), self.bass)
        return _BASS_FLOOR + (fifth if self.bass == self.tones[0] else self.bass)

    @property
    def pitches(self) -> tuple[int, ...]:
        """Return the MIDI notes of the chord in close position, in E3..D#4."""
        return tuple(sorted({_CHORD_FLOOR + (tone - _CHORD_FLOOR) % 12 for tone in self.tones}))


def parse_chord(text: str) -> Chord | None:
    """Return the chord that a chord symbol names, or None where it names none.

    >>> parse_chord("Am7/G")
    Chord(tones=(9, 0, 4, 7), bass=7)
    >>> parse_chord("Coda") is None
    True
    """
    text = text.strip().strip("()").strip()
    if text in _SILENT:
        return Chord((), 0)
    match = _SYMBOL.fullmatch(text)
    if match is None:
        return None
    intervals = _QUALITIES.get(match["quality"].strip())
    if intervals is None:
        return None
    root = (_LETTERS[match["root"]] + _ACCIDENTALS[match["sign"]]) % 12
    bass = root
    if match["bass"] is not None:
        bass = (_LETTERS[match["bass"].upper()] + _ACCIDENTALS[match["bass_sign"]]) % 12
    return Chord(tuple((root + interval) % 12 for interval in intervals), bass)


@lru_cache(maxsize=64)
def pattern(metre: Metre) -> tuple[tuple[Fraction, bool], ...]:
    """Return where in a bar something is struck, and whether it is the bass (else the chord).

    A jig gets bass and chord on every beat, a waltz one bass and two chords, anything that divides in
    two bass and chord by turns. Free metre gets nothing but what the symbols themselves strike.
    """
    if metre.length is None or metre.beat <= 0:
        return ()
    beats = metre.length / metre.beat
    count = -(-beats.numerator // beats.denominator)
    if metre.is_compound:
        return tuple(strike for beat in range(count) for strike in (
            (beat * metre.beat, True), (beat * metre.beat + metre.beat * Fraction(2, 3), False)))
    if metre.beat >= Fraction(1, 2) and count != 3:
        return tuple((half * metre.beat / 2, half % 2 == 0) for half in range(2 * count))
    return tuple((beat * metre.beat, beat % 2 == 0 if count % 2 == 0 else beat == 0) for beat in range(count))


@dataclass(frozen=True, slots=True)
class Strike:
    """Pitches struck together. ``onset`` and ``length`` in whole notes, from the start of the bar.

    ``symbol`` is the index of the chord symbol of this bar that asked for it, -1 for an earlier one.
    """

    onset: Fraction
    length: Fraction
    pitches: tuple[int, ...]
    is_bass: bool
    symbol: int


def accompany_bar(
    metre: Metre, length: Fraction, lead: Fraction, symbols: tuple[tuple[Fraction, Chord], ...], held: Chord | None
) -> Iterator[Strike]:
    """Yield what accompanies one bar.

    ``length`` is how long the bar sounds, ``lead`` how much of its beginning is missing (a pick-up),
    ``symbols`` the chords that begin in it, ``held`` the chord that was sounding before. A bar asks
    nothing of the bars after it, so that it can sound before they are written.
    """
    grid = {onset - lead: is_bass for onset, is_bass in pattern(metre) if 0 <= onset - lead < length}
    # A new chord is heard with its bass, wherever it falls.
    grid.update({onset: True for onset, _ in symbols if onset < length})
    onsets = sorted(grid)
    longest = metre.beat if metre.beat > 0 else length
    chord, symbol, has_had_bass = held, -1, False
    for place, onset in enumerate(onsets):
        while symbol + 1 < len(symbols) and symbols[symbol + 1][0] <= onset:
            symbol += 1
            if chord != symbols[symbol][1]:
                has_had_bass = False
            chord = symbols[symbol][1]
        if chord is None or not chord.tones:
            continue
        until = onsets[place + 1] if place + 1 < len(onsets) else length
        # A little air before the next strike keeps the off-beat short and the metre clear.
        sounding = min(until - onset, longest) * Fraction(3, 4)
        if grid[onset]:
            yield Strike(onset, sounding, (chord.fifth_pitch if has_had_bass else chord.bass_pitch,), True, symbol)
            has_had_bass = True
        else:
            yield Strike(onset, sounding, chord.pitches, False, symbol)
