"""Measure the window with the real engine behind it: ``python -m gui.bench.window`` prints one JSON object.

``window_shown_ms`` counts from before the first import to the first paint; ``largest_gap_ms`` is the longest wait
between two ticks of a 5 ms timer while the model loads, the phrase is primed and a continuation streams into the
window; ``together_gap_ms`` the same while notes are typed, the score is engraved, the tune plays and continuations
come.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from gui.bench.stage import gaps, opened, settle, wait

_KEYS, _BETWEEN_KEYS_S = 60, 0.08
PHRASE = "X:1\nM:6/8\nL:1/8\nK:C\n|:" + "GEC CEG|AFA G2E|cBA GAB|c2A G2F|\n" * 4


def measure() -> dict[str, float]:
    """Return the figures by name; memory is left out where /proc does not tell it."""
    start = time.perf_counter()
    figures: dict[str, float] = {}
    with opened(is_loaded=False) as built:
        built.window.grab()
        figures["window_shown_ms"] = (time.perf_counter() - start) * 1000
        from PySide6.QtTest import QTest

        editor = built.window.editor
        writing = [True]
        built.continuing.is_writing.connect(writing.append)
        with gaps(figures, "largest_gap_ms"):
            wait(lambda: bool(built.continuing.model), "the model")
            editor.set_text(PHRASE)
            editor.move_caret(len(PHRASE))
            settle(0.3)
            built.continuing.start()
            wait(lambda: not writing[-1], "the end of the continuation")
        # Everything at once: notes are typed, the score follows them, it plays, and every second a continuation comes.
        with gaps(figures, "together_gap_ms"):
            built.window.action("play").trigger()
            for number in range(_KEYS):
                QTest.keyClicks(editor, "|" if number % 8 == 7 else "GABc"[number % 4])
                settle(_BETWEEN_KEYS_S)
                if number % 10 == 9:
                    built.continuing.start()
                    settle(0.3)
        if (resident := resident_mb()) is not None:
            figures["window_mb"] = resident
    return figures


def resident_mb() -> float | None:
    """Return this process's resident memory in MB, or None where the system has no /proc."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), None)


if __name__ == "__main__":
    print(json.dumps(measure()))
