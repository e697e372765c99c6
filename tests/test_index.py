"""The tunes of a book, and the search among them."""

from __future__ import annotations

import pytest

from engine.notation.index import Query, entries, parse_query, steps

BOOK = """%abc-2.1
Some words about the book.

X:1
T:The Open Gate
T:Another name
C:Trad.
R:jig
M:6/8
L:1/8
K:G
|:GBd gfe|"Am"c2A !trill!B3|

X:2
T:Planxty
C:Turlough O'Carolan
M:C
K:D minor
DFA d2cB|[DF]2 {g}A,2|
w: gab bed face

X:3
T:No key here
GABc|
"""


def found(words: str) -> list[str]:
    query = parse_query(words)
    return [entry.number for entry in entries(BOOK)
            if query.fits(entry) and (not query.run or query.run in steps(BOOK[entry.start : entry.end]))]


def test_every_tune_is_listed_with_what_its_header_says() -> None:
    listed = list(entries(BOOK))
    assert [(one.number, one.title, one.key, one.metre, one.rhythm) for one in listed] == [
        ("1", "The Open Gate", "G", "6/8", "jig"), ("2", "Planxty", "D minor", "C", ""),
        ("3", "No key here", "", "", "")]
    assert [BOOK[one.start : one.start + 3] for one in listed] == ["X:1", "X:2", "X:3"]
    assert listed[-1].end == len(BOOK)


def test_a_text_without_a_tune_has_no_entry_and_one_without_a_number_has_one() -> None:
    assert list(entries("")) == list(entries("Dear diary,\n\n")) == []
    assert [one.key for one in entries("K:Am\nABc|")] == ["Am"]


@pytest.mark.parametrize(("words", "numbers"), [
    ("", ["1", "2", "3"]), ("GATE open", ["1"]), ("gate planxty", []), ("another", ["1"]), ("T:another", ["1"]),
    ("C:o'carolan M:4/4", ["2"]), ("M:c", ["2"]), ("M:6/8 R:jig", ["1"]), ("K:G", ["1"]), ("K:Gmaj", ["1"]),
    ("K:dm", ["2"]), ("K:D", []), ("X:3", ["3"]), ("planxty K:Dmin", ["2"]), ("M:", ["1", "2", "3"]),
    ("notes: GBd gfe", ["1", "2"]), ("notes:c e g c'ba", ["1", "2"]), ("notes: ^F2 A/2 c", ["1", "2"]),
    ("notes: gabbedface", []), ("notes: GGGG", []), ("gate notes: ceg", ["1"]), ("notes: d'e", []),
])
def test_words_fields_and_notes_are_looked_for(words: str, numbers: list[str]) -> None:
    assert found(words) == numbers


def test_nothing_asked_for_is_everything() -> None:
    assert parse_query("  ") == Query()
    assert parse_query("notes: G").is_empty
