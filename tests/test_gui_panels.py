"""The panels around the text stand where the composer left them, from one start to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from tests.gui_parts import Segue, open_segue

ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
SIDE = Qt.DockWidgetArea


def tunes(segue: Segue) -> Any:
    return segue.app.indexing.list


def takes(segue: Segue) -> Any:
    return segue.app.takes.panel


def show(segue: Segue) -> None:
    for name in ("tunes", "takes"):
        segue.window.action(name).setChecked(True)


@pytest.mark.parametrize("is_open", [True, False])
def test_the_sizes_of_the_panels_are_remembered(qtbot: QtBot, tmp_path: Path, is_open: bool) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.resize(1200, 800)
        show(segue)
        segue.window.panels.resizeDocks([tunes(segue)], [333], ACROSS)
        segue.window.panels.resizeDocks([takes(segue)], [222], DOWN)
        qtbot.waitUntil(lambda: (tunes(segue).width(), takes(segue).height()) == (333, 222))
        if not is_open:
            for name in ("tunes", "takes"):
                segue.window.action(name).trigger()
    with open_segue(qtbot, tmp_path) as segue:
        for part, name in ((tunes(segue), "tunes"), (takes(segue), "takes")):
            assert part.isVisible() == segue.window.action(name).isChecked() == is_open
        show(segue)
        qtbot.waitUntil(lambda: (tunes(segue).width(), takes(segue).height()) == (333, 222))


def test_the_sides_of_the_panels_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.resize(1600, 800)
        show(segue)
        segue.window.panels.addDockWidget(SIDE.RightDockWidgetArea, tunes(segue))
        segue.window.panels.addDockWidget(SIDE.TopDockWidgetArea, takes(segue))
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.window.panels.dockWidgetArea(tunes(segue)) == SIDE.RightDockWidgetArea
        assert segue.window.panels.dockWidgetArea(takes(segue)) == SIDE.TopDockWidgetArea
        assert tunes(segue).x() > segue.window.split.x()
        assert takes(segue).y() < segue.window.split.y()


# The offscreen platform has no windows above each other, and says so.
@pytest.mark.qt_log_ignore("This plugin does not support (raise|propagateSizeHints)")
def test_a_panel_that_stood_apart_stands_apart_again(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        show(segue)
        takes(segue).setFloating(True)
        takes(segue).resize(700, 321)
    with open_segue(qtbot, tmp_path) as segue:
        assert takes(segue).isFloating() and takes(segue).isVisible()
        assert takes(segue).size().toTuple() == (700, 321)


@pytest.mark.parametrize("state", ["", "no state", "\u4e50", "AAAA"])
def test_what_is_no_state_leaves_the_panels_where_they_begin(qtbot: QtBot, tmp_path: Path, state: str) -> None:
    store = QSettings(str(tmp_path / "segue.ini"), QSettings.Format.IniFormat)
    store.setValue("panels", state)
    with open_segue(qtbot, tmp_path) as segue:
        show(segue)
        assert segue.window.panels.dockWidgetArea(tunes(segue)) == SIDE.LeftDockWidgetArea
        assert segue.window.panels.dockWidgetArea(takes(segue)) == SIDE.BottomDockWidgetArea
