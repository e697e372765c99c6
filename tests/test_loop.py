"""Bars played round and round: which they are, how a round sounds, and that no seam is heard."""

from __future__ import annotations

import pytest

from engine.clock import HandClock
from engine.errors import SettingsError
from engine.file_port import FilePort
from engine.manner import Manner
from engine.metronome import FIRST_PITCH
from engine.notation.reader import read_tune
from engine.performance import CLICK_CHANNEL, perform
from engine.player import Player
from engine.ports import NullPort
from engine.rounds import bars_around, bars_touched, order_of, round_of
from engine.synth import SAMPLE_RATE, Synth
from tests.test_metronome import onsets
from tests.test_player import RecordingPort

BEATEN = Manner(metronome=True)
HEAD = "X:1\nM:4/4\nL:1/4\nQ:1/4=120\nK:C\n"
FOUR = HEAD + "CDEF|GABc|defg|c4|]"  # two seconds a bar


def pitches(one):
    return [note.pitch for note in one.notes]


# -- which bars ------------------------------------------------------------------------------------------


def test_the_bars_that_a_selection_touches_are_counted_from_one_as_they_are_written():
    tune = read_tune(FOUR)
    at = FOUR.index
    assert bars_touched(tune, at("G"), at("|d")) == (2, 2)
    assert bars_touched(tune, at("F|"), at("d") + 1) == (1, 3)
    assert bars_touched(tune, at("A"), at("A")) == (2, 2)
    assert bars_touched(tune, len(FOUR), len(FOUR)) == (4, 4)
    assert bars_touched(tune, 2, 2) is None


def test_around_the_caret_stand_its_bar_its_part_and_the_tune():
    text = HEAD + "|:CD|EF|1GA:|2Bc||de|fg|]"
    tune = read_tune(text)
    assert [bars_around(tune, text.index("EF"), reach) for reach in ("bar", "part", "tune")] == [
        (2, 2), (1, 4), (1, 6)]
    assert bars_around(tune, text.index("fg"), "part") == (5, 6)


def test_in_a_second_voice_the_bars_have_the_same_numbers():
    text = HEAD + "V:1\nCDEF|GABc|\nV:2\nC,4|G,4|"
    assert bars_touched(read_tune(text), text.index("G,4"), text.index("G,4") + 2) == (2, 2)


# -- one round -------------------------------------------------------------------------------------------


def test_a_round_holds_its_bars_and_nothing_else():
    one = round_of(read_tune(FOUR), 2, 3)
    assert pitches(one) == [67, 69, 71, 72, 74, 76, 77, 79]
    assert one.length_s == pytest.approx(4.0)
    assert [note.start_s for note in one.notes] == pytest.approx([i * 0.5 for i in range(8)])
    assert [FOUR[place.start:place.end].strip("|") for place in one.places] == ["GABc|defg"]


def test_key_tempo_loudness_and_chord_are_those_in_force_there():
    text = HEAD + '!ff!"C"CDEF|[Q:1/4=60][K:D]FGAB|cdef|'
    one = round_of(read_tune(text), 3, 3)
    whole = perform(read_tune(text))
    assert one.length_s == pytest.approx(4.0)
    melody = [note for note in one.notes if note.channel == 0]
    assert [note.pitch for note in melody] == [73, 74, 76, 78]
    assert melody[0].velocity == next(note.velocity for note in whole.notes if note.pitch == 73)
    assert any(note.channel == 1 for note in one.notes)


def test_a_note_tied_over_the_edge_sounds_as_much_as_lies_inside():
    one = round_of(read_tune(HEAD + "CDEG-|G2AB-|B4|"), 2, 2)
    assert [(note.pitch, note.start_s, note.end_s) for note in one.notes] == [
        (67, 0.0, 1.0), (69, 1.0, 1.5), (71, 1.5, 2.0)]


@pytest.mark.parametrize(("music", "bars", "order"), [
    ("|:C4|D4:|E4|", (0, 1), [0, 1]),  # twice the same is one round
    ("|:C4|D4:|E4|", (0, 2), [0, 1, 0, 1, 2]),
    ("|:C4|D4:|E4|", (1, 2), [1, 2]),  # the repeat reaches out of them
    ("|:C4|D4|1E4:|2F4||G4|", (0, 3), [0, 1, 2, 0, 1, 3]),
    ("|:C4|D4|1E4:|2F4||G4|", (0, 2), [0, 1, 2]),
    ("|:C4|D4|1E4:|2F4||G4|", (1, 4), [1, 2, 3, 4]),
    ("|:C4|D4|1E4:|2F4||G4|", (3, 4), [3, 4]),
    ("|:C4:|:D4:|", (0, 1), [0, 0, 1, 1]),
])
def test_a_repeat_is_played_where_all_of_it_is_looped(music, bars, order):
    assert order_of(read_tune(HEAD + music), *bars) == order


def test_bars_that_are_not_there_are_refused_in_a_sentence():
    with pytest.raises(SettingsError, match=r"bars 3 to 9 cannot be played: the tune has 4"):
        round_of(read_tune(FOUR), 3, 9)
    with pytest.raises(SettingsError, match="too short"):
        round_of(read_tune("X:1\nL:1/128\nK:C\nC|"), 1, 1)


def test_voices_of_other_lengths_sound_what_falls_into_the_bars():
    one = round_of(read_tune(HEAD + "V:1\nCDEF|GABc|\nV:2\nC,4|G,4|B,4|"), 2, 2)
    assert sorted(pitches(one)) == [55, 67, 69, 71, 72]


def test_where_the_voices_have_not_the_same_bars_no_repeat_is_played():
    text = HEAD + "V:1\n|:CDEF|GABc:|defg|\nV:2\n|:C,4|G,4:|"
    assert order_of(read_tune(text), 0, 2) == [0, 1, 2]


# -- round and round -------------------------------------------------------------------------------------


class Stage:
    """A player on a clock turned by hand."""

    def __init__(self, port=None):
        self.clock = HandClock()
        self.port = port(self.clock) if port is not None else RecordingPort(self.clock)
        self.turns: list[tuple[float, int]] = []
        self.player = Player(self.port, clock=self.clock, wait=self.clock.wait,
                             on_turn=lambda tag: self.turns.append((round(self.clock(), 6), tag)))


@pytest.fixture
def stage():
    stages: list[Stage] = []

    def make(*args):
        stages.append(Stage(*args))
        return stages[-1]

    yield make
    for one in stages:
        one.player.close()


def test_a_loop_goes_round_without_a_gap(stage):
    s = stage()
    s.player.loop(round_of(read_tune(FOUR), 1, 2))
    s.clock.advance(15.9)
    assert s.port.ons() == [(i * 0.5, (60, 62, 64, 65, 67, 69, 71, 72)[i % 8]) for i in range(32)]
    assert s.turns == [(0.0, 0), (4.0, 0), (8.0, 0), (12.0, 0)]
    assert s.player.is_playing
    s.player.stop()
    s.clock.advance(10)
    assert len(s.port.ons()) == 32 and s.port.sounding() == set() and not s.player.is_playing


def test_no_lateness_adds_up_over_a_thousand_rounds(stage):
    s = stage()
    s.player.loop(round_of(read_tune("X:1\nM:3/8\nL:1/8\nQ:1/8=700\nK:C\nCDE|"), 1, 1))
    s.clock.advance(200)
    times = [at for at, _ in s.port.ons()]
    assert times == pytest.approx([i * 60 / 700 for i in range(len(times))], abs=1e-5) and len(times) > 2300


def test_a_rest_at_the_end_belongs_to_the_round(stage):
    s = stage()
    s.player.loop(round_of(read_tune(HEAD + "C z3|"), 1, 1))
    s.clock.advance(5)
    assert s.port.ons() == [(0.0, 60), (2.0, 60), (4.0, 60)]


def test_bars_of_rests_go_round_in_silence(stage):
    s = stage()
    s.player.loop(round_of(read_tune(HEAD + "z4|"), 1, 1))
    s.clock.advance(7)
    assert s.port.ons() == [] and len(s.turns) == 4


def test_the_next_round_plays_the_edited_text(stage):
    s = stage()
    s.player.loop(round_of(read_tune(FOUR), 1, 1), 1)
    s.clock.advance(0.7)
    s.player.change_round(round_of(read_tune(FOUR.replace("CDEF", "CEG")), 1, 1), 2)
    s.clock.advance(4.0)
    assert s.port.ons() == [(0.0, 60), (0.5, 62), (1.0, 64), (1.5, 65),
                            (2.0, 60), (2.5, 64), (3.0, 67), (3.5, 60), (4.0, 64), (4.5, 67)]
    assert s.turns == [(0.0, 1), (2.0, 2), (3.5, 2)]


def test_the_tempo_changes_while_it_loops(stage):
    s = stage()
    s.player.loop(round_of(read_tune(FOUR), 1, 1))
    s.clock.advance(1.0)
    s.player.set_tempo(2.0)
    s.clock.advance(2.0)
    assert [at for at, _ in s.port.ons()] == pytest.approx([0, 0.5, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0])


def test_playing_something_else_ends_the_loop(stage):
    s = stage()
    s.player.loop(round_of(read_tune(FOUR), 1, 1))
    s.clock.advance(0.6)
    s.player.play(perform(read_tune(HEAD + "c|")).notes)
    s.player.change_round(round_of(read_tune(FOUR), 2, 2), 5)
    s.clock.advance(9)
    assert s.port.ons() == [(0.0, 60), (0.5, 62), (0.6, 72)] and not s.player.is_playing


def test_a_continuation_that_comes_late_is_not_added_to_a_loop(stage):
    s = stage()
    s.player.loop(round_of(read_tune(FOUR), 1, 1))
    s.clock.advance(0.1)
    s.player.extend(perform(read_tune(FOUR)).notes, is_open=False)
    s.clock.advance(2.0)
    assert [pitch for _, pitch in s.port.ons()] == [60, 62, 64, 65, 60]


def test_after_a_loop_bars_can_be_streamed_again(stage):
    s = stage()
    s.player.loop(round_of(read_tune(FOUR), 1, 1))
    s.clock.advance(0.1)
    notes = perform(read_tune(FOUR)).notes
    s.player.play(notes[:4], is_open=True)
    s.player.extend(notes[4:8], is_open=False)
    s.clock.advance(9)
    assert len(s.port.ons()) == 9 and not s.player.is_playing


def test_one_bar_is_counted_in_before_the_first_round_alone(stage):
    s = stage()
    one = round_of(read_tune(FOUR), 2, 2)
    s.player.loop(one, counts_in=True)
    s.clock.settle()
    assert s.player.position_s == pytest.approx(-2.0)
    s.clock.advance(5.9)
    assert [pitch for at, pitch in s.port.ons() if at < 2] == [FIRST_PITCH, 77, 77, 77]
    assert [(at, pitch) for at, pitch in s.port.ons() if at >= 2] == [
        (2 + i * 0.5, (67, 69, 71, 72)[i % 4]) for i in range(8)]


def test_a_count_in_may_be_stopped_before_a_note_has_sounded(stage):
    s = stage()
    s.player.loop(round_of(read_tune(FOUR), 1, 1), counts_in=True)
    s.clock.advance(1.1)
    s.player.stop()
    s.clock.advance(9)
    assert len(s.port.ons()) == 3 and s.port.sounding() == set()
    hushed = {message.channel for _, message in s.port.sent if message.type == "control_change"}
    assert hushed == {CLICK_CHANNEL}


def test_a_stalled_machine_goes_on_where_it_was(stage):
    s = stage()
    s.player.loop(round_of(read_tune(FOUR), 1, 1))
    s.clock.advance(0.1)
    s.clock.advance_freely(50)
    s.clock.advance(3.5)
    assert [round(at - 50.1, 6) for at, _ in s.port.ons()[1:]] == [i * 0.5 for i in range(8)]


def test_what_was_looped_into_a_file_can_be_read_and_every_note_ends(stage, tmp_path):
    path = tmp_path / "loop.mid"
    s = stage(lambda clock: FilePort(path, clock=clock))
    s.player.loop(round_of(read_tune(FOUR), 1, 1, BEATEN))
    s.clock.advance(8)
    s.player.close()
    import mido

    sounding, begun = set(), 0
    for message in mido.MidiFile(path):
        if message.type == "note_on" and message.velocity:
            assert (message.channel, message.note) not in sounding
            sounding.add((message.channel, message.note))
            begun += 1
        elif message.type in ("note_on", "note_off"):
            sounding.discard((message.channel, message.note))
    assert not sounding and begun >= 32


def test_nobody_need_listen(stage):
    s = stage(lambda _clock: NullPort())
    s.player.loop(round_of(read_tune(FOUR), 1, 4))
    s.clock.advance(100)
    assert len(s.turns) == 13


class SoundPort:
    """The built-in sound without a device: what is sent at a time of the clock sounds at that frame."""

    name = "sound"

    def __init__(self, clock):
        self.clock = clock
        self.synth = Synth("pluck")

    def send(self, message):
        self.synth.send(message, round(self.clock() * SAMPLE_RATE))

    def close(self):
        pass


def test_the_sound_has_no_gap_at_the_seam_and_a_click_at_each_beat(stage):
    s = stage(SoundPort)
    s.player.loop(round_of(read_tune(HEAD + "C/z/E/z/G/z/E/z/|"), 1, 1))
    s.clock.advance(9.9)
    found = onsets(s.port.synth.render(int(9.5 * SAMPLE_RATE)))
    errors = [abs(at - number * 0.5) for number, at in enumerate(found)]
    assert len(found) == 19 and max(errors) < 0.005

    s = stage(SoundPort)
    s.player.loop(round_of(read_tune(HEAD + "z4|z4|"), 1, 2, BEATEN))
    s.clock.advance(12.0)
    found = onsets(s.port.synth.render(int(11.9 * SAMPLE_RATE)))
    assert len(found) == 24 and max(abs(at - number * 0.5) for number, at in enumerate(found)) < 0.005
