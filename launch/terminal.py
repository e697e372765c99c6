"""The same job where no window can open: continue a tune in the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from launch import system


def continue_tune(python: str, root: Path, tune: Path, folder: Path) -> int:
    """Continue ``tune``, print it as it comes, write it as .abc and .mid into ``folder``."""
    abc, midi = free_names(tune.stem, folder)
    system.say(f"there is no display to open a window on; continuing {tune} here in the terminal")
    command = [python, str(root / "main.py"), "continue", str(tune), "--midi", str(midi)]
    text = bytearray()
    # UTF-8 whatever the terminal's locale: what is printed is what is written.
    environ = system.clean_environ() | {"PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environ) as child:
        assert child.stdout is not None
        # os.read answers with what is there; a buffered read would wait until its buffer is full.
        while piece := os.read(child.stdout.fileno(), 4096):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            text += piece
    if child.returncode == 0:
        abc.write_bytes(text)
        system.say(f"wrote {abc} and {midi}")
    return child.returncode


def free_names(stem: str, folder: Path) -> tuple[Path, Path]:
    """Return names for the .abc and the .mid that no file has yet: nothing is written over."""
    number = 1
    while True:
        name = f"{stem}-continued" + (f"-{number}" if number > 1 else "")
        abc, midi = folder / f"{name}.abc", folder / f"{name}.mid"
        if not abc.exists() and not midi.exists():
            return abc, midi
        number += 1
