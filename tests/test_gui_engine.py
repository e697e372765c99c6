"""The window with the real engine and the real player behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.notation.reader import read_tune
from gui import app
from gui.look import words

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
JIG = "X:1\nT:Ours\nM:6/8\nL:1/8\nK:G\nGBd gfe|c2e dBG|AFD AFD|GB^^d' G2z|\nGBd gfe|c2e dBG|AFD DEF|G3 G3|]\n"


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[app.App]:
    store = QSettings(str(tmp_path / "segue.ini"), QSettings.Format.IniFormat)
    store.setValue("port", "null")
    built = app.build(store=store)
    built.window.show()
    qtbot.waitExposed(built.window)
    yield built
    built.window.editor.document().setModified(False)
    built.window.close()
    built.window.deleteLater()
    QApplication.processEvents()


def ask(qtbot: QtBot, segue: app.App) -> None:
    ended: list[object] = []
    segue.bridge.finished.connect(ended.append)
    segue.bridge.failed.connect(ended.append)
    qtbot.keyClick(segue.window.editor, Qt.Key.Key_Space, CTRL)
    qtbot.waitUntil(lambda: bool(ended), timeout=60_000)


def test_a_continuation_is_written_heard_and_accepted(qtbot: QtBot, segue: app.App) -> None:
    editor = segue.window.editor
    opening = editor.text()
    segue.window.transport.tempo.setValue(300)
    ask(qtbot, segue)
    ghost = editor.ghost.text
    assert ghost
    assert editor.text() == opening
    lights: list[int] = []
    segue.listening.lights.connect(lambda places: lights.extend(start for start, _ in places))
    qtbot.waitUntil(lambda: any(start >= len(opening) for start in lights), timeout=30_000)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == opening + ghost
    assert not [each for each in read_tune(editor.text()).diagnostics if each.severity == "error"]


def test_the_same_seed_gives_the_same_ghost(qtbot: QtBot, segue: app.App) -> None:
    segue.window.controls.lock.setChecked(True)
    segue.window.controls.seed.setValue(7)
    ghosts = []
    for _ in range(2):
        ask(qtbot, segue)
        ghosts.append(segue.window.editor.ghost.text)
    assert ghosts[0] == ghosts[1] != ""


@pytest.mark.parametrize("text", [
    "", "X:1\n", "X:1\nT:Header only\nM:6/8\nK:G\n", "GAB cde|", "X:1\nGAB c2d|", "X:1\nK:nonsense\nGAB|",
    "X:1\nM:banana\nK:G\nGAB|", "X:1\nM:6/8\nL:1/8\nK:G\nGABcdefgab|", "X:1\nK:G\nGA[Bd", 'X:1\nK:G\n"Am', "\n\n\n",
    "X:1\nT:d'été 雨 \N{MUSICAL SYMBOL G CLEF}\nM:6/8\nL:1/8\nK:G\nGAB c2d|", "just some words, no music", "%%%%",
    "|||", "X:1\nK:G\nGAB|\n\nX:2\nK:D\nDEF|", "\x00\x01\x02",
])
def test_any_text_gets_a_ghost_or_a_sentence(qtbot: QtBot, segue: app.App, text: str) -> None:
    segue.window.transport.listen.setChecked(False)
    segue.window.editor.set_text(text)
    segue.window.editor.move_caret(len(text))
    ask(qtbot, segue)
    assert segue.window.editor.ghost.text or segue.window.notice.sentence().endswith(".")
    assert "mistake of its own" not in segue.window.notice.sentence()
    assert segue.window.editor.text() == text


def choose(qtbot: QtBot, segue: app.App, keep: int, candidates: int) -> None:
    segue.window.transport.listen.setChecked(False)
    panel = segue.takes.panel
    panel.kept.setValue(keep)
    panel.candidates.setValue(candidates)
    segue.window.controls.bars.setValue(2)
    qtbot.keyClick(segue.window.editor, Qt.Key.Key_Space, CTRL | SHIFT)
    qtbot.waitUntil(lambda: len(panel.row.cards) == keep, timeout=60_000)


def choose_leaf(segue: app.App, number: int) -> None:
    opening = segue.takes.panel.tree.topLevelItem(0)
    assert opening is not None
    leaf = opening.child(number)
    assert leaf is not None
    segue.takes.panel.tree.setCurrentItem(leaf)
    segue.takes.panel.tree.setFocus()


def test_takes_are_chosen_told_in_words_and_written_again_the_same(qtbot: QtBot, segue: app.App) -> None:
    editor, panel = segue.window.editor, segue.takes.panel
    editor.set_text(JIG)
    editor.move_caret(JIG.index("|AFD"))  # in the middle of a line: what stands behind plays no part
    choose(qtbot, segue, 3, 6)
    qtbot.waitUntil(lambda: all("bits a note" in card.facts.text() and "ends" in card.facts.text()
                                for card in panel.row.cards))
    assert len({one.text for one in segue.takes.ghosts.round.tries}) == 3
    assert editor.ghost.text == segue.takes.ghosts.round.tries[0].text
    panel.tabs.setCurrentIndex(1)
    for number in range(3):
        segue.window.say("")
        choose_leaf(segue, number)
        qtbot.keyClick(panel.tree, Qt.Key.Key_R)
        qtbot.waitUntil(lambda: "Written again" in segue.window.message.text(), timeout=60_000)
        assert "the same, to the last character" in segue.window.message.text()
    assert editor.text() == JIG


def test_a_streamed_continuation_is_a_take_that_can_be_written_again(qtbot: QtBot, segue: app.App) -> None:
    segue.window.transport.listen.setChecked(False)
    segue.window.action("takes").setChecked(True)
    segue.window.editor.setFocus()
    ask(qtbot, segue)
    panel = segue.takes.panel
    qtbot.waitUntil(lambda: "bits a note" in panel.row.cards[0].facts.text(), timeout=60_000)
    panel.tabs.setCurrentIndex(1)
    choose_leaf(segue, 0)
    qtbot.keyClick(panel.tree, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "Written again" in segue.window.message.text(), timeout=60_000)
    assert "the same, to the last character" in segue.window.message.text()


def test_a_bad_bar_is_written_again_and_the_rest_stays(qtbot: QtBot, segue: app.App) -> None:
    editor = segue.window.editor
    segue.window.transport.listen.setChecked(False)
    segue.window.action("hold_rhythm").trigger()
    editor.set_text(JIG)
    editor.move_caret(JIG.index("^^d'"))
    qtbot.keyClick(editor, Qt.Key.Key_B, CTRL | SHIFT)
    qtbot.waitUntil(lambda: bool(editor.ghost.text), timeout=60_000)
    new = editor.ghost.text
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == JIG.replace("GB^^d' G2z", new)
    bars, before = read_tune(editor.text()).bars, read_tune(JIG).bars
    assert [note.length for note in bars[3].notes] == [note.length for note in before[3].notes]
    assert new != "GB^^d' G2z"


def test_the_odd_note_of_a_tune_is_coloured(qtbot: QtBot, segue: app.App) -> None:
    editor = segue.window.editor
    editor.set_text(JIG)
    qtbot.keyClick(editor, Qt.Key.Key_F9, CTRL)
    qtbot.waitUntil(lambda: any(mark.cursor.selectedText() == "^^d'" for mark in editor.extraSelections()),
                    timeout=60_000)
    odd = next(mark for mark in editor.extraSelections() if mark.cursor.selectedText() == "^^d'")
    assert odd.format.background().color().name() == editor.theme.oddest
    assert words.surprise_words(9) in editor.words_at(JIG.index("^^d'"), QPoint(200, 0))


def test_a_continue_during_choosing_goes_first(qtbot: QtBot, segue: app.App) -> None:
    segue.window.transport.listen.setChecked(False)
    segue.takes.panel.candidates.setValue(64)
    qtbot.keyClick(segue.window.editor, Qt.Key.Key_Space, CTRL | SHIFT)
    qtbot.waitUntil(lambda: segue.takes.panel.progress.value() > 0, timeout=60_000)
    segue.window.editor.setFocus()
    ask(qtbot, segue)
    assert segue.window.editor.ghost.text
    assert not segue.takes.choosing.is_busy
    assert len(segue.takes.ghosts.round.tries) == 1
