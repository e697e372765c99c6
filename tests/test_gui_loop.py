"""Bars looped while one writes, the metronome, counting in: the window's keys, and what is heard by them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mido
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from engine.clock import HandClock
from engine.file_port import FilePort
from engine.notation.reader import read_tune
from engine.notation.tune import Place
from engine.performance import CLICK_CHANNEL
from engine.player import Player
from engine.rounds import round_of
from gui.sound.sound import Sound
from tests.fakes import FakePlayer
from tests.gui_parts import GHOST, PHRASE, Segue, open_segue

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
HEAD = "X:1\nM:4/4\nL:1/4\nQ:1/4=120\nK:C\n"
FOUR = HEAD + "CDEF|GABc||defg|c4|]\n"  # two seconds a bar


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path, by_hand=True) as segue:
        segue.write(FOUR, FOUR.index("A"))
        segue.editor.setFocus()
        yield segue


def select(segue: Segue, start: str, end: str) -> None:
    text = segue.editor.text()
    segue.editor.select(text.index(start), text.index(end))


def loop(qtbot: QtBot, segue: Segue) -> None:
    segue.player.rounds = []
    qtbot.keyClick(segue.editor, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: bool(segue.player.rounds))


def pitches(segue: Segue) -> list[int]:
    """Return what the next round will sound."""
    return [note.pitch for note in segue.player.rounds[-1][0].notes]


def again(qtbot: QtBot, segue: Segue, wanted: list[int]) -> None:
    """Wait until the next round is another, and begin it."""
    qtbot.waitUntil(lambda: pitches(segue) == wanted)
    segue.player.turn()


def looped(segue: Segue) -> list[str]:
    text = segue.editor.text()
    return [text[start:end] for start, end in segue.app.looping.places()]


def test_f6_loops_the_selected_bars_and_ends_it(qtbot: QtBot, segue: Segue) -> None:
    select(segue, "B", "ef")
    loop(qtbot, segue)
    assert pitches(segue) == [67, 69, 71, 72, 74, 76, 77, 79]
    assert looped(segue) == ["GABc||defg|"]
    assert segue.window.message.text() == "Looping bars 2 to 3"
    assert segue.window.action("loop").isChecked() and segue.window.action("stop").isEnabled()
    qtbot.keyClick(segue.editor, Qt.Key.Key_F6)
    assert not segue.player.is_playing and looped(segue) == []
    assert not segue.window.action("loop").isChecked() and not segue.window.action("stop").isEnabled()


@pytest.mark.parametrize(("reach", "wanted"), [
    ("bar", [67, 69, 71, 72]), ("part", [60, 62, 64, 65, 67, 69, 71, 72]),
    ("tune", [60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79, 72])])
def test_without_a_selection_bar_part_or_tune_around_the_caret_is_looped(
        qtbot: QtBot, segue: Segue, reach: str, wanted: list[int]) -> None:
    segue.window.action(f"loop_{reach}").trigger()
    loop(qtbot, segue)
    assert pitches(segue) == wanted


def test_what_is_looped_around_the_caret_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.app.looping.reach == "part"
        segue.window.action("loop_bar").trigger()
        segue.window.action("metronome").trigger()
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.app.looping.reach == "bar" and segue.window.action("loop_bar").isChecked()
        assert segue.app.listening.manner.metronome and not segue.app.listening.counts_in


def test_the_next_round_is_the_text_as_it_was_written_meanwhile(qtbot: QtBot, segue: Segue) -> None:
    select(segue, "G", "c||")
    loop(qtbot, segue)
    segue.editor.move_caret(FOUR.index("A"))
    qtbot.keyClicks(segue.editor, "^")
    again(qtbot, segue, [67, 70, 71, 72])
    segue.editor.move_caret(segue.editor.text().index("||"))
    qtbot.keyClicks(segue.editor, "|G4")
    again(qtbot, segue, [67, 70, 71, 72, 67])
    assert looped(segue) == ["G^ABc|G4||"]
    assert len(segue.player.plays) == 0 and segue.player.is_playing


def test_a_bar_written_before_the_first_note_of_the_selected_ones_is_theirs(qtbot: QtBot, segue: Segue) -> None:
    select(segue, "G", "c||")
    loop(qtbot, segue)
    segue.editor.move_caret(FOUR.index("GABc"))
    qtbot.keyClicks(segue.editor, "e4|")
    again(qtbot, segue, [76, 67, 69, 71, 72])


def test_a_bar_written_behind_the_selected_ones_is_not_theirs(qtbot: QtBot, segue: Segue) -> None:
    select(segue, "c4", "|]")
    loop(qtbot, segue)
    count = len(segue.player.rounds)
    segue.editor.move_caret(len(FOUR) - 1)
    qtbot.keyClicks(segue.editor, "E4|")
    qtbot.waitUntil(lambda: len(segue.player.rounds) > count)
    assert pitches(segue) == [72]


def test_a_tune_that_is_looped_grows_with_what_is_written_at_its_end(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "CDEF|")
    segue.window.action("loop_tune").trigger()
    loop(qtbot, segue)
    qtbot.keyClicks(segue.editor, "G4|")
    again(qtbot, segue, [60, 62, 64, 65, 67])


def test_what_cannot_be_played_leaves_the_last_round_going(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "CDEF|")
    loop(qtbot, segue)
    segue.editor.selectAll()
    qtbot.keyClick(segue.editor, Qt.Key.Key_Delete)
    qtbot.wait(200)
    assert pitches(segue) == [60, 62, 64, 65] and segue.window.action("loop").isChecked()
    segue.editor.undo()
    segue.player.turn()
    qtbot.waitUntil(lambda: looped(segue) == ["CDEF|"])


def test_where_there_is_no_bar_it_says_so(qtbot: QtBot, segue: Segue) -> None:
    segue.write(FOUR, 2)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: segue.window.message.text() == "There is no bar here to loop")
    assert not segue.window.action("loop").isChecked() and not segue.player.is_playing


def test_bars_too_short_to_be_heard_are_refused_in_a_sentence(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\nL:1/128\nK:C\nC|")
    qtbot.keyClick(segue.editor, Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: "too short" in segue.window.notice.sentence())
    assert not segue.window.action("loop").isChecked()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F5])
def test_stop_and_play_end_the_loop(qtbot: QtBot, segue: Segue, key: Qt.Key) -> None:
    loop(qtbot, segue)
    qtbot.keyClick(segue.editor, key)
    qtbot.waitUntil(lambda: not segue.window.action("loop").isChecked())
    assert looped(segue) == []
    if key == Qt.Key.Key_F5:
        qtbot.waitUntil(lambda: len(segue.player.plays) == 1)


def test_a_continuation_that_is_listened_to_takes_the_place_of_the_loop(qtbot: QtBot, segue: Segue) -> None:
    segue.write(PHRASE)
    loop(qtbot, segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
    assert segue.window.action("loop").isChecked()  # until there is something to hear
    segue.worker.step(GHOST.index("|") + 1)
    qtbot.waitUntil(lambda: len(segue.player.plays) == 1)
    segue.worker.step(100)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST and not segue.editor.ghost.is_open)
    qtbot.waitUntil(lambda: not segue.player.is_open)
    assert not segue.window.action("loop").isChecked() and len(segue.player.plays) == 1


def test_a_continuation_that_is_not_listened_to_leaves_the_loop_going(qtbot: QtBot, segue: Segue) -> None:
    segue.write(PHRASE)
    segue.window.transport.listen.setChecked(False)
    loop(qtbot, segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
    segue.worker.step(100)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST and not segue.editor.ghost.is_open)
    assert segue.window.action("loop").isChecked() and segue.player.is_playing and not segue.player.plays
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab)
    segue.window.action("loop_tune").trigger()
    qtbot.waitUntil(lambda: len(pitches(segue)) > 10)


def lit(segue: Segue) -> list[str]:
    return [mark.cursor.selectedText() for mark in segue.editor.extraSelections()]


def test_the_light_follows_each_round_through_the_edits(qtbot: QtBot, segue: Segue) -> None:
    select(segue, "G", "c||")
    loop(qtbot, segue)
    segue.player.turn()
    first = segue.player.rounds[-1][0].notes
    segue.player.on_note(first[1], True)
    qtbot.waitUntil(lambda: lit(segue) == ["A"])
    segue.player.on_note(first[1], False)
    segue.editor.move_caret(FOUR.index("A"))
    qtbot.keyClicks(segue.editor, "e")
    segue.player.on_note(first[2], True)  # it stands elsewhere now
    qtbot.waitUntil(lambda: pitches(segue) == [67, 76, 69, 71, 72])
    assert lit(segue) == []
    segue.player.on_note(first[2], False)
    segue.player.turn()
    second = segue.player.rounds[-1][0].notes
    segue.player.on_note(second[3], True)
    qtbot.waitUntil(lambda: lit(segue) == ["B"])


def test_a_click_lights_nothing(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_F6, SHIFT)
    loop(qtbot, segue)
    segue.player.turn()
    notes = segue.player.rounds[-1][0].notes
    for note in notes[:2]:
        segue.player.on_note(note, True)
    qtbot.waitUntil(lambda: lit(segue) == ["C"])


def test_the_metronome_is_heard_from_the_next_round_on(qtbot: QtBot, segue: Segue) -> None:
    segue.window.action("loop_bar").trigger()
    loop(qtbot, segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F6, SHIFT)
    qtbot.waitUntil(lambda: [note.channel for note in segue.player.rounds[-1][0].notes].count(CLICK_CHANNEL) == 4)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F6, SHIFT)
    qtbot.waitUntil(lambda: all(note.channel == 0 for note in segue.player.rounds[-1][0].notes))


def test_the_tune_is_counted_in_and_begins_on_its_beat(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_F6, CTRL)
    qtbot.keyClick(segue.editor, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(segue.player.plays) == 1)
    notes, from_s, _ = segue.player.plays[0]
    assert from_s == -2.0 and [note.channel for note in notes[:5]] == [CLICK_CHANNEL] * 4 + [0]
    assert notes[4].start_s == 0.0
    loop(qtbot, segue)
    assert segue.player.counts_in


def test_another_tab_in_front_takes_the_marks_away_and_the_loop_goes_on(qtbot: QtBot, segue: Segue) -> None:
    loop(qtbot, segue)
    before = looped(segue)
    segue.window.action("new").trigger()
    assert looped(segue) == [] and segue.player.is_playing
    segue.player.turn()
    segue.player.on_note(segue.player.rounds[-1][0].notes[0], True)
    qtbot.keyClicks(segue.editor, "abc")
    qtbot.wait(100)
    assert lit(segue) == []
    segue.window.action("previous_tab").trigger()
    assert looped(segue) == before
    assert segue.window.action("loop").isChecked()


def test_the_outline_is_drawn_around_the_looped_bars_and_nowhere_else(qtbot: QtBot, segue: Segue) -> None:
    editor = segue.editor
    segue.window.action("bar_mark").setChecked(False)
    select(segue, "GA", "c||")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    plain = editor.viewport().grab().toImage()
    select(segue, "GA", "c||")
    loop(qtbot, segue)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    shown = editor.viewport().grab().toImage()
    differing = [x for x in range(shown.width()) for y in range(shown.height())
                 if plain.pixel(x, y) != shown.pixel(x, y)]
    left = editor.cursorRect(cursor_at(segue, "GA")).left()
    right = editor.cursorRect(cursor_at(segue, "defg")).left()
    assert left - 6 <= min(differing) <= left and right <= max(differing) <= right + 6


def cursor_at(segue: Segue, words: str) -> QTextCursor:
    cursor = QTextCursor(segue.editor.document())
    cursor.setPosition(segue.editor.text().index(words))
    return cursor


@pytest.mark.parametrize("view", ["score", "roll"])
def test_the_looped_bars_are_shaded_in_the_score_and_in_the_roll(qtbot: QtBot, tmp_path: Path, view: str) -> None:
    with open_segue(qtbot, tmp_path, score=view) as segue:
        segue.write(FOUR)
        scoring = segue.app.scores.living
        qtbot.waitUntil(lambda: scoring.is_current and scoring.panel is not None, timeout=30_000)
        select(segue, "GA", "c||")
        loop(qtbot, segue)
        assert scoring.panel is not None
        shown: Any = scoring.panel.view

        def spans() -> list[str]:
            return [FOUR[start:end] for start, end in shown.spans]

        assert spans() == ["GABc||"]
        if view == "score":
            around = shown.shaded(0)
            notes = [shown.box_of(place).translated(shown.top_left()) for place in heads("GABc")]
            assert len(around) == 1 and all(around[0].contains(box) for box in notes)
            assert not any(around[0].intersects(shown.box_of(place)) for place in heads("F|") + heads("defg"))
        segue.editor.move_caret(FOUR.index("D"))
        qtbot.keyClicks(segue.editor, "^")
        qtbot.waitUntil(lambda: [(start, end) for start, end in shown.spans] == segue_places(segue))
        qtbot.keyClick(segue.editor, Qt.Key.Key_F6)
        assert spans() == []


def heads(words: str) -> list[Place]:
    start = FOUR.index(words)
    return [Place(start + number, start + number + 1) for number, char in enumerate(words) if char.isalpha()]


def segue_places(segue: Segue) -> list[tuple[int, int]]:
    return list(segue.app.looping.places())


def test_the_play_menu_offers_it(qtbot: QtBot, segue: Segue) -> None:
    menu = next(each for each in segue.window.action("loop").associatedObjects() if isinstance(each, QMenu))
    words = [action.text() for action in menu.actions() if action.text()]
    assert words.index("Loop &around the caret") == words.index("&Loop") + 1
    assert "&Metronome" in words and "Count &in one bar" in words


def test_a_loop_that_is_asked_for_before_the_port_is_open_begins_when_it_is(qtbot: QtBot) -> None:
    players: list[FakePlayer] = []

    def make(port: Any, **callbacks: Any) -> FakePlayer:
        players.append(FakePlayer(port, **callbacks))
        return players[-1]

    sound = Sound(make=make)
    first, second = (round_of(read_tune(FOUR), bar, bar) for bar in (1, 2))
    sound.loop(first, 3, counts_in=True)
    assert sound.is_playing
    sound.change_round(second, 4)
    with qtbot.waitSignal(sound.opened):
        sound.choose("null")
    assert players[0].rounds == [(second, 4)] and players[0].counts_in
    sound.close()


class Timed:
    """The real player and a file, on a clock that the test turns."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "heard.mid"
        self.clock = HandClock()

    def make(self, port: Any, **callbacks: Any) -> Player:
        port.close()
        return Player(FilePort(self.path, clock=self.clock), clock=self.clock, wait=self.clock.wait, **callbacks)

    def heard(self) -> list[tuple[float, int, int]]:
        now, found = 0.0, []
        for message in mido.MidiFile(self.path):
            now += message.time
            if message.type == "note_on" and message.velocity:
                found.append((round(now, 2), message.channel, message.note))
        return found


def test_what_is_written_while_it_loops_is_heard_in_the_next_round_without_a_gap(
        qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    timed = Timed(tmp_path)
    with open_segue(qtbot, tmp_path, player=timed.make) as segue:
        segue.write(HEAD + "CDEF|", len(HEAD) + 2)
        segue.editor.setFocus()
        segue.window.transport.listen.setChecked(False)
        qtbot.keyClick(segue.editor, Qt.Key.Key_F6)
        qtbot.waitUntil(lambda: segue.window.message.text() == "Looping bar 1")
        timed.clock.advance(1.2)
        tag = segue.app.looping._tag
        qtbot.keyClick(segue.editor, Qt.Key.Key_Backspace)
        qtbot.keyClicks(segue.editor, "A")
        with qtbot.waitSignal(segue.app.looping.shown):
            pass
        assert segue.app.looping._tag > tag
        timed.clock.settle()
        timed.clock.advance(2.7)
        segue.window.transport.tempo.setValue(200)
        timed.clock.settle()
        timed.clock.advance(1.0)
        qtbot.keyClick(segue.editor, Qt.Key.Key_F6)
        timed.clock.settle()
        timed.clock.advance(9.0)
    notes = [note for _, _, note in timed.heard()]
    times = [at for at, _, _ in timed.heard()]
    assert notes == [60, 62, 64, 65, 60, 69, 64, 65, 60, 69, 64, 65]
    assert times == pytest.approx([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 3.95, 4.2, 4.45, 4.7], abs=0.011)
