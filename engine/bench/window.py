"""What the window costs: import time and memory, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_IMPORT = "import time; t = time.perf_counter(); {}; print((time.perf_counter() - t) * 1000)"


def _run(code: str) -> str | None:
    """Return what a fresh interpreter prints, or None where it fails (a package is missing)."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # A program that is started every day has its byte code on disk.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, env=environment, capture_output=True, text=True,
                          timeout=120, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def import_ms(with_torch: bool) -> float | None:
    """Return how long a fresh interpreter imports the window, with torch before it or without: the second time."""
    code = _IMPORT.format("import torch, gui.app" if with_torch else "import gui.app")
    text = _run(code) and _run(code)
    return float(text) if text else None


def score_figures() -> dict[str, float | None]:
    """Return what ``gui.measure_score`` says of engraving and drawing; empty where it cannot run."""
    text = _run("import json, gui.measure_score as score; print(json.dumps(score.measure()))")
    return json.loads(text) if text else {}


def window_figures() -> dict[str, float | None]:
    """Return what ``gui.measure`` says of an offscreen window with the real engine; empty where it cannot run."""
    text = _run("import json, gui.measure; print(json.dumps(gui.measure.measure()))")
    return json.loads(text) if text else {}


def keystroke_figures() -> dict[str, float | None]:
    """Return what ``gui.keystroke`` says of a key in a book of 5,000 lines; empty where it cannot run."""
    text = _run("import json, gui.keystroke; print(json.dumps(gui.keystroke.measure()))")
    return json.loads(text) if text else {}
