"""The note that is being typed sounds for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui_parts import Segue, open_segue

CTRL = Qt.KeyboardModifier.ControlModifier
HEAD = "X:1\nM:4/4\nL:1/8\nK:D\n"


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.editor.setFocus()
        yield segue


def heard(segue: Segue) -> list[list[int]]:
    return [[note.pitch for note in notes] for notes, _, _ in segue.player.plays]


@pytest.mark.parametrize(("before", "key", "pitches"), [
    ("", "D", [62]),
    ("", "F", [66]),  # sharp in D
    ("", "c", [73]),
    ("=f", "f", [77]),  # the bar's accidental holds
    ("=f|", "f", [78]),
    ("d", "'", [86]),
    ("D", ",", [50]),
    ("[K:F]B", "B", [70]),
    ("^G- G|", "G", [67]),
    ("^G-|", "G", [68]),  # tied over the bar line
    ("[DF", "A", [69]),
    ("[DFA", "]", [62, 66, 69]),
    ("[V:2 octave=-1]", "D", [50]),
    ("{g}", "a", [81]),
    ("A|\nK:F\n" + "GABc|\nw:la\n" * 20, "B", [70]),
    ("A|[K:F]A|\n" + "GABc|[CE]|\n" * 20, "B", [70]),
])
def test_it_sounds_under_key_and_accidentals(qtbot: QtBot, segue: Segue, before: str, key: str, pitches: list[int]
                                             ) -> None:
    segue.write(HEAD + before)
    qtbot.keyClicks(segue.editor, key)
    qtbot.waitUntil(lambda: heard(segue) == [pitches])
    notes, from_s, is_open = segue.player.plays[0]
    assert from_s == 0 and not is_open and 0 < notes[0].end_s < 0.5


@pytest.mark.parametrize(("before", "keys"), [
    (HEAD + "D", "2/3"), (HEAD, "z|"), (HEAD + '"', "A"), (HEAD + "!f", "f"), ("X:1\nT:", "A"), (HEAD + "w:", "A"),
    (HEAD + "% ", "A"), (HEAD, "^"),
])
def test_what_is_no_note_is_not_heard(qtbot: QtBot, segue: Segue, before: str, keys: str) -> None:
    segue.write(before)
    qtbot.keyClicks(segue.editor, keys)
    segue.editor.move_caret(len(HEAD))
    segue.write(HEAD)
    qtbot.keyClicks(segue.editor, "D")  # what was asked for before would have been answered by now
    qtbot.waitUntil(lambda: bool(heard(segue)))
    assert heard(segue) == [[62]]


def test_it_tells_nobody_that_something_plays(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD)
    with qtbot.assertNotEmitted(segue.app.sound.started), qtbot.assertNotEmitted(segue.app.sound.note):
        qtbot.keyClicks(segue.editor, "D")
        qtbot.waitUntil(lambda: bool(heard(segue)))
        segue.player.on_note(segue.player.notes[0], True)
        assert not segue.app.sound.is_playing
        assert not segue.window.action("stop").isEnabled()
        qtbot.keyClicks(segue.editor, "E")  # the next one does not wait for it
        qtbot.waitUntil(lambda: heard(segue) == [[62], [64]])


def test_while_the_tune_plays_no_key_sounds(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "DEFG|")
    qtbot.keyClick(segue.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(segue.player.plays) == 1)
    qtbot.keyClicks(segue.editor, "A")
    segue.app.sound.stop()
    qtbot.keyClicks(segue.editor, "B")
    qtbot.waitUntil(lambda: len(segue.player.plays) == 2)
    assert heard(segue)[1] == [71]


def test_undo_paste_and_deleting_are_silent_and_it_can_be_off(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "DE")
    qtbot.keyClick(segue.editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    segue.editor.insertPlainText("GAB")
    segue.window.action("typed_notes").trigger()
    qtbot.keyClicks(segue.editor, "c")
    segue.window.action("typed_notes").trigger()
    qtbot.keyClicks(segue.editor, "d")
    qtbot.waitUntil(lambda: bool(heard(segue)))
    assert heard(segue) == [[74]]
    assert segue.app.preferences.flag("typed_notes", False)


def test_play_takes_over_from_a_note_that_still_sounds(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "D")
    qtbot.keyClicks(segue.editor, "E")
    qtbot.waitUntil(lambda: len(segue.player.plays) == 1)
    qtbot.keyClick(segue.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(segue.player.plays) == 2)
    assert segue.app.sound.is_playing
    segue.player.finish()
    qtbot.waitUntil(lambda: not segue.window.action("stop").isEnabled())
