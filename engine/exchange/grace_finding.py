"""Notes that were played as graces: too short to be melody, each run leaning on the note behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from engine.exchange.key_finding import spell
from engine.exchange.midi_file import Played
from engine.exchange.quantise import Snapped
from engine.notation.tune import Bar, Grace, Note

_LONGEST = Fraction(1, 32)  # of a whole note ...
_LONGEST_S = 0.075  # ... and in seconds: a thirty-second at a slow tempo is a note like any other
_MOST = 4  # in a row
_TOUCH = Fraction(1, 256)  # between a grace and its note, at most


def take_graces(notes: list[Played], tempos: Mapping[Fraction, float]) -> int:
    """Move the graces of one track into the notes that they lead to; return how many.

    Such a note begins where its graces began. ``tempos`` are quarter notes a minute. Nothing is taken where another
    note still sounds.
    """
    kept: list[Played] = []
    run: list[Played] = []
    changes = sorted(tempos.items(), reverse=True)
    for number, note in enumerate(notes):
        following = notes[number + 1] if number + 1 < len(notes) else None
        if following is not None and _is_short(note, changes) and abs(following.onset - note.end) <= _TOUCH:
            run.append(note)
            continue
        lead = note.onset - run[0].onset if run else Fraction(0)
        is_free = not kept or not run or kept[-1].end <= run[0].onset + _TOUCH
        # What leans on a note is not louder than it: in "c<<<A" the short note has the beat.
        is_softer = all(one.velocity <= note.velocity for one in run)
        if run and len(run) <= _MOST and note.end - note.onset >= lead and is_free and is_softer and \
                _is_plain(run[0].onset) and _is_plain(note.end - run[0].onset):
            note.onset, note.graces = run[0].onset, tuple(one.pitch for one in run)
        else:
            kept += run
        kept.append(note)
        run = []
    taken = len(notes) - len(kept)
    notes[:] = kept
    return taken


def _is_plain(place: Fraction) -> bool:
    """Say whether a place or a length would be one without the graces."""
    return any(abs(place - round(place / step) * step) <= _TOUCH for step in (Fraction(1, 16), Fraction(1, 24)))


def _is_short(note: Played, changes: Iterable[tuple[Fraction, float]]) -> bool:
    bpm = next((bpm for onset, bpm in changes if onset <= note.onset), 120.0)
    length = note.end - note.onset
    return 0 < length <= _LONGEST and float(length) * 4 * 60 / bpm <= _LONGEST_S


def set_graces(bars: Sequence[Bar], notes: Iterable[Snapped], unit: Fraction) -> list[Bar]:
    """Return the bars of a line with the graces of its notes before them; ``unit`` is as long as one is written."""
    graces = {note.onset: note.graces for note in notes if note.graces}
    found: list[Bar] = []
    now, was_tied = Fraction(0), False
    for bar in bars:
        dressed: list[Note] = []
        for note in bar.notes:
            pitches = graces.get(now + note.onset, ()) if note.pitches and not was_tied else ()
            was_tied = any(note.tied)
            dressed.append(note._replace(graces=tuple(Grace(spell(one, bar.key.fifths), unit) for one in pitches)))
        found.append(bar._replace(notes=tuple(dressed)))
        now += bar.length
    return found
