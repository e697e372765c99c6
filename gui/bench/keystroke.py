"""Measure a keystroke, from the key to the painted editor: ``python -m gui.bench.keystroke`` prints one JSON object.

The book has 5,000 lines; the keys go into its middle, some of
them behind a pause in which the tune is checked. The network is loaded and primed meanwhile, as in use.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from gui.bench.stage import opened, settle

if TYPE_CHECKING:
    from gui.app import App

_LINES = 5000
_KEYS = 300
_PAUSES = 12  # so many keys, then a pause longer than the checking waits
_GAP_S, _PAUSE_S = 0.03, 0.35
_TYPED = "GABc d2e2|fedc B4|(3ABc ^d>e|\n"
_TUNE = ("X:{number}\nT:Measured {number}\nR:reel\nM:4/4\nL:1/8\nK:{key}\n"
         + '|:"G"GABc dedB|dedB dedB|c2ec B2dB|A2F2 G4:|\n' * 6 + "\n")


def book(lines: int) -> str:
    """Return a book of at least so many lines."""
    tunes = -(-lines // _TUNE.count("\n"))
    return "".join(_TUNE.format(number=number, key="GDAEC"[number % 5]) for number in range(1, tunes + 1))


def measure(keys: int = _KEYS, lines: int = _LINES) -> dict[str, float]:
    """Return the milliseconds from key to paint: median, 99 of 100, the longest.

    ``key_cpu_ms_p99`` is what of it the window's thread worked: what a busy machine took is not in it.
    """
    with opened() as built:
        took, worked = _keys(built, keys, lines)
    took.sort()
    worked.sort()
    most = int(0.99 * (len(took) - 1))
    return {"key_painted_ms_p50": took[len(took) // 2], "key_painted_ms_p99": took[most],
            "key_painted_ms_max": took[-1], "key_cpu_ms_p99": worked[most]}


def _keys(built: App, keys: int, lines: int) -> tuple[list[float], list[float]]:
    """Press the keys; return the milliseconds of each from key to paint, and those the thread worked."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
    from PySide6.QtGui import QKeyEvent

    class Painted(QObject):
        """Count the paints of the text."""

        count = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            """Let everything pass."""
            if event.type() == QEvent.Type.Paint:
                self.count += 1
            return False

    took: list[float] = []
    worked: list[float] = []
    editor, text = built.window.editor, book(lines)
    editor.set_text(text)
    editor.move_caret(text.index("c2ec", len(text) // 2))
    painted = Painted()
    editor.viewport().installEventFilter(painted)
    settle(_PAUSE_S)
    for number in range(keys):
        char = _TYPED[number % len(_TYPED)]
        key = Qt.Key.Key_Return if char == "\n" else Qt.Key(ord(char.upper()))
        seen, begin, before = painted.count, time.perf_counter(), time.thread_time()
        QCoreApplication.postEvent(editor, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier,
                                                "\r" if char == "\n" else char))
        while painted.count == seen and time.perf_counter() < begin + 1.0:
            QCoreApplication.processEvents()
        took.append((time.perf_counter() - begin) * 1000)
        worked.append((time.thread_time() - before) * 1000)
        settle(_PAUSE_S if number % _PAUSES == _PAUSES - 1 else _GAP_S)
    return took, worked


if __name__ == "__main__":
    print(json.dumps(measure()))
