"""The voices of a tune, heard or not: the menu of the tune under the caret, and what sounds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from engine.manner import Manner
from engine.notation.reader import read_tune
from tests.gui_parts import Segue, open_segue

DUO = 'X:1\nM:4/4\nL:1/4\nK:C\nV:1 name="Fiddle"\nV:2\n[V:1]"C"cdef|\n[V:2]C,4|\n'
BOOK = DUO + "\nX:2\nM:4/4\nL:1/4\nK:C\nV:1\nGGGG|\nV:2\nE4|\n\nX:3\nK:C\nA|\n"


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(BOOK, BOOK.index("cdef"))
        qtbot.waitUntil(lambda: segue.app.checking.voices == (("1", "Fiddle"), ("2", "")))
        yield segue


def offered(segue: Segue) -> dict[str, QAction]:
    segue.app.voices.menu.aboutToShow.emit()
    return {action.text(): action for action in segue.app.voices.menu.actions() if action.text()}


def heard(qtbot: QtBot, segue: Segue) -> set[int]:
    """Play, and return the pitches of the tune's own voices."""
    count = len(segue.player.plays)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(segue.player.plays) > count)
    return {note.pitch for note in segue.player.notes if note.channel != 1}


def test_the_voices_of_the_tune_under_the_caret_are_listed_and_left_out(qtbot: QtBot, segue: Segue) -> None:
    assert heard(qtbot, segue) == {72, 74, 76, 77, 48}
    assert list(offered(segue)) == ["1  Fiddle", "2", "&Only the voice at the caret", "&All of them"]
    offered(segue)["1  Fiddle"].trigger()
    assert not offered(segue)["1  Fiddle"].isChecked()
    assert heard(qtbot, segue) == {48}
    offered(segue)["&Only the voice at the caret"].trigger()
    assert heard(qtbot, segue) == {72, 74, 76, 77}
    offered(segue)["&All of them"].trigger()
    assert heard(qtbot, segue) == {72, 74, 76, 77, 48}


def test_another_tune_has_its_own_voices(qtbot: QtBot, segue: Segue) -> None:
    offered(segue)["2"].trigger()
    segue.editor.move_caret(BOOK.index("GGGG"))
    qtbot.waitUntil(lambda: segue.app.checking.voices == (("1", ""), ("2", "")))
    assert offered(segue)["2"].isChecked()
    assert heard(qtbot, segue) == {67, 64}
    segue.editor.move_caret(BOOK.index("A|"))
    qtbot.waitUntil(lambda: len(segue.app.checking.voices) == 1)
    assert [action.isEnabled() for action in offered(segue).values()] == [False]


def test_a_voice_is_silent_in_a_loop_from_the_next_round_on(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: len(segue.player.rounds) == 1)
    offered(segue)["2"].trigger()
    qtbot.waitUntil(lambda: len(segue.player.rounds) == 2)
    assert 48 not in {note.pitch for note in segue.player.rounds[-1][0].notes}


def test_chord_symbols_go_on_sounding_under_a_silent_voice() -> None:
    performance = Manner(silent=frozenset("1")).perform(read_tune(DUO))
    assert {note.channel for note in performance.notes} == {1, 2}
    assert len(performance.voices) == 2
