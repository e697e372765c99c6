"""What stands beside the notes of a score: it leads to its text, and the caret in it to its note."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui_parts import Segue, open_segue
from tests.test_gui_score import colours_in, show

SIGNS = 'X:1\nM:4/4\nL:1/4\nK:C\n"Am"!trill!{g}A2 z2|!f!(3BcB [CE]2|:E4:|\nw:la ti-do\n'

@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path, score="score") as segue:
        yield segue


@pytest.mark.parametrize(("kind", "written"), [
    ("n", "z2"), ("c", '"Am"'), ("l", "ti-"), ("e", "|!f"), ("e", ":|"), ("h", "[CE]2"), ("h", "c"),
])
def test_rests_chord_symbols_syllables_and_bar_lines_lead_to_their_text(
        qtbot: QtBot, segue: Segue, kind: str, written: str) -> None:
    view = show(qtbot, segue, SIGNS, 0).score
    start = SIGNS.index(written, SIGNS.index("(3B") if written == "c" else 0)
    boxes = [box for box in view.layout_.drawings[0].boxes if box.place.start == start and box.kind == kind]
    assert boxes
    point = view.layout_.in_pixels(0, boxes[0].rect).center()
    qtbot.mouseMove(view.viewport(), point.toPoint())
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert segue.editor.caret() == start


@pytest.mark.parametrize(("caret", "note"), [
    ("trill", "A2"), ("Am", "A2"), ("g}", "A2"), ("f!", "B"), ("3B", "B"), ("E]", "[CE]2"), ("i-", "ti-"), ("|:", None),
])
def test_the_caret_in_what_belongs_to_a_note_marks_the_note(
        qtbot: QtBot, segue: Segue, caret: str, note: str | None) -> None:
    shown = show(qtbot, segue, SIGNS, 0)
    segue.editor.move_caret(SIGNS.index(caret) + (caret == "|:"))
    place = shown.score.marked
    assert (SIGNS[place.start:place.end] if place is not None else None) == note
    if note is not None:
        box = next(box for box in shown.score.layout_.drawings[0].boxes if box.place == place)
        where = shown.score.layout_.in_pixels(0, box.rect).toRect()
        assert shown.score.theme.selection in colours_in(shown.score.viewport().grab(where).toImage())
