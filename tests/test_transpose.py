from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import SettingsError
from engine.notation.intervals import Interval
from engine.notation.reader import read_tune
from engine.notation.transpose import apply_edits, transpose_edits, transpose_text
from tests.tunes import TuneMaker

HEAD = "X:1\nM:4/4\nL:1/8\n"


def pitches(text):
    return [tuple(p.midi for p in note.pitches) + tuple(g.pitch.midi for g in note.graces)
            for voice in read_tune(text).voices for bar in voice.bars
            for layer in (bar.notes, *bar.overlays) for note in layer]


def moved(text, semitones, steps):
    return apply_edits(text, transpose_edits(text, 0, len(text), Interval(steps, semitones)))


@pytest.mark.parametrize(("spec", "music", "there"), [
    ("D", "K:C\nCEG c'|", "K:D\nDFA d'|"),
    ("Bb", "K:G\nGA ^c=c|", "K:Bb\nBc =e_e|"),  # c natural is a reminder in G, and stays one in B flat
    ("F#", "K:F\nFAc =B2|", "K:F#\nFAc ^B2|"),
    ("+1", "K:B\nBcd|", "K:C\ncde|"),
    ("-2", "K:C\nCEG|", "K:Bb\nB,DF|"),
    ("m3", "K:Am\nA^G|", "K:Cm\nc=B|"),
    ("-P4", "K:Ador\nAB|", "K:Edor\nEF|"),
    ("d5", "K:C\nC|", "K:Gb\nG|"),
    ("A4", "K:C\nC|", "K:F#\nF|"),
    ("+12", "K:C\nCc|", "K:C\ncc'|"),
    ("Em", "K:E\nEGB ^A|", "K:Em\nEGB ^A|"),  # another mode: the degrees stay, the signature is new
    ("D", 'K:C\n"Am7/G"A"^Am"B"F#dim"c|', 'K:D\n"Bm7/A"B"^Am"c"G#dim"d|'),
    ("D", "K:C\n{/ce}d[CEG]2 (3cde w\nw:A-ve Ma-ri-a", "K:D\n{/df}e[DFA]2 (3def w\nw:A-ve Ma-ri-a"),
    ("D", "K:C % CDE\nC[K:G]F[K:Bb]B|", "K:D % CDE\nD[K:A]G[K:C]c|"),
    ("G", "K:D exp ^f\nF|", "K:G exp =b\nB|"),
    ("Eb", "K:D exp ^f clef=bass\nFG|", "K:Eb exp =g _d _e _a _b clef=bass\nGA|"),
    ("A", "K:HP\nAf|", "K:A\nEc|"),
    ("+2", "K:none\nC^C|", "K:none\nD^D|"),
    ("+2", "K:C clef=bass\nV:2\nK:F\nB|", "K:D clef=bass\nV:2\nK:G\nc|"),
    ("D", "K:C\n^F-|F F|", "K:D\n^G-|G G|"),
])
def test_a_tune_goes_to_another_key(spec, music, there):
    assert transpose_text(HEAD + music + "\n", spec) == HEAD + there + "\n"


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32), st.integers(-12, 12))
def test_every_note_moves_by_as_many_semitones_and_the_way_back_gives_the_same_text(seed, semitones):
    maker = TuneMaker(Random(seed))
    text = maker.header + "".join(maker.body(6))
    steps = round(semitones * 7 / 12)
    there = moved(text, semitones, steps)
    assert pitches(there) == [tuple(p + semitones for p in note) for note in pitches(text)]
    assert pitches(moved(there, -semitones, -steps)) == pitches(text)


@pytest.mark.parametrize("spec", ["", "H", "x3", "+", "+300", "P3", "m5", "M9", "Fb"])
def test_what_names_no_key_is_refused_in_a_sentence(spec):
    with pytest.raises(SettingsError, match=r"no key and no interval|sharps or flats"):
        transpose_text(HEAD + "K:C\nC|\n", spec)


def test_only_the_named_range_moves_and_every_byte_else_stays():
    text = "% song book\n\nX:1\nK:C\nC  D\tE|% C\n\nX:2\nK:C\nC|\n"
    start = text.index("X:2")
    assert transpose_text(text, "D", start) == text[:start] + "X:2\nK:D\nD|\n"
