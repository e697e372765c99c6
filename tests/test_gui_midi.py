"""A MIDI keyboard played into the window: notes written one by one, and phrases that are answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.clock import HandClock
from engine.inputs import EVERY, NONE, OWN, QueueInputs
from engine.keyboard import Keyboard
from engine.shared_port import THROUGH_CHANNEL
from gui.frame.input_choice import InputChooser, InputMenu
from tests.gui_parts import GHOST, PHRASE, Segue, open_segue

HEAD = "X:1\nM:4/4\nL:1/8\nK:D\n"
PIANO = "Piano"
ALT, SHIFT, NOTHING = (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
                       Qt.KeyboardModifier.NoModifier)


class Sent:
    """A port that remembers."""

    name = "sent"

    def __init__(self) -> None:
        self.messages: list[tuple[str, int, int]] = []

    def send(self, message: object) -> None:
        self.messages.append((message.type, message.channel, message.note))  # type: ignore[attr-defined]

    def close(self) -> None:
        pass


@pytest.fixture
def inputs() -> QueueInputs:
    return QueueInputs(PIANO)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, inputs: QueueInputs, clock: HandClock, threads_are_joined: None
          ) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.midi.keys.make_keyboard = lambda ear, choice: Keyboard(
            ear, choice, inputs=inputs, clock=clock, wait=clock.wait)
        segue.editor.setFocus()
        yield segue


def on(qtbot: QtBot, segue: Segue, name: str, inputs: QueueInputs) -> None:
    segue.window.action(name).trigger()
    qtbot.waitUntil(lambda: PIANO in inputs.opened)


def press(qtbot: QtBot, segue: Segue, inputs: QueueInputs, *pitches: int) -> None:
    """Press and let go one key after the other."""
    for pitch in pitches:
        with qtbot.waitSignals([segue.app.midi.keys.struck] * 2):
            inputs.play(PIANO, bytes([0x90, pitch, 80]), bytes([0x80, pitch, 0]))


def hold(qtbot: QtBot, segue: Segue, inputs: QueueInputs, *pitches: int) -> None:
    with qtbot.waitSignals([segue.app.midi.keys.struck] * len(pitches)):
        inputs.play(PIANO, *(bytes([0x90, pitch, 80]) for pitch in pitches))


# -- note by note ----------------------------------------------------------------------------------------


def test_each_key_of_the_keyboard_writes_a_note_at_the_caret(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.write(HEAD)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F4, SHIFT)
    qtbot.waitUntil(lambda: PIANO in inputs.opened)
    press(qtbot, segue, inputs, 62, 66, 69, 73, 72, 74, 66, 65, 64)
    assert segue.editor.text() == HEAD + "DFAc =cdF=F|E"
    press_words = segue.app.midi.light.text()
    assert "1/8" in press_words and not segue.app.midi.light.isHidden()
    qtbot.keyClick(segue.editor, Qt.Key.Key_F4, SHIFT)
    assert inputs.opened == () and segue.app.midi.light.isHidden()


def test_each_note_is_one_step_of_undo(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.write(HEAD)
    on(qtbot, segue, "write_played", inputs)
    press(qtbot, segue, inputs, *[62] * 8, 64)
    for after in ("DDDD DDDD|", "DDDD DDD", "DDDD DD"):
        segue.editor.undo()
        assert segue.editor.text() == HEAD + after
    segue.editor.redo()
    assert segue.editor.text() == HEAD + "DDDD DDD"


def test_keys_held_together_are_a_chord_and_it_grows_in_steps(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.write(HEAD)
    on(qtbot, segue, "write_played", inputs)
    hold(qtbot, segue, inputs, 69, 62, 66)
    assert segue.editor.text() == HEAD + "[DFA]"
    with qtbot.waitSignals([segue.app.midi.keys.struck] * 3):
        inputs.play(PIANO, *(bytes([0x80, pitch, 0]) for pitch in (62, 66, 69)))
    press(qtbot, segue, inputs, 74)
    assert segue.editor.text() == HEAD + "[DFA]d"
    segue.editor.undo()
    segue.editor.undo()
    assert segue.editor.text() == HEAD + "[DA]"


def test_a_chord_is_not_pulled_along_when_the_caret_moves(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.write(HEAD + "D")
    on(qtbot, segue, "write_played", inputs)
    hold(qtbot, segue, inputs, 69)
    segue.editor.move_caret(len(HEAD))
    hold(qtbot, segue, inputs, 64)
    assert segue.editor.text() == HEAD + "EDA"


def test_lengths_are_chosen_by_keys_and_remembered(qtbot: QtBot, segue: Segue, inputs: QueueInputs, tmp_path: Path
                                                   ) -> None:
    segue.write(HEAD)
    on(qtbot, segue, "write_played", inputs)
    for key, pitch in ((Qt.Key.Key_5, 62), (Qt.Key.Key_3, 64), (Qt.Key.Key_6, 66), (Qt.Key.Key_7, 67)):
        qtbot.keyClick(segue.editor, key, ALT)
        press(qtbot, segue, inputs, pitch)
    assert segue.editor.text() == HEAD + "D2E/2F4G3/2-|G4- G2- G/2"
    qtbot.keyClick(segue.editor, Qt.Key.Key_5, ALT)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Period, ALT)
    assert segue.app.midi.light.text().endswith("3/8")
    kept = segue.app.preferences
    assert kept.text("note_length", "") == "quarter" and kept.flag("note_dotted", False)
    with open_segue(qtbot, tmp_path) as again:
        assert again.window.action("quarter").isChecked() and again.window.action("dotted").isChecked()


def test_the_pedal_and_a_key_write_rests(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.write(HEAD)
    on(qtbot, segue, "write_played", inputs)
    press(qtbot, segue, inputs, 62)
    with qtbot.waitSignals([segue.app.midi.keys.struck] * 2):
        inputs.play(PIANO, bytes([0xB0, 64, 127]), bytes([0xB0, 64, 0]))
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, ALT)
    assert segue.editor.text() == HEAD + "Dzz"


def test_where_no_note_can_stand_the_window_says_so(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.write("X:1\nT:Up\nK:D\nd8|", 6)
    on(qtbot, segue, "write_played", inputs)
    press(qtbot, segue, inputs, 62)
    assert "in the field T:" in segue.window.notice.sentence()
    assert segue.editor.text() == "X:1\nT:Up\nK:D\nd8|"


def test_a_key_sounds_at_once_through_the_port_of_the_tune(qtbot: QtBot, segue: Segue, inputs: QueueInputs,
                                                           monkeypatch: pytest.MonkeyPatch) -> None:
    sent = Sent()
    monkeypatch.setattr("engine.ports.open_port", lambda _: sent)
    with qtbot.waitSignal(segue.app.sound.opened):
        segue.app.sound.choose("sent")
    segue.write(HEAD)
    on(qtbot, segue, "write_played", inputs)
    press(qtbot, segue, inputs, 62)
    assert sent.messages == [("note_on", THROUGH_CHANNEL, 62), ("note_off", THROUGH_CHANNEL, 62)]
    assert not segue.player.plays  # once, not twice
    segue.window.action("hear_keys").trigger()
    press(qtbot, segue, inputs, 64)
    assert len(sent.messages) == 2
    assert [note.pitch for note in segue.player.notes] == [64]  # as a typed note sounds
    segue.window.action("typed_notes").trigger()
    press(qtbot, segue, inputs, 66)
    assert len(segue.player.plays) == 1


# -- inputs ----------------------------------------------------------------------------------------------


def test_the_light_shows_what_arrives(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.write(HEAD)
    on(qtbot, segue, "answer", inputs)
    light = segue.app.midi.light
    qtbot.waitUntil(lambda: light.text() == "○ MIDI")
    assert PIANO in light.toolTip()
    hold(qtbot, segue, inputs, 66, 62)
    assert light.text() == "● D4 F♯4"


def test_no_input_is_no_error(qtbot: QtBot, segue: Segue, inputs: QueueInputs, clock: HandClock) -> None:
    inputs.unplug(PIANO)
    segue.window.inputs.choose(PIANO)
    segue.window.action("write_played").trigger()
    qtbot.waitUntil(lambda: "no MIDI input was found" in segue.window.message.text())
    assert not segue.window.notice.sentence()
    assert segue.app.midi.light.text().startswith("–")
    inputs.plug(PIANO)
    clock.advance(1)
    qtbot.waitUntil(lambda: segue.app.midi.light.text().startswith("○"))


def test_an_input_that_is_gone_is_said_and_comes_back_by_itself(qtbot: QtBot, segue: Segue, inputs: QueueInputs,
                                                                clock: HandClock) -> None:
    segue.write(HEAD)
    on(qtbot, segue, "write_played", inputs)
    inputs.unplug(PIANO)
    clock.advance(1)
    qtbot.waitUntil(lambda: "Piano is gone" in segue.window.notice.sentence())
    inputs.plug(PIANO)
    clock.advance(1)
    qtbot.waitUntil(lambda: "Piano is back" in segue.window.message.text())
    assert not segue.window.notice.sentence()
    press(qtbot, segue, inputs, 62)
    assert segue.editor.text() == HEAD + "D"


def test_the_input_is_chosen_in_menu_and_preferences_and_remembered(
        qtbot: QtBot, segue: Segue, inputs: QueueInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.inputs.survey", lambda: ((PIANO, "Organ"), None))
    menu = segue.app.midi.menu.findChild(InputMenu)
    assert menu is not None
    menu.refresh()
    words = [action.text() for action in menu.actions()]
    assert words == ["None", "Every input", "What other programs play into Segue", PIANO, "Organ"]
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Every input"]
    dialog = segue.app.comfort.show_preferences()
    chooser = dialog.findChild(InputChooser)
    assert chooser is not None
    on(qtbot, segue, "write_played", inputs)
    menu.actions()[3].trigger()
    assert chooser.currentData() == PIANO and segue.window.inputs.name == PIANO
    qtbot.waitUntil(lambda: inputs.opened == (PIANO,))
    chooser.refresh()
    chooser.setCurrentIndex(chooser.findData(NONE))
    chooser.activated.emit(chooser.currentIndex())
    assert segue.window.inputs.name == NONE
    qtbot.waitUntil(lambda: inputs.opened == ())
    segue.window.inputs.choose("Organ")
    with open_segue(qtbot, tmp_path) as again:
        assert again.window.inputs.name == "Organ"
    assert {EVERY, OWN} <= {chooser.itemData(row) for row in range(chooser.count())}


def test_without_inputs_the_menu_says_so(qtbot: QtBot, segue: Segue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.inputs.survey", lambda: ((), "no MIDI input was found: plug in a keyboard"))
    menu = segue.app.midi.menu.findChild(InputMenu)
    assert menu is not None
    menu.refresh()
    last = menu.actions()[-1]
    assert last.text() == "No MIDI inputs found" and not last.isEnabled() and "plug in" in last.toolTip()
    chooser = InputChooser(segue.window.inputs)
    qtbot.addWidget(chooser)
    chooser.refresh()
    assert chooser.itemText(chooser.count() - 1) == "No MIDI inputs found"


# -- call and response -----------------------------------------------------------------------------------


def play(qtbot: QtBot, segue: Segue, inputs: QueueInputs, clock: HandClock, notes: list[tuple[int, float]]) -> None:
    """Play one note after the other, each for so many seconds."""
    for pitch, long_s in notes:
        hold(qtbot, segue, inputs, pitch)
        clock.advance(long_s)
        with qtbot.waitSignal(segue.app.midi.keys.struck):
            inputs.play(PIANO, bytes([0x80, pitch, 0]))
    clock.settle()


def test_a_phrase_is_written_and_answered_and_the_answer_sounds(
        qtbot: QtBot, segue: Segue, inputs: QueueInputs, clock: HandClock) -> None:
    segue.write(HEAD)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: PIANO in inputs.opened)
    segue.window.transport.listen.setChecked(False)  # an answer is heard all the same
    play(qtbot, segue, inputs, clock, [(62, 1.0), (66, 0.5), (69, 0.5), (74, 2.0)])
    clock.advance(1.99)
    assert segue.editor.text() == HEAD
    clock.advance(0.01)  # a bar has passed
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    assert segue.editor.text() == HEAD + "D4 F2 A2|d8|" and segue.window.action("answer").isChecked()
    assert segue.worker.requests[-1][:2] == (segue.editor.text(), len(segue.editor.text()))
    qtbot.waitUntil(lambda: segue.player.is_playing)
    segue.editor.dismiss()
    segue.editor.undo()
    assert segue.editor.text() == HEAD


def test_the_pause_is_as_long_as_a_bar_at_the_tempo_that_is_set(qtbot: QtBot, segue: Segue, inputs: QueueInputs,
                                                                clock: HandClock) -> None:
    segue.write("X:1\nM:3/4\nL:1/8\nQ:1/4=90\nK:D\n")
    segue.window.transport.tempo.setValue(50)
    on(qtbot, segue, "answer", inputs)
    play(qtbot, segue, inputs, clock, [(62, 1.3)])
    assert segue.app.midi.keys.capture.pause_s == pytest.approx(4.0)


def test_the_key_pressed_again_ends_the_phrase_at_once(qtbot: QtBot, segue: Segue, inputs: QueueInputs,
                                                       clock: HandClock) -> None:
    segue.write(HEAD)
    on(qtbot, segue, "answer", inputs)
    play(qtbot, segue, inputs, clock, [(62, 1.0), (66, 1.0)])
    hold(qtbot, segue, inputs, 69)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    assert segue.editor.text() == HEAD + "D4 F4|A4" and segue.window.action("answer").isChecked()


def heard(segue: Segue, part: str) -> None:
    """Let the answer have sounded up to the note that is written so."""
    at = segue.editor.caret() + GHOST.index(part)
    segue.player.position_s = next(note.start_s for note in segue.app.listening._given if note.start == at)


def answered(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> str:
    segue.write(PHRASE)
    on(qtbot, segue, "answer", inputs)
    hold(qtbot, segue, inputs, 62)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST and not segue.editor.ghost.is_open)
    qtbot.waitUntil(lambda: segue.player.is_playing and not segue.player.is_open)
    return str(segue.editor.text())


def test_playing_again_keeps_the_bars_of_the_answer_that_were_heard(qtbot: QtBot, segue: Segue, inputs: QueueInputs
                                                                    ) -> None:
    text = answered(qtbot, segue, inputs)
    heard(segue, "G4")
    hold(qtbot, segue, inputs, 64)
    assert segue.editor.text() == text + "e2d2 cBAG|"
    assert not segue.editor.ghost.is_alive and not segue.player.is_playing
    qtbot.keyClick(segue.editor, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    assert segue.editor.text().startswith(text + "e2d2 cBAG|E")


def test_an_answer_that_was_heard_to_its_end_stays_whole(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    text = answered(qtbot, segue, inputs)
    heard(segue, "D4")
    press(qtbot, segue, inputs, 64)
    assert segue.editor.text() == text + GHOST


def test_answers_need_not_be_kept(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.window.action("keep_answers").trigger()
    text = answered(qtbot, segue, inputs)
    heard(segue, "D4")
    press(qtbot, segue, inputs, 64)
    assert segue.editor.text() == text and not segue.editor.ghost.is_alive


def test_the_key_pressed_with_nothing_played_ends_it(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.write(HEAD)
    on(qtbot, segue, "answer", inputs)
    segue.window.action("write_played").trigger()
    assert not segue.window.action("answer").isChecked()  # one at a time
    qtbot.waitUntil(lambda: PIANO in inputs.opened)
    press(qtbot, segue, inputs, 62)
    assert segue.editor.text() == HEAD + "D"
    segue.window.action("answer").trigger()
    assert not segue.window.action("write_played").isChecked()
    segue.window.action("answer").trigger()
    assert inputs.opened == () and not segue.app.midi.keys.is_open


def test_the_first_phrase_of_an_empty_text_brings_a_header(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.write("")
    on(qtbot, segue, "answer", inputs)
    hold(qtbot, segue, inputs, 62)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    assert segue.editor.text().startswith("X:1\nM:4/4\nL:1/8\nK:")


def test_where_no_phrase_can_stand_the_window_says_so(qtbot: QtBot, segue: Segue, inputs: QueueInputs) -> None:
    segue.write("X:1\nT:Up\nK:D\nd8|", 6)
    on(qtbot, segue, "answer", inputs)
    hold(qtbot, segue, inputs, 62)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: "in the field T:" in segue.window.notice.sentence())
    assert not segue.worker.requests
