"""The list of tunes, by real keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui_parts import Segue, open_segue
from tests.test_index import BOOK

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def listing(segue: Segue) -> Any:
    return segue.app.indexing.list


def titles(segue: Segue) -> list[str]:
    return [entry.title for entry in listing(segue).model.entries]


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(BOOK, BOOK.index("DFA"))
        qtbot.keyClick(segue.editor, Qt.Key.Key_O, CTRL | SHIFT)
        qtbot.waitUntil(lambda: titles(segue) == ["The Open Gate", "Planxty", "No key here"], timeout=20_000)
        yield segue


def test_the_key_shows_the_list_and_hides_it_again(qtbot: QtBot, segue: Segue) -> None:
    assert segue.window.focusWidget() is listing(segue).filter
    assert segue.window.action("tunes").isChecked()
    assert listing(segue).count.text() == "3 tune(s)"
    qtbot.keyClick(listing(segue).filter, Qt.Key.Key_O, CTRL | SHIFT)
    assert listing(segue).isHidden()
    assert segue.window.focusWidget() is segue.editor


def test_the_tune_around_the_caret_is_marked(qtbot: QtBot, segue: Segue) -> None:
    assert listing(segue).table.currentIndex().row() == 1
    segue.editor.move_caret(BOOK.index("GABc"))
    assert listing(segue).table.currentIndex().row() == 2


def test_a_click_and_enter_go_to_a_tune(qtbot: QtBot, segue: Segue) -> None:
    table = listing(segue).table
    cell = table.visualRect(listing(segue).model.index(2, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert segue.editor.caret() == BOOK.index("X:3")
    assert segue.window.focusWidget() is segue.editor
    listing(segue).filter.setFocus()
    qtbot.keyClick(listing(segue).filter, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert segue.editor.caret() == BOOK.index("X:2")


@pytest.mark.parametrize(("words", "left"), [
    ("gate", ["The Open Gate"]), ("C:o'carolan M:4/4", ["Planxty"]), ("K:Dmin", ["Planxty"]),
    ("notes: ceg c'ba", ["The Open Gate", "Planxty"]), ("nothing like it", []),
])
def test_the_field_narrows_it_down(qtbot: QtBot, segue: Segue, words: str, left: list[str]) -> None:
    qtbot.keyClicks(listing(segue).filter, words)
    qtbot.waitUntil(lambda: listing(segue).count.text() == f"{len(left)} of 3 tunes", timeout=20_000)
    assert titles(segue) == left
    listing(segue).filter.clear()
    qtbot.waitUntil(lambda: len(titles(segue)) == 3, timeout=20_000)


def test_the_list_follows_the_typing_and_goes_right_before_it_has(qtbot: QtBot, segue: Segue) -> None:
    segue.editor.move_caret(0)
    qtbot.keyClicks(segue.editor, "%" * 40)
    listing(segue).table.chosen.emit(1)
    assert segue.editor.text()[segue.editor.caret() :].startswith("X:2\nT:Planxty")
    segue.editor.move_caret(segue.editor.text().index("Planxty"))
    qtbot.keyClicks(segue.editor, "Old ")
    qtbot.waitUntil(lambda: titles(segue)[1] == "Old Planxty", timeout=20_000)


def test_the_list_is_that_of_the_text_in_front(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, CTRL)
    qtbot.keyClicks(segue.editor, "X:9")
    qtbot.waitUntil(lambda: [one.number for one in listing(segue).model.entries] == ["9"], timeout=20_000)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    qtbot.waitUntil(lambda: len(titles(segue)) == 3, timeout=20_000)


def test_it_is_there_again_at_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.action("tunes").trigger()
    with open_segue(qtbot, tmp_path) as segue:
        assert not listing(segue).isHidden()
