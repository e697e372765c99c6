"""The search through a folder, by real keys and clicks, with the real child process."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.bench.book import book
from gui.search.library_panel import LibraryPanel
from tests.gui_parts import Segue, open_segue
from tests.test_index import BOOK
from tests.test_library import LOWER, STRAIN

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLANXTY = "X:5\nT:Planxty Two\nM:3/4\nR:waltz\nK:A\nE3|Ace|d3|\n"


@pytest.fixture
def tunes(tmp_path: Path) -> Path:
    folder = tmp_path / "tunes"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.abc").write_text("%\U0001d11e\n" + BOOK, encoding="utf-8")
    (folder / "sub" / "b.abc").write_text(PLANXTY, encoding="utf-8")
    return folder


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, tunes: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.preferences.keep("library_folder", str(tunes))
        segue.app.searching._folder = tunes
        yield segue


def panel(segue: Segue) -> LibraryPanel:
    found: LibraryPanel = segue.app.searching.panel
    return found


def child_pid(segue: Segue) -> int | None:
    searcher = segue.app.searching._searcher
    return searcher.child_pid if searcher is not None else None


def listed(segue: Segue) -> list[str]:
    """Return the rows, headings in brackets."""
    model = panel(segue).model
    return [model.words(row)[0] if model.hit(row) is not None else "[{}: {}]".format(*model.words(row))
            for row in range(model.rowCount())]


def wait_whole(qtbot: QtBot, segue: Segue, words: str) -> None:
    qtbot.waitUntil(lambda: panel(segue).state.text() == words, timeout=30_000)


def opened(qtbot: QtBot, segue: Segue, words: str = "") -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_G, CTRL | SHIFT)
    qtbot.keyClicks(panel(segue).query, words)


def test_the_key_lists_every_tune_file_by_file_and_typing_narrows_it_down(qtbot: QtBot, segue: Segue) -> None:
    opened(qtbot, segue)
    assert segue.window.focusWidget() is panel(segue).query
    wait_whole(qtbot, segue, "4 of 4 tune(s)")
    assert listed(segue) == ["[a.abc: 3 tune(s)]", "The Open Gate", "Planxty", "No key here",
                             "[b.abc: 1 tune(s)]", "Planxty Two"]
    assert [panel(segue).model.place(row) for row in (0, 4)] == ["", "sub"]
    qtbot.keyClicks(panel(segue).query, "planxty K:A")
    wait_whole(qtbot, segue, "1 of 4 tune(s)")
    assert panel(segue).model.words(1) == ("Planxty Two", "A  3/4")


def test_enter_goes_into_the_list_and_to_the_notes_in_their_file(qtbot: QtBot, segue: Segue) -> None:
    opened(qtbot, segue, "notes: ceg")
    wait_whole(qtbot, segue, "3 of 4 tune(s)")
    qtbot.keyClick(panel(segue).query, Qt.Key.Key_Return)
    hits = panel(segue).hits
    assert segue.window.focusWidget() is hits
    assert [index.row() for index in hits.selectedIndexes()] == [1]
    for _ in range(2):
        qtbot.keyClick(hits, Qt.Key.Key_Down)  # over the second heading
    qtbot.keyClick(hits, Qt.Key.Key_Return)
    assert segue.app.documents.name == "b.abc" and segue.window.focusWidget() is segue.editor
    assert segue.editor.textCursor().selectedText() == "Ace"


def test_a_click_goes_to_the_tune_and_a_file_has_one_tab(qtbot: QtBot, segue: Segue) -> None:
    opened(qtbot, segue)
    wait_whole(qtbot, segue, "4 of 4 tune(s)")
    hits = panel(segue).hits
    for row, begin in ((3, "X:3"), (2, "X:2")):
        place = hits.visualRect(panel(segue).model.index(row)).center()
        qtbot.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert segue.editor.text()[segue.editor.caret() :].startswith(begin)
    assert sum(page.path is not None for page in segue.window.desk.pages) == 1


@pytest.mark.parametrize(("selected", "query", "count"), [
    ("c>eg|", "notes: ceg", 3), ("Planxty", "Planxty", 2), ("C:Turlough O'Carolan", "C:Turlough O'Carolan", 1),
])
def test_what_is_selected_is_looked_for_notes_in_any_key(qtbot: QtBot, segue: Segue, selected: str, query: str,
                                                        count: int) -> None:
    text = "X:1\nT:On Planxty\nC:Turlough O'Carolan\nK:C\nG|c>eg|\n"
    segue.write(text)
    segue.editor.select(text.index(selected), text.index(selected) + len(selected))
    opened(qtbot, segue)
    assert panel(segue).query.text() == query
    wait_whole(qtbot, segue, f"{count} of 4 tune(s)")


def test_a_file_that_changed_is_searched_as_it_is_and_a_tune_that_moved_is_found(qtbot: QtBot, segue: Segue,
                                                                               tunes: Path) -> None:
    opened(qtbot, segue, "planxty two")
    wait_whole(qtbot, segue, "1 of 4 tune(s)")
    (tunes / "sub" / "b.abc").write_text(BOOK + "\n" + PLANXTY, encoding="utf-8")
    panel(segue).hits.chosen.emit(1)
    assert segue.editor.text()[segue.editor.caret() :].startswith("X:5\nT:Planxty Two")
    qtbot.keyClicks(panel(segue).query, " ")
    wait_whole(qtbot, segue, "1 of 7 tune(s)")


def test_a_tune_that_is_gone_is_told_and_the_folder_searched_again(qtbot: QtBot, segue: Segue, tunes: Path) -> None:
    opened(qtbot, segue, "planxty")
    wait_whole(qtbot, segue, "2 of 4 tune(s)")
    (tunes / "sub" / "b.abc").write_text("X:5\nT:Other\nK:A\nAce|", encoding="utf-8")
    panel(segue).hits.chosen.emit(3)
    assert segue.window.message.text() == "Planxty Two does not stand in b.abc any more"
    wait_whole(qtbot, segue, "1 of 4 tune(s)")


def test_an_open_text_is_searched_as_it_stands(qtbot: QtBot, segue: Segue, tunes: Path) -> None:
    segue.app.documents.load(tunes / "sub" / "b.abc")
    segue.editor.move_caret(segue.editor.text().index("Planxty"))
    qtbot.keyClicks(segue.editor, "My ")
    opened(qtbot, segue, "my planxty")
    wait_whole(qtbot, segue, "1 of 4 tune(s)")
    assert "My Planxty Two" in listed(segue)


def test_esc_stops_the_search_and_then_leaves(qtbot: QtBot, segue: Segue, tunes: Path) -> None:
    (tunes / "long.abc").write_text(book(3000), encoding="utf-8")
    opened(qtbot, segue)
    qtbot.waitUntil(lambda: panel(segue).model.rowCount() > 100, timeout=30_000)
    qtbot.keyClicks(panel(segue).query, "notes: dedefgfec")
    qtbot.waitUntil(lambda: panel(segue).state.text().startswith("0 found, file 2"), timeout=30_000)
    assert panel(segue).stop.isVisible()
    qtbot.keyClick(panel(segue).query, Qt.Key.Key_Escape)
    assert panel(segue).state.text() == "stopped: 0 found" and not panel(segue).stop.isVisible()
    qtbot.keyClick(panel(segue).query, Qt.Key.Key_Escape)
    assert panel(segue).isHidden() and segue.window.focusWidget() is segue.editor


def test_only_twins_are_shown_in_groups(qtbot: QtBot, segue: Segue, tunes: Path) -> None:
    for name, music in (("y", STRAIN), ("z", LOWER)):
        (tunes / f"{name}.abc").write_text(f"X:1\nT:{name}\nK:G\n{music}{music}\n", encoding="utf-8")
    opened(qtbot, segue)
    qtbot.keyClick(panel(segue).only_twins, Qt.Key.Key_Space)
    wait_whole(qtbot, segue, "2 of 6 tune(s)")
    assert listed(segue) == ["[Nearly the same: 2 tune(s)]", "y", "z"]
    assert panel(segue).model.words(1) == ("y", "y.abc")


def test_the_folder_is_asked_for_and_remembered(qtbot: QtBot, tmp_path: Path, tunes: Path,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tunes / "sub"))
    with open_segue(qtbot, tmp_path) as segue:
        opened(qtbot, segue)
        assert segue.window.focusWidget() is panel(segue).folder
        assert panel(segue).folder.text() == "Choose a folder…"
        qtbot.keyClick(panel(segue).folder, Qt.Key.Key_Space)
        wait_whole(qtbot, segue, "1 of 1 tune(s)")
        assert panel(segue).folder.text() == "sub"
    with open_segue(qtbot, tmp_path) as segue:
        opened(qtbot, segue)
        wait_whole(qtbot, segue, "1 of 1 tune(s)")


def test_the_folder_of_the_file_in_front_is_searched_where_none_was_chosen(qtbot: QtBot, tmp_path: Path,
                                                                         tunes: Path) -> None:
    with open_segue(qtbot, tmp_path, path=tunes / "a.abc") as segue:
        opened(qtbot, segue)
        wait_whole(qtbot, segue, "4 of 4 tune(s)")


def test_a_file_that_cannot_be_read_and_an_empty_folder_are_said(qtbot: QtBot, segue: Segue, tunes: Path) -> None:
    (tunes / "noise.abc").write_bytes(b"\0\1\2")
    opened(qtbot, segue, "gate")
    wait_whole(qtbot, segue, "1 of 4 tune(s) · 1 file(s) could not be read")
    assert "noise.abc is not text" in panel(segue).state.toolTip()
    (tunes / "empty").mkdir()
    segue.app.searching.set_folder(tunes / "empty")
    wait_whole(qtbot, segue, "There is no ABC file (.abc or .txt) in this folder")


def test_a_search_that_breaks_down_is_told_and_the_next_one_works(qtbot: QtBot, segue: Segue, tunes: Path) -> None:
    (tunes / "long.abc").write_text(book(3000), encoding="utf-8")
    opened(qtbot, segue, "notes: dedefgfec")
    qtbot.waitUntil(lambda: panel(segue).state.text().startswith("0 found, file 2"), timeout=30_000)
    pid = child_pid(segue)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "broke down" in segue.window.notice.sentence(), timeout=30_000)
    panel(segue).query.setText("gate")
    wait_whole(qtbot, segue, "1 of 3004 tune(s)")


def test_a_hidden_panel_keeps_no_child(qtbot: QtBot, segue: Segue) -> None:
    opened(qtbot, segue)
    wait_whole(qtbot, segue, "4 of 4 tune(s)")
    assert child_pid(segue) is not None
    qtbot.keyClick(panel(segue).query, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: child_pid(segue) is None, timeout=30_000)


def test_a_screen_reader_is_told_title_key_file_and_music(qtbot: QtBot, segue: Segue) -> None:
    opened(qtbot, segue, "K:A")
    wait_whole(qtbot, segue, "1 of 4 tune(s)")
    table = QAccessible.queryAccessibleInterface(panel(segue).hits)
    assert table is not None
    told = [table.child(number).text(QAccessible.Text.Name) for number in range(table.childCount())]
    assert "Planxty Two, A  3/4  waltz, b.abc, E3|Ace|d3|" in told and "b.abc, 1 tune(s)" in told


def test_a_long_book_is_opened_at_the_tune_once_it_is_read(qtbot: QtBot, segue: Segue, tunes: Path) -> None:
    (tunes / "long.abc").write_text(book(400), encoding="utf-8")
    (tunes / "link.abc").symlink_to(tunes / "long.abc")
    opened(qtbot, segue, "T:300 notes: gfed B2A2")
    wait_whole(qtbot, segue, "2 of 804 tune(s)")
    panel(segue).hits.chosen.emit(1)
    qtbot.waitUntil(lambda: segue.editor.textCursor().selectedText() == "gfed B2A", timeout=30_000)
    assert segue.editor.text()[: segue.editor.caret()].rfind("X:300\n") > 0
