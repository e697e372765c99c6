"""What the composer allows holds in what is written."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.composer import Composer
from engine.continuation import Settings
from engine.errors import PhraseError, SettingsError
from engine.limiting import limits_of
from engine.notation.grammar import BAR_LINE_GOES_ON, Grammar
from engine.notation.phrase import read_phrase, walk_through
from engine.notation.reader import read_tune
from engine.notation.scribe import Scribe
from tests.networks import tiny_checkpoint
from tests.tunes import TuneMaker

HEAD = "X:1\nM:4/4\nL:1/8\nK:D\n"
OPENING = HEAD + "d2fd Bd A2|G2B2 zA3|"


def written(text, chosen, seed):
    """Return what a random walk through the grammar writes after a text, within the settings."""
    random = Random(seed)
    phrase = read_phrase(text, len(text))
    walk = walk_through(phrase.tidy)
    grammar = Grammar(walk.setting)
    here = dict(phrase.tidy.settings)
    grammar.walk.setting = here[0]
    for position, char in enumerate(phrase.tidy.text):
        grammar.walk.setting = here.get(position, grammar.walk.setting)
        grammar.accept(char)
    grammar.walk.setting = phrase.setting
    grammar.limits = limits_of(phrase, chosen)
    grammar.begin(phrase.needs_note)
    scribe = Scribe(phrase, grammar.walk)
    for _ in range(20_000):
        if grammar.is_complete:
            break
        allowed = grammar.allowed()
        before = grammar.fork()
        assert grammar.allowed() == allowed == before.allowed(), "looking changes nothing"
        if grammar.is_landed and not allowed & BAR_LINE_GOES_ON:
            break
        assert allowed, "there is always a way to finish"
        char = random.choice(sorted(allowed))
        if grammar.is_landed and char not in BAR_LINE_GOES_ON:
            break
        onset = grammar.walk.end_onset
        grammar.accept(char)
        scribe.feed(char, onset)
    else:
        pytest.fail("it never ends")
    scribe.finish()
    return scribe.text


def notes_behind(text, new):
    tune = read_tune(text + new)
    return tune, [note for bar in tune.bars for note in bar.notes if note.place.start >= len(text)]


RANGES = st.sampled_from([("", ""), ("D", "b"), ("A,", "g"), ("", "f"), ("G", ""), ("d", "c'")])
LENGTHS = st.sampled_from(["", "1/8", "1/8 1/4", "1/16, 1/8", "1/4 3/8 1/8", "1/2 1/8"])


@settings(deadline=None, max_examples=120)
@given(st.integers(0, 2**32), RANGES, st.booleans(), LENGTHS, st.sampled_from(["auto", "on", "off"]),
       st.sampled_from(["auto", "on", "off"]), st.sampled_from(["bars", "part", "tune"]))
def test_every_limit_holds_in_any_tune_and_every_bar_is_exact(seed, span, scale_only, lengths, symbols, chords, until):
    maker = TuneMaker(Random(seed))
    text = maker.header + "".join(maker.body(3))
    chosen = Settings(bars=4, until=until, lowest=span[0], highest=span[1], scale_only=scale_only, lengths=lengths,
                      symbols=symbols, chords=chords)
    known = {fault.code for fault in read_tune(text).diagnostics}
    try:
        new = written(text, chosen, seed)
    except PhraseError:
        return  # refused before the first character, with a sentence
    tune, notes = notes_behind(text, new)
    assert {fault.code for fault in tune.diagnostics} <= known, new
    low = read_tune("K:none\n" + (span[0] or "C,,,,")).bars[0].notes[0].pitches[0]
    high = read_tune("K:none\n" + (span[1] or "c''''")).bars[0].notes[0].pitches[0]
    last = next((note for bar in reversed(read_tune(text).bars) for note in reversed(bar.notes)), None)
    held = set() if last is None or True not in last.tied else {pitch.step for pitch in last.pitches}
    for note in notes:
        for pitch in note.pitches:
            assert low.step <= pitch.step <= high.step or pitch.step in held, new
    if symbols == "off":
        assert '"' not in new
    if chords == "off" and len(held) < 2:
        assert all(len(note.pitches) < 2 for note in notes)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_notes_have_the_lengths_that_were_asked_for(seed):
    new = written(OPENING, Settings(bars=6, lengths="1/8 1/4"), seed)
    assert {str(note.length) for note in notes_behind(OPENING, new)[1]} <= {"1/8", "1/4"}


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_scale_only_writes_no_accidental(seed):
    new = written(OPENING, Settings(bars=6, scale_only=True, symbols="off"), seed)
    assert not set("^_=") & set(new)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_every_bar_takes_the_rhythm_of_the_bar_that_was_named(seed):
    new = written(OPENING, Settings(bars=5, rhythm_bar=2), seed)
    tune = read_tune(OPENING + new)
    shape = [(note.length, note.is_rest) for note in tune.bars[1].notes]
    assert all([(note.length, note.is_rest) for note in bar.notes] == shape for bar in tune.bars[2:])
    assert len(tune.bars) == 7


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_each_bar_takes_the_rhythm_that_is_held_for_it(seed):
    held = "1/4 1/8 z1/8 1/2 | z1/4 3/8 3/8 |  | 1/2 1/2"
    new = written(OPENING, Settings(bars=5, held_rhythm=held, rhythm_bar=2), seed)
    found = [" ".join(("z" if note.is_rest else "") + str(note.length) for note in bar.notes)
             for bar in read_tune(OPENING + new).bars[2:]]
    assert [found[0], found[1], found[3]] == [part.strip() for part in held.split("|") if part.strip()]
    assert len(found) == 5


@pytest.mark.parametrize(("chosen", "words"), [
    (Settings(lowest="H"), "no note"),
    (Settings(held_rhythm="crotchet"), "no length of a held rhythm"),
    (Settings(held_rhythm="1/7"), "not written here"),
    (Settings(lowest="d", highest="e"), "less than a seventh"),
    (Settings(lengths="eighth"), "no note length"),
    (Settings(lengths="1/7"), "not written here"),
    (Settings(symbols="maybe"), "none of auto, on, off"),
    (Settings(rhythm_bar=-1), "bars count from 1"),
])
def test_a_limit_that_makes_no_sense_is_said(chosen, words):
    composer = Composer(tiny_checkpoint())
    with pytest.raises(SettingsError, match=words):
        next(composer.compose(read_phrase(OPENING, len(OPENING)), chosen))


@pytest.mark.parametrize(("chosen", "words"), [
    (Settings(lengths="3/8"), "can be filled with notes of 3/8"),
    (Settings(rhythm_bar=9), "no bar 9"),
    (Settings(rhythm_bar=1), "bar 1 holds"),
    (Settings(rhythm_bar=2), "cannot be taken over"),
])
def test_a_limit_that_this_phrase_cannot_bear_is_said(chosen, words):
    text = HEAD + "A2|(3ABA G2 F4|"
    with pytest.raises(PhraseError, match=words):
        limits_of(read_phrase(text, len(text)), chosen)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32), st.sampled_from(["auto", "free", "4", "8"]))
def test_a_tune_written_to_its_end_closes_on_its_tonic(seed, part_bars):
    maker = TuneMaker(Random(seed))
    text = maker.phrase()
    chosen = Settings(until="tune", bars=24, part_bars=part_bars)
    try:
        new = written(text, chosen, seed)
    except PhraseError:
        return
    tune = read_tune(text + new)
    last = next(note for bar in reversed(tune.bars) for note in reversed(bar.notes) if note.pitches)
    key = tune.bars[-1].key
    if key.mode != "none" and last.place.start >= len(text):
        assert any(pitch.step % 7 == key.tonic for pitch in last.pitches), text + new


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_triplets_are_uneven_only_where_the_phrase_has_uneven_ones(seed):
    new = written(OPENING, Settings(bars=8, symbols="off"), seed)
    lengths = [note.length for note in notes_behind(OPENING, new)[1] if note.tuplet is not None]
    assert all(len(set(lengths[at:at + 3])) == 1 for at in range(0, len(lengths), 3))
    assert not limits_of(read_phrase(HEAD + "(3A>BA G6|", 30), Settings()).even_tuplets
