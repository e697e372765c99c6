"""``find``: the tunes of files and folders that a query asks for, or those that are nearly the same."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tqdm import tqdm

from engine.commands.texts import read_input
from engine.errors import FileError
from engine.library.folders import files_in
from engine.library.hits import Hit, Volume, twin_hits
from engine.notation.book import tune_ranges
from engine.notation.index import Query, parse_query

# Ten megabytes take 0.2 s to go through by their headers and three by their notes: only that is shared.
_SHARED_FROM = 1_000_000
_SHARE = 250_000  # characters


def run(options: argparse.Namespace) -> int:
    """Print a line a hit; return 1 if there is none, or a file could not be read."""
    problems: list[FileError] = []

    def tell(error: FileError) -> None:
        problems.append(error)
        tqdm.write(f"segue: {error}", file=sys.stderr)

    files = list(_files(options.files, tell))
    query = parse_query(options.query)
    count = _print_twins(files, query, tell, options) if options.duplicates else _print_hits(
        files, query, tell, options)
    return 1 if problems or not count else 0


def _print_hits(files: list[str], query: Query, tell: Callable[[FileError], None], options: argparse.Namespace) -> int:
    count, records, last = 0, [], ""
    with _bar(len(files)) as bar:
        for name, hits in _search(files, query, tell):
            bar.update(name != last)  # a long file comes in pieces
            last = name
            count += len(hits)
            records += [_record(name, one) for one in hits] if options.json else []
            if hits and not options.json:
                _say(bar, (f"{name}:{one.line}: {one.words}" for one in hits))
    if options.json:
        print(json.dumps(records, ensure_ascii=False, indent=1))
    return count


def _print_twins(files: list[str], query: Query, tell: Callable[[FileError], None],
                 options: argparse.Namespace) -> int:
    volumes = {}
    with _bar(len(files)) as bar:
        for name in files:
            bar.update()
            volume = _read(name, tell)
            if volume is not None:
                volumes[name] = volume
    groups = twin_hits(volumes, query)
    if options.json:
        print(json.dumps([[_record(name, one) for name, one in group] for group in groups], ensure_ascii=False,
                         indent=1))
    else:
        print("\n".join("".join(f"{name}:{one.line}: {one.words}\n" for name, one in group) for group in groups),
              end="")
    return len(groups)


def _files(names: Iterable[str], tell: Callable[[FileError], None]) -> Iterator[str]:
    for name in names:
        if name != "-" and Path(name).is_dir():
            found = [str(path) for path in files_in(Path(name), tell)]
            if not found:
                tell(FileError("{name} holds no ABC file (.abc or .txt): name another folder, or a file", name=name))
            yield from found
        else:
            yield name


def _search(files: list[str], query: Query, tell: Callable[[FileError], None]) -> Iterator[tuple[str, list[Hit]]]:
    """Yield what is found in each file, in their order; much that has to be looked through goes to other processes."""
    sizes = sum(Path(name).stat().st_size for name in files if Path(name).is_file())
    if not query.run or sizes < _SHARED_FROM or (os.cpu_count() or 1) == 1:
        for name in files:
            volume = _read(name, tell)
            yield name, [hit for hit in volume.hits(query) if hit is not None] if volume is not None else []
        return
    # Spawned, not forked: that works alike on every system, and whatever threads run.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        waiting: deque[tuple[list[tuple[str, int, int]], Future[list[list[Hit]]]]] = deque()
        for share in _shares(files, tell):
            places = [(name, start, line) for name, start, line, _ in share]
            waiting.append((places, pool.submit(_look, query, [text for *_, text in share])))
            if len(waiting) > 2 * (os.cpu_count() or 1):
                yield from _answers(*waiting.popleft())
        while waiting:
            yield from _answers(*waiting.popleft())


def _shares(files: list[str], tell: Callable[[FileError], None]) -> Iterator[list[tuple[str, int, int, str]]]:
    """Yield pieces of files: (file, offset, lines before it, text), together as long as a share; no tune is cut."""
    share: list[tuple[str, int, int, str]] = []
    size = 0
    for name in files:
        text = _text(name, tell)
        begin, lines = 0, 0
        for _start, end in tune_ranges(text) if text is not None else ():
            assert text is not None
            if end - begin + size >= _SHARE or end == len(text):
                share.append((name, begin, lines, text[begin:end]))
                size += end - begin
                lines += text.count("\n", begin, end)
                begin = end
            if size >= _SHARE:
                yield share
                share, size = [], 0
    if share:
        yield share


def _look(query: Query, texts: list[str]) -> list[list[Hit]]:
    return [[hit for hit in Volume(text).hits(query) if hit is not None] for text in texts]


def _answers(places: list[tuple[str, int, int]], future: Future[list[list[Hit]]]) -> Iterator[tuple[str, list[Hit]]]:
    for (name, by, lines), hits in zip(places, future.result(), strict=True):
        yield name, [_moved(hit, by, lines) for hit in hits]


def _moved(hit: Hit, by: int, lines: int) -> Hit:
    entry = hit.entry._replace(start=hit.entry.start + by, end=hit.entry.end + by)
    place = (hit.place[0] + by, hit.place[1] + by) if hit.place is not None else None
    return hit._replace(entry=entry, line=hit.line + lines, place=place)


def _text(name: str, tell: Callable[[FileError], None]) -> str | None:
    try:
        return read_input(name).text
    except FileError as error:
        tell(error)
        return None


def _read(name: str, tell: Callable[[FileError], None]) -> Volume | None:
    text = _text(name, tell)
    return Volume(text) if text is not None else None


def _record(name: str, hit: Hit) -> dict[str, object]:
    one = hit.entry
    return {"file": name, "line": hit.line, "number": one.number, "title": one.title, "key": one.key,
            "metre": one.metre, "rhythm": one.rhythm, "start": one.start, "end": one.end, "notes": hit.place,
            "music": hit.music}


def _bar(count: int) -> tqdm:
    # disable=None: silent unless it writes to a terminal.
    return tqdm(total=count, file=sys.stderr, disable=None, unit="file", leave=False, delay=0.5, dynamic_ncols=True)


def _say(bar: tqdm, lines: Iterable[str]) -> None:
    if not bar.disable:
        bar.clear()  # where both go to one terminal, a line would run into the bar
    print("\n".join(lines))
