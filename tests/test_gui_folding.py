"""Tunes folded to their first line, by real keys and clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from pytestqt.qtbot import QtBot

from gui.look.theme import LIGHT
from gui.text.editor import Editor

BOOK = ("% a book\n\nX:1\nT:First\nK:G\nGAB c2d|\nedc BAG|\n\nwords\n\n"
        "X:2\nT:Second\nK:D\nDEF A2B|\n\nX:3\nT:Third\nK:C\nCDE G2A|\n")
CTRL, SHIFT, ALT = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
                    Qt.KeyboardModifier.AltModifier)


@pytest.fixture
def editor(qtbot: QtBot) -> Editor:
    editor = Editor()
    qtbot.addWidget(editor)
    editor.set_theme(LIGHT)
    editor.set_font_points(13)
    editor.resize(600, 500)
    editor.show()
    qtbot.waitExposed(editor)
    editor.set_text(BOOK)
    editor.move_caret(BOOK.index("c2d"))
    return editor


def seen(editor: Editor) -> list[str]:
    """Return the lines that are not hidden."""
    block, lines = editor.document().begin(), []
    while block.isValid():
        if block.isVisible():
            lines.append(block.text())
        block = block.next()
    return lines


def numbers_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("X:")]


def test_a_tune_is_folded_to_its_first_line_and_the_words_after_it_stay(editor: Editor) -> None:
    assert editor.folding.fold()
    assert seen(editor)[:7] == ["% a book", "", "X:1", "", "words", "", "X:2"]
    assert editor.text() == BOOK and not editor.document().isModified()
    assert editor.caret() == BOOK.index("X:1") + 3  # never in what is not seen
    assert editor.folding.unfold()
    assert seen(editor) == BOOK.split("\n")


def test_no_room_is_kept_for_what_is_hidden(editor: Editor) -> None:
    before = editor.cursorRect(cursor_at(editor, "X:2")).top()
    editor.folding.fold()
    row = editor.fontMetrics().height()
    assert editor.cursorRect(cursor_at(editor, "X:2")).top() == pytest.approx(before - 4 * row, abs=4)


def test_every_tune_is_folded_and_unfolded(qtbot: QtBot, editor: Editor) -> None:
    editor.folding.fold_all()
    qtbot.waitUntil(lambda: not editor.folding.is_busy)
    assert seen(editor) == ["% a book", "", "X:1", "", "words", "", "X:2", "", "X:3", ""]
    editor.folding.unfold_all()
    qtbot.waitUntil(lambda: not editor.folding.is_busy)
    assert seen(editor) == BOOK.split("\n")


def test_a_large_book_is_folded_slice_by_slice(qtbot: QtBot, editor: Editor) -> None:
    tune = "X:1\nT:Many\nK:G\n" + "GABc dedB|\n" * 60 + "\n"
    editor.set_text(tune * 700)
    editor.move_caret(0)
    editor.folding.fold_all()
    assert editor.folding.is_busy
    qtbot.waitUntil(lambda: not editor.folding.is_busy, timeout=20_000)
    assert [editor.document().findBlockByNumber(64 * tune_number).isVisible() for tune_number in (0, 350, 699)] == \
        [True] * 3
    assert not editor.document().findBlockByNumber(64 * 699 + 3).isVisible()
    editor.viewport().grab()  # paints, and does not count lines that nobody sees
    assert editor.verticalScrollBar().maximum() < 2 * 701


def test_the_caret_that_goes_into_a_fold_opens_it(qtbot: QtBot, editor: Editor) -> None:
    editor.folding.fold()
    editor.move_caret(BOOK.index("edc"))
    assert "edc BAG|" in seen(editor)
    editor.folding.fold()
    qtbot.keyClick(editor, Qt.Key.Key_Right)  # from behind X:1
    assert "T:First" in seen(editor)


def test_down_goes_over_a_fold(qtbot: QtBot, editor: Editor) -> None:
    editor.folding.fold()
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert editor.textCursor().block().text() == "" and "T:First" not in seen(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    assert editor.textCursor().block().text() == "X:1" and "T:First" not in seen(editor)


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Delete])
def test_an_edit_of_the_first_line_opens_the_fold(qtbot: QtBot, editor: Editor, key: Qt.Key) -> None:
    editor.folding.fold()
    qtbot.keyClick(editor, key)
    assert len(seen(editor)) == len(editor.text().split("\n"))


def test_an_edit_inside_opens_the_fold_and_leaves_the_others(qtbot: QtBot, editor: Editor) -> None:
    editor.folding.fold_all()
    qtbot.waitUntil(lambda: not editor.folding.is_busy)
    place = BOOK.index("DEF")
    editor.edit([(place, place + 1, "d")])
    assert "dEF A2B|" in seen(editor)
    assert "GAB c2d|" not in seen(editor) and "CDE G2A|" not in seen(editor)


def test_undo_of_what_is_hidden_now_shows_it(qtbot: QtBot, editor: Editor) -> None:
    qtbot.keyClicks(editor, "z")
    editor.folding.fold()
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert "GAB c2d|" in seen(editor)


def test_a_click_on_the_mark_folds_and_unfolds(qtbot: QtBot, editor: Editor) -> None:
    gutter = editor._gutter
    head = editor.document().findBlockByNumber(2)

    def click() -> None:
        qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=gutter.mark_at(head).toPoint())

    click()
    assert editor.folding.is_folded(head)
    click()
    assert not editor.folding.is_folded(head)
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=QPoint(4, int(gutter.mark_at(head).y())))
    assert not editor.folding.is_folded(head)  # a click on the number is none on the mark


def test_the_numbers_of_hidden_lines_are_not_drawn(editor: Editor) -> None:
    editor.folding.fold()
    assert editor.toPlainText() == BOOK
    image = editor._gutter.grab().toImage()
    rows = {y for y in range(image.height()) for x in range(image.width())
            if image.pixelColor(x, y) != QColor(LIGHT.paper)}
    row = editor.fontMetrics().height()
    lines = 0 if not rows else 1 + sum(1 for a, b in zip(sorted(rows), sorted(rows)[1:], strict=False) if b - a > 1)
    assert lines >= len(seen(editor)) - 2
    assert max(rows) < (len(seen(editor)) + 2) * row


def test_the_ghost_stands_right_below_a_fold_and_goes_when_its_tune_is_folded(qtbot: QtBot, editor: Editor) -> None:
    editor.folding.fold()
    editor.move_caret(BOOK.index("A2B|") + 4)
    editor.begin_ghost()
    editor.append_ghost("e2d cBA|\nG3 D3|\nGAB c2d|")
    editor.close_ghost()
    qtbot.wait(50)
    picture = editor.viewport().grab().toImage()
    colours = {picture.pixelColor(x, y).rgb() for x in range(picture.width()) for y in range(picture.height())}
    assert QColor(LIGHT.ghost).rgb() in colours
    below = editor.cursorRect(cursor_at(editor, "X:3")).top() - editor.cursorRect().top()
    assert below >= 4 * editor.fontMetrics().height()  # two rows of the ghost, an empty line
    editor.folding.fold()
    assert not editor.ghost.is_alive
    assert editor.text() == BOOK
    editor.viewport().grab()
    assert editor.cursorRect(cursor_at(editor, "X:3")).top() - editor.cursorRect().top() < \
        4 * editor.fontMetrics().height()


def cursor_at(editor: Editor, words: str) -> QTextCursor:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(BOOK.index(words))
    return cursor
