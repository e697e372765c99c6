"""Takes as small staves in the panel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.notation.tune import Place
from gui.look import theme
from tests.gui_parts import PHRASE, Segue, open_segue
from tests.test_gui_takes_panel import TEXTS, choose, take, takes

KEY = Qt.Key
LONG = "e2d2 cBAG|" * 40


def pictures(segue: Segue) -> list[Any]:
    return [card.picture for card in segue.app.takes.panel.row.cards]


def colours_of(widget: QWidget) -> set[str]:
    picture = widget.grab().toImage()
    return {QColor(picture.pixel(x, y)).name() for x in range(picture.width()) for y in range(picture.height())}


def choose_staves(qtbot: QtBot, segue: Segue, answer: Any = takes) -> list[Any]:
    """Choose takes and wait for their staves."""
    segue.worker.answers["ChooseTakes"] = answer
    segue.window.resize(1280, 900)
    segue.write(PHRASE)
    segue.editor.setFocus()
    qtbot.keyClick(segue.window, KEY.Key_Space, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(pictures(segue)) and all(each.is_engraved for each in pictures(segue)),
                    timeout=20_000)
    return pictures(segue)


def test_each_take_stands_on_a_staff_after_the_bar_that_it_continues_though_the_score_is_hidden(
        qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        staves = choose_staves(qtbot, segue)
        assert segue.app.scores.living.panel is None
        for mode, colours in (("light", theme.LIGHT), ("dark", theme.DARK)):
            segue.app.appearance.set_theme(mode)
            for picture in staves:
                assert {colours.ink, colours.ghost} <= colours_of(picture.score)
        qtbot.mouseClick(staves[1].area.viewport(), Qt.MouseButton.LeftButton)
        assert segue.editor.ghost.text == TEXTS[1]


def test_a_comparison_marks_on_the_staves_what_differs(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        staves = choose_staves(qtbot, segue)
        assert not any(each.score.marked_boxes() for each in staves)
        qtbot.keyClick(segue.app.takes.panel.row, KEY.Key_C)
        assert all(each.is_engraved for each in staves)
        marked = [each.score._marked for each in staves]
        assert marked[0] == frozenset()
        at = len(PHRASE) + TEXTS[1].index("d8")  # the only note that is another there
        assert marked[1] == {Place(at, at + 2)}
        assert len(marked[2]) == len(staves[2].score.marked_boxes()) == 3
        for mode, colours in (("light", theme.LIGHT), ("dark", theme.DARK)):
            segue.app.appearance.set_theme(mode)
            assert {colours.warning, colours.odd} <= colours_of(staves[1].score)
            assert not {colours.warning, colours.odd} & colours_of(staves[0].score)
        qtbot.keyClick(segue.app.takes.panel.row, KEY.Key_C)
        assert not any(each.score.marked_boxes() for each in staves)


def test_what_has_no_room_is_reached_by_a_bar_that_is_seen_and_by_keys(
        qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        first, second = choose_staves(qtbot, segue, (take(LONG, 1), take("G8|", 2)))
        row, bar = segue.app.takes.panel.row, first.area.verticalScrollBar()
        qtbot.waitUntil(bar.isVisible)
        assert not second.area.verticalScrollBar().isVisible()
        assert all(drawing.width * first.score._fitted <= first.area.viewport().width() + 1
                   for drawing in first.score._drawings)  # nothing lies under it
        qtbot.keyClick(row, KEY.Key_PageDown)
        page = bar.value()
        assert page > 0
        qtbot.keyClick(row, KEY.Key_PageUp)
        assert bar.value() == 0
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.width() // 2, bar.height() - 4))
        assert bar.value() > 0
        assert segue.editor.ghost.text == LONG  # whoever scrolls has not chosen
        qtbot.keyClick(row, KEY.Key_Right)
        qtbot.keyClick(row, KEY.Key_PageDown)  # all of the second is seen


def test_where_no_staff_can_be_drawn_the_contour_stays(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path, score="score") as segue:
        segue.worker.answers["ChooseTakes"] = takes
        segue.write(PHRASE)
        segue.editor.setFocus()
        segue.app.scores.engraving.engraver.close()
        choose(qtbot, segue)
        first = pictures(segue)[0]
        qtbot.waitUntil(lambda: first.score is not None and first.score._width == 0, timeout=20_000)
        assert not first.is_engraved


def test_an_empty_panel_starts_no_engraver(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.action("takes").setChecked(True)
        assert segue.app.takes.panel.isVisible()
        assert segue.app.scores.engraving._engraver is None


def test_the_window_starts_without_what_draws_scores() -> None:
    drawing = ("gui.score.small_score", "gui.score.score_view", "gui.engraving.system_drawing")
    code = f"import sys, gui.app; print([name for name in {drawing} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == "[]"
