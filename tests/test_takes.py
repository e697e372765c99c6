"""Surprise note by note, takes worth choosing, one bad bar written again."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cancelling import Cancelled
from engine.composer import Composer
from engine.continuation import Settings
from engine.errors import PhraseError
from engine.model.checkpoint import load_checkpoint
from engine.model.stepper import Stepper
from engine.notation.reader import read_tune
from engine.notation.tidy import tidy
from engine.reroll import bars_place, write_again
from engine.surprise import NOTHING, character_bits, surprise, surprise_of
from engine.takes import choose
from main import main
from tests.networks import tiny_checkpoint
from tests.tunes import TuneMaker

JIG = "X:1\nT:Ours\nM:6/8\nL:1/8\nK:G\n"
TUNE = JIG + "GBd gfe|c2e dBG|AFD AFD|GBA G2z|GBd gfe|c2e dBG|AFD DEF|G3 G3|]\n"


@pytest.fixture(scope="module")
def shipped() -> Composer:
    return Composer(load_checkpoint())


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32))
def test_every_bit_of_a_tune_belongs_to_one_of_its_bars(seed):
    maker = TuneMaker(Random(seed))
    text = maker.header + "".join(maker.body(4))
    stepper = Stepper(tiny_checkpoint())
    tune = read_tune(text)
    found = surprise(stepper, text)
    assert len(found.bars) == len(tune.bars)
    assert len(found.notes) == sum(len(bar.notes) for bar in tune.bars)
    total = character_bits(stepper, tidy(tune.bars, is_finished=False)).sum()
    assert sum(bar.bits_per_note * max(1, bar.notes) for bar in found.bars) == pytest.approx(total, abs=0.1)
    assert sum(note.bits for note in found.notes) <= total + 0.1
    for note in found.notes:
        assert text[note.place.start:note.place.end].strip()


def test_the_oddest_note_is_the_one_that_does_not_belong(shipped):
    odd = TUNE.replace("|GBA G2z|", "|GB^^d' G2z|")
    found = surprise(shipped.stepper, odd)
    worst = max(found.notes, key=lambda note: note.bits)
    assert odd[worst.place.start:worst.place.end] == "^^d'"
    assert worst.bar == 4
    assert max(found.bars, key=lambda bar: bar.bits_per_note).bar == 4
    assert found.bits_per_note > surprise(shipped.stepper, TUNE).bits_per_note


def test_a_repeated_bar_costs_less_than_it_did_the_first_time(shipped):
    bars = surprise(shipped.stepper, TUNE).bars
    assert bars[4].bits_per_note < bars[0].bits_per_note / 2
    assert bars[5].bits_per_note < bars[1].bits_per_note / 2


def test_what_holds_no_music_is_not_odd(shipped):
    assert surprise(shipped.stepper, "T:words\n") == NOTHING
    assert surprise(shipped.stepper, "") == NOTHING
    assert NOTHING.bits_per_note == 0


def test_hearing_can_be_given_up_between_two_stretches(shipped):
    asked = []

    def enough() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        surprise_of(shipped.stepper, read_tune(TUNE * 4), enough)
    assert len(asked) == 3


def test_takes_are_the_same_again_and_differ_from_each_other(shipped):
    chosen = Settings(seed=5, bars=4)
    takes = choose(shipped, TUNE[:-3], len(TUNE[:-3]), chosen, 3, 7)
    again = choose(shipped, TUNE[:-3], len(TUNE[:-3]), chosen, 3, 7)
    assert [take.continuation.text for take in takes] == [take.continuation.text for take in again]
    assert len({take.continuation.text for take in takes}) == 3
    assert all(5 <= take.continuation.seed < 12 for take in takes)
    other = choose(shipped, TUNE[:-3], len(TUNE[:-3]), Settings(seed=50, bars=4), 3, 7)
    assert {one.continuation.text for one in other} != {one.continuation.text for one in takes}


def test_the_first_take_has_the_best_score_of_all(shipped):
    opening = JIG + "GBd gfe|c2e dBG|"
    everything = choose(shipped, opening, len(opening), Settings(bars=32, until="tune"), 8, 8)
    best = choose(shipped, opening, len(opening), Settings(bars=32, until="tune"), 1, 8)[0]
    assert best.score == max(take.score for take in everything)
    assert best.bits_per_note > 0
    assert 0 <= best.last_degree <= 6


def test_choosing_can_be_given_up(shipped):
    opening = JIG + "GBd gfe|c2e dBG|"
    asked = 0

    def enough() -> bool:
        nonlocal asked
        asked += 1
        return asked > 200

    takes = choose(shipped, opening, len(opening), Settings(bars=8), 5, 60, enough)
    assert len(takes) < 5


@pytest.mark.parametrize(("first", "last", "stands"), [
    (3, 3, "AFD AFD"), (3, 4, "AFD AFD|GBA G2z"), (8, 8, "G3 G3"), (1, 1, "GBd gfe")])
def test_bars_are_written_again_and_the_rest_stays(shipped, first, last, stands):
    tune = read_tune(TUNE)
    place = bars_place(TUNE, tune, first, last)
    assert TUNE[place.start:place.end].strip() == stands
    takes = write_again(shipped, TUNE, first, last, Settings(seed=3), 5)
    assert takes
    for take in takes:
        whole = read_tune(TUNE[:place.start] + take.continuation.text + TUNE[place.end:])
        assert whole.diagnostics == ()
        assert len(whole.bars) == len(tune.bars)
        assert [bar.notes and bar.length for bar in whole.bars] == [bar.notes and bar.length for bar in tune.bars]
        kept = [bar for number, bar in enumerate(whole.bars, 1) if not first <= number <= last]
        before = [bar for number, bar in enumerate(tune.bars, 1) if not first <= number <= last]
        assert [[(n.onset, n.pitches) for n in bar.notes] for bar in kept] == \
            [[(n.onset, n.pitches) for n in bar.notes] for bar in before]
    assert [take.score for take in takes] == sorted((take.score for take in takes), reverse=True)


def test_a_bar_with_repeats_pickup_and_endings_around_it_is_written_again(shipped):
    text = JIG + "D|:GBd gfe|c2e dBG|AFD AFD|1 G3 G2D:|2 G3 G3|]\n"
    tune = read_tune(text)
    for number in range(2, len(tune.bars) + 1):
        place = bars_place(text, tune, number, number)
        for take in write_again(shipped, text, number, number, Settings(), 4):
            whole = read_tune(text[:place.start] + take.continuation.text + text[place.end:])
            assert whole.diagnostics == (), (number, take.continuation.text)


def rhythms(bars):
    return [[(note.length, note.is_rest) for note in bar.notes] for bar in bars]


def test_each_bar_that_is_written_again_can_keep_its_own_rhythm(shipped):
    tune = read_tune(TUNE)
    place = bars_place(TUNE, tune, 2, 4)
    takes = write_again(shipped, TUNE, 2, 4, Settings(seed=3), 5, hold_rhythm=True)
    assert takes
    for take in takes:
        whole = read_tune(TUNE[:place.start] + take.continuation.text + TUNE[place.end:])
        assert rhythms(whole.bars) == rhythms(tune.bars)
    assert len({take.continuation.text for take in takes}) > 1


def test_a_rhythm_that_cannot_be_held_is_said(shipped):
    with pytest.raises(PhraseError, match="bar 2 has a rhythm that cannot be taken over"):
        write_again(shipped, TUNE.replace("c2e dBG", "(3cde dBG", 1), 2, 2, Settings(), 3, hold_rhythm=True)


def test_bars_that_are_not_there_cannot_be_written_again(shipped):
    with pytest.raises(PhraseError, match="bars 9 to 9 cannot be written again: the tune has 8"):
        write_again(shipped, TUNE, 9, 9, Settings(), 3)


def test_the_command_line_chooses_takes_and_writes_bars_again(tmp_path, capsys):
    path = tmp_path / "t.abc"
    path.write_text(TUNE, encoding="utf-8")
    assert main(["continue", str(path), "--takes", "2", "--of", "5", "--json", "--bars", "2"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(records) == 2
    assert {"bits_per_note", "score", "repeated", "last_degree", "copied_notes"} <= set(records[0])
    assert main(["continue", str(path), "--again", "3-4"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(TUNE[:TUNE.index("AFD")])
    assert len(read_tune(out).bars) == 8
    assert main(["continue", str(path), "--again", "3-4", "--hold-rhythm", "--hold", "4"]) == 0
    out = capsys.readouterr().out
    assert "|GBA G2z|" in out
    assert rhythms(read_tune(out).bars) == rhythms(read_tune(TUNE).bars)
    assert main(["continue", str(path), "--again", "12"]) == 1
    assert main(["continue", str(path), "--again", "x"]) == 2
    assert main(["continue", str(path), "--takes", "5", "--of", "2"]) == 2


def test_the_command_line_says_how_odd_each_bar_is(tmp_path, capsys):
    path = tmp_path / "t.abc"
    path.write_text(TUNE, encoding="utf-8")
    assert main(["evaluate", "default", str(path), "--bars"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert lines[0].startswith(f"{path}:6:1: bar 1: ")
    assert main(["evaluate", "default", str(path), "--bars", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[2])["bar"] == 3
