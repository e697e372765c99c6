"""Files that another program changes, and the versions before a save."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from gui.look.diff_view import DiffView
from tests.gui_parts import Segue, open_segue

CTRL = Qt.KeyboardModifier.ControlModifier
REEL = "X:1\nT:Reel\nK:D\nd2fd Adfd|\n"
OTHER = "X:1\nT:Reel\nK:D\nd2fd BAFA|\n"


@pytest.fixture
def reel(tmp_path: Path) -> Path:
    path = tmp_path / "reel.abc"
    path.write_text(REEL, encoding="utf-8")
    return path


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, reel: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path, path=reel) as segue:
        yield segue


def bar(segue: Segue) -> Any:
    return segue.app.keeping.watching.bar


def dialog_of(segue: Segue) -> Any:
    return segue.app.keeping.versions.dialog


def change(qtbot: QtBot, segue: Segue, path: Path, text: str = OTHER) -> None:
    path.write_text(text, encoding="utf-8")
    qtbot.waitUntil(lambda: not bar(segue).isHidden(), timeout=20_000)


def test_a_change_from_outside_is_told_and_the_text_is_left_alone(qtbot: QtBot, segue: Segue, reel: Path) -> None:
    change(qtbot, segue, reel)
    assert bar(segue).label.text() == "reel.abc was changed by another program."
    assert segue.editor.text() == REEL


def test_reload_takes_what_is_on_disk_and_undo_brings_back_what_was_here(qtbot: QtBot, segue: Segue,
                                                                         reel: Path) -> None:
    qtbot.keyClicks(segue.editor, "z")
    written = segue.editor.text()
    change(qtbot, segue, reel)
    qtbot.mouseClick(bar(segue).reload, Qt.MouseButton.LeftButton)
    assert segue.editor.text() == OTHER
    assert not segue.app.documents.is_modified
    assert bar(segue).isHidden()
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == written
    assert segue.app.documents.is_modified


def test_keep_mine_lets_save_write_over_it(qtbot: QtBot, segue: Segue, reel: Path) -> None:
    qtbot.keyClicks(segue.editor, "z")
    written = segue.editor.text()
    change(qtbot, segue, reel)
    qtbot.keyClick(segue.editor, Qt.Key.Key_S, CTRL)
    assert "was not saved" in segue.window.notice.sentence()
    assert reel.read_text("utf-8") == OTHER
    qtbot.mouseClick(bar(segue).keep, Qt.MouseButton.LeftButton)
    assert segue.app.documents.is_modified
    qtbot.keyClick(segue.editor, Qt.Key.Key_S, CTRL)
    assert reel.read_text("utf-8") == written


def test_a_change_that_was_not_noticed_yet_is_not_written_over_either(segue: Segue, reel: Path) -> None:
    reel.write_text(OTHER, encoding="utf-8")
    assert not segue.app.documents.save()
    assert reel.read_text("utf-8") == OTHER
    assert not bar(segue).isHidden()


def test_a_change_after_a_save_is_told_too(qtbot: QtBot, segue: Segue, reel: Path) -> None:
    for _ in range(3):
        qtbot.keyClicks(segue.editor, "z")
        assert segue.app.documents.save()
    change(qtbot, segue, reel)
    assert not segue.app.documents.is_modified


def test_compare_shows_what_is_different(qtbot: QtBot, segue: Segue, reel: Path) -> None:
    change(qtbot, segue, reel)
    qtbot.mouseClick(bar(segue).compare, Qt.MouseButton.LeftButton)
    dialog: Any = segue.window.findChild(QDialog, "comparison")
    shown = dialog.findChild(DiffView).toPlainText().split("\n")
    assert shown[-3:] == ["- d2fd Adfd|", "+ d2fd BAFA|", "  "]
    dialog.close()


def test_a_file_that_is_gone_is_told_and_save_writes_it_again(qtbot: QtBot, segue: Segue, reel: Path) -> None:
    reel.unlink()
    qtbot.waitUntil(lambda: not bar(segue).isHidden(), timeout=20_000)
    assert "not there any more" in bar(segue).label.text()
    assert segue.app.documents.is_modified
    assert segue.app.documents.save()
    assert reel.read_text("utf-8") == REEL
    assert bar(segue).isHidden()


def test_the_question_belongs_to_its_tab_and_saving_asks_nothing(qtbot: QtBot, segue: Segue, reel: Path) -> None:
    change(qtbot, segue, reel)
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, CTRL)
    assert bar(segue).isHidden()
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab, CTRL)
    assert not bar(segue).isHidden()
    bar(segue).keep.click()
    for _ in range(2):
        qtbot.keyClicks(segue.editor, "z")
        assert segue.app.documents.save()
        segue.app.keeping.watching.look()
        assert bar(segue).isHidden()


def test_each_save_keeps_the_version_before_it_and_one_can_come_back(qtbot: QtBot, segue: Segue) -> None:
    for _ in range(3):
        qtbot.keyClicks(segue.editor, "z")
        assert segue.app.documents.save()
    written = segue.editor.text()
    segue.window.action("versions").trigger()
    dialog = dialog_of(segue)
    assert dialog.list.count() == 3
    dialog.list.setCurrentRow(2)
    assert "+ d2fd Adfd|zzz" in dialog.difference.toPlainText().split("\n")
    dialog.back.click()
    assert segue.editor.text() == REEL
    segue.editor.undo()
    assert segue.editor.text() == written


def test_how_many_versions_are_kept_can_be_set(qtbot: QtBot, segue: Segue) -> None:
    segue.window.action("versions").trigger()
    dialog = dialog_of(segue)
    dialog.most.setValue(1)
    dialog.close()
    for _ in range(3):
        qtbot.keyClicks(segue.editor, "z")
        assert segue.app.documents.save()
    segue.window.action("versions").trigger()
    assert dialog_of(segue).list.count() == 1
    dialog_of(segue).close()
