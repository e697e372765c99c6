"""The copy alarm: runs of notes that a training tune has too, in whatever key."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.composer import Composer
from engine.continuation import Copied, Settings
from engine.errors import CheckpointError, SettingsError
from engine.model.copies import DEPTH, Copies, load_copies
from engine.notation.melody import melody_of
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_tune
from engine.notation.tidy import tidy
from engine.notation.transpose import transpose_text
from engine.novelty import copied_runs, copies_in
from tests.networks import tiny_checkpoint
from tests.tunes import TuneMaker

KNOWN = ("X:1\nT:The Known\nM:6/8\nL:1/8\nK:G\n"
         "GBd gfe|c2e dBG|AFD DEF|GAB cde|f2d gfg|ecA BGE|D2E FGA|BGF G3|]\n")
OTHER = "X:2\nT:The Other\nM:6/8\nL:1/8\nK:D\nd3 d3|A3 A3|f2e d2e|fef d3|]\n"


def moves(text: str) -> list[int]:
    return melody_of(tidy(read_tune(text).bars)).moves


def index(*texts: str) -> Copies:
    return Copies.of((read_tune(text).title, moves(text)) for text in texts)


@pytest.mark.parametrize("key", ["C", "F#", "Bb", "E", "Ab", "D"])
@pytest.mark.parametrize("first", [0, 5, 21])
def test_a_planted_copy_of_twenty_notes_is_found_in_any_key(key, first):
    heads = [note for bar in read_tune(KNOWN).bars for note in bar.notes][first:first + 20]
    stolen = KNOWN[heads[0].place.start:heads[-1].place.end].replace("|", " ").replace("\n", " ")
    planted = transpose_text(f"M:none\nL:1/8\nK:G\na/2 D4 {stolen} D/2 c6|]\n", key)
    melody = melody_of(tidy(read_tune(planted).bars))
    best = max(copied_runs(index(KNOWN, OTHER), melody, 16), key=lambda one: one.notes)
    assert best.title == "The Known"
    assert best.notes == 20


def test_the_alarm_names_the_bars():
    text = "M:6/8\nL:1/8\nK:G\nG6|A6|GBd gfe|c2e dBG|AFD DEF|d6|]\n"
    found = copies_in(index(KNOWN), read_tune(text), 16)
    assert found == [Copied(3, 5, 17, "The Known")] or (found[0].first_bar, found[0].last_bar) == (3, 5)
    assert str(found[0]).startswith("bars 3-5 are The Known (")


def test_a_tune_that_shares_little_raises_no_alarm():
    assert copies_in(index(KNOWN), read_tune(OTHER), 16) == []
    assert copies_in(index(KNOWN), read_tune("T:no music\n"), 16) == []
    assert copies_in(Copies.of(()), read_tune(KNOWN), 16) == []


def slow_longest(tunes: list[list[int]], wanted: list[int]) -> int:
    """Return the same as Copies.longest, by looking everywhere."""
    best = 0
    for tune in tunes:
        for end in range(1, len(tune) + 1):
            count = 0
            while count < min(end, len(wanted), DEPTH) and tune[end - 1 - count] == wanted[-1 - count]:
                count += 1
            best = max(best, count)
    return best + 1 if best else 0


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(st.integers(1, 3), max_size=25), max_size=5), st.lists(st.integers(1, 3), max_size=12))
def test_the_suffix_array_finds_what_a_search_everywhere_finds(tunes, wanted):
    found = Copies.of((str(number), tune) for number, tune in enumerate(tunes))
    run = found.longest(wanted)
    assert run.notes == slow_longest(tunes, wanted)
    if run.notes > 1:
        tail = wanted[-(run.notes - 1):]
        tune = tunes[int(run.title)]
        assert any(tune[at:at + len(tail)] == tail for at in range(len(tune)))
    if wanted:
        after = {tune[at + len(wanted)] for tune in tunes for at in range(len(tune) - len(wanted))
                 if tune[at:at + len(wanted)] == wanted}
        assert found.next_moves(wanted) == after


def test_an_index_is_written_and_read_again(tmp_path):
    path = tmp_path / "m.copies"
    index(KNOWN, OTHER).save(path)
    again = load_copies(path)
    assert again.longest(moves(KNOWN)[:20]) == index(KNOWN, OTHER).longest(moves(KNOWN)[:20])
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(CheckpointError, match="damaged"):
        load_copies(path)
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(CheckpointError):
        load_copies(path)
    with pytest.raises(CheckpointError, match="cannot be read"):
        load_copies(tmp_path / "absent.copies")


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_a_melody_read_in_pieces_is_the_same_and_can_be_rewound(seed):
    maker = TuneMaker(Random(seed))
    lines = maker.body(4)
    text = maker.header + "".join(lines)
    phrase = read_phrase(text, len(text))
    composer = Composer(tiny_checkpoint())
    composer.prime(phrase.tidy)
    whole = list(composer.melody.moves)
    assert whole == melody_of(phrase.tidy).moves
    shorter = maker.header + "".join(lines[:2])
    composer.prime(read_phrase(shorter, len(shorter)).tidy)
    composer.prime(phrase.tidy)
    assert composer.melody.moves == whole


class Learnt(Composer):
    """A composer whose network has learnt one tune by heart: whatever is allowed of it comes next."""

    def __init__(self, copies: Copies, tune: str) -> None:
        super().__init__(tiny_checkpoint(), copies)
        self.tune = tidy(read_tune(tune).bars).text
        self.stepper.logits = self._by_heart  # type: ignore[method-assign]

    def _by_heart(self, memory, sources, runs):
        logits = np.zeros(len(self.vocabulary), np.float32)
        assert self.features is not None
        position = len(self.features.history.removeprefix("|:"))
        if position < len(self.tune):
            logits[self.vocabulary.ids[self.tune[position]]] = 30
        return logits


def test_the_sampler_turns_away_before_the_copy_is_as_long_as_said():
    opening = KNOWN[:KNOWN.index("AFD")]
    for limit in (14, 16, 20):
        composer = Learnt(index(KNOWN, OTHER), KNOWN)
        free = composer.continue_text(opening, len(opening), Settings(bars=4, copy_notes=0))
        assert max(one.notes for one in free.copied) > 25
        kept = composer.continue_text(opening, len(opening), Settings(bars=4, copy_notes=limit))
        assert kept.text != free.text
        assert max(one.notes for one in kept.copied) < limit
        assert read_tune(opening + kept.text).diagnostics == ()


def test_a_copy_so_short_that_nothing_could_be_written_is_refused():
    with pytest.raises(SettingsError, match="between 6 and 64"):
        Settings(copy_notes=3).check()
