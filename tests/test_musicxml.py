"""MusicXML out: music21 reads the same notes, and so do we."""

from __future__ import annotations

import warnings
import zipfile
from itertools import chain
from random import Random
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import FileError
from engine.exchange.musicxml import musicxml_text, write_musicxml
from engine.exchange.musicxml_reader import read_musicxml
from engine.notation.reader import read_tune
from engine.performance import perform
from tests.formats import music21_notes, written
from tests.test_found import FOUND
from tests.test_midi import TUNES
from tests.tunes import TuneMaker

SONG = """X:7
T:The Mill
T:or the Wheel
C:Anon.
R:air
M:3/4
L:1/8
Q:"Slowly" 1/4=72
K:Ador
"Am"A2|:"Am"{/g}e2 !trill!(ed) "^up"cA|"G/B"B>c (3dcB !p!G2-|G4 [GBd]2|1 "F#m7b5"A4 z2:|2 "Am"A6!fine!|]
w:the wheel_ goes round~and round * to-day | the
w:and more * is sung
[M:2/4]!segno!A2 !fermata!e2|[K:G][Q:1/4=120]G2 .B2|D4 & B,2 G,2|!D.C.alfine!|]
W:and the mill
"""
TWO_VOICES = """X:1
T:Duet
M:4/4
L:1/8
K:D
V:1 name="Fiddle"
V:2 clef=bass name="Cello" transpose=-12
V:1
A2|:d2fd A4|(5:4:5defga d4:|
V:2
x2|:[D,A,]4 D,4|D,8:|
"""


def names(tune):
    """Return everything of a tune that MusicXML can hold beside the notes that sound."""
    return [
        [(bar.closing.closes_repeat, bar.closing.ends_part, bar.endings, bar.metre, bar.key.alters, bar.key.mode,
          bar.tempo, bar.part, bar.marks,
          [(one.text, one.onset) for one in bar.symbols], [(one.text, one.onset) for one in bar.annotations],
          [(note.decorations, note.slurs, [grace.pitch for grace in note.graces], note.has_slash, note.tuplet,
            note.is_invisible) for note in bar.notes]) for bar in voice.bars]
        + [(one.text, one.bar, one.note, one.verse, one.joins) for one in voice.lyrics]
        + [voice.clef, voice.transpose]
        for voice in tune.voices]


def again(tune):
    return read_tune(read_musicxml(musicxml_text(tune).encode(), "tune.musicxml").text)


CASES = {**TUNES, "a song": SONG, "two voices": TWO_VOICES}


@pytest.mark.parametrize("name", CASES)
def test_music21_reads_the_notes_that_were_written(tmp_path, name):
    tune = read_tune(CASES[name])
    for suffix in (".musicxml", ".mxl"):
        write_musicxml(tmp_path / f"tune{suffix}", tune)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # music21's own, of itself
            assert music21_notes(str(tmp_path / f"tune{suffix}")) == written(tune)


@pytest.mark.parametrize("name", ["jig with endings", "hornpipe", "twinkle in minor", "two voices"])
def test_music21_plays_the_repeats_as_we_do(tmp_path, name):
    tune = read_tune(CASES[name])
    write_musicxml(tmp_path / "tune.musicxml", tune)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = music21_notes(str(tmp_path / "tune.musicxml"), with_repeats=True)
    ours = perform(tune, accompany=False, graces=False).notes
    for voice, channel in zip(theirs, (0, 2), strict=False):
        assert [(one.onset, one.pitch) for one in voice] == sorted(
            (note.onset, note.pitch) for note in ours if note.channel == channel)


@pytest.mark.parametrize("name", CASES)
def test_what_is_written_comes_back_whole(name):
    tune = read_tune(CASES[name])
    back = again(tune)
    # An overlay comes back as a voice of its own.
    assert sorted(chain(*written(back))) == sorted(chain(*written(tune)))
    assert names(back)[:len(tune.voices)] == names(tune)
    assert musicxml_text(again(back)) == musicxml_text(back)


def test_header_words_and_lyrics_come_back():
    back = again(read_tune(SONG))
    assert [(one.letter, one.value) for one in back.fields if one.letter in "TCR"] == [
        ("T", "The Mill"), ("T", "or the Wheel"), ("C", "Anon."), ("R", "air")]
    assert [one.value for one in back.body_fields if one.letter == "W"] == ["and the mill"]
    assert back.tempo == read_tune(SONG).tempo


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_any_tune_comes_back_with_the_same_notes(seed):
    maker = TuneMaker(Random(seed))
    tune = read_tune(maker.header + "".join(maker.body(5)))
    assert written(again(tune)) == written(tune)


@pytest.mark.parametrize("number", range(len(FOUND)))
def test_whatever_was_read_can_be_written_as_xml(number):
    ElementTree.fromstring(musicxml_text(read_tune(FOUND[number])).encode())


def test_a_repeat_that_abc_leaves_to_be_understood_is_written_out():
    score = ElementTree.fromstring(musicxml_text(read_tune("X:1\nM:2/4\nL:1/4\nK:C\nCD||EF|GA:|\n")))
    opened = [measure.get("number") for measure in score.iter("measure")
              for repeat in measure.iter("repeat") if repeat.get("direction") == "forward"]
    assert opened == ["2"]


def test_a_length_that_no_note_has_becomes_two_tied_ones():
    score = ElementTree.fromstring(musicxml_text(read_tune("X:1\nM:6/8\nL:1/8\nK:C\nC5 z|\n")))
    assert [one.text for one in score.iter("type")] == ["half", "eighth", "eighth"]
    assert [one.get("type") for one in score.iter("tie")] == ["start", "stop"]


def test_the_same_tune_gives_the_same_bytes(tmp_path):
    for name in ("a.mxl", "b.mxl"):
        write_musicxml(tmp_path / name, read_tune(SONG))
    assert (tmp_path / "a.mxl").read_bytes() == (tmp_path / "b.mxl").read_bytes()
    assert zipfile.ZipFile(tmp_path / "a.mxl").testzip() is None


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(FileError, match="cannot be written"):
        write_musicxml(tmp_path / "none" / "tune.musicxml", read_tune(SONG))
