from __future__ import annotations

import pytest

from engine.notation.mending import mend
from engine.notation.reader import read_book

HEAD = "X:1\nM:4/4\nL:1/8\nK:C\n"


@pytest.mark.parametrize(("music", "mended"), [
    ("[CEG C2|", "[CEG C2]|"),
    ('"Am GABc d4|', '"Am" GABc d4|'),
    ("{gG4 c4|", "{gG4} c4|"),
    ("GABc] d4|", "GABc d4|"),
    (">GABc d4|", "GABc d4|"),
    ("-GABc d4|", "GABc d4|"),
    ("(0GABc d4|", "GABc d4|"),
    ("|:GABc d4|]", "|GABc d4|]"),
    ("C8|GABc d4 e4 f4|g8|", "C8|GABc d4| e4 f4|g8|"),
    ("C8|GABc d4 e8\nc4 d4|", "C8|GABc d4| e8|\nc4 d4|"),
    ("C8|GABc|d4|g8|", "C8|GABc d4|g8|"),
    ("C8|GABc|\nd4|g8|", "C8|GABc||\nd4|g8|"),
    ("C8|(3abc d2 e2 f2|", "C8|(3abc d2 e2 f2|"),  # a last bar may be short: nobody knows what was meant
])
def test_a_fault_is_mended_where_it_stands(music, mended):
    text, count = mend(HEAD + music + "\n")
    assert text == HEAD + mended + "\n"
    assert (count >= 1) == (mended != music)


def test_a_book_is_mended_tune_by_tune_and_the_rest_of_it_stays():
    book = "% songs\n\n" + HEAD + "[CE C6|\n\nremarks [\n" + HEAD.replace("X:1", "X:2") + "GABc d4|\n"
    text, count = mend(book)
    assert (text, count) == (book.replace("[CE C6|", "[CE C6]|"), 1)
    assert mend(text) == (text, 0)


def test_a_missing_key_is_added_before_the_music():
    text, _ = mend("X:1\nM:4/4\nGABc d4|\n")
    assert text == "X:1\nM:4/4\nK:C\nGABc d4|\n"
    assert [fault.code for tune in read_book(text) for fault in tune.diagnostics] == []
