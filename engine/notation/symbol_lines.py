"""Symbol lines: decorations, chord symbols and annotations written under the music instead of in it.

Source: ABC standard v2.1, section 4.15. They find their notes as lyrics do, and belong to them then like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from engine.notation.lyrics import next_bar
from engine.notation.tune import Annotation, ChordSymbol, Place
from engine.notation.voice import VoiceReader

# Symbols that stand side by side without a blank belong to one note.
_PART = re.compile(r"""(?P<sign>[|*])|(?P<group>(?:"[^"\n]*"|![^!\n]+!|\+[^+\n]+\+|[.~H-Wh-w])+)|(?P<other>[^\s|*]+)""")
_ONE = re.compile(r""""[^"\n]*"|![^!\n]+!|\+[^+\n]+\+|[.~H-Wh-w]""")


class Symbol(NamedTuple):
    """One symbol as it is written, and the note that it belongs to: ``bar`` and ``note`` count from 0."""

    bar: int
    note: int
    source: str
    place: Place


class Aligned(NamedTuple):
    """The symbols of a line. ``reached`` is the note to go on with; ``left_over`` are those without a note."""

    symbols: tuple[Symbol, ...]
    reached: int
    left_over: int
    unknown: tuple[Place, ...]


def align_symbols(line: str, offset: int, notes: Sequence[tuple[int, int]], at: int = 0) -> Aligned:
    """Return the symbols of an ``s:`` line. ``offset`` is where ``line`` stands; ``at`` the note that it begins with.

    ``notes`` are (bar, note) of everything that can have one. ``*`` leaves a note out, ``|`` goes to the next bar.

    >>> [(one.source, one.note) for one in align_symbols('"C" * !f!', 0, [(0, 0), (0, 1), (0, 2)]).symbols]
    [('"C"', 0), ('!f!', 2)]
    """
    found: list[Symbol] = []
    unknown: list[Place] = []
    left_over = 0
    for match in _PART.finditer(line):
        if match.group("sign") == "|":
            at = next_bar(notes, at)
        elif match.group("sign"):
            at += 1
        elif match.group("other"):
            unknown.append(Place(match.start() + offset, match.end() + offset))
        elif at >= len(notes):
            left_over += 1
        else:
            found += [Symbol(*notes[at], one.group(), Place(one.start() + offset, one.end() + offset))
                      for one in _ONE.finditer(line, *match.span())]
            at += 1
    return Aligned(tuple(found), at, left_over, tuple(unknown))


def set_words(voice: VoiceReader, symbol: Symbol) -> None:
    """Set a chord symbol or an annotation over the note that it belongs to."""
    text = symbol.source[1:-1]
    is_annotation = text[:1] in tuple("^_<>@")
    if symbol.bar >= len(voice.bars):
        if is_annotation:
            voice.annotations.append((symbol.note, text[0], text[1:], symbol.place))
        else:
            voice.symbols.append((symbol.note, text.strip(), symbol.place))
            voice.symbols.sort(key=lambda one: one[0])
        return
    bar = voice.bars[symbol.bar]
    onset = bar.notes[symbol.note].onset
    if is_annotation:
        notes = [*bar.annotations, Annotation(text[1:], text[0], onset, symbol.place)]
        voice.bars[symbol.bar] = bar._replace(annotations=tuple(sorted(notes, key=lambda one: one.onset)))
        return
    place = bisect_right([one.onset for one in bar.symbols], onset)
    symbols = *bar.symbols[:place], ChordSymbol(text.strip(), onset, symbol.place), *bar.symbols[place:]
    voice.bars[symbol.bar] = bar._replace(symbols=symbols)


def decorate(voice: VoiceReader, symbol: Symbol, name: str) -> None:
    """Let the note that a symbol belongs to have a decoration."""
    if symbol.bar >= len(voice.bars):
        note = voice.notes[symbol.note]
        voice.notes[symbol.note] = note._replace(decorations=(*note.decorations, name))
        return
    bar = voice.bars[symbol.bar]
    note = bar.notes[symbol.note]
    changed = note._replace(decorations=(*note.decorations, name))
    voice.bars[symbol.bar] = bar._replace(notes=(*bar.notes[:symbol.note], changed, *bar.notes[symbol.note + 1:]))
