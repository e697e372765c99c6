from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from gui.keystroke import book


def test_the_book_has_the_lines_that_are_asked_for_and_reads_without_a_fault() -> None:
    from engine.notation.reader import read_book

    text = book(500)
    assert 500 <= text.count("\n") < 520
    assert [fault.code for tune in read_book(text) for fault in tune.diagnostics] == []


def test_keys_are_measured_to_the_paint() -> None:
    code = "import json, gui.keystroke; print(json.dumps(gui.keystroke.measure(keys=5, lines=200)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], capture_output=True, text=True,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert 0 < figures["key_painted_ms_p50"] <= figures["key_painted_ms_p99"] <= figures["key_painted_ms_max"] < 1000
