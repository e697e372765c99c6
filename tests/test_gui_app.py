"""The whole window, with an engine and a player that a test can step."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from engine.continuation import Settings
from engine.errors import CheckpointError, PhraseError
from tests.gui_parts import GHOST, PHRASE, Segue, open_segue

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        yield segue


@pytest.fixture
def stepped(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path, by_hand=True) as segue:
        segue.window.transport.listen.setChecked(False)
        segue.write(PHRASE)
        yield segue


def ask(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)


def test_importing_the_window_loads_nothing_heavy() -> None:
    heavy = ("torch", "music21", "mido", "rtmidi", "miniaudio", "numpy", "safetensors")
    code = f"import gui.app, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120,
                          cwd=Path(__file__).parents[1])
    assert done.stdout.strip() == "[]"


def test_it_starts_with_an_opening_that_has_no_fault(qtbot: QtBot, segue: Segue) -> None:
    assert "T:The Open Gate" in segue.editor.text()
    assert not segue.app.documents.is_modified
    with qtbot.waitSignal(segue.app.checking.found) as found:
        segue.app.checking.check()
    assert found.args == [()]


def test_ctrl_space_streams_a_ghost_from_the_caret(qtbot: QtBot, stepped: Segue) -> None:
    ask(qtbot, stepped)
    for count in range(1, 8):
        stepped.worker.step()
        expected = GHOST[:count]
        qtbot.waitUntil(partial(lambda text: stepped.editor.ghost.text == text, expected))
    stepped.worker.step(len(GHOST))
    qtbot.waitUntil(lambda: not stepped.editor.ghost.is_open)
    assert stepped.editor.text() == PHRASE
    assert stepped.worker.requests[0][:2] == (PHRASE, len(PHRASE))
    qtbot.keyClick(stepped.editor, Qt.Key.Key_Tab)
    assert stepped.editor.text() == PHRASE + GHOST
    stepped.editor.undo()
    assert stepped.editor.text() == PHRASE


def test_what_is_proposed_can_be_read_by_a_screen_reader(qtbot: QtBot, segue: Segue) -> None:
    segue.write(PHRASE)
    ask(qtbot, segue)
    qtbot.waitUntil(lambda: segue.editor.accessibleDescription() == f"Proposed: {GHOST}")
    qtbot.keyClick(segue.editor, Qt.Key.Key_Right, CTRL)
    assert segue.editor.accessibleDescription() == "Proposed: G4 D4|"
    qtbot.keyClick(segue.editor, Qt.Key.Key_Escape)
    assert segue.editor.accessibleDescription() == ""


def test_the_button_does_the_same_and_gives_the_keys_back_to_the_text(qtbot: QtBot, segue: Segue) -> None:
    segue.write(PHRASE)
    qtbot.mouseClick(segue.window.controls.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    qtbot.keyClick(segue.window.focusWidget(), Qt.Key.Key_Tab)
    assert segue.editor.text() == PHRASE + GHOST


def test_esc_stops_the_engine_too(qtbot: QtBot, stepped: Segue) -> None:
    ask(qtbot, stepped)
    stepped.worker.step(3)
    qtbot.waitUntil(lambda: stepped.editor.ghost.text == GHOST[:3])
    qtbot.keyClick(stepped.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: stepped.worker.cancelled == [1])
    assert not stepped.editor.ghost.is_alive


def test_a_second_continue_supersedes_the_first(qtbot: QtBot, stepped: Segue) -> None:
    ask(qtbot, stepped)
    stepped.worker.step(3)
    qtbot.waitUntil(lambda: stepped.editor.ghost.text == GHOST[:3])
    stepped.worker.script = "z8|"
    ask(qtbot, stepped)
    stepped.worker.step(30)
    qtbot.waitUntil(lambda: stepped.editor.ghost.text == "z8|")
    assert stepped.worker.cancelled == [1]


def test_an_edit_that_disagrees_stops_the_engine(qtbot: QtBot, stepped: Segue) -> None:
    ask(qtbot, stepped)
    stepped.worker.step(3)
    qtbot.waitUntil(lambda: stepped.editor.ghost.text == GHOST[:3])
    qtbot.keyClicks(stepped.editor, "f")
    qtbot.waitUntil(lambda: stepped.worker.cancelled == [1])


def test_each_continue_has_another_seed_unless_it_is_locked(qtbot: QtBot, segue: Segue) -> None:
    def seeds(count: int) -> list[int]:
        for _ in range(count):
            ask(qtbot, segue)
        assert segue.window.controls.seed.value() == segue.worker.requests[-1][2].seed
        return [settings.seed for _, _, settings in segue.worker.requests[-count:]]

    assert len(set(seeds(4))) > 1
    segue.window.action("lock_seed").trigger()
    assert segue.window.controls.lock.isChecked()
    segue.window.controls.seed.setValue(123)
    assert seeds(3) == [123] * 3


def test_the_settings_reach_the_engine(qtbot: QtBot, segue: Segue) -> None:
    controls = segue.window.controls
    controls.lock.setChecked(True)
    controls.set_settings(Settings(temperature=0.8, top_p=0.9, seed=5, bars=3))
    ask(qtbot, segue)
    assert segue.worker.requests[-1][2] == Settings(temperature=0.8, top_p=0.9, seed=5, bars=3)
    controls.until.setCurrentIndex(1)
    assert not controls.bars.isEnabled()
    assert controls.settings().until == "part"
    controls.settings().check()


def test_slider_and_number_go_together_and_no_number_is_pulled_back(segue: Segue) -> None:
    controls = segue.window.controls
    controls.slider.setValue(70)
    assert controls.temperature.value() == pytest.approx(0.7)
    controls.temperature.setValue(4.5)
    assert controls.temperature.value() == pytest.approx(4.5)
    assert controls.slider.value() == controls.slider.maximum()


def test_a_phrase_error_is_underlined_and_said(qtbot: QtBot, segue: Segue) -> None:
    segue.write(PHRASE)
    start = PHRASE.index("d2")
    segue.worker.script = PhraseError("this note is too long", start, start + 2)
    ask(qtbot, segue)
    qtbot.waitUntil(lambda: segue.window.message.text() == "this note is too long")
    assert [mark.cursor.selectedText() for mark in segue.editor.extraSelections()] == ["d2"]
    assert segue.window.notice.sentence() == "This note is too long."
    assert not segue.editor.ghost.is_alive
    assert segue.editor.text() == PHRASE


def test_faults_are_found_while_the_composer_pauses(qtbot: QtBot, segue: Segue) -> None:
    segue.write(PHRASE + "[GB")
    with qtbot.waitSignal(segue.app.checking.found):
        qtbot.keyClicks(segue.editor, "d")
    marked = [mark.cursor.selectedText() for mark in segue.editor.extraSelections()]
    assert any(text.startswith("[") for text in marked)
    segue.editor.move_caret(segue.editor.text().index("[GB"))
    assert "chord" in segue.window.message.text()
    assert segue.window.message.property("severity") == "error"
    segue.editor.move_caret(0)
    assert segue.window.message.text().startswith("line 5: ")
    segue.write(PHRASE)
    qtbot.waitUntil(lambda: segue.window.message.text() == "")


def test_a_tune_too_long_to_check_is_left_alone(qtbot: QtBot, segue: Segue) -> None:
    with qtbot.waitSignal(segue.app.checking.said):
        segue.write("X:1\nK:G\n" + "GABc|" * 50_000)
        segue.app.checking.check()
    assert "not checked" in segue.window.message.text()


def test_the_status_line_says_where_the_caret_is(qtbot: QtBot, segue: Segue) -> None:
    segue.write(PHRASE + "e2d2 cBAG|")
    qtbot.waitUntil(lambda: segue.window.place.text() == "bar 2 of 2")
    segue.editor.move_caret(PHRASE.index("GABc"))
    qtbot.waitUntil(lambda: segue.window.place.text() == "bar 1 of 2")
    segue.editor.move_caret(0)
    qtbot.waitUntil(lambda: segue.window.place.text() == "header")


def test_the_model_is_named_or_the_reason_why_there_is_none(segue: Segue) -> None:
    assert segue.window.model.text() == "model ready"
    assert segue.window.model.toolTip() == "fake"
    segue.app.bridge.not_ready.emit(CheckpointError("the model is cut short: install Segue again"))
    assert segue.window.model.text() == "no model"
    assert segue.window.notice.sentence() == "The model is cut short: install Segue again."


def test_choices_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as first:
        first.window.controls.set_settings(Settings(temperature=0.75, top_p=0.9, seed=99, bars=5))
        first.window.transport.tempo.setValue(80)
        first.window.transport.chords.setChecked(False)
        first.window.transport.listen.setChecked(False)
        first.window.action("numbers").setChecked(False)
        first.app.appearance.set_theme("dark")
    with open_segue(qtbot, tmp_path) as second:
        assert second.window.controls.settings() == Settings(temperature=0.75, top_p=0.9, seed=99, bars=5)
        assert second.player.tempo == pytest.approx(0.8)
        assert not second.app.listening.manner.accompany
        assert not second.app.continuing.listens
        assert not second.window.action("numbers").isChecked()
        assert second.editor.theme.is_dark
        second.app.appearance.set_theme("system")


@pytest.mark.parametrize(("name", "value"), [("temperature", "nan"), ("bars", "many"), ("until", "noon"),
                                             ("points", "x"), ("theme", "pink"), ("recent", "")])
def test_spoilt_preferences_are_taken_as_never_written(qtbot: QtBot, tmp_path: Path, name: str, value: str) -> None:
    (tmp_path / "segue.ini").write_text(f"[General]\n{name}={value}\n", encoding="utf-8")
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.window.controls.settings().temperature == 1.0


def test_every_command_can_be_found_in_a_menu_with_its_keys(segue: Segue) -> None:
    listed = {action.objectName() for menu in segue.window.menuBar().findChildren(QMenu) for action in menu.actions()}
    assert set(segue.window.actions_by_name) <= listed
    for action in segue.window.actions_by_name.values():
        keys = action.shortcut().toString()
        if keys:
            assert keys in action.toolTip()


def test_no_two_commands_share_a_key(segue: Segue) -> None:
    keys = [key.toString() for action in segue.window.actions_by_name.values() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_limits_set_in_the_panel_reach_the_engine_and_are_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        panel = segue.window.controls.limits
        panel.lowest.setText("D")
        panel.highest.setText("b")
        panel.scale_only.setChecked(True)
        panel.lengths.setEditText("1/8 1/4")
        panel.symbols.setCurrentIndex(2)
        panel.rhythm_bar.setValue(1)
        segue.write(PHRASE)
        ask(qtbot, segue)
        chosen = segue.window.controls.settings()
        qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    assert (chosen.lowest, chosen.highest, chosen.scale_only, chosen.lengths) == ("D", "b", True, "1/8 1/4")
    assert (chosen.symbols, chosen.chords, chosen.rhythm_bar) == ("off", "auto", 1)
    with open_segue(qtbot, tmp_path) as again:
        kept = again.window.controls.settings()
    assert kept == Settings(temperature=1.0, seed=kept.seed, bars=8, lowest="D", highest="b", scale_only=True,
                            lengths="1/8 1/4", symbols="off", rhythm_bar=1)
