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
MUSIC = re.compile(
    rf"""
    (?P<space>[ \t]+)
  | (?P<bar>\.?(?:\[\||:*\|)[|\]:]*|::+|:(?=\])|\[(?=\|))
  | (?P<note>(?:\^\^|\^|__|_|=)?[A-Ga-g][,']*{_LENGTH})
  | (?P<annotation>"[\^_<>@][^"\n]*")
  | (?P<chord_symbol>"[^"\n]*")
  | (?P<ending>(?:(?<=\|)|(?<=\|\])|(?<=\|:)|(?<=::))\d+(?:[,\-.]+\d+)*|\[\d+(?:[,\-.]+\d+)*\.?)
  | (?P<inline_field>\[[A-Za-z]:[^\]\n]*\])
  | (?P<chord_open>\[)
  | (?P<chord_close>\]{_LENGTH})
  | (?P<rest>[zxZX]{_LENGTH})
  | (?P<spacer>y{_LENGTH})
  | (?P<tuplet>\(\d+(?::\d*(?::\d*)?)?)
  | (?P<broken>>+|<+)
  | (?P<grace>\{{[^}}\n]*\}})
  | (?P<tie>\.?-)
  | (?P<slur>\.?\((?!\d)|\.?\))
  | (?P<decoration>![^!\n|\]\[]+!|\+[a-z0-9.<>()]+\+|[.~H-Wh-w](?!:[^|:\]]))
  | (?P<overlay>&)
  | (?P<comment>%[^\n]*)
  | (?P<continuation>\\(?=[ \t]*(?:%[^\n]*)?(?:\n|$)))
  | (?P<unclosed>["{{][^\n]*)
  | (?P<unknown>.)
    """,
    re.VERBOSE,
)
# A line such as "G:|" is a note before a repeat, not a field; "N::1st setting" can be nothing else.
FIELD = re.compile(r"[A-Za-z+]:(?![|:])|[H-WYh-wy+]:")
_LINE_END = re.compile(r"\r\n|\n|\r")
_TUNE = re.compile(r"^X:", re.MULTILINE)
_BLOCK = re.compile(r"%%begin(text|ps|svg)\b")
_KINDS = {index: name for name, index in MUSIC.groupindex.items()}


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
    for match in MUSIC.finditer(text, start, end):
        low, high = match.span()
        tokens.append(make(kinds[match.lastindex or 1], low + offset, high + offset))


def scan_line(line: str, in_body: bool, offset: int = 0) -> list[Token]:
    """Return the tokens of one line (without its line end).

    ``in_body`` says whether the ``K:`` field has passed: a line that is no field is music there and plain
    text before.
    """
    if line.startswith("%"):
        kind = "directive" if line.startswith("%%") else "comment"
    elif FIELD.match(line):
        kind = "field"
    else:
        kind = "blank" if not line.strip() else "music" if in_body else "text"
    tokens: list[Token] = []
    _add_line(tokens, kind, line, 0, len(line), offset)
    return tokens


def remark_start(text: str, start: int, end: int) -> int:
    """Return where the remark at the end of a field line begins, or the line's end."""
    at = text.find("%", start, end)
    while at > start and text[at - 1] == "\\":
        at = text.find("%", at + 1, end)
    return end if at < 0 else at


class LineReader:
    """Tell the kinds of lines apart, one after the other. Source: ABC 2.1, 2.2.

    ``kind_of`` answers with one of: ``field, music, comment, directive, text, blank``. A tune begins at ``X:`` (or at
    the start, ``in_tune``, where the text has none) and ends at an empty line. Music before any ``K:`` is read as
    music if its line cannot be header or free text; between ``%%begintext`` and ``%%endtext`` all are directives.
    """

    def __init__(self, in_tune: bool) -> None:
        self.in_tune = in_tune
        self.in_body = False
        self.block = ""  # the directive that will end a block of typeset text

    def kind_of(self, text: str, start: int, end: int) -> str:
        """Return the kind of the line between two offsets (without its line end)."""
        if self.block:
            if text.startswith(self.block, start):
                self.block = ""
            return "directive" if start < end else "blank"
        first = text[start:start + 1] if start < end else ""
        if first == "%":
            return self._remark(text, start, end)
        if (first.isalpha() or first == "+") and FIELD.match(text, start, end):
            if first == "X":
                self.in_tune, self.in_body = True, False
            elif first == "K" and self.in_tune:
                self.in_body = True
            return "field"
        if not first or text[start:end].isspace():
            if self.in_body:
                self.in_tune = self.in_body = False
            return "blank"
        if not self.in_tune:
            return "text"
        self.in_body = True  # music without K: ; the reader says so
        return "music"

    def _remark(self, text: str, start: int, end: int) -> str:
        if not text.startswith("%%", start):
            return "comment"
        block = _BLOCK.match(text, start, end)
        if block is not None:
            self.block = "%%end" + block.group(1)
        return "directive"


def scan(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a book or a tune between two offsets. ``LineReader`` says how lines are understood."""
    end = len(text) if end is None else end
    lines = LineReader(in_tune=opens_without_number(text, start, end))
    tokens: list[Token] = []
    position = start
    while position < end:
        stop, following = line_at(text, position, end)
        _add_line(tokens, lines.kind_of(text, position, stop), text, position, stop, 0)
        if following > stop:
            tokens.append(Token("newline", stop, following))
        position = following
    return tokens


def line_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the line that begins at ``start`` ends, and where the next begins."""
    match = _LINE_END.search(text, start, end)
    return (end, end) if match is None else match.span()


def opens_without_number(text: str, start: int, end: int) -> bool:
    """Say whether a piece of text without ``X:`` is to be read as a tune all the same."""
    return _TUNE.search(text, start, end) is None


def _add_line(tokens: list[Token], kind: str, text: str, start: int, end: int, offset: int) -> None:
    """Append the tokens of one line of a known kind; ``offset`` is added to every place."""
    if start == end:
        return
    if kind == "music":
        _add_music(tokens, text, start, end, offset)
    elif kind == "field":
        cut = remark_start(text, start, end)
        tokens.append(Token("field", start + offset, cut + offset))
        if cut < end:
            tokens.append(Token("comment", cut + offset, end + offset))
    else:
        tokens.append(Token("space" if kind == "blank" else kind, start + offset, end + offset))


class Scanner:
    r"""Scan a text that comes in pieces: however it is cut, the tokens are those of the whole.

    ``feed`` returns the tokens that have become certain, ``flush`` the rest; offsets count from the first
    character fed. A line is certain when its end has come; the lines before the first ``X:`` only when that has,
    since a text without any is one tune.

    >>> scanner = Scanner()
    >>> [len(scanner.feed("X:1\nK:G\nG")), [t.kind for t in scanner.feed("A|\n")], scanner.flush()][1]
    ['note', 'note', 'bar', 'newline']
    """

    def __init__(self) -> None:
        self._held: list[str] = []
        self._offset = 0  # of what is held
        self._tail = "\n"  # the last characters that came: an X: may lie across a cut
        self._lines: LineReader | None = None  # None until the first X: has been seen

    def feed(self, text: str) -> list[Token]:
        """Take a piece of text; return the tokens that are certain now."""
        self._held.append(text)
        near = self._tail + text
        self._tail = near[-2:]
        if self._lines is None:
            if "\nX:" not in near:
                return []
            self._lines = LineReader(in_tune=False)
        elif "\n" not in near and "\r" not in near:
            return []  # only a line end makes anything certain
        held = "".join(self._held)
        # A carriage return at the very end may be the first half of a line end.
        return self._scan(held, max(held.rfind("\n"), held.rfind("\r", 0, max(len(held) - 1, 0))) + 1)

    def flush(self) -> list[Token]:
        """Return the tokens of what was held back: no more text will come."""
        held = "".join(self._held)
        if self._lines is None:
            self._lines = LineReader(in_tune=True)
        return self._scan(held, len(held))

    def _scan(self, held: str, ready: int) -> list[Token]:
        assert self._lines is not None  # both callers have decided
        tokens: list[Token] = []
        position = 0
        while position < ready:
            stop, following = line_at(held, position, ready)
            _add_line(tokens, self._lines.kind_of(held, position, stop), held, position, stop, self._offset)
            if following > stop:
                tokens.append(Token("newline", stop + self._offset, following + self._offset))
            position = following
        self._held = [held[ready:]]
        self._offset += ready
        return tokens
