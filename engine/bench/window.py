"""What the window costs: import time and memory, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_IMPORT = "import time; t = time.perf_counter(); {}; print((time.perf_counter() - t) * 1000)"


def _run(code: str) -> str | None:
    """Return what a fresh interpreter prints, or None where it fails (a package is missing), and say why."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # A program that is started every day has its byte code on disk.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, env=environment, capture_output=True, text=True,
                          timeout=600, check=False)
    if done.returncode:
        print(f"not measured: {code}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return done.stdout.strip()


def import_ms(with_torch: bool) -> float | None:
    """Return how long a fresh interpreter imports the window, with torch before it or without: the second time."""
    code = _IMPORT.format("import torch, gui.app" if with_torch else "import gui.app")
    text = _run(code) and _run(code)
    return float(text) if text else None


# Each in a process of its own: one that has engraved or read ten megabytes is no fresh window.
_MODULES = tuple(f"gui.bench.{name}" for name in (
    "window", "first_start", "keystroke", "ghost", "score", "book", "recovery"))


def window_figures(modules: Sequence[str] = _MODULES[:1]) -> dict[str, float | None]:
    """Return what these modules measure of an offscreen window; what cannot run here is left out."""
    found: dict[str, float | None] = {}
    for module in modules:
        text = _run(f"import json, {module} as module; print(json.dumps(module.measure()))")
        found.update(json.loads(text.splitlines()[-1]) if text else {})
    return found


def gui_figures() -> dict[str, float | None]:
    """Return everything that is measured of the window: start, keys, ghost, score, a large book."""
    return {"import_gui_ms": import_ms(False), "import_gui_with_torch_ms": import_ms(True), **window_figures(_MODULES)}
