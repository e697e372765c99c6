"""A phrase that was played by hand, written down."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from engine.errors import PhraseError
from engine.exchange.pen import Pen
from engine.exchange.transcribe import bar_seconds, write_phrase
from engine.notation.reader import read_tune
from engine.performance import perform
from engine.strokes import Stroke

REEL = "X:1\nM:4/4\nL:1/8\nQ:1/4=110\nK:D\n", "D2FA d2fd|edcB A2FA|Bcde fedB|A4 d4|"
JIG = "X:1\nM:6/8\nL:1/8\nQ:3/8=110\nK:G\n", "GAB BAB|d2B AGE|GAB d2e|d3 G3|"
WALTZ = "X:1\nM:3/4\nL:1/4\nQ:1/4=130\nK:Gm\n", "G2A|B2c|d2^f|g3|"
DOTTED = "X:1\nM:4/4\nL:1/8\nQ:1/4=110\nK:D\n", "D>F A>d (3fed c2|[DFA]4 z2 A2|d4 f4|"


def played(text, slip_s=0.0, slower=1.0, held=0.85, seed=1):
    """Play a tune by hand: a little early or late, faster or slower, with fingers that are lifted early."""
    chance = random.Random(seed)
    found = []
    slips: dict[float, float] = {}
    for note in perform(read_tune(text)).notes:
        slip = slips.setdefault(note.start_s, chance.gauss(0, slip_s))
        start = note.start_s * slower + slip
        long = (note.end_s - note.start_s) * slower * held
        found += [Stroke(note.pitch, 80, start), Stroke(note.pitch, 0, start + long)]
    return tuple(sorted(found, key=lambda stroke: (stroke.at_s, stroke.velocity)))


def put(text, written):
    return text[:written.at] + written.text + text[written.at:]


def music_of(head, strokes):
    written = write_phrase(head, len(head), strokes)
    assert written is not None
    return written.text


def heard(text):
    return [(note.onset, note.length, note.pitch) for note in perform(read_tune(text)).notes]


@pytest.mark.parametrize("tune", [REEL, JIG, WALTZ, DOTTED])
@pytest.mark.parametrize(("slip_s", "slower"), [(0.0, 1.0), (0.012, 1.0), (0.015, 1.04), (0.012, 0.95)])
def test_a_phrase_is_written_as_it_was_meant(tune, slip_s, slower):
    head, music = tune
    for seed in range(3):
        text = put(head, write_phrase(head, len(head), played(head + music, slip_s, slower, seed=seed)))
        assert heard(text) == heard(head + music)
        assert text.endswith("|")


def test_what_is_written_is_as_short_as_a_hand_would_write_it():
    head, music = DOTTED
    assert music_of(head, played(head + music)) == "D>FA>d (3fed c2|[DFA]4 z2 A2|d4 f4|"


def test_it_goes_on_in_the_bar_that_is_open():
    head, _ = REEL
    before = head + "D4 "
    strokes = played(head + "d2fd|edcB A2FA|")
    assert put(before, write_phrase(before, len(before), strokes)) == before + "d2 fd|edcB A2 FA|"


def test_the_speed_it_is_played_at_counts():
    head, music = REEL
    strokes = played(head + music, slower=2.0)
    assert heard(put(head, write_phrase(head, len(head), strokes, speed=0.5))) == heard(head + music)
    assert bar_seconds(head, len(head)) == pytest.approx(4 * 60 / 110)
    assert bar_seconds(head, len(head), 0.5) == pytest.approx(8 * 60 / 110)
    assert bar_seconds("", 0) == 2.0


def test_a_last_note_that_is_let_go_early_is_held_to_the_end_of_its_bar():
    head = REEL[0]
    assert music_of(head, played(head + "d4 f4|", held=0.7)) == "d4 f4|"
    assert music_of(head, played(head + "d4 f", held=0.9)) == "d4 f"  # the bar stays open


def test_an_empty_text_gets_the_key_that_was_played():
    strokes = played("X:1\nM:4/4\nL:1/8\nQ:1/4=120\nK:A\nA2ce a2ec|d2fd c2A2|B2dB G2E2|A8|")
    assert music_of("", strokes) == "X:1\nM:4/4\nL:1/8\nK:A\nA2 ce a2 ec|d2 fd c2 A2|B2 dB G2 E2|A8|"


def test_a_pickup_is_found_where_the_tune_begins():
    head = "X:1\nM:3/4\nL:1/4\nQ:1/4=120\nK:G\n"
    music = "D|G2B|d2B|c2A|G2D|G2B|d2B|A2F|G2|"
    text = put(head, write_phrase(head, len(head), played(head + music)))
    assert [bar.length for bar in read_tune(text).bars][:2] == [Fraction(1, 4), Fraction(3, 4)]


def test_a_key_that_was_only_brushed_is_no_note_and_one_that_is_still_down_is():
    head = REEL[0]
    strokes = (Stroke(62, 80, 0.0), Stroke(63, 80, 0.4), Stroke(63, 0, 0.41), Stroke(62, 0, 0.5), Stroke(66, 80, 0.545))
    assert music_of(head, strokes) == "D2 F2"
    assert write_phrase(head, len(head), (Stroke(63, 80, 0.0), Stroke(63, 0, 0.01))) is None


def test_where_no_phrase_can_stand_a_sentence_says_so():
    head, music = REEL
    with pytest.raises(PhraseError, match="in the field T:"):
        write_phrase("X:1\nT:Up\nK:D\nd8|", 6, played(head + music))
    with pytest.raises(PhraseError, match="in a tuplet"):
        write_phrase(head + "(3d", len(head) + 3, played(head + music))
    assert Pen(head + "(3d", len(head) + 3).left == Fraction(11, 12)
