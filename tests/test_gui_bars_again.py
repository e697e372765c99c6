"""Bars written again and bars held, surprise under the notes, known tunes in the margin: by real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCursor
from pytestqt.qtbot import QtBot

from engine.continuation import Continuation, Copied, Settings
from engine.errors import PhraseError
from engine.notation.tune import Place
from engine.surprise import NOTHING, BarSurprise, NoteSurprise, Surprise
from engine.takes import Take
from engine.tasks import Heard, Rewritten
from gui.look.theme import DARK, LIGHT
from tests.gui_parts import GHOST, Segue, open_segue

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TUNE = "X:1\nM:4/4\nL:1/8\nK:G\nGABc d2B2|e2d2 cBAG|\nG4 D4|d2B2 G4|]"
SECOND = TUNE.index("e2d2"), TUNE.index("e2d2") + len("e2d2 cBAG")


def rewritten(text: str, seed: int, others: tuple[Rewritten, ...] = ()) -> Rewritten:
    told = Continuation(text + "|", 1, seed, Settings(seed=seed), "fake", "bars")
    return Rewritten(Place(*SECOND), text, Take(told, 2.0, 0, 0.0, 0, "", -2.0), others)


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.transport.listen.setChecked(False)
        segue.worker.answers["WriteBarsAgain"] = rewritten("c4 A4", 5, (rewritten("f2e2 d4", 6), rewritten("B8", 7)))
        segue.write(TUNE, SECOND[0] + 3)
        segue.editor.setFocus()
        yield segue


def press(qtbot: QtBot, segue: Segue, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(segue.editor, key, held)


def write_again(qtbot: QtBot, segue: Segue) -> Any:
    press(qtbot, segue, KEY.Key_B, CTRL | SHIFT)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == "c4 A4")
    return next(task for task in reversed(segue.worker.tasks) if type(task).__name__ == "WriteBarsAgain")


def select(segue: Segue, start: int, end: int) -> None:
    cursor = segue.editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    segue.editor.setTextCursor(cursor)


def test_the_bar_at_the_caret_is_proposed_anew_and_tab_puts_it_in_its_place(qtbot: QtBot, segue: Segue) -> None:
    task = write_again(qtbot, segue)
    assert (task.text, task.start, task.end) == (TUNE, SECOND[0] + 3, SECOND[0] + 3)
    assert segue.editor.text() == TUNE
    assert "e2d2 cBAG" in [mark.cursor.selectedText() for mark in segue.editor.extraSelections()
                           if mark.format.fontStrikeOut()]
    press(qtbot, segue, KEY.Key_Tab)
    assert segue.editor.text() == TUNE.replace("e2d2 cBAG", "c4 A4")
    press(qtbot, segue, KEY.Key_Z, CTRL)
    assert segue.editor.text() == TUNE


def test_the_selected_bars_are_asked_for(qtbot: QtBot, segue: Segue) -> None:
    select(segue, *SECOND)
    task = write_again(qtbot, segue)
    assert (task.start, task.end) == SECOND


def test_other_music_for_the_bars_comes_by_the_same_keys(qtbot: QtBot, segue: Segue) -> None:
    write_again(qtbot, segue)
    shown = []
    for key in (KEY.Key_BracketRight, KEY.Key_BracketRight, KEY.Key_BracketRight, KEY.Key_BracketLeft):
        press(qtbot, segue, key, ALT)
        shown.append((segue.editor.ghost.text, segue.editor.ghost.replaced))
    assert [text for text, _ in shown] == ["f2e2 d4", "B8", "", "B8"]
    press(qtbot, segue, KEY.Key_Tab)
    assert segue.editor.text() == TUNE.replace("e2d2 cBAG", "B8")


def test_the_line_through_the_bars_is_seen_over_surprise_too(qtbot: QtBot, segue: Segue) -> None:
    def struck() -> int:
        picture = segue.editor.viewport().grab().toImage()
        muted = QColor(segue.editor.theme.muted).rgb()
        block = segue.editor.document().findBlockByNumber(4)
        top = round(segue.editor.row_top(block))
        rows = range(top, top + segue.editor.fontMetrics().height())
        return max(sum(picture.pixel(x, y) == muted for x in range(picture.width())) for y in rows)

    segue.worker.answers["HearTune"] = told()
    press(qtbot, segue, KEY.Key_F9, CTRL)
    qtbot.waitUntil(lambda: bool(backgrounds(segue)))
    before = struck()
    write_again(qtbot, segue)
    assert struck() > before + 60
    assert backgrounds(segue)


def test_esc_leaves_the_bars_as_they_are(qtbot: QtBot, segue: Segue) -> None:
    write_again(qtbot, segue)
    press(qtbot, segue, KEY.Key_Escape)
    assert segue.editor.text() == TUNE
    assert not [mark for mark in segue.editor.extraSelections() if mark.format.fontStrikeOut()]


def test_where_no_other_music_is_found_it_is_said(qtbot: QtBot, segue: Segue) -> None:
    segue.worker.answers["WriteBarsAgain"] = PhraseError("bar 2 has a rhythm that cannot be taken over", *SECOND)
    press(qtbot, segue, KEY.Key_B, CTRL | SHIFT)
    qtbot.waitUntil(lambda: segue.window.notice.sentence().startswith("Bar 2 has a rhythm"))


def test_the_rhythm_is_held_at_once(qtbot: QtBot, segue: Segue) -> None:
    assert not write_again(qtbot, segue).hold_rhythm
    press(qtbot, segue, KEY.Key_Escape)
    segue.window.action("hold_rhythm").trigger()
    assert write_again(qtbot, segue).hold_rhythm


def test_bars_are_held_and_let_go_of_by_a_key_and_follow_the_text(qtbot: QtBot, segue: Segue) -> None:
    def held() -> list[str]:
        return [segue.editor.text()[start:end] for start, end in segue.app.takes.holding.ranges()]

    press(qtbot, segue, KEY.Key_H, CTRL | SHIFT)
    assert held() == ["e2d2 cBAG"]
    assert segue.window.message.text() == "Bar 2 is held"
    assert segue.editor.words_at(SECOND[0] + 1, QPoint(100, 0)) == "This bar is held"
    segue.editor.move_caret(0)
    qtbot.keyClicks(segue.editor, "%")
    press(qtbot, segue, KEY.Key_Return)
    assert held() == ["e2d2 cBAG"]
    start = segue.editor.text().index("GABc")
    select(segue, start, segue.editor.text().index("|\nG4"))
    assert write_again(qtbot, segue).held == segue.app.takes.holding.ranges()
    press(qtbot, segue, KEY.Key_Escape)
    select(segue, start, segue.editor.text().index("|\nG4"))
    press(qtbot, segue, KEY.Key_H, CTRL | SHIFT)
    assert held() == ["GABc d2B2", "e2d2 cBAG"]
    press(qtbot, segue, KEY.Key_H, CTRL | SHIFT)
    assert held() == []
    assert not segue.editor.extraSelections()


# Surprise

def told(with_surprise: bool = True, copied: tuple[Copied, ...] = ()) -> Heard:
    starts = [TUNE.index(bar) for bar in ("GABc", "e2d2 c", "G4 D4", "d2B2 G4")]
    bars = [(start, TUNE.index("|", start) + 1) for start in starts]
    first = starts[1]
    notes = (NoteSurprise(Place(first, first + 2), 2, 9.5), NoteSurprise(Place(first + 2, first + 4), 2, 1.0))
    found = Surprise(notes, (BarSurprise(Place(*bars[1]), 2, 2, 5.2), BarSurprise(Place(*bars[2]), 3, 2, 1.2)))
    return Heard(found if with_surprise else NOTHING, copied, tuple(bars))


def backgrounds(segue: Segue) -> dict[str, str]:
    return {mark.cursor.selectedText(): mark.format.background().color().name()
            for mark in segue.editor.extraSelections() if mark.format.background().style() != Qt.BrushStyle.NoBrush}


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_one_key_colours_what_is_odd_and_hovering_says_how_odd(qtbot: QtBot, segue: Segue, theme: Any) -> None:
    segue.app.appearance.set_theme("dark" if theme.is_dark else "light")
    segue.worker.answers["HearTune"] = told()
    assert not segue.window.action("surprise").isChecked()
    press(qtbot, segue, KEY.Key_F9, CTRL)
    qtbot.waitUntil(lambda: backgrounds(segue) == {"e2": theme.oddest})
    assert segue.worker.tasks[-1].with_surprise
    assert segue.editor.words_at(SECOND[0], QPoint(100, 0)) == (
        "9.5 bits: very odd for this model\nbar 2: 5.2 bits a note: odd for this model")
    assert segue.editor.words_at(SECOND[0], QPoint(3, 0)) == "bar 2: 5.2 bits a note: odd for this model"
    assert segue.editor.text() == TUNE and not segue.editor.document().isUndoAvailable()
    press(qtbot, segue, KEY.Key_F9, CTRL)
    assert backgrounds(segue) == {}
    assert segue.editor.words_at(SECOND[0], QPoint(100, 0)) == ""


def test_an_odd_rest_is_marked_so_lightly_that_it_is_still_read(qtbot: QtBot, segue: Segue) -> None:
    text = TUNE.replace("D4", "z4")
    at = text.index("z4")
    bars = ((text.index("G4 z4"), text.index("|d2B2 G4")),)
    found = Surprise((NoteSurprise(Place(at, at + 2), 1, 9.5),), ())
    segue.worker.answers["HearTune"] = Heard(found, (), bars)
    segue.write(text)
    press(qtbot, segue, KEY.Key_F9, CTRL)
    qtbot.waitUntil(lambda: backgrounds(segue) == {"z4": segue.editor.theme.fresh})


def test_without_surprise_the_network_is_left_in_peace(qtbot: QtBot, segue: Segue) -> None:
    qtbot.waitUntil(lambda: any(type(task).__name__ == "HearTune" for task in segue.worker.tasks))
    assert not any(getattr(task, "with_surprise", False) for task in segue.worker.tasks)


def test_it_is_heard_anew_after_a_pause_and_never_while_a_ghost_is_shown(qtbot: QtBot, segue: Segue) -> None:
    press(qtbot, segue, KEY.Key_F9, CTRL)
    qtbot.waitUntil(lambda: bool(segue.worker.tasks))
    count = len(segue.worker.tasks)
    qtbot.keyClicks(segue.editor, "z")
    qtbot.keyClick(segue.editor, KEY.Key_Space, CTRL)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    with qtbot.waitSignal(segue.app.takes.hearing._pause.timeout):
        pass
    assert len(segue.worker.tasks) == count
    press(qtbot, segue, KEY.Key_Escape)
    qtbot.waitUntil(lambda: len(segue.worker.tasks) == count + 1)


# The copy alarm

KESH = Copied(2, 3, 18, "The Kesh")


def margin(segue: Segue, line: int) -> set[str]:
    picture = segue.editor.viewport().grab().toImage()
    block = segue.editor.document().findBlockByNumber(line)
    y = round(segue.editor.row_top(block) + segue.editor.fontMetrics().height() / 2)
    return {picture.pixelColor(x, y).name() for x in range(8)}


def test_bars_of_a_known_tune_are_named_in_margin_hover_and_status_line(qtbot: QtBot, segue: Segue) -> None:
    segue.worker.answers["HearTune"] = told(with_surprise=False, copied=(KESH,))
    qtbot.keyClicks(segue.editor, " ")
    words = "bars 2-3 are The Kesh (18 notes in a row)"
    qtbot.waitUntil(lambda: segue.window.message.text() == words)
    assert segue.window.message.property("severity") == "warning"
    red = segue.editor.theme.error
    assert [red in margin(segue, line) for line in range(6)] == [False] * 4 + [True, True]
    assert segue.editor.words_at(segue.editor.text().index("G4 D4"), QPoint(2, 0)) == words
    assert segue.editor.words_at(0, QPoint(2, 0)) == ""


def test_from_how_many_notes_on_is_set_in_the_limits_and_taken_at_once(qtbot: QtBot, segue: Segue) -> None:
    segue.window.controls.limits.copy_notes.setValue(10)
    qtbot.waitUntil(lambda: any(getattr(task, "alarm_notes", 0) == 10 for task in segue.worker.tasks))
    count = len(segue.worker.tasks)
    segue.window.controls.limits.copy_notes.setValue(segue.window.controls.limits.copy_notes.minimum())
    with qtbot.waitSignal(segue.app.takes.hearing._pause.timeout):
        pass
    assert len(segue.worker.tasks) == count  # any number will do: nobody is asked


def test_a_proposal_that_is_a_known_tune_is_named_too(qtbot: QtBot, segue: Segue) -> None:
    segue.editor.move_caret(len(TUNE))
    qtbot.keyClick(segue.editor, KEY.Key_Space, CTRL)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST and not segue.editor.ghost.is_open)
    told = Continuation(GHOST, 2, 1, Settings(), "fake", "bars", (KESH,))
    segue.app.bridge.finished.emit(told)
    assert segue.window.message.text() == "In the proposal bars 2-3 are The Kesh (18 notes in a row)"
    assert segue.editor.theme.error in margin(segue, 5)
    press(qtbot, segue, KEY.Key_Escape)
    assert segue.editor.theme.error not in margin(segue, 5)


def test_marks_stand_out_in_both_themes() -> None:
    for theme in (LIGHT, DARK):
        for name in ("fresh", "odd", "oddest"):
            assert QColor(getattr(theme, name)).isValid()
            assert getattr(theme, name) not in (theme.paper, theme.playing, theme.selection)


def test_how_adventurous_it_is_stands_beside_the_number(segue: Segue) -> None:
    controls = segue.window.controls
    words = []
    for value in (0.3, 0.7, 1.0, 1.2, 1.5, 3.0):
        controls.temperature.setValue(value)
        words.append(controls.temperature.text())
    assert words == ["0.30 very calm", "0.70 calm", "1.00 usual", "1.20 lively", "1.50 bold", "3.00 wild"]
