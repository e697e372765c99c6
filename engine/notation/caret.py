"""May music stand at the caret, and what must stand before and behind it?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.errors import PhraseError
from engine.notation.scanner import Token, scan
from engine.sentences import Sentence

_BLANK = ("space", "newline")
_LINES = ("field", "directive", "comment")
_EMPTY_LINE = re.compile(r"^[ \t]*(?:\r\n|\n|\r)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Seam:
    """How new music joins the text at the caret.

    ``lead`` has to be written before it and ``tail`` behind it: a line end, a blank or nothing. ``needs_note`` says
    that the text waits for a note (a grace, a decoration, an opening slur). ``last`` is the last token before the
    caret that is no blank, if there is one.
    """

    lead: str
    tail: str
    needs_note: bool
    last: Token | None


def find_seam(text: str, start: int, end: int, caret: int) -> Seam:
    """Return how music joins the tune between two offsets at the caret.

    Raises:
        PhraseError: no music can stand there; says why and where.
    """
    line_end = _line_end(text, caret)
    tokens = scan(text, start, min(line_end, max(end, caret)))
    before = [token for token in tokens if token.end <= caret]
    _refuse_inside(text, tokens, caret)
    _refuse_chord(text, tokens, caret)
    _refuse_header(text, start, end, caret, before)
    _refuse_after_end(text, start, caret, before)
    behind = next((token for token in tokens if token.start >= caret), None)
    last = next((token for token in reversed(before) if token.kind not in _BLANK), None)
    if behind is not None and behind.start == caret and behind.kind in ("broken", "tie"):
        sign = text[behind.start:behind.end]
        raise PhraseError("the caret stands between a note and its {sign}: move it behind the {sign}", behind.start,
                          behind.end, sign=sign)
    _refuse_half(text, last, caret)
    is_at_line = last is not None and text.find("\n", last.end, caret) < 0
    lead = "\n" if last is not None and is_at_line and last.kind in (*_LINES, "continuation") else ""
    return Seam(lead, _tail(text, behind, caret), _needs_note(text, last), last)


def place_in_words(text: str, offset: int) -> Sentence:
    """Return an offset as a person counts: line and column, from 1."""
    return Sentence("line {line}, column {column}", line=text.count("\n", 0, offset) + 1,
                    column=offset - text.rfind("\n", 0, offset))


def _line_end(text: str, caret: int) -> int:
    found = [place for place in (text.find("\n", caret), text.find("\r", caret)) if place >= 0]
    return min(found, default=len(text))


def _refuse_inside(text: str, tokens: list[Token], caret: int) -> None:
    token = next((one for one in tokens if one.start < caret < one.end and one.kind not in _BLANK), None)
    if token is None:
        return
    source = text[token.start:token.end]
    if token.kind == "comment":
        fault = Sentence("the caret stands in a comment, where music is not read: move it to a line of music")
    elif token.kind == "directive":
        fault = Sentence("the caret stands in a directive, where music is not read: move it to a line of music")
    elif token.kind == "field" and source[0] in "wW":
        fault = Sentence("the caret stands in a line of lyrics: move it to a line of music")
    elif token.kind == "field":
        fault = Sentence("the caret stands in the field {field}, which is no music: move it to a line of music",
                         field=source[:2])
    elif token.kind == "text":
        fault = Sentence("the caret stands in text outside any tune: move it to a line of music")
    else:
        fault = Sentence("the caret stands inside {source}: move it before or behind", source=source[:24])
    raise PhraseError("{fault} ({place})", token.start, token.end, fault=fault, place=place_in_words(text, caret))


def _refuse_chord(text: str, tokens: list[Token], caret: int) -> None:
    opening: Token | None = None
    for token in tokens:
        if token.kind == "chord_open" and token.start < caret:
            opening = token
        elif token.kind == "chord_close" and opening is not None:
            if token.start >= caret:
                raise PhraseError("the caret stands inside the chord {chord}: move it before or behind ({place})",
                                  opening.start, token.end, chord=text[opening.start:token.end],
                                  place=place_in_words(text, caret))
            opening = None
        elif token.kind in ("newline", "bar"):
            opening = None


def _refuse_header(text: str, start: int, end: int, caret: int, before: list[Token]) -> None:
    """Refuse a caret above the K: field, where there is one."""
    if any(token.kind == "field" and text[token.start] == "K" for token in before):
        return
    if all(token.kind in (*_LINES, *_BLANK, "text") for token in before):
        key = re.compile(r"^K:", re.MULTILINE).search(text, caret, end)
        if key is not None and text[start:end].strip():
            raise PhraseError("the caret stands in the header: move it below the K: field ({place})",
                              max(start, text.rfind("\n", 0, caret) + 1), _line_end(text, caret),
                              place=place_in_words(text, key.start()))


def _refuse_after_end(text: str, start: int, caret: int, before: list[Token]) -> None:
    """Refuse a caret behind the empty line that ends the tune."""
    body = next((token.end for token in before if token.kind == "field" and text[token.start] == "K"), None)
    if body is None:
        body = next((token.start for token in before if token.kind not in (*_LINES, *_BLANK)), None)
    if body is None:
        return
    line = text.find("\n", body, caret)
    empty = _EMPTY_LINE.search(text, line + 1, caret) if line >= 0 else None
    if empty is not None:
        number = text.count("\n", 0, empty.start()) + 1
        raise PhraseError("the empty line {number} ended the tune: move the caret to the end of the music, or remove "
                          "the empty line", empty.start(), caret, number=number)


def _refuse_half(text: str, last: Token | None, caret: int) -> None:
    """Refuse a caret behind something half written."""
    if last is None or last.kind != "unknown" or last.end != caret:
        return
    sign = text[last.start]
    if sign in "^_=":
        raise PhraseError("{sign} waits for its note: write the note, or remove the accidental", last.start, last.end,
                          sign=sign)
    if sign == ":":
        raise PhraseError("the bar line is not finished: write :|, |: or ::", last.start, last.end)


def _needs_note(text: str, last: Token | None) -> bool:
    if last is None:
        return False
    return last.kind in ("grace", "decoration") or (last.kind == "slur" and text[last.end - 1] == "(")


def _tail(text: str, behind: Token | None, caret: int) -> str:
    """Return what keeps the new music apart from the text behind it."""
    if behind is None or behind.start != caret:
        return ""
    if behind.kind in ("field", "directive"):
        return "\n"
    # "|" before ":|" would read as one odd bar line.
    return " " if text[caret] in "|:]" else ""
