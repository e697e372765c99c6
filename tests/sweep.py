"""Read whole collections: no exception, no character lost, and what is said of them, by kind.

As a command: ``python -m tests.sweep FOLDER_OR_BOOK... [--music21] [--json]``. ``--music21`` adds each ``.abc`` file of
the corpus that the installed music21 brings along. The exit status is 1 if a tune raised or a text did not come back.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from engine.errors import FileError
from engine.files import read_abc
from engine.notation.book import tune_ranges
from engine.notation.reader import read_tune
from engine.notation.scanner import Scanner, scan
from engine.performance import perform

_PIECE = 1000  # characters fed at once to the incremental scanner


def books(paths: list[Path]) -> Iterator[Path]:
    """Yield every ABC file among files and folders."""
    for path in paths:
        yield from sorted(path.rglob("*.abc")) if path.is_dir() else [path]


def is_kept(text: str) -> bool:
    """Say whether the tokens joined give the text back, scanned at once and in pieces."""
    tokens = scan(text)
    scanner = Scanner()
    pieces = [token for at in range(0, len(text), _PIECE) for token in scanner.feed(text[at:at + _PIECE])]
    return "".join(text[token.start:token.end] for token in tokens) == text and pieces + scanner.flush() == tokens


def sweep(paths: list[Path]) -> dict[str, object]:
    """Return counts over all books, and the places of whatever raised."""
    counts: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    raised: list[str] = []
    lost: list[str] = []
    for path in books(paths):
        try:
            text = read_abc(path).text
        except FileError as error:
            raised.append(f"{path}: {error}")
            continue
        counts["files"] += 1
        counts["characters"] += len(text)
        if not is_kept(text):
            lost.append(str(path))
        for start, end in tune_ranges(text):
            counts["tunes"] += 1
            try:
                begun = time.process_time()
                tune = read_tune(text, start, end)
                counts["read_ms"] += round(1000 * (time.process_time() - begun))
                perform(tune)
            except Exception:  # noqa: BLE001  (whatever it is, it is what this command looks for)
                raised.append(f"{path} at {start}: {traceback.format_exc(limit=-1)}")
                continue
            counts["bars"] += sum(len(voice.bars) for voice in tune.voices)
            counts["notes"] += sum(len(bar.notes) for voice in tune.voices for bar in voice.bars)
            counts["without_diagnostic"] += not tune.diagnostics
            codes.update(f"{one.severity} {one.code}" for one in tune.diagnostics)
    return {**counts, "raised": raised, "not_byte_exact": lost, "diagnostics": dict(codes.most_common())}


def main() -> int:
    """Sweep what the command line names, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--music21", action="store_true", help="add the corpus of the installed music21")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    paths = options.paths
    if options.music21:
        import music21

        paths = [*paths, Path(music21.__file__).parent / "corpus"]
    found = sweep(paths)
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        for name, value in found.items():
            if isinstance(value, dict):
                for code, count in value.items():
                    print(f"{count:8} {code}")
            else:
                print(f"{name}: {value}")
    return 1 if found["raised"] or found["not_byte_exact"] else 0


if __name__ == "__main__":
    sys.exit(main())
