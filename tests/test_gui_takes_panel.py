"""The takes panel: choosing, comparing, keeping, accepting, going back, and the tree of what was tried."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.attempts import beside, read_attempts
from engine.continuation import Continuation, Copied, Settings
from engine.errors import PhraseError
from engine.takes import Take
from gui.text.editor import Editor
from tests.gui_parts import GHOST, PHRASE, Segue, open_segue

KEY = Qt.Key
CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TEXTS = ("e2d2 cBAG|G8|", "e2d2 cBAG|d8|", "g2f2 e4|")


def take(text: str, seed: int, bits: float = 2.5, copied: tuple[Copied, ...] = ()) -> Take:
    told = Continuation(text, text.count("|"), seed, Settings(seed=seed), "fake", "bars", copied)
    return Take(told, bits, 0, 0.2, 0, "", 1.0)


def takes(task: Any) -> tuple[Take, ...]:
    return tuple(take(text, task.settings.seed + number) for number, text in enumerate(TEXTS[:task.keep]))


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.worker.answers["ChooseTakes"] = takes
        segue.write(PHRASE)
        segue.editor.setFocus()
        yield segue


def panel(segue: Segue) -> Any:
    return segue.app.takes.panel


def row(segue: Segue) -> Any:
    return panel(segue).row


def choose(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.window, KEY.Key_Space, CTRL | SHIFT)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == TEXTS[0])
    qtbot.waitUntil(lambda: all(card.picture.contour._sketch.spots for card in row(segue).cards))


def facts(segue: Segue) -> list[str]:
    return [card.facts.text() for card in row(segue).cards]


def test_one_key_shows_several_takes_side_by_side_with_what_is_worth_knowing(qtbot: QtBot, segue: Segue) -> None:
    segue.worker.answers["ChooseTakes"] = (
        take(TEXTS[0], 1), take(TEXTS[2], 2, 5.5, (Copied(2, 3, 18, "The Kesh"),)))
    choose(qtbot, segue)
    asked = next(task for task in segue.worker.tasks if type(task).__name__ == "ChooseTakes")
    assert (asked.text, asked.caret, asked.keep, asked.candidates) == (PHRASE, len(PHRASE), 4, 12)
    first, second = row(segue).cards
    assert first.geometry().right() < second.geometry().left()
    assert first.title.text() == "1 · 2 bars"
    assert facts(segue) == [
        "ends on G, the tonic\n2.5 bits a note: usual for this model\nits own",
        "ends on E, the sixth\n5.5 bits a note: odd for this model\nbars 2-3 are The Kesh (18 notes in a row)"]
    assert "Take 1 · 2 bars. ends on G" in row(segue).accessibleDescription()


def test_how_many_are_kept_of_how_many_is_set_and_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.worker.answers["ChooseTakes"] = takes
        panel(segue).candidates.setValue(20)
        panel(segue).kept.setValue(2)
        segue.write(PHRASE)
        qtbot.keyClick(segue.window, KEY.Key_Space, CTRL | SHIFT)
        qtbot.waitUntil(lambda: len(row(segue).cards) == 2)
    with open_segue(qtbot, tmp_path) as again:
        assert (panel(again).kept.value(), panel(again).candidates.value()) == (2, 20)
        assert not panel(again).isHidden()


def test_a_picture_is_drawn_of_each_take(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    card = row(segue).cards[0]
    picture = card.picture.contour.grab().toImage()
    ink = segue.editor.theme.ghost
    box = card.picture.contour.box(card.picture.contour._sketch.spots[0]).center()
    assert picture.pixelColor(round(box.x()), round(box.y())).name() == ink


def test_left_and_right_go_through_the_cards_and_the_text_shows_each(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    qtbot.keyClick(row(segue), KEY.Key_Right)
    assert segue.editor.ghost.text == TEXTS[1]
    assert [card.property("chosen") for card in row(segue).cards] == [False, True, False]
    qtbot.keyClick(row(segue), KEY.Key_End)
    assert segue.editor.ghost.text == TEXTS[2]
    qtbot.keyClick(row(segue), KEY.Key_Left)
    assert segue.editor.ghost.text == TEXTS[1]
    qtbot.mouseClick(row(segue).cards[0], Qt.MouseButton.LeftButton)
    assert segue.editor.ghost.text == TEXTS[0]
    qtbot.keyClick(segue.editor, KEY.Key_BracketRight, ALT)
    assert row(segue).cards[1].property("chosen")
    assert segue.editor.text() == PHRASE


def test_enter_accepts_as_one_step_of_undo(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    qtbot.keyClick(row(segue), KEY.Key_Right)
    qtbot.keyClick(row(segue), KEY.Key_Return)
    assert segue.editor.text() == PHRASE + TEXTS[1]
    assert segue.editor.hasFocus()
    qtbot.keyClick(segue.editor, KEY.Key_Z, CTRL)
    assert segue.editor.text() == PHRASE


def test_a_take_is_heard_alone_or_over_the_seam(qtbot: QtBot, segue: Segue) -> None:
    segue.window.transport.listen.setChecked(False)
    segue.write(PHRASE + "e2d2 cBAG|c8|")
    choose(qtbot, segue)
    qtbot.keyClick(row(segue), KEY.Key_Space)
    qtbot.waitUntil(lambda: len(segue.player.plays) == 1)
    qtbot.keyClick(row(segue), KEY.Key_Space, SHIFT)
    qtbot.waitUntil(lambda: len(segue.player.plays) == 2)
    (alone, seam, _), (_, before, _) = segue.player.plays
    at = len(PHRASE + "e2d2 cBAG|c8|")
    assert seam == next(note.start_s for note in alone if note.start >= at)
    two_bars_back = next(note.start_s for note in alone if note.start >= len(PHRASE))
    assert before == two_bars_back < seam


def test_choosing_shows_how_far_it_is_and_can_be_cancelled(qtbot: QtBot, segue: Segue) -> None:
    segue.worker.tasks_by_hand, segue.worker.progress = True, [(5, 12)]
    qtbot.keyClick(segue.window, KEY.Key_Space, CTRL | SHIFT)
    qtbot.waitUntil(lambda: panel(segue).progress.value() == 5)
    assert panel(segue).progress.isVisible() and panel(segue).progress.maximum() == 12
    qtbot.mouseClick(panel(segue).cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(segue.worker.cancelled) == 1)
    assert not panel(segue).progress.isVisible()
    assert panel(segue).choose.isEnabled()
    assert not row(segue).cards


def test_a_continue_supersedes_choosing(qtbot: QtBot, segue: Segue) -> None:
    segue.worker.tasks_by_hand = True
    qtbot.keyClick(segue.window, KEY.Key_Space, CTRL | SHIFT)
    qtbot.waitUntil(panel(segue).progress.isVisible)
    qtbot.keyClick(segue.editor, KEY.Key_Space, CTRL)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST)
    assert not panel(segue).progress.isVisible()
    assert [card.title.text() for card in row(segue).cards] == ["1 · 2 bars"]
    segue.worker.tasks_by_hand = False
    segue.worker.step(5)
    qtbot.waitUntil(lambda: "2.5 bits" in facts(segue)[0])  # a streamed take is looked into when the engine is idle


def test_a_fault_is_said_and_choosing_ends(qtbot: QtBot, segue: Segue) -> None:
    segue.worker.answers["ChooseTakes"] = PhraseError("nothing can follow here")
    qtbot.keyClick(segue.window, KEY.Key_Space, CTRL | SHIFT)
    qtbot.waitUntil(lambda: segue.window.notice.sentence() == "Nothing can follow here.")
    assert not panel(segue).progress.isVisible()


def test_what_is_kept_stays_when_others_are_chosen(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    qtbot.keyClick(row(segue), KEY.Key_Right)
    qtbot.keyClick(row(segue), KEY.Key_K)
    assert row(segue).cards[1].title.text().endswith("kept")
    segue.worker.answers["ChooseTakes"] = (take("z8|", 90),)
    qtbot.keyClick(segue.window, KEY.Key_Space, CTRL | SHIFT)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == "z8|")
    assert [one.text for one in segue.app.takes.ghosts.round.tries] == [TEXTS[1], "z8|"]


def test_where_nothing_was_tried_no_card_is_left_to_be_clicked(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    qtbot.keyClick(segue.editor, KEY.Key_Escape)
    qtbot.keyClick(segue.editor, KEY.Key_Home)
    qtbot.keyClick(segue.editor, KEY.Key_BracketLeft, ALT)
    assert row(segue).cards == []


def test_comparing_marks_what_differs(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    qtbot.keyClick(row(segue), KEY.Key_C)
    assert [each.split("\n")[-1] for each in facts(segue)] == ["compared with this", "bar 2 differs",
                                                               "every bar differs"]
    marked = [len(card.picture.contour._marked) for card in row(segue).cards]
    assert marked == [0, 1, 3]
    qtbot.keyClick(row(segue), KEY.Key_C)
    assert not any(card.picture.contour._marked for card in row(segue).cards)


def test_going_back_takes_out_what_was_accepted_and_shows_the_takes_before(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    qtbot.keyClick(row(segue), KEY.Key_Return)
    segue.worker.script = "z8|"
    qtbot.keyClick(segue.editor, KEY.Key_Space, CTRL)
    qtbot.waitUntil(lambda: segue.editor.ghost.text == "z8|")
    assert segue.worker.requests[-1][0] == PHRASE + TEXTS[0]
    qtbot.keyClick(segue.editor, KEY.Key_F9, SHIFT)
    qtbot.keyClick(row(segue), KEY.Key_Backspace)
    assert segue.editor.text() == PHRASE
    assert segue.editor.ghost.text == TEXTS[0]
    assert len(row(segue).cards) == 3
    segue.editor.undo()
    assert segue.editor.text() == PHRASE + TEXTS[0]


def test_a_take_whose_text_has_changed_is_not_put_elsewhere(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    qtbot.keyClick(segue.editor, KEY.Key_Escape)
    segue.editor.move_caret(PHRASE.index("GABc"))
    qtbot.keyClicks(segue.editor, "B")
    text = segue.editor.text()
    qtbot.keyClick(row(segue), KEY.Key_Right)
    assert not segue.editor.ghost.is_alive
    assert "has changed" in segue.window.message.text()
    assert segue.editor.text() == text


# The tree

def leaves(segue: Segue) -> dict[str, Any]:
    return segue.app.takes.trying.attempts.leaves


def test_all_that_was_tried_lies_beside_the_document_and_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "gate.abc"
    path.write_text(PHRASE, encoding="utf-8")
    with open_segue(qtbot, tmp_path, path=path) as segue:
        segue.worker.answers["ChooseTakes"] = takes
        choose(qtbot, segue)
        qtbot.keyClick(row(segue), KEY.Key_K)
    kept = read_attempts(beside(path))
    assert [leaf.text for leaf in kept.leaves.values()] == list(TEXTS)
    assert [leaf.is_kept for leaf in kept.leaves.values()] == [True, False, False]
    assert set(kept.openings.values()) == {PHRASE}
    with open_segue(qtbot, tmp_path, path=path) as again:
        panel(again).tabs.setCurrentIndex(1)
        tree = panel(again).tree
        opening = tree.topLevelItem(0)
        assert opening.childCount() == 3
        tree.setCurrentItem(opening.child(1))
        qtbot.keyClick(tree, KEY.Key_Return)
        assert again.editor.ghost.text == TEXTS[1]
        assert again.worker.requests == []
        qtbot.keyClick(again.editor, KEY.Key_Tab)
        assert again.editor.text() == PHRASE + TEXTS[1]
    assert [leaf.accepted for leaf in read_attempts(beside(path)).leaves.values()] == [0, len(TEXTS[1]), 0]


def test_a_take_of_a_text_without_a_name_is_kept_too_and_moves_when_it_gets_one(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(PHRASE)
        qtbot.keyClick(segue.editor, KEY.Key_Space, CTRL)
        qtbot.waitUntil(lambda: len(leaves(segue)) == 1)
        segue.app.takes.trying.save()
        unnamed = segue.app.takes.trying.path
        assert unnamed is not None and unnamed.parent == tmp_path / "takes" and unnamed.exists()
        assert segue.app.documents.write(tmp_path / "named.abc")
        assert not unnamed.exists()
        assert [leaf.text for leaf in read_attempts(beside(tmp_path / "named.abc")).leaves.values()] == [GHOST]


def test_what_was_tried_with_a_text_that_never_got_a_name_is_found_again(qtbot: QtBot, tmp_path: Path) -> None:
    for _ in range(2):
        with open_segue(qtbot, tmp_path) as segue:  # both times it shows the opening that comes with it
            found = [leaf.text for leaf in leaves(segue).values()]
            qtbot.keyClick(segue.editor, KEY.Key_Space, CTRL)
            qtbot.waitUntil(lambda: segue.editor.ghost.text == GHOST and not segue.editor.ghost.is_open)
    assert found == [GHOST]


def test_another_document_has_another_tree(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    choose(qtbot, segue)
    path = tmp_path / "other.abc"
    path.write_text("X:1\nK:D\nd8|", encoding="utf-8")
    segue.editor.dismiss()
    segue.app.documents.load(path)
    assert not leaves(segue)


def test_a_damaged_tree_is_said_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "gate.abc"
    path.write_text(PHRASE, encoding="utf-8")
    beside(path).write_bytes(b"{ half a file")
    with open_segue(qtbot, tmp_path, path=path) as segue:
        assert "gate.abc.takes.json is damaged" in segue.window.notice.sentence()
        assert "kept as gate.abc.takes.json.damaged-1" in segue.window.notice.sentence()
        assert segue.editor.text() == PHRASE
    assert (tmp_path / "gate.abc.takes.json.damaged-1").read_bytes() == b"{ half a file"


def on_leaf(qtbot: QtBot, segue: Segue, number: int = 0) -> Any:
    segue.window.action("takes").setChecked(True)
    panel(segue).tabs.setCurrentIndex(1)
    tree = panel(segue).tree
    tree.setCurrentItem(tree.topLevelItem(0).child(number))
    return tree


@pytest.mark.parametrize(("text", "words"), [(TEXTS[0], "the same, to the last character"), ("z8|", "not the same")])
def test_a_leaf_is_written_again_and_compared(qtbot: QtBot, segue: Segue, text: str, words: str) -> None:
    choose(qtbot, segue)
    seed = next(iter(leaves(segue).values())).seed
    segue.worker.answers["WriteAgain"] = lambda task: Continuation(
        text, 2, task.settings.seed, task.settings, "fake", "bars")
    qtbot.keyClick(on_leaf(qtbot, segue), KEY.Key_R)
    qtbot.waitUntil(lambda: words in segue.window.message.text())
    task = segue.worker.tasks[-1]
    assert (task.text, task.caret, task.settings.seed) == (PHRASE, len(PHRASE), seed)


def test_a_leaf_is_heard_copied_and_deleted(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    tree = on_leaf(qtbot, segue, 1)
    count = len(segue.player.plays)
    qtbot.keyClick(tree, KEY.Key_Space)
    qtbot.waitUntil(lambda: len(segue.player.plays) == count + 1)
    qtbot.keyClick(tree, KEY.Key_C, SHIFT)
    assert QApplication.clipboard().text() == PHRASE + TEXTS[1] + "\n"
    qtbot.keyClick(tree, KEY.Key_Delete)
    assert [leaf.text for leaf in leaves(segue).values()] == [TEXTS[0], TEXTS[2]]
    assert tree.topLevelItem(0).childCount() == 2


def test_a_leaf_is_accepted_from_the_tree(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    qtbot.keyClick(segue.editor, KEY.Key_Escape)
    on_leaf(qtbot, segue, 2)
    panel(segue).commands["accept"].trigger()
    assert segue.editor.text() == PHRASE + TEXTS[2]
    segue.editor.undo()
    assert segue.editor.text() == PHRASE


def test_a_leaf_whose_text_is_gone_says_so(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    segue.editor.dismiss()
    segue.editor.selectAll()
    qtbot.keyClicks(segue.editor, "X")
    qtbot.keyClick(on_leaf(qtbot, segue), KEY.Key_Return)
    assert "no longer in the document" in segue.window.message.text()
    assert segue.editor.text() == "X"


def test_what_goes_on_from_a_take_hangs_below_it(qtbot: QtBot, segue: Segue) -> None:
    choose(qtbot, segue)
    qtbot.keyClick(row(segue), KEY.Key_Return)
    qtbot.keyClick(segue.editor, KEY.Key_Space, CTRL)
    qtbot.waitUntil(lambda: len(leaves(segue)) == 4)
    tree = on_leaf(qtbot, segue)
    assert tree.topLevelItemCount() == 1
    assert tree.topLevelItem(0).child(0).childCount() == 1


def test_the_panel_has_a_key_and_every_command_of_it_a_name(qtbot: QtBot, segue: Segue) -> None:
    assert panel(segue).isHidden()
    qtbot.keyClick(segue.editor, KEY.Key_F9)
    assert not panel(segue).isHidden() and row(segue).hasFocus()
    qtbot.keyClick(row(segue), KEY.Key_Escape)
    assert segue.editor.hasFocus() and not panel(segue).isHidden()
    qtbot.keyClick(segue.editor, KEY.Key_F9, SHIFT)
    assert row(segue).hasFocus()
    assert all(command.text() and command.toolTip() for command in panel(segue).commands.values())
    qtbot.keyClick(row(segue), KEY.Key_F9)
    assert panel(segue).isHidden() and segue.editor.hasFocus()


def test_each_editor_has_its_own_takes_and_its_own_tree(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    desk, first = segue.app.takes, segue.editor
    segue.window.transport.listen.setChecked(False)
    choose(qtbot, segue)
    desk.trying.set_document(tmp_path / "one.abc")
    second = Editor(segue.window)
    second.setGeometry(0, 200, 400, 200)
    second.show()
    second.set_text("X:1\nK:D\nd8|")
    second.move_caret(len(second.text()))
    desk.use(second)
    desk.set_document(tmp_path / "two.abc")
    assert not first.ghost.is_alive
    assert row(segue).cards == [] and not leaves(segue)
    segue.window.action("continue").trigger()
    qtbot.waitUntil(lambda: second.ghost.text == GHOST and not second.ghost.is_open)
    qtbot.keyClick(second, KEY.Key_Tab)
    assert second.text() == "X:1\nK:D\nd8|" + GHOST
    assert first.text() == PHRASE
    desk.use(first)
    desk.set_document(tmp_path / "one.abc")
    assert [one.text for one in desk.ghosts.round.tries] == list(TEXTS)
    first.setFocus()
    qtbot.keyClick(first, KEY.Key_BracketRight, ALT)
    assert first.ghost.text == TEXTS[1]  # the first was sent away when the other editor came
    assert [leaf.text for leaf in read_attempts(beside(tmp_path / "two.abc")).leaves.values()] == [GHOST]
    assert len(leaves(segue)) == 3
