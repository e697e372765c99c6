"""Notes from a keyboard, written at the caret."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engine.errors import PhraseError
from engine.exchange.pen import Pen, Written
from engine.notation.reader import read_tune
from engine.performance import perform

HEAD = "X:1\nM:4/4\nL:1/8\nK:D\n"
E8, Q, H, W = Fraction(1, 8), Fraction(1, 4), Fraction(1, 2), Fraction(1)


def put(text: str, written: Written) -> str:
    return text[:written.at] + written.text + text[written.at:]


def entered(text: str, *keys, length=E8, caret: int | None = None) -> str:
    """Enter one key after the other: a pitch, several, or none; a pair has a length of its own."""
    at = len(text) if caret is None else caret
    for key in keys:
        pitches, long = key if isinstance(key, tuple) else (key, length)
        written = Pen(text, at).one([pitches] if isinstance(pitches, int) else pitches, long)
        text, at = put(text, written), written.caret
    return text


@pytest.mark.parametrize(("before", "keys", "after"), [
    (HEAD, [62, 66, 69, 74], "DFAd"),
    (HEAD, [73, 72, 72, 66, 65, 66], "c=ccF =F^F"),  # in the bar the accidental holds, and is taken back
    (HEAD + "=c", [73, 72], "^c=c"),
    (HEAD + "{=c}d", [73], "^c"),
    (HEAD + "=c|", [73], "c"),
    (HEAD + "^A", [70], "A"),  # as the bar calls it
    ("X:1\nM:4/4\nL:1/8\nK:Am\n", [69, 68, 66], "A^G^F"),
    ("X:1\nM:4/4\nL:1/8\nK:F\n", [70, 61, 66], "B^C^F"),
    ("X:1\nM:4/4\nL:1/8\nK:D exp _b ^c\n", [70, 73, 66], "Bc^F"),
    ("X:1\nM:4/4\nL:1/8\nK:C octave=-1\n", [48], "C"),
    ("X:1\nM:4/4\nL:1/8\nK:C octave=-1\nC", [50], "D"),
    ("X:1\nM:4/4\nL:1/8\nK:C transpose=-2\n", [58], "C"),
    ("X:1\nM:4/4\nL:1/4\nK:C\n", [60, (60, Q)], "C/2C"),
    ("X:1\nM:4/4\nL:1/8\nK:C\n[K:G]", [66], "F"),
])
def test_it_is_spelt_in_the_key_with_only_the_accidentals_that_the_bar_needs(before, keys, after):
    assert entered(before, *keys) == before + after


def test_keys_that_are_held_together_are_a_chord_and_none_is_a_rest():
    assert entered(HEAD, [69, 62, 66, 62], [], ([], Q)) == HEAD + "[DFA]zz2"


def test_bar_lines_come_of_themselves_when_the_bar_is_full():
    assert entered(HEAD, *[62] * 9) == HEAD + "DDDD DDDD|D"
    assert entered("X:1\nM:6/8\nL:1/8\nK:D\n", *[62] * 7) == "X:1\nM:6/8\nL:1/8\nK:D\nDDD DDD|D"
    assert entered("X:1\nM:none\nL:1/8\nK:D\n", *[62] * 9).count("|") == 0


def test_a_note_too_long_for_the_bar_is_tied_over_and_a_rest_goes_on():
    assert entered(HEAD, (62, H), (64, 3 * Q), (66, 2 * W)) == HEAD + "D4 E4-|E2F6-|F8-|F2"
    assert entered(HEAD, (62, 3 * Q), ([], H)) == HEAD + "D6z2|z2"
    tied = entered(HEAD, (62, 3 * Q), (63, H), 63)
    assert tied == HEAD + "D6^D2-|^D2D"  # said again behind the bar line, so that nobody can misread it
    assert [note.pitch for note in perform(read_tune(tied)).notes] == [62, 63, 63]


def test_a_bar_line_that_is_there_already_is_stepped_over():
    text = HEAD + "DEFG ABc|d8|"
    written = Pen(text, len(HEAD) + 8).one([74], E8)
    assert put(text, written) == HEAD + "DEFG ABcd|d8|"
    assert put(text, written)[:written.caret].endswith("ABcd|")
    full = HEAD + "DEFG ABcd|d8|"
    assert put(full, Pen(full, full.index("|")).one([74], E8)) == HEAD + "DEFG ABcd|dd8|"


def test_a_full_bar_without_its_line_gets_it_first():
    assert entered(HEAD + "d8", 62) == HEAD + "d8|D"


def test_the_composers_spacing_is_kept_and_lines_are_ended_when_they_are_full():
    assert entered(HEAD + "d8 | d8 |", *[62] * 8) == HEAD + "d8 | d8 | DDDD DDDD |"
    text = entered(HEAD, *[62] * 40)
    assert text == HEAD + "DDDD DDDD|" * 4 + "\n" + "DDDD DDDD|"


def test_a_broken_rhythm_and_a_tuplet_that_wait_get_their_notes():
    assert entered(HEAD + "d>", 73) == HEAD + "d>c"
    assert entered(HEAD + "d4 d2 (3", 73, 74, 76, 76) == HEAD + "d4 d2 (3cde|e"
    assert entered(HEAD + "d6 d>", 76) == HEAD + "d6 d>e|"


def test_an_empty_text_gets_a_header():
    assert entered("", 60, 62) == "X:1\nM:4/4\nL:1/8\nK:C\nCD"
    assert entered("\n\n", 60, 62, caret=1).startswith("X:1\nM:4/4\nL:1/8\nK:C\nCD")


def test_music_below_the_key_line_begins_a_line():
    assert entered(HEAD.rstrip("\n"), 62) == HEAD + "D"
    text = HEAD + "d8|\nw:la\n"
    assert entered(text, 62, caret=len(HEAD) + 3) == HEAD + "d8|D\nw:la\n"


@pytest.mark.parametrize(("text", "caret", "words"), [
    ("X:1\nT:Up\nK:D\nd8|", 6, "in the field T:"), (HEAD + "w:la", len(HEAD) + 3, "in a line of lyrics"),
    (HEAD + "d8&", len(HEAD) + 3, "in an overlay"), (HEAD + "[df]", len(HEAD) + 2, "inside the chord"),
])
def test_where_no_note_can_stand_a_sentence_says_so(text, caret, words):
    with pytest.raises(PhraseError, match=words):
        Pen(text, caret)


def test_what_is_entered_is_read_back_as_it_was_played():
    lengths = [Fraction(1, bottom) for bottom in (8, 4, 16, 2, 8, 1, 4, 16, 8, 2)] * 6
    keys = [(60 + step * 7 % 24, length) for step, length in enumerate(lengths)]
    for head in (HEAD, "X:1\nM:3/4\nL:1/16\nK:Ebm\n", "X:1\nM:7/8\nL:1/8\nK:Bdor\n", "X:1\nM:6/8\nL:1/4\nK:F#\n"):
        tune = read_tune(entered(head, *keys))
        assert not [fault for fault in tune.diagnostics if fault.severity == "error"]
        assert [(note.pitch, note.length) for note in perform(tune).notes] == keys
        assert all(bar.length == bar.metre.length for bar in tune.bars[:-1])
