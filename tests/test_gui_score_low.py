"""A score with little room: music before titles, small notes before half a staff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.engraving.engraver import Engraver
from engine.engraving.sheet import Order
from gui.engraving.score_fonts import load_fonts
from gui.engraving.system_drawing import Colours, SystemDrawing
from tests.gui_parts import GHOST, PHRASE, Segue, open_segue
from tests.test_gui_score import CTRL, TUNE, is_shown, show


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path, score="score") as segue:
        yield segue


def test_a_low_view_shows_a_whole_line_of_music_and_no_title(qtbot: QtBot, segue: Segue) -> None:
    window = segue.window
    window.resize(796, 360)
    shown = show(qtbot, segue, TUNE, 0).score

    def has_title() -> bool:
        return any(">Up<" in drawing.svg for drawing in shown.layout_.drawings)

    qtbot.waitUntil(lambda: bool(shown.layout_.drawings) and not has_title(), timeout=20_000)
    assert shown.viewport().height() < 100
    for number in range(len(shown.layout_.drawings)):
        assert shown.layout_.target(number).height() <= shown.viewport().height()
    assert shown.layout_.target(0).width() >= shown.viewport().width() - 20  # small notes, and still whole lines
    assert shown.zoom == 100
    window.resize(1000, 900)
    qtbot.waitUntil(lambda: bool(shown.layout_.drawings) and has_title(), timeout=20_000)
    window.action("score_pages").trigger()  # paper has its title, however little is seen of it
    window.resize(796, 360)
    is_shown(qtbot, segue)
    assert has_title()


def test_a_low_view_goes_on_showing_what_is_proposed(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path, "\n" + GHOST, score="score") as segue:
        segue.window.transport.listen.setChecked(False)
        shown = show(qtbot, segue, PHRASE)
        segue.window.resize(796, 360)
        qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
        qtbot.waitUntil(lambda: len(shown.roll.roll.notes) == len("GABcdB") + 8, timeout=20_000)
        is_shown(qtbot, segue)
        segue.app.scores.living._follow_caret()  # as whoever puts the caret where it is brings it about
        proposed = shown.score.layout_.target(1)
        assert shown.score.verticalScrollBar().value() + shown.score.viewport().height() >= proposed.bottom()


@pytest.mark.parametrize("has_head", [True, False])
def test_the_number_of_a_line_of_music_is_drawn_whole(qapp: QApplication, has_head: bool) -> None:
    load_fonts()
    text = "X:1\nM:6/8\nL:1/8\nK:G\n" + "GBd gfe|e2c dBG|ABc dcA|B3 A2D|\n" * 2
    engraver = Engraver()
    try:
        drawn = engraver.engrave(Order(text, 0, len(text), 2400, has_head=has_head)).systems[1]
    finally:
        engraver.close()
    picture = SystemDrawing(drawn, Colours("#000000", "#000000")).pixmap(0.5, 1.0).toImage()
    rows = [any(picture.pixelColor(x, y).alpha() for x in range(60)) for y in range(picture.height())]
    assert not rows[0] and not rows[-1] and any(rows)
