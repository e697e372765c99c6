"""A score with little room: music before titles, small notes before half a staff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

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
