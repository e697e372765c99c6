"""Measure how soon the ghost follows the key: ``python -m gui.measure_ghost`` prints one JSON object.

Runs offscreen with the real engine. Each press of Ctrl+Space is timed until the editor has painted the first
character of a new ghost, in a phrase that was read while the composer paused. With ``listen`` the continuation sounds
(into nothing) as it does in use.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PRESSES = 40
_PATIENCE_S = 60.0
_PAUSE_S = 0.4  # longer than the pause after which the phrase is read ahead
_PHRASE = "X:1\nM:6/8\nL:1/8\nK:C\n|:" + "GEC CEG|AFA G2E|cBA GAB|c2A G2F|\n" * 4


def measure(presses: int = PRESSES) -> dict[str, float]:
    """Return the milliseconds from key to painted character: median, 95th percentile, and the slowest."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEvent, QObject, QSettings, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from gui import app

    application = QApplication.instance() or QApplication(["segue"])
    found: list[float] = []

    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "segue.ini"), QSettings.Format.IniFormat)
        store.setValue("port", "null")
        built = app.build(store=store)
        window, editor = built.window, built.window.editor

        class Eye(QObject):
            """Take the time of the first paint that shows a ghost."""

            def __init__(self) -> None:
                super().__init__()
                self.seen: list[float] = []

            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint and editor.ghost.text and not self.seen:
                    self.seen.append(time.perf_counter())
                return False

        def wait(is_so: Callable[[], bool]) -> None:
            end = time.perf_counter() + _PATIENCE_S
            while not is_so() and time.perf_counter() < end:
                application.processEvents()
                time.sleep(0.0002)

        eye = Eye()
        editor.viewport().installEventFilter(eye)
        window.show()
        editor.setFocus()
        wait(lambda: bool(built.continuing.model))
        editor.set_text(_PHRASE)
        editor.move_caret(len(_PHRASE))
        for number in range(presses + 1):
            until = time.perf_counter() + _PAUSE_S
            wait(lambda until=until: time.perf_counter() >= until)  # type: ignore[misc]
            eye.seen.clear()
            start = time.perf_counter()
            QTest.keyClick(editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
            wait(lambda: bool(eye.seen))
            if number and eye.seen:  # the first loads what is loaded when it is first needed
                found.append((eye.seen[0] - start) * 1000)
            wait(lambda: not editor.ghost.is_open)
            QTest.keyClick(editor, Qt.Key.Key_Escape)
        editor.document().setModified(False)
        window.close()
    found.sort()
    return {"first_ghost_ms_p50": statistics.median(found),
            "first_ghost_ms_p95": found[min(len(found) - 1, int(0.95 * len(found)))],
            "first_ghost_ms_max": found[-1]}


if __name__ == "__main__":
    print(json.dumps(measure()))
