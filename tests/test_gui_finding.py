"""Find and replace, by real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui_parts import Segue, open_segue

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TUNE = "X:1\nT:The Gab\nK:G\nGAB gab|GABC2|\nw: gab\n"


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(TUNE, 0)
        yield segue


def bar(segue: Segue) -> Any:
    return segue.app.finding.bar


def search(qtbot: QtBot, segue: Segue) -> None:
    segue.app.finding.search()
    qtbot.waitUntil(lambda: not bar(segue).count.text().rstrip(" found").endswith("…"))


def find(qtbot: QtBot, segue: Segue, words: str, *, key: Qt.Key = Qt.Key.Key_F) -> None:
    qtbot.keyClick(segue.editor, key, CTRL)
    bar(segue).wanted.clear()
    qtbot.keyClicks(bar(segue).wanted, words)
    search(qtbot, segue)


def selected(segue: Segue) -> tuple[int, str]:
    cursor = segue.editor.textCursor()
    return cursor.selectionStart(), cursor.selectedText()


def test_ctrl_f_finds_and_the_keys_go_on_and_back_round_the_end(qtbot: QtBot, segue: Segue) -> None:
    find(qtbot, segue, "gab")
    assert bar(segue).count.text() == "5 found"
    places = []
    for _ in range(6):
        qtbot.keyClick(bar(segue).wanted, Qt.Key.Key_Return)
        places.append(selected(segue))
    assert [text for _, text in places] == ["Gab", "GAB", "gab", "GAB", "gab", "Gab"]
    assert bar(segue).count.text() == "1 of 5"
    qtbot.keyClick(bar(segue).wanted, Qt.Key.Key_Return, SHIFT)
    assert selected(segue) == places[4]
    qtbot.keyClick(segue.editor, Qt.Key.Key_F3)
    assert selected(segue) == places[0]
    qtbot.keyClick(segue.editor, Qt.Key.Key_F3, SHIFT)
    assert selected(segue) == places[4]


def test_case_and_whole_words(qtbot: QtBot, segue: Segue) -> None:
    find(qtbot, segue, "GAB")
    bar(segue).case.click()
    search(qtbot, segue)
    assert bar(segue).count.text() == "2 found"
    bar(segue).word.click()
    search(qtbot, segue)
    assert bar(segue).count.text() == "1 found"


def test_what_is_selected_is_looked_for(qtbot: QtBot, segue: Segue) -> None:
    segue.editor.select(TUNE.index("C2"), TUNE.index("C2") + 2)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F, CTRL)
    assert bar(segue).wanted.text() == "C2"
    qtbot.waitUntil(lambda: bar(segue).count.text() == "1 of 1")


def test_every_place_that_is_seen_is_marked_and_esc_takes_the_marks_away(qtbot: QtBot, segue: Segue) -> None:
    find(qtbot, segue, "gab")
    assert [mark.cursor.selectedText() for mark in segue.editor.extraSelections()] == [
        "Gab", "GAB", "gab", "GAB", "gab"]
    qtbot.keyClick(bar(segue).wanted, Qt.Key.Key_Escape)
    assert bar(segue).isHidden()
    assert segue.editor.extraSelections() == []
    assert segue.window.focusWidget() is segue.editor


def test_replace_goes_from_place_to_place(qtbot: QtBot, segue: Segue) -> None:
    find(qtbot, segue, "GAB", key=Qt.Key.Key_H)
    bar(segue).case.click()
    qtbot.keyClick(bar(segue).wanted, Qt.Key.Key_Tab)
    qtbot.keyClicks(bar(segue).instead, "cde")
    for expected in (TUNE, TUNE.replace("GAB", "cde", 1), TUNE.replace("GAB", "cde")):
        qtbot.keyClick(bar(segue).instead, Qt.Key.Key_Return)
        assert segue.editor.text() == expected


def test_replace_all_is_one_step_of_undo_and_knows_groups(qtbot: QtBot, segue: Segue) -> None:
    find(qtbot, segue, r"(\w)(\w)b\b", key=Qt.Key.Key_H)
    bar(segue).regex.click()
    qtbot.keyClicks(bar(segue).instead, r"\2-\1\n")
    qtbot.mouseClick(bar(segue).replace_all, Qt.MouseButton.LeftButton)
    assert segue.editor.text() == "X:1\nT:The a-G\n\nK:G\nA-G\n a-g\n|GABC2|\nw: a-g\n\n"
    assert segue.window.message.text() == "4 place(s) replaced"
    segue.editor.undo()
    assert segue.editor.text() == TUNE


def test_in_the_selection_alone(qtbot: QtBot, segue: Segue) -> None:
    start = TUNE.index("K:G")
    segue.editor.select(start, TUNE.index("w:"))
    qtbot.keyClick(segue.editor, Qt.Key.Key_H, CTRL)
    assert bar(segue).inside.isChecked()
    qtbot.keyClicks(bar(segue).wanted, "gab")
    qtbot.keyClicks(bar(segue).instead, "z")
    qtbot.mouseClick(bar(segue).replace_all, Qt.MouseButton.LeftButton)
    assert segue.editor.text() == "X:1\nT:The Gab\nK:G\nz z|zC2|\nw: gab\n"


@pytest.mark.parametrize(("pattern", "reason"), [("(GA", "parenthesis"), ("[", "]"), ("*", "quantifier")])
def test_an_expression_without_sense_is_told_in_a_sentence(qtbot: QtBot, segue: Segue, pattern: str,
                                                          reason: str) -> None:
    find(qtbot, segue, pattern)
    assert bar(segue).count.text() == "not found"
    bar(segue).regex.click()
    search(qtbot, segue)
    assert bar(segue).wrong.text().startswith("This expression makes no sense at character ")
    assert reason in bar(segue).wrong.text()
    qtbot.keyClick(bar(segue).wanted, Qt.Key.Key_Return)
    assert segue.editor.text() == TUNE


def test_an_expression_that_would_search_for_ever_gives_up(qtbot: QtBot, segue: Segue) -> None:
    segue.write("a" * 40 + "b", 0)
    find(qtbot, segue, "(a+)+$")
    bar(segue).regex.click()
    search(qtbot, segue)
    assert bar(segue).count.text() == "not found"


def test_empty_places_are_passed(qtbot: QtBot, segue: Segue) -> None:
    find(qtbot, segue, "^")
    bar(segue).regex.click()
    search(qtbot, segue)
    places = []
    for _ in range(3):
        qtbot.keyClick(bar(segue).wanted, Qt.Key.Key_Return)
        places.append(selected(segue)[0])
    assert len(set(places)) == 3


def test_thousands_of_places_beyond_the_first_plane_are_replaced(qtbot: QtBot, segue: Segue) -> None:
    segue.write("\U0001d11eab \u96e8" * 3000, 0)
    find(qtbot, segue, "b", key=Qt.Key.Key_H)
    qtbot.keyClicks(bar(segue).instead, "zz")
    qtbot.waitUntil(lambda: bar(segue).count.text() == "3,000 found")
    qtbot.mouseClick(bar(segue).replace_all, Qt.MouseButton.LeftButton)
    assert segue.editor.text() == "\U0001d11eazz \u96e8" * 3000
    segue.editor.undo()
    assert segue.editor.text() == "\U0001d11eab \u96e8" * 3000
