"""The preferences: found by words, in force at once, kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.look import language, scale
from gui.look.theme import DARK
from gui.settings import Preferences
from tests.gui_parts import Segue, open_segue


def control(dialog, words: str):
    return next(option.control for option, _ in dialog.rows if option.words == words)


def shown(dialog) -> list[str]:
    return [option.words for option, row in dialog.rows if not row.isHidden()]


def opened(segue: Segue, qtbot: QtBot):
    segue.window.activateWindow()
    qtbot.waitUntil(segue.window.isActiveWindow)
    segue.editor.setFocus()
    qtbot.keyClick(segue.editor, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    return segue.app.comfort.dialog("preferences")


def test_the_letters_keep_their_size_when_the_window_is_shown_and_when_it_turns_dark(qtbot: QtBot,
                                                                                   tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.appearance.set_points(21)
        assert segue.editor.font().pointSize() == 21 == segue.editor.document().defaultFont().pointSize()
        segue.app.appearance.set_theme("dark")
        assert segue.editor.font().pointSize() == 21
    with open_segue(qtbot, tmp_path) as segue:
        qtbot.wait(50)
        assert segue.editor.font().pointSize() == 21
        assert QFontInfo(segue.editor.font()).fixedPitch()


def test_typing_leaves_only_the_rows_that_hold_every_word(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        dialog = opened(segue, qtbot)
        everything = shown(dialog)
        qtbot.keyClicks(dialog.search, "sound tempo")
        assert shown(dialog) == ["Tempo"]
        dialog.search.setText("no such thing")
        assert shown(dialog) == [] and not dialog.nothing.isHidden()
        dialog.search.clear()
        assert shown(dialog) == everything and dialog.nothing.isHidden()


def test_what_is_chosen_is_in_force_at_once_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        window, keep, dialog = segue.window, segue.app.preferences, opened(segue, qtbot)
        theme = control(dialog, "Colours")
        theme.setCurrentIndex(theme.findData("dark"))
        assert segue.editor.theme is DARK and keep.text("theme", "") == "dark"
        control(dialog, "Size of the text").setValue(20)
        assert segue.editor.font().pointSize() == 20
        control(dialog, "Line numbers").click()
        assert not window.action("numbers").isChecked() and not keep.flag("numbers", True)
        control(dialog, "Listen while it writes").click()
        assert not segue.app.continuing.listens and not keep.flag("listen", True)
        control(dialog, "Chords").click()
        assert not segue.app.listening.manner.accompany and not keep.flag("accompany", True)
        control(dialog, "Tempo").setValue(150)
        assert segue.player.tempo == 1.5 and keep.number("tempo", 0) == 150
        control(dialog, "Temperature").setValue(1.3)
        control(dialog, "Top-p").setValue(0.9)
        control(dialog, "Bars to write").setValue(3)
        control(dialog, "Notes in a row from a known tune").setValue(20)
        settings = window.controls.settings()
        assert (settings.temperature, settings.top_p, settings.bars, settings.copy_notes) == (1.3, 0.9, 3, 20)
        assert keep.continuation.temperature == 1.3 and keep.continuation.copy_notes == 20


def test_the_rows_follow_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        window, dialog = segue.window, opened(segue, qtbot)
        window.action("larger").trigger()
        assert control(dialog, "Size of the text").value() == segue.app.appearance.points
        window.action("swing").trigger()
        assert control(dialog, "Swing hornpipes").isChecked()
        window.controls.temperature.setValue(0.7)
        assert control(dialog, "Temperature").value() == 0.7
        window.theme_chosen.emit("dark")
        assert control(dialog, "Colours").currentData() == "dark"


def gone(dialog: object) -> bool:
    return not isValid(dialog)


def test_closed_preferences_hear_nothing_any_more(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        window = segue.window
        for _ in range(2):
            dialog = opened(segue, qtbot)
            dialog.close()
            qtbot.waitUntil(partial(gone, dialog))
            for choice in ("dark", "light"):
                window.theme_chosen.emit(choice)
            window.action("larger").trigger()
            window.action("swing").trigger()
            window.controls.temperature.setValue(window.controls.temperature.value() + 0.1)
            window.transport.port_chosen.emit("null")


def test_a_port_is_chosen_in_the_preferences(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        ports = control(opened(segue, qtbot), "Sound goes to")
        ports.refresh()
        ports.setCurrentIndex(ports.findData("builtin:flute"))
        ports.activated.emit(ports.currentIndex())
        assert segue.window.transport.ports.port() == "builtin:flute"
        assert segue.app.preferences.text("port", "") == "builtin:flute"
        segue.app.sound.choose("null")  # nothing is to be heard


def test_language_and_scale_wait_for_the_next_start_and_say_so(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        dialog, keep = opened(segue, qtbot), segue.app.preferences
        for words, value in (("Language", "zh_CN"), ("Scale of the window", 150)):
            box = control(dialog, words)
            box.setCurrentIndex(box.findData(value))
            assert "next start" in box.accessibleDescription()
        assert keep.text("language", "") == "zh_CN"
        environment: dict[str, str] = {}
        scale.request(keep, environment)
        assert environment == {"QT_SCALE_FACTOR": "1.5"}


def test_the_environment_goes_before_the_chosen_scale(tmp_path: Path) -> None:
    from PySide6.QtCore import QSettings

    keep = Preferences(QSettings(str(tmp_path / "segue.ini"), QSettings.Format.IniFormat))
    keep.keep("scale", 200)
    environment = {"QT_SCALE_FACTOR": "1"}
    scale.request(keep, environment)
    assert environment == {"QT_SCALE_FACTOR": "1"}
    keep.keep("scale", 3000)
    scale.request(keep, environment := {})
    assert environment == {}


@pytest.mark.parametrize(("choice", "system", "wanted"), [
    ("system", ["zh-Hans-CN"], "zh_CN"), ("system", ["zh_TW"], "zh_CN"), ("system", ["fr-FR", "zh-CN"], "en"),
    ("system", [], "en"), ("zh_CN", ["de-DE"], "zh_CN"), ("klingon", ["zh-CN"], "en"),
])
def test_the_language_is_the_chosen_one_or_the_systems(choice: str, system: list[str], wanted: str) -> None:
    assert language.language_of(choice, system) == wanted


def test_the_wheel_changes_no_option_that_has_not_the_keys(qtbot: QtBot, tmp_path: Path) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    with open_segue(qtbot, tmp_path) as segue:
        dialog = opened(segue, qtbot)
        size = control(dialog, "Size of the text")
        before = size.value()

        def turn() -> None:
            QApplication.sendEvent(size, QWheelEvent(
                QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False))

        turn()
        assert size.value() == before
        dialog.activateWindow()
        size.setFocus()
        qtbot.waitUntil(size.hasFocus)
        turn()
        assert size.value() == before + 1
