"""What we rely on in the libraries we build on, where it once was not so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

EMITS = """
from PySide6.QtCore import QObject, Signal

class Source(QObject):
    note = Signal(int, str, bool)

heard = []
source = Source()
source.note.connect(lambda number, char, is_last: heard.append(number))
for number in range(20_000):
    source.note.emit(number, "c", True)
assert heard == list(range(20_000))
"""


def python(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program in an interpreter of its own: what it looks for would take this one down."""
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_signal_can_be_emitted_20_000_times() -> None:
    done = python(EMITS)
    assert done.returncode == 0, f"PYSIDE-3474? {done.stderr[-500:]}"


@pytest.mark.skipif(not (ROOT / "gui" / "app.py").exists(), reason="gui/app.py does not exist yet")
def test_the_window_loads_neither_torch_nor_music21() -> None:
    done = python("import sys, gui.app; print(*sorted({'torch', 'music21', 'tensorflow'} & set(sys.modules)))")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
