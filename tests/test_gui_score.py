"""Score and piano roll in the window: from text to score, from score to text, lights, ghost, views."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.notation.tune import Place
from gui.score.score_panel import ScorePanel
from gui.score.score_places import Carried, Excerpt, excerpt_at
from tests.gui_parts import GHOST, PHRASE, Segue, open_segue

TUNE = "X:1\nT:Up\nM:4/4\nL:1/8\nK:G\nGABc d2B2|\nefga b4|\n[L:1/4]GBdg|\n"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path, score="score") as segue:
        yield segue


def panel(segue: Segue) -> ScorePanel:
    made = segue.app.scores.living.panel
    assert isinstance(made, ScorePanel)
    return made


def show(qtbot: QtBot, segue: Segue, text: str, caret: int | None = None) -> ScorePanel:
    """Write a text and wait for its score."""
    segue.write(text, caret)
    is_shown(qtbot, segue)
    return panel(segue)


def is_shown(qtbot: QtBot, segue: Segue) -> None:
    """Wait until the score is that of the text as it is now."""
    living = segue.app.scores.living
    qtbot.waitUntil(lambda: living.is_current and not living._pause.isActive(), timeout=20_000)


def place_of(text: str, notes: str, within: str | None = None) -> Place:
    start = text.index(within or notes) + (within or notes).index(notes)
    return Place(start, start + len(notes))


def click(qtbot: QtBot, segue: Segue, place: Place) -> None:
    view = panel(segue).view
    box = view.box_of(place)
    assert not box.isEmpty()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())


def colours_in(picture: QImage) -> set[str]:
    return {QColor(picture.pixel(x, y)).name() for x in range(picture.width()) for y in range(picture.height())}


def test_the_tune_under_the_caret_is_engraved_and_no_other(qtbot: QtBot, segue: Segue) -> None:
    book = TUNE + "\nX:2\nT:Down\nK:D\nDDDD|\n"
    shown = show(qtbot, segue, book, 30)
    assert {Place(*note[:2]) for note in shown.roll.roll.notes} >= {place_of(book, "d2")}
    assert len(shown.roll.roll.notes) == 15
    segue.editor.move_caret(len(book))
    is_shown(qtbot, segue)
    assert len(shown.roll.roll.notes) == 4


def test_a_key_in_the_text_changes_the_score(qtbot: QtBot, segue: Segue) -> None:
    shown = show(qtbot, segue, TUNE)
    segue.editor.move_caret(TUNE.index("GABc"))
    qtbot.keyClicks(segue.editor, "D")
    is_shown(qtbot, segue)
    assert shown.roll.roll.notes[0].pitch == 62
    assert not shown.score.box_of(place_of(segue.editor.text(), "D", "DGABc")).isEmpty()


@pytest.mark.parametrize("view", ["score", "roll"])
def test_a_click_on_a_note_puts_the_caret_into_its_text(qtbot: QtBot, segue: Segue, view: str) -> None:
    show(qtbot, segue, TUNE)
    segue.window.action(f"view_{view}").trigger()
    is_shown(qtbot, segue)
    click(qtbot, segue, place_of(TUNE, "d2"))
    assert segue.editor.caret() == TUNE.index("d2")
    assert panel(segue).view.marked == place_of(TUNE, "d2")
    qtbot.keyClicks(segue.window.focusWidget(), "c")
    assert "cd2" in segue.editor.text()


def test_a_click_finds_its_text_though_it_moved_meanwhile(qtbot: QtBot, segue: Segue) -> None:
    shown = show(qtbot, segue, TUNE)
    segue.app.scores.living._engraving.close()  # the score stays as it is
    segue.editor.move_caret(TUNE.index("efga"))
    qtbot.keyClicks(segue.editor, "zz")
    click(qtbot, segue, place_of(TUNE, "b4"))
    assert segue.editor.caret() == TUNE.index("b4") + 2
    click(qtbot, segue, place_of(TUNE, "B2"))
    assert segue.editor.caret() == TUNE.index("B2")
    assert shown.score.isVisible()


def test_the_caret_marks_its_note(qtbot: QtBot, segue: Segue) -> None:
    shown = show(qtbot, segue, TUNE)
    segue.editor.move_caret(TUNE.index("B2"))
    assert shown.score.marked == shown.roll.marked == place_of(TUNE, "B2")
    segue.editor.move_caret(TUNE.index("B2|") + 2)
    assert shown.score.marked == place_of(TUNE, "B2")  # behind the note that was just written
    segue.editor.move_caret(2)
    assert shown.score.marked is None


def test_the_arrow_keys_go_from_note_to_note(qtbot: QtBot, segue: Segue) -> None:
    shown = show(qtbot, segue, TUNE, TUNE.index("d2"))
    for view in (shown.score, shown.roll):
        shown.choose("roll" if view is shown.roll else "score")
        segue.editor.move_caret(TUNE.index("d2"))
        view.setFocus()
        qtbot.keyClick(view, Qt.Key.Key_Right)
        assert segue.editor.caret() == TUNE.index("B2")
        qtbot.keyClick(view, Qt.Key.Key_Left)
        qtbot.keyClick(view, Qt.Key.Key_Left)
        assert segue.editor.caret() == TUNE.index("c d2")
        assert view.hasFocus()


@pytest.mark.parametrize("view", ["score", "roll"])
def test_sounding_notes_are_lit_and_followed(qtbot: QtBot, segue: Segue, view: str) -> None:
    long = TUNE + "GABc d2B2|efga b4|\n" * 12 + "[c'2e'2]"
    shown = show(qtbot, segue, long, 30)
    segue.window.action(f"view_{view}").trigger()
    last = place_of(long, "[c'2e'2]")
    view_ = shown.view
    assert not view_.viewport().rect().contains(view_.box_of(last).center().toPoint())
    segue.app.listening.lights.emit((tuple(last),))
    assert view_.lit == (last,)
    assert view_.viewport().rect().contains(view_.box_of(last).center().toPoint())
    box = view_.box_of(last).toRect().adjusted(-2, -2, 2, 2)
    assert view_.theme.playing in colours_in(view_.viewport().grab(box).toImage())
    segue.app.listening.lights.emit(())
    assert view_.theme.playing not in colours_in(view_.viewport().grab(box).toImage())


def test_the_ghost_is_drawn_grey_bar_by_bar_and_lit_by_its_own_offsets(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path, by_hand=True, score="score") as segue:
        segue.window.transport.listen.setChecked(False)
        shown = show(qtbot, segue, PHRASE)
        own = len(shown.roll.roll.notes)
        qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
        segue.worker.step(GHOST.index("|") + 4)
        qtbot.waitUntil(lambda: len(shown.roll.roll.notes) > own, timeout=20_000)
        assert [shown.roll.is_ghost(note) for note in shown.roll.roll.notes] == [False] * own + [True] * 6
        segue.worker.step(100)
        qtbot.waitUntil(lambda: len(shown.roll.roll.notes) == own + 8, timeout=20_000)
        is_shown(qtbot, segue)
        ghost = place_of(PHRASE + GHOST, "D4")
        for name in ("score", "roll"):
            shown.choose(name)
            segue.app.scores.living.show_lights([(ghost.start, ghost.end)])
            assert shown.view.lit == (ghost,)
            segue.app.scores.living.show_lights([])
        shown.choose("score")
        click(qtbot, segue, ghost)
        assert segue.editor.caret() == len(PHRASE)
        box = shown.score.box_of(ghost).toRect()
        ghost_ink = QColor(shown.score.theme.ghost).lightness()
        darkest = min(QColor(colour).lightness() for colour in colours_in(shown.score.viewport().grab(box).toImage()))
        assert darkest >= ghost_ink - 2
        qtbot.keyClick(segue.editor, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: len(shown.roll.roll.notes) == own, timeout=20_000)


def test_an_error_leaves_the_last_good_score_with_a_quiet_mark(qtbot: QtBot, segue: Segue) -> None:
    shown = show(qtbot, segue, TUNE)
    before = shown.roll.roll
    segue.editor.move_caret(TUNE.index("efga"))
    qtbot.keyClicks(segue.editor, "[c")
    qtbot.waitUntil(lambda: "chord" in shown.message.text(), timeout=20_000)
    assert shown.roll.roll == before
    qtbot.keyClicks(segue.editor, "e]")
    qtbot.waitUntil(lambda: shown.message.text() == "", timeout=20_000)
    assert shown.roll.roll != before


def test_an_error_takes_the_ghost_away_from_the_last_good_score(qtbot: QtBot, segue: Segue) -> None:
    segue.window.transport.listen.setChecked(False)
    shown = show(qtbot, segue, PHRASE)
    own = len(shown.roll.roll.notes)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Space, CTRL)
    qtbot.waitUntil(lambda: len(shown.roll.roll.notes) > own, timeout=20_000)
    is_shown(qtbot, segue)
    qtbot.keyClicks(segue.editor, "[c")
    qtbot.waitUntil(lambda: len(shown.roll.roll.notes) == own, timeout=20_000)
    assert "chord" in shown.message.text()


def test_another_tab_has_a_score_of_its_own(qtbot: QtBot, segue: Segue) -> None:
    shown = show(qtbot, segue, TUNE)
    qtbot.keyClick(segue.window, Qt.Key.Key_N, CTRL)
    segue.write("X:1\nT:Up\nM:4/4\nL:1/8\nK:G\nGABc d2B2|[G|\n")
    is_shown(qtbot, segue)
    assert len(shown.roll.roll.notes) == 6  # though it begins like the other, and has an error
    segue.window.action("previous_tab").trigger()
    is_shown(qtbot, segue)
    assert len(shown.roll.roll.notes) == 15


def test_another_tune_with_an_error_is_shown_as_far_as_it_can_be(qtbot: QtBot, segue: Segue) -> None:
    show(qtbot, segue, TUNE)
    other = "X:9\nT:Quite another\nM:3/4\nL:1/4\nK:Bb\nFFF[|"
    shown = show(qtbot, segue, other)
    assert len(shown.roll.roll.notes) == 3


def test_the_views_are_chosen_by_keys_and_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path, score="score") as segue:
        shown = show(qtbot, segue, TUNE)
        assert shown.view.objectName() == "score"
        qtbot.keyClick(segue.window, Qt.Key.Key_F8)
        assert shown.view.objectName() == "roll"
        qtbot.keyClick(segue.window, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
        assert not segue.window.split.room.isVisible()
        qtbot.keyClick(segue.window, Qt.Key.Key_F7)
        assert shown.view.objectName() == "score"
        assert shown.score.isVisible()
        qtbot.keyClick(segue.window, Qt.Key.Key_F7, CTRL)
        assert segue.window.split.orientation() == Qt.Orientation.Horizontal
        qtbot.keyClick(segue.window, Qt.Key.Key_Equal, Qt.KeyboardModifier.AltModifier)
        assert shown.score.zoom == 110
        qtbot.keyClick(segue.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
        assert shown.score.layout_.has_pages
        qtbot.keyClick(segue.window, Qt.Key.Key_F8)
    with open_segue(qtbot, tmp_path, score=None) as segue:
        qtbot.waitUntil(lambda: segue.app.scores.living.panel is not None, timeout=20_000)
        again = panel(segue)
        assert again.view.objectName() == "roll"
        assert again.score.layout_.has_pages
        segue.window.action("score_pages").trigger()
        assert again.score.zoom == 110
        assert segue.window.split.orientation() == Qt.Orientation.Horizontal


def test_the_wheel_with_ctrl_zooms_and_the_lines_are_broken_anew(qtbot: QtBot, segue: Segue) -> None:
    shown = show(qtbot, segue, TUNE)
    width = shown.score.line_width
    def wheel(view: QWidget, by: int) -> None:
        middle = QPointF(50, 50)
        QApplication.sendEvent(view, QWheelEvent(middle, middle, QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, CTRL,
                                                 Qt.ScrollPhase.NoScrollPhase, False))

    for _ in range(7):
        wheel(shown.score.viewport(), 120)
    assert shown.score.zoom == 300
    assert shown.score.line_width < width / 2
    qtbot.waitUntil(lambda: shown.score.layout_.drawings[0].width == shown.score.line_width, timeout=20_000)
    wheel(shown.score.viewport(), -120)
    assert shown.score.zoom == 250
    shown.choose("roll")
    wheel(shown.roll.viewport(), 120)
    assert shown.roll.zoom == 140
    segue.window.action("score_fit").trigger()
    assert shown.roll.horizontalScrollBar().maximum() == 0


def test_pages_are_fitted_to_the_width(qtbot: QtBot, segue: Segue) -> None:
    shown = show(qtbot, segue, TUNE)
    segue.window.action("score_pages").trigger()
    is_shown(qtbot, segue)
    page = shown.score.layout_.pages[0]
    assert 0 <= shown.score.viewport().width() - page.width() < 40
    assert shown.score.horizontalScrollBar().maximum() == 0
    segue.window.resize(700, 600)  # they stay so, until they are zoomed
    qtbot.waitUntil(lambda: 0 <= shown.score.viewport().width() - shown.score.layout_.pages[0].width() < 40)
    segue.window.action("score_larger").trigger()
    assert shown.score.horizontalScrollBar().maximum() > 0
    segue.window.action("score_pages").trigger()
    assert shown.score.zoom == 100


def test_the_theme_colours_the_score(qtbot: QtBot, segue: Segue) -> None:
    shown = show(qtbot, segue, TUNE, 0)
    for choice in ("dark", "light"):
        segue.app.appearance.set_theme(choice)
        theme = segue.editor.theme
        seen = colours_in(shown.score.viewport().grab().toImage())
        assert {theme.paper, theme.ink} <= seen
    segue.app.appearance.set_theme("system")


def test_nothing_is_engraved_while_the_score_is_hidden(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(TUNE)
        assert segue.app.scores.living.panel is None
        assert segue.app.scores.engraving._engraver is None


def test_a_score_that_was_hidden_comes_with_its_key(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(TUNE)
        qtbot.keyClick(segue.window, Qt.Key.Key_F8)
        assert segue.window.split.room.isVisible()
        qtbot.waitUntil(lambda: segue.app.scores.living.panel is not None, timeout=20_000)
        is_shown(qtbot, segue)
        assert panel(segue).view.objectName() == "roll"
        assert len(panel(segue).roll.roll.notes) == 15


def test_a_tune_too_long_to_engrave_is_left_alone(qtbot: QtBot, segue: Segue) -> None:
    shown = show(qtbot, segue, TUNE)
    segue.write("X:1\nK:G\n" + "GABc|" * 50_000)
    qtbot.waitUntil(lambda: "too long" in shown.message.text())


def test_offsets_go_into_an_excerpt_with_a_ghost_and_back() -> None:
    part = Excerpt("AB<ghost>CD", 0, 11, 100, (2, 9))
    assert [part.inside(offset) for offset in (101, 102, 103)] == [1, 2, 10]
    assert part.inside(103, with_ghost=True) == 3
    assert [part.outside(offset) for offset in (1, 2, 5, 9, 10)] == [101, 102, 102, 102, 103]


def test_places_are_carried_over_an_edit() -> None:
    carried = Carried("GABc|d2", "GAB|d2")
    assert carried.place(Place(0, 1)) == Place(0, 1)
    assert carried.place(Place(3, 4)) is None
    assert carried.place(Place(5, 7)) == Place(4, 6)
    assert not Carried("GABc", "X:2 quite").is_alike


def test_a_ghost_behind_the_blank_line_still_belongs_to_the_tune() -> None:
    text = "X:1\nK:C\nC|\n\n\nX:2\nK:G\nG|"
    inside = excerpt_at(text, 12, "D|", 12)
    assert inside.text == "X:1\nK:C\nC|\n\nD|"
    assert inside.ghost == (12, 14)
    assert excerpt_at(text, 2, "", 12).text == "X:1\nK:C\nC|"
    assert excerpt_at(text, 2, "D|", len(text)).ghost == (0, 0)
