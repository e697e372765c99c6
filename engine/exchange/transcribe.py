"""What was played, as music: the tempo found near the tune's own, notes on the grid, one line with its chords."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from engine.exchange.barring import Sounding, find_pickup
from engine.exchange.following import follow
from engine.exchange.key_finding import find_key
from engine.exchange.midi_file import Played
from engine.exchange.pen import Pen, Written
from engine.exchange.quantise import Grid
from engine.notation.keys import SEMITONES, key_name
from engine.notation.tune import Metre, Tempo
from engine.strokes import Stroke

_TICK = Fraction(1, 1920)  # of a whole note: 1 ms at 120 quarters a minute
_TOGETHER_S = 0.045  # keys struck within it are a chord
_SHORTEST_S = 0.03  # a key that was only brushed
_EIGHTH, _SIXTEENTH = Fraction(1, 8), Fraction(1, 16)
_NEAR = 1 / 32  # of a whole note: a key let go so much after a beat was held to it
_SHORT = 0.3  # of the time to the next note: a note held for less is short, not let go early

_PLAIN = {"mix": ("maj", 10), "dor": ("m", 9)}  # what it is without its own degree, and that in semitones


def notes_of(strokes: Sequence[Stroke]) -> list[tuple[float, float, int]]:
    """Return start, end (in seconds from the first) and pitch of every note; brushed keys are left out.

    A key that was never let go sounds to the last stroke, and at least as long as the longest of the others.
    """
    down: dict[int, Stroke] = {}
    found: list[tuple[float, float, int]] = []
    for stroke in strokes:
        first = down.pop(stroke.pitch, None)
        if first is not None and stroke.at_s - first.at_s >= _SHORTEST_S:
            found.append((first.at_s, stroke.at_s, first.pitch))
        if stroke.is_down:
            down[stroke.pitch] = stroke
    longest = max((end - start for start, end, _ in found), default=0.5)
    found += [(one.at_s, max(strokes[-1].at_s, one.at_s + longest), one.pitch) for one in down.values()]
    begin = min((start for start, *_ in found), default=0.0)
    return sorted((start - begin, end - begin, pitch) for start, end, pitch in found)


def played_line(strokes: Sequence[Stroke], whole_s: float, metre: Metre, filled: Fraction = Fraction(0)
                ) -> list[Sounding]:
    """Return a phrase as notes and chords that follow one another from 0 on, in whole notes; no rest at its end.

    ``whole_s`` is how long a whole note lasts at the tune's tempo, ``filled`` how much of the bar stands before it.
    """
    notes = notes_of(strokes)
    if not notes:
        return []
    onsets_s = _together([start for start, *_ in notes])
    apart = sorted(set(onsets_s))
    places = dict(zip(apart, follow(apart, whole_s, metre, filled), strict=True))
    # How long notes were held is measured by the tempo that was played, not by the one that was announced.
    took_s, took = apart[-1] - apart[0], places[apart[-1]]
    played_s = took_s / float(took) if took else whole_s
    window = Fraction(1, 8) if metre.is_compound else Fraction(1, 4)
    grid = Grid(list(places.values()), _TICK, window, -filled % window, is_free=True)
    meant = grid.places(places.values())
    chords: dict[Fraction, tuple[float, set[int]]] = {}
    for (start, end, pitch), together in zip(notes, onsets_s, strict=True):
        onset = meant[places[together]]
        held, pitches = chords.get(onset, (0.0, set()))
        chords[onset] = max(held, (end - start) / played_s), pitches | {pitch}
    starts = sorted(chords)
    return [(onset, _end(onset, chords[onset][0], following, metre, filled), tuple(sorted(chords[onset][1])))
            for onset, following in zip(starts, [*starts[1:], None], strict=True)]


def _end(onset: Fraction, held: float, following: Fraction | None, metre: Metre, filled: Fraction) -> Fraction:
    """Return where a note ends that was held for so long: fingers are lifted early, and few silences are meant."""
    if following is not None:
        gap = float(following - onset) - held
        if gap < 0.9 * float(metre.beat) and not (gap >= _EIGHTH and held < _SHORT * float(following - onset)):
            return following
    steps = [step for step in (metre.length, metre.beat, _EIGHTH) if step]
    for step in steps:
        end = onset + step - (filled + onset) % step
        while float(end - onset) < held - _NEAR:
            end += step
        late = float(end - onset) - held
        if late <= max(_NEAR, (0.5 if following is None else 0.35) * held):
            return end if following is None else min(end, following)
    end = onset + max(_SIXTEENTH, round(held * 16) * _SIXTEENTH)
    return end if following is None else min(end, following)


def whole_seconds(tempo: Tempo, speed: float = 1.0) -> float:
    """Return how long a whole note lasts; ``speed`` is how many times as fast as written.

    >>> whole_seconds(Tempo(Fraction(3, 8), 120.0))
    1.3333333333333333
    """
    return 60.0 / (tempo.bpm * float(tempo.beat) * speed)


def bar_seconds(text: str, caret: int, speed: float = 1.0) -> float:
    """Return how long a bar at the caret lasts; four quarters in free metre. Raises PhraseError as ``Pen`` does."""
    pen = Pen(text, caret)
    return float(pen.metre.length or 1) * whole_seconds(pen.tempo, speed)


def write_phrase(text: str, caret: int, strokes: Sequence[Stroke], speed: float = 1.0) -> Written | None:
    """Return what was played as text for the caret, None where nothing was.

    A text that holds nothing yet gets a header in the key that is found. ``speed`` is how many times as fast as
    written it was played.

    Raises:
        PhraseError: no notes can stand there; says why and where.
    """
    pen = Pen(text, caret, _key_of(strokes) if not text.strip() else "C")
    filled = Fraction(0) if pen.is_full else pen.filled
    whole_s = whole_seconds(pen.tempo, speed)
    line = played_line(strokes, whole_s, pen.metre, filled)
    pickup = Fraction(0)
    if line and not pen.has_music and not filled:
        pickup = find_pickup([Played(onset, end, pitches[-1], 80) for onset, end, pitches in line], pen.metre)
        if pickup:
            line = played_line(strokes, whole_s, pen.metre, -pickup)
    return pen.write(line, pickup=pickup, breaks=True) if line else None


def _together(onsets_s: Sequence[float]) -> list[float]:
    """Return the onsets with those of a chord at one time."""
    found: list[float] = []
    for onset in onsets_s:
        found.append(found[-1] if found and onset - found[-1] <= _TOGETHER_S else onset)
    return found


def _key_of(strokes: Sequence[Stroke]) -> str:
    """Return the likeliest key of what was played: a plain one, unless the degree sounds that tells the mode."""
    notes = notes_of(strokes)
    weights: Counter[int] = Counter()
    for start, end, pitch in notes:
        weights[pitch % 12] += round((end - start) * 1000)
    key = find_key(weights, notes[-1][2] if notes else None)
    plain, degree = _PLAIN.get(key.mode, ("", 0))
    tonic = SEMITONES[key.tonic] + key.tonic_alter
    return key.text if not plain or weights[(tonic + degree) % 12] else key_name(key.tonic, key.tonic_alter, plain)
