"""Time the first minute of a newcomer: ``python -m tests.first_minute [TREE]`` prints one JSON object.

A clean copy of the committed tree is set up by ``run.py`` as on the first day, into a new ``.venv``, and its first
start is timed: ``install_s`` until ``run.py`` is ready, ``first_sound_s`` from the start of the program to the first
note, ``first_own_sound_s`` to the first one that Segue wrote. Needs a network.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_ROOT = Path(__file__).parents[1]


def main(argv: list[str]) -> int:
    """Set a copy up, start it, print the figures."""
    source = Path(argv[0]) if argv else _ROOT
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "segue"
        subprocess.run(["git", "clone", "--quiet", str(source), str(copy)], check=True, timeout=120)
        start = time.monotonic()
        subprocess.run([sys.executable, "run.py", "check", "resources/tunes/opening.abc"], cwd=copy, check=True,
                       timeout=3600, stdout=sys.stderr)
        figures = {"install_s": round(time.monotonic() - start, 1)}
        python = next(path for path in (copy / ".venv" / "bin" / "python", copy / ".venv" / "Scripts" / "python.exe")
                      if path.exists())
        done = subprocess.run([str(python), "-m", "gui.bench.first_start"], cwd=copy, check=True, timeout=300,
                              capture_output=True, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        heard = json.loads(done.stdout)
    for name in ("first_sound", "first_own_sound"):
        figures[f"{name}_s"] = round(heard[f"{name}_ms"] / 1000, 2)
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
