"""From a tune to timed notes: repeats, endings, ties, chords, accompaniment."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.accompaniment import parse_chord, pattern
from engine.errors import SettingsError
from engine.notation.fields import parse_metre
from engine.notation.reader import read_tune
from engine.performance import CHORD_CHANNEL, perform, seconds_at
from engine.repeats import MAX_PASSES

HEAD = "X:1\nM:4/4\nL:1/4\nK:C\n"


def melody(body, head=HEAD):
    """Return the letters of channel 0 as they sound, C4 to B4 as capitals."""
    return spelt(perform(read_tune(head + body)))


def spelt(performance):
    """Return the same for a performance."""
    return "".join("C D EF G A Bc d ef g a b"[note.pitch - 60] for note in performance.notes if note.channel == 0)


@pytest.mark.parametrize(("body", "sounds"), [
    ("C|D|E|", "CDE"),
    ("C|D:|", "CDCD"),
    ("|:C|D:|E|", "CDCDE"),
    ("|:C:|:D:|", "CCDD"),
    ("|:C::D:|", "CCDD"),
    ("CE:|D:|", "CECEDD"),
    ("C||D:|", "CDD"),
    ("C|]D:|E|", "CDDE"),
    ("|:C||D:|", "CDCD"),
    ("|:C|D| :|E|", "CDCDE"),
    ("|:C|1D:|2E|]F|", "CDCEF"),
    ("|:C|[1D:|[2E||F|]", "CDCEF"),
    ("|:C|1D:|2E:|F|", "CDCEF"),
    ("|:C|1D|D:|2E|E||F:|", "CDDCEEFF"),
    ("|:C|1,3D:|2,4E:|", "CDCECDCE"),
    ("|:C|1D:|2E:|3F||G", "CDCECFG"),
    ("|:C|1D|2E||F|", "CDCEF"),  # the ":|" before the second ending was forgotten
    ("|:C|1D:|", "CDC"),
    ("C|2D|E|", "CDE"),  # a second ending without a first is simply played
    ("P:A\nC|D|\nP:B\nE|F:|", "CDEFCDEF"),  # a part is no bar line
    ("P:A\nC|D||\nP:B\nE|F:|", "CDEFEF"),
    ("|:C||D:|E||F:|", "CDCDEFF"),
])
def test_repeats_and_endings_sound_in_their_order(body, sounds):
    assert melody(body) == sounds


def test_a_repeat_can_never_be_played_without_end():
    assert melody("|:C|" + "".join(f"[{n} D:|" for n in range(1, 40))) == "CD" * 16
    assert len(melody("|:" + "".join(f"C|[{n},1-99 D:|" for n in range(1, 40)) + "|:|:::|:" * 30 + "E:|")) < 16 * 79


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(("C", "D", "|", ":|", "|:", "::", "||", "|]", "[1", "[2", "[1,2", "|3", "\nP:B\n")),
                max_size=40))
def test_any_heap_of_repeat_signs_ends(signs):
    tune = read_tune(HEAD + "".join(signs))
    assert len(perform(tune).notes) <= MAX_PASSES * sum(len(bar.notes) for bar in tune.bars)


def test_tied_notes_are_one_sounding_note():
    notes = perform(read_tune(HEAD + "CC-|C2-C D-|E")).notes
    assert [(n.pitch, n.onset, n.length) for n in notes] == [
        (60, 0, Fraction(1, 4)), (60, Fraction(1, 4), 1), (62, Fraction(5, 4), Fraction(1, 4)),
        (64, Fraction(3, 2), Fraction(1, 4))]


def test_a_tie_holds_only_the_pitches_that_go_on():
    notes = perform(read_tune(HEAD + "[CE]2-[CG]2|")).notes
    assert [(n.pitch, float(n.onset), float(n.length)) for n in notes] == [
        (60, 0, 1), (64, 0, 0.5), (67, 0.5, 0.5)]


def test_a_tie_into_a_rest_holds_nothing():
    notes = perform(read_tune(HEAD + "C-zC|")).notes
    assert [float(n.length) for n in notes] == [0.25, 0.25]


def test_a_unison_in_a_chord_sounds_once():
    assert len(perform(read_tune(HEAD + "[CC]|")).notes) == 1


def test_pitches_beyond_midi_are_left_out():
    notes = perform(read_tune(HEAD + "c'''''''' C C,,,,,,,,|")).notes
    assert [n.pitch for n in notes] == [60]


def test_without_a_tempo_a_minute_has_120_quarter_notes():
    performance = perform(read_tune(HEAD + "C2D2|"))
    assert [(n.start_s, n.end_s) for n in performance.notes] == [(0, 1), (1, 2)]
    assert (performance.tempo_bpm, performance.beat, performance.duration_s) == (120, Fraction(1, 4), 2)


def test_a_tempo_field_holds_and_one_in_mid_tune_changes_it():
    performance = perform(read_tune("X:1\nM:6/8\nL:1/8\nQ:3/8=60\nK:C\nC3D3|\nQ:3/8=120\nE3F3|"))
    assert [n.start_s for n in performance.notes] == [0, 1, 2, 2.5]
    assert (performance.tempo_bpm, performance.beat, performance.duration_s) == (60, Fraction(3, 8), 3)
    twice = perform(read_tune("X:1\nM:6/8\nL:1/8\nQ:3/8=60\nK:C\nC3D3|\nQ:3/8=120\nE3F3|"), tempo_scale=2)
    assert [n.start_s for n in twice.notes] == [0, 0.5, 1, 1.25]


@pytest.mark.parametrize("tempo", ["0", "-5", "1/4=0", "999999999999", "1/4=0.0000001", "1/0=120", "presto", "nan"])
def test_a_nonsensical_tempo_still_plays(tempo):
    performance = perform(read_tune(f"X:1\nL:1/4\nQ:{tempo}\nK:C\nCD|"))
    assert len(performance.notes) == 2 and math.isfinite(performance.duration_s)
    assert 0 < performance.notes[0].end_s <= 15


@pytest.mark.parametrize("scale", [0, -1, float("nan"), float("inf")])
def test_a_tempo_scale_out_of_range_is_said(scale):
    with pytest.raises(SettingsError, match="tempo scale"):
        perform(read_tune(HEAD + "C|"), tempo_scale=scale)


def test_voices_sound_together_on_channels_of_their_own_and_never_on_the_drums():
    body = "".join(f"V:{n}\nC4|D4|\n" for n in range(20))
    performance = perform(read_tune(HEAD + body))
    channels = {n.channel for n in performance.notes}
    assert 9 not in channels and 1 not in channels and {0, 2, 3} <= channels
    assert {n.start_s for n in performance.notes} == {0.0, 2.0}


def test_graces_take_their_time_from_the_note_they_lead_to():
    notes = perform(read_tune(HEAD + "{ef}c D|")).notes
    assert [(n.pitch, n.onset) for n in notes] == [
        (76, 0), (77, Fraction(1, 16)), (72, Fraction(1, 8)), (62, Fraction(1, 4))]
    assert notes[2].onset + notes[2].length == Fraction(1, 4)


def test_a_hornpipe_swings_on_request_and_a_reel_does_not():
    assert [n.onset for n in perform(read_tune("X:1\nR:hornpipe\nM:4/4\nL:1/8\nK:C\nCDEF|")).notes][1] == Fraction(1, 8)
    even = [n.onset for n in perform(read_tune("X:1\nR:reel\nM:4/4\nL:1/8\nK:C\nCDE>F(3CDEC2|")).notes]
    swung = [n.onset for n in perform(read_tune("X:1\nR:Hornpipe\nM:4/4\nL:1/8\nK:C\nCDE>F(3CDEC2|"), swing=True).notes]
    assert even == [Fraction(n, 48) for n in (0, 6, 12, 21, 24, 28, 32, 36)]
    assert swung == [Fraction(n, 48) for n in (0, 8, 12, 20, 24, 28, 32, 36)]


def test_the_beat_is_a_little_louder_and_a_pick_up_is_no_beat():
    velocity = [n.velocity for n in perform(read_tune("X:1\nM:3/4\nL:1/8\nK:C\nC|C2C2CC|")).notes]
    pick_up, downbeat, second, third, off = velocity
    assert downbeat > second == third > off == pick_up


def test_dynamics_are_heard():
    soft, loud = (perform(read_tune(HEAD + f"!{mark}!C|")).notes[0].velocity for mark in ("pp", "ff"))
    assert soft < 70 < loud


def test_the_text_knows_when_it_sounds():
    text = HEAD + "C z|:E|1F:|2G|"
    performance = perform(read_tune(text))
    at = {mark: seconds_at(performance, text.index(mark, len(HEAD))) for mark in "CzEFG"}
    assert at == {"C": 0, "z": 0.5, "E": 1, "F": 1.5, "G": 2.5}
    assert seconds_at(performance, 0) == 0
    assert seconds_at(performance, len(text)) == performance.duration_s == 3
    for note in performance.notes:
        assert text[note.start] in "CEFG"


# -- accompaniment ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "tones", "bass"), [
    ("C", (0, 4, 7), 0), ("Am", (9, 0, 4), 9), ("F#m7", (6, 9, 1, 4), 6), ("Bb", (10, 2, 5), 10),
    ("G7/B", (7, 11, 2, 5), 11), ("D7/f#", (2, 6, 9, 0), 6), ("Ebmaj7", (3, 7, 10, 2), 3), ("Bdim", (11, 2, 5), 11),
    ("Caug", (0, 4, 8), 0), ("Dsus4", (2, 7, 9), 2), ("(G)", (7, 11, 2), 7), ("E7b9", (4, 8, 11, 2), 4),
    ("N.C.", (), 0),
])
def test_chord_symbols_are_understood(text, tones, bass):
    chord = parse_chord(text)
    assert chord is not None
    assert (chord.tones, chord.bass) == (tones, bass)


@pytest.mark.parametrize("text", ["", "Coda", "Fine", "D.C.", "H", "slowly", "C/", "Am7//G", "^here", "日本"])
def test_what_is_no_chord_is_left_alone(text):
    assert parse_chord(text) is None


@pytest.mark.parametrize(("metre", "strikes"), [
    ("4/4", "B.c.B.c."), ("C|", "B.c.B.c."), ("2/4", "B.c."), ("3/4", "B.c.c."), ("6/8", "B.cB.c"),
    ("9/8", "B.cB.cB.c"),
])
def test_each_metre_has_its_boom_chick(metre, strikes):
    found = parse_metre(metre)
    assert found is not None
    signs = {onset: "B" if is_bass else "c" for onset, is_bass in pattern(found)}
    assert "".join(signs.get(Fraction(n, 8), ".") for n in range(len(strikes))) == strikes


def test_chords_sound_quietly_beside_the_melody_and_can_be_turned_off():
    tune = read_tune(HEAD + '"C"cded|"G7"B2"C"c2|')
    with_chords, without = perform(tune), perform(tune, accompany=False)
    chords = [n for n in with_chords.notes if n.channel == CHORD_CHANNEL]
    assert tuple(n for n in with_chords.notes if n.channel == 0) == without.notes
    assert max(n.velocity for n in chords) < min(n.velocity for n in without.notes)
    basses = [(float(n.onset), n.pitch % 12) for n in chords if n.pitch < 50]
    assert basses == [(0, 0), (0.5, 7), (1, 7), (1.5, 0)]
    assert {n.pitch % 12 for n in chords if 1 < n.onset < 1.5} == {7, 11, 2, 5}


def test_a_chord_holds_over_the_bar_line_and_no_chord_ends_it():
    notes = perform(read_tune(HEAD + '"C"C4|D4|"N.C."E4|F4|')).notes
    assert {math.floor(n.onset) for n in notes if n.channel == CHORD_CHANNEL} == {0, 1}


def test_the_accompaniment_of_a_pick_up_falls_on_the_right_beats():
    notes = perform(read_tune('X:1\nM:6/8\nL:1/8\nK:G\n"G"GA|"C"c3 e3|')).notes
    strikes = {float(n.onset * 8): n.pitch < 50 for n in notes if n.channel == CHORD_CHANNEL}
    assert strikes == {0: True, 1: False, 2: True, 4: False, 5: True, 7: False}


# -- the prefix property ---------------------------------------------------------------------------------

BARS = ("cdec", "C4", "E2F2", "(3GABc2d", '"C"ceg2', 'z2"G7"B2', "c-cz2", "[CEG]2D2", "{e}d4", "c>de<f", '"Am"AB"F"AF',
        "[Q:1/4=90]c4", "z4", "!p!c2!f!d2", "[1 c4", "[2 d4")
LINES = ("|", "|", "|", ":|", "|:", "::", "||", "|]")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(BARS), st.sampled_from(LINES)), min_size=2, max_size=14), st.data(),
       st.sampled_from(("reel", "hornpipe")))
def test_a_tune_cut_at_a_bar_line_sounds_like_the_beginning_of_the_whole(bars, data, rhythm):
    head = f"X:1\nM:4/4\nL:1/4\nR:{rhythm}\nK:C\n|:"
    cut = data.draw(st.integers(1, len(bars) - 1))
    short = head + "".join(bar + line for bar, line in bars[:cut])
    long = head + "".join(bar + line for bar, line in bars)
    short_notes, long_notes = (perform(read_tune(text), swing=True, as_written=True).notes for text in (short, long))
    assert long_notes[:len(short_notes)] == short_notes


# -- parts, jumps, layers --------------------------------------------------------------------------------

@pytest.mark.parametrize(("order", "sounds"), [
    ("AB", "CDE"), ("BA", "ECD"), ("A2B", "CDCDE"), ("(AB)2", "CDECDE"), ("A.(BA)2", "CDECDECD"), ("AXB", "CDE"),
    ("XY", "CDE"), ("first slow, then fast", "CDE"), ("(((A", "CD"), ("A0B", "CDE"),
])
def test_the_header_orders_the_parts(order, sounds):
    tune = read_tune(f"X:1\nL:1/4\nP:{order}\nK:C\nP:A\nC|D||\nP:B\nE||")
    assert spelt(perform(tune)) == sounds
    assert spelt(perform(tune, as_written=True)) == "CDE"


@pytest.mark.parametrize(("body", "sounds"), [
    ("C|D|E !D.C.!|", "CDECDE"),
    ("C|D !fine!|E !D.C.!|", "CDECD"),
    ("C|!segno!D|E !fine!|F !D.S.!|", "CDEFDE"),
    ("|:C:|D|!D.C.!E|F|", "CCDECDE"),
    ("C|D !coda!|E !D.C.alcoda!|!coda!F|", "CDECDF"),
    ("C|OD|E !dacapo!|!coda!F|", "CDECF"),
    ("|:C|1D:|2E !D.C.!|", "CDCECE"),
    ("!D.S.!C|D|", "CC"),
])
def test_jumps_are_taken_once_and_without_repeats(body, sounds):
    assert melody(body) == sounds


def test_no_heap_of_jumps_and_parts_goes_on_for_ever():
    body = "!segno!C|!coda!D !D.C.!|[1E !D.S.!:|[2F !coda!|P:A\nG !D.C.!|" * 50
    assert len(perform(read_tune("X:1\nL:1/4\nP:((A99)99)99\nK:C\n" + body)).notes) < 20_000


def test_overlays_sound_beside_their_bar():
    notes = perform(read_tune("X:1\nM:4/4\nL:1/4\nK:C\nc4 & E2F2|d4|")).notes
    assert [(n.pitch, float(n.onset), float(n.length)) for n in notes] == [
        (64, 0, 0.5), (72, 0, 1), (65, 0.5, 0.5), (74, 1, 1)]


def test_a_voice_sounds_where_its_transposition_says():
    notes = perform(read_tune("X:1\nL:1/4\nK:C\nV:1\nC|\nV:2 transpose=-12\nC|\nV:3 octave=1\nC|\n")).notes
    assert sorted(n.pitch for n in notes) == [48, 60, 72]


def test_a_part_named_behind_the_notes_of_a_bar_begins_with_the_next():
    assert spelt(perform(read_tune("X:1\nL:1/4\nP:OAA\nK:C\n[P:O]C[P:A]|d|"))) == "Cdd"
