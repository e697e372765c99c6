"""The first start and the tour: one key, no dialog, nothing in the way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui_parts import GHOST, open_segue

CTRL = Qt.KeyboardModifier.ControlModifier


def test_one_key_plays_the_opening_and_goes_on_with_it(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.comfort.first_start.greet()
        assert "Ctrl+Space" in segue.window.notice.sentence()
        assert QApplication.activeModalWidget() is None
        opening = segue.editor.text()
        assert opening.startswith("X:1")
        qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
        qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST and not segue.editor.ghost.is_open)
        assert segue.window.notice.sentence() == ""
        qtbot.waitUntil(lambda: any(note.start > len(opening) for note in segue.player.notes))
        assert len(segue.player.plays) == 1 and segue.player.plays[0][1] == 0.0  # without a break
        assert min(note.start for note in segue.player.notes) < len(opening)
        assert len(segue.worker.requests) == 1


def test_only_the_first_continue_plays_the_opening(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.comfort.first_start.greet()
        for _ in range(2):
            qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
            qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST and not segue.editor.ghost.is_open)
            qtbot.waitUntil(lambda: segue.player.is_playing)
            qtbot.keyClick(segue.editor, Qt.Key.Key_Escape)
        assert segue.player.plays[0][1] == 0.0 and segue.player.plays[-1][1] > 0


def test_the_second_start_says_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.comfort.first_start.greet()
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.comfort.first_start.greet()
        assert segue.window.notice.sentence() == "" and not segue.app.comfort.first_start.is_waiting


def test_with_listening_off_the_first_continue_only_writes(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.transport.listen.setChecked(False)
        segue.app.comfort.first_start.greet()
        qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
        qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
        assert not segue.player.plays


def test_the_tour_is_walked_by_keyboard_and_ends_at_its_last_step(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.action("tour").trigger()
        tour = segue.app.comfort.tour
        assert tour is not None
        bubble, seen = tour.bubble, []
        for _ in tour.steps:
            qtbot.waitUntil(bubble.isVisible)
            seen.append(bubble.title.text())
            assert segue.window.rect().contains(bubble.geometry())
            part = tour.steps[tour.number - 1].part
            covered = bubble.geometry().intersects(QRect(part.mapTo(segue.window, QPoint()), part.size()))
            assert not covered or part is segue.editor  # which fills the window here
            qtbot.keyClick(bubble, Qt.Key.Key_Right)
        assert len(set(seen)) == len(seen) == 6
        assert segue.app.comfort.tour is None and segue.editor.hasFocus()


def test_escape_ends_the_tour_from_the_bubble_and_from_the_text(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        for where in ("bubble", "editor"):
            tour = segue.app.comfort.show_tour()
            qtbot.keyClick(tour.bubble if where == "bubble" else segue.editor, Qt.Key.Key_Escape)
            assert segue.app.comfort.tour is None


def test_one_can_write_on_during_the_tour(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.comfort.show_tour()
        assert QApplication.activeModalWidget() is None
        segue.write("X:1\nK:G\n")
        segue.editor.setFocus()
        qtbot.keyClicks(segue.editor, "GAB")
        assert segue.editor.text().endswith("GAB") and segue.app.comfort.tour is not None


def test_the_bubble_follows_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        tour = segue.app.comfort.show_tour()
        for size in ((1200, 800), (800, 500)):
            segue.window.resize(*size)
            qtbot.wait(20)
            for _ in range(3):
                assert segue.window.rect().contains(tour.bubble.geometry())
                tour.turn(1)
            tour.turn(-3)
