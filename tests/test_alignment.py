from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.notation.alignment import align_edits, align_text
from engine.notation.reader import read_tune
from engine.notation.transpose import apply_edits
from engine.performance import perform
from tests.tunes import TuneMaker

HEAD = "X:1\nM:4/4\nL:1/8\nK:G\n"


def aligned(music):
    text = align_text(HEAD + music)
    assert text.startswith(HEAD)
    assert align_text(text) == text
    return text[len(HEAD):]


def test_bar_lines_stand_below_each_other():
    assert aligned("GABc dedB|d8|\nG8|dedB dedB|\n") == \
        "GABc dedB|d8       |\nG8       |dedB dedB|\n"


def test_blanks_between_notes_stay_for_they_divide_the_beams():
    assert aligned("G A  B c d4  |  d8|\nG8|d8|\n") == "G A  B c d4|d8|\nG8         |d8|\n"


def test_repeats_endings_and_double_lines_have_room():
    assert aligned("|:G8|A8|1B8:|2c8||\nG4 G4|A8|B8|c8|]\n") == \
        "|:G8   |A8|1B8:|2c8||\n  G4 G4|A8| B8|  c8|]\n"


def test_a_pickup_has_a_column_of_its_own():
    assert aligned("D2|GABc dedB|d8|\nG8|dedB dedB|\n") == \
        "D2|GABc dedB|d8       |\n   G8       |dedB dedB|\n"


def test_a_repeat_that_opens_a_line_stands_below_the_bar_lines_of_the_pickups():
    assert aligned("|:G8|d8:|\nD2|GABc dedB|d6:|\n|:G8|d8:|\n") == \
        "   |:G8       |d8:|\n  D2|GABc dedB|d6:|\n   |:G8       |d8:|\n"


def test_what_stands_behind_the_last_bar_line_stays():
    assert aligned("G8|A4  % home\nGABc d4|A8| \\\nB8|\n") == "G8     |A4  % home\nGABc d4|A8| \\\nB8     |\n"


def test_a_bar_that_is_left_open_begins_in_its_column():
    assert aligned("G8|A8|1 B4\nGABc d4:|  A8\n") == "G8     | A8|1B4\nGABc d4:|A8\n"


def test_words_for_wide_letters_take_two_columns():
    assert aligned('"^慢"G8|A8|\n"^x"G8|A8|\n') == '"^慢"G8|A8|\n"^x"G8 |A8|\n'


def test_only_the_lines_of_a_selection_are_aligned():
    music = "G8|A8|\nGABc dcBA|A8|\nG8|A8|\n"
    text = HEAD + music
    low = text.index("GABc")
    high = text.index("G8|A8|\n", low) + 1
    assert apply_edits(text, align_edits(text, 0, len(text), (low, high - 1))) == text  # up to the line's end
    assert apply_edits(text, align_edits(text, 0, len(text), (low, high)))[len(HEAD):] == \
        "G8|A8|\nGABc dcBA|A8|\nG8       |A8|\n"


def test_fields_and_words_stay_where_they_are():
    music = "P:A  |\nG8|A8|\nw: la  | la\nGABc d4|A8|\n"
    assert aligned(music) == "P:A  |\nG8     |A8|\nw: la  | la\nGABc d4|A8|\n"


@pytest.mark.parametrize("line", ["GABc d4 . |A8|\n", "GABc d4 [ |A8|\n", "GABc d4 : |A8|\n"])
def test_a_line_that_would_be_read_otherwise_is_left_as_it_is(line):
    assert aligned(line + "G8|A8|\n") == line + "G8       |A8|\n"


def bars(text):
    """What the reader makes of a text, places and beams across bar lines aside."""
    return [(bar.closing.kind, bar.opening.kind, bar.length, bar.endings,
             [(note.pitches, note.onset, note.length, note.tied, note.is_joined) for note in bar.notes],
             [symbol.text for symbol in bar.symbols])
            for voice in read_tune(text).voices for bar in voice.bars]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 1 << 40))
def test_any_tune_sounds_and_beams_as_before(seed):
    maker = TuneMaker(Random(seed))
    text = maker.header + "".join(maker.body(8))
    there = align_text(text)
    assert bars(there) == bars(text)
    assert there.replace(" ", "") == text.replace(" ", "")
    assert align_text(there) == there
    before, after = (perform(read_tune(one)).notes for one in (text, there))
    assert [(note.pitch, note.start_s, note.end_s, note.velocity) for note in before] == \
        [(note.pitch, note.start_s, note.end_s, note.velocity) for note in after]
