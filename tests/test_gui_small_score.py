"""Small staves, as a list of takes shows them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine.errors import EngravingError
from gui.engraving.engraving import Engraving
from gui.look import theme
from gui.score.small_score import SmallScore

TAKE = "X:1\nM:6/8\nL:1/8\nK:G\nGAB d2B|c2e dBG|\n"


@pytest.fixture
def engraving(threads_are_joined: None) -> Iterator[Engraving]:
    engraving = Engraving()
    yield engraving
    engraving.close()


def colours_of(widget: QWidget) -> set[str]:
    picture = widget.grab().toImage()
    return {QColor(picture.pixel(x, y)).name() for x in range(picture.width()) for y in range(picture.height())}


def test_several_are_drawn_and_each_takes_the_height_it_needs(qtbot: QtBot, engraving: Engraving) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    scores = [SmallScore(engraving) for _ in range(3)]
    for score in scores:
        column.addWidget(score)
    qtbot.addWidget(holder)
    holder.resize(400, 300)
    holder.show()
    scores[0].show_abc(TAKE)
    scores[1].show_abc(TAKE * 1 + "[GBd]6|" * 12)
    scores[2].show_abc(TAKE, (TAKE.index("c2e"), len(TAKE)))
    qtbot.waitUntil(lambda: all(score.is_drawn for score in scores), timeout=20_000)
    assert scores[1].height() > scores[0].height() >= 40
    assert theme.LIGHT.ink in colours_of(scores[0])
    assert theme.LIGHT.ghost in colours_of(scores[2])
    assert theme.LIGHT.ghost not in colours_of(scores[0])
    scores[0].set_theme(theme.DARK)
    assert theme.DARK.ink in colours_of(scores[0])


def test_the_newest_text_wins_and_a_new_width_breaks_the_lines_anew(qtbot: QtBot, engraving: Engraving) -> None:
    score = SmallScore(engraving)
    qtbot.addWidget(score)
    score.resize(600, 60)
    score.show_abc(TAKE)
    with qtbot.waitSignal(score.drawn, timeout=20_000):
        score.show_abc(TAKE + "GAB d2B|c2e dBG|" * 2)
    assert len(score._drawings) == 2
    height = score.sizeHint().height()
    with qtbot.waitSignal(score.drawn, timeout=20_000):
        score.resize(200, 60)
        score.show()
    assert score.sizeHint().height() > height


def test_a_click_is_told_and_a_fault_leaves_what_was_drawn(qtbot: QtBot, engraving: Engraving) -> None:
    score = SmallScore(engraving)
    qtbot.addWidget(score)
    score.resize(400, 60)
    score.show_abc(TAKE)
    qtbot.waitSignal(score.drawn, timeout=20_000).wait()
    with qtbot.waitSignal(score.clicked):
        qtbot.mouseClick(score, Qt.MouseButton.LeftButton)
    engraving.engraver.close()
    with qtbot.waitSignal(score.failed, timeout=20_000) as told:
        score.show_abc(TAKE + "G6|")
    assert isinstance(told.args[0], EngravingError)
    assert score.is_drawn


def test_a_small_score_may_go_before_its_answer_comes(qtbot: QtBot, engraving: Engraving) -> None:
    score = SmallScore(engraving)
    score.resize(400, 60)
    score.show_abc(TAKE)
    score.deleteLater()
    del score
    other = SmallScore(engraving)
    qtbot.addWidget(other)
    other.resize(400, 60)
    with qtbot.waitSignal(other.drawn, timeout=20_000):
        other.show_abc(TAKE)
