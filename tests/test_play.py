"""``segue play``: bars, rounds, clicks and counting in, into a file that is read again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import mido
import pytest

import main
from engine.performance import CLICK_CHANNEL

ROOT = Path(main.__file__).parent
# A bar lasts two seconds, and a fifth of one at --tempo 10.
TUNE = "X:1\nM:4/4\nL:1/4\nQ:1/4=120\nK:C\nCDEF|GABc|defg|c4|]\n"
OTHER = "\nX:7\nM:6/8\nL:1/8\nQ:3/8=60\nK:G\nGAB cde|f6|]\n"


@pytest.fixture
def tune(tmp_path: Path) -> Path:
    path = tmp_path / "tune.abc"
    path.write_text(TUNE, encoding="utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.abc"
    path.write_text(TUNE + OTHER, encoding="utf-8")
    return path


def played(path: Path, *options: str) -> list[tuple[float, int, int]]:
    """Play into a file; return second, channel and note of each beginning, and fail where a note does not end."""
    out = path.parent / "played.mid"
    assert main.main(["play", str(path), "--port", f"file:{out}", "--tempo", "10", *options]) == 0
    now, begun, sounding = 0.0, [], set()
    for message in mido.MidiFile(out):
        now += message.time
        if message.type == "note_on" and message.velocity:
            begun.append((now, message.channel, message.note))
            sounding.add((message.channel, message.note))
        elif message.type in ("note_on", "note_off"):
            sounding.discard((message.channel, message.note))
    assert not sounding
    return begun


def notes(begun: list[tuple[float, int, int]]) -> list[int]:
    return [note for _, channel, note in begun if channel != CLICK_CHANNEL]


def clicks(begun: list[tuple[float, int, int]]) -> list[int]:
    return [note for _, channel, note in begun if channel == CLICK_CHANNEL]


def test_some_bars_are_played_once(tune):
    assert notes(played(tune, "--bars", "2-3")) == [67, 69, 71, 72, 74, 76, 77, 79]
    assert notes(played(tune, "--bars", "4")) == [72]


def test_bars_are_looped_so_many_rounds(tune):
    begun = played(tune, "--loop", "--bars", "2", "--rounds", "3")
    assert notes(begun) == [67, 69, 71, 72] * 3
    assert begun[-1][0] < 1.5  # eleven twentieths of a second; the guard is for a busy machine


def test_the_whole_tune_is_looped_where_no_bars_are_named(tune):
    assert len(notes(played(tune, "--loop", "--rounds", "2"))) == 26


def test_a_tune_is_chosen_by_its_place_in_the_file(book):
    assert notes(played(book, "--tune", "2")) == [67, 69, 71, 72, 74, 76, 78]
    assert notes(played(book, "--tune", "2", "--bars", "2", "--loop", "--rounds", "2")) == [78, 78]


def test_the_metronome_clicks_and_a_bar_is_counted_in(tune):
    begun = played(tune, "--metronome", "--count-in", "--bars", "1-2")
    assert clicks(begun) == [76, 77, 77, 77] * 3
    assert [channel for _, channel, _ in begun[:4]] == [CLICK_CHANNEL] * 4
    assert notes(begun) == [60, 62, 64, 65, 67, 69, 71, 72]


def test_every_tune_of_a_book_is_counted_in(book):
    assert clicks(played(book, "--count-in")) == [76, 77, 77, 77, 76, 77]
    assert clicks(played(book)) == []


@pytest.mark.parametrize(("options", "said"), [
    (("--bars", "2-9"), "bars 2 to 9 cannot be played: the tune has 4"),
    (("--bars", "two"), "'two' names no bars: write --bars 5 or --bars 5-6"),
    (("--tune", "3"), "there is no tune 3"),
    (("--loop", "--rounds", "-1"), "-1 rounds cannot be played"),
])
def test_what_cannot_be_played_is_said(tune, capsys, options, said):
    assert main.main(["play", str(tune), "--port", "null", *options]) == 2
    assert said in capsys.readouterr().err


def test_whose_bars_must_be_said_where_there_are_several_tunes(book, capsys):
    assert main.main(["play", str(book), "--port", "null", "--bars", "1"]) == 2
    assert "holds 2 tunes: say with --tune whose bars to play" in capsys.readouterr().err


def test_ctrl_c_ends_a_loop_and_every_note(tune, tmp_path):
    out = tmp_path / "interrupted.mid"
    code = ("import _thread, sys, threading, main\n"
            f"threading.Timer(1.0, _thread.interrupt_main).start()\n"
            f"sys.exit(main.main(['play', {str(tune)!r}, '--loop', '--port', 'file:{out}']))")
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False)
    assert ended.returncode == 130
    sounding = set()
    for message in mido.MidiFile(out):
        if message.type == "note_on" and message.velocity:
            sounding.add(message.note)
        elif message.type in ("note_on", "note_off"):
            sounding.discard(message.note)
    assert not sounding
