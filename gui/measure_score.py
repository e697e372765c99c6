"""Measure the score: ``python -m gui.measure_score`` prints one JSON object.

Runs offscreen in a process of its own, for ``bench``. For tunes of 16, 64 and 200 bars, medians in milliseconds:
``engrave_N_ms`` is the way to the engraver's process and back, reading included, ``draw_N_ms`` loading and painting
what a window of 960 by 600 shows, ``draw_all_N_ms`` the whole tune. ``score_after_key_N_ms`` counts in the real window
from a key to the painted score, the pause after the key included; ``score_gap_ms`` is the longest wait between two
ticks of a 5 ms timer meanwhile.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.engraving.engraver import Engraver
    from gui.app import App

BARS = (16, 64, 200)
_ROUNDS = 9
_PATIENCE_S = 30.0
_HEAD = "X:1\nT:Measured\nC:Trad.\nM:6/8\nL:1/8\nQ:3/8=100\nK:G\n"
_FOUR = ('"G"GAB d2B|"C"c2e "D"~d3|{/a}gfe (3def g|"Am"A2c B>AG|\n',
         '"Em"efg e2d|"G"BAG "D7"A2B|[Gd]2B cBA|"G"G3 G2D|\n')


def tune_of(bars: int) -> str:
    """Return a jig of so many bars, four in a line, with what jigs have: chord symbols, graces, tuplets, repeats."""
    return _HEAD + "".join(_FOUR[number % 2] for number in range(bars // 4))


def measure() -> dict[str, float]:
    """Return the figures by name."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from engine.engraving.engraver import Engraver
    from gui import app

    application = QApplication.instance() or QApplication(["segue"])
    figures: dict[str, float] = {}
    engraver = Engraver()
    try:
        for bars in BARS:
            figures.update(_engraved(engraver, bars))
    finally:
        engraver.close()
    with tempfile.TemporaryDirectory() as folder:
        store = QSettings(str(Path(folder) / "segue.ini"), QSettings.Format.IniFormat)
        store.setValue("port", "null")
        built = app.build(store=store)
        built.window.resize(960, 600)
        built.window.show()
        _wait(lambda: bool(built.continuing.model))
        figures.update(_typed(built))
        for page in built.window.desk.pages:
            page.document.setModified(False)
        built.window.close()
    del application
    return figures


def _engraved(engraver: Engraver, bars: int) -> dict[str, float]:
    """Return what engraving and drawing cost; every round engraves another text."""
    from engine.engraving.sheet import Order
    from gui.score_fonts import load_fonts
    from gui.score_view import ScoreView

    load_fonts()
    view = ScoreView()
    view.resize(960, 600)
    trips: list[float] = []
    seen: list[float] = []
    whole: list[float] = []
    for number in range(_ROUNDS + 1):
        text = tune_of(bars) + "CDEFGAB"[number % 7] + "6|]\n"
        start = time.perf_counter()
        sheet = engraver.engrave(Order(text, 0, len(text), view.line_width))
        trips.append(time.perf_counter() - start)
        view.show_sheet(type(sheet)((), sheet.roll))  # nothing drawn before is of use
        start = time.perf_counter()
        view.show_sheet(sheet)
        view.grab()
        seen.append(time.perf_counter() - start)
        start = time.perf_counter()
        for drawing in view.layout_.drawings:
            drawing.forget()
            drawing.pixmap(view.layout_.scale, 1.0)
        whole.append(time.perf_counter() - start)
    view.deleteLater()
    return {f"{name}_{bars}_ms": statistics.median(values[1:]) * 1000
            for name, values in (("engrave", trips), ("draw", seen), ("draw_all", whole))}


def _typed(built: App) -> dict[str, float]:
    """Return how long after a key its score is painted, and the longest gap meanwhile."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest

    editor, scoring = built.window.editor, built.scores.living
    ticks: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    figures: dict[str, float] = {}
    gaps: list[float] = []
    for bars in BARS:
        editor.set_text(tune_of(bars))
        editor.move_caret(len(editor.text()) - 2)
        _wait(lambda: scoring.is_current)
        found: list[float] = []
        timer.start(5)
        ticks.clear()
        for number in range(_ROUNDS):
            start = time.perf_counter()
            QTest.keyClick(editor, "abcdefg"[number % 7])  # type: ignore[call-overload]  # the stub leaves text out
            _wait(lambda: scoring.is_current)
            built.window.repaint()
            found.append(time.perf_counter() - start)
        timer.stop()
        gaps += [b - a for a, b in itertools.pairwise(ticks)]
        figures[f"score_after_key_{bars}_ms"] = statistics.median(found) * 1000
    figures["score_gap_ms"] = max(gaps, default=0.0) * 1000
    return figures


def _wait(is_so: Callable[[], bool]) -> None:
    from PySide6.QtWidgets import QApplication

    end = time.perf_counter() + _PATIENCE_S
    while not is_so() and time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.0005)


if __name__ == "__main__":
    print(json.dumps(measure()))
