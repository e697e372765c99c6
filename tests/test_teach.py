"""A network is taught the composer's own tunes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.bench.stepping import TUNE
from engine.errors import FileError
from engine.model.checkpoint import load_checkpoint
from engine.model.copies import beside, load_copies
from tests.networks import tiny_checkpoint

pytest.importorskip("torch", reason="teaching needs torch; it is not installed")

# Ten openings, so that none is a version of another; the rest is ours.
BARS = ("CDE FGA", "gfe dcB", "c3 G3", "EGE cGE", "A2B c2d", "e2d cBA", "GAB c2e", "fed cBA", "G2E C2E", "dcd efg")


def tune(number: int) -> str:
    bars = [BARS[(number + place * (number % 3 + 1)) % 10] for place in range(7)]
    return f"X:{number}\nT:Own {number}\nM:6/8\nL:1/8\nK:{'CGDAF'[number % 5]}\n{'|'.join(bars)}|c6|]\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "tunes.abc").write_text("\n".join(tune(number) for number in range(1, 13)), "utf-8")
    return folder


def taught(own: Path, out: Path, **options):
    from engine.training.teach import teach

    return teach(own, tiny_checkpoint(), out.with_name("none.copies"), out, **options)


def test_what_is_taught_helps_with_the_tunes_held_back_and_makes_a_new_model(own, tmp_path):
    out = tmp_path / "mine.safetensors"
    told: list[Any] = []
    report = taught(own, out, tell=told.append, epochs=6)
    assert report.held_after < report.held_before
    assert report.shown_after < report.shown_before
    assert report.tunes + report.held == 12
    assert report.out == str(out)
    checkpoint = load_checkpoint(out)
    assert checkpoint.about["taught_from"] == "tiny"
    assert float(checkpoint.about["bits_per_note_held_back"]) == pytest.approx(report.held_after, abs=1e-3)
    assert {title for title, _ in load_copies(beside(out)).melodies()} == {f"Own {number}" for number in range(1, 13)}
    assert told[-1].done == told[-1].total


def test_a_model_that_exists_is_never_overwritten(own, tmp_path):
    out = tmp_path / "mine.safetensors"
    out.write_bytes(b"somebody's")
    with pytest.raises(FileError, match="exists already and is not overwritten"):
        taught(own, out)
    assert out.read_bytes() == b"somebody's"


def test_too_few_tunes_and_what_could_not_be_read_are_said(own, tmp_path):
    (own / "tunes.abc").write_text(tune(1) + "\n" + tune(2), "utf-8")
    (own / "picture.abc").write_bytes(b"\x89PNG\0\0")
    with pytest.raises(FileError, match=r"holds 2 usable tunes where teaching needs 5.*picture\.abc is not text"):
        taught(own, tmp_path / "mine.safetensors")


def test_files_that_cannot_be_read_are_left_out_and_named(own, tmp_path):
    (own / "picture.abc").write_bytes(b"\x89PNG\0\0")
    report = taught(own, tmp_path / "mine.safetensors", epochs=1)
    assert len(report.unread) == 1
    assert "picture.abc" in report.unread[0]


def test_where_nothing_is_gained_no_model_is_written(own, tmp_path, monkeypatch):
    from engine.training import teach

    figures = iter([1.0, 1.0, 2.0, 2.0, 2.0])
    monkeypatch.setattr(teach, "bits_per_note", lambda *_: next(figures))
    report = taught(own, tmp_path / "mine.safetensors", epochs=2)
    assert report.out == ""
    assert "Nothing was gained" in str(report)
    assert not (tmp_path / "mine.safetensors").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_folder_that_cannot_be_written_is_said_before_the_work(own):
    with pytest.raises(FileError, match="cannot be written"):
        taught(own, Path("/dev/full/mine.safetensors"))


def test_the_command_tells_its_progress_and_its_report_as_lines_of_json(own, tmp_path):
    out = tmp_path / "mine.safetensors"
    done = subprocess.run([sys.executable, "main.py", "teach", str(own), "--out", str(out), "--epochs", "1", "--json"],
                          capture_output=True, text=True, timeout=300, check=True, env=os.environ)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {line["event"] for line in lines[:-1]} == {"progress"}
    assert lines[-1]["event"] == "report"
    assert bool(lines[-1]["out"]) == out.exists()


def test_the_bundled_tune_alone_is_too_little(tmp_path):
    (tmp_path / "one.abc").write_text(TUNE, "utf-8")
    with pytest.raises(FileError, match="holds 1 usable tunes"):
        taught(tmp_path, tmp_path / "mine.safetensors")
