"""Call and response in the terminal: another process plays a phrase over a JACK cable, and hears the answer."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import main
from engine.notation.reader import read_tune
from engine.shared_port import THROUGH_CHANNEL
from tests.pianist import GUARD_S, Pianist

ROOT = Path(__file__).parents[1]
BEGUN = "X:1\nT:Begun\nM:2/4\nL:1/8\nQ:1/4=300\nK:D\nD2F2|A2d2|\n"  # a bar is 0.4 s


class Live:
    """``main.py live`` in a process of its own."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen([sys.executable, "main.py", "live", *arguments], cwd=ROOT, text=True,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.put(line.rstrip("\n"))

    def until(self, begin: str) -> str:
        """Wait for a line that begins so, and return it."""
        line = ""
        while not line.startswith(begin):
            line = self.lines.get(timeout=GUARD_S)
        return line

    def end(self) -> int:
        """Press Ctrl+C; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(GUARD_S)
        self.close()
        return code

    def close(self) -> None:
        if self.process.poll() is None:  # it takes its leave of the JACK server, which would wait 20 s for it
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(GUARD_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._reader.join()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()


@pytest.fixture
def pianist(jack: object) -> Iterator[Pianist]:
    one = Pianist()
    yield one
    one.close()


def phrase(*notes: int) -> list[str]:
    """Return a phrase of quarters at 300 a minute."""
    return [word for pitch in notes for word in (f"90{pitch:02x}50", "wait 0.18", f"80{pitch:02x}00", "wait 0.02")]


def heard(pianist: Pianist, channel: int) -> int:
    """Wait for the next note that begins on a channel; return its pitch."""
    while True:
        _, message = pianist.heard.get(timeout=GUARD_S)
        if message[0] == 0x90 + channel:
            return message[1]


def test_a_phrase_is_answered_over_the_same_cable_and_all_of_it_is_written(pianist: Pianist, tmp_path: Path) -> None:
    begun, made = tmp_path / "begun.abc", tmp_path / "made.abc"
    begun.write_text(BEGUN, encoding="utf-8")
    live = Live(str(begun), "--input", "Player:out", "--port", "Listener:in", "--bars", "4", "-o", str(made))
    try:
        assert live.until("segue: listening") == "segue: listening to Player:out"
        pianist.play(*phrase(74, 73, 71, 69))
        assert [heard(pianist, THROUGH_CHANNEL) for _ in range(4)] == [74, 73, 71, 69]
        assert live.until(">") == "> d2 c2|B2 A2|"
        answer = live.until("<").removeprefix("< ")
        first = read_tune(BEGUN.rstrip("\n") + "d2 c2|B2 A2|" + answer).bars[4].notes[0].pitches[0].midi
        assert heard(pianist, 0) == first
        pianist.play(*phrase(62))  # while the answer sounds
        live.until("<")  # says what of it is kept
        assert live.until("> ").endswith("D2")
        assert live.end() == 130
    finally:
        live.close()
    text = made.read_text(encoding="utf-8")
    tune = read_tune(text)
    assert text.startswith(BEGUN.rstrip("\n") + "d2 c2|B2 A2|")
    assert not [fault for fault in tune.diagnostics if fault.severity == "error"]


def test_without_a_tune_one_is_begun_and_goes_to_standard_output(pianist: Pianist) -> None:
    live = Live("--input", "Player:out", "--port", "null", "--bars", "1", "--no-through")
    try:
        live.until("segue: listening")
        pianist.play(*(word.replace("0.18", "0.46").replace("0.02", "0.04") for word in phrase(67, 71, 74, 79)))
        assert live.until(">") == "> X:1"
        live.until("<")
        live.process.send_signal(signal.SIGINT)
        assert live.process.stdout is not None
        assert live.process.stdout.read().startswith("X:1\nM:4/4\nL:1/8\nK:G\nG2 B2 d2 g2|")
        assert live.process.wait(GUARD_S) == 130
    finally:
        live.close()


def test_a_wrong_number_of_bars_is_the_command_lines_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["live", "--bars", "0", "--port", "null"]) == 2
    assert "0 bars is not between 1 and 256" in capsys.readouterr().err


def test_the_inputs_are_listed_beside_the_ports(pianist: Pianist, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["play", "--list"]) == 0
    assert {"Listener:in", "input: Player:out"} <= set(capsys.readouterr().out.splitlines())
