"""Measure the score: ``python -m gui.bench.score`` prints one JSON object.

For tunes of 16, 64 and 200 bars, medians in milliseconds:
``engrave_N_ms`` is the way to the engraver's process and back, reading included, ``draw_N_ms`` loading and painting
what a window of 960 by 600 shows, ``draw_all_N_ms`` the whole tune. ``score_after_key_N_ms`` counts in the real window
from a key to the painted score, the pause after the key included; ``score_gap_ms`` is the longest wait between two
ticks of a 5 ms timer meanwhile.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from typing import TYPE_CHECKING

from gui.bench.stage import gaps, opened, wait

if TYPE_CHECKING:
    from engine.engraving.engraver import Engraver
    from gui.app import App

BARS = (16, 64, 200)
_ROUNDS = 9
_HEAD = "X:1\nT:Measured\nC:Trad.\nM:6/8\nL:1/8\nQ:3/8=100\nK:G\n"
_FOUR = ('"G"GAB d2B|"C"c2e "D"~d3|{/a}gfe (3def g|"Am"A2c B>AG|\n',
         '"Em"efg e2d|"G"BAG "D7"A2B|[Gd]2B cBA|"G"G3 G2D|\n')


def tune_of(bars: int) -> str:
    """Return a jig of so many bars, four in a line, with what jigs have: chord symbols, graces, tuplets, repeats."""
    return _HEAD + "".join(_FOUR[number % 2] for number in range(bars // 4))


def measure(rounds: int = _ROUNDS) -> dict[str, float]:
    """Return the figures by name, the medians of so many rounds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from engine.engraving.engraver import Engraver

    application = QApplication.instance() or QApplication(["segue"])
    figures: dict[str, float] = {}
    engraver = Engraver()
    try:
        for bars in BARS:
            figures.update(_engraved(engraver, bars, rounds))
    finally:
        engraver.close()
    with opened() as built:
        built.window.resize(960, 600)
        figures.update(_typed(built, rounds))
    del application
    return figures


def _engraved(engraver: Engraver, bars: int, rounds: int) -> dict[str, float]:
    """Return what engraving and drawing cost; every round engraves another text."""
    from engine.engraving.sheet import Order
    from gui.engraving.score_fonts import load_fonts
    from gui.score.score_view import ScoreView

    load_fonts()
    view = ScoreView()
    view.resize(960, 600)
    trips: list[float] = []
    seen: list[float] = []
    whole: list[float] = []
    for number in range(rounds + 1):
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


def _typed(built: App, rounds: int) -> dict[str, float]:
    """Return how long after a key its score is painted, and the longest gap meanwhile."""
    from PySide6.QtTest import QTest

    editor, scoring = built.window.editor, built.scores.living
    figures: dict[str, float] = {}
    longest: dict[str, float] = {}
    for bars in BARS:
        editor.set_text(tune_of(bars))
        editor.move_caret(len(editor.text()) - 2)
        wait(lambda: scoring.is_current, "the score")
        found: list[float] = []
        with gaps(longest, str(bars)):
            for number in range(rounds):
                start = time.perf_counter()
                QTest.keyClick(editor, "abcdefg"[number % 7])  # type: ignore[call-overload]  # the stub leaves text out
                wait(lambda: scoring.is_current, "the score")
                built.window.repaint()
                found.append(time.perf_counter() - start)
        figures[f"score_after_key_{bars}_ms"] = statistics.median(found) * 1000
    figures["score_gap_ms"] = max(longest.values())
    return figures


if __name__ == "__main__":
    print(json.dumps(measure()))
