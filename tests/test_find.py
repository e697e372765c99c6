"""The command that finds tunes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from engine.commands import find_
from tests.test_index import BOOK
from tests.test_library import STRAIN

ROOT = Path(main.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.abc").write_text(BOOK, encoding="utf-8")
    (tmp_path / "old").mkdir()
    old = "X:7\r\nT:Élan\r\nC:Trad.\r\nM:3/4\r\nK:A\r\nAce|\r\n"
    (tmp_path / "old" / "élan.abc").write_bytes(old.encode("latin-1"))
    return tmp_path


@pytest.mark.parametrize(("query", "found"), [
    ("", ["book.abc:4: X:1 The Open Gate (G, 6/8, jig)", "book.abc:14: X:2 Planxty (D minor, C)",
          "book.abc:22: X:3 No key here", "old/élan.abc:1: X:7 Élan (A, 3/4)"]),
    ("élan", ["old/élan.abc:1: X:7 Élan (A, 3/4)"]),
    ("C:trad. M:3/4", ["old/élan.abc:1: X:7 Élan (A, 3/4)"]),
    ("notes: ceg", ["book.abc:12: X:1 The Open Gate (G, 6/8, jig)", "book.abc:19: X:2 Planxty (D minor, C)",
                    "old/élan.abc:6: X:7 Élan (A, 3/4)"]),
])
def test_a_folder_is_looked_through_a_line_a_hit(folder, capsys, monkeypatch, query, found):
    monkeypatch.chdir(folder)
    assert main.main(["find", query, "."]) == 0
    assert capsys.readouterr().out.replace(os.sep, "/").splitlines() == found


def test_where_nothing_is_found_the_exit_code_is_1_and_nothing_is_said(folder, capsys):
    assert main.main(["find", "zork", str(folder)]) == 1
    assert capsys.readouterr() == ("", "")


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_looked_through(folder, capsys):
    (folder / "noise.abc").write_bytes(b"\0\1\2")
    assert main.main(["find", "gate", str(folder / "none.abc"), str(folder)]) == 1
    said = capsys.readouterr()
    assert "none.abc cannot be read" in said.err and "noise.abc is not text" in said.err
    assert "The Open Gate" in said.out


def test_an_empty_folder_is_said(tmp_path, capsys):
    assert main.main(["find", "", str(tmp_path)]) == 1
    assert "holds no ABC file" in capsys.readouterr().err


def test_json_says_where_the_tune_and_its_notes_stand(folder, capsys):
    assert main.main(["find", "gate notes: GBd gfe", str(folder / "book.abc"), "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert BOOK[slice(*one.pop("notes"))] == "GBd gfe" and BOOK[one.pop("start") : one.pop("end")].startswith("X:1\n")
    assert one == {"file": str(folder / "book.abc"), "line": 12, "number": "1", "title": "The Open Gate", "key": "G",
                   "metre": "6/8", "rhythm": "jig", "music": 'GBd gfe|"Am"c2A !trill!B3|'}


def test_standard_input_is_looked_through_and_nothing_but_lines_is_printed(folder):
    done = subprocess.run([sys.executable, "main.py", "find", "K:Dm", "-"], cwd=ROOT, input=BOOK, capture_output=True,
                          text=True, encoding="utf-8", timeout=120, check=True)
    assert (done.stdout, done.stderr) == ("-:14: X:2 Planxty (D minor, C)\n", "")


def test_long_books_are_shared_and_found_as_if_they_were_not(tmp_path, capsys, monkeypatch):
    for number in (1, 2):
        (tmp_path / f"{number}.abc").write_text("%head\n" + BOOK * 4, encoding="utf-8")
    query = ["find", "notes: GBd gfe", str(tmp_path), "--json"]
    assert main.main(query) == 0
    alone = capsys.readouterr().out
    assert alone.count("Planxty") == 8
    monkeypatch.setattr(find_, "_SHARED_FROM", 1)
    monkeypatch.setattr(find_, "_SHARE", 500)
    assert main.main(query) == 0
    assert capsys.readouterr().out == alone


def test_duplicates_are_printed_in_groups(tmp_path, capsys):
    for name, title in (("a", "One"), ("b", "One again"), ("c", "One more")):
        (tmp_path / f"{name}.abc").write_text(f"X:1\nT:{title}\nK:G\n{STRAIN if name != 'c' else 'GAB'}\n\n"
                                              f"X:2\nT:Some\nK:G\n{STRAIN[::-1]}\n", encoding="utf-8")
    assert main.main(["find", "", str(tmp_path), "--duplicates"]) == 0
    groups = [block.splitlines() for block in capsys.readouterr().out.split("\n\n")]
    assert [[line.split(": ")[1] for line in group] for group in groups] == [
        ["X:1 One (G)", "X:1 One again (G)"], ["X:2 Some (G)"] * 3]
    assert main.main(["find", "more", str(tmp_path), "--duplicates", "--json"]) == 1
    assert capsys.readouterr().out == "[]\n"
