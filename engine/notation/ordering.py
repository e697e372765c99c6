"""The tunes of a book in another order, and numbered anew.

What stands before the first tune stays there; what stands between two tunes goes with the one that it follows. Not a
character is lost or added but the numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from engine.errors import SettingsError
from engine.notation.book import tune_ranges
from engine.notation.index import Entry, entries
from engine.notation.keys import MODES, parse_key

_ARTICLE = re.compile(r"\W*(?:(?:the|an?)\s+)?")
_NUMBER = re.compile(r"X:[ \t]*([^%\n]*)")
_DIGITS = re.compile(r"(\d+)")
_LAST = (1,)  # a tune that does not have what is sorted by comes after those that have


@dataclass(frozen=True, slots=True)
class Arranged:
    """A book as it was arranged.

    ``moves`` holds, of each tune in the old order, where it began, where it begins, and by how much its number is
    longer now.
    """

    text: str
    moves: tuple[tuple[int, int, int], ...]

    def place(self, offset: int) -> int:
        """Return where a place of the old text is now, as far into its tune as it was."""
        before, now, longer = next((move for move in reversed(self.moves) if move[0] <= offset), (0, 0, 0))
        return min(now + max(offset - before + longer * (offset > before), 0), len(self.text))


def arrange(text: str, by: str = "", *, renumbers: bool = False) -> Arranged:
    r"""Sort a book's tunes by title, key, rhythm or number, and number them from 1. Without ``by`` the order stays.

    Tunes that are alike in it keep their order. A title counts without its article, and its numbers as numbers.

    >>> arrange("X:7\nT:The Rakes\nK:G\nG|\n\nX:2\nT:Apples\nK:D\nD|", "title", renumbers=True).text
    'X:1\nT:Apples\nK:D\nD|\n\nX:2\nT:The Rakes\nK:G\nG|'

    Raises:
        SettingsError: tunes are not sorted by that.
    """
    if by and by not in ORDERS:
        raise SettingsError("tunes are not sorted by {order}: choose one of {known}", order=by, known=list(ORDERS))
    ranges = tune_ranges(text)
    if not text.startswith("X:", ranges[0][0]):
        return Arranged(text, ())
    tunes = list(entries(text))
    order = sorted(range(len(ranges)), key=lambda one: ORDERS[by](tunes[one])) if by else list(range(len(ranges)))
    pieces = [text[start:end] for start, end in ranges]
    # The last tune may lack the empty line behind it, and whichever comes last now must: the two exchange their ends.
    last, new_last = len(pieces) - 1, order[-1]
    (body, gap), (other_body, other_gap) = _parted(pieces[last]), _parted(pieces[new_last])
    if new_last != last:
        pieces[last], pieces[new_last] = body + other_gap, other_body + gap
    parts, at = [text[: ranges[0][0]]], ranges[0][0]
    moves = []
    for number, one in enumerate(order, 1):
        piece = _numbered(pieces[one], number) if renumbers else pieces[one]
        moves.append((ranges[one][0], at, len(piece) - len(pieces[one])))
        parts.append(piece)
        at += len(piece)
    return Arranged("".join(parts), tuple(sorted(moves)))


def _parted(piece: str) -> tuple[str, str]:
    """Return a piece without the blank space at its end, and that."""
    body = piece.rstrip()
    return body, piece[len(body):]


def _numbered(piece: str, number: int) -> str:
    found = _NUMBER.match(piece)
    assert found is not None
    start, value = found.start(1), found[1].rstrip()
    return piece[:start] + str(number) + piece[start + len(value):]


def _by_title(tune: Entry) -> tuple[object, ...]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", tune.title) if not unicodedata.combining(char))
    plain = _ARTICLE.sub("", plain.casefold(), count=1) or plain.casefold()
    # Split by digits, every second part is a number: parts are never compared across kinds.
    return (0, *(int(part) if number % 2 else part for number, part in enumerate(_DIGITS.split(plain)))) if plain \
        else _LAST


def _by_key(tune: Entry) -> tuple[object, ...]:
    key = parse_key(tune.key) if tune.key else None
    if key is None or key.mode not in MODES:
        return _LAST
    return 0, (key.tonic + 2) % 7, key.tonic_alter, MODES.index(key.mode)  # from A on


def _by_rhythm(tune: Entry) -> tuple[object, ...]:
    return (0, tune.rhythm.casefold()) if tune.rhythm else _LAST


def _by_number(tune: Entry) -> tuple[object, ...]:
    found = _DIGITS.match(tune.number)
    return (0, int(found[1])) if found else _LAST


ORDERS: dict[str, Callable[[Entry], tuple[object, ...]]] = {
    "title": _by_title, "key": _by_key, "rhythm": _by_rhythm, "number": _by_number}
