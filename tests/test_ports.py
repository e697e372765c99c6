"""Ports: a real JACK cable with another process at its end, the Null sound device, files, and none at all."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import mido
import pytest

from engine import synth_port
from engine.clock import HandClock
from engine.errors import FileError, PortError
from engine.file_port import FilePort
from engine.manner import Manner
from engine.midi_port import MidiPort
from engine.notation.reader import read_tune
from engine.performance import perform
from engine.player import Player
from engine.ports import NullPort, list_ports, open_port, ports_fault
from engine.rounds import round_of
from engine.synth_port import SynthPort

REEL = "X:1\nM:4/4\nL:1/8\nQ:1/4=480\nK:D\n|:\"D\"DFAd fdAF|\"Em\"GBe2 \"A7\"c2A2|\"D\"[DFA]4 z2:|"
BEATEN = Manner(metronome=True)
GUARD_S = 30  # against hanging only


def on(pitch, **more):
    return mido.Message("note_on", note=pitch, **more)


def off(pitch, **more):
    return mido.Message("note_off", note=pitch, **more)


# -- JACK ------------------------------------------------------------------------------------------------


class FarEnd:
    """The other process."""

    def __init__(self):
        self.process = subprocess.Popen([sys.executable, str(Path(__file__).with_name("jack_listener.py"))],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def port_name(self):
        return next(name for name in list_ports() if "far end" in name)

    def received(self):
        """Let it end, and return every message it has received."""
        out, _ = self.process.communicate("\n", timeout=GUARD_S)
        return [mido.Message.from_hex(line) for line in out.split()]

    def close(self):
        # It takes its leave of the server: one that waits for its clients hangs 20 s over a killed one.
        if self.process.poll() is None:
            try:
                self.process.communicate("\n", timeout=GUARD_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.communicate()


@pytest.fixture
def far_end(jack):
    end = FarEnd()
    yield end
    end.close()


def test_every_message_arrives_in_another_process(far_end):
    port = open_port(far_end.port_name())
    sent = [message for pitch in range(128) for message in (on(pitch, channel=pitch % 16), off(pitch, velocity=1))]
    sent.append(mido.Message("control_change", control=123))
    for message in sent:
        port.send(message)
    port.close()
    assert far_end.received() == sent


def test_a_tune_played_over_midi_arrives_whole_and_every_note_ends(far_end):
    notes = perform(read_tune(REEL)).notes
    over = threading.Event()
    with Player(open_port(far_end.port_name()), on_end=over.set) as player:
        player.play(notes)
        assert over.wait(GUARD_S)
    received = [message for message in far_end.received() if message.type.startswith("note")]
    sounding: set[tuple[int, int]] = set()
    for message in received:
        key = (message.channel, message.note)
        if message.type == "note_on" and message.velocity:
            assert key not in sounding
            sounding.add(key)
        else:
            sounding.remove(key)
    assert sounding == set()
    assert sum(message.type == "note_on" and message.velocity > 0 for message in received) == len(notes)


def test_a_loop_goes_round_over_midi_with_its_clicks_until_it_is_stopped(far_end):
    one = round_of(read_tune(REEL), 2, 2, BEATEN)
    turned = threading.Semaphore(0)
    with Player(open_port(far_end.port_name()), on_turn=lambda _: turned.release()) as player:
        player.loop(one, counts_in=True)
        for _ in range(4):
            assert turned.acquire(timeout=GUARD_S)
        player.stop()
    received = [message for message in far_end.received() if message.type.startswith("note")]
    begun = [(message.channel, message.note) for message in received if message.type == "note_on"]
    once = [(note.channel, note.pitch) for note in one.notes]
    counted = [(note.channel, note.pitch) for note in one.count_in]
    assert begun[:len(counted)] == counted and sorted(set(counted)) == [(9, 76), (9, 77)]
    three = begun[len(counted):len(counted) + 3 * len(once)]
    assert [sorted(three[start:start + len(once)]) for start in range(0, len(three), len(once))] == [sorted(once)] * 3
    sounding: set[tuple[int, int]] = set()
    for message in received:
        (sounding.add if message.type == "note_on" else sounding.discard)((message.channel, message.note))
    assert not sounding


def test_a_player_closed_in_mid_note_leaves_silence_at_the_far_end(far_end):
    sounding = threading.Event()
    with Player(open_port(far_end.port_name()), on_note=lambda *_: sounding.set()) as player:
        player.play(perform(read_tune("X:1\nL:1/1\nK:C\n[CEG]99|")).notes)
        assert sounding.wait(GUARD_S)
    received = far_end.received()
    assert [m.control for m in received if m.type == "control_change"] == [64, 123, 120]
    ons, offs = ({m.note for m in received if m.type == kind} for kind in ("note_on", "note_off"))
    assert ons and ons <= offs


def test_a_device_that_is_gone_is_noticed_within_a_second_and_comes_back_by_its_name(far_end):
    clock = HandClock()
    name = far_end.port_name()
    port = MidiPort(name, clock=clock)
    port.send(on(60))
    assert far_end.received() == [on(60)]  # and it is gone
    deadline = time.monotonic() + GUARD_S
    while name in list_ports() and time.monotonic() < deadline:
        time.sleep(0.01)  # the server takes a moment to notice
    clock.advance_freely(1.0)
    with pytest.raises(PortError, match="is gone"):
        port.send(on(62))
    port.close()
    again = FarEnd()
    try:
        back = open_port(name)
        back.send(on(64))
        back.close()
        assert again.received() == [on(64)]
    finally:
        again.close()


def test_an_unknown_output_is_said_with_those_there_are(far_end):
    with pytest.raises(PortError, match=r"no MIDI output 'Cembalo'.*far end"):
        open_port("Cembalo")
    assert ports_fault() is None


def test_a_closed_port_says_so(far_end):
    port = open_port(far_end.port_name())
    port.close()
    port.close()
    with pytest.raises(PortError, match="closed"):
        port.send(on(60))


# -- without MIDI, without sound -------------------------------------------------------------------------

NO_MIDI = """
import sys
from engine.ports import list_ports, open_port, ports_fault
from engine.errors import PortError
assert list_ports() == (), list_ports()
print(ports_fault())
try:
    open_port("Cembalo")
except PortError as error:
    print(error)
"""


def run(code, **environment):
    return subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=GUARD_S,
                          cwd=Path(__file__).parents[1], env={**os.environ, **environment}, check=False)


def test_without_python_rtmidi_a_sentence_says_what_to_install():
    found = run("import sys; sys.modules['rtmidi'] = None\n" + NO_MIDI)
    assert found.returncode == 0, found.stderr
    first, second = found.stdout.splitlines()
    assert "pip install python-rtmidi" in first and "pip install python-rtmidi" in second


def test_where_even_listing_raises_there_are_no_ports_and_a_reason():
    # A JACK server of this name does not run; together with a missing /dev/snd that is a machine without MIDI.
    code = "import engine.midi_systems as systems; systems.is_there = lambda system: system == 3\n" + NO_MIDI
    found = run(code, JACK_DEFAULT_SERVER="segue-no-such-server", JACK_NO_START_SERVER="1")
    if sys.platform != "linux":
        pytest.skip("rtmidi speaks JACK on Linux only")
    assert found.returncode == 0, found.stderr
    assert all("no MIDI output" in line for line in found.stdout.splitlines()[:2])


def test_ports_are_imported_without_any_library_of_sound():
    code = ("import sys, engine.ports, engine.player\n"
            "print([m for m in ('mido', 'rtmidi', 'miniaudio', 'numpy') if m in sys.modules])")
    assert run(code).stdout == "[]\n"


def test_without_a_sound_device_a_sentence_says_what_to_do():
    with pytest.raises(PortError, match=r"no sound device could be opened.*choose a MIDI port"):
        SynthPort(backends=("custom",))


def test_without_miniaudio_a_sentence_says_what_to_install():
    found = run("import sys; sys.modules['miniaudio'] = None\nfrom engine.ports import open_port\n"
                "from engine.errors import PortError\n"
                "try:\n    open_port('builtin')\nexcept PortError as error:\n    print(error)")
    assert "pip install miniaudio" in found.stdout, found.stderr


# -- the built-in sound on the Null device ----------------------------------------------------------------


def test_the_built_in_sound_plays_a_tune_on_a_device():
    over = threading.Event()
    port = SynthPort(backends=("null",))
    assert port.backend == "Null"
    rendered = port._synth.frame
    with Player(port, on_end=over.set) as player:
        player.play(perform(read_tune(REEL)).notes)
        assert over.wait(GUARD_S)
        assert port._synth.frame > rendered
    assert port._synth.is_silent
    with pytest.raises(PortError, match="closed"):
        port.send(on(60))


def test_the_device_asks_for_sound_while_notes_arrive_from_another_thread(monkeypatch):
    port = SynthPort("concertina", backends=("null",), buffer_ms=60)
    heard = threading.Event()
    render = port._synth.render

    def listen(frames):
        block = render(frames)
        if abs(block).max() > 0.01:
            heard.set()
        return block

    monkeypatch.setattr(port._synth, "render", listen)
    port.send(on(69, velocity=100))
    assert heard.wait(GUARD_S)
    port.send(off(69))
    port.close()
    assert port._synth.is_silent


def test_every_built_in_voice_opens_by_name(monkeypatch):
    real = synth_port._open_device
    monkeypatch.setattr(synth_port, "_open_device", lambda rate, _, ms, blocks: real(rate, ("null",), ms, blocks))
    for name in ("builtin", "builtin:pluck", "builtin:flute", "builtin:concertina", "builtin:fiddle"):
        port = open_port(name)
        assert port.name.startswith(name)
        port.close()
    with pytest.raises(PortError, match="no built-in voice 'tuba': choose one of pluck"):
        open_port("builtin:tuba")


# -- file and null ---------------------------------------------------------------------------------------


def test_a_file_port_writes_what_was_played_with_its_times(tmp_path):
    clock = HandClock()
    path = tmp_path / "played.mid"
    player = Player(FilePort(path, clock=clock), clock=clock, wait=clock.wait)
    player.play(perform(read_tune("X:1\nL:1/4\nK:C\nCDE|")).notes)
    clock.advance(5)
    player.close()
    times = []
    now = 0.0
    for message in mido.MidiFile(path):
        now += message.time
        if message.type == "note_on":
            times.append((round(now, 3), message.note))
    assert times == [(0, 60), (0.5, 62), (1.0, 64)]


def test_a_file_port_that_cannot_be_written_says_so(tmp_path):
    with pytest.raises(PortError, match="folder does not exist"):
        open_port(f"file:{tmp_path}/nowhere/played.mid")
    folder = tmp_path / "taken.mid"
    folder.mkdir()
    port = open_port(f"file:{folder}")
    port.send(on(60))
    with pytest.raises(FileError, match="cannot be written"):
        port.close()


def test_the_null_port_takes_everything():
    port = open_port("null")
    assert isinstance(port, NullPort)
    port.send(on(60))
    port.close()


def test_the_player_is_on_time_on_a_real_clock():
    late: list[float] = []
    start = 0.0
    over = threading.Event()

    class Listening(NullPort):
        def send(self, message):
            if message.type == "note_on":
                late.append(time.monotonic() - start)

    notes = perform(read_tune("X:1\nQ:1/4=600\nL:1/4\nK:C\nCDEFGABc|")).notes
    with Player(Listening(), on_end=over.set) as player:
        start = time.monotonic()
        player.play(notes)
        assert over.wait(GUARD_S)
    assert len(late) == 8
    assert all(at >= note.start_s for at, note in zip(late, notes, strict=True))  # never early
