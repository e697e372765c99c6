"""What every test stands on."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

# Before Qt is loaded: no test opens a window on anybody's screen unless it says so.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def threads_are_joined() -> Iterator[None]:
    """Hold the test to ending every thread it began."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"still running: {left}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Overhear what the offscreen platform says of itself: that it cannot tell a window manager a least size."""
    for item in items:
        if item.path.name.startswith("test_gui_"):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))
