"""Files behind the window: nothing torn, nothing lost, nothing without a question."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from gui.export.export_choices import Choices, Job
from tests.gui_parts import GHOST, PHRASE, Segue, answer, open_segue

_BUTTON = QMessageBox.StandardButton


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        yield segue


def closes(segue: Segue) -> bool:
    event = QCloseEvent()
    segue.window.closeEvent(event)
    return event.isAccepted()


def test_a_file_comes_back_byte_for_byte(segue: Segue, tmp_path: Path) -> None:
    for number, data in enumerate([
        "X:1\r\nT:d'été\r\nK:G\r\nGAB|\r\n".encode("latin-1"), "\ufeffX:1\nT:雨 \U0001d11e\nK:G\nGAB|".encode(),
        b"X:1\nK:G\nGAB\xc2\xa0c|\n\n\n", b"",
    ]):
        path = tmp_path / f"{number}.abc"
        path.write_bytes(data)
        assert segue.app.documents.load(path)
        assert not segue.app.documents.is_modified
        assert segue.app.documents.save()
        assert path.read_bytes() == data


def test_the_ghost_is_not_saved(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(PHRASE)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    assert segue.app.documents.write(tmp_path / "tune.abc")
    assert (tmp_path / "tune.abc").read_text("utf-8") == PHRASE
    assert segue.editor.ghost.text == GHOST


def test_the_title_bar_marks_what_is_not_saved(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    assert segue.window.windowTitle() == "Untitled[*] — Segue"
    assert not segue.window.isWindowModified()
    qtbot.keyClicks(segue.editor, "G")
    assert segue.window.isWindowModified()
    segue.app.documents.write(tmp_path / "tune.abc")
    assert segue.window.windowTitle() == "tune.abc[*] — Segue"
    assert not segue.window.isWindowModified()
    segue.editor.undo()
    assert segue.window.isWindowModified()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write into any folder")
def test_a_folder_that_takes_nothing_is_told_and_nothing_is_lost(segue: Segue, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o500)
    segue.write(PHRASE)
    assert not segue.app.documents.write(folder / "tune.abc")
    assert "cannot be written" in segue.window.notice.sentence()
    folder.chmod(0o700)


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_lost(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(PHRASE)
    qtbot.keyClicks(segue.editor, "G")
    assert not segue.app.documents.write(tmp_path / "no such folder" / "tune.abc")
    assert "cannot be written" in segue.window.notice.sentence()
    assert segue.editor.text() == PHRASE + "G"
    assert segue.app.documents.is_modified
    assert segue.app.documents.path is None


@pytest.mark.parametrize(("data", "reason"), [(b"\x00\x01MThd\x00", "not text"), (None, "cannot be read")])
def test_a_file_that_cannot_be_read_leaves_the_text_alone(segue: Segue, tmp_path: Path, data: bytes | None,
                                                          reason: str) -> None:
    segue.write(PHRASE)
    path = tmp_path / "tune.abc"
    if data is not None:
        path.write_bytes(data)
    assert not segue.app.documents.load(path)
    assert reason in segue.window.notice.sentence()
    assert segue.editor.text() == PHRASE


def test_closing_asks_only_when_there_is_something_to_lose(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClicks(segue.editor, "G")
    asked = answer(_BUTTON.Cancel)
    assert not closes(segue)
    assert asked == ["Save the changes to Untitled?"]
    answer(_BUTTON.Discard)
    assert closes(segue)


def test_save_as_the_answer_saves(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    path = tmp_path / "tune.abc"
    path.write_text(PHRASE, encoding="utf-8")
    segue.app.documents.load(path)
    qtbot.keyClicks(segue.editor, "z")
    answer(_BUTTON.Save)
    assert closes(segue)
    assert path.read_text("utf-8") == PHRASE + "z"


def test_closing_without_a_change_asks_nothing(segue: Segue) -> None:
    assert closes(segue)


def test_recent_files_are_listed_newest_first_and_opened(segue: Segue, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.abc" for number in range(12)]
    for path in paths:
        path.write_text(PHRASE, encoding="utf-8")
        segue.app.documents.load(path)
    names = [action.text() for action in segue.window.recent.actions() if action.text()]
    assert names[0].endswith("11.abc")
    assert len(names) == 10 + 1
    segue.window.recent.actions()[3].trigger()
    assert segue.app.documents.path is not None and segue.app.documents.path.name == "8.abc"
    segue.window.recent.actions()[-1].trigger()
    assert segue.app.preferences.recent == []
    assert not segue.window.recent.isEnabled()


def test_a_file_named_at_the_start_is_opened(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "tune.abc"
    path.write_text(PHRASE, encoding="utf-8")
    with open_segue(qtbot, tmp_path, path=path) as segue:
        assert segue.editor.text() == PHRASE
        assert segue.app.documents.path == path


def test_a_dropped_file_is_opened(segue: Segue, tmp_path: Path) -> None:
    path = tmp_path / "tune.abc"
    path.write_text(PHRASE, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(5, 5).toPoint(), action, data, button, none)
    segue.window.dragEnterEvent(entered)
    assert entered.isAccepted()
    segue.window.dropEvent(QDropEvent(QPointF(5, 5), action, data, button, none))
    assert segue.editor.text() == PHRASE


def test_the_tune_is_exported_as_midi(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    import mido

    segue.write(PHRASE)
    path = tmp_path / "tune.mid"
    exporting = segue.app.scores.exporting
    exporting.export(Job(path, PHRASE, ((0, len(PHRASE)),), Choices(".mid")))
    qtbot.waitUntil(lambda: segue.window.message.text() == "Exported tune.mid", timeout=20_000)
    notes = [message.note for message in mido.MidiFile(str(path)) if message.type == "note_on" and message.velocity]
    assert notes == [67, 69, 71, 72, 74, 71]
    exporting.export(Job(tmp_path / "no such folder" / "tune.mid", PHRASE, ((0, len(PHRASE)),), Choices(".mid")))
    qtbot.waitUntil(lambda: "cannot be written" in segue.window.notice.sentence())


def test_a_book_of_ten_megabytes_can_be_opened_and_written_in(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    tune = "X:1\nT:One of many\nM:6/8\nK:G\n" + "GAB cde|gfe dBG|ABc def|gfe d3|GAB cde|gfe dBG|\n" * 8 + "\n"
    path = tmp_path / "book.abc"
    path.write_text(tune * (10_000_000 // len(tune)), encoding="utf-8")
    segue.app.documents.load(path)
    qtbot.waitUntil(lambda: segue.app.documents.path == path, timeout=30_000)
    segue.editor.move_caret(len(segue.editor.text()) - 3)
    with qtbot.waitSignal(segue.app.checking.found, timeout=30_000):
        qtbot.keyClicks(segue.editor, "GAB|")
    assert segue.window.place.text().startswith("bar ")
    assert "GAB|" in segue.editor.text()[-10:]


def test_a_file_opens_with_the_caret_where_its_first_tune_stops(qtbot, tmp_path):
    path = tmp_path / "book.abc"
    path.write_text("X:1\nK:G\nGAB|\n\nA remark.\n\nX:2\nK:D\nd2|\n", encoding="utf-8")
    with open_segue(qtbot, tmp_path, path=path) as segue:
        assert segue.editor.text()[: segue.editor.caret()] == "X:1\nK:G\nGAB|"
