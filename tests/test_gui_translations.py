"""The window in other languages: nothing is left out, nothing is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QLabel,
    QMenu,
    QPushButton,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.frame.transport import PortChooser
from gui.frame.window import StatusText
from gui.look import language
from tests import translations
from tests.gui_parts import open_segue
from tests.pseudo import Pseudo, speak
from tests.test_gui_access import PANELS
from tests.windows import dialogs

SCREEN = QSize(1024, 640)


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[Pseudo]:
    translator = speak(qapp)
    yield translator
    qapp.removeTranslator(translator)


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    installed = language.install(qapp, "zh_CN")
    assert len(installed) == 2
    yield
    for each in installed:
        qapp.removeTranslator(each)


def test_the_translation_says_all_that_the_window_says() -> None:
    assert not translations.complaints()


def test_a_text_that_is_not_translated_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = translations.TS.read_text("utf-8")
    broken = tmp_path / translations.TS.name
    broken.write_text(text.replace(">已保存 {name}</", ">已保存 {nome}</"), "utf-8")
    translations.release(broken, broken.with_suffix(".qm"))
    monkeypatch.setattr(translations, "TS", broken)
    monkeypatch.setattr(translations, "QM", broken.with_suffix(".qm"))
    assert any("other placeholders" in each and "{nome}" in each for each in translations.complaints())


def test_the_window_speaks_chinese(qtbot: QtBot, tmp_path: Path, chinese: None) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.window.menuBar().actions()[0].text() == "文件(&F)"
        assert segue.window.controls.button.text() == "续写"
        assert "续写" in segue.window.action("continue").text()
        assert segue.window.transport.ports.itemText(0) == "内置音源"


def texts(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Yield what can be read in a window, as it is shown."""
    for part in top.findChildren(QWidget):
        if not part.isVisibleTo(top) or part.window() is not top.window():
            continue
        if isinstance(part, (QLabel, QAbstractButton)) and part.text():
            yield part, part.text()
        elif isinstance(part, QComboBox):
            yield part, part.currentText()


def is_foreign(text: str) -> bool:
    """Say whether a text holds words of the plain language: letters, and none of the pseudo language's marks."""
    return re.search(r"[A-Za-z]{2}", re.sub(r"(Ctrl|Shift|Alt|Meta|Tab|Esc|Return|Space|F\d+)\+?", "", text)) is None \
        or "~" in text


# What is the same in every language.
NAMES = ("English", "Top-p", "fake", "Light", "mine")


def test_nothing_in_the_window_and_its_menus_is_left_untranslated(qtbot: QtBot, tmp_path: Path,
                                                                  pseudo: Pseudo) -> None:
    with open_segue(qtbot, tmp_path, score=None) as segue:
        qtbot.waitUntil(lambda: segue.app.scores.living.panel is not None)
        for name in PANELS:
            segue.window.action(name).trigger()
        left = [text for _, text in texts(segue.window) if not is_foreign(text) and text not in NAMES]
        for menu in segue.window.menuBar().findChildren(QMenu):
            left += [action.text() for action in menu.actions() if not is_foreign(action.text())]
        left += [action.toolTip() for action in segue.window.actions_by_name.values()
                 if not is_foreign(action.toolTip())]
        left += [part.toolTip() for part in segue.window.findChildren(QWidget) if not is_foreign(part.toolTip())
                 and part.toolTip() not in NAMES]
        assert not left


def test_nothing_in_the_dialogs_is_left_untranslated(qtbot: QtBot, tmp_path: Path, pseudo: Pseudo) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        for name, dialog in dialogs(segue):
            left = [text for _, text in texts(dialog) if not is_foreign(text) and text not in NAMES]
            assert not left, name
            assert not is_foreign(dialog.windowTitle()) or "~" in dialog.windowTitle(), name


def cut_off(top: QWidget) -> list[str]:
    """Return what does not show the whole of its text."""
    found = []
    for part, text in texts(top):
        if any(isinstance(above, QDockWidget) and above.visibleRegion().isEmpty() for above in above_of(part)):
            continue  # behind another panel, of which only the tab is seen
        has, wants = part.size(), wanted(part)
        is_inside = top.rect().contains(QRect(part.mapTo(top, part.rect().topLeft()), part.size()))
        scrolls = any(type(above).__name__ == "QScrollArea" for above in above_of(part))
        if has.width() < wants.width() or has.height() < wants.height() or not (is_inside or scrolls):
            found.append(f"{type(part).__name__} {text!r}: {has.toTuple()} of {wants.toTuple()}")
    return found


def wanted(part: QWidget) -> QSize:
    """Return the room that a control needs for its text."""
    if isinstance(part, StatusText) or (isinstance(part, QLabel) and not part.hasScaledContents()
                                        and part.sizePolicy().horizontalPolicy() == part.sizePolicy().Policy.Ignored):
        return QSize(0, 0)  # gives up its end with dots, and has it in its tooltip
    if isinstance(part, QLabel) and part.wordWrap():
        return QSize(0, part.heightForWidth(part.width()))
    if isinstance(part, PortChooser):
        return QSize(0, 0)  # a port may have any name; it gives way in a small window
    if isinstance(part, QComboBox):
        option = QStyleOptionComboBox()
        option.initFrom(part)
        field = part.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option,
                                            QStyle.SubControl.SC_ComboBoxEditField, part)
        return QSize(part.width() - field.width() + part.fontMetrics().horizontalAdvance(part.currentText()), 0)
    return part.minimumSizeHint() if isinstance(part, (QPushButton, QToolButton, QCheckBox, QSpinBox)) \
        else part.sizeHint()


def above_of(part: QWidget) -> Iterator[QWidget]:
    above = part.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def test_nothing_in_the_window_is_cut_off(qtbot: QtBot, tmp_path: Path, pseudo: Pseudo) -> None:
    with open_segue(qtbot, tmp_path, score=None) as segue:
        segue.window.resize(SCREEN)
        qtbot.waitUntil(lambda: segue.app.scores.living.panel is not None)
        segue.app.comfort.first_start.greet()
        qtbot.wait(30)
        assert (segue.window.width(), segue.window.height()) == SCREEN.toTuple()
        assert not cut_off(segue.window)


@pytest.mark.parametrize("name", ["find", "replace"])
def test_nothing_is_cut_off_in_a_panel_of_the_window(qtbot: QtBot, tmp_path: Path, pseudo: Pseudo, name: str) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.resize(SCREEN)
        segue.window.action(name).trigger()
        qtbot.wait(30)
        assert (segue.window.width(), segue.window.height()) == SCREEN.toTuple()
        assert not cut_off(segue.window)


def test_the_menus_fit_onto_a_small_screen(qtbot: QtBot, tmp_path: Path, pseudo: Pseudo) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        for top in segue.window.menuBar().actions():
            size = top.menu().sizeHint()
            assert size.width() < SCREEN.width() and size.height() < SCREEN.height() - 24, top.text()
        bar = segue.window.menuBar()
        assert bar.sizeHint().width() < SCREEN.width()


def test_nothing_in_the_dialogs_is_cut_off(qtbot: QtBot, tmp_path: Path, pseudo: Pseudo) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        for name, dialog in dialogs(segue):
            qtbot.wait(30)
            assert dialog.width() <= SCREEN.width() and dialog.height() <= SCREEN.height(), name
            assert not cut_off(dialog), name


def test_nothing_in_the_tour_is_cut_off(qtbot: QtBot, tmp_path: Path, pseudo: Pseudo) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.resize(SCREEN)
        tour = segue.app.comfort.show_tour()
        for _ in tour.steps:
            qtbot.wait(10)
            for part, text in texts(tour.bubble):
                wants = wanted(part)
                assert part.width() >= wants.width() and part.height() >= wants.height(), text
                assert tour.bubble.rect().contains(part.geometry())
            assert segue.window.rect().contains(tour.bubble.geometry())
            tour.turn(1)


@pytest.mark.parametrize("size", [(1024, 640), (1400, 900)])
def test_nothing_is_cut_off_in_chinese(qtbot: QtBot, tmp_path: Path, chinese: None, size: tuple[int, int]) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.resize(*size)
        qtbot.wait(30)
        assert not cut_off(segue.window)
        for name, dialog in dialogs(segue):
            qtbot.wait(30)
            assert not cut_off(dialog), name
