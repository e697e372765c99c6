"""The window with the real engine and the real player behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.notation.reader import read_tune
from gui import app

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[app.App]:
    store = QSettings(str(tmp_path / "segue.ini"), QSettings.Format.IniFormat)
    store.setValue("port", "null")
    built = app.build(store=store)
    built.window.show()
    qtbot.waitExposed(built.window)
    yield built
    built.window.editor.document().setModified(False)
    built.window.close()
    built.window.deleteLater()
    QApplication.processEvents()


def ask(qtbot: QtBot, segue: app.App) -> None:
    ended: list[object] = []
    segue.bridge.finished.connect(ended.append)
    segue.bridge.failed.connect(ended.append)
    qtbot.keyClick(segue.window.editor, Qt.Key.Key_Space, CTRL)
    qtbot.waitUntil(lambda: bool(ended), timeout=60_000)


def test_a_continuation_is_written_heard_and_accepted(qtbot: QtBot, segue: app.App) -> None:
    editor = segue.window.editor
    opening = editor.text()
    segue.window.transport.tempo.setValue(300)
    ask(qtbot, segue)
    ghost = editor.ghost.text
    assert ghost
    assert editor.text() == opening
    lights: list[int] = []
    segue.listening.lights.connect(lambda places: lights.extend(start for start, _ in places))
    qtbot.waitUntil(lambda: any(start >= len(opening) for start in lights), timeout=30_000)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == opening + ghost
    assert not [each for each in read_tune(editor.text()).diagnostics if each.severity == "error"]


def test_the_same_seed_gives_the_same_ghost(qtbot: QtBot, segue: app.App) -> None:
    segue.window.controls.lock.setChecked(True)
    segue.window.controls.seed.setValue(7)
    ghosts = []
    for _ in range(2):
        ask(qtbot, segue)
        ghosts.append(segue.window.editor.ghost.text)
    assert ghosts[0] == ghosts[1] != ""


@pytest.mark.parametrize("text", [
    "", "X:1\n", "X:1\nT:Header only\nM:6/8\nK:G\n", "GAB cde|", "X:1\nGAB c2d|", "X:1\nK:nonsense\nGAB|",
    "X:1\nM:banana\nK:G\nGAB|", "X:1\nM:6/8\nL:1/8\nK:G\nGABcdefgab|", "X:1\nK:G\nGA[Bd", 'X:1\nK:G\n"Am', "\n\n\n",
    "X:1\nT:d'été 雨 \N{MUSICAL SYMBOL G CLEF}\nM:6/8\nL:1/8\nK:G\nGAB c2d|", "just some words, no music", "%%%%",
    "|||", "X:1\nK:G\nGAB|\n\nX:2\nK:D\nDEF|", "\x00\x01\x02",
])
def test_any_text_gets_a_ghost_or_a_sentence(qtbot: QtBot, segue: app.App, text: str) -> None:
    segue.window.transport.listen.setChecked(False)
    segue.window.editor.set_text(text)
    segue.window.editor.move_caret(len(text))
    ask(qtbot, segue)
    assert segue.window.editor.ghost.text or segue.window.notice.sentence().endswith(".")
    assert "mistake of its own" not in segue.window.notice.sentence()
    assert segue.window.editor.text() == text
