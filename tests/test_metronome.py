"""The metronome: a click on every beat, accented by the metre; never in a file that is written."""

from __future__ import annotations

from fractions import Fraction

import mido
import numpy as np
import pytest

from engine.beats import beats_of
from engine.exchange.midi import midi_file
from engine.metronome import BEAT_PITCH, FIRST_PITCH, clicks, count_in
from engine.notation.fields import parse_metre
from engine.notation.reader import read_tune
from engine.performance import CLICK_CHANNEL, perform
from engine.synth import SAMPLE_RATE, Synth

HIGH, LOW = FIRST_PITCH, BEAT_PITCH


def struck(abc):
    return [(round(one.start_s, 6), one.pitch) for one in clicks(perform(read_tune(abc)))]


@pytest.mark.parametrize(("metre", "beats"), [
    ("4/4", "0 1/4 1/2 3/4"), ("C|", "0 1/2"), ("3/4", "0 1/4 1/2"), ("6/8", "0 3/8"), ("9/8", "0 3/8 3/4"),
    ("12/8", "0 3/8 3/4 9/8"), ("3/8", "0 1/8 1/4"), ("5/4", "0 1/4 1/2 3/4 1"), ("2+2+3/8", "0 1/4 1/2"),
    ("(3+2)/8", "0 3/8"), ("none", "")])
def test_every_metre_has_its_beats(metre, beats):
    found = parse_metre(metre)
    assert found is not None
    assert [str(beat) for beat in beats_of(found)] == beats.split()


def test_a_click_falls_on_every_beat_with_an_accent_on_the_first_of_each_bar():
    assert struck("X:1\nM:3/4\nL:1/4\nQ:1/4=60\nK:G\nGAB|c2d|") == [
        (0, HIGH), (1, LOW), (2, LOW), (3, HIGH), (4, LOW), (5, LOW)]


def test_a_jig_is_beaten_in_two():
    assert struck("X:1\nM:6/8\nL:1/8\nQ:3/8=60\nK:G\nGAB cde|f6|") == [(0, HIGH), (1, LOW), (2, HIGH), (3, LOW)]


def test_a_pickup_is_beaten_from_its_own_beat_on():
    assert struck("X:1\nM:4/4\nL:1/4\nQ:1/4=60\nK:G\nD|GABc|") == [(0, LOW), (1, HIGH), (2, LOW), (3, LOW), (4, LOW)]


def test_the_beats_follow_a_change_of_tempo_and_of_metre():
    assert struck("X:1\nM:2/4\nL:1/4\nQ:1/4=60\nK:G\nGA|[Q:1/4=120][M:3/4]Bcd|") == [
        (0, HIGH), (1, LOW), (2, HIGH), (2.5, LOW), (3, LOW)]


def test_repeated_bars_are_beaten_again():
    assert len(struck("X:1\nM:2/4\nL:1/4\nK:G\n|:GA|Bc:|")) == 8


def test_free_metre_has_no_beats():
    assert struck("X:1\nM:none\nL:1/4\nK:G\nGAB|") == []


@pytest.mark.parametrize(("abc", "from_s", "counted"), [
    ("M:4/4\nL:1/4\nQ:1/4=60\nK:G\nGABc|defg|", 0.0, [(-4, HIGH), (-3, LOW), (-2, LOW), (-1, LOW)]),
    ("M:6/8\nL:1/8\nQ:3/8=60\nK:G\nGAB c3|", 0.0, [(-2, HIGH), (-1, LOW)]),
    # a pickup of one beat: the whole bar, then the beats it lacks
    ("M:3/4\nL:1/4\nQ:1/4=60\nK:G\nD|GAB|", 0.0, [(-5, HIGH), (-4, LOW), (-3, LOW), (-2, HIGH), (-1, LOW)]),
    # from the third beat of the second bar on
    ("M:3/4\nL:1/4\nQ:1/4=60\nK:G\nGAB|cde|", 5.0, [(0, HIGH), (1, LOW), (2, LOW), (3, HIGH), (4, LOW)]),
    ("M:2/4\nL:1/4\nQ:1/4=60\nK:G\nGA|[Q:1/4=120]Bc|", 2.0, [(1, HIGH), (1.5, LOW)]),
    # a hair before the second bar, as a sum of seconds may fall
    ("M:2/4\nL:1/4\nQ:1/4=60\nK:G\nGA|Bc|", 2.0 - 1e-9, [(0, HIGH), (1, LOW)]),
    ("M:none\nL:1/4\nK:G\nGABc|", 0.0, []),
    ("M:4/4\nK:G\n", 0.0, []),
])
def test_one_bar_is_counted_in_and_what_a_bar_lacks_of_its_beginning(abc, from_s, counted):
    found = count_in(perform(read_tune(f"X:1\n{abc}")), from_s)
    assert [(round(one.start_s, 6), one.pitch) for one in found] == counted


def test_no_file_ever_holds_a_click():
    performance = perform(read_tune('X:1\nM:4/4\nL:1/4\nK:G\n"G"GABc|V:2\nDDDD|'))
    assert clicks(performance)
    assert all(note.channel != CLICK_CHANNEL for note in performance.notes)
    assert all(message.channel != CLICK_CHANNEL for message in midi_file(performance)
               if message.type in ("note_on", "note_off"))


def sound_of(notes, seconds, voice="pluck"):
    """Return the samples of what the built-in sound makes of notes."""
    synth = Synth(voice)
    for note in notes:
        frame = round(note.start_s * SAMPLE_RATE)
        synth.send(mido.Message("note_on", channel=note.channel, note=note.pitch, velocity=note.velocity), frame)
        synth.send(mido.Message("note_off", channel=note.channel, note=note.pitch),
                   round(note.end_s * SAMPLE_RATE))
    return synth.render(int(seconds * SAMPLE_RATE))


def onsets(samples):
    """Return the seconds at which something begins to sound after 50 ms of near silence."""
    loud = np.abs(samples) > 0.02
    quiet, found = SAMPLE_RATE // 20, []
    last = -quiet
    for at in np.flatnonzero(loud).tolist():
        if at - last >= quiet:
            found.append(at / SAMPLE_RATE)
        last = at
    return found


def test_the_built_in_sound_has_a_click_at_every_beat_the_first_higher_and_louder():
    found = clicks(perform(read_tune("X:1\nM:3/4\nL:1/4\nQ:1/4=120\nK:G\nGAB|cde|")))
    samples = sound_of(found, 3.2)
    assert onsets(samples) == pytest.approx([0, 0.5, 1, 1.5, 2, 2.5], abs=0.002)
    first, second = samples[:2000], samples[SAMPLE_RATE // 2:SAMPLE_RATE // 2 + 2000]
    assert np.abs(first).max() > 1.3 * np.abs(second).max() > 0.1
    high, low = (np.abs(np.fft.rfft(one, 8192)).argmax() for one in (first, second))
    assert high > 1.3 * low


def test_the_click_is_the_same_whatever_voice_is_chosen():
    found = clicks(perform(read_tune("X:1\nM:2/4\nL:1/4\nK:G\nGA|")))
    assert np.array_equal(sound_of(found, 1.0, "pluck"), sound_of(found, 1.0, "fiddle"))


def test_an_overlong_bar_is_beaten_as_the_next_one_would_be():
    assert [pitch for _, pitch in struck("X:1\nM:2/4\nL:1/4\nK:G\nGABc|")] == [HIGH, LOW, HIGH, LOW]
    assert perform(read_tune("X:1\nM:2/4\nL:1/4\nK:G\nGABc|")).bars[0].length == Fraction(1)
