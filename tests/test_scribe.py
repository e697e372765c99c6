from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.notation.phrase import Phrase, read_phrase, walk_through
from engine.notation.reader import read_tune
from engine.notation.scanner import scan
from engine.notation.scribe import Scribe
from engine.notation.tidy import tidy
from engine.notation.tune import Tune
from tests.tunes import TuneMaker

seeds = st.integers(0, 2**32)


def written_out(phrase: Phrase, rest: str) -> str:
    """Return what the scribe makes of tidy characters after a phrase."""
    walk = walk_through(phrase.tidy)
    scribe = Scribe(phrase, walk)
    pieces = []
    for char in rest:
        onset = walk.end_onset
        walk.accept(char)
        pieces.append(scribe.feed(char, onset))
    pieces.append(scribe.finish())
    assert "".join(pieces) == scribe.text
    return scribe.text


def sounds(tune: Tune) -> list[tuple]:
    return [(bar.index, tuple((p.step, p.alter) for p in note.pitches), note.onset, note.length, note.tied)
            for bar in tune.bars for note in bar.notes]


def symbols(tune: Tune) -> list[tuple]:
    return [(bar.index, symbol.onset, symbol.text) for bar in tune.bars for symbol in bar.symbols]


def continued(text: str, caret: int) -> tuple[Tune, Tune, str]:
    """Cut a tune at the caret, translate the rest in and out again; return both tunes and the new text."""
    whole = read_tune(text)
    phrase = read_phrase(text[:caret], caret)
    primed = phrase.tidy.text
    rest = tidy(whole.bars).text
    if primed.startswith("|:") and not rest.startswith("|:"):
        primed = primed[2:]
    assert rest.startswith(primed)
    new = text[:caret] + written_out(phrase, rest[len(primed):])
    return whole, read_tune(new), new


@settings(deadline=None, max_examples=250)
@given(seeds)
def test_what_is_translated_in_and_out_again_sounds_the_same(seed):
    random = Random(seed)
    maker = TuneMaker(random)
    tokens = maker.body(random.randint(1, 4))
    cut = random.choice([place for place, token in enumerate(tokens) if token not in ("-", ">", "<")])
    caret = len(maker.header + "".join(tokens[:cut]))
    whole, back, new = continued(maker.header + "".join(tokens), caret)
    assert sounds(back) == sounds(whole), new
    assert [fault for fault in back.diagnostics if fault.code != "unknown"] == [], new


@pytest.mark.parametrize(("text", "expected"), [
    ("M:4/4\nL:1/8\nK:G\nG2A2¦ B2c2|]\n", " B2c2|]"),
    ("M:4/4\nL:1/4\nK:Eb\nE>F¦ G A|]\n", " G A|]"),
    ("M:4/4\nL:1/4\nK:Eb\nE>¦F G2|]\n", "F G2|]"),  # the note after > is written as long as the one before
    ("M:2/4\nL:1/16\nK:A\ne2c2¦ A2c2|]\n", " A2c2|]"),
    ("M:4/4\nL:1/8\nK:D\n^g2f2¦ g4|]\n", "g4|]"),
    ("M:4/4\nL:1/8\nK:D\n^g2f2¦ =g4|]\n", "=g4|]"),
    ("M:4/4\nL:1/8\nK:D\n^g2f2¦ G4|]\n", "^G4|]"),  # every octave of the bar (ABC 2.1), said again for other readers
    ("M:4/4\nL:1/8\nK:Bb\nB4-¦B4|]\n", "B4|]"),
    ("M:4/4\nL:1/8\nK:C\n(3c¦de f2 g4|]\n", "de f2 g4|]"),
])
def test_a_continuation_is_written_in_the_composers_own_key_and_unit(text, expected):
    caret = text.index("¦")
    *_, new = continued(text.replace("¦", ""), caret)
    assert new[caret:].replace(" ", "") == expected.replace(" ", "")


@pytest.mark.parametrize(("key", "symbol"), [
    ("G", "G"), ("Eb", "Eb"), ("F#", "F#"), ("Am", "C"), ("Ddor", "C"), ("Bb", "Bb"), ("D", "D"),
])
def test_chord_symbols_move_with_the_key(key, symbol):
    text = f'M:4/4\nL:1/8\nK:{key}\n"{symbol}"C4 C4|'
    phrase = read_phrase(text, len(text))
    assert '"C"' in phrase.tidy.text
    assert f'"{symbol}"' in written_out(phrase, '"C"C4"G7"C4|')


def test_a_chord_symbol_and_its_bass_come_back_in_every_signature():
    for key in ("C", "G", "D", "A", "E", "B", "F", "Bb", "Eb", "Ab", "Db"):
        body = '"Am"A4 "D7"A4|"G/B"A4 "Em7"A4|]\n'
        text = f"M:4/4\nL:1/8\nK:{key}\n{body}"
        caret = text.index("|") + 1
        whole, back, _ = continued(text, caret)
        assert symbols(back) == symbols(whole), key


def test_bars_are_spaced_as_the_composer_spaces_them():
    wide, tight = "M:4/4\nL:1/8\nK:C\nCDEF GABc | cBAG FEDC |", "M:4/4\nL:1/8\nK:C\nCDEF GABc|cBAG FEDC|"
    assert written_out(read_phrase(wide, len(wide)), "CDEFGABc|") == " CDEF GABc |"
    assert written_out(read_phrase(tight, len(tight)), "CDEFGABc|") == "CDEF GABc|"


def test_a_line_of_the_continuation_holds_four_bars():
    text = "M:2/4\nL:1/8\nK:C\nCDEF|"
    lines = written_out(read_phrase(text, len(text)), "CDEF|" * 8).split("\n")
    assert [line.count("|") for line in lines] == [3, 4, 1]


def test_music_after_a_field_or_a_comment_begins_a_line_of_its_own():
    for text in ("M:4/4\nL:1/8\nK:C", "M:4/4\nL:1/8\nK:C\nC8|\nw: la", "M:4/4\nL:1/8\nK:C\nC8| % so far"):
        assert written_out(read_phrase(text, len(text)), "C8|").startswith("\n")


def test_music_before_lyrics_or_a_bar_line_keeps_apart_from_them():
    text = "M:4/4\nL:1/8\nK:C\nC8|\nw: la\n"
    caret = text.index("w:")
    assert written_out(read_phrase(text, caret), "C8|") == "C8|\n"
    text = "M:4/4\nL:1/8\nK:C\n|:CDEF:|"
    caret = text.index(":|")
    new = text[:caret] + written_out(read_phrase(text, caret), "GABc|") + text[caret:]
    assert [new[token.start:token.end] for token in scan(new) if token.kind == "bar"] == ["|:", "|", ":|"]


LONG = "GABc dcBA|GABc dcBA|GABc dcBA|"


@pytest.mark.parametrize(("text", "expected"), [
    ("X:1\nP:AB\nM:4/4\nL:1/8\nK:G\nP:A\n" + LONG + "G2A2¦ B2c2::d4 e4:|\n", " B2c2:|\nP:B\n|:d4 e4:|"),
    ("X:1\nP:AB\nM:4/4\nL:1/8\nK:G\nP:A\nG2A2¦ B2c2::d4 e4:|\n", " B2c2:|[P:B]|:d4 e4:|"),  # too short for a line
    ("X:1\nM:4/4\nL:1/8\nK:G\n[P:A]G2A2¦ B2c2||d4 e4||G8|]\n", " B2c2||[P:B]d4 e4||[P:C]G8|]"),
    ("X:1\nM:4/4\nL:1/8\nK:G\nP:A\n|:" + LONG + "G8¦|1A8:|2B8||d8|]\n", "|1\nA8:|2B8||[P:B]d8|]"),
])
def test_where_the_parts_have_labels_the_next_ones_get_theirs(text, expected):
    caret = text.index("¦")
    phrase = read_phrase(text.replace("¦", ""), caret)
    rest = tidy(read_tune(text.replace("¦", "")).bars).text
    primed = phrase.tidy.text
    if primed.startswith("|:") and not rest.startswith("|:"):
        primed = primed[2:]
    assert written_out(phrase, rest[len(primed):]).rstrip() == expected
