"""A tune that was read from one text, with its places in another: every place in it is asked anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.notation.macros import Expansion
from engine.notation.tune import Bar, BarLine, Diagnostic, Field, Note, Place, Tune, Voice


def relocated(tune: Tune, expansion: Expansion, start: int, end: int) -> Tune:
    """Return the tune with the places of the text that it was expanded from; ``start`` and ``end`` are its own there.

    The fields that it inherits have that text's places already. A mend inside a macro is dropped: it would have to
    be made where the macro is defined.
    """
    voices = {voice.name: _voice(voice, expansion) for voice in tune.voices}
    last = voices.get(tune.last_voice.name) or _voice(tune.last_voice, expansion)
    return replace(
        tune, fields=_fields(tune.fields, expansion), body_fields=_fields(tune.body_fields, expansion),
        voices=tuple(voices.values()), last_voice=last, place=Place(start, end),
        body=expansion.place(Place(tune.body, tune.body)).start,
        diagnostics=tuple(_diagnostic(one, expansion) for one in tune.diagnostics))


def _fields(fields: Sequence[Field], expansion: Expansion) -> tuple[Field, ...]:
    return tuple(Field(one.letter, one.value, expansion.place(one.place)) for one in fields)


def _diagnostic(one: Diagnostic, expansion: Expansion) -> Diagnostic:
    fix = one.fix
    if fix is not None:
        fix = replace(fix, place=expansion.place(fix.place)) if expansion.is_plain(fix.place) else None
    return replace(one, place=expansion.place(one.place), fix=fix)


def _voice(voice: Voice, expansion: Expansion) -> Voice:
    return replace(voice, bars=tuple(_bar(bar, expansion) for bar in voice.bars),
                   lyrics=tuple(replace(one, place=expansion.place(one.place)) for one in voice.lyrics))


def _bar(bar: Bar, expansion: Expansion) -> Bar:
    return bar._replace(
        notes=_notes(bar.notes, expansion), overlays=tuple(_notes(layer, expansion) for layer in bar.overlays),
        symbols=tuple(one._replace(place=expansion.place(one.place)) for one in bar.symbols),
        annotations=tuple(one._replace(place=expansion.place(one.place)) for one in bar.annotations),
        opening=_line(bar.opening, expansion), closing=_line(bar.closing, expansion),
        place=expansion.place(bar.place))


def _notes(notes: Sequence[Note], expansion: Expansion) -> tuple[Note, ...]:
    return tuple(note._replace(place=expansion.place(note.place)) for note in notes)


def _line(line: BarLine, expansion: Expansion) -> BarLine:
    return line._replace(place=expansion.place(line.place))
