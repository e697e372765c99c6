"""The player: every note at its time, and every note-on with its note-off, whatever happens."""

from __future__ import annotations

import threading
from collections import Counter

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.clock import HandClock
from engine.errors import PortError, SettingsError
from engine.notation.reader import read_tune
from engine.performance import TimedNote, perform
from engine.player import Player

SCALE = "X:1\nM:4/4\nL:1/4\nK:C\nCDEF|GABc|"  # half a second a note


class RecordingPort:
    """Keep every message with its time; break at the messages counted in ``breaks_at``."""

    name = "recording"

    def __init__(self, clock, breaks_at=(), error=None):
        self.clock = clock
        self.breaks_at = set(breaks_at)
        self.error = error or PortError("the port broke: choose another")
        self.sent: list[tuple[float, mido.Message]] = []
        self.tries = 0
        self.is_closed = False

    def send(self, message):
        self.tries += 1
        if self.tries in self.breaks_at:
            raise self.error
        self.sent.append((self.clock(), message))

    def close(self):
        self.is_closed = True

    def ons(self):
        return [(round(t, 6), m.note) for t, m in self.sent if m.type == "note_on"]

    def offs(self):
        return [(round(t, 6), m.note) for t, m in self.sent if m.type == "note_off"]

    def sounding(self):
        """Return what still sounds, and fail where an order is wrong."""
        sounding: set[tuple[int, int]] = set()
        for _, message in self.sent:
            if message.type == "note_on":
                assert (message.channel, message.note) not in sounding, "struck again before it was ended"
                sounding.add((message.channel, message.note))
            elif message.type == "note_off":
                sounding.discard((message.channel, message.note))
        return sounding


class Stage:
    """A player on a clock turned by hand."""

    def __init__(self, **port):
        self.clock = HandClock()
        self.port = RecordingPort(self.clock, **port)
        self.notes: list[tuple[int, bool]] = []
        self.ends: list[float] = []
        self.faults: list[PortError] = []
        self.player = Player(self.port, clock=self.clock, wait=self.clock.wait,
                             on_note=lambda note, is_on: self.notes.append((note.pitch, is_on)),
                             on_end=lambda: self.ends.append(self.clock()), on_fault=self.faults.append)


@pytest.fixture
def stage():
    stages: list[Stage] = []

    def make(**port):
        stages.append(Stage(**port))
        return stages[-1]

    yield make
    for one in stages:
        one.player.close()


def notes_of(abc):
    return perform(read_tune(abc)).notes


def test_every_note_sounds_at_its_time(stage):
    s = stage()
    s.player.play(notes_of(SCALE))
    s.clock.advance(10)
    assert s.port.ons() == [(i * 0.5, p) for i, p in enumerate((60, 62, 64, 65, 67, 69, 71, 72))]
    assert s.port.offs() == [((i + 1) * 0.5, p) for i, p in enumerate((60, 62, 64, 65, 67, 69, 71, 72))]
    assert s.ends == [4.0]
    assert not s.player.is_playing
    assert s.notes[:4] == [(60, True), (60, False), (62, True), (62, False)]


def test_no_lateness_adds_up_over_a_thousand_notes(stage):
    s = stage()
    s.player.play([TimedNote(i / 7, (i + 1) / 7, 60 + i % 12, 80, 0, 0, 0) for i in range(1000)])
    s.clock.advance(200)
    assert [t for t, _ in s.port.ons()] == [round(i / 7, 6) for i in range(1000)]


def test_playing_begins_where_it_is_told(stage):
    s = stage()
    s.player.play(notes_of(SCALE), from_s=2.0)
    assert s.player.position_s == 2.0
    s.clock.advance(0.75)
    assert s.port.ons() == [(0.0, 67), (0.5, 69)]
    assert s.player.position_s == pytest.approx(2.75)


def test_stopping_ends_what_sounds_then_hushes_the_channel(stage):
    s = stage()
    s.player.play(notes_of("X:1\nL:1/4\nK:C\n[CEG]4|"))
    s.clock.advance(0.3)
    s.player.stop()
    assert not s.player.is_playing
    s.clock.settle()
    after = [m for t, m in s.port.sent if t == 0.3]
    assert [m.type for m in after] == ["note_off"] * 3 + ["control_change"] * 3
    assert [m.control for m in after[3:]] == [64, 123, 120]
    assert s.port.sounding() == set()
    s.clock.advance(5)
    assert s.ends == []
    assert s.player.position_s == pytest.approx(0.3)


def test_panic_hushes_all_sixteen_channels_even_when_nothing_plays(stage):
    s = stage()
    s.player.panic()
    s.clock.settle()
    assert {(m.channel, m.control) for _, m in s.port.sent} == {(c, n) for c in range(16) for n in (64, 120, 123)}


def test_bars_that_come_while_it_plays_follow_without_a_gap(stage):
    s = stage()
    whole = notes_of(SCALE)
    s.player.play(whole[:4], is_open=True)
    s.clock.advance(1.9)
    s.player.extend(whole[4:], is_open=False)
    s.clock.advance(5)
    assert [t for t, _ in s.port.ons()] == [i * 0.5 for i in range(8)]
    assert s.ends == [4.0]


def test_a_late_bar_is_waited_for_and_none_of_it_lost(stage):
    s = stage()
    whole = notes_of(SCALE)
    s.player.play(whole[:4], is_open=True)
    s.clock.advance(5)
    assert s.player.is_playing and s.ends == []
    assert s.player.position_s == 2.0
    s.player.extend(whole[4:], is_open=True)
    s.clock.advance(5)
    assert s.port.ons()[4:] == [(5.0, 67), (5.5, 69), (6.0, 71), (6.5, 72)]
    s.player.extend((), is_open=False)
    s.clock.settle()
    assert s.ends == [10.0]
    assert not s.player.is_playing


def test_notes_already_past_when_they_come_are_shifted_not_dropped(stage):
    s = stage()
    s.player.play([TimedNote(0, 4, 48, 80, 1, 0, 0)], is_open=True)
    s.clock.advance(2)
    s.player.extend([TimedNote(1, 1.5, 60, 80, 0, 0, 0), TimedNote(1.5, 2, 62, 80, 0, 0, 0)], is_open=False)
    s.clock.advance(10)
    assert s.port.ons() == [(0, 48), (2, 60), (2.5, 62)]
    assert s.port.sounding() == set()


def test_notes_a_little_late_keep_their_length_and_distance(stage):
    s = stage()
    s.player.play([TimedNote(0, 4, 48, 80, 1, 0, 0)], is_open=True)
    s.clock.advance(2)
    s.player.extend([TimedNote(1.8, 1.9, 60, 80, 0, 0, 0), TimedNote(1.9, 2.3, 62, 80, 0, 0, 0)], is_open=False)
    s.clock.advance(10)
    assert s.port.ons() == [(0, 48), (2, 60), (2.1, 62)]
    assert s.port.offs() == [(2.1, 60), (2.5, 62), (4.2, 48)]


def test_a_late_bar_that_begins_with_a_rest_keeps_its_rest(stage):
    s = stage()
    whole = notes_of("X:1\nL:1/4\nK:C\nCDEF|z2GA|")
    s.player.play(whole[:4], is_open=True)
    s.clock.advance(5)
    s.player.extend(whole[4:], is_open=False)
    s.clock.advance(5)
    assert s.port.ons()[4:] == [(6, 67), (6.5, 69)]


def test_what_was_stopped_is_not_started_by_a_late_bar(stage):
    s = stage()
    s.player.play(notes_of(SCALE)[:4], is_open=True)
    s.clock.advance(1)
    s.player.stop()
    s.player.extend(notes_of(SCALE)[4:], is_open=False)
    s.clock.advance(5)
    assert s.port.ons() == [(0.0, 60), (0.5, 62), (1.0, 64)]
    assert s.player.position_s == 1.0
    assert s.port.sounding() == set()


def test_playing_anew_ends_the_old_notes_first(stage):
    s = stage()
    s.player.play(notes_of("X:1\nL:1/4\nK:C\nC8|"))
    s.clock.advance(1)
    s.player.play(notes_of("X:1\nL:1/4\nK:C\nC|"))
    s.clock.advance(5)
    assert s.port.ons() == [(0, 60), (1, 60)]
    assert s.port.sounding() == set()
    assert s.ends == [1.5]


def test_a_pitch_struck_again_is_ended_first(stage):
    s = stage()
    s.player.play([TimedNote(a, b, 60, 80, 0, 0, 0) for a, b in ((0, 2), (1, 1.5), (3, 3))])
    s.clock.advance(5)
    kinds = [(t, m.type) for t, m in s.port.sent if m.type.startswith("note")]
    assert kinds == [(0, "note_on"), (1, "note_off"), (1, "note_on"), (1.5, "note_off"), (3, "note_on"),
                     (pytest.approx(3.01), "note_off")]


def test_the_tempo_changes_while_it_plays(stage):
    s = stage()
    s.player.play(notes_of(SCALE))
    s.clock.advance(1)
    s.player.set_tempo(2)
    s.clock.advance(10)
    assert [t for t, _ in s.port.ons()] == [0, 0.5, 1, 1.25, 1.5, 1.75, 2, 2.25]
    for scale in (0, -1, float("nan"), float("inf")):
        with pytest.raises(SettingsError):
            s.player.set_tempo(scale)


def test_another_port_takes_over_and_the_old_one_is_silent_and_closed(stage):
    s = stage()
    other = RecordingPort(s.clock)
    s.player.play(notes_of(SCALE))
    s.clock.advance(1.2)
    s.player.set_port(other)
    s.clock.advance(5)
    assert s.port.sounding() == set() and s.port.is_closed
    assert [n for _, n in s.port.ons()] + [n for _, n in other.ons()] == [60, 62, 64, 65, 67, 69, 71, 72]
    assert other.sounding() == set()


@pytest.mark.parametrize("error", [PortError("gone"), OSError("gone"), ValueError("closed"), RuntimeError("rtmidi")])
def test_a_failing_port_is_reported_once_falls_silent_and_the_notes_go_on(stage, error):
    s = stage(breaks_at=range(4, 10_000), error=error)
    s.player.play(notes_of(SCALE))
    s.clock.advance(10)
    assert len(s.faults) == 1 and isinstance(s.faults[0], PortError)
    assert [pitch for pitch, is_on in s.notes if is_on] == [60, 62, 64, 65, 67, 69, 71, 72]
    assert s.ends == [4.0]
    s.player.set_port(RecordingPort(s.clock))
    s.player.play(notes_of(SCALE))
    s.clock.advance(10)
    assert len(s.faults) == 1


@pytest.mark.parametrize("breaks_at", range(1, 14))
def test_a_port_that_fails_only_once_still_gets_every_note_off(stage, breaks_at):
    s = stage(breaks_at=[breaks_at])
    s.player.play(notes_of("X:1\nL:1/4\nK:C\n[CEG]C[EG]c|"))
    s.clock.advance(10)
    assert s.port.sounding() == set()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_callback_that_raises_leaves_no_note_sounding():
    clock = HandClock()
    port = RecordingPort(clock)

    def cry(note, is_on):
        raise LookupError("a fault in the listener")

    player = Player(port, clock=clock, wait=clock.wait, on_note=cry)
    player.play(notes_of("X:1\nL:1/4\nK:C\n[CEG]|"))
    player.close()
    assert port.sounding() == set() and port.is_closed


def test_closing_ends_every_note_and_joins_the_thread():
    s = Stage()
    s.player.play(notes_of("X:1\nL:1/4\nK:C\n[CEG]8|"))
    s.clock.advance(1)
    s.player.close()
    s.player.close()
    assert s.port.sounding() == set() and s.port.is_closed
    assert "player" not in {thread.name for thread in threading.enumerate()}
    s.player.play(notes_of(SCALE))
    assert len(s.port.ons()) == 3


def test_nothing_to_play_is_an_end_at_once(stage):
    s = stage()
    s.player.play(())
    s.clock.settle()
    assert s.ends == [0.0] and not s.player.is_playing


def test_after_a_long_stall_the_music_goes_on_instead_of_catching_up(stage):
    s = stage()
    s.player.play(notes_of(SCALE))
    s.clock.advance(0.1)
    s.clock.advance_freely(100)  # the machine slept; no deadline on the way was kept
    s.clock.advance(10)
    assert s.port.ons()[1:] == [(round(100.1 + 0.5 * i, 6), p) for i, p in enumerate((62, 64, 65, 67, 69, 71, 72))]


STEPS = st.lists(st.one_of(
    st.tuples(st.just("advance"), st.floats(0, 3)),
    st.tuples(st.sampled_from(("play", "play open", "extend", "extend open", "stop", "panic", "port", "fast", "slow")),
              st.just(0.0))), max_size=14)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.sets(st.integers(1, 40), max_size=1))
def test_every_note_on_has_its_note_off(steps, breaks_at):
    s = Stage(breaks_at=breaks_at)
    ports = [s.port]
    notes = notes_of("X:1\nL:1/8\nK:C\n\"C\"[CEG]2 z C- CC\"G7\"B,/B,/B,|")
    for step, amount in steps:
        if step == "advance":
            s.clock.advance(amount)
        elif step.startswith("play"):
            s.player.play(notes, is_open=step.endswith("open"))
        elif step.startswith("extend"):
            s.player.extend(notes, is_open=step.endswith("open"))
        elif step in ("stop", "panic"):
            getattr(s.player, step)()
        elif step == "port":
            ports.append(RecordingPort(s.clock))
            s.player.set_port(ports[-1])
        else:
            s.player.set_tempo(2 if step == "fast" else 0.5)
    s.player.close()
    for port in ports:
        assert port.sounding() == set()
        on, off = (Counter(m.note for _, m in port.sent if m.type == kind) for kind in ("note_on", "note_off"))
        assert not on - off
