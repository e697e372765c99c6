"""Texts in and out of commands: files, or standard input and output for ``-``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from engine.errors import SettingsError
from engine.files import Document, decode, read_abc
from engine.model.checkpoint import DEFAULT
from engine.notation.book import music_end, tune_ranges


def read_input(name: str) -> Document:
    """Return the document in a file, or on standard input for ``-``. Raises FileError."""
    if name == "-":
        return decode(sys.stdin.buffer.read(), "standard input")
    return read_abc(Path(name))


def tunes_of(text: str) -> list[tuple[int, int]]:
    """Return the ranges of a book's tunes, without the blank space and free text after each."""
    return [(start, music_end(text, start, end)) for start, end in tune_ranges(text)]


def chosen_tunes(text: str, wanted: str | None) -> list[tuple[int, int]]:
    """Return the ranges of a book's tunes, of all or of those that ``wanted`` names by their places: ``1,3-5``.

    Raises:
        SettingsError: that is no list of places, or the book has no tune there.
    """
    tunes = tunes_of(text)
    if wanted is None:
        return tunes
    places: list[int] = []
    for piece in wanted.split(","):
        ends = re.fullmatch(r"\s*(\d+)(?:\s*-\s*(\d+))?\s*", piece)
        first, last = (int(ends[1]), int(ends[2] or ends[1])) if ends is not None else (0, 0)
        if not 1 <= first <= last <= len(tunes):
            raise SettingsError("tunes {wanted} cannot be chosen: name places from 1 to {count}, such as 1,3-5",
                                wanted=wanted, count=len(tunes))
        places += range(first, last + 1)
    return [tunes[place - 1] for place in dict.fromkeys(places)]


def model_path(name: str) -> Path:
    """Return the path of a model named on the command line; ``default`` is the shipped one."""
    return DEFAULT if name == "default" else Path(name)


def bars_named(words: str, option: str) -> tuple[int, int]:
    """Return the first and last bar that an option names, such as ``5`` or ``5-8``.

    >>> bars_named("5-8", "--bars"), bars_named("5", "--bars")
    ((5, 8), (5, 5))

    Raises:
        SettingsError: it names none.
    """
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", words)
    if match is None:
        raise SettingsError("{words!r} names no bars: write {option} 5 or {option} 5-6", words=words, option=option)
    return int(match.group(1)), int(match.group(2) or match.group(1))


def at_least_one(value: int, what: str) -> int:
    """Return a count. Raises SettingsError below one."""
    if value < 1:
        raise SettingsError("{value} {what} is too few: ask for 1 or more", value=value, what=what)
    return value
