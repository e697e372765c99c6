"""Several texts in tabs, by real keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QTextCursor
from PySide6.QtWidgets import QMessageBox, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from tests.gui_parts import GHOST, PHRASE, Segue, answer, open_segue

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
REEL = "X:1\nT:Reel\nK:D\nd2fd Adfd|"
JIG = "X:2\nT:Jig\nM:6/8\nK:G\nGAB cde|"


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        yield segue


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def names(segue: Segue) -> list[str]:
    return [segue.window.desk.tabs.tabText(index) for index in range(segue.window.desk.tabs.count())]


def test_ctrl_n_begins_a_text_beside_the_others_and_asks_nothing(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClicks(segue.editor, "G")
    written = segue.editor.text()
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, CTRL)
    assert segue.editor.text() == ""
    qtbot.keyClicks(segue.editor, "X:1")
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    assert segue.editor.text() == written
    assert names(segue) == ["Untitled •", "Untitled •"]


@pytest.mark.parametrize(("there", "back"), [
    ((Qt.Key.Key_Tab, CTRL), (Qt.Key.Key_Tab, CTRL | SHIFT)), ((Qt.Key.Key_PageDown, CTRL), (Qt.Key.Key_PageUp, CTRL)),
])
def test_the_keys_go_round_the_tabs(qtbot: QtBot, segue: Segue, tmp_path: Path, there, back) -> None:
    segue.app.documents.open_paths([file(tmp_path, "reel.abc", REEL), file(tmp_path, "jig.abc", JIG)])
    assert names(segue) == ["reel.abc", "jig.abc"]
    assert segue.app.documents.name == "jig.abc"
    qtbot.keyClick(segue.editor, *there)
    assert (segue.editor.text(), segue.window.windowTitle()) == (REEL, "reel.abc[*] — Segue")
    qtbot.keyClick(segue.editor, *back)
    assert segue.editor.text() == JIG


def test_each_text_keeps_its_caret_its_selection_and_its_undo(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.app.documents.open_paths([file(tmp_path, "reel.abc", REEL), file(tmp_path, "jig.abc", JIG)])
    qtbot.keyClicks(segue.editor, "z")
    segue.editor.move_caret(8)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    qtbot.keyClicks(segue.editor, "y")
    assert segue.editor.text() == REEL + "y"
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    assert segue.editor.textCursor().selectedText() == JIG[8]
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == JIG
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == JIG
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    assert segue.editor.text() == REEL + "y"


def test_a_text_is_left_where_it_was_scrolled_to(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    long = REEL + "\n" + "d2fd Adfd|\n" * 300
    segue.app.documents.open_paths([file(tmp_path, "long.abc", long), file(tmp_path, "jig.abc", JIG)])
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    segue.editor.verticalScrollBar().setValue(120)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    assert segue.editor.verticalScrollBar().value() == 120


def test_a_file_that_is_open_is_gone_to_and_not_opened_twice(segue: Segue, tmp_path: Path) -> None:
    reel, jig = file(tmp_path, "reel.abc", REEL), file(tmp_path, "jig.abc", JIG)
    (tmp_path / "link.abc").symlink_to(reel)
    segue.app.documents.open_paths([reel, jig, tmp_path / "link.abc"])
    assert names(segue) == ["reel.abc", "jig.abc"]
    assert segue.app.documents.path == reel


def test_the_untouched_opening_makes_way_and_a_written_text_does_not(qtbot: QtBot, segue: Segue,
                                                                         tmp_path: Path) -> None:
    segue.app.documents.load(file(tmp_path, "reel.abc", REEL))
    assert len(segue.window.desk.pages) == 1
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, CTRL)
    qtbot.keyClicks(segue.editor, "G")
    segue.app.documents.load(file(tmp_path, "jig.abc", JIG))
    assert names(segue) == ["reel.abc", "Untitled •", "jig.abc"]


def test_ctrl_w_closes_a_text_and_asks_only_where_something_would_be_lost(qtbot: QtBot, segue: Segue,
                                                                         tmp_path: Path) -> None:
    segue.app.documents.open_paths([file(tmp_path, "reel.abc", REEL), file(tmp_path, "jig.abc", JIG)])
    qtbot.keyClicks(segue.editor, "z")
    asked = answer(QMessageBox.StandardButton.Cancel)
    qtbot.keyClick(segue.editor, Qt.Key.Key_W, CTRL)
    assert asked == ["Save the changes to jig.abc?"]
    assert segue.editor.text() == JIG + "z"
    answer(QMessageBox.StandardButton.Save)
    segue.window.action("close").trigger()  # offscreen no window is active after a dialog, and no shortcut works
    assert (tmp_path / "jig.abc").read_text("utf-8") == JIG + "z"
    assert segue.editor.text() == REEL
    segue.window.action("close").trigger()
    assert (segue.editor.text(), segue.window.windowTitle()) == ("", "Untitled[*] — Segue")


def test_a_tab_is_closed_by_its_button_and_by_the_middle_button(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    paths = [file(tmp_path, name, REEL) for name in ("one.abc", "two.abc", "three.abc", "four.abc")]
    segue.app.documents.open_paths(paths)
    tabs = segue.window.desk.tabs
    tabs.moveTab(0, 2)
    assert names(segue) == ["two.abc", "three.abc", "one.abc", "four.abc"]
    button = tabs.tabButton(2, QTabBar.ButtonPosition.RightSide)
    assert isinstance(button, QToolButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert names(segue) == ["two.abc", "three.abc", "four.abc"]
    qtbot.mouseClick(tabs, Qt.MouseButton.MiddleButton, pos=tabs.tabRect(0).center())
    assert names(segue) == ["three.abc", "four.abc"]
    assert segue.app.documents.name == "four.abc"


def test_a_click_on_a_tab_shows_its_text_and_gives_it_the_keys(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.app.documents.open_paths([file(tmp_path, "reel.abc", REEL), file(tmp_path, "jig.abc", JIG)])
    tabs = segue.window.desk.tabs
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    assert segue.editor.text() == REEL
    assert segue.window.focusWidget() is segue.editor


def test_of_two_files_with_one_name_each_tab_says_its_folder(segue: Segue, tmp_path: Path) -> None:
    for name in ("kerry", "clare"):
        (tmp_path / name).mkdir()
        segue.app.documents.load(file(tmp_path / name, "tunes.abc", REEL))
    assert names(segue) == ["tunes.abc — kerry", "tunes.abc — clare"]


def test_closing_the_window_asks_for_each_text_that_is_not_saved(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.app.documents.open_paths([file(tmp_path, "reel.abc", REEL), file(tmp_path, "jig.abc", JIG)])
    qtbot.keyClicks(segue.editor, "z")
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    qtbot.keyClicks(segue.editor, "z")
    asked = answer(QMessageBox.StandardButton.Save)
    more = answer(QMessageBox.StandardButton.Cancel)
    assert not segue.app.documents.may_let_go()
    assert asked + more == ["Save the changes to reel.abc?", "Save the changes to jig.abc?"]
    assert segue.editor.text() == JIG + "z"


def test_the_ghost_belongs_to_its_text_and_goes_when_another_comes_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path, by_hand=True) as segue:
        segue.write(PHRASE)
        qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
        segue.worker.step(3)
        qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST[:3])
        qtbot.keyClick(segue.editor, Qt.Key.Key_N, CTRL)
        qtbot.waitUntil(lambda: segue.worker.cancelled == [1])
        assert not segue.editor.ghost.is_alive
        assert segue.editor.text() == ""
        qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
        assert segue.editor.text() == PHRASE
        assert not segue.editor.ghost.is_alive


def test_what_plays_goes_on_behind_another_text_without_lights_in_it(qtbot: QtBot, segue: Segue) -> None:
    segue.write(PHRASE)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: segue.player.is_playing, timeout=20_000)
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, CTRL)
    qtbot.keyClicks(segue.editor, "X:1")
    assert segue.player.is_playing
    segue.app.listening._light(0, 1, True)
    assert segue.editor.extraSelections() == []
    qtbot.keyClick(segue.editor, Qt.Key.Key_Period, CTRL)
    assert not segue.player.is_playing


def lit(segue: Segue) -> list[str]:
    """Return the notes that are lit in the text."""
    playing = QColor(segue.editor.theme.playing)
    return [mark.cursor.selectedText() for mark in segue.editor.extraSelections()
            if mark.format.background().color() == playing]


def test_the_lights_come_back_with_the_text_that_sounds(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path, score="score") as segue:
        player = segue.player
        scores: Any = segue.app.scores.living
        segue.write(PHRASE)
        qtbot.waitUntil(lambda: scores.panel is not None and scores.is_current, timeout=20_000)
        qtbot.keyClick(segue.editor, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: player.is_playing, timeout=20_000)
        first, second, third = player.notes[:3]
        player.on_note(first, True)
        qtbot.waitUntil(lambda: lit(segue) == ["G"])
        qtbot.keyClick(segue.editor, Qt.Key.Key_N, CTRL)
        qtbot.keyClicks(segue.editor, "X:1")
        player.on_note(first, False)
        player.on_note(second, True)
        qtbot.waitUntil(lambda: segue.app.listening._lit == {(second.start, second.end): 1})
        assert lit(segue) == [] and scores.panel.view.lit == ()
        qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
        assert lit(segue) == ["A"]
        qtbot.waitUntil(lambda: [place.start for place in scores.panel.view.lit] == [second.start])
        player.on_note(second, False)
        player.on_note(third, True)
        qtbot.waitUntil(lambda: lit(segue) == ["B"])


def test_what_was_changed_behind_another_text_is_not_lit_any_more(qtbot: QtBot, segue: Segue) -> None:
    segue.write(PHRASE)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: segue.player.is_playing, timeout=20_000)
    page, first, last = segue.editor.page, segue.player.notes[0], segue.player.notes[-1]
    segue.player.on_note(first, True)
    qtbot.waitUntil(lambda: lit(segue) == ["G"])
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, CTRL)
    cursor = QTextCursor(page.document)
    cursor.setPosition(first.end)
    cursor.insertText("z")
    segue.player.on_note(last, True)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    assert lit(segue) == ["G"]
    segue.player.on_note(first, False)
    qtbot.waitUntil(lambda: lit(segue) == [])


def test_the_faults_and_the_place_are_those_of_the_text_in_front(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\nL:1/8\nK:G\nGABc [dg|")
    qtbot.waitUntil(lambda: bool(segue.editor.extraSelections()))
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, CTRL)
    assert segue.editor.extraSelections() == []
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    qtbot.waitUntil(lambda: bool(segue.editor.extraSelections()))


def test_several_files_dropped_at_once_come_into_several_tabs(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    paths = [file(tmp_path, "reel.abc", REEL), file(tmp_path, "jig.abc", JIG)]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    segue.window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                      Qt.KeyboardModifier.NoModifier))
    assert names(segue) == ["reel.abc", "jig.abc"]


def test_a_file_that_is_open_elsewhere_is_not_written_over(segue: Segue, tmp_path: Path) -> None:
    reel, jig = file(tmp_path, "reel.abc", REEL), file(tmp_path, "jig.abc", JIG)
    segue.app.documents.open_paths([reel, jig])
    assert not segue.app.documents.write(reel)
    assert "another tab" in segue.window.notice.sentence()
    assert reel.read_text("utf-8") == REEL


@pytest.mark.parametrize("text", ["", "a\u00a0b", "x\u2028y", "\U0001d11e clef", "l\u00e0\n\n\U0001f3b5\nend", "one\n"])
def test_the_text_is_kept_in_step_with_every_edit(qtbot: QtBot, segue: Segue, text: str) -> None:
    editor = segue.editor
    edits: list[str] = [text]

    def follow(start: int, removed: int, put: str) -> None:
        edits.append(edits[-1][:start] + put + edits[-1][start + removed :])

    segue.write(text, 0)
    editor.page.spliced.connect(follow)
    qtbot.keyClicks(editor, "GA")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    editor.insertPlainText("\U0001d11e|")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(editor, Qt.Key.Key_A, CTRL)
    qtbot.keyClicks(editor, "z")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    raw = editor.document().toRawText().replace("\u2029", "\n")
    assert editor.text() == edits[-1] == raw
