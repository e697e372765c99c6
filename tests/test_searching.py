"""The search through a folder, in its child process."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from engine.errors import FileError
from engine.library.orders import Found, Search
from engine.library.searcher import Searcher
from engine.library.searching import answers
from engine.library.shelf import Shelf
from engine.notation.index import bare_notes
from gui.bench.book import book
from tests.test_index import BOOK
from tests.test_library import LOWER, STRAIN


def never() -> bool:
    return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.abc").write_text(BOOK, encoding="utf-8")
    (tmp_path / "b.abc").write_text("X:5\nT:Planxty Two\nK:A\nAce|\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def searcher():
    one = Searcher()
    yield one
    one.close()


def found(searcher: Searcher, search: Search) -> list[Found]:
    answers: list[Found] = []
    searcher.search(search, answers.append, never)
    return answers


def titles(answers: list[Found]) -> list[str]:
    return [hit.entry.title for one in answers for hit in one.unpacked()]


def test_hits_come_file_by_file_and_the_last_answer_says_so(searcher: Searcher, folder: Path) -> None:
    heard = found(searcher, Search(folder, "planxty"))
    assert titles(heard) == ["Planxty", "Planxty Two"]
    assert [one.is_whole for one in heard] == [False] * (len(heard) - 1) + [True]
    assert (heard[-1].done, heard[-1].of, heard[-1].tunes) == (2, 2, 4)
    assert titles(found(searcher, Search(folder, "notes: ceg"))) == ["The Open Gate", "Planxty", "Planxty Two"]


def test_what_changed_meanwhile_is_read_again(searcher: Searcher, folder: Path) -> None:
    assert len(titles(found(searcher, Search(folder, "")))) == 4
    (folder / "b.abc").write_text("X:5\nT:Another\nK:A\nAce|\n", encoding="utf-8")
    (folder / "c.abc").write_text("X:5\nT:One more\nK:A\nAce|\n", encoding="utf-8")
    (folder / "a.abc").unlink()
    assert titles(found(searcher, Search(folder, ""))) == ["Another", "One more"]


def test_an_open_text_that_is_not_saved_stands_for_its_file(searcher: Searcher, folder: Path) -> None:
    text = "X:5\nT:As it is written now\nK:A\nAce|\n"
    assert "As it is written now" in titles(found(searcher, Search(folder, "", {folder / "b.abc": text})))
    assert "Planxty Two" in titles(found(searcher, Search(folder, "")))


def test_a_long_book_comes_in_small_answers(searcher: Searcher, tmp_path: Path) -> None:
    (tmp_path / "long.abc").write_text(book(300), encoding="utf-8")
    heard = found(searcher, Search(tmp_path, ""))
    assert len(titles(heard)) == 300 and max(len(one.unpacked()) for one in heard) <= 50


def test_a_search_is_given_up_and_the_next_one_is_answered(searcher: Searcher, tmp_path: Path) -> None:
    (tmp_path / "long.abc").write_text(book(2000), encoding="utf-8")
    heard: list[Found] = []
    searcher.search(Search(tmp_path, "notes: gfed B2A2 c2"), heard.append, lambda: bool(heard))
    assert not heard[-1].is_whole
    assert titles(found(searcher, Search(tmp_path, "T:1999"))) == ["Tune 1999 of many"]


def test_a_newer_order_ends_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "long.abc").write_text(book(200), encoding="utf-8")
    looks = iter((False, False, True))
    heard = list(answers(Search(tmp_path, ""), Shelf(), lambda: next(looks)))
    assert len(titles(heard)) == 100


def test_files_that_cannot_be_read_are_said_and_texts_without_tunes_are_not(searcher: Searcher, folder: Path) -> None:
    (folder / "noise.abc").write_bytes(b"\0\1\2")
    (folder / "noise.txt").write_bytes(b"\0\1\2")
    heard = found(searcher, Search(folder, "gate"))
    (problem,) = [each for one in heard for each in one.problems]
    assert "noise.abc is not text" in problem and titles(heard) == ["The Open Gate"]


def test_only_twins_come_in_groups(searcher: Searcher, tmp_path: Path) -> None:
    for name, music in (("a", STRAIN), ("b", LOWER), ("c", "GAB"), ("d", STRAIN[::-1]), ("e", STRAIN[::-1])):
        (tmp_path / f"{name}.abc").write_text(f"X:1\nT:{name}\nK:G\n{music}{music}\n", encoding="utf-8")
    heard = found(searcher, Search(tmp_path, "", only_twins=True))
    assert [(Path(file).name, group, count) for one in heard for file, group, count in one.sections] == [
        ("a.abc", 1, 1), ("b.abc", 1, 1), ("d.abc", 2, 1), ("e.abc", 2, 1)]
    assert titles(heard) == ["a", "b", "d", "e"]


def test_a_child_that_dies_is_told_and_another_one_takes_its_place(searcher: Searcher, folder: Path) -> None:
    found(searcher, Search(folder, ""))
    assert searcher.child_pid is not None
    os.kill(searcher.child_pid, signal.SIGSTOP)
    killer = threading.Timer(0.05, os.kill, (searcher.child_pid, signal.SIGKILL))
    killer.start()
    with pytest.raises(FileError, match="broke down"):
        found(searcher, Search(folder, ""))
    killer.join()
    assert len(titles(found(searcher, Search(folder, "")))) == 4


def test_closing_ends_a_search_that_waits(searcher: Searcher, folder: Path) -> None:
    found(searcher, Search(folder, ""))
    assert searcher.child_pid is not None
    os.kill(searcher.child_pid, signal.SIGSTOP)
    heard: list[Found] = []
    thread = threading.Thread(target=searcher.search, args=(Search(folder, ""), heard.append, never))
    thread.start()
    closer = threading.Thread(target=searcher.close)
    closer.start()
    thread.join(30)
    closer.join(30)
    assert not thread.is_alive() and not closer.is_alive() and not heard
    assert not found(searcher, Search(folder, ""))


def test_a_phrase_that_is_selected_is_found_where_it_stands_in_another_key(searcher: Searcher, folder: Path) -> None:
    assert titles(found(searcher, Search(folder, f"notes: {bare_notes('c>e g|')}"))) == [
        "The Open Gate", "Planxty", "Planxty Two"]
