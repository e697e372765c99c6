"""Snippets from the Insert menu, and where the composer changes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from engine.notation.reader import read_tune
from gui.settings import Preferences
from gui.text.snippets import Snippet, Snippets, shipped
from gui.writing.snippet_dialog import SnippetDialog
from tests.gui_parts import Segue, open_segue

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HEAD = "X:1\nM:4/4\nL:1/8\nK:G\n"


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        yield segue


def menu(segue: Segue) -> QMenu:
    found = next(action.menu() for action in segue.window.menuBar().actions() if action.text() == "&Insert")
    assert isinstance(found, QMenu)
    return found


def choose(segue: Segue, name: str) -> None:
    next(action for action in menu(segue).actions() if action.text() == name).trigger()


@pytest.mark.parametrize(("before", "selected", "name", "after", "caret"), [
    ("GAB", "", "Triplet", "GAB(3", "(3"),
    ("GAB", "GAB", "Triplet", "(3GAB", "GAB"),
    ("GABc|d4|", "GABc|d4", "Repeat", "|:GABc|d4:||", "d4"),
    ("GAB", "", "Repeat with endings", "GAB|:|1 :|2 |]", "|:"),
    ("GAB|", "", "Words under the notes", "GAB|\nw: ", "w: "),
    ("GAB|\n", "", "Part", "GAB|\nP:A", "P:A"),
    ("GAB|", "", "Second voice", "GAB|\nV:2 clef=bass\n", "bass\n"),
    ("GAB", "B", "Words above the staff", 'GA"^"B', '"^'),
])
def test_a_snippet_is_written_round_the_selection(qtbot: QtBot, segue: Segue, before: str, selected: str, name: str,
                                                  after: str, caret: str) -> None:
    start = len(HEAD) + before.index(selected) if selected else len(HEAD + before)
    segue.write(HEAD + before, caret=start)
    for _ in selected:
        qtbot.keyClick(segue.editor, Qt.Key.Key_Right, SHIFT)
    choose(segue, name)
    assert segue.editor.text() == HEAD + after
    assert segue.editor.caret() == len(HEAD) + after.index(caret) + len(caret)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == HEAD + before


def test_a_header_stands_apart_from_the_tune_before_it(segue: Segue) -> None:
    segue.write(HEAD + "GAB|")
    choose(segue, "Header")
    assert segue.editor.text() == HEAD + "GAB|\n\nX:2\nT:\nR:reel\nM:4/4\nL:1/8\nK:G"
    assert segue.editor.text()[:segue.editor.caret()].endswith("\nT:")


def test_every_shipped_snippet_reads_without_an_error() -> None:
    for snippet in shipped():
        music = snippet.text.replace("$0", {"Change of key": "D", "Change of metre": "3/4"}.get(snippet.name, ""))
        music = music.replace("$number", "2").replace("$selection", "GAB" if snippet.name != "Grace notes" else "g")
        text = music if music.startswith("X:") else HEAD + "G8|\n" + music + "GAB|\n"
        assert [one.message for one in read_tune(text).diagnostics if one.severity == "error"] == [], snippet


def test_changed_ones_are_kept_and_offered(qtbot: QtBot, segue: Segue) -> None:
    def edit() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SnippetDialog)
        dialog.add()
        qtbot.keyClicks(dialog.name, "Turn")
        dialog.text.setFocus()
        qtbot.keyClicks(dialog.text, "!turn!$0")
        dialog.shift(-1)
        dialog.names.setCurrentRow(0)
        dialog.remove()
        dialog.accept()

    QTimer.singleShot(0, edit)
    segue.window.action("snippets").trigger()
    names = [action.text() for action in menu(segue).actions()]
    assert "Turn" in names and "Header" not in names
    assert names.index("Turn") == len(shipped()) - 2
    segue.write(HEAD + "G")
    choose(segue, "Turn")
    assert segue.editor.text() == HEAD + "G!turn!"


def test_given_up_nothing_changes(segue: Segue) -> None:
    def edit() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SnippetDialog)
        dialog.remove()
        dialog.reject()

    QTimer.singleShot(0, edit)
    segue.window.action("snippets").trigger()
    assert [action.text() for action in menu(segue).actions()][:len(shipped())] == [one.name for one in shipped()]


def test_what_another_program_wrote_into_the_preferences_is_taken_as_never_written(tmp_path: Path) -> None:
    store = QSettings(str(tmp_path / "a.ini"), QSettings.Format.IniFormat)
    snippets = Snippets(Preferences(store))
    snippets.keep([Snippet("Mine", "|:\n$0")])
    assert Snippets(Preferences(store)).all() == [Snippet("Mine", "|:\n$0")]
    for broken in ("[1]", "no json", '[{"name": "x"}]', "3"):
        store.setValue("snippets", broken)
        assert snippets.all() == shipped()
