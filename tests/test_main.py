from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import mido
import pytest

import main

ROOT = Path(main.__file__).parent
JIG = 'X:1\nT:A Jig of Ours\nM:6/8\nL:1/8\nK:G\n"G"GBd gfe|"C"e2c "G"dBG|\n'
REEL = "X:2\nT:A Reel of Ours\nM:4/4\nL:1/8\nK:Am\nAcec Acec|G2BG dGBG|\n"


@pytest.fixture
def tune(tmp_path: Path) -> Path:
    path = tmp_path / "tune.abc"
    path.write_text(JIG, encoding="utf-8")
    return path


def test_continue_prints_the_whole_tune_on_standard_output(tune, capsys):
    assert main.main(["continue", str(tune), "--seed", "7", "--bars", "2"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(JIG.rstrip())
    assert out.count("|") == 4


def test_continue_twice_gives_the_same_tune(tune, capsys):
    main.main(["continue", str(tune), "--seed", "7"])
    first = capsys.readouterr().out
    main.main(["continue", str(tune), "--seed", "7"])
    assert capsys.readouterr().out == first


def test_continue_writes_abc_and_midi(tune, tmp_path):
    abc, midi = tmp_path / "out.abc", tmp_path / "out.mid"
    assert main.main(["continue", str(tune), "-o", str(abc), "--midi", str(midi), "--bars", "4"]) == 0
    assert abc.read_text(encoding="utf-8").startswith(JIG.rstrip())
    notes = [message for message in mido.MidiFile(midi) if message.type == "note_on" and message.velocity]
    assert len(notes) > 20


def test_every_tune_of_a_book_is_continued(tmp_path, capsys):
    book = tmp_path / "book.abc"
    book.write_text(f"{JIG}\n{REEL}", encoding="utf-8")
    assert main.main(["continue", str(book), "--bars", "1", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["opening"].split("\n")[0] for record in records] == ["X:1", "X:2"]
    assert {"text", "seed", "settings", "checkpoint", "ended"} <= set(records[0])


def test_takes_differ_and_are_numbered(tune, tmp_path):
    out = tmp_path / "takes.abc"
    assert main.main(["continue", str(tune), "--takes", "3", "-o", str(out)]) == 0
    tunes = out.read_text(encoding="utf-8").split("\n\n")
    assert [one.split("\n")[0] for one in tunes] == ["X:1", "X:2", "X:3"]
    assert len({one.partition("\n")[2] for one in tunes}) == 3


def test_after_keeps_so_many_full_bars(tune, tmp_path):
    out = tmp_path / "after.abc"
    assert main.main(["continue", str(tune), "--after", "1", "--bars", "1", "-o", str(out)]) == 0
    music = out.read_text(encoding="utf-8").split("\n", 5)[5]
    assert music.startswith('"G"GBd gfe|')
    assert music.count("|") == 2


def test_a_phrase_at_fault_is_named_by_file_line_and_column(tmp_path, capsys):
    path = tmp_path / "bad.abc"
    path.write_text("X:1\nM:6/8\nL:1/8\nK:G\nGBd gfe gfe", encoding="utf-8")
    assert main.main(["continue", str(path)]) == 1
    assert f"{path}:5:9: error: bar 1 holds 9/8" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--temperature", "0"], ["--temperature", "-1"], ["--temperature", "nan"],
                                   ["--temperature", "1e9"], ["--bars", "0"], ["--seed", "-3"], ["--top-p", "2"],
                                   ["--takes", "0"]])
def test_a_setting_out_of_range_is_the_command_lines_fault(tune, capsys, wrong):
    assert main.main(["continue", str(tune), *wrong]) == 2
    assert capsys.readouterr().err.startswith("segue: ")


def test_a_missing_file_is_said_in_a_sentence(tmp_path, capsys):
    assert main.main(["continue", str(tmp_path / "none.abc")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_check_prints_places_and_fails_on_errors_only(tmp_path, tune, capsys):
    assert main.main(["check", str(tune)]) == 0
    bad = tmp_path / "bad.abc"
    bad.write_text("X:1\nM:6/8\nK:Zork\nGAB [ce\n", encoding="utf-8")
    assert main.main(["check", str(bad)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"{bad}:3:1: error: K:Zork is no key: write one such as K:G, K:Ador or K:Bbm" in lines
    assert any(line.startswith(f"{bad}:4:5: error: the chord [ is not closed") for line in lines)


def test_convert_writes_midi_and_refuses_what_it_does_not_know(tune, tmp_path, capsys):
    assert main.main(["convert", str(tune), str(tmp_path / "a.mid")]) == 0
    assert mido.MidiFile(tmp_path / "a.mid").length > 1
    assert main.main(["convert", str(tune), str(tmp_path / "a.xyz")]) == 2
    assert "nothing here writes .xyz" in capsys.readouterr().err


def test_convert_to_abc_mends_encoding_and_line_ends(tmp_path):
    old, new = tmp_path / "old.abc", tmp_path / "new.abc"
    old.write_bytes("X:1\r\nT:Élan\r\nK:C\r\nCDE|\r\n".encode("latin-1"))
    assert main.main(["convert", str(old), str(new)]) == 0
    assert new.read_bytes() == "X:1\nT:Élan\nK:C\nCDE|\n".encode()


def test_play_to_a_file_sounds_every_note(tune, tmp_path):
    out = tmp_path / "played.mid"
    assert main.main(["play", str(tune), "--port", f"file:{out}", "--tempo", "8", "--no-chords"]) == 0
    notes = [message for message in mido.MidiFile(out) if message.type == "note_on" and message.velocity]
    assert len(notes) == 11


def test_play_names_an_unknown_port(tune, capsys):
    assert main.main(["play", str(tune), "--port", "No Such Port"]) == 1
    assert "No Such Port" in capsys.readouterr().err


def test_evaluate_prints_the_figures_of_the_shipped_model(tune, capsys):
    assert main.main(["evaluate", "default", str(tune), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert {"tunes", "notes", "chars", "bits_per_note", "bits_per_char"} <= set(figures)
    assert figures["tunes"] == 1
    assert figures["notes"] == 11
    assert 0.5 < figures["bits_per_note"] < 10


@pytest.mark.parametrize("command", main.COMMANDS)
def test_every_command_has_a_help_page(command, capsys):
    with pytest.raises(SystemExit) as caught:
        main.main([command, "--help"])
    assert caught.value.code == 0
    assert "usage: segue" in capsys.readouterr().out


def test_an_unknown_option_is_exit_code_2(capsys):
    with pytest.raises(SystemExit) as caught:
        main.main(["check", "--nonsense"])
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_the_way_from_phrase_to_file_loads_neither_torch_nor_qt_nor_music21(tune, tmp_path):
    code = ("import sys, main; main.main(sys.argv[1:]);"
            "print([name for name in ('torch', 'music21', 'PySide6') if name in sys.modules])")
    done = subprocess.run([sys.executable, "-c", code, "continue", str(tune), "-o", str(tmp_path / "o.abc"), "--midi",
                           str(tmp_path / "o.mid")], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"


def test_with_torch_absent_training_says_what_to_install(tmp_path, tune):
    (tmp_path / "torch.py").write_text("raise ImportError('absent for this test')\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "main.py", "train", "--corpus", str(tune), "--out", str(tmp_path / "m")],
                          cwd=ROOT, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True,
                          timeout=120, check=False)
    assert done.returncode == 1
    assert 'pip install "torch' in done.stderr


def test_standard_input_and_output_can_be_piped(tune):
    with tune.open("rb") as opening:
        done = subprocess.run([sys.executable, "main.py", "continue", "-", "-o", "-", "--bars", "1"], cwd=ROOT,
                              stdin=opening, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.startswith(JIG.rstrip())


@pytest.mark.parametrize("suffix", [".musicxml", ".mxl", ".mid"])
def test_convert_goes_to_other_formats_and_back_with_the_same_notes(tune, tmp_path, suffix):
    other, back = tmp_path / f"other{suffix}", tmp_path / "back.abc"
    assert main.main(["convert", str(tune), str(other)]) == 0
    assert main.main(["convert", str(other), str(back)]) == 0
    text = back.read_text(encoding="utf-8")
    assert "GBd gfe|" in text.replace('"G"', "") and "M:6/8" in text and "K:G" in text


def test_convert_says_what_was_lost_and_writes_many_tunes_to_numbered_files(tmp_path, tune, capsys):
    book = tmp_path / "book.abc"
    book.write_text(f"{JIG}\n{REEL}", encoding="utf-8")
    assert main.main(["convert", str(book), str(tmp_path / "out.musicxml")]) == 0
    assert sorted(path.name for path in tmp_path.glob("out*")) == ["out-1.musicxml", "out-2.musicxml"]
    main.main(["convert", str(tune), str(tmp_path / "tune.mid")])
    assert main.main(["convert", str(tmp_path / "tune.mid"), str(tmp_path / "back.abc")]) == 0
    assert "ABC has no place for: how loud each note is played" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["cut.mid", "empty.mxl", "torn.musicxml", "none.mid"])
def test_convert_refuses_a_damaged_file_in_a_sentence_and_writes_nothing(tmp_path, capsys, name):
    if name != "none.mid":
        torn = {"cut.mid": b"MThd\0\0", "torn.musicxml": b"<score-partwise><part"}
        (tmp_path / name).write_bytes(torn.get(name, b""))
    assert main.main(["convert", str(tmp_path / name), str(tmp_path / "out.abc")]) == 1
    assert capsys.readouterr().err.startswith("segue: ")
    assert not (tmp_path / "out.abc").exists()
