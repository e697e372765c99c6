"""Measure a keystroke, from the key to the painted editor: ``python -m gui.keystroke`` prints one JSON object.

Runs offscreen in a process of its own, for ``bench``. The book has 5,000 lines; the keys go into its middle, some of
them behind a pause in which the tune is checked. The network is loaded and primed meanwhile, as in use.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path

_LINES = 5000
_KEYS = 300
_PAUSES = 12  # so many keys, then a pause longer than the checking waits
_GAP_S, _PAUSE_S = 0.03, 0.35
_PATIENCE_S = 60.0
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
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEvent, QObject, QSettings, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from gui import app

    class Painted(QObject):
        """Count the paints of the text."""

        count = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            """Let everything pass."""
            if event.type() == QEvent.Type.Paint:
                self.count += 1
            return False

    application = QApplication.instance() or QApplication(["segue"])
    took: list[float] = []
    worked: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "segue.ini"), QSettings.Format.IniFormat)
        store.setValue("port", "null")
        built = app.build(store=store)
        built.window.show()
        end = time.perf_counter() + _PATIENCE_S
        while not built.continuing.model and time.perf_counter() < end:
            application.processEvents()
            time.sleep(0.001)
        editor, text = built.window.editor, book(lines)
        editor.set_text(text)
        editor.move_caret(text.index("c2ec", len(text) // 2))
        painted = Painted()
        editor.viewport().installEventFilter(painted)
        _wait(application, _PAUSE_S)
        for number in range(keys):
            char = _TYPED[number % len(_TYPED)]
            key = Qt.Key.Key_Return if char == "\n" else Qt.Key(ord(char.upper()))
            seen, begin, before = painted.count, time.perf_counter(), time.thread_time()
            application.postEvent(editor, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier,
                                                    "\r" if char == "\n" else char))
            while painted.count == seen and time.perf_counter() < begin + 1.0:
                application.processEvents()
            took.append((time.perf_counter() - begin) * 1000)
            worked.append((time.thread_time() - before) * 1000)
            _wait(application, _PAUSE_S if number % _PAUSES == _PAUSES - 1 else _GAP_S)
        editor.document().setModified(False)
        built.window.close()
    took.sort()
    worked.sort()
    most = int(0.99 * (len(took) - 1))
    return {"key_painted_ms_p50": took[len(took) // 2], "key_painted_ms_p99": took[most],
            "key_painted_ms_max": took[-1], "key_cpu_ms_p99": worked[most]}


def _wait(application: object, seconds: float) -> None:
    """Let everything else go on for so long."""
    from PySide6.QtCore import QCoreApplication

    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QCoreApplication.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    print(json.dumps(measure()))
