"""A window is killed while the composer writes; the next one offers what was written."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from engine.files import Document
from engine.journal import Journal
from gui.bench.book import book
from tests.gui_parts import Segue, open_segue

CTRL = Qt.KeyboardModifier.ControlModifier
REEL = "X:1\nT:Reel\nK:D\nd2fd Adfd|\n"
# Opens the files named, types into each and into an untitled text, says so, and waits to be killed.
WRITER = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from gui import app
from tests.fakes import FakePlayer, FakeWorker

application = QApplication([])
before = len(list(Path(sys.argv[1]).glob("journal/*/*.base")))
store = QSettings(str(Path(sys.argv[1]) / "segue.ini"), QSettings.Format.IniFormat)
store.setValue("port", "null")
worker = FakeWorker("")
worker._thread.daemon = True
built = app.build(store=store, engine=worker.start, player=FakePlayer)
built.window.show()
for path in sys.argv[2:]:
    built.documents.load(Path(path))
    QTest.keyClicks(built.window.editor, "z8|")
built.documents.new()
QTest.keyClicks(built.window.editor, "T:not yet named")

def look():
    journal = Path(sys.argv[1]) / "journal"
    if len(list(journal.glob("*/*.base"))) == before + len(sys.argv) - 1:
        store.sync()
        print("written", flush=True)
    else:
        QTimer.singleShot(20, look)

QTimer.singleShot(0, look)
application.exec()
"""


def kill_a_writer(folder: Path, *paths: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(folder), *map(str, paths)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[1], env=environment) as writer:
        assert writer.stdout is not None
        try:
            assert writer.stdout.readline().strip() == b"written"
        finally:
            writer.kill()


def dialog_of(segue: Segue) -> Any:
    return segue.app.keeping.recovering.dialog


def offered(qtbot: QtBot, segue: Segue) -> list[str]:
    qtbot.waitUntil(lambda: dialog_of(segue) is not None, timeout=20_000)
    names = dialog_of(segue).list
    return [names.item(row).text().split("\n")[0] for row in range(names.count())]


@pytest.fixture
def reel(tmp_path: Path) -> Path:
    path = tmp_path / "reel.abc"
    path.write_text(REEL, encoding="utf-8")
    return path


@pytest.fixture
def after_a_crash(qtbot: QtBot, tmp_path: Path, reel: Path, threads_are_joined: None) -> Iterator[Segue]:
    kill_a_writer(tmp_path, reel)
    with open_segue(qtbot, tmp_path) as segue:
        yield segue


def test_it_is_offered_with_what_is_different_and_nothing_is_changed_before(qtbot: QtBot, after_a_crash: Segue,
                                                                           reel: Path) -> None:
    assert sorted(offered(qtbot, after_a_crash)) == ["not yet named", "reel.abc"]
    dialog = dialog_of(after_a_crash)
    assert isinstance(dialog.list, QListWidget)
    dialog.list.setCurrentRow(offered(qtbot, after_a_crash).index("reel.abc"))
    shown = dialog.difference.toPlainText().split("\n")
    assert "- d2fd Adfd|" in shown
    assert "+ d2fd Adfd|z8|" in shown
    assert after_a_crash.editor.text() == REEL
    assert not any(page.is_modified for page in after_a_crash.window.desk.pages)


def test_what_is_opened_is_not_saved_yet_and_undo_leads_back_to_the_file(qtbot: QtBot, after_a_crash: Segue,
                                                                        reel: Path) -> None:
    offered(qtbot, after_a_crash)
    qtbot.mouseClick(dialog_of(after_a_crash).open_button, Qt.MouseButton.LeftButton)
    pages = after_a_crash.window.desk.pages
    assert sorted(page.text() for page in pages) == ["T:not yet named", REEL.replace("Adfd|", "Adfd|z8|")]
    assert all(page.is_modified for page in pages)
    after_a_crash.app.documents.load(reel)
    assert reel.read_text("utf-8") == REEL
    after_a_crash.editor.undo()
    assert after_a_crash.editor.text() == REEL


def test_recovered_texts_are_in_the_new_journal_before_the_old_one_goes(qtbot: QtBot, tmp_path: Path,
                                                                        reel: Path) -> None:
    kill_a_writer(tmp_path, reel)
    kill_a_writer(tmp_path)  # which asked about the first one's texts, and was killed before anybody answered
    with open_segue(qtbot, tmp_path) as segue:
        assert sorted(offered(qtbot, segue)) == ["not yet named", "not yet named", "reel.abc"]
        dialog_of(segue).open_button.click()
        qtbot.waitUntil(lambda: len(list((tmp_path / "journal").iterdir())) == 1, timeout=20_000)
        assert len(list((tmp_path / "journal").glob("*/*.base"))) == 3
    assert list((tmp_path / "journal").iterdir()) == []


def test_later_asks_again_and_discard_does_not(qtbot: QtBot, tmp_path: Path, reel: Path) -> None:
    kill_a_writer(tmp_path, reel)
    with open_segue(qtbot, tmp_path) as segue:
        assert len(offered(qtbot, segue)) == 2
        qtbot.keyClick(dialog_of(segue), Qt.Key.Key_Escape)
    with open_segue(qtbot, tmp_path) as segue:
        names = offered(qtbot, segue)
        dialog = dialog_of(segue)
        dialog.list.item(names.index("reel.abc")).setCheckState(Qt.CheckState.Unchecked)
        dialog.discard_button.click()
        assert segue.editor.text() == REEL
    with open_segue(qtbot, tmp_path) as segue:
        assert offered(qtbot, segue) == ["reel.abc"]


def leave_large(folder: Path) -> tuple[Path, str, str, str]:
    """Leave two long texts behind; return a file, what it holds, what was made of it, and a text without a file."""
    path, on_disk = folder / "book.abc", book(300)
    middle = len(on_disk) // 2
    edited = on_disk[: middle // 2] + "%\U0001d11e\n" + book(250) + on_disk[middle:]
    untitled = "T:not yet named\n" + book(300)
    path.write_text(on_disk, encoding="utf-8")
    journal = Journal(folder / "journal")
    journal.begin(1, path, Document(edited))
    journal.begin(2, None, Document(untitled))
    journal.leave()
    return path, on_disk, edited, untitled


def old_texts(folder: Path, names: list[Path]) -> list[Path]:
    return [text for name in names for text in name.glob("*.base")]


def test_long_texts_come_in_slices_and_leave_the_old_journal_when_they_are_there(qtbot: QtBot, tmp_path: Path,
                                                                                 threads_are_joined: None) -> None:
    path, on_disk, edited, untitled = leave_large(tmp_path)
    old = list((tmp_path / "journal").iterdir())
    with open_segue(qtbot, tmp_path, path=path) as segue:
        assert len(offered(qtbot, segue)) == 2
        qtbot.waitUntil(lambda: segue.app.documents.path == path, timeout=20_000)
        dialog_of(segue).open_button.click()
        qtbot.keyClick(segue.editor, Qt.Key.Key_End)  # the window is alive meanwhile
        assert segue.editor.text() == on_disk
        assert len(old_texts(tmp_path, old)) == 2
        qtbot.waitUntil(lambda: sorted(page.text() for page in segue.window.desk.pages) == sorted([edited, untitled]),
                        timeout=30_000)
        assert all(page.is_modified for page in segue.window.desk.pages)
        qtbot.waitUntil(lambda: not any(each.exists() for each in old), timeout=30_000)
        segue.app.documents.load(path)
        assert segue.editor.text() == edited
        segue.editor.undo()
        assert segue.editor.text() == on_disk
        assert not segue.editor.document().isUndoAvailable()
        segue.editor.redo()
        assert segue.editor.text() == edited


def test_a_window_that_closes_before_a_long_text_is_back_offers_it_again(qtbot: QtBot, tmp_path: Path) -> None:
    leave_large(tmp_path)
    with open_segue(qtbot, tmp_path) as segue:
        assert len(offered(qtbot, segue)) == 2
        dialog_of(segue).open_button.click()
    with open_segue(qtbot, tmp_path) as segue:
        assert len(offered(qtbot, segue)) == 2
        qtbot.keyClick(dialog_of(segue), Qt.Key.Key_Escape)


def test_after_a_clean_close_nothing_is_asked(qtbot: QtBot, tmp_path: Path, reel: Path) -> None:
    with open_segue(qtbot, tmp_path, path=reel) as segue:
        qtbot.keyClicks(segue.editor, "z")
        qtbot.waitUntil(lambda: bool(list((tmp_path / "journal").glob("*/*.base"))), timeout=20_000)
    assert list((tmp_path / "journal").iterdir()) == []


def test_what_is_saved_leaves_the_journal(qtbot: QtBot, tmp_path: Path, reel: Path) -> None:
    with open_segue(qtbot, tmp_path, path=reel) as segue:
        for _ in range(2):
            qtbot.keyClicks(segue.editor, "z")
            qtbot.waitUntil(lambda: bool(list((tmp_path / "journal").glob("*/*.base"))), timeout=20_000)
            qtbot.keyClick(segue.editor, Qt.Key.Key_S, CTRL)
            qtbot.waitUntil(lambda: not list((tmp_path / "journal").glob("*/*.base")), timeout=20_000)
        qtbot.keyClicks(segue.editor, "y")
        segue.editor.undo()
        segue.app.keeping.journaling.flush()
        qtbot.waitUntil(lambda: not list((tmp_path / "journal").glob("*/*.base")), timeout=20_000)


def test_the_journal_follows_the_typing(qtbot: QtBot, tmp_path: Path, reel: Path) -> None:
    from engine.journal import left_behind

    with open_segue(qtbot, tmp_path, path=reel) as segue:
        for piece in ("GA", "B|", "\U0001d11e", "c"):
            if piece.isascii():
                qtbot.keyClicks(segue.editor, piece)
            else:
                segue.editor.insertPlainText(piece)
            segue.app.keeping.journaling.flush()
        qtbot.keyClick(segue.editor, Qt.Key.Key_Backspace)
        written = segue.editor.text()
        segue.app.keeping.journaling.flush()
        segue.app.keeping.journaling._writer.close(finishes=True)
        segue.app.keeping.journaling._journal.leave()
        (left,) = left_behind(tmp_path / "journal")
        assert [one.document.text for one in left.texts] == [written]
        left.discard(left.texts[0].number)
        left.close()


def test_a_journal_that_cannot_be_written_is_told_once(qtbot: QtBot, tmp_path: Path, reel: Path) -> None:
    (tmp_path / "journal").write_text("in the way")
    with open_segue(qtbot, tmp_path, path=reel) as segue:
        qtbot.keyClicks(segue.editor, "z")
        qtbot.waitUntil(lambda: "save often" in segue.window.notice.sentence(), timeout=20_000)
        segue.window.notice.hide()
        qtbot.keyClicks(segue.editor, "z")
        with qtbot.waitSignal(segue.app.keeping.journaling._writer.failed, timeout=20_000):
            segue.app.keeping.journaling.flush()
        assert segue.window.notice.sentence() == ""
