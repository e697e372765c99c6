"""What is heard: the tune, and a continuation while it is being written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.errors import PortError
from engine.notation.reader import read_tune
from engine.performance import TimedNote, perform, seconds_at
from tests.gui_parts import GHOST, PHRASE, Segue, open_segue

CTRL = Qt.KeyboardModifier.ControlModifier
WHOLE = perform(read_tune(PHRASE + GHOST)).notes
OWN = perform(read_tune(PHRASE)).notes
BAR = len(GHOST.split("|")[0]) + 1  # characters of the ghost's first bar


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path, by_hand=True) as segue:
        segue.write(PHRASE)
        yield segue


def ask(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)


def play(qtbot: QtBot, segue: Segue, name: str = "play") -> None:
    count = len(segue.player.plays)
    segue.window.action(name).trigger()
    qtbot.waitUntil(lambda: len(segue.player.plays) > count)


def test_play_starts_at_the_start_or_at_the_caret(qtbot: QtBot, segue: Segue) -> None:
    play(qtbot, segue)
    assert segue.player.plays[-1] == (list(OWN), 0.0, False)
    caret = PHRASE.index("d2")
    segue.editor.move_caret(caret)
    play(qtbot, segue, "play_caret")
    assert segue.player.plays[-1] == (list(OWN), seconds_at(perform(read_tune(PHRASE)), caret), False)


def test_only_the_tune_around_the_caret_is_played(qtbot: QtBot, segue: Segue) -> None:
    book = "X:1\nK:C\nC|\n\nX:2\nK:C\nE|\n\nX:3\nK:C\nG|\n"
    segue.write(book, book.index("E|"))
    play(qtbot, segue)
    assert [note.pitch for note in segue.player.notes] == [64]


def test_bars_that_come_faster_than_they_can_be_read_do_not_keep_the_first_from_sounding(qtbot: QtBot, segue: Segue
                                                                                         ) -> None:
    listening, busy = segue.app.listening, threading.Event()
    begun: list[int] = []
    segue.app.sound.started.connect(lambda: begun.append(len(segue.player.notes)))
    segue.app.performer.ask("busy", lambda: busy.wait(20), lambda _: None)
    listening.begin(PHRASE, len(PHRASE))
    listening.hear(GHOST[:BAR], is_open=True)
    listening.hear(GHOST, is_open=False)
    listening.let_go()  # accepted meanwhile: it sounds to its end
    busy.set()
    qtbot.waitUntil(lambda: bool(segue.player.plays) and not segue.player.is_open)
    assert begun == [len(perform(read_tune(PHRASE + GHOST[:BAR])).notes)]
    assert len(segue.player.plays) == 1 and segue.player.notes == list(WHOLE)


def test_a_continuation_sounds_from_its_first_finished_bar_on(qtbot: QtBot, segue: Segue) -> None:
    ask(qtbot, segue)
    segue.worker.step(BAR - 1)
    qtbot.waitUntil(lambda: len(segue.editor.ghost.text) == BAR - 1)
    assert segue.player.plays == []
    segue.worker.step()
    qtbot.waitUntil(lambda: segue.player.is_playing)
    notes, from_s, is_open = segue.player.plays[-1]
    first = next(note for note in WHOLE if note.start >= len(PHRASE))
    assert from_s == pytest.approx(first.start_s)
    assert is_open
    assert len(notes) < len(WHOLE)

    segue.worker.step(100)
    qtbot.waitUntil(lambda: not segue.player.is_open)
    assert len(segue.player.plays) == 1
    assert segue.player.notes == list(WHOLE)


def test_the_seam_has_no_gap_when_the_composers_part_is_playing(qtbot: QtBot, segue: Segue) -> None:
    play(qtbot, segue)
    ask(qtbot, segue)
    segue.worker.step(100)
    qtbot.waitUntil(lambda: segue.player.notes == list(WHOLE) and not segue.player.is_open)
    assert len(segue.player.plays) == 1  # one performance: the ghost was added to it


def test_what_follows_the_caret_gives_way_to_the_ghost(qtbot: QtBot, segue: Segue) -> None:
    segue.write(PHRASE + "C8|", len(PHRASE))
    play(qtbot, segue)
    segue.player.position_s = 0.25
    ask(qtbot, segue)
    segue.worker.step(100)
    qtbot.waitUntil(lambda: segue.player.notes == list(WHOLE))
    assert [from_s for _, from_s, _ in segue.player.plays] == [0.0, 0.25]


def test_nothing_sounds_when_listening_is_off(qtbot: QtBot, segue: Segue) -> None:
    segue.window.transport.listen.setChecked(False)
    ask(qtbot, segue)
    segue.worker.step(100)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST and not segue.editor.ghost.is_open)
    assert segue.player.plays == []


def listen(qtbot: QtBot, segue: Segue) -> None:
    ask(qtbot, segue)
    segue.worker.step(100)
    qtbot.waitUntil(lambda: bool(segue.player.plays) and not segue.player.is_open)


def test_esc_stops_the_sound_of_what_it_dismisses(qtbot: QtBot, segue: Segue) -> None:
    listen(qtbot, segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Escape)
    assert not segue.player.is_playing
    assert not segue.window.action("stop").isEnabled()


def test_an_accepted_continuation_sounds_to_its_end(qtbot: QtBot, segue: Segue) -> None:
    listen(qtbot, segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab)
    qtbot.keyClicks(segue.editor, "z")
    assert segue.player.is_playing
    assert segue.window.action("stop").isEnabled()
    segue.player.finish()
    qtbot.waitUntil(lambda: not segue.window.action("stop").isEnabled())


def test_what_was_accepted_sounds_on_when_another_ghost_is_dismissed(qtbot: QtBot, segue: Segue) -> None:
    listen(qtbot, segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab)
    segue.window.transport.listen.setChecked(False)
    ask(qtbot, segue)
    segue.worker.step(100)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Escape)
    assert segue.player.is_playing


def test_esc_without_a_ghost_stops_the_sound(qtbot: QtBot, segue: Segue) -> None:
    play(qtbot, segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Escape)
    assert not segue.player.is_playing


def lit(segue: Segue) -> list[str]:
    return [mark.cursor.selectedText() for mark in segue.editor.extraSelections()]


def test_the_sounding_note_is_lit(qtbot: QtBot, segue: Segue) -> None:
    play(qtbot, segue)
    segue.player.on_note(OWN[0], True)
    qtbot.waitUntil(lambda: lit(segue) == ["G"])
    segue.player.on_note(OWN[0], False)
    segue.player.on_note(OWN[4], True)
    qtbot.waitUntil(lambda: lit(segue) == ["d2"])
    segue.window.action("stop").trigger()
    qtbot.waitUntil(lambda: lit(segue) == [])


def test_late_news_of_what_was_played_before_is_dropped(qtbot: QtBot, segue: Segue) -> None:
    play(qtbot, segue)
    segue.player.on_note(OWN[0], True)
    segue.player.on_end()
    segue.app.sound.play(OWN, 0.0, is_open=False)
    segue.player.on_note(OWN[4], True)
    qtbot.waitUntil(lambda: lit(segue) == ["d2"])
    assert segue.window.action("stop").isEnabled()


def test_a_note_whose_text_was_changed_is_not_lit(qtbot: QtBot, segue: Segue) -> None:
    play(qtbot, segue)
    segue.editor.move_caret(PHRASE.index("d2"))
    qtbot.keyClicks(segue.editor, "z")
    segue.player.on_note(OWN[4], True)
    segue.player.on_note(OWN[0], True)
    qtbot.waitUntil(lambda: lit(segue) == ["G"])


def test_chord_symbols_sound_unless_they_are_turned_off(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\nM:4/4\nL:1/8\nK:G\n\"G\"GABc d2B2|")
    play(qtbot, segue)
    assert any(note.channel == 1 for note in segue.player.notes)
    segue.window.transport.chords.setChecked(False)
    play(qtbot, segue)
    assert all(note.channel == 0 for note in segue.player.notes)


def test_tempo_and_panic_reach_the_player(qtbot: QtBot, segue: Segue) -> None:
    segue.window.transport.tempo.setValue(50)
    assert segue.player.tempo == pytest.approx(0.5)
    play(qtbot, segue)
    qtbot.mouseClick(segue.window.transport.panic, Qt.MouseButton.LeftButton)
    assert segue.player.panics == 1
    assert not segue.player.is_playing


def test_a_lost_port_is_told_and_the_text_goes_on(qtbot: QtBot, segue: Segue) -> None:
    segue.player.on_fault(PortError("the piano is gone: plug it in again"))
    qtbot.waitUntil(lambda: segue.window.notice.sentence() == "The piano is gone: plug it in again.")
    ask(qtbot, segue)
    segue.worker.step(100)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)


def test_a_port_that_cannot_be_opened_is_told_and_silence_takes_its_place(qtbot: QtBot, segue: Segue) -> None:
    before, ports = segue.player.port, segue.window.transport.ports
    ports.set_port("no such output")
    with qtbot.waitSignal(segue.app.sound.failed):
        segue.window.transport.port_chosen.emit("no such output")
    qtbot.waitUntil(lambda: segue.player.port is not before)
    assert segue.player.port.name == ports.port() == "null"
    assert "no such output" in segue.window.notice.sentence()


def test_the_port_chooser_asks_again_each_time_it_is_opened(qtbot: QtBot, segue: Segue) -> None:
    ports = segue.window.transport.ports
    ports.refresh()
    names = [ports.itemData(index) for index in range(ports.count())]
    assert {"builtin:pluck", "null"} <= set(names)
    assert ports.port() == "null"
    index = names.index("builtin:flute")
    assert ports.itemText(index) == "Flute"
    ports.set_port("a piano that is not plugged in")
    ports.refresh()
    assert ports.port() == "a piano that is not plugged in"


def test_the_real_player_plays_over_the_seam(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    from engine.player import Player

    heard: list[TimedNote] = []

    def make(port: Any, *, on_note: Any, on_end: Any, on_fault: Any, on_turn: Any) -> Player:
        def note(note: TimedNote, is_on: bool) -> None:
            if is_on:
                heard.append(note)
            on_note(note, is_on)

        return Player(port, on_note=note, on_end=on_end, on_fault=on_fault, on_turn=on_turn)

    with open_segue(qtbot, tmp_path, by_hand=True, player=make) as segue:
        segue.write(PHRASE)
        segue.window.transport.tempo.setValue(300)
        segue.window.action("play").trigger()
        ask(qtbot, segue)
        segue.worker.step(100)
        with qtbot.waitSignal(segue.app.sound.ended, timeout=30_000):
            pass
        assert heard == list(WHOLE)
        assert not segue.app.sound.is_playing
