from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import PhraseError
from engine.notation.dialect import NotTidy
from engine.notation.grammar import BAR_LINE_GOES_ON, Grammar, Limits
from engine.notation.keys import C_MAJOR
from engine.notation.phrase import Phrase, read_phrase
from engine.notation.reader import read_tune
from engine.notation.scribe import Scribe
from engine.notation.tidy import setting_of
from engine.notation.tune import Bar
from tests.tunes import TuneMaker

seeds = st.integers(0, 2**32)
JIG = setting_of(read_tune("M:6/8\nK:C\n").metre, C_MAJOR)
REEL = setting_of(read_tune("M:4/4\nK:C\n").metre, C_MAJOR)


def after(text: str, setting=REEL, **limits) -> Grammar:
    """Return the grammar after a tidy text, ready to continue it."""
    grammar = Grammar(setting, Limits(**limits))
    for char in text:
        grammar.accept(char)
    grammar.begin()
    return grammar


def accepts(grammar: Grammar, text: str) -> bool:
    """Say whether every character of a text is allowed in its turn."""
    for char in text:
        if char not in grammar.allowed():
            return False
        grammar.accept(char)
    return True


def primed(phrase: Phrase, limits: Limits) -> Grammar:
    """Return the grammar after a phrase, as the composer primes it."""
    changes = dict(phrase.tidy.settings)
    grammar = Grammar(changes[0], limits)
    for position, char in enumerate(phrase.tidy.text):
        grammar.accept(char)
        if position + 1 in changes:
            grammar.walk.setting = changes[position + 1]
    grammar.begin(phrase.needs_note)
    return grammar


def random_continuation(random: Random, phrase: Phrase, limits: Limits) -> str:
    """Write as the composer does, with dice for a network."""
    grammar = primed(phrase, limits)
    scribe = Scribe(phrase, grammar.walk)
    for _ in range(20_000):
        allowed = grammar.allowed()
        if grammar.is_landed and not allowed & BAR_LINE_GOES_ON:
            break
        assert allowed, (phrase.tidy.text, scribe.text, scribe.token)
        char = random.choice(sorted(allowed))
        if grammar.is_landed and char not in BAR_LINE_GOES_ON:
            break
        onset = grammar.walk.end_onset
        grammar.accept(char)
        scribe.feed(char, onset)
        if grammar.is_complete:
            break
    else:
        pytest.fail("it never ends")
    scribe.finish()
    if limits.until == "bars":
        assert grammar.bars_written == limits.bars
    else:
        assert grammar.is_complete
        assert grammar.ended == limits.until or (grammar.ended == "tune" and limits.until == "part")
    return scribe.text


def do_not_add_up(bars: tuple[Bar, ...], first: int) -> list[str]:
    """Return what is wrong with the lengths of the bars from one on."""
    wrong = []
    for before, bar in zip(bars[first:], bars[first + 1:], strict=False):
        full = bar.metre.length
        assert full  # no free metre here
        is_joint = before.closing.ends_part
        if bar.length > full or (bar.length < full and not (is_joint or bar.closing.ends_part)):
            wrong.append(f"bar {bar.index} holds {bar.length}")
        is_pickup = before.index == 0 or before.opening.ends_part
        if is_joint and not before.closing.closes_repeat and not is_pickup and before.length < full and \
                before.length + bar.length != full:
            wrong.append(f"bars {before.index} and {bar.index} hold {before.length} and {bar.length}")
    return wrong


@settings(deadline=None, max_examples=300)
@given(seeds)
def test_a_random_walk_always_finishes_and_every_bar_adds_up(seed):
    random = Random(seed)
    maker = TuneMaker(random)
    text = maker.phrase()
    limits = Limits(random.choice(["bars", "part", "tune"]), random.choice([1, 2, 4, 9]), random.random() < 0.5,
                    random.random() < 0.5, part_bars=random.choice([0, 0, 4, 8]), parts=random.choice([0, 1, 2, 3]))
    try:
        phrase = read_phrase(text, len(text))
    except PhraseError:
        assert maker.metre == "2/4" or "(3" in text  # half a triplet at the end of a short bar
        return
    before = read_tune(text)
    new = text + random_continuation(random, phrase, limits)
    whole = read_tune(new)
    old_faults = {fault.code for fault in before.diagnostics}
    assert [fault for fault in whole.diagnostics if fault.code not in old_faults] == [], new
    assert do_not_add_up(whole.bars, max(0, len(before.bars) - 1)) == [], new


@settings(deadline=None, max_examples=40)
@given(seeds)
def test_looking_at_what_is_allowed_changes_nothing(seed):
    random = Random(seed)
    limits = Limits("tune", 6, True, True)
    looked, blind = Grammar(REEL, limits), Grammar(REEL, limits)
    looked.begin()
    blind.begin()
    for _ in range(300):
        first = looked.allowed()
        assert looked.allowed() == first == looked.fork().allowed() == blind.fork().allowed()
        if not first or looked.is_complete:
            break
        char = random.choice(sorted(first))
        looked.accept(char)
        blind.accept(char)


def test_a_fork_goes_its_own_way():
    grammar = after("|:^FGAB")
    fork = grammar.fork()
    allowed = grammar.allowed()
    for char in "F4|":
        fork.accept(char)
    assert grammar.allowed() == allowed
    assert grammar.sounding.accidentals.by_letter == {3: 1}
    assert fork.sounding.accidentals.by_letter == {}


@pytest.mark.parametrize(("phrase", "then"), [
    ("CDEF", "GABc|"),
    ("|:C2|CDEFGABc|CDEFGAB2", "|"),
    ("|:C2|CDEFGABc|CDEFGA", ":|"),
    ("|:C2|CDEFGABc|CDEFGA:|", "C2|"),
    ("C2|:CDEFGABc|", "CDEFGABc|"),  # a pickup before |: is not owed a second time
    ("CDEFGABc|CDEFGABc|", '"G"[GBd]4^f2-f2|'),
    ("G8-|", '"C"G8|'),
    ("[CE]4", "[CE]4-|[CE]8|"),
    ("^F8-|", "^F4F4|"),
    ("CDEF", "(3GAB(3c3/2d/2e|"),
    ("(3CD", "EF2G4|"),
    ("C2|CDEFGABc|", "CDEFGABc||CDEFGABc|"),  # the next part's pickup may stand in a full last bar
    ("C2|CDEFGABc|", "CDEFGA||C2|"),
    ("|:CDEFGABc|CDEFGABc|CDEFGABc", "|1C8:|2C8|"),
    ("|:C2|CDEFGABc||CDEFGABc|CDEFGA", ":|C2|"),  # a double bar divides what is repeated, it does not close it
])
def test_what_people_write_is_allowed(phrase, then):
    assert accepts(after(phrase, until="bars", bars=16, chords=True), then)


@pytest.mark.parametrize(("phrase", "then"), [
    ("CDEF", "GABcd"),
    ("CDEF", "GAB|"),
    ("CDEF", "G5|"),
    ("G8-|", "A"),
    ("^F8-|", "F"),
    ("|:CDEFGABc|", "C8|]"),
    ("|:C2|CDEFGABc|", "C8:"),
    ("|:C2|CDEFGABc|CDEFGA:|", "C4"),
    ("CDEF", '"C""'),
    ("CDEF", "(3GA|"),
    ("|:CDEFGABc|CDEFGABc|CDEFGABc", "|1C8:|C"),
    ("|:CDEFGABc||CDEFGAB", "c|]"),
    ("", "|"),
])
def test_what_does_not_add_up_is_forbidden(phrase, then):
    assert not accepts(after(phrase, until="tune", bars=16), then)


def test_the_tune_ends_where_its_pickup_began():
    short = after("C2|CDEFGABc|CDEFGABc|", until="tune", bars=16)
    assert accepts(short, "CDEFGA|]\n")
    assert short.ended == "tune"
    assert not accepts(after("C2|CDEFGABc|CDEFGABc|", until="tune", bars=16), "CDEFGABc|]")


def test_with_one_bar_left_the_part_has_to_close():
    grammar = after("|:CDEFGABc|", until="part", bars=1)
    assert accepts(grammar, "CDEFGABc")
    assert grammar.allowed() & set("|:") == {":"}
    assert accepts(grammar, ":|")
    assert (grammar.is_complete, grammar.ended) == (True, "part")


def test_symbols_and_chords_are_left_out_where_the_composer_wrote_none():
    plain = after("CDEF", symbols=False, chords=False)
    assert not plain.allowed() & set('"[')
    assert after("CDEF", symbols=True, chords=True).allowed() >= set('"[')


def test_something_that_waits_for_a_note_gets_one():
    grammar = Grammar(REEL, Limits())
    for char in "|:C4":
        grammar.accept(char)
    grammar.begin(needs_note=True)
    assert grammar.allowed() == frozenset("ABCDEFGabcdefg^_=")


def test_no_chord_symbol_stands_twice_at_one_place():
    grammar = after("CDEF")
    assert accepts(grammar, '"C"')
    assert '"' not in grammar.allowed()


def test_a_text_that_is_not_tidy_is_refused():
    grammar = Grammar(JIG)
    with pytest.raises(NotTidy):
        grammar.accept("?")


def test_a_bar_of_an_odd_length_can_be_filled():
    grammar = after("C/3", setting_of(read_tune("M:2/4\nK:C\n").metre, C_MAJOR))
    assert accepts(grammar, "D11/3|")


@pytest.mark.parametrize("metre", ["6/8", "4/4", "3/4", "2/4", "9/8", "5/4", "2/2", "7/8", "3/16", "7/64"])
def test_every_metre_can_be_filled(metre):
    random = Random(5)
    text = f"M:{metre}\nL:1/8\nK:C\n"
    phrase = read_phrase(text, len(text))
    full = phrase.metre.length
    assert full
    for _ in range(4):
        bars = read_tune(text + random_continuation(random, phrase, Limits("bars", 3))).bars
        assert [bar.length for bar in bars[-2:]] == [full] * 2
        assert bars[0].length == full or (len(bars) == 4 and bars[0].length <= full / 2)
