"""What is offered while the composer writes, by real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.notation.decorations import KNOWN
from engine.notation.fields import parse_metre, parse_tempo, parse_unit
from engine.notation.keys import parse_key
from gui.text.decoration_entries import DECORATIONS
from gui.text.entries import FIELDS, METRES, TEMPOS, UNITS
from gui.text.key_entries import key_entries
from tests.gui_parts import Segue, open_segue

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
HEAD = "X:1\nM:4/4\nL:1/8\nK:G\n"


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        yield segue


def type_keys(qtbot: QtBot, segue: Segue, keys: str) -> None:
    for char in keys:
        qtbot.keyClicks(segue.editor, char)
        QApplication.processEvents()  # what is offered follows the key, and does not hold it up


def offered(segue: Segue) -> list[str]:
    completion = segue.editor.completion
    return [completion.list.item(row).text() for row in range(completion.list.count())] if completion.is_open else []


@pytest.mark.parametrize(("before", "keys", "first"), [
    ("X:1\n", "K", ["K:"]),
    ("X:1\n", "K:Ad", ["Ador"]),
    ("X:1\n", "K:F#", ["F#", "F#m", "F#mix", "F#dor"]),
    ("X:1\nK:", "G cl", ["clef=treble", "clef=bass"]),
    ("X:1\n", "M:6", ["6/8"]),
    ("X:1\n", "L:1/1", ["1/16"]),
    ("X:1\n", "R:sl", ["slip jig", "slide"]),
    ("X:1\n", "Q:3", ["3/8=120"]),
    (HEAD, "G!tr", ["trill", "trill(", "trill)"]),
    (HEAD, "G!loud", ["mf", "f", "ff"]),  # by its meaning
    (HEAD, "%%MIDI", ["MIDI program "]),
    (HEAD, 'G"', ["G", "Am", "Bm", "C", "D", "Em"]),  # the chords of G
    (HEAD + "[K:Dm]G", '"', ["Dm", "Edim", "F", "Gm", "Am", "Bb", "C", "A7"]),
    (HEAD, "[K:", ["C", "G", "D"]),
])
def test_what_can_stand_there_is_offered_while_typing(qtbot: QtBot, segue: Segue, before: str, keys: str,
                                                      first: list[str]) -> None:
    segue.write(before)
    type_keys(qtbot, segue, keys)
    assert offered(segue)[:len(first)] == first
    assert segue.editor.text() == before + keys


@pytest.mark.parametrize("keys", ["GABc", "T:G", "w:Am", "% K:", "zz|:", "'"])
def test_where_notes_or_words_are_written_nothing_pops_up(qtbot: QtBot, segue: Segue, keys: str) -> None:
    segue.write(HEAD)
    type_keys(qtbot, segue, keys)
    assert offered(segue) == []


def test_tab_takes_the_first_and_down_with_enter_another(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\n")
    type_keys(qtbot, segue, "K:Ad")
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab)
    assert segue.editor.text() == "X:1\nK:Ador" and offered(segue) == []
    segue.write(HEAD)
    type_keys(qtbot, segue, "G!tr")
    for _ in range(2):
        qtbot.keyClick(segue.editor, Qt.Key.Key_Down)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Return)
    assert segue.editor.text() == HEAD + "G!trill(!"
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    assert segue.editor.text() == HEAD + "G!tr"


def test_enter_ends_the_line_where_nothing_was_chosen(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\n")
    type_keys(qtbot, segue, "K:A")
    assert len(offered(segue)) > 1
    qtbot.keyClick(segue.editor, Qt.Key.Key_Return)
    assert segue.editor.text() == "X:1\nK:A\n" and offered(segue) == []


def test_a_chosen_field_offers_its_value_at_once(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\n")
    type_keys(qtbot, segue, "M")
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab)
    assert segue.editor.text() == "X:1\nM:" and offered(segue)[0] == "4/4"


def test_a_mark_that_closes_already_is_stepped_over(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + 'G"D"A', caret=len(HEAD) + 3)
    qtbot.keyClick(segue.editor, Qt.Key.Key_J, CTRL)
    assert offered(segue)[:2] == ["D", "D7"]
    qtbot.keyClick(segue.editor, Qt.Key.Key_Down)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Return)
    assert segue.editor.text() == HEAD + 'G"D7"A'
    assert segue.editor.caret() == len(HEAD + 'G"D7"')


def test_esc_closes_it_and_then_means_what_it_meant(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\n")
    type_keys(qtbot, segue, "K:A")
    with qtbot.assertNotEmitted(segue.editor.escaped):
        qtbot.keyClick(segue.editor, Qt.Key.Key_Escape)
    assert offered(segue) == []
    with qtbot.waitSignal(segue.editor.escaped):
        qtbot.keyClick(segue.editor, Qt.Key.Key_Escape)


def test_a_caret_that_goes_elsewhere_closes_it(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\nT:x\n")
    type_keys(qtbot, segue, "K:A")
    segue.editor.move_caret(0)
    QApplication.processEvents()
    assert offered(segue) == []


def test_undo_and_deleting_open_nothing(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\nK:Am", caret=8)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Backspace)
    QApplication.processEvents()
    assert offered(segue) == []
    qtbot.keyClick(segue.editor, Qt.Key.Key_Z, CTRL)
    QApplication.processEvents()
    assert offered(segue) == []


@pytest.mark.parametrize("lines", [0, 40])
@pytest.mark.parametrize("width", [420, 900])
def test_the_list_stands_inside_the_text_and_not_over_the_line_that_is_written(qtbot: QtBot, segue: Segue, lines: int,
                                                                               width: int) -> None:
    segue.window.resize(width, 480)
    segue.write(HEAD + "G8|\n" * lines + "GABc dedB " * 3)
    type_keys(qtbot, segue, "!")
    completion = segue.editor.completion
    place = completion.list.geometry()
    caret = segue.editor.cursorRect().translated(segue.editor.viewport().geometry().topLeft())
    assert segue.editor.viewport().geometry().contains(place)
    assert not place.intersects(caret)
    assert place.height() > 3 * completion.list.sizeHintForRow(0)


# The ghost

def ghost(segue: Segue, text: str) -> None:
    segue.editor.begin_ghost()
    segue.editor.append_ghost(text)
    segue.editor.close_ghost()


def test_nothing_pops_up_over_a_ghost_that_agrees(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "GABc|")
    ghost(segue, '"Am"A4 A4|')
    type_keys(qtbot, segue, '"')
    assert offered(segue) == [] and segue.editor.ghost.text == 'Am"A4 A4|'


def test_tab_belongs_to_the_ghost_even_where_something_is_offered(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "GABc|")
    ghost(segue, "d4 d4|")
    qtbot.keyClick(segue.editor, Qt.Key.Key_Slash, ALT)
    assert offered(segue)
    qtbot.keyClick(segue.editor, Qt.Key.Key_Tab)
    assert segue.editor.text() == HEAD + "GABc|d4 d4|"


# Snippets

def test_asked_for_among_notes_it_offers_the_snippets(qtbot: QtBot, segue: Segue) -> None:
    segue.write(HEAD + "G tri")
    qtbot.keyClick(segue.editor, Qt.Key.Key_J, CTRL)
    assert offered(segue) == ["Triplet"]
    qtbot.keyClick(segue.editor, Qt.Key.Key_Return)
    assert segue.editor.text() == HEAD + "G (3"


# The tables

def test_every_decoration_of_the_standard_is_explained() -> None:
    names = [name for name, _ in DECORATIONS]
    assert set(names) == KNOWN - {"nil", "none", "^"} and len(names) == len(set(names))


def test_every_value_that_is_offered_can_be_read() -> None:
    assert all(parse_metre(value) is not None for value, _ in METRES)
    assert all(parse_unit(value) is not None for value, _ in UNITS)
    unit = parse_unit("1/8")
    assert unit is not None
    assert all(parse_tempo(value, unit) is not None for value, _ in TEMPOS if "=" in value)
    assert all(parse_key(entry.text) is not None for entry in key_entries())
    assert {value[0] for value, _ in FIELDS} == set("ABCDFGHIKLMmNOPQRrSsTUVWwXZ+")
