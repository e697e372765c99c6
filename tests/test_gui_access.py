"""What a screen reader and a keyboard find: a name for every control, a way to every control."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.gui_parts import open_segue
from tests.windows import dialogs

_NO_NAME_OF_ITS_OWN = ("qt_spinbox_lineedit", "qt_tabwidget_stackedwidget", "qt_scrollarea_viewport")


PANELS = ("find", "replace", "tunes", "find_books", "takes")  # what is opened inside the window


def name_of(widget: QWidget | None) -> str:
    assert widget is not None
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name).strip() if found is not None else widget.accessibleName()


def controls(top: QWidget) -> Iterator[QWidget]:
    """Yield what can have the keys in a window, parts of other controls left out."""
    for widget in top.findChildren(QWidget):
        if widget.window() is not top and not isinstance(widget.window(), QMenu):
            continue  # a dialog of its own
        is_part = widget.objectName() in _NO_NAME_OF_ITS_OWN or widget.focusProxy() is not None or any(
            type(above).__name__ in ("QComboBox", "PortChooser", "InputChooser", "QSpinBox", "QDoubleSpinBox",
                                     "QKeySequenceEdit", "QComboBoxPrivateContainer", "QTabBar", "Tabs")
            for above in parents(widget))
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not is_part and not isinstance(widget, QMenu):
            yield widget


def parents(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def nameless(top: QWidget) -> list[str]:
    return [f"{type(each).__name__} {each.objectName()} in {[type(p).__name__ for p in parents(each)][:3]}"
            for each in controls(top) if not name_of(each) and not (isinstance(each, QLabel) and not each.text())]


def test_every_control_of_the_window_has_a_name(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path, score=None) as segue:
        for name in PANELS:
            segue.window.action(name).trigger()
        assert len(list(controls(segue.window))) > 40
        assert not nameless(segue.window)


def test_every_control_of_every_dialog_has_a_name(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        for name, dialog in dialogs(segue):
            assert len(list(controls(dialog))) > 1, name
            assert not nameless(dialog), name


def test_every_command_is_reached_by_a_key_or_a_menu(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        in_menus = {id(action) for menu in segue.window.menuBar().findChildren(QMenu) for action in menu.actions()}
        for top in segue.window.menuBar().actions():
            in_menus |= {id(action) for action in top.menu().actions()}
        lost = [name for name, action in segue.window.actions_by_name.items()
                if id(action) not in in_menus and not action.shortcuts()]
        assert not lost


def mnemonics(texts: list[str]) -> list[str]:
    marked = [text.replace("&&", "")[text.replace("&&", "").index("&") + 1].upper() for text in texts
              if "&" in text.replace("&&", "")]
    return sorted({each for each in marked if marked.count(each) > 1})


def test_no_menu_has_one_letter_twice(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        bar = segue.window.menuBar()
        assert not mnemonics([top.text() for top in bar.actions()])
        twice = {top.text(): mnemonics([action.text() for action in top.menu().actions()]) for top in bar.actions()}
        assert not {title: letters for title, letters in twice.items() if letters}


def walked(top: QWidget, qtbot: QtBot) -> list[QWidget]:
    """Return what Tab comes by, beginning and ending with what has the keys now."""
    first = top.focusWidget()
    found = [first]
    for _ in range(200):
        at = QApplication.focusWidget()
        qtbot.keyClick(at, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        now = QApplication.focusWidget()
        if now is first or now is None:
            break
        found.append(now)
    return found


@pytest.mark.parametrize("kind", ["preferences", "shortcuts"])
def test_tab_comes_by_every_control_of_a_dialog_from_above_to_below(qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        dialog = dict(dialogs(segue, [kind]))[kind]
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.search.setFocus()
        seen = walked(dialog, qtbot)
        wanted = [each for each in controls(dialog) if each.isVisible() and each.isEnabled()
                  and each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert {id(each) for each in wanted} <= {id(each) for each in seen}, [
            type(each).__name__ for each in wanted if each not in seen]
        if kind == "preferences":
            heights = [each.mapTo(dialog, each.rect().center()).y() for each in seen if each is not dialog.search
                       and not isinstance(each, QAbstractButton)]
            assert heights == sorted(heights)


def test_tab_leads_from_the_rows_of_controls_through_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.activateWindow()
        qtbot.waitUntil(segue.window.isActiveWindow)
        segue.window.controls.button.setFocus()
        found = []
        for _ in range(7):
            found.append(name_of(QApplication.focusWidget()))
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert found[:2] == ["Continue", "Bars to write"] and "Seed" in found and "Keep the seed" in found
