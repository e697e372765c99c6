"""The window that is measured, and the clock beside it."""

from __future__ import annotations

import itertools
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gui.app import App

_TICK_MS = 5
_PATIENCE_S = 120.0


@contextmanager
def opened(*, is_loaded: bool = True, **parts: Any) -> Iterator[App]:
    """Show a window with the real engine and no sound device, offscreen; close it without a question.

    Qt is imported here: whoever counts from before the first import may. With ``is_loaded`` the model is waited for;
    ``parts`` go to ``app.build``.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from gui import app

    application = QApplication.instance() or QApplication(["segue"])
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "segue.ini"), QSettings.Format.IniFormat)
        store.setValue("port", "null")
        built = app.build(store=store, **parts)
        app.spare_collections(built)
        built.window.show()
        try:
            if is_loaded:
                wait(lambda: bool(built.continuing.model), "the model")
            yield built
        finally:
            built.window.editor.dismiss()
            for page in built.window.desk.pages:
                page.document.setModified(False)
            built.window.close()
    del application


def wait(is_so: Callable[[], bool], what: str, nap_s: float = 0.0005) -> None:
    """Let the window live until something is so.

    Raises:
        TimeoutError: it did not become so; a figure taken after that would mean nothing.
    """
    from PySide6.QtCore import QCoreApplication

    end = time.perf_counter() + _PATIENCE_S
    while not is_so():
        if time.perf_counter() > end:
            raise TimeoutError(f"{what} did not come within {_PATIENCE_S:g} s")
        QCoreApplication.processEvents()
        time.sleep(nap_s)


def settle(seconds: float = 1.0) -> None:
    """Let the window live for so long."""
    end = time.perf_counter() + seconds
    wait(lambda: time.perf_counter() >= end, "the end of a pause")


@contextmanager
def gaps(figures: dict[str, float], name: str) -> Iterator[None]:
    """Keep the longest wait between two ticks of a 5 ms timer while the block runs, in milliseconds.

    ``name`` is its name among the figures; where it ends in ``_gap_ms``, the seconds of the whole block end in ``_s``.
    """
    from PySide6.QtCore import Qt, QTimer

    ticks = [time.perf_counter()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start(_TICK_MS)
    yield
    timer.stop()
    ticks.append(time.perf_counter())
    figures[name] = max((b - a) * 1000 for a, b in itertools.pairwise(ticks))
    if name.endswith("_gap_ms"):
        figures[name.removesuffix("gap_ms") + "s"] = ticks[-1] - ticks[0]
