"""Characters to tokens with places. Byte-exact: the tokens joined give back the text.

Source: ABC standard v2.1, sections 2.2 (structure of a file), 4 (the tune body).
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """One token. ``start`` and ``end`` are character offsets.

    ``kind`` is one of: field, note, rest, spacer, bar, ending, chord_symbol, annotation, decoration, grace,
    tuplet, broken, tie, slur, chord_open, chord_close, inline_field, overlay, comment, directive, text,
    space, newline, continuation, unclosed, unknown.
    """

    kind: str
    start: int
    end: int


_LENGTH = r"\d*(?:/+\d*)?"

# The order matters: a longer construct stands before the shorter one that begins alike.
_MUSIC = re.compile(
    rf"""
    (?P<space>[ \t]+)
  | (?P<note>(?:\^\^|\^|__|_|=)?[A-Ga-g][,']*{_LENGTH})
  | (?P<annotation>"[\^_<>@][^"\n]*")
  | (?P<chord_symbol>"[^"\n]*")
  | (?P<ending>(?:(?<=\|)|(?<=\|\])|(?<=\|:)|(?<=::))\d+(?:[,\-.]+\d+)*|\[\d+(?:[,\-.]+\d+)*\.?)
  | (?P<inline_field>\[[A-Za-z]:[^\]\n]*\])
  | (?P<bar>\.?(?:\[\||:*\|)[|\]:]*|::+|:(?=\])|\[(?=\|))
  | (?P<chord_open>\[)
  | (?P<chord_close>\]{_LENGTH})
  | (?P<rest>[zxZX]{_LENGTH})
  | (?P<spacer>y{_LENGTH})
  | (?P<tuplet>\(\d+(?::\d*(?::\d*)?)?)
  | (?P<broken>>+|<+)
  | (?P<grace>\{{[^}}\n]*\}})
  | (?P<tie>\.?-)
  | (?P<slur>\.?[()])
  | (?P<decoration>![^!\n|\]\[]+!|\+[a-z0-9.<>()]+\+|[.~H-Wh-w](?![:]))
  | (?P<overlay>&)
  | (?P<comment>%[^\n]*)
  | (?P<continuation>\\(?=[ \t]*(?:%[^\n]*)?(?:\n|$)))
  | (?P<unclosed>["{{][^\n]*)
  | (?P<unknown>.)
    """,
    re.VERBOSE,
)
# A line such as "G:|" is a note before a repeat, not a field.
_FIELD = re.compile(r"[A-Za-z+]:(?![|:])")
_KINDS = {index: name for name, index in _MUSIC.groupindex.items()}


def scan_music(line: str, offset: int = 0) -> list[Token]:
    """Return the tokens of a line of music. ``offset`` is added to every place.

    >>> [t.kind for t in scan_music('"G"B2>c|')]
    ['chord_symbol', 'note', 'broken', 'note', 'bar']
    """
    tokens: list[Token] = []
    _add_music(tokens, line, 0, len(line), offset)
    return tokens


def _add_music(tokens: list[Token], text: str, start: int, end: int, offset: int = 0) -> None:
    """Append the tokens of the music between two offsets, which lie in one line."""
    kinds, make = _KINDS, Token
    for match in _MUSIC.finditer(text, start, end):
        low, high = match.span()
        tokens.append(make(kinds[match.lastindex or 1], low + offset, high + offset))


def scan_line(line: str, in_body: bool, offset: int = 0) -> list[Token]:
    """Return the tokens of one line (without its line end).

    ``in_body`` says whether the ``K:`` field has passed: a line that is no field is music there and plain
    text before.
    """
    end = offset + len(line)
    if not line:
        return []
    if line.startswith("%%"):
        return [Token("directive", offset, end)]
    if line.startswith("%"):
        return [Token("comment", offset, end)]
    if _FIELD.match(line):
        cut = _comment_start(line)
        tokens = [Token("field", offset, offset + cut)]
        if cut < len(line):
            tokens.append(Token("comment", offset + cut, end))
        return tokens
    if not line.strip():
        return [Token("space", offset, end)]
    if in_body:
        return scan_music(line, offset)
    return [Token("text", offset, end)]


def _comment_start(line: str) -> int:
    """Return where the remark at the end of a field line begins, or the line's length."""
    match = re.search(r"(?<!\\)%", line)
    return match.start() if match else len(line)


_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_TUNE = re.compile(r"^X:", re.MULTILINE)


def scan(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a book or a tune between two offsets.

    A tune begins at ``X:`` (or at the start, where the text has none) and ends at an empty line. Music
    before any ``K:`` is read as music if its line cannot be header or free text.
    """
    end = len(text) if end is None else end
    tokens: list[Token] = []
    in_tune = _opens_without_number(text, start, end)
    in_body = False
    position = start
    while position < end:
        match = _LINE.match(text, position, end)
        assert match is not None  # the pattern matches everywhere
        line = match.group(1)
        letter = line[0] if _FIELD.match(line) else ""
        if letter == "X":
            in_tune, in_body = True, False
        elif not line.strip() and in_body:
            in_tune = in_body = False
        elif in_tune and line and not letter and not in_body and line[0] != "%" and line.strip():
            in_body = True  # music without K:; the reader says so
        if in_body and not letter and line and line[0] != "%" and not line.isspace():
            _add_music(tokens, text, position, position + len(line))
        elif in_tune or letter or line.startswith("%") or not line.strip():
            tokens += scan_line(line, in_body, position)
        else:
            tokens.append(Token("text", position, position + len(line)))
        if letter == "K" and in_tune:
            in_body = True
        if match.group(2):
            tokens.append(Token("newline", match.start(2), match.end(2)))
        position = match.end()
    return tokens


def _opens_without_number(text: str, start: int, end: int) -> bool:
    """Say whether a piece of text without ``X:`` is to be read as a tune all the same."""
    return _TUNE.search(text, start, end) is None
