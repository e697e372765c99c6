"""Other lengths in the composer's own text: twice or half as long, or another unit that keeps the sound.

Only lengths, and the fields that give them their meaning, change; spacing, remarks and everything else stay. What a
note lasts is asked of the reader, so every ``L:`` counts that counts there: in the header, inline, a voice's own.
Source: ABC standard v2.1, sections 3.1.7 (L:), 3.1.8 (Q:), 4.3 (lengths), 4.13 (tuplets), 4.17 (chords).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from engine.errors import SettingsError
from engine.notation.fields import (
    FREE,
    default_unit,
    format_length,
    parse_length,
    parse_metre,
    parse_tempo,
    parse_unit,
)
from engine.notation.heads import parse_note
from engine.notation.reader import read_tune
from engine.notation.scanner import Token, scan
from engine.notation.transpose import Edit, apply_edits
from engine.notation.tune import Metre, Note, Tune

DOUBLE, HALF = Fraction(2), Fraction(1, 2)
_Factor = Callable[[Fraction], Fraction]
_METRE = re.compile(r"(.*?)(\d+)(\s*)$")
_HALVES = {Fraction(1, 2): "/", Fraction(1, 4): "//"}


@dataclass(frozen=True, slots=True)
class _Value:
    """The value of a field, without blanks and remark: its letter, where it stands."""

    letter: str
    text: str
    start: int
    end: int


def scale_edits(text: str, start: int, end: int, factor: Fraction, *, keep_metre: bool = False,
                within: tuple[int, int] | None = None) -> list[Edit]:
    """Return the edits that make the notes of a tune ``factor`` (2 or 1/2) times as long, in order.

    Without ``keep_metre`` each ``M:`` goes along (4/4 becomes 4/2), so that the bars still add up. ``within`` are two
    offsets: only the notes between them change then, and no metre. ``Q:`` and the unit stay, and so do graces: how long
    they last is left to whoever plays.

    Raises:
        SettingsError: the tune has macros.
    """
    tune = read_tune(text, start, end)
    _refuse_macros(tune)
    tokens = scan(text, start, end)
    found = _length_edits(text, tokens, tune, lambda _: factor, within)
    if within is None and not keep_metre:
        found += _metre_edits(text, tokens, tune, factor)
    return _in_order(found, text)


def unit_edits(text: str, start: int, end: int, unit: Fraction) -> list[Edit]:
    """Return the edits that write a tune in another unit note length, in order. What sounds stays the same.

    Every ``L:`` of the tune says the new unit; a tempo that counts units says which note it counts.

    Raises:
        SettingsError: the tune has macros.
    """
    tune = read_tune(text, start, end)
    _refuse_macros(tune)
    tokens = scan(text, start, end)
    found = _length_edits(text, tokens, tune, lambda old: old / unit, None)
    has_unit = False
    now = next((one for field in tune.inherited if field.letter == "L" and (one := parse_unit(field.value))), None)
    metre = next((parse_metre(field.value) or FREE for field in tune.inherited if field.letter == "M"), FREE)
    for value in _values(text, tokens):
        is_header = value.start < tune.body
        if value.letter == "L" and parse_unit(value.text) is not None:
            found.append(Edit(value.start, value.end, str(unit)))
            has_unit = has_unit or is_header
            now = parse_unit(value.text)
        elif value.letter == "M":
            metre = parse_metre(value.text) or metre
        elif value.letter == "Q":
            found += _tempo_edit(value, now or (default_unit(metre) if is_header else tune.unit))
    if not has_unit and tune.unit != unit:
        place = _key_line(text, tokens, tune)
        found.append(Edit(place, place, f"L:{unit}\n"))
    return _in_order(found, text)


def _refuse_macros(tune: Tune) -> None:
    """Refuse to change lengths that a macro's name and its music would have to agree on."""
    if any(field.letter == "m" for field in (*tune.inherited, *tune.fields, *tune.body_fields)):
        raise SettingsError("the tune has macros (m:), whose lengths cannot be changed from here: write their notes "
                            "into the music, take the m: fields out and ask again")


def parse_new_unit(spec: str) -> Fraction:
    """Return the unit that a text such as ``1/16`` names.

    Raises:
        SettingsError: it names none.
    """
    unit = parse_unit(spec)
    if unit is None or unit.denominator & (unit.denominator - 1):
        raise SettingsError("{spec!r} is no unit note length: write one such as 1/8 or 1/16", spec=spec)
    return unit


def scale_text(text: str, factor: Fraction, start: int = 0, end: int | None = None, *,
               keep_metre: bool = False) -> str:
    r"""Return the text with the tune between two offsets ``factor`` times as long.

    >>> scale_text('X:1\nM:6/8\nL:1/8\nK:G\nG>A [Bd]/z2|\n', DOUBLE)
    'X:1\nM:6/4\nL:1/8\nK:G\nG2>A2 [Bd]z4|\n'
    """
    end = len(text) if end is None else end
    return apply_edits(text, scale_edits(text, start, end, factor, keep_metre=keep_metre))


def unit_text(text: str, unit: Fraction, start: int = 0, end: int | None = None) -> str:
    r"""Return the text with the tune between two offsets in another unit.

    >>> unit_text('X:1\nM:4/4\nQ:120\nK:G\nG2 A/B/(3cde|\n', Fraction(1, 16))
    'X:1\nM:4/4\nQ:1/8=120\nL:1/16\nK:G\nG4 AB(3c2d2e2|\n'
    """
    end = len(text) if end is None else end
    return apply_edits(text, unit_edits(text, start, end, unit))


def scaled_metre(value: str, factor: Fraction) -> str:
    """Return the value of an ``M:`` field for bars ``factor`` times as long.

    >>> [scaled_metre(text, DOUBLE) for text in ("4/4", "C", "C|", "6/8", "2+3/8", "none", "2/1")]
    ['4/2', '4/2', '2/1', '6/4', '2+3/4', 'none', '4/1']
    """
    metre = parse_metre(value)
    if metre is None or metre.length is None:
        return value
    value = {"C": "4/4", "C|": "2/2"}.get(value.strip(), value)
    match = _METRE.fullmatch(value)
    assert match is not None  # every metre that has a length ends in a number
    below = Fraction(int(match.group(2))) / factor
    if below.denominator == 1 and below <= 128:
        return f"{match.group(1)}{below}{match.group(3)}"
    whole = metre.length * factor
    return f"{whole.numerator}/{whole.denominator}"


def _length_edits(text: str, tokens: list[Token], tune: Tune, factor_under: _Factor,
                  within: tuple[int, int] | None) -> list[Edit]:
    """Return the edits of the lengths; ``factor_under`` says, for the unit in force, how the written number changes."""
    notes = {note.place.start: note for note in _all_notes(tune)}
    short = any(text[token.end - 1] == "/" for token in tokens if token.kind in ("note", "rest", "chord_close"))
    found: list[Edit] = []

    def rewrite(length: str, end: int, by: Fraction) -> None:
        old = parse_length(length)
        if old and by != 1:
            found.append(Edit(end - len(length), end, _written(old * by, short)))

    for place, token in enumerate(tokens):
        note = notes.get(token.start)
        if note is None or token.kind not in ("note", "rest", "chord_open") or text[token.start] in "ZX":
            continue
        if within is not None and not within[0] <= token.start < within[1]:
            continue
        inside = _chord(tokens, place) if token.kind == "chord_open" else [token]
        lengths = [(_length_text(text, one), one.end) for one in inside]
        first = parse_length(lengths[0][0])
        if token.kind == "chord_open":
            first *= parse_length(lengths[-1][0])
        if not first:
            continue  # a note of no length tells no unit, and needs no other
        by = factor_under(note.written / first)
        if token.kind == "chord_open":
            # Lengths stand inside the brackets or behind them: whichever the composer chose.
            has_inner = any(length for length, _ in lengths[:-1])
            lengths = lengths[:-1] if has_inner else lengths[-1:]
        for length, stop in lengths:
            rewrite(length, stop, by)
    return found


def _metre_edits(text: str, tokens: list[Token], tune: Tune, factor: Fraction) -> list[Edit]:
    """Return the edits of every metre, and of what else would mean something else under another one."""
    found: list[Edit] = []
    has_metre = has_unit = False
    for value in _values(text, tokens):
        if value.letter == "M" and parse_metre(value.text) is not None:
            found.append(Edit(value.start, value.end, scaled_metre(value.text, factor)))
            has_metre = has_metre or value.start < tune.body
        has_unit = has_unit or (value.letter == "L" and value.start < tune.body)
    new = parse_metre(scaled_metre(tune.metre.text, factor)) or tune.metre
    place = _key_line(text, tokens, tune)
    has_unit = has_unit or any(field.letter == "L" for field in tune.inherited)
    lines = ""
    if not has_metre and new != tune.metre:
        lines += f"M:{new.text}\n"
    if not has_unit and default_unit(new) != tune.unit:
        lines += f"L:{tune.unit}\n"
    if lines:
        found.append(Edit(place, place, lines))
    return found + _tuplet_edits(text, tokens, tune, factor)


def _tuplet_edits(text: str, tokens: list[Token], tune: Tune, factor: Fraction) -> list[Edit]:
    """Return the edits of tuplets such as ``(5`` whose time is told by the metre: they say it themselves."""
    found = []
    after = sorted((note.place.start, note, bar.metre) for voice in tune.voices for bar in voice.bars
                   for note in bar.notes if note.tuplet is not None and note.tuplet_index == 0)
    for token in tokens:
        parts = text[token.start + 1:token.end].split(":")
        if token.kind != "tuplet" or parts[0] not in ("5", "7", "9") or (len(parts) > 1 and parts[1].strip("0")):
            continue
        entry = next((one for one in after if one[0] >= token.end), None)
        if entry is not None and entry[1].tuplet is not None and _is_other(entry[2], factor):
            rest = f":{parts[2]}" if len(parts) > 2 else ""
            found.append(Edit(token.start, token.end, f"({parts[0]}:{entry[1].tuplet.q}{rest}"))
    return found


def _is_other(metre: Metre, factor: Fraction) -> bool:
    new = parse_metre(scaled_metre(metre.text, factor))
    return new is not None and new.is_compound != metre.is_compound


def _tempo_edit(value: _Value, unit: Fraction) -> list[Edit]:
    """Return the edit of a tempo that counts units: it names the note it counts. Source: ABC 2.1, 3.1.8."""
    tempo = parse_tempo(value.text, unit)
    bare = re.sub(r'"[^"]*"', " ", value.text)
    if tempo is None or "/" in bare:
        return []
    words = f'"{tempo.text}" ' if tempo.text else ""
    return [Edit(value.start, value.end, f"{words}{tempo.beat}={tempo.bpm:g}")]


def _all_notes(tune: Tune) -> Iterator[Note]:
    for voice in tune.voices:
        for bar in voice.bars:
            yield from bar.notes
            for layer in bar.overlays:
                yield from layer


def _chord(tokens: list[Token], place: int) -> list[Token]:
    """Return the notes of the chord that opens at a place, and its closing bracket."""
    found = []
    for token in tokens[place + 1:]:
        if token.kind == "note":
            found.append(token)
        elif token.kind == "chord_close":
            return [*found, token]
    return found  # the reader dropped it: nobody comes here


def _length_text(text: str, token: Token) -> str:
    source = text[token.start:token.end]
    return source[1:] if token.kind in ("rest", "chord_close") else parse_note(source)[2]


def _written(length: Fraction, short: bool) -> str:
    """Return a length as ABC writes it; ``short`` is the manner of those who write A/ for A/2."""
    return _HALVES.get(length, "") if short and length in _HALVES else format_length(length)


def _values(text: str, tokens: list[Token]) -> Iterator[_Value]:
    """Yield the values of all fields, header, body and inline."""
    for token in tokens:
        if token.kind not in ("field", "inline_field"):
            continue
        skip = 1 if token.kind == "inline_field" else 0
        source = text[token.start + skip + 2:token.end - skip]
        start = token.start + skip + 2 + len(source) - len(source.lstrip())
        yield _Value(text[token.start + skip], source.strip(), start, start + len(source.strip()))


def _key_line(text: str, tokens: list[Token], tune: Tune) -> int:
    """Return where a field can be added to the header: before ``K:``, else where the music begins."""
    for token in tokens:
        if token.kind == "field" and text[token.start] == "K":
            return token.start
    return tune.body


def _in_order(edits: list[Edit], text: str) -> list[Edit]:
    return sorted((one for one in edits if text[one.start:one.end] != one.text), key=lambda one: (one.start, one.end))
