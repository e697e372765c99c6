"""``check``: what is wrong with a file, and where."""

from __future__ import annotations

import argparse
import bisect
import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from multiprocessing import get_context
from pathlib import Path

from engine.commands.texts import read_input
from engine.errors import SettingsError
from engine.files import Document, write_abc
from engine.notation.book import tune_ranges
from engine.notation.mending import mend
from engine.notation.reader import read_tune
from engine.notation.tune import Diagnostic, Place

# A megabyte takes some three seconds to read: from there on every core of the machine takes a share.
_SHARED_FROM = 1_000_000
_SHARE = 250_000  # characters


def run(options: argparse.Namespace) -> int:
    """Print a line a diagnostic; return 1 if one of them is an error."""
    document = read_input(options.input)
    text = document.text
    if options.fix:
        return _fix(document, options)
    if options.output is not None:
        raise SettingsError("-o is for --fix: add it, or leave -o out")
    lines = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    records = []
    for one in diagnostics_of(text):
        line = bisect.bisect_right(lines, one.place.start)
        records.append({"file": options.input, "line": line, "column": one.place.start - lines[line - 1] + 1,
                        "severity": one.severity, "code": one.code, "message": one.message,
                        "start": one.place.start, "end": one.place.end,
                        "fix": asdict(one.fix) if one.fix else None})
    if options.json:
        print(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for record in records:
            print("{file}:{line}:{column}: {severity}: {message}".format(**record))
    return 1 if any(record["severity"] == "error" for record in records) else 0


def _fix(document: Document, options: argparse.Namespace) -> int:
    """Write the mended book; return 1 if an error is left."""
    text, count = mend(document.text)
    if options.output in (None, "-"):
        sys.stdout.write(text)
    else:
        write_abc(Path(options.output), replace(document, text=text))
    left = [one for one in diagnostics_of(text) if one.severity == "error"]
    print(f"segue: {count} mended, {len(left)} error{'s' * (len(left) != 1)} left", file=sys.stderr)
    return 1 if left else 0


def diagnostics_of(text: str) -> Iterator[Diagnostic]:
    """Yield what is to be said of every tune of a book, in order; a long book is read by several processes."""
    ranges = tune_ranges(text)
    if len(text) < _SHARED_FROM or len(ranges) == 1 or (os.cpu_count() or 1) == 1:
        for start, end in ranges:
            yield from read_tune(text, start, end).diagnostics
        return
    header = text[:ranges[0][0]]
    shares = _shares(ranges)
    # Spawned, not forked: that works alike on every system, and whatever threads run.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        parts = [(header + text[start:end], start - len(header)) for start, end in shares]
        for found in pool.map(_check_share, parts):
            yield from found


def _shares(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges joined to shares of some length; no tune is divided."""
    shares = [ranges[0]]
    for start, end in ranges[1:]:
        if end - shares[-1][0] <= _SHARE:
            shares[-1] = (shares[-1][0], end)
        else:
            shares.append((start, end))
    return shares


def _check_share(part: tuple[str, int]) -> list[Diagnostic]:
    """Return the diagnostics of a part of a book that begins at an offset; the file header stands before it."""
    text, offset = part
    return [_moved(one, offset) for start, end in tune_ranges(text) for one in read_tune(text, start, end).diagnostics]


def _moved(one: Diagnostic, by: int) -> Diagnostic:
    fix = None if one.fix is None else replace(one.fix, place=_later(one.fix.place, by))
    return replace(one, place=_later(one.place, by), fix=fix)


def _later(place: Place, by: int) -> Place:
    return Place(place.start + by, place.end + by)
