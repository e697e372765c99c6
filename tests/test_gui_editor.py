"""The composer's text and the ghost, by real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from gui.look.theme import LIGHT
from gui.text.editor import Editor

TUNE = "X:1\nK:G\nGAB c2d|"
GHOST = "e2d cBA|G3 D3|\nGAB c2d|"
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def editor(qtbot: QtBot) -> Editor:
    editor = Editor()
    qtbot.addWidget(editor)
    editor.set_theme(LIGHT)
    editor.set_font_points(13)
    editor.resize(600, 400)
    editor.show()
    qtbot.waitExposed(editor)
    editor.set_text(TUNE)
    editor.move_caret(len(TUNE))
    return editor


def propose(editor: Editor, text: str = GHOST, *, is_open: bool = False) -> None:
    editor.begin_ghost()
    editor.append_ghost(text)
    if not is_open:
        editor.close_ghost()


def test_the_ghost_is_never_in_the_document(editor: Editor) -> None:
    propose(editor)
    assert editor.ghost.text == GHOST
    assert editor.text() == editor.toPlainText() == TUNE
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()


def test_tab_accepts_all_of_it(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    with qtbot.waitSignal(editor.accepted):
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == TUNE + GHOST
    assert editor.caret() == len(TUNE + GHOST)
    assert not editor.ghost.is_alive


def test_tab_keeps_its_meaning_without_a_ghost(qtbot: QtBot, editor: Editor) -> None:
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == TUNE + "\t"


def test_tab_keeps_its_meaning_away_from_the_ghost(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    assert editor.ghost.text == GHOST
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == TUNE[:-1] + "\t|"
    assert not editor.ghost.is_alive


def test_ctrl_right_accepts_a_bar_at_a_time(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    for taken in ("e2d cBA|", "e2d cBA|G3 D3|\n", GHOST):
        qtbot.keyClick(editor, Qt.Key.Key_Right, CTRL)
        assert editor.text() == TUNE + taken
    assert not editor.ghost.is_alive


def test_ctrl_right_moves_by_words_away_from_the_ghost(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    editor.move_caret(TUNE.index("GAB"))
    qtbot.keyClick(editor, Qt.Key.Key_Right, CTRL)
    assert editor.text() == TUNE
    assert editor.caret() == TUNE.index("c2d")


def test_ctrl_right_waits_for_a_bar_that_is_being_written(qtbot: QtBot, editor: Editor) -> None:
    propose(editor, "e2d cB", is_open=True)
    qtbot.keyClick(editor, Qt.Key.Key_Right, CTRL)
    assert editor.text() == TUNE
    editor.append_ghost("A|G")
    qtbot.keyClick(editor, Qt.Key.Key_Right, CTRL)
    assert editor.text() == TUNE + "e2d cBA|"
    assert editor.ghost.text == "G"


def test_what_is_left_without_a_bar_line_is_the_last_bar(qtbot: QtBot, editor: Editor) -> None:
    propose(editor, "e2d")
    qtbot.keyClick(editor, Qt.Key.Key_Right, CTRL)
    assert editor.text() == TUNE + "e2d"


def test_esc_dismisses(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    with qtbot.waitSignal(editor.dismissed):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.ghost.is_alive
    assert editor.text() == TUNE
    with qtbot.waitSignal(editor.escaped):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Right])
def test_an_accept_is_one_undo_step(qtbot: QtBot, editor: Editor, key: Qt.Key) -> None:
    qtbot.keyClicks(editor, "GA")
    propose(editor)
    qtbot.keyClick(editor, key, NONE if key == Qt.Key.Key_Tab else CTRL)
    accepted = editor.text()
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() == TUNE + "GA"
    assert not editor.ghost.is_alive
    editor.redo()
    assert editor.text() == accepted


def test_typing_after_an_accept_is_an_undo_step_of_its_own(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.keyClicks(editor, "z")
    editor.undo()
    assert editor.text() == TUNE + GHOST


def test_typing_what_it_says_eats_it(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    qtbot.keyClicks(editor, "e2d ")
    assert editor.text() == TUNE + "e2d "
    assert editor.ghost.text == GHOST[4:]
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == TUNE + GHOST


def test_typing_anything_else_dismisses_it(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    with qtbot.waitSignal(editor.dismissed):
        qtbot.keyClicks(editor, "f")
    assert editor.text() == TUNE + "f"
    assert not editor.ghost.is_alive


def test_an_edit_elsewhere_dismisses_it(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    editor.move_caret(4)
    qtbot.keyClicks(editor, "e")
    assert not editor.ghost.is_alive


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Return])
def test_deleting_dismisses_it_and_nothing_comes_back(qtbot: QtBot, editor: Editor, key: Qt.Key) -> None:
    propose(editor)
    qtbot.keyClick(editor, key)
    assert not editor.ghost.is_alive
    editor.undo()
    assert editor.text() == TUNE
    assert not editor.ghost.is_alive
    editor.append_ghost("late")
    assert not editor.ghost.is_alive


def test_undo_dismisses_it(qtbot: QtBot, editor: Editor) -> None:
    qtbot.keyClicks(editor, "G")
    propose(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.text() == TUNE
    assert not editor.ghost.is_alive


def test_the_ghost_goes_on_after_it_was_accepted_while_being_written(qtbot: QtBot, editor: Editor) -> None:
    propose(editor, "e2d", is_open=True)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    editor.append_ghost(" cBA|")
    assert editor.ghost.text == " cBA|"
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == TUNE + "e2d cBA|"


def test_a_selection_is_given_up_and_not_replaced(qtbot: QtBot, editor: Editor) -> None:
    qtbot.keyClick(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert editor.textCursor().hasSelection()
    propose(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == TUNE.replace("GAB", GHOST + "GAB")


def test_offsets_count_characters_and_not_qts_units(qtbot: QtBot, editor: Editor) -> None:
    text = "X:1\nT:\N{MUSICAL SYMBOL G CLEF} d'été 雨\nK:G\nGAB|"
    editor.set_text(text)
    editor.move_caret(text.index("AB"))
    assert editor.caret() == text.index("AB")
    propose(editor, "z")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == text.replace("GAB", "GzAB")
    editor.show_faults([("error", "here", text.index("K:G"), text.index("K:G") + 3)])
    assert [selection.cursor.selectedText() for selection in editor.extraSelections()] == ["K:G"]


@pytest.mark.parametrize("text", ["a\u00a0b", "tab\there", "form\x0cfeed", "line\u2028separator", ""])
def test_the_editor_gives_back_what_it_was_given(editor: Editor, text: str) -> None:
    editor.set_text(text)
    assert editor.text() == text


def test_faults_are_underlined_and_found_at_the_caret(editor: Editor) -> None:
    editor.show_faults([("warning", "wide", 8, 12), ("error", "narrow", 9, 10), ("info", "quiet", 0, 3)])
    assert len(editor.extraSelections()) == 2
    editor.move_caret(9)
    fault = editor.fault_at_caret()
    assert fault is not None and fault.message == "narrow"


def test_lights_reach_over_the_seam(editor: Editor) -> None:
    propose(editor)
    plain = editor.viewport().grab().toImage()
    editor.show_lights([(8, 9), (len(TUNE), len(TUNE) + 2)])
    assert [selection.cursor.selectedText() for selection in editor.extraSelections()] == ["G"]
    assert editor.viewport().grab().toImage() != plain
    editor.show_lights([])
    assert editor.viewport().grab().toImage() == plain


def test_a_file_that_is_dropped_is_handed_on(qtbot: QtBot, editor: Editor) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tune.abc")])
    assert editor.canInsertFromMimeData(data)
    with qtbot.waitSignal(editor.files_dropped) as dropped:
        editor.insertFromMimeData(data)
    assert dropped.args[0][0].name == "tune.abc"
    assert editor.text() == TUNE


def test_only_what_is_seen_is_coloured(editor: Editor) -> None:
    editor.set_text("X:1\nK:G\n" + "GAB c2d|\n" * 5000)
    blocks = [editor.document().findBlockByNumber(number) for number in (2, 4000)]
    assert [len(block.layout().formats()) > 0 for block in blocks] == [True, False]
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.highlighter.colour_visible()
    last = editor.document().findBlockByNumber(5000)
    assert last.layout().formats()


def test_the_lines_that_a_larger_window_shows_are_coloured_too(qtbot: QtBot, editor: Editor) -> None:
    editor.resize(600, 200)
    editor.set_text("X:1\nK:G\n" + "GAB c2d|\n" * 100)
    assert not editor.document().findBlockByNumber(20).layout().formats()
    editor.resize(600, 600)
    assert editor.document().findBlockByNumber(20).layout().formats()


def test_the_lines_below_are_coloured_anew_when_the_key_goes(qtbot: QtBot, editor: Editor) -> None:
    editor.set_text("X:1\nK:G\nGAB|\ncde|")

    def coloured(number: int) -> list[tuple[int, int]]:
        formats = editor.document().findBlockByNumber(number).layout().formats()
        return [(each.start, each.length) for each in formats]

    assert [coloured(2), coloured(3)] == [[(3, 1)], [(3, 1)]]  # of this the bar line has a colour of its own
    editor.move_caret(4)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert [coloured(2), coloured(3)] == [[(0, 4)], [(0, 4)]]  # and now it is text above a tune


def test_a_click_below_the_line_leaves_the_text_alone(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 390))
    assert editor.text() == TUNE
    assert editor.ghost.text == GHOST


PARTS = "e2d cBA|G3 D3:|\n|:GAB c2d|G6|]"
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def test_ctrl_shift_right_accepts_a_part_at_a_time(qtbot: QtBot, editor: Editor) -> None:
    propose(editor, PARTS)
    for taken in ("e2d cBA|G3 D3:|\n", PARTS):
        qtbot.keyClick(editor, Qt.Key.Key_Right, CTRL_SHIFT)
        assert editor.text() == TUNE + taken
    editor.undo()
    assert editor.text() == TUNE + "e2d cBA|G3 D3:|\n"


def test_ctrl_shift_right_selects_by_words_away_from_the_ghost(qtbot: QtBot, editor: Editor) -> None:
    propose(editor)
    editor.move_caret(TUNE.index("GAB"))
    qtbot.keyClick(editor, Qt.Key.Key_Right, CTRL_SHIFT)
    assert editor.text() == TUNE
    assert editor.textCursor().selectedText() == "GAB "


def test_ctrl_shift_right_waits_for_a_part_that_is_being_written(qtbot: QtBot, editor: Editor) -> None:
    propose(editor, "e2d cBA|G3", is_open=True)
    qtbot.keyClick(editor, Qt.Key.Key_Right, CTRL_SHIFT)
    assert editor.text() == TUNE
    editor.append_ghost(" D3||c")
    qtbot.keyClick(editor, Qt.Key.Key_Right, CTRL_SHIFT)
    assert editor.text() == TUNE + "e2d cBA|G3 D3||"


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Right])
def test_a_ghost_in_place_of_a_bar_is_taken_whole_and_one_undo_brings_the_bar_back(
        qtbot: QtBot, editor: Editor, key: Qt.Key) -> None:
    place = TUNE.index("GAB"), TUNE.index("|")
    editor.begin_ghost(place)
    editor.append_ghost("d2e fga")
    editor.close_ghost()
    assert editor.text() == TUNE
    assert [mark.cursor.selectedText() for mark in editor.extraSelections()] == ["GAB c2d"]
    qtbot.keyClick(editor, key, CTRL if key == Qt.Key.Key_Right else NONE)
    assert editor.text() == TUNE.replace("GAB c2d", "d2e fga")
    assert editor.extraSelections() == []
    editor.undo()
    assert editor.text() == TUNE


def test_typing_at_a_ghost_in_place_of_a_bar_dismisses_it(qtbot: QtBot, editor: Editor) -> None:
    editor.begin_ghost((TUNE.index("GAB"), TUNE.index("|")))
    editor.append_ghost("d2e fga")
    qtbot.keyClicks(editor, "d")
    assert not editor.ghost.is_alive
    assert editor.extraSelections() == []
    assert editor.text() == TUNE.replace("|", "d|")


def test_what_is_typed_is_told_from_what_is_deleted_undone_or_pasted(qtbot: QtBot, editor: Editor) -> None:
    typed: list[bool] = []
    editor.edited.connect(lambda *_: typed.append(editor.is_typing))
    qtbot.keyClicks(editor, "G")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    data = QMimeData()
    data.setText("A")
    editor.insertFromMimeData(data)
    assert typed[0]
    assert not any(typed[1:])
