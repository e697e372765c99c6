"""The commands of writing with the keys that a composer presses: columns, lengths, mends, marks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QInputDialog, QMenu, QMessageBox, QToolTip
from pytestqt.qtbot import QtBot

from gui.look.theme import LIGHT
from gui.text.checking import read
from gui.text.editor import Editor
from tests.gui_parts import Segue, open_segue

CTRL, SHIFT, ALT = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
                    Qt.KeyboardModifier.AltModifier)
# The offscreen platform says of itself what it cannot do for tooltips and menus.
POPS_UP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
HEAD = "X:1\nM:4/4\nL:1/8\nK:G\n"


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        yield segue


def press(words: str) -> list[str]:
    """Press the button with these words of the question that is about to be asked; return what it asked."""
    asked: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            next(each for each in box.buttons() if words in each.text()).click()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
    return asked


def choose(words: str) -> None:
    """Write words into the question that is about to be asked, and press Enter."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QInputDialog):
            box = dialog.findChild(QComboBox)
            assert isinstance(box, QComboBox)
            box.setEditText(words)
            dialog.accept()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


# Columns and lengths

def test_ctrl_shift_a_aligns_the_tune_and_one_undo_takes_it_back(qtbot: QtBot, segue: Segue) -> None:
    first, second = HEAD + "GABc dedB|d8|\nG8|d8|\n\n", HEAD.replace("X:1", "X:2") + "G8|A|\nGAB|c|\n"
    segue.write(first + second, caret=len(HEAD))
    qtbot.keyClick(segue.editor, Qt.Key.Key_A, CTRL | SHIFT)
    assert segue.editor.text() == HEAD + "GABc dedB|d8|\nG8       |d8|\n\n" + second
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == first + second
    qtbot.keyClick(segue.editor, Qt.Key.Key_A, CTRL | SHIFT)
    qtbot.keyClick(segue.editor, Qt.Key.Key_A, CTRL | SHIFT)
    assert "already" in segue.window.message.text()


def test_doubling_asks_for_the_metre_and_is_one_step(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "GABc d>e f2|\n")
    asked = press("Change M: to 4/2")
    qtbot.keyClick(segue.editor, Qt.Key.Key_D, CTRL | SHIFT)
    assert segue.editor.text() == "X:1\nM:4/2\nL:1/8\nK:G\nG2A2B2c2 d2>e2 f4|\n"
    assert "from 4/4 to 4/2" in asked[0]
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == HEAD + "GABc d>e f2|\n"


def test_halving_may_keep_the_metre_or_be_given_up(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "G2A2|\n")
    press("Cancel")
    qtbot.keyClick(segue.editor, Qt.Key.Key_D, ALT | SHIFT)
    assert segue.editor.text() == HEAD + "G2A2|\n"
    segue.window.activateWindow()
    qtbot.waitUntil(segue.window.isActiveWindow)
    press("Keep M:4/4")
    qtbot.keyClick(segue.editor, Qt.Key.Key_D, ALT | SHIFT)
    assert segue.editor.text() == HEAD + "GA|\n"


def test_of_a_selection_only_its_notes_are_doubled_and_nothing_is_asked(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "GABc|\n", caret=len(HEAD) + 1)
    for _ in range(2):
        qtbot.keyClick(segue.editor, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(segue.editor, Qt.Key.Key_D, CTRL | SHIFT)
    assert segue.editor.text() == HEAD + "GA2B2c|\n"


def test_ctrl_shift_l_changes_the_unit(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "G2A/B/[ce]|\n")
    choose("1/16")
    qtbot.keyClick(segue.editor, Qt.Key.Key_L, CTRL | SHIFT)
    assert segue.editor.text() == HEAD.replace("L:1/8", "L:1/16") + "G4AB[ce]2|\n"
    segue.window.activateWindow()
    qtbot.waitUntil(segue.window.isActiveWindow)
    choose("a crotchet")
    qtbot.keyClick(segue.editor, Qt.Key.Key_L, CTRL | SHIFT)
    assert "1/16" in segue.window.message.text() and segue.editor.text().endswith("G4AB[ce]2|\n")


# What the status line says of the bar

@pytest.mark.parametrize(("music", "words"), [
    ("G8|A4 B2", "bar 2 of 2: 1/4 missing"),
    ("G8|A4 B4 c|d8|", "bar 2 of 3: 1/8 too much"),
    ("D2|G8|A6|]", "bar 1 of 3: a pickup of 1/4"),
    ("G8|[M:3/4]A4", "bar 2 of 2: 1/4 missing"),
    ("D2|G8|A6|]\n", "bar 3 of 3: ends 1/4 early"),
    ("G8|A8|", "bar 2 of 2"),
    ("[V:T]G8|A8|\n[V:B]E8|F4", "voice B, bar 2 of 2: 1/2 missing"),
])
def test_it_says_what_the_bar_at_the_caret_lacks(qtbot: QtBot, segue: Segue, music: str, words: str) -> None:
    segue.write(HEAD + music)
    place = len(HEAD) + 1 if "bar 1" in words else len(HEAD) + music.index("B4") if "2 of 3" in words else None
    segue.editor.move_caret(len(HEAD + music) if place is None else place)
    qtbot.waitUntil(lambda: segue.window.place.text() == words)


def test_it_says_metre_and_unit_in_force(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "G8|[M:6/8][L:1/16]A12|")
    qtbot.waitUntil(lambda: segue.window.setting.text() == "M:6/8  L:1/16")
    segue.editor.move_caret(len(HEAD) + 1)
    qtbot.waitUntil(lambda: segue.window.setting.text() == "M:4/4  L:1/8")
    segue.editor.move_caret(0)
    qtbot.waitUntil(lambda: segue.window.setting.text() == "")


# The mark of the bar

def marked(segue: Segue) -> list[str]:
    return [bar.selectedText() for bar in segue.editor._bars._bars]


def soft_rows(segue: Segue) -> int:
    picture = segue.editor.viewport().grab().toImage()
    return sum(any(picture.pixelColor(x, y) == QColor(LIGHT.soft) for x in range(0, picture.width(), 2))
               for y in range(picture.height()))


def test_the_bar_is_marked_and_what_sounds_with_it(qtbot: QtBot, segue: Segue) -> None:
    segue.window.theme_chosen.emit("light")
    segue.write(HEAD + "[V:1] G8|A8|\n[V:2] E8|F8|\n", caret=len(HEAD) + 10)
    qtbot.waitUntil(lambda: marked(segue) == ["A8|", "F8|"])
    assert soft_rows(segue) > segue.editor.fontMetrics().height()
    qtbot.keyClicks(segue.editor, "zz")  # the mark grows with its bar until the tune has been read
    assert "zz" in marked(segue)[0]
    segue.window.action("bar_mark").trigger()
    assert soft_rows(segue) == 0


def test_in_the_header_nothing_is_marked(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "G8|A8|")
    qtbot.waitUntil(lambda: marked(segue) == ["A8|"])
    segue.editor.move_caret(2)
    qtbot.waitUntil(lambda: marked(segue) == [])


# Mends

FAULTY = HEAD + "[CE C2|G8|A8 B|\n"


@POPS_UP
def test_the_hover_names_the_mend_and_its_key(qtbot: QtBot, segue: Segue) -> None:
    segue.write(FAULTY)
    qtbot.waitUntil(lambda: bool(segue.editor.faults_at(len(HEAD))))
    cursor = QTextCursor(segue.editor.document())
    cursor.setPosition(len(HEAD) + 1)
    at = segue.editor.cursorRect(cursor).center()
    viewport = segue.editor.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))
    assert "the chord [ is not closed" in QToolTip.text()
    assert "Alt+Return: close the chord with ]" in QToolTip.text()
    QToolTip.hideText()


def open_menu(segue: Segue, offset: int, reason: QContextMenuEvent.Reason) -> QMenu:
    segue.editor.move_caret(offset)
    at = segue.editor.cursorRect().center()
    keyboard = reason == QContextMenuEvent.Reason.Keyboard
    target = segue.editor if keyboard else segue.editor.viewport()
    QApplication.sendEvent(target, QContextMenuEvent(reason, QPoint(1, 1) if keyboard else at, target.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@POPS_UP
@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_the_context_menu_offers_every_mend_of_the_place(qtbot: QtBot, segue: Segue,
                                                         reason: QContextMenuEvent.Reason) -> None:
    segue.write(FAULTY)
    qtbot.waitUntil(lambda: bool(segue.editor.faults_at(len(HEAD))))
    menu = open_menu(segue, len(HEAD) + 1, reason)
    words = [action.text() for action in menu.actions()]
    assert words[0] == "Mend: close the chord with ]"
    assert segue.window.action("continue") in menu.actions() and segue.window.action("paste") in menu.actions()
    menu.actions()[0].trigger()
    menu.close()
    assert segue.editor.text() == FAULTY.replace("[CE C2", "[CE C2]")
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == FAULTY


@POPS_UP
def test_alt_shift_return_offers_the_mends_of_the_caret_alone(qtbot: QtBot, segue: Segue) -> None:
    segue.write(FAULTY, caret=len(HEAD) + 1)
    qtbot.waitUntil(lambda: bool(segue.editor.faults_at(len(HEAD))))
    qtbot.keyClick(segue.editor, Qt.Key.Key_Return, ALT | SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Mend: close the chord with ]"]
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert "[CE C2]|" in segue.editor.text()
    segue.editor.move_caret(1)
    segue.window.action("mends").trigger()
    assert "no mend" in segue.window.message.text()


@POPS_UP
def test_a_mend_stands_where_its_fault_has_moved_to(qtbot: QtBot, segue: Segue) -> None:
    segue.write(FAULTY)
    qtbot.waitUntil(lambda: bool(segue.editor.faults_at(len(HEAD))))
    segue.editor.move_caret(0)
    qtbot.keyClicks(segue.editor, "% x")
    qtbot.keyClick(segue.editor, Qt.Key.Key_Return)
    menu = open_menu(segue, len(HEAD) + 5, QContextMenuEvent.Reason.Keyboard)
    menu.actions()[0].trigger()
    menu.close()
    assert "[CE C2]|" in segue.editor.text()


def test_the_folds_have_their_keys(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "GAB|\n")
    block = segue.editor.document().findBlockByNumber(1)
    qtbot.keyClick(segue.editor, Qt.Key.Key_BracketLeft, CTRL | SHIFT)
    assert not block.isVisible()
    qtbot.keyClick(segue.editor, Qt.Key.Key_BracketRight, CTRL | SHIFT)
    assert block.isVisible()
    qtbot.keyClick(segue.editor, Qt.Key.Key_BracketLeft, ALT | SHIFT)
    assert not block.isVisible()
    qtbot.keyClick(segue.editor, Qt.Key.Key_BracketRight, ALT | SHIFT)
    assert block.isVisible()


@POPS_UP
def test_the_menu_leaves_a_selection_that_it_is_opened_in(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "GABc|\n")
    qtbot.keyClick(segue.editor, Qt.Key.Key_A, CTRL)
    at = segue.editor.cursorRect(QTextCursor(segue.editor.document())).center()
    viewport = segue.editor.viewport()
    QApplication.sendEvent(viewport, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at)))
    assert segue.editor.textCursor().selectedText().startswith("X:1")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


@POPS_UP
def test_alt_return_makes_the_mend_that_the_hover_names_first(qtbot: QtBot, segue: Segue) -> None:
    text = HEAD + "G8|A4 A4 [B4|c8|\n"
    segue.write(text, caret=text.index("[") + 1)
    qtbot.waitUntil(lambda: bool(segue.editor.faults_at(segue.editor.textCursor().position())))
    first = segue.editor.faults_at(segue.editor.textCursor().position())[0].repair
    assert first is not None
    qtbot.keyClick(segue.editor, Qt.Key.Key_Return, ALT)
    assert segue.window.message.text() == f"Mended: {first.title}"


def test_no_key_means_two_commands(segue: Segue) -> None:
    owners: dict[str, list[str]] = {}
    for action in segue.window.findChildren(QAction):
        for keys in action.shortcuts():
            owners.setdefault(keys.toString(), []).append(action.objectName() or action.text())
    assert {keys: names for keys, names in owners.items() if len(names) > 1} == {}


def test_each_editor_has_its_own_folds_and_list(qtbot: QtBot, segue: Segue) -> None:
    other = Editor(segue.window)
    segue.app.writing.equip(other)
    other.set_text(HEAD + "GAB|\n")
    segue.write(HEAD + "GAB|\n")
    segue.editor.folding.fold()
    assert other.document().findBlockByNumber(1).isVisible()
    other.completion.ask()
    assert other.completion.list.isVisibleTo(other) and not segue.editor.completion.is_open
    segue.window.action("bar_mark").trigger()
    other.deleteLater()
    QApplication.sendPostedEvents(other, QEvent.Type.DeferredDelete)
    segue.window.action("bar_mark").trigger()  # and asks nothing of an editor that has gone


def test_a_reading_of_a_text_that_is_another_now_is_given_up(qtbot: QtBot, segue: Segue) -> None:
    stale = threading.Event()
    assert read(HEAD + "G8|", 0, len(HEAD) + 3, stale).bars
    stale.set()
    with pytest.raises(CancelledError):
        read(HEAD + "G8|", 0, len(HEAD) + 3, stale)
    segue.write(HEAD + "GABc dedB|\n" * 3000)
    segue.app.checking.check()
    qtbot.keyClicks(segue.editor, "G")  # nobody hears of it as a fault, and what is typed now is read
    qtbot.waitUntil(lambda: segue.window.place.text().startswith("bar 3001"), timeout=20_000)


def test_a_fold_stays_with_its_tab(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "GAB|\n")
    qtbot.keyClick(segue.editor, Qt.Key.Key_BracketLeft, CTRL | SHIFT)
    segue.window.action("new").trigger()
    segue.write(HEAD + "GABc|\n", caret=len(HEAD) + 1)
    assert segue.editor.document().findBlockByNumber(1).isVisible()
    qtbot.waitUntil(lambda: marked(segue) != [])
    segue.window.desk.turn(-1)
    assert marked(segue) == [] and not segue.editor.document().findBlockByNumber(1).isVisible()
    segue.editor.viewport().grab()
    qtbot.keyClick(segue.editor, Qt.Key.Key_BracketRight, CTRL | SHIFT)
    assert segue.editor.document().findBlockByNumber(1).isVisible()


def test_a_tab_that_goes_while_everything_is_folded_takes_nothing_with_it(qtbot: QtBot, segue: Segue) -> None:
    segue.write((HEAD + "GABc dedB|\n" * 60 + "\n") * 300)
    segue.editor.document().setModified(False)
    segue.editor.folding.fold_all()
    assert segue.editor.folding.is_busy
    segue.window.action("new").trigger()
    segue.write(HEAD + "GAB|\n")
    qtbot.waitUntil(lambda: not segue.editor.folding.is_busy)
    assert segue.editor.document().findBlockByNumber(1).isVisible()
