"""Noting how a continuation was written, and recalling it, with the keys that a composer presses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.continuation import Settings
from engine.origin import origins
from tests.gui_parts import GHOST, PHRASE, Segue, open_segue

CTRL = Qt.KeyboardModifier.ControlModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(PHRASE)
        yield segue


def continue_and_accept(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST and not segue.editor.ghost.is_open)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab)
    assert segue.editor.text() == PHRASE + GHOST


def test_ctrl_shift_n_notes_how_it_was_written_and_one_undo_takes_it_back(qtbot: QtBot, segue: Segue) -> None:
    segue.window.controls.set_settings(Settings(temperature=0.7, bars=2))
    continue_and_accept(qtbot, segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, ALT_SHIFT)
    [origin] = origins(segue.editor.text())
    assert segue.editor.text()[origin.begin:origin.end] == GHOST
    assert origin.settings == segue.worker.requests[-1][2]
    assert origin.settings.temperature == 0.7
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, ALT_SHIFT)
    assert segue.window.message.text() == "It is noted already"
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == PHRASE + GHOST


def test_what_was_not_accepted_whole_is_not_noted(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, ALT_SHIFT)
    assert segue.editor.text() == PHRASE
    qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Right, CTRL)
    taken = segue.editor.text()
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, ALT_SHIFT)
    assert segue.editor.text() == taken
    assert "accept all of it first" in segue.window.message.text()


def test_ctrl_shift_r_recalls_place_seed_and_settings(qtbot: QtBot, segue: Segue) -> None:
    segue.window.controls.set_settings(Settings(temperature=0.7, bars=2))
    continue_and_accept(qtbot, segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, ALT_SHIFT)
    written = segue.worker.requests[-1][2]
    segue.window.controls.set_settings(Settings(temperature=1.4, bars=5, seed=99))
    segue.window.controls.lock.setChecked(False)
    qtbot.keyClick(segue.editor, Qt.Key.Key_R, ALT_SHIFT)
    assert segue.editor.caret() == len(PHRASE)
    assert segue.window.controls.settings() == written
    qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
    qtbot.waitUntil(lambda: len(segue.worker.requests) == 2)
    assert segue.worker.requests[-1][1:] == (len(PHRASE), written)


def test_where_nothing_is_noted_or_it_was_changed_it_says_so(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_R, ALT_SHIFT)
    assert segue.window.message.text() == "No comment in this tune says how it was written"
    continue_and_accept(qtbot, segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_N, ALT_SHIFT)
    segue.write(segue.editor.text().replace("GABc", "GBBc"))
    qtbot.keyClick(segue.editor, Qt.Key.Key_R, ALT_SHIFT)
    assert "has been changed since" in segue.window.message.text()
