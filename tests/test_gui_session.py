"""What was open comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui_parts import open_segue

CTRL = Qt.KeyboardModifier.ControlModifier
REEL = "X:1\nT:Reel \U0001d11e\nK:D\nd2fd Adfd|"
JIG = "X:2\nT:Jig\nM:6/8\nK:G\nGAB cde|"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    reel, jig = tmp_path / "reel.abc", tmp_path / "jig.abc"
    reel.write_text(REEL, encoding="utf-8")
    jig.write_text(JIG, encoding="utf-8")
    return reel, jig


def test_the_open_files_their_carets_and_the_one_in_front_come_back(qtbot: QtBot, tmp_path: Path, files) -> None:
    with open_segue(qtbot, tmp_path) as first:
        first.app.documents.open_paths(files)
        first.editor.move_caret(5)
        qtbot.keyClick(first.editor, Qt.Key.Key_Tab, CTRL)
        first.editor.move_caret(len(REEL) - 3)
    with open_segue(qtbot, tmp_path) as second:
        assert [page.path for page in second.window.desk.pages] == [path.resolve() for path in files]
        assert (second.editor.text(), second.editor.caret()) == (REEL, len(REEL) - 3)
        qtbot.keyClick(second.editor, Qt.Key.Key_Tab, CTRL)
        assert (second.editor.text(), second.editor.caret()) == (JIG, 5)


def test_a_file_that_is_gone_is_left_out(qtbot: QtBot, tmp_path: Path, files) -> None:
    with open_segue(qtbot, tmp_path) as first:
        first.app.documents.open_paths(files)
    files[1].unlink()
    with open_segue(qtbot, tmp_path) as second:
        assert second.editor.text() == REEL
        assert len(second.window.desk.pages) == 1
        assert second.window.notice.sentence() == ""


def test_a_file_named_at_the_start_comes_in_front_of_the_others(qtbot: QtBot, tmp_path: Path, files) -> None:
    with open_segue(qtbot, tmp_path) as first:
        first.app.documents.load(files[0])
    with open_segue(qtbot, tmp_path, path=files[1]) as second:
        assert second.editor.text() == JIG
        assert len(second.window.desk.pages) == 2


@pytest.mark.parametrize("value", ["", "no list", "[1, 2]", '[["x"]]', '{"a": 1}'])
def test_a_spoilt_session_is_taken_as_never_written(qtbot: QtBot, tmp_path: Path, value: str) -> None:
    from PySide6.QtCore import QSettings

    QSettings(str(tmp_path / "segue.ini"), QSettings.Format.IniFormat).setValue("session", value)
    with open_segue(qtbot, tmp_path) as segue:
        assert "The Open Gate" in segue.editor.text()
