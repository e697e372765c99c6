"""Measure a large book in the window: ``python -m gui.measure_book`` prints one JSON object.

Runs offscreen in a process of its own. Ten megabytes, ten thousand tunes; each figure is the longest wait between two
ticks of a 5 ms timer, in milliseconds, while the thing named is done.
"""

from __future__ import annotations

import itertools
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gui.app import App

_TICK_MS = 5
_PATIENCE_S = 120.0
_TUNES = 10_000
_KEYS = ("G", "D", "Em", "Ador", "C", "Bm")
_STRAIN = "GABc d2ef|gfed B2A2|c2ec B2dB|A4 G4|"


def book(tunes: int = _TUNES) -> str:
    """Return a book of so many tunes, about a kilobyte each."""
    return "".join(
        f"X:{number}\nT:Tune {number} of many\nC:Trad.\nR:reel\nM:4/4\nL:1/8\nK:{_KEYS[number % len(_KEYS)]}\n"
        + (_STRAIN + "\n") * 24 + f"{'cdefgab'[number % 7]}8|]\n\n" for number in range(1, tunes + 1))


def measure() -> dict[str, float]:
    """Return the longest gap of each thing done to the book."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSettings, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from gui import app

    application = QApplication.instance() or QApplication(["segue"])
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.abc"
        path.write_text(book(), encoding="utf-8")
        store = QSettings(str(Path(folder) / "segue.ini"), QSettings.Format.IniFormat)
        store.setValue("port", "null")
        built = app.build(store=store)
        built.window.show()
        wait(application, lambda: bool(built.continuing.model))
        figures["book_mb"] = path.stat().st_size / 1e6
        with gaps(figures, "open_gap_ms"):
            built.documents.load(path)
            wait(application, lambda: built.documents.path == path)
            settle(application)
        editor = built.window.editor
        editor.move_caret(len(editor.text()) // 2)
        settle(application)
        with gaps(figures, "type_gap_ms"):
            for key in "GABc|dBA" * 4:
                QTest.keyClicks(editor, key)
                settle(application, 0.05)
            settle(application)
        listing, finding = built.indexing.list, built.finding
        with gaps(figures, "index_gap_ms"):
            built.window.action("tunes").trigger()
            wait(application, lambda: len(listing.model.entries) == _TUNES)
        with gaps(figures, "filter_gap_ms"):
            for key in "K:Em many":
                QTest.keyClicks(listing.filter, key)
                settle(application, 0.03)
            wait(application, lambda: 0 < len(listing.model.entries) < _TUNES)
        with gaps(figures, "notes_gap_ms"):
            listing.filter.setText("notes: gfed B2A2 c2")
            settle(application, 0.3)
            wait(application, lambda: not listing.count.text().endswith("…") and " of " in listing.count.text())
        with gaps(figures, "type_with_index_gap_ms"):
            for key in "GABc|dBA" * 2:
                QTest.keyClicks(editor, key)
                settle(application, 0.05)
            settle(application, 2.0)
        with gaps(figures, "find_gap_ms"):
            finding.open(replaces=True)
            finding.bar.wanted.setText("gfed")
            wait(application, lambda: finding.bar.count.text().startswith("240,000"))
        with gaps(figures, "find_next_gap_ms"):
            for _ in range(5):
                finding.step(1)
                settle(application, 0.05)
        finding.close()
        listing.filter.clear()
        settle(application)
        with gaps(figures, "turn_gap_ms"):
            QTest.keyClick(editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
            settle(application)
            QTest.keyClick(editor, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
            settle(application)
        close(built)
    return figures


@contextmanager
def gaps(figures: dict[str, float], name: str) -> Iterator[None]:
    """Keep the longest gap between two ticks while the block runs, under this name."""
    from PySide6.QtCore import Qt, QTimer

    ticks: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(_TICK_MS)
    start = time.perf_counter()
    yield
    timer.stop()
    ticks = [start, *ticks, time.perf_counter()]
    figures[name] = max((b - a) * 1000 for a, b in itertools.pairwise(ticks))
    figures[name.replace("gap_ms", "s")] = ticks[-1] - start


def wait(application: object, is_so: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + _PATIENCE_S
    while not is_so() and time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.0005)


def settle(application: object, seconds: float = 1.0) -> None:
    """Let the window live for so long."""
    end = time.perf_counter() + seconds
    wait(application, lambda: time.perf_counter() >= end)


def close(built: App) -> None:
    """Close the window without a question."""
    for page in built.window.desk.pages:
        page.document.setModified(False)
    built.window.close()


if __name__ == "__main__":
    print(json.dumps({name: round(value, 1) for name, value in measure().items()}))
