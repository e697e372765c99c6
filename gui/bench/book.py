"""Measure a large book in the window: ``python -m gui.bench.book`` prints one JSON object.

Ten megabytes, ten thousand tunes; each figure is the longest wait between two
ticks of a 5 ms timer, in milliseconds, while the thing named is done.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gui.bench.stage import gaps, opened, settle, wait

if TYPE_CHECKING:
    from gui.app import App

_TUNES = 10_000
_KEYS = ("G", "D", "Em", "Ador", "C", "Bm")
_STRAIN = "GABc d2ef|gfed B2A2|c2ec B2dB|A4 G4|"


def book(tunes: int = _TUNES) -> str:
    """Return a book of so many tunes, about a kilobyte each."""
    return "".join(
        f"X:{number}\nT:Tune {number} of many\nC:Trad.\nR:reel\nM:4/4\nL:1/8\nK:{_KEYS[number % len(_KEYS)]}\n"
        + (_STRAIN + "\n") * 24 + f"{'cdefgab'[number % 7]}8|]\n\n" for number in range(1, tunes + 1))


def measure(tunes: int = _TUNES) -> dict[str, float]:
    """Return the longest gap of each thing done to the book."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, opened() as built:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        path = Path(folder) / "book.abc"
        path.write_text(book(tunes), encoding="utf-8")
        figures["book_mb"] = path.stat().st_size / 1e6
        with gaps(figures, "open_gap_ms"):
            built.documents.load(path)
            wait(lambda: built.documents.path == path, "the book")
            settle()
        editor = built.window.editor
        editor.move_caret(len(editor.text()) // 2)
        settle()
        with gaps(figures, "type_gap_ms"):
            for key in "GABc|dBA" * 4:
                QTest.keyClicks(editor, key)
                settle(0.05)
            settle()
        listing, finding = built.indexing.list, built.finding
        with gaps(figures, "index_gap_ms"):
            built.window.action("tunes").trigger()
            wait(lambda: len(listing.model.entries) == tunes, "the list")
        with gaps(figures, "filter_gap_ms"):
            for key in "K:Em many":
                QTest.keyClicks(listing.filter, key)
                settle(0.03)
            wait(lambda: 0 < len(listing.model.entries) < tunes, "the filtered list")
        with gaps(figures, "notes_gap_ms"):
            listing.filter.setText("notes: gfed B2A2 c2")
            settle(0.3)
            wait(lambda: not listing.count.text().endswith("…") and " of " in listing.count.text(),
                 "the tunes with these notes")
        with gaps(figures, "type_with_index_gap_ms"):
            for key in "GABc|dBA" * 2:
                QTest.keyClicks(editor, key)
                settle(0.05)
            settle(2.0)
        with gaps(figures, "find_gap_ms"):
            finding.open(replaces=True)
            finding.bar.wanted.setText("gfed")
            wait(lambda: finding.bar.count.text().startswith(f"{24 * tunes:,}"), "the count")
        with gaps(figures, "find_next_gap_ms"):
            for _ in range(5):
                finding.step(1)
                settle(0.05)
        finding.close()
        listing.filter.clear()
        settle()
        with gaps(figures, "turn_gap_ms"):
            QTest.keyClick(editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
            settle()
            QTest.keyClick(editor, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
            settle()
        _search(built, Path(folder), tunes, figures)
    return figures


def _search(built: App, folder: Path, tunes: int, figures: dict[str, float]) -> None:
    """Search the folder of the book: all its tunes, then a run of notes that is in each, then that once more."""
    from PySide6.QtTest import QTest

    searching = built.searching
    panel = searching.panel
    built.window.editor.move_caret(0)  # what is selected would be looked for
    begun = time.perf_counter()
    searching.set_folder(folder)
    with gaps(figures, "search_gap_ms"):
        built.window.action("find_books").trigger()
        wait(lambda: panel.model.rowCount() > 0, "the first tune of the folder")
        figures["search_first_ms"] = (time.perf_counter() - begun) * 1000
        wait(lambda: not searching.is_busy and panel.model.rowCount() == tunes + 1, "every tune of the folder")
    for name in ("search_notes_gap_ms", "search_again_gap_ms"):
        with gaps(figures, name):
            panel.query.clear()
            QTest.keyClicks(panel.query, "notes: gfed B2A2 c2")
            wait(lambda: searching.is_busy, "the search for notes")
            wait(lambda: not searching.is_busy and panel.model.rowCount() == tunes + 1, "the notes in the folder")
    built.searching.leave()


if __name__ == "__main__":
    print(json.dumps({name: round(value, 1) for name, value in measure().items()}))
