"""MIDI inputs: listened to, lost, found again; and what is played up to a pause. Time is turned by hand."""

from __future__ import annotations

import pytest

from engine.capture import Capture
from engine.clock import HandClock
from engine.inputs import EVERY, NONE, OWN, QueueInputs
from engine.keyboard import Connected, Keyboard
from engine.strokes import Pedal, Stroke


def down(pitch, velocity=80):
    return bytes([0x90, pitch, velocity])


def up(pitch):
    return bytes([0x80, pitch, 0])


class Listener:
    """Remember what it is told, and take a phrase after a pause of two seconds."""

    def __init__(self):
        self.strokes: list[Stroke | Pedal] = []
        self.inputs: list[Connected] = []
        self.phrases: list[tuple[Stroke, ...]] = []
        self.begun = 0
        self.quiet: list[tuple[Stroke, ...]] = []
        self.capture = Capture(2.0, self._begin, self.phrases.append, self.quiet.append)

    def _begin(self):
        self.begun += 1

    def on_stroke(self, stroke):
        self.strokes.append(stroke)
        self.capture.hear(stroke)

    def on_inputs(self, connected):
        self.inputs.append(connected)

    def on_time(self, now_s):
        return self.capture.note_time(now_s)


@pytest.fixture
def clock():
    return HandClock()


def keyboard(ear, clock, inputs, choice=EVERY):
    one = Keyboard(ear, choice, inputs=inputs, clock=clock, wait=clock.wait)
    clock.settle()
    return one


def play(clock, inputs, *messages, on="Piano"):
    inputs.play(on, *messages)
    clock.settle()


def test_what_is_played_comes_with_its_time(clock, threads_are_joined):
    ear, inputs = Listener(), QueueInputs("Piano")
    with keyboard(ear, clock, inputs):
        clock.advance(0.25)
        play(clock, inputs, down(60))
        clock.advance(0.5)
        play(clock, inputs, up(60), bytes([0xB0, 64, 127]), bytes([0xFE]), bytes([0xC0, 3]))
    assert ear.strokes == [Stroke(60, 80, 0.25), Stroke(60, 0, 0.75), Pedal(True, 0.75)]
    assert inputs.opened == ()


@pytest.mark.parametrize(("choice", "opened"), [
    (NONE, ()), (EVERY, ("Organ 20:0", "Piano", OWN)), (OWN, (OWN,)), ("Piano", ("Piano",)),
    ("Organ 28:0", ("Organ 20:0",)),  # ALSA gives another number at every plugging in
])
def test_the_inputs_that_are_chosen_are_opened(clock, choice, opened):
    ear, inputs = Listener(), QueueInputs("Piano", "Organ 20:0")
    with keyboard(ear, clock, inputs, choice):
        assert inputs.opened == opened
        assert sorted(ear.inputs[0].names) == sorted(opened) and ear.inputs[0].fault is None


def test_one_that_is_gone_is_noticed_within_a_second_and_its_keys_are_let_go(clock):
    ear, inputs = Listener(), QueueInputs("Piano")
    with keyboard(ear, clock, inputs, "Piano"):
        play(clock, inputs, down(60), down(64), up(64))
        inputs.unplug("Piano")
        clock.advance(1.0)
        assert ear.inputs[-1].lost == ("Piano",) and ear.inputs[-1].names == ()
        assert ear.inputs[-1].fault == "no MIDI input was found: plug in a keyboard"
        assert ear.strokes[-1] == Stroke(60, 0, 1.0)
        clock.advance(5.0)
        assert len(ear.inputs) == 2  # told once
        inputs.plug("Piano")
        clock.advance(1.0)
        assert ear.inputs[-1] == Connected(("Piano",), None, (), ("Piano",))
        play(clock, inputs, down(67))
        assert ear.strokes[-1] == Stroke(67, 80, 7.0)


def test_no_input_is_no_error_and_one_that_comes_later_is_opened(clock):
    ear, inputs = Listener(), QueueInputs()
    with keyboard(ear, clock, inputs, "Piano"):
        assert ear.inputs == [Connected((), "no MIDI input was found: plug in a keyboard")]
        inputs.plug("Organ")
        clock.advance(1.0)
        assert ear.inputs[-1].fault == "there is no MIDI input 'Piano': plug it in, or choose another"
        inputs.plug("Piano")
        clock.advance(1.0)
        assert ear.inputs[-1].names == ("Piano",)


def test_one_that_another_program_has_is_said_and_tried_again(clock):
    ear, inputs = Listener(), QueueInputs("Piano")
    inputs.broken.add("Piano")
    with keyboard(ear, clock, inputs, "Piano"):
        assert ear.inputs[-1].fault == "Piano cannot be opened: is another program using it?"
        inputs.broken.clear()
        clock.advance(1.0)
        assert ear.inputs[-1] == Connected(("Piano",), None, (), ("Piano",))


def test_a_key_that_was_down_before_is_not_let_go(clock):
    ear, inputs = Listener(), QueueInputs("Piano")
    with keyboard(ear, clock, inputs):
        play(clock, inputs, up(60))
    assert ear.strokes == []


# -- a phrase ends with a pause --------------------------------------------------------------------------


def test_a_phrase_ends_when_no_key_has_been_down_for_the_pause(clock):
    ear, inputs = Listener(), QueueInputs("Piano")
    with keyboard(ear, clock, inputs):
        play(clock, inputs, down(60))
        clock.advance(5.0)  # held: no pause
        assert ear.begun == 1 and not ear.phrases
        play(clock, inputs, up(60))
        clock.advance(1.9)
        play(clock, inputs, down(62))
        clock.advance(0.5)
        play(clock, inputs, up(62))
        assert len(ear.quiet) == 1  # there was silence enough to get ready for an end
        clock.advance(1.99)
        assert len(ear.quiet) == 2 and not ear.phrases
        clock.advance(0.01)
        assert ear.phrases == [(Stroke(60, 80, 0.0), Stroke(60, 0, 5.0), Stroke(62, 80, 6.9), Stroke(62, 0, 7.4))]
        play(clock, inputs, down(64))
        assert ear.begun == 2


def test_a_shorter_pause_counts_from_when_it_is_set(clock):
    ear, inputs = Listener(), QueueInputs("Piano")
    with keyboard(ear, clock, inputs) as one:
        play(clock, inputs, down(60), up(60))
        ear.capture.pause_s = 0.5
        one.remind()
        clock.advance(0.5)
        assert len(ear.phrases) == 1


def test_a_phrase_is_ended_at_once_with_the_keys_that_are_down():
    ear = Listener()
    ear.on_stroke(Stroke(60, 80, 0.0))
    ear.capture.end()
    assert ear.phrases == [(Stroke(60, 80, 0.0),)]
    ear.on_stroke(Stroke(60, 0, 1.0))  # belongs to what is over
    assert not ear.capture.is_open
    ear.capture.end()
    assert len(ear.phrases) == 1


def test_the_pedal_begins_no_phrase():
    ear = Listener()
    ear.on_stroke(Pedal(True, 0.0))
    assert ear.begun == 0 and ear.capture.note_time(9.0) is None
