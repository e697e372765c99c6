"""The keys of the ghost, and every complaint about ghost text elsewhere, by real keys in the whole window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.errors import PhraseError
from gui.takes.ghost_reader import GhostReader
from tests.gui_parts import GHOST, PHRASE, Segue, open_segue

KEY = Qt.Key
CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(PHRASE)
        segue.editor.setFocus()
        yield segue


@pytest.fixture
def stepped(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path, by_hand=True) as segue:
        segue.window.transport.listen.setChecked(False)
        segue.write(PHRASE)
        segue.editor.setFocus()
        yield segue


def press(qtbot: QtBot, segue: Segue, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(segue.editor, key, held)


def propose(qtbot: QtBot, segue: Segue, text: str, key: Qt.Key = KEY.Key_Space,
            held: Qt.KeyboardModifier = CTRL) -> None:
    """Press a key that asks for a continuation, and wait until it is there."""
    segue.worker.script = text
    press(qtbot, segue, key, held)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == text and not segue.editor.ghost.is_open)


# Tab meant indent

def test_tab_indents_where_no_ghost_is_seen(qtbot: QtBot, segue: Segue) -> None:
    press(qtbot, segue, KEY.Key_Tab)
    assert segue.editor.text() == PHRASE + "\t"


def test_tab_indents_where_the_caret_does_not_touch_the_ghost(qtbot: QtBot, segue: Segue) -> None:
    propose(qtbot, segue, GHOST)
    press(qtbot, segue, KEY.Key_Home)
    press(qtbot, segue, KEY.Key_Tab)
    assert segue.editor.text() == PHRASE.replace("GABc", "\tGABc")


def test_tab_indents_while_nothing_has_been_written_yet(qtbot: QtBot, stepped: Segue) -> None:
    press(qtbot, stepped, KEY.Key_Space, CTRL)
    assert stepped.editor.ghost.is_open
    press(qtbot, stepped, KEY.Key_Tab)
    assert stepped.editor.text() == PHRASE + "\t"


# appears after delete or undo

@pytest.fixture
def suggesting(segue: Segue) -> Segue:
    segue.window.action("suggest").trigger()
    return segue


def test_it_never_appears_of_itself_unless_that_was_asked_for(qtbot: QtBot, segue: Segue) -> None:
    segue.window.action("typed_notes").setChecked(False)
    waiting = []
    for is_on in (False, True):
        segue.window.action("suggest").setChecked(is_on)
        qtbot.keyClicks(segue.editor, "G")
        waiting.append(segue.app.takes.suggesting.is_waiting)
    assert waiting == [False, True]
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    assert segue.worker.requests[-1][0] == PHRASE + "GG"
    assert segue.players[-1].plays == []  # nor is it heard of itself


def test_the_choice_to_suggest_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as first:
        first.window.action("suggest").trigger()
    with open_segue(qtbot, tmp_path) as second:
        assert second.window.action("suggest").isChecked()
        assert second.app.takes.suggesting.is_on


@pytest.mark.parametrize("what", ["delete", "backspace", "undo", "undo a paste", "redo", "paste", "cut", "move",
                                  "select", "type over a selection"])
def test_it_never_appears_of_itself_after(qtbot: QtBot, suggesting: Segue, what: str) -> None:
    segue, editor = suggesting, suggesting.editor
    qtbot.keyClicks(editor, "GA")
    if what == "delete":
        editor.move_caret(len(PHRASE))
        press(qtbot, segue, KEY.Key_Delete)
    elif what == "backspace":
        press(qtbot, segue, KEY.Key_Backspace)
    elif what in ("undo", "redo"):
        press(qtbot, segue, KEY.Key_Z, CTRL)
        if what == "redo":
            press(qtbot, segue, KEY.Key_Z, CTRL | SHIFT)
            assert editor.text() == PHRASE + "GA"
    elif what in ("paste", "undo a paste"):
        data = QMimeData()
        data.setText("Bc")
        QApplication.clipboard().setMimeData(data)
        press(qtbot, segue, KEY.Key_V, CTRL)
        assert editor.text() == PHRASE + "GABc"
        if what == "undo a paste":
            press(qtbot, segue, KEY.Key_Z, CTRL)
            assert editor.text() == PHRASE + "GA"
    elif what == "cut":
        press(qtbot, segue, KEY.Key_Left, SHIFT)
        press(qtbot, segue, KEY.Key_X, CTRL)
    elif what == "move":
        press(qtbot, segue, KEY.Key_Left)
    else:
        press(qtbot, segue, KEY.Key_Left, SHIFT)
        if what == "type over a selection":
            qtbot.keyClicks(editor, "B")
    assert not segue.app.takes.suggesting.is_waiting
    assert not editor.ghost.is_alive


def test_a_selection_made_while_it_waits_keeps_it_away(qtbot: QtBot, suggesting: Segue) -> None:
    qtbot.keyClicks(suggesting.editor, "G")
    cursor = suggesting.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor)
    with qtbot.waitSignal(suggesting.app.takes.suggesting._pause.timeout):
        suggesting.editor.is_typing = True  # so that the move does not end the pause
        suggesting.editor.setTextCursor(cursor)
        suggesting.editor.is_typing = False
    assert not suggesting.editor.ghost.is_alive


@pytest.mark.parametrize("text", ["X:1\nT:A", "X:1\nK:G\nGAB|\nw:la", "X:1\nK:G\nGAB| % see", "just words"])
def test_it_never_appears_of_itself_where_no_music_is_written(qtbot: QtBot, suggesting: Segue, text: str) -> None:
    suggesting.write(text)
    qtbot.keyClicks(suggesting.editor, "g")
    with qtbot.waitSignal(suggesting.app.takes.suggesting._pause.timeout):
        pass
    assert suggesting.worker.requests == []


def test_what_cannot_be_suggested_is_not_complained_of(qtbot: QtBot, suggesting: Segue) -> None:
    suggesting.worker.script = PhraseError("this bar is too long", 0, 1)
    with qtbot.waitSignal(suggesting.app.bridge.failed):
        qtbot.keyClicks(suggesting.editor, "G")
    assert not suggesting.editor.ghost.is_alive
    assert suggesting.window.notice.sentence() == ""


# Ctrl+Right hijacked

@pytest.mark.parametrize("held", [CTRL, CTRL | SHIFT])
def test_ctrl_right_is_the_ghosts_only_while_the_caret_touches_it(qtbot: QtBot, segue: Segue,
                                                                   held: Qt.KeyboardModifier) -> None:
    propose(qtbot, segue, GHOST)
    segue.editor.move_caret(PHRASE.index("GABc"))
    press(qtbot, segue, KEY.Key_Right, held)
    assert segue.editor.text() == PHRASE
    assert segue.editor.caret() == PHRASE.index("d2B2")


# covers one's own text: tests/test_gui_ghost.py, pixel by pixel

# undo takes it apart

@pytest.mark.parametrize(("key", "held", "taken"), [
    (KEY.Key_Tab, NONE, GHOST), (KEY.Key_Right, CTRL, "e2d2 cBAG|"), (KEY.Key_Right, CTRL | SHIFT, GHOST)])
def test_each_accept_is_one_step_of_undo(qtbot: QtBot, segue: Segue, key: Qt.Key, held: Qt.KeyboardModifier,
                                         taken: str) -> None:
    propose(qtbot, segue, GHOST)
    press(qtbot, segue, key, held)
    assert segue.editor.text() == PHRASE + taken
    press(qtbot, segue, KEY.Key_Z, CTRL)
    assert segue.editor.text() == PHRASE
    assert not segue.editor.ghost.is_alive


# silent to screen readers

def test_what_is_new_next_and_accepted_is_announced(qtbot: QtBot, segue: Segue) -> None:
    def said() -> str:
        return str(segue.editor.property("said"))

    propose(qtbot, segue, GHOST)
    assert said() == f"2 bars proposed: {GHOST}"
    propose(qtbot, segue, "z8|", KEY.Key_BracketRight, ALT)
    assert said() == "1 bar proposed: z8|"
    press(qtbot, segue, KEY.Key_BracketLeft, ALT)
    assert said() == f"Take 1 of 2: {GHOST}"
    assert segue.editor.accessibleDescription() == f"Proposed: {GHOST}"
    press(qtbot, segue, KEY.Key_Right, CTRL)
    assert said() == "accepted: e2d2 cBAG|"


def test_the_ghost_can_be_read_as_plain_text(qtbot: QtBot, segue: Segue) -> None:
    propose(qtbot, segue, GHOST)
    press(qtbot, segue, KEY.Key_F2, ALT)
    reader = segue.window.findChild(GhostReader)
    assert reader is not None and reader.text.toPlainText() == GHOST
    assert reader.text.isReadOnly()
    qtbot.keyClick(reader, KEY.Key_Escape)
    assert segue.editor.ghost.text == GHOST
    press(qtbot, segue, KEY.Key_F2, ALT)
    reader = segue.window.findChildren(GhostReader)[-1]
    qtbot.keyClick(reader.text, KEY.Key_Tab)  # the text lets go of the keys
    qtbot.keyClick(reader.focusWidget(), KEY.Key_Space)
    assert segue.editor.text() == PHRASE + GHOST


# next and previous

def test_alt_brackets_go_from_take_to_take_and_ask_for_a_new_one_at_the_end(qtbot: QtBot, segue: Segue) -> None:
    propose(qtbot, segue, GHOST)
    propose(qtbot, segue, "z8|", KEY.Key_BracketRight, ALT)
    propose(qtbot, segue, "c8|", KEY.Key_BracketRight, ALT)
    seeds = [settings.seed for _, _, settings in segue.worker.requests]
    assert len(set(seeds)) == 3
    shown = []
    for key in (KEY.Key_BracketLeft, KEY.Key_BracketLeft, KEY.Key_BracketLeft, KEY.Key_BracketRight):
        press(qtbot, segue, key, ALT)
        shown.append((segue.editor.ghost.text, segue.window.controls.seed.value()))
    assert shown == [("z8|", seeds[1]), (GHOST, seeds[0]), (GHOST, seeds[0]), ("z8|", seeds[1])]
    assert len(segue.worker.requests) == 3  # shown again without the engine
    assert segue.editor.text() == PHRASE


def test_alt_bracket_asks_where_nothing_was_tried(qtbot: QtBot, segue: Segue) -> None:
    press(qtbot, segue, KEY.Key_BracketLeft, ALT)
    assert not segue.editor.ghost.is_alive
    propose(qtbot, segue, GHOST, KEY.Key_BracketRight, ALT)


def test_a_locked_seed_counts_up_from_take_to_take(qtbot: QtBot, segue: Segue) -> None:
    segue.window.action("lock_seed").trigger()
    segue.window.controls.seed.setValue(40)
    propose(qtbot, segue, GHOST)
    propose(qtbot, segue, "z8|", KEY.Key_BracketRight, ALT)
    assert [settings.seed for _, _, settings in segue.worker.requests] == [40, 41]


def test_alt_backslash_asks_again(qtbot: QtBot, segue: Segue) -> None:
    propose(qtbot, segue, GHOST)
    propose(qtbot, segue, "z8|", KEY.Key_Backslash, ALT)
    press(qtbot, segue, KEY.Key_BracketLeft, ALT)
    assert segue.editor.ghost.text == GHOST


def test_a_dismissed_take_comes_back(qtbot: QtBot, segue: Segue) -> None:
    propose(qtbot, segue, GHOST)
    press(qtbot, segue, KEY.Key_Escape)
    press(qtbot, segue, KEY.Key_BracketLeft, ALT)
    assert segue.editor.ghost.text == GHOST


def test_what_is_left_of_a_take_after_a_bar_was_taken_is_still_a_take(qtbot: QtBot, segue: Segue) -> None:
    propose(qtbot, segue, "z8|")
    propose(qtbot, segue, GHOST, KEY.Key_BracketRight, ALT)
    press(qtbot, segue, KEY.Key_Right, CTRL)
    propose(qtbot, segue, "c8|", KEY.Key_BracketRight, ALT)
    assert segue.worker.requests[-1][0] == PHRASE + "e2d2 cBAG|"
    press(qtbot, segue, KEY.Key_BracketLeft, ALT)
    assert segue.editor.ghost.text == "G4 D4|"
    press(qtbot, segue, KEY.Key_Tab)
    assert segue.editor.text() == PHRASE + GHOST


def test_a_take_left_while_it_was_written_is_shown_as_far_as_it_was_and_goes_on(qtbot: QtBot, stepped: Segue) -> None:
    press(qtbot, stepped, KEY.Key_Space, CTRL)
    stepped.worker.step(4)
    qtbot.waitUntil(lambda: stepped.editor.ghost.text == GHOST[:4])
    stepped.worker.script = "z8|"
    press(qtbot, stepped, KEY.Key_BracketRight, ALT)
    stepped.worker.step(30)
    qtbot.waitUntil(lambda: stepped.editor.ghost.text == "z8|")
    qtbot.waitUntil(lambda: not stepped.editor.ghost.is_open)
    stepped.worker.script = GHOST
    press(qtbot, stepped, KEY.Key_BracketLeft, ALT)
    assert stepped.editor.ghost.text == GHOST[:4]
    assert stepped.worker.requests[2] == stepped.worker.requests[0]
    stepped.worker.step(len(GHOST))
    qtbot.waitUntil(lambda: stepped.editor.ghost.text == GHOST)
    press(qtbot, stepped, KEY.Key_BracketRight, ALT)
    assert stepped.editor.ghost.text == "z8|"
    assert {leaf.text for leaf in stepped.app.takes.trying.attempts.leaves.values()} == {GHOST, "z8|"}


def test_takes_of_one_place_are_not_shown_at_another(qtbot: QtBot, segue: Segue) -> None:
    propose(qtbot, segue, GHOST)
    press(qtbot, segue, KEY.Key_Escape)
    qtbot.keyClicks(segue.editor, "B")
    propose(qtbot, segue, "z7|", KEY.Key_BracketRight, ALT)
    press(qtbot, segue, KEY.Key_BracketLeft, ALT)
    assert segue.editor.ghost.text == "z7|"
