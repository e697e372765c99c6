"""A new tune from the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.errors import SettingsError
from engine.notation.beginning import RHYTHMS, Beginning, next_number
from engine.notation.reader import read_tune
from tests.gui_parts import Segue, open_segue

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BOOK = "X:4\nT:One\nK:D\nd2fd|\n\nX:12\nT:Two\nK:G\nGAB|"


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(BOOK, 0)
        yield segue


def ask(qtbot: QtBot, segue: Segue) -> Any:
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, CTRL | SHIFT)
    return segue.app.new_tunes.sheet


def test_it_is_written_behind_the_last_tune_with_the_next_number_as_one_step(qtbot: QtBot, segue: Segue) -> None:
    sheet = ask(qtbot, segue)
    qtbot.keyClicks(sheet.title, "The Third")
    sheet.rhythm.setCurrentText("slip jig")
    sheet.key.setEditText("Edor")
    sheet.tempo.setValue(120)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    added = "\n\nX:13\nT:The Third\nR:slip jig\nM:9/8\nL:1/8\nQ:3/8=120\nK:Edor\n"
    assert segue.editor.text() == BOOK + added
    assert segue.editor.caret() == len(BOOK + added)
    segue.editor.undo()
    assert segue.editor.text() == BOOK


def test_it_can_have_a_text_of_its_own(qtbot: QtBot, segue: Segue) -> None:
    sheet = ask(qtbot, segue)
    sheet.is_separate.click()
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert segue.editor.text() == "X:1\nT:\nM:4/4\nL:1/8\nK:G\n"
    assert len(segue.window.desk.pages) == 2


def test_what_cannot_be_read_is_said_and_the_sheet_stays(qtbot: QtBot, segue: Segue) -> None:
    sheet = ask(qtbot, segue)
    sheet.key.setEditText("H major")
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert "is no key" in sheet.wrong.text()
    assert segue.editor.text() == BOOK
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert segue.editor.text() == BOOK


@pytest.mark.parametrize("rhythm", RHYTHMS)
def test_every_rhythm_begins_a_tune_that_has_no_fault(rhythm: str) -> None:
    header = Beginning("Name", rhythm, RHYTHMS[rhythm], "1/8", "Am", 100).header(7)
    tune = read_tune(header)
    assert (tune.key.text, [each for each in tune.diagnostics if each.severity != "info"]) == ("Am", [])


@pytest.mark.parametrize("wrong", [Beginning(metre="banana"), Beginning(unit="x"), Beginning(key="?")])
def test_a_beginning_that_makes_no_sense_is_refused(wrong: Beginning) -> None:
    with pytest.raises(SettingsError):
        wrong.header(1)


def test_the_next_number_is_above_all_others() -> None:
    assert (next_number(""), next_number(BOOK), next_number("X:\nX: 3\n")) == (1, 13, 4)
