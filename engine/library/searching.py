"""The child process that searches a folder.

Reading ABC holds the interpreter; in a process of its own it holds that one's, and the window goes on.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from engine.errors import FileError
from engine.library.folders import files_in
from engine.library.hits import Hit, Volume, twin_hits
from engine.library.orders import Found, Search, pack
from engine.library.shelf import Shelf
from engine.notation.index import parse_query

_MOST_HITS = 50  # in one answer: whoever unpacks them holds an interpreter that the window waits for
_NICE = 5  # typing and sound go first
_LONGEST_S = 0.05  # without an answer


def serve(connection: Connection) -> None:
    """Answer orders until the other end is closed: (number, Search or None). A newer one ends the one before."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is the parent's to answer
    if hasattr(os, "nice"):
        os.nice(_NICE)
    shelf = Shelf()
    while True:
        try:
            number, search = connection.recv()
            if search is not None:
                for answer in answers(search, shelf, connection.poll):
                    connection.send((number, answer))
        except (EOFError, OSError):
            return


def answers(search: Search, shelf: Shelf, is_over: Callable[[], bool]) -> Iterator[Found]:
    """Yield what is found as it is found, some twenty times a second; end early if nobody wants it any more."""
    query = parse_query(search.query)
    problems: list[str] = []
    shelf.keep_only(search.folder)
    files = list(files_in(search.folder, lambda error: problems.append(error.sentence)))
    hits: list[tuple[Path, int, Hit]] = []
    volumes: dict[Path, Volume] = {}
    tunes, since = 0, time.monotonic()

    def answer(done: int, *, is_whole: bool = False) -> Found:
        nonlocal since
        found = Found(*pack(hits), done, len(files), tunes, tuple(problems), is_whole)
        since = time.monotonic()
        hits.clear()
        problems.clear()
        return found

    for done, path in enumerate(files):
        try:
            volume = shelf.read(path, search.texts.get(path))
        except FileError as error:
            if path.suffix.lower() == ".abc":  # a .txt need not hold tunes at all
                problems.append(error.sentence)
            continue
        if search.only_twins:
            volumes[path] = volume
        for hit in volume.hits(query):
            tunes += 1
            if hit is not None and not search.only_twins:
                hits.append((path, 0, hit))
            if len(hits) >= _MOST_HITS or time.monotonic() - since > _LONGEST_S:
                if is_over():
                    return
                yield answer(done)
        if is_over():
            return
    for number, group in enumerate(twin_hits(volumes, query) if search.only_twins else (), 1):
        hits += [(path, number, hit) for path, hit in group]
        if len(hits) >= _MOST_HITS:
            if is_over():
                return
            yield answer(len(files))
    yield answer(len(files), is_whole=True)
