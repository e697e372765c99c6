from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.notation.dialect import UNIT, NotTidy, Setting
from engine.notation.grammar import Grammar, Limits
from engine.notation.walk import Walk

REEL = Setting(8 * UNIT, 1, 0, False)
JIG = Setting(6 * UNIT, 0, 0, True)


def walked(text: str, setting: Setting = REEL) -> Walk:
    walk = Walk(setting)
    for char in text:
        walk.accept(char)
    return walk


def place(walk: Walk) -> dict[str, object]:
    """Return everything a walk knows."""
    names = [name for kind in type(walk).__mro__ for name in getattr(kind, "__slots__", ())]
    return {name: getattr(walk, name) for name in names}


def random_tidy(random: Random) -> str:
    """Return tidy text as the grammar lets it be written."""
    grammar = Grammar(REEL, Limits("tune", 6, True, True))
    grammar.begin()
    text = ""
    while not grammar.is_complete:
        char = random.choice(sorted(grammar.allowed()))
        grammar.accept(char)
        text += char
    return text


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_the_place_after_any_prefix_is_that_of_the_whole_texts_walk_there(seed):
    random = Random(seed)
    text = random_tidy(random)
    whole = Walk(REEL)
    cut = random.randrange(len(text))
    for char in text[:cut]:
        whole.accept(char)
    assert place(whole) == place(walked(text[:cut]))
    fork = whole.fork()
    there = place(fork)
    for char in text[cut:]:
        whole.accept(char)
    assert place(fork) == there
    for char in text[cut:]:
        fork.accept(char)
    assert place(fork) == place(whole)


@pytest.mark.parametrize(("text", "eighths"), [
    ("C", 1), ("C3/2", 1.5), ("C/2", 0.5), ("CD2", 3), ("(3CDE", 2), ("(3CDEF", 3), ("[CE]2", 2), ("z4", 4),
    ('"Am"C', 1), ("C-C", 2), ("^C,2", 2), ("CDEFGABc|", 0), ("CDEFGABc|C", 1), ("|:C2|", 0),
])
def test_the_bar_is_filled_as_far_as_the_notes_reach(text, eighths):
    assert walked(text).end_onset == eighths * UNIT


def test_a_five_in_compound_time_takes_three():
    assert walked("(5CDEFG", JIG).end_onset == 3 * UNIT
    assert walked("(5CDEFG").end_onset == 2 * UNIT


@pytest.mark.parametrize(("text", "bar", "part", "pickup", "is_open"), [
    ("C2|", 1, 0, 2, False),
    ("C8|", 2, 0, 0, False),
    ("|:C8|", 2, 0, 0, True),
    ("|:C8|C8:|", 1, 1, 0, False),
    ("|:C8|C8::", 1, 1, 0, True),
    ("|:C2|C8|C6:|C2|", 1, 1, 2, False),
    ("C8||", 1, 1, 0, False),
    ("|:C2|C8|1C6:|2", 2, 0, 2, False),
])
def test_bars_parts_and_repeats_are_counted(text, bar, part, pickup, is_open):
    walk = walked(text)
    assert (walk.bar_in_part, walk.part, walk.pickup, walk.repeat_open) == (bar, part, pickup * UNIT, is_open)


@pytest.mark.parametrize("text", [
    "^|", "C/|", "C/", "(|", "(1", "[C", '"C', "C8|]\nC", "C0", "C/0", "C100", "(3|", '"C"|', "|C", "::",
])
def test_what_is_not_tidy_is_refused_or_not_at_rest(text):
    walk = Walk(REEL)
    try:
        for char in text:
            walk.accept(char)
    except NotTidy:
        return
    assert not walk.is_at_rest
