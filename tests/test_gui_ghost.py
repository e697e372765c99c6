"""The ghost's bars, and the room it is drawn in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gui.look.theme import DARK, LIGHT, Theme
from gui.text.editor import Editor
from gui.text.ghost import Ghost

HEADER = "X:1\nT:A tune\nK:G\n"
LONG = "GAB c2d|e2d cBA|" * 12


@pytest.mark.parametrize(("text", "bars"), [
    ("GAB c2d|e2d cBA|G3", ["GAB c2d|", "e2d cBA|", "G3"]),
    ("|GAB c2d|e2d", ["|GAB c2d|", "e2d"]),
    ("|\nGAB|c", ["|\nGAB|", "c"]),
    ("GAB|1c2d:|2e2f||", ["GAB|1", "c2d:|2", "e2f||"]),
    ('"G"GAB|\\\n"D7"c2d|', ['"G"GAB|\\\n', '"D7"c2d|']),
    ('"a|b"G|z', ['"a|b"G|', "z"]),
    ("[GBd]2|: z|", ["[GBd]2|: ", "z|"]),
])
def test_the_ghost_comes_apart_at_its_bar_lines(text: str, bars: list[str]) -> None:
    ghost = Ghost(text=text)
    found = []
    while ghost.text:
        found.append(ghost.next_bar())
        ghost.text = ghost.text[len(found[-1]):]
    assert found == bars


def test_a_bar_that_is_not_finished_is_not_offered_while_more_comes() -> None:
    assert Ghost(text="GAB", is_open=True).next_bar() == ""
    assert Ghost(text="GAB").next_bar() == "GAB"


def shown(qtbot: QtBot, text: str, caret: int, theme: Theme = LIGHT, width: int = 500, height: int = 400) -> Editor:
    editor = Editor()
    qtbot.addWidget(editor)
    editor.set_theme(theme)
    editor.set_font_points(13)
    editor.setStyleSheet(f"background: {theme.paper}; color: {theme.ink}; border: none;")
    editor.resize(width, height)
    editor.setCursorWidth(0)  # its blinking is no business of these tests
    editor.show()
    qtbot.waitExposed(editor)
    editor.set_text(text)
    editor.move_caret(caret)
    return editor


def rows(editor: Editor) -> list[tuple[float, int]]:
    """Return the top and the number of lines of every block."""
    block, found = editor.document().firstBlock(), []
    while block.isValid():
        top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
        found.append((top, block.layout().lineCount()))
        block = block.next()
    return found


def picture(editor: Editor) -> QImage:
    return editor.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("caret", ["end of the line", "middle of the line", "end of the text"])
def test_the_ghost_covers_and_reflows_nothing(qtbot: QtBot, caret: str, theme: Theme) -> None:
    text = HEADER + "GAB c2d|e2d cBA|\nG3 D3|GAB c2d|"
    line_end = text.index("\nG3")
    place = {"end of the line": line_end, "middle of the line": line_end - 8, "end of the text": len(text)}[caret]
    editor = shown(qtbot, text, place, theme)
    before, rows_before = picture(editor), rows(editor)
    editor.begin_ghost()
    editor.append_ghost(LONG)
    editor.close_ghost()
    after, rows_after = picture(editor), rows(editor)

    assert [count for _, count in rows_after] == [count for _, count in rows_before]
    number = editor.document().findBlock(editor.ghost.anchor).blockNumber()
    room = rows_after[-1][0] - rows_before[-1][0]
    assert [top for top, _ in rows_after[:number + 1]] == [top for top, _ in rows_before[:number + 1]]
    moved = zip(rows_after[number + 1:], rows_before[number + 1:], strict=True)
    assert {new - old for (new, _), (old, _) in moved} <= {room}
    assert (room > 0) == (caret != "end of the text")

    # Pixel by pixel: all the composer wrote is where it was, or as far below as there is room.
    row = int(editor.blockBoundingRect(editor.document().firstBlock()).height())
    own_x = editor.cursorRect().left()
    block_top = int(rows_before[number][0])
    ended = caret != "middle of the line"
    assert before.copy(QRect(0, 0, before.width(), block_top)) == after.copy(QRect(0, 0, before.width(), block_top))
    own = QRect(0, block_top, own_x if ended else before.width(), row)
    assert before.copy(own) == after.copy(own)
    below = block_top + row
    if number + 1 < len(rows_before):
        tail = before.height() - below - int(room)
        assert before.copy(QRect(0, below, before.width(), tail)) == after.copy(
            QRect(0, below + int(room), before.width(), tail))
    ghost_colour = QColor(theme.ghost).rgb()
    assert any(after.pixel(x, y) == ghost_colour for x in range(after.width()) for y in range(after.height()))
    assert not any(before.pixel(x, y) == ghost_colour for x in range(after.width()) for y in range(after.height()))


def test_the_room_goes_with_the_ghost(qtbot: QtBot) -> None:
    text = HEADER + "GAB c2d|\nG3 D3|"
    editor = shown(qtbot, text, text.index("\nG3"))
    before, plain = rows(editor), picture(editor)
    editor.begin_ghost()
    editor.append_ghost(LONG)
    assert rows(editor) != before
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: rows(editor) == before)
    assert picture(editor) == plain


def test_a_ghost_below_the_last_line_is_scrolled_into_view_but_the_caret_stays(qtbot: QtBot) -> None:
    text = HEADER + "GAB c2d|\n" * 30
    editor = shown(qtbot, text.rstrip("\n"), len(text) - 1, height=240)
    for _ in range(12):
        editor.append_ghost(LONG) if editor.ghost.is_alive else editor.begin_ghost()
    assert 0 <= editor.cursorRect().top() < editor.viewport().height()
    block = editor.document().lastBlock()
    bottom = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).bottom()
    assert bottom <= editor.viewport().height() + 1


def test_a_narrow_window_breaks_the_ghost_into_rows(qtbot: QtBot) -> None:
    text = HEADER + "GAB c2d|\nG3 D3|"
    editor = shown(qtbot, text, text.index("\nG3"), width=700)
    editor.begin_ghost()
    editor.append_ghost("GAB c2d|e2d cBA|G3 D3|GAB c2d|e2d cBA|")
    wide = rows(editor)[-1][0]
    editor.resize(300, 400)
    qtbot.waitUntil(lambda: rows(editor)[-1][0] > wide)
