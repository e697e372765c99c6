"""What the bars of a tune do, how that is written down, and how a continuation is led through it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.composer import Composer
from engine.continuation import Settings
from engine.guide import Guide
from engine.model.checkpoint import Checkpoint, load_checkpoint
from engine.model.vocabulary import Vocabulary
from engine.notation.grammar import Grammar
from engine.notation.limits import Limits
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_tune
from engine.notation.roles import (
    AFTER_THE_END,
    COPY,
    FREE,
    INNER,
    LAST_OF_PART,
    LAST_OF_TUNE,
    NEW,
    Role,
    placed_bars,
)
from engine.notation.schemes import Duty, Scheme, Schemes, duties, places, scheme_of
from engine.notation.tidy import tidy
from engine.notation.tune import Tune
from tests.networks import tiny_weights
from tests.tunes import TuneMaker

JIG = "M:6/8\nL:1/8\nK:G\n"
AABB = (JIG + "D|:GBd gfe|c2e dBG|GBd gfe|FAd G3|GBd gfe|c2e dBG|AFD DEF|G3 G2:|"
        "|:dgb bag|fdf agf|dgb bag|fdd d3|GBd gfe|c2e dBG|AFD DEF|G3 G2:|")


def bars_of(text: str):
    return placed_bars(tidy(read_tune(text).bars))


def roles(text: str) -> list[Role]:
    return [bar.role for bar in bars_of(text)]


def test_a_bar_that_stood_before_is_a_copy():
    found = roles(JIG + "GBd gfe|c2e dBG|GBd gfe|f2d AFA|z3 z3|]")
    assert [role.kind for role in found] == [NEW, NEW, COPY, NEW, NEW]
    assert [role.bar for role in found] == [-1, -1, 0, -1, -1]


def test_chord_symbols_do_not_make_another_bar():
    assert roles(JIG + '"G"GBd gfe|"Em"GBd gfe|]')[1].kind == COPY


def test_the_same_bar_of_the_part_before_is_preferred_to_a_nearer_one():
    found = roles(JIG + "|:GBd gfe|c2e dBG:|:GBd gfe|c2e dBG:|")
    assert [role.bar for role in found[2:]] == [0, 1]


def test_the_last_bars_of_parts_and_tune_are_known_by_their_bar_lines():
    ends = [role.ends for role in roles(JIG + "|:GBd gfe|1 c2e dBG:|2 c2e dBd||GBd gfe|G6|]")]
    assert ends == [INNER, LAST_OF_PART, LAST_OF_PART, INNER, LAST_OF_TUNE]
    assert [bar.role.ends for bar in placed_bars(read_phrase(JIG + "GBd gfe|c2", 99).tidy)] == [INNER]


@settings(deadline=None, max_examples=80)
@given(st.integers(0, 2**32))
def test_every_copy_is_one_and_roles_of_a_beginning_stay_as_they_are(seed):
    maker = TuneMaker(Random(seed))
    lines = maker.body(6)
    text = maker.header + "".join(lines)
    written = tidy(read_tune(text).bars)
    found = placed_bars(written)
    ends = [bar.start for bar in found[1:]] + [len(written.text)]
    content = [written.text[bar.start:end].strip("|:]12\n") for bar, end in zip(found, ends, strict=True)]
    for number, bar in enumerate(found):
        assert bar.role.bar < number
        if bar.role.kind == NEW:
            assert content[number] not in content[:number]


def test_the_form_of_a_tune_is_written_down_and_read_again():
    bars = bars_of(AABB)
    scheme = scheme_of(bars, 0)
    assert scheme is not None
    assert scheme.part_bars == 8
    assert scheme.text == "..cA1.cA1cA2.. ..cB1.cA5cA6cA7cA8"
    assert Scheme.parse(0, scheme.text) == scheme
    assert Schemes.parse(Schemes([scheme, scheme]).text).all == (scheme, scheme)


def test_a_pickup_and_a_second_ending_have_no_place_in_the_form():
    bars = bars_of(JIG + "D|:GBd gfe|c2e dBG|AFD DEF|1 G3 G2D:|2 G3 G3||")
    assert sorted(places(bars)) == [(0, 1), (0, 2), (0, 3), (0, 4)]


def test_a_tune_of_unequal_parts_has_no_scheme():
    assert scheme_of(bars_of(JIG + "|:GBd gfe|c2e dBG|AFD DEF|G6:|:d6|G6|d6:|"), 0) is None


def test_schemes_that_begin_like_the_opening_are_chosen():
    repeats = Scheme.parse(0, ".cA1.. ....")
    new = Scheme.parse(0, "....  ....")
    store = Schemes([repeats] * 3 + [new] * 3)
    opening = {(0, 1): Duty(NEW), (0, 2): Duty(COPY, (0, 1))}
    assert {one.text for one in store.like(opening, 0, 4, fewest=3)} == {repeats.text}
    assert store.like(opening, 0, 8) == []


def led(scheme: Scheme, text: str, rest: str) -> list[Role]:
    """Return the roles that a guide gives while the grammar reads on."""
    phrase = read_phrase(text, len(text))
    grammar = Grammar(phrase.setting, Limits("tune", 64, part_bars=scheme.part_bars, parts=len(scheme.parts)))
    for char in phrase.tidy.text:
        grammar.accept(char)
    grammar.begin()
    guide = Guide(scheme, placed_bars(phrase.tidy), ends=True)
    found = []
    for char in rest:
        part, count = grammar.parts.shape.parts_done, grammar.walk.bars
        assert char in grammar.allowed()
        grammar.accept(char)
        if grammar.walk.bars != count:
            guide.bar_closed(part, grammar.parts.shape.number, grammar.walk)
            found.append(guide.role(grammar.walk, grammar.parts))
    return found


def test_a_guide_names_the_bars_of_the_new_tune():
    scheme = Scheme.parse(0, "..cA1. .cA2cB1cA4")
    found = led(scheme, JIG + "GBd gfe|c2e dBG|", "GBdgfe|A6::B6|c2edBG|B6|A6:|")
    assert found[0] == Role(NEW, ends=LAST_OF_TUNE), "the last bar of all will repeat it"
    assert found[1] == Role(NEW, ends=INNER)
    assert found[2] == Role(COPY, 1, INNER)
    assert found[3] == Role(COPY, 4, INNER)
    assert found[4] == Role(COPY, 3, LAST_OF_TUNE)
    assert found[5] == AFTER_THE_END


def test_a_guide_has_nothing_to_say_beyond_its_scheme():
    guide = Guide(Scheme.parse(0, ".... ...."), (), ends=False)
    grammar = Grammar(read_phrase(JIG + "G6|", 99).setting)
    for char in "G6|A6|B6|c6|d6|":
        grammar.accept(char)
    assert guide.role(grammar.walk, grammar.parts) == FREE


def with_schemes(schemes: str) -> Composer:
    return Composer(Checkpoint("tiny", tiny_weights(), Vocabulary().characters, {"schemes": schemes}))


def parts_of(tune: Tune) -> list[int]:
    """Return how many full bars each part has, second endings left out."""
    found, count, is_second = [], 0, False
    for bar in tune.bars:
        is_second = is_second or (bool(bar.endings) and bar.endings[0] > 1)
        count += not is_second and (bar.length == bar.metre.length or bar.closing.ends_part)
        if bar.closing.ends_part:
            found += [count] if not is_second else []
            count, is_second = 0, False
    return found


DANCES = (
    JIG + "GBd gfe|c2e dBG|", JIG + "D|GBd gfe|c2e dBG|", "M:4/4\nK:D\nR:reel\n|:d2fd A2fd|",
    "M:2/2\nL:1/8\nR:Hornpipe\nK:G\nGF|GBdB c2Bc|dgfg", "M:3/4\nR:waltz\nK:C\nE2 G2|c3 B",
)


@pytest.mark.parametrize("text", DANCES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_dance_gets_parts_of_eight_bars_each_repeated(text, seed):
    scheme = "1 0 ....cA1cA2.. ....cB1cB2cA7cA8"
    for composer in (with_schemes(scheme), with_schemes("")):
        answer = composer.continue_text(text, len(text), Settings(seed=seed, until="tune", bars=64))
        tune = read_tune(text + answer.text)
        assert tune.diagnostics == ()
        counts = parts_of(tune)
        assert len(counts) in (2, 3, 4)
        assert set(counts) == {8}, text + answer.text
        assert tune.bars[-1].closing.kind in (":|", "|]")


def test_what_says_that_it_is_no_dance_has_the_form_that_the_model_gives_it():
    air = "M:4/4\nR:air\nK:D\nd2fd A2fd|"
    composer = with_schemes("1 1 ....cA1cA2.. ....cB1cB2cA7cA8")
    phrase = read_phrase(air, len(air))
    composer.prime(phrase.tidy)
    assert composer._guide(phrase, Settings(until="tune")) is None
    assert composer._guide(phrase, Settings(until="tune", part_bars="8")) is not None


def test_a_scheme_makes_the_shipped_model_repeat_the_bars_that_it_names():
    shipped = load_checkpoint()
    scheme = "1 0 ....cA1cA2cA3. cA1cA2cA3cA4cA5cA6cA7cA8"
    composer = Composer(Checkpoint(shipped.name, shipped.weights, shipped.characters, {"schemes": scheme}))
    text = JIG + "GBd gfe|c2e dBG|"
    kept = total = 0
    for seed in range(1, 6):
        answer = composer.continue_text(text, len(text), Settings(seed=seed, until="tune", bars=64))
        by_place = duties(bars_of(text + answer.text))
        kept += sum(by_place.get((1, number), Duty(NEW)).kind == COPY for number in range(1, 8))
        total += 7
    assert kept / total > 0.8, "the network does what it is told"
