"""Large files come in slices."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.bench.book import book
from tests.gui_parts import open_segue


@pytest.fixture
def books(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "one.abc", tmp_path / "two.abc"]
    for path, mark in zip(paths, ("", "%\U0001d11e\u2028\n"), strict=True):
        path.write_text(mark + book(400), encoding="utf-8")
    return paths


def test_large_files_come_one_after_the_other_and_whole(qtbot: QtBot, tmp_path: Path, books: list[Path],
                                                        threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.documents.open_paths(books)
        qtbot.keyClick(segue.editor, Qt.Key.Key_End)
        assert "The Open Gate" in segue.editor.text()
        qtbot.waitUntil(lambda: not segue.app.documents.opening.is_busy, timeout=30_000)
        assert [page.text() for page in segue.window.desk.pages] == [path.read_text("utf-8") for path in books]
        assert not any(page.is_modified or page.document.isUndoAvailable() for page in segue.window.desk.pages)
        qtbot.keyClicks(segue.editor, "z")
        assert segue.app.documents.is_modified
        segue.editor.undo()
        assert segue.editor.text() == books[1].read_text("utf-8")


def test_a_large_file_that_is_asked_for_twice_has_one_tab(qtbot: QtBot, tmp_path: Path, books: list[Path]) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.documents.open_paths([books[0], books[1], books[0]])
        qtbot.waitUntil(lambda: not segue.app.documents.opening.is_busy, timeout=30_000)
        assert [page.path for page in segue.window.desk.pages] == books
        assert segue.app.documents.path == books[0]


def test_a_window_may_close_while_a_file_is_read_and_opens_it_the_next_time(qtbot: QtBot, tmp_path: Path,
                                                                          books: list[Path],
                                                                          threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.documents.open_paths(books)
        assert segue.app.documents.opening.is_busy
    with open_segue(qtbot, tmp_path) as segue:
        qtbot.waitUntil(lambda: not segue.app.documents.opening.is_busy, timeout=30_000)
        assert [page.path for page in segue.window.desk.pages] == [path.resolve() for path in books]


def test_a_large_file_that_is_no_text_is_told_and_the_next_one_comes(qtbot: QtBot, tmp_path: Path,
                                                                   books: list[Path]) -> None:
    noise = tmp_path / "noise.abc"
    noise.write_bytes(b"\0\1\2" * 200_000)
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.documents.open_paths([noise, books[0]])
        qtbot.waitUntil(lambda: segue.app.documents.path == books[0], timeout=30_000)
        assert "not text" in segue.window.notice.sentence()
