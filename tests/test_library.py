"""Folders of tunes, what is found in them, and which tunes are nearly the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.errors import FileError
from engine.library.folders import files_in
from engine.library.hits import Hit, Volume, glimpse, twin_hits
from engine.library.shelf import Shelf
from engine.notation.index import bare_notes, parse_query
from engine.notation.twins import twins
from tests.test_index import BOOK


def hits(text: str, query: str) -> list[Hit]:
    return [one for one in Volume(text).hits(parse_query(query)) if one is not None]


def nobody(error: FileError) -> None:
    raise error


def test_a_folder_is_walked_by_names_and_what_is_hidden_or_no_text_is_passed_over(tmp_path: Path) -> None:
    for name in ("b.abc", "A.ABC", "in/side/c.txt", "in/d.mid", ".git/e.abc", ".f.abc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("X:1\nK:C\nC|", encoding="utf-8")
    (tmp_path / "g.abc").mkdir()
    (tmp_path / "in" / "round").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "h.abc")  # opening it would wait for ever
    assert [str(path.relative_to(tmp_path)) for path in files_in(tmp_path, nobody)] == [
        "A.ABC", "b.abc", str(Path("in", "side", "c.txt"))]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    told: list[FileError] = []
    assert not list(files_in(tmp_path / "none", told.append))
    assert "cannot be read" in str(told[0])


def test_a_hit_says_on_which_line_the_tune_begins_or_the_notes_do() -> None:
    assert [(one.line, one.words) for one in hits(BOOK, "")] == [
        (4, "X:1 The Open Gate (G, 6/8, jig)"), (14, "X:2 Planxty (D minor, C)"), (22, "X:3 No key here")]
    assert [one.line for one in hits(BOOK, "notes: GBd gfe")] == [12, 19]
    lines = BOOK.splitlines()
    assert (lines[3], lines[11][:9], lines[18][:8], lines[21]) == ("X:1", "|:GBd gfe", "DFA d2cB", "X:3")


def test_the_glimpse_shows_the_first_bars_or_those_around_the_notes() -> None:
    first, second = hits(BOOK, "notes: GBd gfe")
    assert (first.music, first.music[slice(*first.marked)]) == ('GBd gfe|"Am"c2A !trill!B3|', "GBd gfe")
    assert second.music[slice(*second.marked)] == "DFA d2cB" and second.place is not None
    assert BOOK[slice(*second.place)] == "DFA d2cB"
    assert [one.music for one in hits(BOOK, "K:G")] == ['|:GBd gfe|"Am"c2A !trill!B3|']


def test_a_run_that_goes_over_lines_is_shown_in_one_line() -> None:
    text = "X:1\nK:C\nC4|" + "G8|" * 30 + "GABc|\nw: la be\nde|\n"
    (one,) = hits(text, "notes: GABcde")
    assert (one.music, one.marked, one.line) == ("GABc| w: la be de|", (0, 17), 3)


def test_letters_of_the_words_after_a_tune_are_no_notes() -> None:
    assert not hits("X:1\nK:C\nC|\n\ngabcabd\n\nX:2\nK:C\nD|\n", "notes: gabcabd")


def test_a_tune_without_music_has_an_empty_glimpse() -> None:
    (one,) = hits("X:1\nT:Nothing yet\nK:C", "")
    assert (one.music, one.marked) == ("", (0, 0))


def test_a_long_bar_without_an_end_is_cut() -> None:
    text = "X:1\nK:C\n" + "C" * 500
    (tune,) = Volume(text).tunes
    assert glimpse(text, tune, len(text), None) == ("C" * 72, (0, 0))


def test_what_is_selected_is_looked_for_as_bare_notes() -> None:
    selected = '"Am"c2A !trill!B3|[DF]2 {g}A,2 a:|\nw: bad\nd\'|'
    assert bare_notes(selected) == "cAB DA,a d'"
    assert parse_query(f"notes: {bare_notes(selected)}").run == parse_query("notes: cABDA,ad'").run
    assert parse_query("notes: g2 a:|").run == parse_query("notes: ga").run


def test_a_file_is_read_again_once_it_changed_and_not_before(tmp_path: Path) -> None:
    shelf, path = Shelf(), tmp_path / "a.abc"
    path.write_bytes("X:1\nT:Élan\nK:C\nC|".encode("latin-1"))
    first = shelf.read(path)
    assert first.tunes[0].title == "Élan" and shelf.read(path) is first
    path.write_text("X:1\nT:Other\nK:C\nC|", encoding="utf-8")
    assert shelf.read(path).tunes[0].title == "Other"
    path.unlink()
    with pytest.raises(FileError, match="cannot be read"):
        shelf.read(path)


def test_what_is_not_in_the_folder_is_forgotten(tmp_path: Path) -> None:
    shelf = Shelf()
    for name in ("one", "one-more"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.abc").write_text("X:1\nK:C\nC|", encoding="utf-8")
    kept, gone = (shelf.read(tmp_path / name / "a.abc") for name in ("one", "one-more"))
    shelf.keep_only(tmp_path / "one")
    assert shelf.read(tmp_path / "one" / "a.abc") is kept
    assert shelf.read(tmp_path / "one-more" / "a.abc") is not gone


STRAIN = "GABc dcBA|GBdg fdcB|AcBd ceBc|G2B2 A2F2|"
LOWER = "D2E>FG2 A2GFE|D/F/A/d/ cAGF|EGFA GBFG|D2F2 E2C2|"  # the same steps, other lengths
OTHER = "c2e2 g2e2|fdfa gece|dBGB cege|f2d2 c4|"


def test_tunes_that_share_much_of_their_steps_are_twins_in_whatever_key() -> None:
    volumes = {"a": Volume(f"X:1\nT:One\nK:G\n{STRAIN}{STRAIN}\n\nX:2\nT:Other\nK:C\n{OTHER}\n"),
               "b": Volume(f"X:7\nT:One again\nK:D\n{LOWER}{LOWER}\n\nX:8\nT:Short\nK:C\nCDE|")}
    assert [[(name, one.entry.title) for name, one in group] for group in twin_hits(volumes, parse_query(""))] == [
        [("a", "One"), ("b", "One again")]]
    assert not twin_hits(volumes, parse_query("T:Other"))
    assert twins([STRAIN[:20], OTHER[:20]], 8) == [[0], [1]]
    assert twins([STRAIN[:20], OTHER + STRAIN[:14]], 8) == [[0, 1]]
