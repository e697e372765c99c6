"""The small picture of a continuation, and how it ends."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.sketch import differing_bars, own_spots, sketch

TEXT = "X:1\nM:4/4\nL:1/8\nK:D\nd2f2 a4|"


def test_only_what_stands_behind_the_caret_is_drawn():
    found = sketch(TEXT, len(TEXT), "g2f2 e4|d8|")
    assert [(spot.onset, spot.pitch, spot.bar) for spot in found.spots] == [
        (Fraction(0), 79, 0), (Fraction(1, 4), 78, 0), (Fraction(1, 2), 76, 0), (Fraction(1), 74, 1)]
    assert list(found.bars) == [0, 1]
    assert found.length == 2


def test_a_bar_that_is_finished_by_it_counts_from_the_caret():
    cut = TEXT[:TEXT.index(" a4")]
    found = sketch(cut, len(cut), " a2g2|f8|")
    assert [spot.onset for spot in found.spots] == [0, Fraction(1, 4), Fraction(1, 2)]
    assert list(found.bars) == [0, Fraction(1, 2)]


@pytest.mark.parametrize(("text", "ending", "degree"), [
    ("g2f2 e2d2|", "D", 0), ("d2e2 f4|z8|", "F\N{MUSIC SHARP SIGN}", 2), ("z8|", "", -1), ("", "", -1),
    ("d2e2 _b4|", "B\N{MUSIC FLAT SIGN}", 5)])
def test_the_ending_is_the_last_note_that_sounds(text, ending, degree):
    found = sketch(TEXT, len(TEXT), text)
    assert (found.ending, found.degree) == (ending, degree)


def test_each_note_knows_where_it_is_written_and_the_voice_of_the_caret_is_the_one():
    book = "X:1\nL:1/4\nK:C\nV:1\nc4|\nV:2\nC4|"
    take = "[CE]2 z2|"
    found = sketch(book, len(book), take)
    assert [(spot.pitch, take[spot.start:spot.end]) for spot in found.spots] == [(60, "[CE]2"), (64, "[CE]2")]


def test_the_tune_around_the_caret_is_the_one():
    book = "X:1\nK:C\nCDEF GABc|\n\nX:2\nL:1/4\nK:G\nGABc|"
    assert sketch(book, len(book), "d2g2|").degree == 0


def test_two_takes_are_compared_bar_by_bar():
    one, other = (sketch(TEXT, len(TEXT), text) for text in ("g2f2 e4|d8|", "g2f2 e4|f8|d8|"))
    assert differing_bars(one, other) == {1, 2}
    assert [spot.pitch for spot in own_spots(other, one)] and {spot.bar for spot in own_spots(other, one)} == {1, 2}
    assert not differing_bars(one, one)
    assert not own_spots(one, one)
