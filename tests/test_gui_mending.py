"""Mend and transpose with the keys that a composer presses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QInputDialog
from pytestqt.qtbot import QtBot

from tests.gui_parts import Segue, open_segue

TUNE = 'X:1\nT:Two\nM:4/4\nL:1/8\nK:G\n"G"GABc [dg2 d^c|"D7"A8|]\n'
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(TUNE)
        yield segue


def choose(words: str) -> list[str]:
    """Write words into the question that is about to be asked, and press Enter; return what it asked, once it has."""
    asked: list[str] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QInputDialog):
            asked.append(dialog.labelText())
            box = dialog.findChild(QComboBox)
            assert isinstance(box, QComboBox)
            box.setEditText(words)
            dialog.accept()
        else:
            QTimer.singleShot(10, press)

    QTimer.singleShot(0, press)
    return asked


def test_alt_return_mends_the_fault_and_one_undo_takes_it_back(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_Return, ALT)
    assert segue.editor.text() == TUNE.replace("[dg2 d^c|", "[dg2 d^c]|")
    assert segue.window.message.text() == "Mended: close the chord with ]"
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == TUNE


def test_where_nothing_can_be_mended_it_says_so_and_leaves_the_text(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\nK:G\nGABc|\n")
    qtbot.keyClick(segue.editor, Qt.Key.Key_Return, ALT)
    assert segue.editor.text() == "X:1\nK:G\nGABc|\n"
    assert "nothing here" in segue.window.message.text()


def test_ctrl_t_asks_for_a_key_and_goes_there_in_one_step(qtbot: QtBot, segue: Segue) -> None:
    segue.write('X:1\nK:G\n"G"GABc "D7"^c2 d2| % home\n')
    asked = choose("Bb")
    qtbot.keyClick(segue.editor, Qt.Key.Key_T, CTRL)
    assert segue.editor.text() == 'X:1\nK:Bb\n"Bb"Bcde "F7"=e2 f2| % home\n'
    assert "in G" in asked[0]
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == 'X:1\nK:G\n"G"GABc "D7"^c2 d2| % home\n'


def test_only_the_tune_of_the_caret_moves(qtbot: QtBot, segue: Segue) -> None:
    first, second = "X:1\nT:悲歌 🎵\nK:C\nCDE|\n\n", "X:2\nK:C\nCDE|\n"
    segue.write(first + second)
    choose("+2")
    qtbot.keyClick(segue.editor, Qt.Key.Key_T, CTRL)
    assert segue.editor.text() == first + "X:2\nK:D\nDEF|\n"


def test_a_key_that_is_none_is_said_and_changes_nothing(qtbot: QtBot, segue: Segue) -> None:
    choose("H minor")
    qtbot.keyClick(segue.editor, Qt.Key.Key_T, CTRL)
    assert segue.editor.text() == TUNE
    assert "no key and no interval" in segue.window.message.text()


def test_ctrl_shift_f_writes_the_tune_anew_and_one_undo_takes_it_back(qtbot: QtBot, segue: Segue) -> None:
    untidy = "X:1\nL:1/8\nM:4/4\nK:G\nG A B c   dcBA |G8|]\n\nwords\n"
    segue.write(untidy, caret=20)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert segue.editor.text() == "X:1\nM:4/4\nL:1/8\nK:G\nG A B c dcBA|G8|]\n\nwords\n"
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == untidy
