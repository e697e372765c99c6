"""The book put in order, by real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from engine.notation.ordering import arrange
from gui.writing.arranging import ArrangeSheet
from tests.gui_parts import Segue, open_segue
from tests.test_ordering import BOOK

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write("%\U0001d11e\n" + BOOK, BOOK.index("B|") + 3)
        yield segue


def ask(qtbot: QtBot, segue: Segue) -> ArrangeSheet:
    qtbot.keyClick(segue.editor, Qt.Key.Key_K, CTRL | SHIFT)
    sheet = segue.app.arranging.sheet
    assert sheet is not None and sheet.isVisible()
    return sheet


def test_the_tunes_are_sorted_and_numbered_in_one_step_and_the_caret_stays_in_its_tune(qtbot: QtBot,
                                                                                     segue: Segue) -> None:
    before = segue.editor.text()
    sheet = ask(qtbot, segue)
    qtbot.keyClick(sheet.renumbers, Qt.Key.Key_Space)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert segue.editor.text() == arrange(before, "title", renumbers=True).text != before
    assert segue.editor.text()[segue.editor.caret() :].startswith("B|\n\n")
    assert "4 tune(s) in order" in segue.window.message.text()
    segue.editor.undo()
    assert segue.editor.text() == before
    assert not segue.editor.document().isUndoAvailable()


def test_the_order_is_chosen_by_keys_and_remembered(qtbot: QtBot, segue: Segue) -> None:
    before = segue.editor.text()
    sheet = ask(qtbot, segue)
    for _ in range(3):
        qtbot.keyClick(sheet.order, Qt.Key.Key_Down)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert segue.editor.text() == arrange(before, "number").text
    assert ask(qtbot, segue).wish() == ("number", False)


def test_a_sheet_that_would_do_nothing_cannot_be_accepted(qtbot: QtBot, segue: Segue) -> None:
    sheet = ask(qtbot, segue)
    qtbot.keyClick(sheet.order, Qt.Key.Key_End)
    assert not sheet.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_book_in_order_is_left_alone_and_one_without_numbers_is_told(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\nT:A\nK:C\nC|\n\nX:2\nT:B\nK:C\nC|\n")
    qtbot.keyClick(ask(qtbot, segue), Qt.Key.Key_Return)
    assert "in this order already" in segue.window.message.text()
    segue.write("T:No number\nK:C\nC|")
    qtbot.keyClick(segue.editor, Qt.Key.Key_K, CTRL | SHIFT)
    assert "nothing to sort" in segue.window.message.text()
