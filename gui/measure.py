"""Measure the window with the real engine behind it: ``python -m gui.measure`` prints one JSON object.

Runs offscreen in a process of its own, for ``bench``. ``window_shown_ms`` counts from before the first import to
the first paint; ``largest_gap_ms`` is the longest wait between two ticks of a 5 ms timer while the model loads, the
phrase is primed and a continuation streams into the window; ``together_gap_ms`` the same while notes are typed, the
score is engraved, the tune plays and continuations come.
"""

from __future__ import annotations

import itertools
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_TICK_MS = 5
_PATIENCE_S = 60.0
_KEYS, _BETWEEN_KEYS_S = 60, 0.08
_PHRASE = "X:1\nM:6/8\nL:1/8\nK:C\n|:" + "GEC CEG|AFA G2E|cBA GAB|c2A G2F|\n" * 4


def measure() -> dict[str, float | None]:
    """Return the figures by name; memory is None where /proc does not tell it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    start = time.perf_counter()
    from PySide6.QtCore import QSettings, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from gui import app

    application = QApplication.instance() or QApplication(["segue"])
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "segue.ini"), QSettings.Format.IniFormat)
        store.setValue("port", "null")
        built = app.build(store=store)
        built.window.show()
        built.window.grab()
        shown = time.perf_counter() - start
        ticks: list[float] = []
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
        timer.start(_TICK_MS)

        def wait(is_so: Callable[[], bool]) -> None:
            end = time.perf_counter() + _PATIENCE_S
            while not is_so() and time.perf_counter() < end:
                application.processEvents()
                time.sleep(0.0005)

        wait(lambda: bool(built.continuing.model))
        editor = built.window.editor
        editor.set_text(_PHRASE)
        editor.move_caret(len(_PHRASE))
        wait(_after(0.3))
        writing = [True]
        built.continuing.is_writing.connect(writing.append)
        built.continuing.start()
        wait(lambda: not writing[-1])
        alone = list(ticks)
        ticks.clear()
        # Everything at once: notes are typed, the score follows them, it plays, and every second a continuation comes.
        built.window.action("play").trigger()
        for number in range(_KEYS):
            QTest.keyClicks(editor, "|" if number % 8 == 7 else "GABc"[number % 4])
            wait(_after(_BETWEEN_KEYS_S))
            if number % 10 == 9:
                built.continuing.start()
                wait(_after(0.3))
        timer.stop()
        resident = resident_mb()
        editor.dismiss()
        built.window.setWindowModified(False)
        editor.document().setModified(False)
        built.window.close()
    return {"window_shown_ms": shown * 1000, "largest_gap_ms": _largest_gap(alone),
            "together_gap_ms": _largest_gap(ticks),
            "window_mb": resident}


def _largest_gap(ticks: list[float]) -> float:
    return max(((b - a) * 1000 for a, b in itertools.pairwise(ticks)), default=0.0)


def _after(seconds: float) -> Callable[[], bool]:
    """Return a question that is answered with yes after so many seconds."""
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= end


def resident_mb() -> float | None:
    """Return this process's resident memory in MB, or None where the system has no /proc."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), None)


if __name__ == "__main__":
    print(json.dumps(measure()))
