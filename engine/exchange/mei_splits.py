"""Bars in two where the key or the metre changes inside: MEI has changes only between measures.

All voices are cut at one onset. A note that sounds across it becomes two, tied, as a copyist would write them; a rest
becomes two. A tuplet cannot be cut: then the change stands at the next onset where none is in the way, and if there is
none in its bar, at the bar line. Until there accidentals stand for it, so every pitch is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from engine.notation.fields import parse_metre
from engine.notation.keys import names_key, parse_key
from engine.notation.tune import Bar, BarLine, Field, Note, Place, Tune, Voice

Cuts = dict[Fraction, dict[int, list[Field]]]  # by onset: what changes there, in which voice


def split_staves(tune: Tune, staves: list[list[Voice]]) -> list[list[tuple[Voice, tuple[Bar, ...]]]]:
    """Return the voices of each staff with their bars, cut where something changes inside one.

    The pieces of a bar have its ``index``, and an invisible bar line between them.
    """
    changes = [field for field in tune.body_fields if field.letter == "M" or
               (field.letter == "K" and names_key(field.value))]
    voices = [voice for staff in staves for voice in staff]
    cut: list[list[Bar]] = [[] for _ in voices]
    for number in range(max((len(voice.bars) for voice in voices), default=0)):
        row = [voice.bars[number] if number < len(voice.bars) else None for voice in voices]
        cuts = _cuts(row, changes) if changes else {}
        for at, bar in enumerate(row):
            if bar is not None:
                cut[at] += _pieces(bar, at, cuts)
    made = iter(cut)
    return [[(voice, tuple(next(made))) for voice in staff] for staff in staves]


def _cuts(row: Sequence[Bar | None], changes: list[Field]) -> Cuts:
    """Return where the bars that stand below one another are cut."""
    found: Cuts = {}
    present = [bar for bar in row if bar is not None]
    onsets = sorted({note.onset for bar in present for layer in _layers(bar) for note in layer})
    for at, bar in enumerate(row):
        for field in changes if bar is not None else ():
            if bar is None or not bar.place.start < field.place.start < bar.place.end:
                continue
            wanted = next((note.onset for note in bar.notes if note.place.start > field.place.start), Fraction(0))
            # One that stands before the first note or behind the last is the bar's own, or the next one's.
            onset = next((one for one in onsets if one >= wanted and all(_can_cut(other, one) for other in present)),
                         None)
            if wanted > 0 and onset is not None:
                found.setdefault(onset, {}).setdefault(at, []).append(field)
    return found


def _can_cut(bar: Bar, onset: Fraction) -> bool:
    """Say whether no tuplet of a bar stands across an onset."""
    return not any(note.tuplet is not None and (note.onset < onset < note.onset + note.length or
                                                (note.onset == onset and note.tuplet_index > 0))
                   for layer in _layers(bar) for note in layer)


def _layers(bar: Bar) -> tuple[tuple[Note, ...], ...]:
    return (bar.notes, *bar.overlays)


def _pieces(bar: Bar, voice: int, cuts: Cuts) -> list[Bar]:
    """Return a bar cut at some onsets; what changes there in its voice holds from there on."""
    found: list[Bar] = []
    gone = Fraction(0)  # what of the bar stands in earlier pieces
    for onset in sorted(cuts):
        fields = [field for voices in cuts[onset].values() for field in voices]
        line = BarLine("|", fields[0].place, "invisible")
        first, bar = _cut(bar, onset - gone, line)
        gone = onset
        found.append(first)
        for field in cuts[onset].get(voice, ()):
            if field.letter == "K":
                bar = bar._replace(key=parse_key(field.value) or bar.key)
            else:
                bar = bar._replace(metre=parse_metre(field.value) or bar.metre)
    return [*found, bar]


def _cut(bar: Bar, onset: Fraction, line: BarLine) -> tuple[Bar, Bar]:
    """Return what stands before and what stands behind an onset of a bar."""
    layers = [_cut_layer(layer, onset) for layer in _layers(bar)]
    behind = next((note.place.start for note in layers[0][1]), bar.place.end)
    first = bar._replace(
        notes=layers[0][0], overlays=tuple(before for before, _ in layers[1:]), closing=line, marks=(),
        length=min(bar.length, onset), place=Place(bar.place.start, behind),
        symbols=tuple(one for one in bar.symbols if one.onset < onset),
        annotations=tuple(one for one in bar.annotations if one.onset < onset))
    second = bar._replace(
        notes=layers[0][1], overlays=tuple(after for _, after in layers[1:]), opening=line,
        length=max(bar.length - onset, Fraction(0)), place=Place(behind, bar.place.end),
        endings=(), tempo=None, part="", clef="", begins_line=False,
        symbols=tuple(one._replace(onset=one.onset - onset) for one in bar.symbols if one.onset >= onset),
        annotations=tuple(one._replace(onset=one.onset - onset) for one in bar.annotations if one.onset >= onset))
    return first, second


def _cut_layer(notes: Sequence[Note], onset: Fraction) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """Return the notes before and behind an onset; what sounds across it is tied."""
    before: list[Note] = []
    after: list[Note] = []
    for note in notes:
        if note.onset >= onset:
            after.append(note._replace(onset=note.onset - onset))
        elif note.onset + note.length <= onset:
            before.append(note)
        else:
            length = onset - note.onset
            before.append(note._replace(length=length, tied=(True,) * len(note.pitches), slurs=(note.slurs[0], 0)))
            after.append(note._replace(onset=Fraction(0), length=note.length - length, slurs=(0, note.slurs[1]),
                                       graces=(), decorations=(), is_joined=False))
    return tuple(before), tuple(after)
