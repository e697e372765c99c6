"""Books put in order and numbered anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import main
from engine.errors import SettingsError
from engine.notation.index import entries
from engine.notation.ordering import ORDERS, arrange

BOOK = """%abc-2.1
Words about the book, which stay.

X:9 % a remark
T:The Rakes
R:reel
K:Em
E|

Words about the rakes.

X: 3
T:Élan
K:D
D|


X:10
T:Jig 10
R:Jig
K:Bb
B|

X:
T:"A jig 9"
R:jig
K:none
C|"""


def titles(text: str) -> list[str]:
    return [one.title for one in entries(text)]


@pytest.mark.parametrize(("by", "order"), [
    ("title", ["Élan", '"A jig 9"', "Jig 10", "The Rakes"]),
    ("key", ["Jig 10", "Élan", "The Rakes", '"A jig 9"']),
    ("rhythm", ["Jig 10", '"A jig 9"', "The Rakes", "Élan"]),
    ("number", ["Élan", "The Rakes", "Jig 10", '"A jig 9"']),
    ("", ["The Rakes", "Élan", "Jig 10", '"A jig 9"']),
])
def test_tunes_are_sorted_and_those_without_it_come_last(by: str, order: list[str]) -> None:
    text = arrange(BOOK, by).text
    assert titles(text) == order
    assert text.startswith("%abc-2.1\nWords about the book, which stay.\n\nX:")
    assert "E|\n\nWords about the rakes.\n\n" in text or text.endswith("E|\n\nWords about the rakes.")
    assert sorted(text) == sorted(BOOK) and not text.endswith("\n")


def test_tunes_are_numbered_from_1_and_nothing_else_changes() -> None:
    text = arrange(BOOK, renumbers=True).text
    lines, before = text.split("\n"), BOOK.split("\n")
    changed = [new for old, new in zip(before, lines, strict=True) if old != new]
    assert changed == ["X:1 % a remark", "X: 2", "X:3", "X:4"]
    assert [one.number for one in entries(arrange(BOOK, "title", renumbers=True).text)] == ["1", "2", "3", "4"]


def test_the_last_tune_without_an_empty_line_gets_one_where_it_goes() -> None:
    text = arrange("X:2\nT:B\nK:C\nC|\n\n\nX:1\nT:A\nK:C\nD|\n", "title").text
    assert text == "X:1\nT:A\nK:C\nD|\n\n\nX:2\nT:B\nK:C\nC|\n"


def test_a_place_stays_in_its_tune() -> None:
    done = arrange(BOOK, "title", renumbers=True)
    for words in ("Words about the book", "X:9", "Words about the rakes", "T:Élan", "K:Bb", "C|"):
        assert done.text.startswith(words[:2], done.place(BOOK.index(words)))
    assert done.text[: done.place(BOOK.index("B|"))].endswith("K:Bb\n")
    assert done.place(len(BOOK)) <= len(done.text)


@pytest.mark.parametrize("text", ["", "Dear diary\n", "T:No number\nK:G\nGAB|"])
def test_what_has_no_number_is_left_alone(text: str) -> None:
    assert arrange(text, "title", renumbers=True).text == text


def test_an_order_that_there_is_not_is_refused() -> None:
    with pytest.raises(SettingsError, match="choose one of title, key, rhythm, number"):
        arrange(BOOK, "beauty")


@given(st.lists(st.sampled_from(["X:", "X:1", "X: 12 ", "T:a", "T:The 7b", "K:G", "K:", "R:x", "GAB|", "", " ", "words",
                                 "%X:1", "K:Am"]), max_size=14),
       st.sampled_from(["", *ORDERS]), st.booleans())
def test_whatever_the_book_nothing_is_lost_and_twice_is_once(lines: list[str], by: str, ends: bool) -> None:
    text = "\n".join(lines) + ("\n" if ends else "")
    done = arrange(text, by).text
    assert sorted(done) == sorted(text)
    assert len(list(entries(done))) == len(list(entries(text)))
    assert arrange(done, by).text == done
    numbered = arrange(text, renumbers=True).text
    assert arrange(numbered, renumbers=True).text == numbered


def test_convert_sorts_and_numbers(tmp_path: Path) -> None:
    source, out = tmp_path / "in.abc", tmp_path / "out.abc"
    source.write_text(BOOK, encoding="utf-8")
    assert main.main(["convert", str(source), str(out), "--sort", "title", "--renumber"]) == 0
    assert out.read_text("utf-8") == arrange(BOOK, "title", renumbers=True).text
