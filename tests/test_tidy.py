from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.notation.accidentals import Accidentals
from engine.notation.keys import parse_key, signature
from engine.notation.reader import read_tune
from engine.notation.simplify import simplify
from engine.notation.tidy import TidyWriter, shift, tidy
from engine.notation.walk import NotTidy, Walk
from tests.tunes import KEYS, TuneMaker


def tidied(body: str, header: str = "M:4/4\nL:1/8\nK:C\n") -> str:
    return tidy(read_tune(header + body).bars).text


@pytest.mark.parametrize(("body", "expected"), [
    ("C D E2 F4|", "CDE2F4|]\n"),
    ("A>B c<d (3efg|", "A3/2B/2c/2d3/2(3efg|]\n"),
    ("AB|cd:|ef|", "|:AB|cd:|ef|]\n"),
    ("|:AB:||:cd:|", "|:AB::cd:|\n"),
    ("|:AB|1cd:|2ef||gh|", "|:AB|1cd:|2ef||g|]\n"),
    ('"Am"A "slow"B "Cd"c|', '"Am"AB"Cdim"c|]\n'),
    ("[CE]2 z x {g}A !trill!B|", "[CE]2zzAB|]\n"),
    ("^F F f|F|", "^FF^f|F|]\n"),
    ("A-|A|", "A-|A|]\n"),
])
def test_the_dialect_says_each_thing_in_one_way(body, expected):
    assert tidied(body) == expected


def test_every_key_of_a_mode_is_one():
    for key in ("G", "D", "A", "E", "F", "Bb", "Eb", "F#", "Db"):
        tune = read_tune(f"M:4/4\nL:1/8\nK:{key}\nCDEFGABc|")
        steps = [note.pitches[0].step - shift(tune.bars[0].key) for note in tune.bars[0].notes]
        letters = tidy(tune.bars).text.removesuffix("|]\n")
        assert not set(letters) & set("^_=")  # the signature's own notes are white
        assert len(steps) == 8


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 2**32))
def test_tidying_what_is_tidy_changes_nothing(seed):
    maker = TuneMaker(Random(seed))
    written = tidy(read_tune(maker.header + "".join(maker.body(3))).bars)
    again = tidy(read_tune(f"M:{maker.metre}\nL:1/8\nK:C\n" + written.text).bars)
    assert again.text == written.text


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 2**32))
def test_whatever_adds_up_can_be_walked(seed):
    maker = TuneMaker(Random(seed))
    written = tidy(read_tune(maker.header + "".join(maker.body(3))).bars)
    walk = Walk(written.settings[0][1])
    for char in written.text:
        bars, filled = walk.bars, walk.end_onset
        walk.accept(char)
        assert walk.bars == bars or filled == walk.setting.bar_ticks
    assert walk.bars == 3


@pytest.mark.parametrize("body", ["(7abcdefg G2", "(3:2:2a2b G4", "C/7 D E", "C200", "(9abcdefgab", "(6:5:6abcdef"])
def test_what_the_dialect_cannot_say_is_said_more_simply(body):
    bars = read_tune("M:4/4\nL:1/8\nK:C\n" + body + "|").bars
    simple = simplify(bars)
    assert all(note.tuplet is None or note.tuplet.p in (3, 5, 9) for note in simple[0].notes)
    walk = Walk(tidy(simple).settings[0][1])
    for char in tidy(simple).text:
        walk.accept(char)


def test_what_the_dialect_can_say_is_left_as_it_is():
    bars = read_tune("M:6/8\nL:1/8\nK:C\n(3abc (2de A>B (5cdefg|").bars
    assert simplify(bars) == bars


def test_an_accidental_is_written_wherever_two_readers_could_differ():
    bar = Accidentals(signature(0))
    assert [bar.note(step, alter) for step, alter in ((3, 1), (3, 1), (10, 1), (10, 0), (3, 0))] == [
        "^", "", "^", "=", "="]
    bar.next_bar()
    assert bar.note(3, 0) == ""


def test_a_pitch_too_far_from_its_signature_is_counted_as_left_out():
    key = parse_key("C#")
    assert key is not None
    writer = TidyWriter(key)
    writer.pitch(0, -2)
    assert writer.left_out == 1


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_written_as_it_is_read(key):
    parsed = parse_key(key)
    assert parsed is not None
    again = parse_key(parsed.text)
    assert again is not None
    assert (again.alters, again.mode, again.tonic) == (parsed.alters, parsed.mode, parsed.tonic)


@pytest.mark.parametrize("text", ["H", "?", "K:G", "A quux"])
def test_what_is_no_key_is_none(text):
    assert parse_key(text) is None


def test_a_text_outside_the_dialect_is_refused():
    walk = Walk(tidy(read_tune("M:4/4\nK:C\nC|").bars).settings[0][1])
    with pytest.raises(NotTidy):
        walk.accept("!")
