"""Continue many openings and let others judge what was written.

As a command: ``python -m tests.judge BOOK... [--count 1000] [--out FOLDER] [--model NAME]``. Tunes are cut after two
full bars and continued to its end at temperature 1.0, with seeds from 1 on until there are enough. Asked are
our own reader, music21 (in a child process), abc2midi and abcm2ps; what a tool already complains of in the opening
alone, such as a ``Y:`` field, is counted apart. Exit status 1 if an opening was refused or a bar does not add up.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path

from engine.commands.continue_ import end_of_bar
from engine.commands.texts import model_path
from engine.composer import Composer, open_composer
from engine.continuation import Continuation, Settings
from engine.errors import PhraseError
from engine.notation.book import music_end, tune_ranges
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_tune

_BARS_OF_OPENING = 2


def openings(books: list[Path]) -> list[tuple[str, str]]:
    """Return (opening, whole tune) of every tune that goes on after its opening."""
    found = []
    for book in books:
        text = book.read_text(encoding="utf-8", errors="replace")
        for start, end in tune_ranges(text):
            stop = music_end(text, start, end)
            cut = end_of_bar(text, start, stop, _BARS_OF_OPENING)
            if cut < stop:
                found.append((text[start:cut], text[start:stop]))
    return found


def bars_of(abc: str) -> int:
    """Return the number of full bars of a tune."""
    return sum(bar.metre.length is None or bar.length >= bar.metre.length for bar in read_tune(abc).bars)


def wrong_bars(opening: str, whole: str) -> tuple[int, int]:
    """Return how many bars stand after the opening, and how many of them do not add up."""
    tune = read_tune(whole)
    here = [bar for bar in tune.bars if bar.place.start >= len(opening) and bar.notes and bar.metre.length]
    known = {(one.code, one.place.start) for one in read_tune(opening).diagnostics}
    bad = [one for one in tune.diagnostics if (one.code, one.place.start) not in known and
           one.place.end > len(opening)]
    return len(here), len(bad) + sum(bar.length > (bar.metre.length or Fraction(0)) for bar in here)


def complaints(abc: str) -> dict[str, frozenset[str]]:
    """Return what abc2midi and abcm2ps say of a tune, line numbers left out."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "tune.abc"
        source.write_text(abc, encoding="utf-8")
        midi = subprocess.run(["abc2midi", str(source), "-o", str(Path(folder) / "tune.mid")], capture_output=True,
                              text=True, errors="replace", check=False, timeout=60)
        score = subprocess.run(["abcm2ps", str(source), "-q", "-O", str(Path(folder) / "tune.ps")], capture_output=True,
                               text=True, errors="replace", check=False, timeout=60)
    said = [line for line in midi.stdout.splitlines() if re.search("error|warning", line, re.IGNORECASE)]
    return {"abc2midi": frozenset(map(_unnumbered, said)),
            "abcm2ps": frozenset(_unnumbered(line) for line in score.stderr.splitlines() if line.strip())}


def _unnumbered(line: str) -> str:
    # abc2midi says the same of a bar again when it is repeated.
    return re.sub(r"\S*\.abc:\d+:\d+|\bline \d+|\d+", "#", line.removesuffix(" in repeat"))


def music21_reads(abc: str) -> bool:
    """Say whether music21 reads the tune and finds notes in it. Runs in a child process."""
    from music21 import converter

    try:
        return len(converter.parse(abc, format="abc").flatten().notes) > 0
    except Exception:  # noqa: BLE001  (music21 raises whatever it likes)
        return False


def judge(pairs: list[tuple[str, str]]) -> dict[str, object]:
    """Return what the tools say of (opening, whole) pairs, as counts."""
    counts: Counter[str] = Counter()
    examples: Counter[str] = Counter()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        readable = pool.map(music21_reads, [whole for _, whole in pairs], chunksize=20)
        for opening, whole in pairs:
            bars, wrong = wrong_bars(opening, whole)
            counts["bars"] += bars
            counts["bars_wrong"] += wrong
            before, after = complaints(opening + "\n"), complaints(whole)
            is_clean = is_ours = wrong == 0
            for tool, said in after.items():
                counts[f"{tool}_silent"] += not said
                counts[f"{tool}_silent_or_as_the_opening"] += not said - before[tool]
                is_clean &= not said
                is_ours &= not said - before[tool]
                examples.update(f"{tool}: {one}" for one in said - before[tool])
            counts["flawless"] += is_clean
            counts["flawless_but_for_the_opening"] += is_ours
        counts["music21_reads"] = sum(readable)
    return {**counts, "complaints": dict(examples.most_common(12))}


def main() -> int:
    """Write the continuations, judge them, print one JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--out", type=Path, help="write the continuations here, a book a seed, beside the human tunes")
    parser.add_argument("--model", default="default")
    options = parser.parse_args()
    composer = open_composer(model_path(options.model))
    cut = openings(options.books)
    pairs: list[tuple[str, str]] = []
    refused: list[str] = []
    seed = 0
    while len(pairs) < options.count and seed < options.count:
        seed += 1
        book = []
        for opening, _ in cut[:options.count - len(pairs)]:
            try:
                answer = compose(composer, opening, seed)
            except PhraseError as error:
                refused.append(f"{opening[:40]!r}: {error}")
                continue
            book.append((opening, opening + answer.text + "\n"))
        pairs += book
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)
            whole = "\n".join(re.sub(r"^X:.*", f"X:{n}", one, count=1) for n, (_, one) in enumerate(book, 1))
            (options.out / f"seed-{seed}.abc").write_text(whole, encoding="utf-8")
    found = {
        "continuations": len(pairs), "refused": len(refused), "refusals": sorted(set(refused))[:20],
        "median_bars": statistics.median(bars_of(whole) for _, whole in pairs),
        "median_bars_human": statistics.median(bars_of(whole) for _, whole in cut),
        **judge(pairs),
    }
    print(json.dumps(found, indent=1))
    return 1 if refused or found["bars_wrong"] else 0


def compose(composer: Composer, opening: str, seed: int) -> Continuation:
    """Return the continuation of an opening to the end of the tune."""
    settings = Settings(1.0, 1.0, seed, 64, "tune")
    for piece in composer.compose(read_phrase(opening, len(opening)), settings):
        if isinstance(piece, Continuation):
            return piece
    raise AssertionError("compose always ends with a Continuation")


if __name__ == "__main__":
    sys.exit(main())
