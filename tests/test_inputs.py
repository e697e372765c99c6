"""MIDI inputs: a real JACK cable with another process at its end, and none at all."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import PortError
from engine.inputs import EVERY, OWN, MidiInputs, NullInput, list_inputs
from engine.keyboard import Connected, Keyboard
from engine.ports import open_port
from engine.shared_port import THROUGH_CHANNEL, SharedPort
from engine.strokes import Pedal, Stroke
from tests.pianist import GUARD_S, Pianist


@pytest.fixture
def pianist(jack: object) -> Iterator[Pianist]:
    one = Pianist()
    yield one
    one.close()

PLAYER = "Player:out"


class Listener:
    def __init__(self) -> None:
        self.strokes: queue.SimpleQueue[Stroke | Pedal] = queue.SimpleQueue()
        self.inputs: queue.SimpleQueue[Connected] = queue.SimpleQueue()

    def on_stroke(self, stroke: Stroke | Pedal) -> None:
        self.strokes.put(stroke)

    def on_inputs(self, connected: Connected) -> None:
        self.inputs.put(connected)

    def on_time(self, _now_s: float) -> float | None:
        return None


def test_what_another_process_plays_is_heard(pianist: Pianist, threads_are_joined: None) -> None:
    ear = Listener()
    with Keyboard(ear, PLAYER):
        assert ear.inputs.get(timeout=GUARD_S).names == (PLAYER,)
        pianist.play(*(f"90{pitch:02x}40" for pitch in range(128)), "803c00", "b0407f")
        for pitch in range(128):
            stroke = ear.strokes.get(timeout=GUARD_S)
            assert isinstance(stroke, Stroke) and (stroke.pitch, stroke.velocity) == (pitch, 64)
        last = ear.strokes.get(timeout=GUARD_S)
        assert isinstance(last, Stroke) and last.pitch == 60 and not last.is_down
        assert isinstance(ear.strokes.get(timeout=GUARD_S), Pedal)


def test_one_that_goes_is_noticed_and_comes_back_by_its_name(jack: object) -> None:
    first, ear = Pianist(), Listener()
    name = PLAYER
    try:
        with Keyboard(ear, name):
            assert ear.inputs.get(timeout=GUARD_S).names == (name,)
            first.close()
            assert ear.inputs.get(timeout=GUARD_S).lost == (name,)
            second = Pianist()
            try:
                assert ear.inputs.get(timeout=GUARD_S).found == (name,)
                second.play("903c40")
                assert isinstance(ear.strokes.get(timeout=GUARD_S), Stroke)
            finally:
                second.close()
    finally:
        first.close()


def test_other_programs_see_an_input_called_segue_and_ours_are_not_listened_to(jack: object) -> None:
    inputs, ear = MidiInputs(), Listener()
    with Keyboard(ear, EVERY, inputs=inputs):
        assert OWN in ear.inputs.get(timeout=GUARD_S).names
        import rtmidi

        other = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="Other program")
        seen = [name for name in other.get_ports() if name.startswith("Segue:")]
        assert len(seen) == 1
        other.open_port(other.get_ports().index(seen[0]))
        other.send_message([0x90, 60, 64])
        assert isinstance(ear.strokes.get(timeout=GUARD_S), Stroke)
        other.close_port()
        other.delete()


def test_our_own_output_is_no_input(pianist: Pianist) -> None:
    port = open_port("Listener:in")
    assert [name for name in list_inputs() if name.startswith("Segue")] == []
    port.close()


def test_one_that_is_not_there_is_said(jack: object) -> None:
    inputs = MidiInputs()
    inputs.names()
    with pytest.raises(PortError, match="there is no MIDI input 'Cembalo'"):
        inputs.open("Cembalo", lambda _: None)
    inputs.close()
    inputs.close()


def test_a_key_sounds_at_once_through_the_port_that_the_player_uses(pianist: Pianist) -> None:
    port = SharedPort(open_port("Listener:in"))
    port.through(Stroke(60, 70, 0.0))
    port.through(Stroke(62, 0, 0.0))  # never began
    port.close()  # ends what is held
    port.through(Stroke(64, 70, 0.0))
    port.close()
    assert [pianist.heard.get(timeout=GUARD_S)[1] for _ in range(2)] == [
        bytes([0x90 + THROUGH_CHANNEL, 60, 70]), bytes([0x80 + THROUGH_CHANNEL, 60, 0])]


# -- without MIDI ----------------------------------------------------------------------------------------

NO_MIDI = """
from engine.inputs import list_inputs, survey
assert list_inputs() == (), list_inputs()
print(survey()[1])
"""


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=GUARD_S,
                          cwd=Path(__file__).parents[1], env={**os.environ, **environment}, check=False)


def test_without_python_rtmidi_a_sentence_says_what_to_install() -> None:
    found = run("import sys; sys.modules['rtmidi'] = None\n" + NO_MIDI)
    assert "pip install python-rtmidi" in found.stdout, found.stderr


def test_where_even_listing_raises_there_are_no_inputs_and_a_reason() -> None:
    code = "import engine.midi_systems as systems; systems.is_there = lambda system: system == 3\n" + NO_MIDI
    found = run(code, JACK_DEFAULT_SERVER="segue-no-such-server", JACK_NO_START_SERVER="1")
    if sys.platform != "linux":
        pytest.skip("rtmidi speaks JACK on Linux only")
    assert "no MIDI input was found" in found.stdout and "plug in a keyboard" in found.stdout, found.stderr


def test_inputs_are_imported_without_any_library_of_sound() -> None:
    code = ("import sys, engine.inputs, engine.keyboard, engine.shared_port\n"
            "print([m for m in ('mido', 'rtmidi', 'miniaudio', 'numpy') if m in sys.modules])")
    assert run(code).stdout == "[]\n"


def test_nothing_comes_from_the_null_input() -> None:
    one = NullInput()
    one.close()
    assert one.name == "none"
