"""The end of a tune, as a take is shown: what holds there is what holds in the whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.engraving.engraver import Engraver
from engine.engraving.tail import tail_of, tail_order
from engine.exchange.mei import mei_text
from engine.notation.reader import read_tune
from engine.notation.tune import Tune

TAKE = "c2 d2|e4|"


@pytest.fixture(scope="module")
def engraver() -> Iterator[Engraver]:
    engraver = Engraver()
    yield engraver
    engraver.close()


def tail(before: str, take: str = TAKE) -> tuple[Tune, str]:
    """Return the tail of a tune with a take, and the text that its places are of."""
    order = tail_order(before, take)
    assert order.text[order.ghost[0]:order.ghost[1]] == take.rstrip()
    return tail_of(read_tune(order.text, order.start, order.end), order.ghost[0]), order.text


def bars_of(before: str, take: str = TAKE) -> list[list[str]]:
    cut, text = tail(before, take)
    return [[text[note.place.start:note.place.end] for note in bar.notes] for bar in cut.bars]


@pytest.mark.parametrize(("before", "bar"), [
    ("X:1\nM:2/4\nK:C\nCDEF|GABc|", ["G", "A", "B", "c"]),
    ("X:1\nM:2/4\nK:C\nCDEF|GABc|\nw:la la\n", ["G", "A", "B", "c"]),
    ("X:1\nM:2/4\nK:C\nCDEF|GABc:|\n|:", ["G", "A", "B", "c"]),
])
def test_the_bar_before_the_caret_leads_into_the_take(before: str, bar: list[str]) -> None:
    assert bars_of(before) == [bar, ["c2", "d2"], ["e4"]]


def test_a_bar_that_the_take_ends_is_one_bar_and_nothing_before_is_shown() -> None:
    assert bars_of("X:1\nM:2/4\nK:C\nCDEF|G") == [["G", "c2", "d2"], ["e4"]]
    assert bars_of("X:1\nM:2/4\nK:C\n") == [["c2", "d2"], ["e4"]]
    assert bars_of("") == [["c2", "d2"], ["e4"]]


@pytest.mark.parametrize(("head", "metre", "unit", "clef"), [
    ("M:3/4\nL:1/4\n\nX:1\nK:G\n", "3/4", "1/4", ""),  # the file's header, for all its tunes
    ("M:3/4\nL:1/4\n\nX:1\nK:C\nc|\n\nX:2\nK:G\n", "3/4", "1/4", ""),
    ("M:3/4\n\nX:1\nM:2/4\nL:1/8\nK:G clef=bass\n", "2/4", "1/8", "bass"),  # the tune's own come before it
    ("X:1\nM:C\nL:1/8\nK:G\nV:1 clef=alto\n", "C", "1/8", "alto"),
    ("X:1\nM:C\nL:1/8\nV:1 clef=tenor\nK:G\n[V:1]", "C", "1/8", "tenor"),
    ("X:1\nM:C\nL:1/8\nK:G\n[K:G clef=bass]z8|[K:G]z8|", "C", "1/8", "bass"),
    ("X:1\nM:C\nL:1/8\nK:G\nz8|[M:2/4][L:1/4]z2|[K:G clef=treble-8]z2|", "2/4", "1/4", "treble-8"),
])
def test_metre_unit_and_clef_are_those_in_force(head: str, metre: str, unit: str, clef: str) -> None:
    cut, _ = tail(head, "c2|")
    bar = cut.bars[-1]
    assert (bar.metre.text, str(bar.notes[0].length / 2), cut.voices[0].clef) == (metre, unit, clef)
    assert [sum(bar.key.alters) for bar in cut.bars[-1:]] == [1]


def test_a_take_in_a_lower_voice_stands_on_a_staff_of_that_voice_alone() -> None:
    before = ("%%score (1 2)\nX:1\nL:1/4\nK:C\nV:1 clef=treble name=Flute\nV:2 clef=bass name=Bass\n"
              "V:1\nc4|d4|\nV:2\nC,4|")
    cut, text = tail(before, "D,4|")
    mei = mei_text(cut, with_head=False)
    assert [text[note.place.start:note.place.end] for bar in cut.bars for note in bar.notes] == ["C,4", "D,4"]
    assert mei.count("<staffDef") == 1
    assert 'shape="F"' in mei
    assert "Bass" not in mei


def test_symbols_that_the_file_header_names_are_resolved_and_lyrics_stay_under_their_notes() -> None:
    cut, _ = tail("U:T=!trill!\n\nX:1\nL:1/4\nK:C\nCD|EF|\nw:a b c d\n", "Tc2|")
    assert cut.bars[-1].notes[0].decorations == ("trill",)
    assert [(one.text, one.bar) for one in cut.voices[0].lyrics] == [("c", 0), ("d", 0)]


def test_no_tempo_no_label_and_no_break_of_a_line_takes_room() -> None:
    mei = mei_text(tail("X:1\nQ:1/4=100\nP:AB\nL:1/4\nK:C\nCD|\nP:A\n[Q:1/4=90]EF|\n", "c2|\nd2|")[0], with_head=False)
    assert not any(tag in mei for tag in ("<sb", "<reh", "<tempo"))


def test_a_tail_is_drawn_with_its_ghost_grey(engraver: Engraver) -> None:
    order = tail_order("M:3/4\n\nX:1\nT:Up\nK:G\nGAB|" * 3, "g3|")
    sheet = engraver.engrave(order)
    assert [order.text[note.start:note.end] for note in sheet.roll.notes] == ["G", "A", "B", "g3"]
    assert f'id="n{order.ghost[0]}-{order.ghost[0] + 2}" fill=' in sheet.systems[0].svg
    assert "Up" not in sheet.systems[0].svg
