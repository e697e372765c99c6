"""The real window on a real X server, with the real model."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from gui.look.theme import DARK, LIGHT, Theme


@pytest.fixture
def display() -> Iterator[str]:
    """Start an X server without a screen of glass; yield its name."""
    if shutil.which("Xvfb") is None:
        reason = "Xvfb is not installed: apt install xvfb"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    read_end, write_end = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1100x700x24", "-nolisten", "tcp"],
                              pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as told:
        number = told.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait()


def colours(picture: Path) -> set[int]:
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    return {image.pixel(x, y) for y in range(image.height()) for x in range(image.width())}


def test_a_continuation_can_be_seen_on_a_screen(display: str, tmp_path: Path) -> None:
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    done = subprocess.run([sys.executable, "-m", "tests.pictures", str(tmp_path), "--screen", "--scale", "1"],
                          env=environment, cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=150,
                          check=False)
    assert done.returncode == 0, done.stderr

    def shows(name: str, theme: Theme) -> None:
        wanted = {name: QColor(getattr(theme, name)).rgb() for name in ("paper", "ink", "ghost", "accent", "playing")}
        seen = colours(tmp_path / f"{name}.png")
        assert not [name for name, colour in wanted.items() if colour not in seen]

    shows("window", LIGHT)
    shows("window-dark", DARK)
    shows("middle", LIGHT)
