from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import SettingsError
from engine.notation.alignment import align_edits, align_text
from engine.notation.durations import DOUBLE, HALF, parse_new_unit, scale_edits, scale_text, unit_edits, unit_text
from engine.notation.reader import read_tune
from engine.notation.transpose import apply_edits
from engine.performance import perform
from tests.tunes import TuneMaker

HEAD = "X:1\nM:4/4\nL:1/8\n"


def sounding(text, by=Fraction(1)):
    """Pitch, onset and length of every note, in whole notes, times ``by``. Graces are left to whoever plays."""
    performance = perform(read_tune(text), accompany=False, graces=False)
    return [(note.pitch, note.onset * by, note.length * by, note.channel) for note in performance.notes]


def seconds(text):
    return [(round(note.start_s, 9), round(note.end_s, 9))
            for note in perform(read_tune(text), accompany=False, graces=False).notes]


def faults(text):
    return [one.code for one in read_tune(text).diagnostics]


@pytest.mark.parametrize(("music", "doubled"), [
    ("K:C\nA2B/c3/2d//|", "K:C\nA4Bc3d/|"),  # who writes d// also writes d/
    ("K:C\nA>B c<d|", "K:C\nA2>B2 c2<d2|"),
    ("K:C\n(3ABc (3:2:2AB|", "K:C\n(3A2B2c2 (3:2:2A2B2|"),
    ("K:C\n[CE] [CE]2 [C2E2] [C2E]3|", "K:C\n[CE]2 [CE]4 [C4E4] [C4E2]3|"),
    ("K:C\nz z/2 x2 Z y2 Z4|", "K:C\nz2 z x4 Z y2 Z4|"),
    ("K:C\n{/gf}A2 !trill!B~c \"Am\"d- d|", "K:C\n{/gf}A4 !trill!B2~c2 \"Am\"d2- d2|"),
    ("K:C\nA2 & C2|", "K:C\nA4 & C4|"),
    ("K:C\n[V:1] A [V:2] C [L:1/4] E|\nw:la A2", "K:C\n[V:1] A2 [V:2] C2 [L:1/4] E2|\nw:la A2"),
])
def test_every_length_is_doubled_and_nothing_else_changes(music, doubled):
    text = HEAD + music + "\n"
    assert scale_text(text, DOUBLE, keep_metre=True) == HEAD + doubled + "\n"
    assert sounding(scale_text(text, DOUBLE)) == sounding(text, DOUBLE)


@pytest.mark.parametrize(("metre", "half"), [
    ("4/4", "4/8"), ("6/8", "6/16"), ("C", "4/8"), ("C|", "2/4"), ("2+3/8", "2+3/16"), ("none", "none"),
    ("(2+3)/4", "(2+3)/8"),
])
def test_the_metre_goes_along_so_that_the_bars_still_add_up(metre, half):
    text = f"X:1\nM:{metre}\nL:1/8\nK:G\nGA|[M:{metre}]Bc|\n"
    assert scale_text(text, HALF) == f"X:1\nM:{half}\nL:1/8\nK:G\nG/2A/2|[M:{half}]B/2c/2|\n"


def test_the_metre_stays_where_that_is_wanted():
    assert scale_text(HEAD + "K:G\nG8|\n", HALF, keep_metre=True) == HEAD + "K:G\nG4|\n"


def test_a_tune_without_a_unit_keeps_the_one_that_its_metre_gave_it():
    assert scale_text("X:1\nM:3/4\nK:G\nG2|\n", HALF) == "X:1\nM:3/8\nL:1/8\nK:G\nG|\n"


def test_the_file_headers_metre_is_overruled_in_the_tune():
    book = "M:4/4\nL:1/4\n\nX:1\nK:G\nG4|\n"
    assert scale_text(book, DOUBLE, book.index("X:")) == "M:4/4\nL:1/4\n\nX:1\nM:4/2\nK:G\nG8|\n"


def test_a_tuplet_that_asked_the_metre_for_its_time_says_it_itself():
    text = "X:1\nM:6/8\nL:1/8\nK:G\n(5GABcd z3|(5::3GAB z3|\n"
    doubled = scale_text(text, DOUBLE)
    assert doubled == "X:1\nM:6/4\nL:1/8\nK:G\n(5:3G2A2B2c2d2 z6|(5:3:3G2A2B2 z6|\n"
    assert sounding(doubled) == sounding(text, DOUBLE)


def test_only_the_notes_of_a_selection_change():
    text = HEAD + "K:G\nGABc|\n"
    low = text.index("A")
    assert apply_edits(text, scale_edits(text, 0, len(text), DOUBLE, within=(low, low + 2))) == HEAD + "K:G\nGA2B2c|\n"


@pytest.mark.parametrize(("text", "there"), [
    ("X:1\nM:4/4\nL:1/8\nK:G\nG2A/2[Bd]|\n", "X:1\nM:4/4\nL:1/16\nK:G\nG4A[Bd]2|\n"),
    ("X:1\nM:2/4\nK:G\nG2|\n", "X:1\nM:2/4\nK:G\nG2|\n"),  # 1/16 is what this metre gives
    ("X:1\nM:4/4\nK:G\nG2|\n", "X:1\nM:4/4\nL:1/16\nK:G\nG4|\n"),
    ("X:1\nL:1/8\nK:G\nG[L:1/4]A\nL:1/16\nB|\n", "X:1\nL:1/16\nK:G\nG2[L:1/16]A4\nL:1/16\nB|\n"),
    ("X:1\nL:1/8\nQ:100\nK:G\nG|\n", "X:1\nL:1/16\nQ:1/8=100\nK:G\nG2|\n"),
    ('X:1\nL:1/8\nQ:"Slow" C3=60\nK:G\nG|\n', 'X:1\nL:1/16\nQ:"Slow" 3/8=60\nK:G\nG2|\n'),
    ("X:1\nL:1/8 % short\nQ:1/4=100\nK:G\nG>A|\n", "X:1\nL:1/16 % short\nQ:1/4=100\nK:G\nG2>A2|\n"),
    ("X:1\nL:1/8\nK:G\nV:1\nG\nV:2\nL:1/4\nG\nV:1\nA|\n", "X:1\nL:1/16\nK:G\nV:1\nG2\nV:2\nL:1/16\nG4\nV:1\nA2|\n"),
])
def test_another_unit_sounds_the_same(text, there):
    assert unit_text(text, Fraction(1, 16)) == there
    assert sounding(there) == sounding(text)
    assert seconds(there) == seconds(text)


def test_a_unit_of_the_file_header_is_overruled_in_the_tune():
    book = "L:1/4\n\nX:1\nK:G\nG|\n"
    assert unit_text(book, Fraction(1, 8), book.index("X:")) == "L:1/4\n\nX:1\nL:1/8\nK:G\nG2|\n"


@pytest.mark.parametrize("spec", ["", "eight", "1/7", "0/8", "1/0"])
def test_what_is_no_unit_is_refused_in_a_sentence(spec):
    with pytest.raises(SettingsError, match="1/8"):
        parse_new_unit(spec)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 1 << 40))
def test_any_tune_in_any_unit_sounds_the_same(seed):
    maker = TuneMaker(Random(seed))
    text = maker.header + "".join(maker.body(4))
    for unit in (Fraction(1, 4), Fraction(1, 8), Fraction(1, 16), Fraction(1, 32)):
        there = unit_text(text, unit)
        assert sounding(there) == sounding(text)
        assert seconds(there) == seconds(text)
        assert sounding(unit_text(there, maker.unit)) == sounding(text)
        assert faults(there) == faults(text)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 1 << 40))
def test_any_tune_doubled_lasts_twice_as_long_and_halved_again_is_the_same(seed):
    maker = TuneMaker(Random(seed))
    text = maker.header + "".join(maker.body(4))
    doubled = scale_text(text, DOUBLE)
    assert sounding(doubled) == sounding(text, DOUBLE)
    assert sounding(scale_text(text, HALF)) == sounding(text, HALF)
    assert sounding(scale_text(doubled, HALF)) == sounding(text)
    assert faults(doubled) == faults(text)


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="ABcg|:[]()1234/<>-',^_={}!%\n KLMQVw:zZx&\\\"", max_size=60),
       st.sampled_from(["", "X:1\nK:G\n"]))
def test_whatever_is_written_the_edits_stand_apart_and_in_order(text, head):
    text = head + text
    for edits in (scale_edits(text, 0, len(text), DOUBLE), scale_edits(text, 0, len(text), HALF),
                  unit_edits(text, 0, len(text), Fraction(1, 32)), align_edits(text, 0, len(text))):
        places = [place for edit in edits for place in (edit.start, edit.end)]
        assert places == sorted(places)
        assert all(0 <= place <= len(text) for place in places)
    assert align_text(text).replace(" ", "") == text.replace(" ", "").replace("\t", "")
