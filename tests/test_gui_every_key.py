"""Every key of every command, pressed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.frame.actions import COMMANDS
from tests.gui_parts import Segue, open_segue

# The editor does these itself, whatever key the system has for them: tests of the editor press them.
THE_EDITORS = {"undo", "redo", "cut", "copy", "paste", "select_all"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def segue(qtbot: QtBot, folder: Path) -> Iterator[Segue]:
    with open_segue(qtbot, folder) as one:
        yield one


def test_every_key_reaches_its_command(qtbot: QtBot, segue: Segue) -> None:
    window = segue.window
    window.activateWindow()
    segue.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(segue.editor.hasFocus)
    pressed: list[str] = []
    for name in COMMANDS:
        action = window.action(name)
        action.triggered.disconnect()  # what it does is tested elsewhere; here it would close the window, or ask
        action.setEnabled(True)
        action.triggered.connect(lambda _=False, name=name: pressed.append(name))
    for name in COMMANDS:
        if name in THE_EDITORS:
            continue
        for sequence in window.action(name).shortcuts():
            pressed.clear()
            QTest.keySequence(segue.editor, sequence)
            assert pressed == [name], (name, sequence.toString())
