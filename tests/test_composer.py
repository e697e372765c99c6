from __future__ import annotations

from fractions import Fraction

import pytest

from engine.bench.latency import long_text
from engine.composer import Composer, Piece
from engine.continuation import Continuation, Settings
from engine.errors import PhraseError
from engine.model.checkpoint import load_checkpoint
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_tune
from engine.notation.tidy import Tidy
from tests.networks import tiny_checkpoint

JIG = 'X:1\nT:A Jig of Ours\nM:6/8\nL:1/8\nK:G\n"G"GBd gfe|"C"e2c "G"dBG|'
# Openings as people write them; each must go on and every bar must add up.
OPENINGS = (
    JIG,
    'M:C|\nL:1/8\nK:Ddor\nD2EF G2AB|c2A2 ',
    "X:3\nM:3/4\nL:1/4\nK:Eb\nE>F G | B>",
    "X:4\nM:2/4\nL:1/16\nK:A exp ^g\n|: e2c2 A2c2 |",
    "X:5\nM:4/4\nL:1/8\nK:C\n",
    "X:6\nK:G\nGABc dedB|c2A2 A4|",
    "X:7\nM:9/8\nK:Bm\nB2c d2e f2d|",
    "X:8\nM:5/4\nL:1/4\nK:F#\nFGABc|",
    "X:9\nM:4/4\nL:1/8\nK:G\n(3GAB ^c-",
    "X:10\nM:6/8\nL:1/8\nK:D\nA|d2f afd|1 e2",
    "X:11\nM:4/4\nL:1/8\nK:Am\n[Ace]4 [GBd]2",
    'X:12\nT:Élégie 悲歌 🎵\nM:3/4\nL:1/8\nK:Cm\n"Cm"c2 e2 g2|\nw: ça é là\n',
)


@pytest.fixture(scope="module")
def shipped() -> Composer:
    return Composer(load_checkpoint())


def composed(composer: Composer, text: str, **settings) -> Continuation:
    return composer.continue_text(text, len(text), Settings(**settings))


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("until", ["bars", "part", "tune"])
def test_every_bar_of_a_continuation_adds_up(shipped, opening, until):
    answer = composed(shipped, opening, seed=3, bars=12, until=until)
    whole = read_tune(opening + answer.text)
    assert [str(fault) for fault in whole.diagnostics if fault.code != "no-key"] == []
    assert len(whole.bars) > len(read_tune(opening).bars)
    for bar in whole.bars[len(read_tune(opening).bars):]:
        if bar.metre.length and not bar.opening.ends_part and not bar.closing.ends_part and bar.index:
            assert bar.length == bar.metre.length


def test_a_random_network_writes_bars_that_add_up_too():
    composer = Composer(tiny_checkpoint())
    for seed in range(25):
        answer = composed(composer, JIG, seed=seed, bars=6, temperature=2.0, until=("bars", "part", "tune")[seed % 3])
        assert read_tune(JIG + answer.text).diagnostics == ()


def test_the_same_text_seed_settings_and_checkpoint_give_the_same_continuation(shipped):
    first = composed(shipped, JIG, seed=9)
    composed(shipped, OPENINGS[1], seed=2)
    assert composed(shipped, JIG, seed=9) == first
    assert composed(Composer(load_checkpoint()), JIG, seed=9) == first
    assert composed(shipped, JIG, seed=10).text != first.text


def test_a_text_that_was_edited_leaves_no_trace_in_the_next_continuation(shipped):
    composed(shipped, JIG + "g2e dBA|", seed=1)
    after_edit = composed(shipped, JIG, seed=4)
    assert after_edit == composed(Composer(load_checkpoint()), JIG, seed=4)


def test_so_many_bars_are_written_as_were_asked_for(shipped):
    for bars in (1, 2, 5):
        answer = composed(shipped, JIG, seed=2, bars=bars)
        assert len(read_tune(JIG + answer.text).bars) - 2 == bars == answer.bars


def test_a_tune_lands_on_a_final_bar_line(shipped):
    for seed in range(4):
        answer = composed(shipped, JIG, seed=seed, bars=16, until="tune")
        assert answer.ended == "tune"
        assert answer.text.rstrip().endswith(("|]", ":|"))


def test_the_continuation_is_in_the_composers_key_and_unit(shipped):
    text = "X:1\nM:4/4\nL:1/16\nK:Bb\nB4d4 f4d4|"
    whole = read_tune(text + composed(shipped, text, seed=5, bars=8).text)
    later = [note for bar in whole.bars[1:] for note in bar.notes]
    in_key = [pitch.alter == whole.key.alters[pitch.step % 7] for note in later for pitch in note.pitches]
    assert sum(in_key) > 0.8 * len(in_key)
    assert {note.length for note in later} & {Fraction(1, 8), Fraction(1, 4)}


def test_pieces_joined_are_the_continuation(shipped):
    pieces, answer = [], None
    for piece in shipped.compose(read_phrase(JIG, len(JIG)), Settings(seed=6)):
        if isinstance(piece, Piece):
            pieces.append(piece)
        else:
            answer = piece
    assert answer is not None
    assert "".join(piece.text for piece in pieces) == answer.text
    assert sum(piece.is_bar for piece in pieces) == answer.bars
    assert max(len(piece.text) for piece in pieces) < 20


def test_cancel_is_looked_at_on_every_character(shipped):
    asked = iter(range(10_000))
    pieces = list(shipped.compose(read_phrase(JIG, len(JIG)), Settings(bars=64), lambda: next(asked) > 12))
    answer = pieces[-1]
    assert isinstance(answer, Continuation)
    assert answer.ended == "cancelled"
    assert len(answer.text) < 30


def test_an_edit_at_the_end_of_a_long_tune_replays_only_the_tail():
    composer = Composer(tiny_checkpoint())
    written = long_text(5000)
    assert len(written.text) > 4500
    composer.prime(written)
    whole = composer.replayed
    edited = Tidy(written.text[:-4] + "c2d|", written.settings, written.notes, written.left_out)
    memory = composer.prime(edited)
    assert whole >= 75 * composer.replayed
    fresh = Composer(tiny_checkpoint()).prime(edited)
    assert (memory.top == fresh.top).all()


def test_a_phrase_that_cannot_go_on_is_refused_with_its_place(shipped):
    text = "X:1\nM:6/8\nL:1/8\nK:G\nGBd gfe|GBd gfe gfe"
    with pytest.raises(PhraseError, match=r"bar 2 holds 9/8 where 3/4 .*line 5, column") as caught:
        composed(shipped, text)
    assert text[caught.value.start:caught.value.end] == "g"
