"""Takes as small staves in the panel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.take_excerpt import take_excerpt
from tests.gui_parts import PHRASE, Segue, open_segue
from tests.test_gui_takes_panel import TEXTS, choose, takes

KEY = Qt.Key


def pictures(segue: Segue) -> list[Any]:
    return [card.picture for card in segue.app.takes.panel.row.cards]


def colours_of(widget: QWidget) -> set[str]:
    picture = widget.grab().toImage()
    return {QColor(picture.pixel(x, y)).name() for x in range(picture.width()) for y in range(picture.height())}


def test_each_take_stands_on_a_staff_after_the_bar_that_it_continues(
        qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path, score="score") as segue:
        segue.worker.answers["ChooseTakes"] = takes
        segue.window.resize(1280, 900)
        segue.write(PHRASE)
        segue.editor.setFocus()
        choose(qtbot, segue)
        qtbot.waitUntil(lambda: all(each.is_engraved for each in pictures(segue)), timeout=20_000)
        for mode, colours in (("light", theme.LIGHT), ("dark", theme.DARK)):
            segue.app.appearance.set_theme(mode)
            for picture in pictures(segue):
                assert {colours.ink, colours.ghost} <= colours_of(picture.score)
        qtbot.mouseClick(pictures(segue)[1]._area.viewport(), Qt.MouseButton.LeftButton)
        assert segue.editor.ghost.text == TEXTS[1]
        qtbot.keyClick(segue.app.takes.panel.row, KEY.Key_C)
        assert [each.is_engraved for each in pictures(segue)] == [False, True, False]
        qtbot.keyClick(segue.app.takes.panel.row, KEY.Key_C)
        assert all(each.is_engraved for each in pictures(segue))


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


def test_without_the_score_no_take_is_engraved(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.worker.answers["ChooseTakes"] = takes
        segue.write(PHRASE)
        segue.editor.setFocus()
        choose(qtbot, segue)
        assert all(each.score is None and not each.is_engraved for each in pictures(segue))


@pytest.mark.parametrize(("before", "head"), [
    ("X:1\nT:Up\nM:3/4\nL:1/8\nK:Dm\nA2B2c2|d2", "X:1\nM:3/4\nL:1/8\nK:Dm\nd2"),
    ("X:1\nK:C\nCDEF|\n\nX:2\nM:2/4\nK:G\nGABc|\nw:la la\n", "X:1\nM:2/4\nK:G\nGABc|"),
    ("X:1\nK:C\nCDEF|[K:D]d4|% home\nA4|", "X:1\nK:C\n[K:D]A4|"),
    ("X:1\nK:C\n", "X:1\nK:C\n"),
    ("", "X:1\nK:C\n"),
])
def test_the_excerpt_has_key_and_metre_and_the_bar_before_the_caret(before: str, head: str) -> None:
    assert take_excerpt(before, "c4|\n") == (head + "c4|", (len(head), len(head) + 3))
