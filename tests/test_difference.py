"""What is different between two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.difference import Line, Splice, compare, joined, splice

TEXT = st.text("ab\n", max_size=12)


def applied(text: str, change: Splice) -> str:
    start, gone, put = change
    return text[:start] + put + text[start + gone :]


@given(TEXT, TEXT)
def test_a_splice_makes_the_new_text_of_the_old_and_touches_no_more_than_it_must(old: str, new: str) -> None:
    start, gone, put = splice(old, new)
    assert applied(old, (start, gone, put)) == new
    assert not (gone and put and (old[start] == put[0] or old[start + gone - 1] == put[-1]))


@given(TEXT, st.data())
def test_two_changes_that_touch_are_one(text: str, data: st.DataObject) -> None:
    def change(of: str) -> Splice:
        start = data.draw(st.integers(0, len(of)))
        return start, data.draw(st.integers(0, len(of) - start)), data.draw(TEXT)

    first = change(text)
    second = change(applied(text, first))
    both = joined(first, second)
    if both is not None:
        assert applied(text, both) == applied(applied(text, first), second)


@given(TEXT, TEXT)
def test_a_comparison_loses_no_line(old: str, new: str) -> None:
    lines = compare(old, new)
    gone = [line.text for line in lines if line.kind == "gone"]
    come = [line.text for line in lines if line.kind == "new"]
    left = sum(int(line.text) for line in lines if line.kind == "gap")
    same = sum(line.kind == "same" for line in lines)
    if old != new:
        assert same + left + len(gone) == (old.count("\n") + 1 if old else 0)
        assert same + left + len(come) == (new.count("\n") + 1 if new else 0)
    else:
        assert lines == []


def test_a_change_is_shown_with_three_lines_around_it() -> None:
    old = "\n".join(f"line {number}" for number in range(20))
    lines = compare(old, old.replace("line 9", "new 9"))
    assert [line.kind[0] + line.text[-2:].strip() for line in lines] == [
        "g6", "s6", "s7", "s8", "g9", "n9", "s10", "s11", "s12", "g7"]
    assert (lines[4], lines[5]) == (Line("gone", "line 9"), Line("new", "new 9"))


def test_a_book_that_was_rewritten_is_compared_at_once() -> None:
    old, new = "\n".join(map(str, range(50_000))), "\n".join(map(str, range(50_000, 0, -1)))
    lines = compare(old, new)
    assert {line.kind for line in lines} <= {"gone", "new", "same", "gap"}


@pytest.mark.parametrize("most", [1, 7, 100_000, 100_007])
def test_the_first_lines_are_shown_and_the_others_counted(most: int) -> None:
    old, new = "\n".join(map(str, range(50_000))), "\n".join(map(str, range(50_000, 0, -1)))
    whole = compare(old, new)
    shown = compare(old, new, most)
    assert shown[:most] == whole[:most]
    assert shown[most:] == ([Line("more", str(len(whole) - most))] if len(whole) > most else [])
