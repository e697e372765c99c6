"""What the composer is about to write at a place of a line: a field, its value, a decoration, a chord's name, notes.

Source: ABC standard v2.1, sections 3 (fields), 4.14 (decorations), 4.18 (chord symbols), 11 (directives).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.notation.scanner import FIELD, scan_music

VALUES = {"K": "key", "M": "metre", "L": "unit", "R": "rhythm", "Q": "tempo"}
_INLINE = re.compile(r"\[([A-Za-z]):([^\]]*)$")
_NAME = re.compile(r"[\w.()<>+^/-]*")
_LETTERS = re.compile(r"[A-Za-z]*$")
_PLACEMENTS = "^_<>@"


@dataclass(frozen=True, slots=True)
class Spot:
    """``kind`` says what is written from column ``start`` on, ``typed`` what of it stands before the caret.

    It is one of: field (at the beginning of a header's line), line (at that of a line of music), music, decoration,
    directive, chord, clef, key, metre, unit, rhythm, tempo, or empty where nothing can be said.
    """

    kind: str
    start: int = 0
    typed: str = ""


def spot_in(line: str, column: int, in_body: bool) -> Spot:
    """Return what stands at a column of a line; ``in_body`` says whether the ``K:`` field has passed.

    >>> spot_in("K:Ad", 4, False)
    Spot(kind='key', start=2, typed='Ad')
    >>> spot_in("GAB !tr", 7, True)
    Spot(kind='decoration', start=5, typed='tr')
    """
    before = line[:column]
    if before.startswith("%"):
        has_one_word = before.startswith("%%") and " " not in before
        return Spot("directive", 2, before[2:]) if has_one_word else Spot("")
    if FIELD.match(before):
        return _value(before[0], before[2:], 2)
    if not in_body:
        return Spot("field", 0, before) if len(before) <= 1 else Spot("")
    inline = _INLINE.search(before)
    if inline is not None:
        return _value(inline.group(1), inline.group(2), inline.start(2))
    return _in_music(before)


def _value(letter: str, value: str, start: int) -> Spot:
    typed = value.lstrip()
    start += len(value) - len(typed)
    if letter in "KV" and " " in typed:
        word = typed.rsplit(" ", 1)[1]
        return Spot("clef", start + len(typed) - len(word), word)
    return Spot(VALUES.get(letter, ""), start, typed) if letter in VALUES else Spot("")


def _in_music(before: str) -> Spot:
    tokens = scan_music(before)
    last = tokens[-1] if tokens else None
    if last is not None and last.kind == "unclosed" and before[last.start] == '"':
        typed = before[last.start + 1:]
        return Spot("") if typed[:1] in _PLACEMENTS and typed else Spot("chord", last.start + 1, typed)
    if last is not None and last.kind == "comment":
        return Spot("")
    for token in reversed(tokens):
        if token.kind == "unknown" and before[token.start] == "!" and _NAME.fullmatch(before, token.end):
            return Spot("decoration", token.end, before[token.end:])
    letters = _LETTERS.search(before)
    assert letters is not None  # it may be empty
    start = letters.start()
    return Spot("line" if not start else "music", start, before[start:])
