"""How a continuation was made stands in the file, and is enough to make it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import main
from engine.continuation import Continuation, Settings
from engine.errors import FileError
from engine.notation.reader import read_tune
from engine.origin import origin_comment, origins
from tests.test_main import JIG, REEL


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.abc"
    path.write_text(f"{JIG}\n{REEL}", encoding="utf-8")
    return path


@pytest.mark.parametrize("settings", [
    Settings(), Settings(temperature=0.7, top_p=0.9, seed=12, bars=3, until="part", lowest="D,", highest="c'",
                         scale_only=True, lengths="1/8 1/4", symbols="on", rhythm_bar=2, tonic_end=False,
                         pickup=False)])
@pytest.mark.parametrize("model", ["segue", "my own 'model'"])
def test_a_comment_says_all_that_it_takes(settings, model):
    opening, text = "X:1\nT:A\nK:C\nCDE|", "\nFGA|"
    comment = origin_comment(opening, Continuation(text, 1, settings.seed, settings, model, "bars"))
    assert "\n" not in comment
    [origin] = origins(f"{opening}{text}\n{comment}\n")
    assert (origin.begin, origin.end) == (len(opening), len(opening + text))
    assert (origin.settings, origin.checkpoint) == (settings, model)
    assert origin.fits(opening)
    assert not origin.fits(opening.replace("D", "F"))


def test_to_abc_it_is_a_remark():
    comment = origin_comment("X:1\nK:C\nCDE|", Continuation("F|", 1, 1, Settings(), "m", "bars"))
    plain, noted = read_tune("X:1\nK:C\nCDE|F|\n"), read_tune(f"X:1\nK:C\nCDE|F|\n{comment}\n")
    assert noted.bars == plain.bars
    assert noted.diagnostics == plain.diagnostics


def test_a_remark_of_the_composers_own_is_left_alone():
    assert list(origins("X:1\nK:C\nC|\n% segue: think of an ending\n")) == []


@pytest.mark.parametrize("comment", [
    "begins=9:1 characters=1 seed=1 model=m opening=0", "begins=1:1 seed=1 model=m opening=0",
    "begins=1:1 characters=1 seed=x model=m opening=0", "begins=1:1 characters=1 speed=1 model=m opening=0",
    "begins=1:1 characters=1 model='m opening=0", "begins=1:1 characters=1 temperature=99 model=m opening=0"])
def test_a_comment_that_was_changed_is_said(comment):
    with pytest.raises(FileError, match="cannot be understood"):
        list(origins(f"X:1\nK:C\nC|\n% segue: {comment}\n"))


def test_what_was_written_to_a_file_can_be_written_again(book, tmp_path, capsys):
    out, again = tmp_path / "out.abc", tmp_path / "again.abc"
    assert main.main(["continue", str(book), "-o", str(out), "--bars", "2", "--seed", "5", "--temperature", "0.8"]) == 0
    assert out.read_text(encoding="utf-8").count("% segue: begins=") == 2
    assert main.main(["continue", str(out), "--recreate", "-o", str(again)]) == 0
    assert again.read_bytes() == out.read_bytes()
    assert capsys.readouterr().err.count("came out again") == 2


def test_a_continuation_of_a_continuation_can_be_written_again_too(book, tmp_path, capsys):
    once, twice = tmp_path / "once.abc", tmp_path / "twice.abc"
    main.main(["continue", str(book), "-o", str(once), "--bars", "1"])
    main.main(["continue", str(once), "-o", str(twice), "--bars", "1", "--seed", "3"])
    assert main.main(["continue", str(twice), "--recreate", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["same"] for record in records] == [True] * 4


def test_a_text_that_was_changed_is_said_and_fails(book, tmp_path, capsys):
    out = tmp_path / "out.abc"
    main.main(["continue", str(book), "-o", str(out), "--bars", "2"])
    text = out.read_text(encoding="utf-8")
    out.write_text(text.replace("GBd gfe", "Bdg gfe"), encoding="utf-8")
    main.main(["continue", str(out), "--recreate"])
    assert "the text before it has been changed" in capsys.readouterr().err
    [origin] = origins(text[:text.index("X:2")])
    out.write_text(text[:origin.begin] + "z" + text[origin.begin + 1:], encoding="utf-8")
    assert main.main(["continue", str(out), "--recreate"]) == 1
    assert "something else came out" in capsys.readouterr().err


def test_without_comments_there_is_nothing_to_write_again(book, tmp_path, capsys):
    out = tmp_path / "out.abc"
    assert main.main(["continue", str(book), "-o", str(out), "--bars", "1", "--no-comment"]) == 0
    assert "% segue" not in out.read_text(encoding="utf-8")
    assert main.main(["continue", str(out), "--recreate"]) == 1
    assert "nothing can be written again" in capsys.readouterr().err
