"""The keys of the commands: listed, changed, quarrelled over, kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from tests.gui_parts import GHOST, PHRASE, Segue, open_segue

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def listed(dialog) -> list[str]:
    return [name for name, item in dialog._items.items() if not item.isHidden()]


def opened(segue: Segue, qtbot: QtBot):
    segue.editor.setFocus()
    qtbot.keyClick(segue.editor, Qt.Key.Key_F1)
    return segue.app.comfort.dialog("shortcuts")


def written(segue: Segue, qtbot: QtBot) -> None:
    segue.write(PHRASE)
    segue.window.action("continue").trigger()
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST and not segue.editor.ghost.is_open)


def test_every_command_is_listed_with_its_keys(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        dialog = opened(segue, qtbot)
        assert set(listed(dialog)) == set(segue.window.actions_by_name)
        assert dialog._items["save"].text(1) == "Ctrl+S" and dialog._items["accept_all"].text(1) == "Tab"


def test_words_and_keys_are_searched(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        dialog = opened(segue, qtbot)
        qtbot.keyClicks(dialog.search, "shift+f5")
        assert listed(dialog) == ["play_caret"]
        dialog.search.setText("accept bar")
        assert listed(dialog) == ["accept_bar"]


def test_another_key_is_obeyed_at_once_and_in_the_next_window(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        dialog = opened(segue, qtbot)
        dialog.choose("play")
        dialog.press.setFocus()
        qtbot.keyClick(dialog.press, Qt.Key.Key_K, CTRL)
        qtbot.mouseClick(dialog.give, Qt.MouseButton.LeftButton)
        assert "Ctrl+K" in segue.window.action("play").toolTip()
        dialog.close()
        segue.window.activateWindow()
        qtbot.waitUntil(segue.window.isActiveWindow)
        segue.write(PHRASE)
        segue.editor.setFocus()
        qtbot.keyClick(segue.editor, Qt.Key.Key_F5)
        qtbot.wait(50)
        assert not segue.player.plays
        qtbot.keyClick(segue.editor, Qt.Key.Key_K, CTRL)
        qtbot.waitUntil(lambda: segue.player.is_playing)
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.window.action("play").shortcuts() == [QKeySequence("Ctrl+K")]
        dialog = opened(segue, qtbot)
        dialog.choose("play")
        dialog.usual.click()
        assert segue.window.action("play").shortcuts() == [QKeySequence("F5")]
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.window.action("play").shortcuts() == [QKeySequence("F5")]


def test_a_key_of_another_command_is_named_before_it_is_taken(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        dialog = opened(segue, qtbot)
        dialog.choose("play")
        dialog.press.setKeySequence(QKeySequence("Ctrl+S"))
        assert "“Save”" in dialog.message.text() and "Take over" in dialog.give.text().replace("&", "")
        assert segue.window.action("save").shortcuts() == [QKeySequence("Ctrl+S")]
        dialog.give.click()
        assert segue.window.action("save").shortcuts() == []
        assert segue.window.action("play").shortcuts() == [QKeySequence("Ctrl+S")]
        dialog.all_usual.click()
        assert segue.window.action("save").shortcuts() == [QKeySequence("Ctrl+S")]
        assert segue.window.action("play").shortcuts() == [QKeySequence("F5")]


def test_no_two_commands_have_one_key(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        keys = segue.app.comfort.keys
        shared = {name: keys.holders(each, but=name) for name in keys.names for each in keys.of(name)
                  if keys.holders(each, but=name)}
        assert not shared


def test_the_ghost_obeys_its_new_key_and_not_the_old_one(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.comfort.keys.set("accept_all", [QKeySequence("Ctrl+Return")])
        assert segue.window.action("accept_all").text().endswith("\tCtrl+Return")
        written(segue, qtbot)
        qtbot.keyClick(segue.editor, Qt.Key.Key_Return, CTRL)
        assert segue.editor.text() == PHRASE + GHOST
        written(segue, qtbot)
        qtbot.keyClick(segue.editor, Qt.Key.Key_Tab)
        assert segue.editor.text() == PHRASE + "\t"


def test_a_new_key_of_the_ghost_does_nothing_where_no_ghost_is(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.comfort.keys.set("accept_all", [QKeySequence("F9")])
        segue.write(PHRASE)
        qtbot.keyClick(segue.editor, Qt.Key.Key_F9)
        assert segue.editor.text() == PHRASE


def test_the_way_out_keeps_its_key(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        dialog = opened(segue, qtbot)
        dialog.choose("dismiss")
        assert not dialog.press.isEnabled() and "cannot be changed" in dialog.message.text()


def test_kept_keys_that_make_no_sense_are_passed_over(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.preferences.keep("keys", '{"play": 7, "nobody": ["F2"]}')
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.window.action("play").shortcuts() == [QKeySequence("F5")]
        segue.app.preferences.keep("keys", "[not json")
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.window.action("save").shortcuts() == [QKeySequence("Ctrl+S")]
