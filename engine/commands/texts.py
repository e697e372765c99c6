"""Texts in and out of commands: files, or standard input and output for ``-``."""

from __future__ import annotations

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


def model_path(name: str) -> Path:
    """Return the path of a model named on the command line; ``default`` is the shipped one."""
    return DEFAULT if name == "default" else Path(name)


def numbered(path: str, number: int, count: int) -> Path:
    """Return a file's path for one of several tunes: OUT.mid, or OUT-1.mid, OUT-2.mid..."""
    one = Path(path)
    return one if count == 1 else one.with_name(f"{one.stem}-{number}{one.suffix}")


def at_least_one(value: int, what: str) -> int:
    """Return a count. Raises SettingsError below one."""
    if value < 1:
        raise SettingsError("{value} {what} is too few: ask for 1 or more", value=value, what=what)
    return value
