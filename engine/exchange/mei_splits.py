"""Bars in two where the key or the metre changes inside: MEI has changes only between measures."""

from __future__ import annotations

from fractions import Fraction

from engine.notation.fields import parse_metre
from engine.notation.keys import names_key, parse_key
from engine.notation.tune import Bar, BarLine, Field, Note, Place, Tune, Voice


def split_voices(tune: Tune, voices: list[Voice]) -> list[tuple[Voice, tuple[Bar, ...]]]:
    """Return the voices of a staff with their bars.

    A bar is cut where a key or a metre changes between its notes, if the tune has one voice: others would have to be
    cut at the same place.
    """
    if len(tune.voices) > 1:
        return [(voice, voice.bars) for voice in voices]
    changes = [field for field in tune.body_fields if field.letter == "M" or
               (field.letter == "K" and names_key(field.value))]
    voice = voices[0]
    if not changes:
        return [(voice, voice.bars)]
    found: list[Bar] = []
    for bar in voice.bars:
        here = [field for field in changes if bar.place.start < field.place.start < bar.place.end]
        found += _pieces(bar, here)
    return [(voice, tuple(found))]


def _pieces(bar: Bar, changes: list[Field]) -> list[Bar]:
    for field in changes:
        cut = sum(note.place.start < field.place.start for note in bar.notes)
        if not 0 < cut < len(bar.notes) or bar.overlays:
            continue
        onset = bar.notes[cut].onset
        line = BarLine("|", Place(field.place.start, field.place.end), "invisible")
        first = bar._replace(
            notes=bar.notes[:cut], closing=line, length=onset, marks=(),
            place=Place(bar.place.start, field.place.start),
            symbols=tuple(s for s in bar.symbols if s.onset < onset),
            annotations=tuple(a for a in bar.annotations if a.onset < onset))
        second = bar._replace(
            notes=tuple(_moved(note, onset) for note in bar.notes[cut:]), opening=line, length=bar.length - onset,
            place=Place(field.place.end, bar.place.end), endings=(), tempo=None, part="", clef="", begins_line=False,
            symbols=tuple(s._replace(onset=s.onset - onset) for s in bar.symbols if s.onset >= onset),
            annotations=tuple(a._replace(onset=a.onset - onset) for a in bar.annotations if a.onset >= onset))
        if field.letter == "K":
            second = second._replace(key=parse_key(field.value) or bar.key)
        else:
            second = second._replace(metre=parse_metre(field.value) or bar.metre)
        return [first, *_pieces(second, [one for one in changes if one.place.start > field.place.start])]
    return [bar]


def _moved(note: Note, onset: Fraction) -> Note:
    return note._replace(onset=note.onset - onset)
