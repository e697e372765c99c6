"""Measure how soon the ghost follows the key: ``python -m gui.bench.ghost`` prints one JSON object.

Each press of Ctrl+Space is timed until the editor has painted the first
character of a new ghost, in a phrase that was read while the composer paused. With ``listen`` the continuation sounds
(into nothing) as it does in use.
"""

from __future__ import annotations

import json
import statistics
import time

from gui.bench.stage import opened, settle, wait
from gui.bench.window import PHRASE

PRESSES = 40
_PAUSE_S = 0.4  # longer than the pause after which the phrase is read ahead


def measure(presses: int = PRESSES) -> dict[str, float]:
    """Return the milliseconds from key to painted character: median, 95th percentile, and the slowest."""
    found: list[float] = []
    with opened() as built:
        from PySide6.QtCore import QEvent, QObject, Qt
        from PySide6.QtTest import QTest

        editor = built.window.editor

        class Eye(QObject):
            """Take the time of the first paint that shows a ghost."""

            def __init__(self) -> None:
                super().__init__()
                self.seen: list[float] = []

            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint and editor.ghost.text and not self.seen:
                    self.seen.append(time.perf_counter())
                return False

        eye = Eye()
        editor.viewport().installEventFilter(eye)
        editor.setFocus()
        editor.set_text(PHRASE)
        editor.move_caret(len(PHRASE))
        for number in range(presses + 1):
            settle(_PAUSE_S)
            eye.seen.clear()
            start = time.perf_counter()
            QTest.keyClick(editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
            wait(lambda: bool(eye.seen), "a ghost", 0.0002)
            if number:  # the first loads what is loaded when it is first needed
                found.append((eye.seen[0] - start) * 1000)
            wait(lambda: not editor.ghost.is_open, "the end of the ghost")
            QTest.keyClick(editor, Qt.Key.Key_Escape)
    found.sort()
    return {"first_ghost_ms_p50": statistics.median(found),
            "first_ghost_ms_p95": found[min(len(found) - 1, int(0.95 * len(found)))],
            "first_ghost_ms_max": found[-1]}


if __name__ == "__main__":
    print(json.dumps(measure()))
