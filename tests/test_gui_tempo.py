"""The tempo in beats a minute, beside the percentage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui_parts import Segue, open_segue

CHANGING = "X:1\nM:6/8\nL:1/8\nQ:3/8=110\nK:G\nGAB c3|[Q:1/8=200]d6|\n\nX:2\nK:C\nCDEF|\n"


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(CHANGING, CHANGING.index("GAB"))
        yield segue


def label(segue: Segue) -> str:
    return str(segue.window.transport.beats.text())


def test_the_tempo_at_the_caret_stands_beside_the_percentage(qtbot: QtBot, segue: Segue) -> None:
    qtbot.waitUntil(lambda: label(segue) == "3/8=110")
    segue.editor.move_caret(CHANGING.index("d6") + 1)
    assert label(segue) == "1/8=200"
    segue.editor.move_caret(3)
    assert label(segue) == "3/8=110"
    segue.editor.move_caret(CHANGING.index("CDEF"))
    qtbot.waitUntil(lambda: label(segue) == "1/4=120")  # what is played where there is no Q:


def test_it_says_what_the_percentage_comes_to(qtbot: QtBot, segue: Segue) -> None:
    qtbot.waitUntil(lambda: label(segue) == "3/8=110")
    segue.window.transport.tempo.setValue(75)
    assert label(segue) == "3/8=82"
    tip = segue.window.transport.beats.toolTip()
    assert "82.5 beats of 3/8" in tip and "3/8=110" in tip


def test_a_new_tempo_that_is_written_is_shown(qtbot: QtBot, segue: Segue) -> None:
    qtbot.waitUntil(lambda: label(segue) == "3/8=110")
    segue.write(CHANGING.replace("3/8=110", "3/8=96"), CHANGING.index("GAB"))
    qtbot.waitUntil(lambda: label(segue) == "3/8=96")


def test_the_row_still_fits_a_small_window(qtbot: QtBot, segue: Segue) -> None:
    segue.write(CHANGING.replace("3/8=110", "3/8=960"), CHANGING.index("GAB"))
    qtbot.waitUntil(lambda: label(segue) == "3/8=960")
    assert segue.window.transport.minimumSizeHint().width() <= 1024
    segue.window.resize(1024, 640)
    assert segue.window.width() == 1024
