from __future__ import annotations

import os
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.notation.book import tune_range, tune_ranges
from engine.notation.reader import read_book, read_tune
from engine.notation.tune import Tune
from tests.tunes import TuneMaker

NOISE = st.text(alphabet="ABCabcgzZxy|:[]()\"'^_=,/-<>{}~.!+%&\\ 1238XKMLVQPw\n\r\té悲🎵*$`", max_size=120)
HEADER = "X:1\nT:A\nM:4/4\nL:1/8\nK:C\n"


def read(body: str, header: str = HEADER) -> Tune:
    return read_tune(header + body)


def pitches(tune: Tune) -> list[int]:
    return [pitch.midi for bar in tune.bars for note in bar.notes for pitch in note.pitches]


def lengths(tune: Tune) -> list[Fraction]:
    return [note.length * 8 for bar in tune.bars for note in bar.notes]


def codes(tune: Tune) -> list[str]:
    return [fault.code for fault in tune.diagnostics]


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=80), NOISE), st.booleans())
def test_no_text_makes_the_reader_raise(text, has_header):
    whole = HEADER + text if has_header else text
    for tune in (read_tune(whole), *read_book(whole)):
        for fault in tune.diagnostics:
            assert 0 <= fault.place.start <= fault.place.end <= len(whole)
        for bar in tune.bars:
            assert sum((note.length for note in bar.notes), Fraction(0)) == bar.length


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_any_cut_at_a_bar_line_gives_the_same_bars(seed):
    maker = TuneMaker(Random(seed))
    text = maker.header + "".join(maker.body(4))
    bars = read_tune(text).bars
    assert read_tune(text).diagnostics == ()
    for bar in bars[:-1]:
        assert read_tune(text, 0, bar.closing.place.end).bars == bars[:bar.index + 1]


def test_lengths_are_exact():
    assert lengths(read("C C2 C/ C// C3/2 C/4 C3/4")) == [
        Fraction(n) for n in ("1", "2", "1/2", "1/4", "3/2", "1/4", "3/4")]
    assert lengths(read("A>B c<d e>>f")) == [Fraction(n) for n in ("3/2", "1/2", "1/2", "3/2", "7/4", "1/4")]
    assert lengths(read("(3CDE (5CDEFG (3:2:2C2D z")) == [Fraction(2, 3)] * 3 + [Fraction(2, 5)] * 5 + \
        [Fraction(4, 3), Fraction(2, 3), Fraction(1)]
    assert lengths(read("[CE]2 [C2E2] [CE]/")) == [2, 2, Fraction(1, 2)]


def test_accidentals_hold_to_the_bar_line_in_every_octave():
    assert pitches(read("^C C c =c C|C")) == [61, 61, 73, 72, 60, 60]
    assert pitches(read("F B =F", HEADER.replace("K:C", "K:D"))) == [66, 71, 65]


def test_a_tie_carries_its_accidental_over_the_bar_line():
    assert pitches(read("C4 ^F4-|F4 F4|")) == [60, 66, 66, 65]
    assert pitches(read("[^F^C]8-|[FC]4 F4|")) == [66, 61, 66, 61, 65]


def test_the_header_gives_key_metre_and_unit():
    tune = read_tune("X:7\nT:Name\nM:2/4\nQ:1/4=90\nK:Ador\nA4|")
    assert (tune.number, tune.title, tune.metre.length, tune.unit) == ("7", "Name", Fraction(1, 2), Fraction(1, 16))
    assert tune.key.mode == "dor"
    assert tune.tempo is not None
    assert tune.tempo.bpm == 90


def test_fields_in_the_body_hold_from_there_on():
    tune = read("C8|\nM:3/4\nK:G\nF6|[L:1/4]F3|")
    assert [bar.metre.text for bar in tune.bars] == ["4/4", "3/4", "3/4"]
    assert pitches(tune) == [60, 66, 66]
    assert codes(tune) == []


def test_voices_may_be_described_behind_the_key():
    tune = read_tune("X:1\nK:C\nV:1 clef=treble name=Tune\nV:2 clef=bass\nV:1\nCD|\nV:2\nC,|\n")
    assert [(voice.name, voice.clef, voice.title, len(voice.bars[0].notes)) for voice in tune.voices] == [
        ("1", "treble", "Tune", 2), ("2", "bass", "", 1)]


def test_voices_are_read_apart_and_the_last_one_is_named():
    tune = read("V:1\nC8|D8|\nV:2\nE8|\nV:1\nF8|")
    assert [(voice.name, len(voice.bars)) for voice in tune.voices] == [("1", 3), ("2", 1)]
    assert tune.last_voice.name == "1"
    assert read("V:1\nC8|\nV:2\n").last_voice.name == "2"


def test_an_overlay_sounds_beside_the_bar_and_does_not_lengthen_it():
    tune = read("C4 D4 & E8|F8|")
    assert [bar.length for bar in tune.bars] == [1, 1]
    assert codes(tune) == []


def test_rests_of_several_bars_are_bars():
    assert [bar.length for bar in read("Z3|C8|").bars] == [1, 1, 1, 1]


def test_what_waits_at_the_end_is_told():
    assert read("a>").last_voice.waiting.factor == Fraction(1, 2)
    assert read("(3ab").last_voice.waiting.tuplet_left == 1
    assert read('C2 "G"').last_voice.waiting.symbol == "G"
    assert read("C8|1").last_voice.waiting.endings == (1,)
    assert read("{g}").last_voice.waiting.has_ornament
    assert read("C & D").last_voice.waiting.is_overlay


@pytest.mark.parametrize(("body", "expected"), [
    ("CDEF GABc|C8|", []),
    ("C2|CDEF GABc|C6|]", []),
    ("CDEF GABc|C6|", ["bar-too-short"]),
    ("C2|CDEF GABc|C6|", []),  # it gives back the pickup, though it only says |
    ("CDEF GABc d|C8|", ["bar-too-long"]),
    ("CDEF GABc|C6|D8|", ["bar-too-short"]),
    ("|:C2|CDEF GABc|C6:|", []),
    ("|:C2|CDEF GABc|C6:|C2|C8|", []),
    ("|:C2|CDEF GABc|1C6:|2C8|", []),
    ("|:C4|CDEF GABc|C4:|D4|C8|", []),  # a repeat in mid-bar
    ("|:C8|C4|1D4:|2E4|C8|", []),  # an ending that does
    ("|:C8|C8|1D4|D8:|2E8|C8|", ["bar-too-short"]),
    ("C4|:C8|C8:|", []),
    ("|:C8|D8|]", ["open-repeat"]),
    ("|:C8|D8|", []),  # not finished: it may still close
    ("|:C8|D8|:E8|D8:|", ["open-repeat"]),
    ("C8|D8:|", []),
    ("|:C8|1D8:|2E8|]", []),
    ("|:C8::D8:|", []),
])
def test_the_bars_are_checked_as_musicians_count_them(body, expected):
    assert codes(read(body)) == expected


@pytest.mark.parametrize(("text", "code", "place"), [
    ("X:1\nM:4/4\nCDEF|", "no-key", ""),
    ("X:1\nK:Hq\nC|", "bad-key", "K:Hq"),
    ("X:1\nM:seven\nK:C\nC|", "bad-metre", "M:seven"),
    ("X:1\nL:x\nK:C\nC|", "bad-unit", "L:x"),
    ("X:1\nQ:=\nK:C\nC|", "bad-tempo", "Q:="),
    ("K:C\n[CE|", "unclosed-chord", "[CE"),
    ("K:C\nC]|", "stray-bracket", "]"),
    ("K:C\n[]C|", "empty-chord", "[]"),
    ('K:C\nC"Am|', "unclosed-quote", '"Am|'),
    ("K:C\n{gC|", "unclosed-grace", "{gC|"),
    ("K:C\n(99C|", "bad-tuplet", "(99"),
    ("K:C\n>C|", "bad-broken", ">"),
    ("K:C\n-C|", "bad-tie", "-"),
    ("K:C\nC é|", "unknown", "é"),
])
def test_a_fault_is_named_with_its_place(text, code, place):
    tune = read_tune(text)
    found = [fault for fault in tune.diagnostics if fault.code == code]
    assert [text[fault.place.start:fault.place.end] for fault in found] == [place]


def test_lyrics_and_titles_in_any_script_do_not_disturb_the_music():
    tune = read_tune("X:1\nT:Élégie 悲歌 🎵\nM:4/4\nL:1/8\nK:C\nCDEF GABc|\nw: là ça 悲 🎵\nC8|]\n")
    assert (tune.title, codes(tune), len(tune.bars)) == ("Élégie 悲歌 🎵", [], 2)


def test_every_line_end_reads_alike():
    text = HEADER + "CDEF GABc|\nw: la\nC8|]\n"
    plain = [(bar.length, bar.closing.kind) for bar in read_tune(text).bars]
    for newline in ("\r\n", "\r"):
        assert [(bar.length, bar.closing.kind) for bar in read_tune(text.replace("\n", newline)).bars] == plain


def test_a_book_is_cut_at_its_numbers():
    text = "% a book\n\nX:1\nK:C\nC|\n\nwords\n\nX:2\nK:D\nD|\n"
    assert [tune.number for tune in read_book(text)] == ["1", "2"]
    first, second = tune_ranges(text)
    assert tune_range(text, text.index("C|")) == tune_range(text, 0) == first
    assert tune_range(text, len(text)) == second
    assert tune_range("K:C\nC|", 3) == (0, 6)


def abc2midi_complains(abc: str, folder: Path) -> bool:
    """Say whether abc2midi finds fault with the bars."""
    if shutil.which("abc2midi") is None:
        assert os.environ.get("CI") != "true", "abc2midi must be there"
        pytest.skip("abc2midi not installed: apt-get install abcmidi")
    source = folder / "tune.abc"
    source.write_text(abc, encoding="utf-8")
    done = subprocess.run(["abc2midi", str(source), "-o", str(folder / "tune.mid")], check=False, capture_output=True,
                          text=True, timeout=60)
    return "time units" in done.stdout + done.stderr


@pytest.mark.parametrize("body", [
    "CDEF GABc|C8|]", "C2|CDEF GABc|C6|]", "C8|CDEF GABc d|C8|]", "CDEF GABc|C6|D8|]", "|:C2|CDEF GABc|C6:|",
    "|:C2|CDEF GABc|C6:|C2|CDEF GABc|C6|]", "|:C4|CDEF GABc|C4:|D4|C8|]", "C4|:C8|C8:|", "|:C8|1D8:|2E8|]",
])
def test_abc2midi_agrees_on_which_bars_add_up(body, tmp_path):
    has_fault = any(code.startswith("bar-too-") for code in codes(read(body)))
    assert abc2midi_complains(HEADER + body + "\n", tmp_path) == has_fault


def test_a_repeat_sign_behind_an_empty_bar_still_repeats():
    (bar,) = read_tune("X:1\nL:1/4\nM:4/4\nK:C\nCDEF | :|\n").bars
    assert bar.closing.kind == ":|"


def test_the_last_bar_line_is_no_longer_than_it_is_written():
    tune = read_tune("X:1\nM:C\nL:1/8\nK:C\nCDEF GABc|CDEF|\n\n")
    assert tune.bars[-1].closing.place == (tune.bars[-1].closing.place.start, tune.bars[-1].closing.place.start + 1)
    assert [fault.place.end - fault.place.start for fault in tune.diagnostics] == [4]


def test_a_voice_that_is_described_in_the_body_keeps_its_own_description():
    tune = read_tune('X:1\nK:D\nV:1 name="Fiddle"\nV:2 clef=bass name="Cello"\nV:1\nABc|\nV:2\nD,3|\n')
    assert [(voice.name, voice.title, voice.clef) for voice in tune.voices] == [
        ("1", "Fiddle", ""), ("2", "Cello", "bass")]


@pytest.mark.parametrize(("order", "body", "code"), [
    ("AABBC", "P:A\nC8|\nP:B\nC8|\n", "missing-part"), ("AAB", "C8|\n", "no-parts"),
    ("A(AB)2", "P:A\nC8|\nP:B\nC8|\n", None), ("A.B", "P:A1\nC8|[P:B]C8|\n", None), ("slow", "C8|\n", None),
])
def test_a_part_that_is_played_and_not_written_is_said(order, body, code):
    text = f"X:1\nP:{order}\nL:1/8\nM:4/4\nK:C\n{body}"
    found = read_tune(text).diagnostics
    assert [one.code for one in found] == ([code] if code else [])
    assert all(text[one.place.start:one.place.end] == f"P:{order}" for one in found)
