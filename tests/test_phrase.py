from __future__ import annotations

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import PhraseError
from engine.notation.grammar import Limits
from engine.notation.phrase import Phrase, read_phrase, walk_through
from engine.notation.reader import read_tune
from tests.test_grammar import random_continuation

HEADER = "X:1\nT:Élégie 悲歌 🎵\nM:4/4\nL:1/8\nK:G\n"


def phrase_at(text: str) -> Phrase:
    """Return the phrase before the caret, which is drawn as ¦."""
    return read_phrase(text.replace("¦", ""), text.index("¦"))


def refusal(text: str) -> tuple[str, str]:
    """Return the sentence with which a phrase is refused, and the text at its place."""
    with pytest.raises(PhraseError) as caught:
        phrase_at(text)
    error = caught.value
    assert 0 <= error.start <= error.end <= len(text) - 1
    return str(error), text.replace("¦", "")[error.start:error.end]


@pytest.mark.parametrize(("text", "words", "shown"), [
    ("¦", "nothing to continue", ""),
    ("  \n¦\n", "nothing to continue", "  \n"),
    ("X:1\nT:A\nM:4/4\n¦", "no K: field", "M:4/4"),
    ("X:1\nM:4/4\nGABc|¦", "no K: field", "M:4/4"),
    ("X:1\nK:Hq\nGABc¦", "K:Hq is no key", "K:Hq"),
    ("X:1\nM:seven\nK:G\nGABc¦", "M:seven is no metre", "M:seven"),
    ("X:1\nL:0/8\nK:G\nGABc¦", "L:0/8 is no note length", "L:0/8"),
    (HEADER + "GABc defg a¦", "bar 1 holds 9/8 where 1 was announced", "a"),
    (HEADER + "G[Ac¦", "[ is not closed", "["),
    (HEADER + 'G"Am¦', "quotation mark is not closed", '"Am'),
    (HEADER + "G{a¦", "brace is not closed", "{a"),
    (HEADER + "GA^¦", "^ waits for its note", "^"),
    (HEADER + "GABc:¦", "bar line is not finished", ":"),
    (HEADER + "GABc|\nw: là¦ 悲🎵", "line of lyrics", "w: là 悲🎵"),
    ("X:1\nT:fo¦o\nK:G\nABc", "in the field T:", "T:foo"),
    ("X:1\nT:foo¦\nK:G\nABc", "in the header", "T:foo"),
    ("¦X:1\nT:foo\nK:G\nABc", "in the header", "X:1"),
    (HEADER + "GABc % rem¦ark", "in a comment", "% remark"),
    (HEADER + 'GABc "A¦m"d', 'inside "Am"', '"Am"'),
    (HEADER + "GA^¦fc", "inside ^f", "^f"),
    (HEADER + "GA^f¦2c", "inside ^f2", "^f2"),
    (HEADER + "GABc defg|¦:|", "inside |:|", "|:|"),
    (HEADER + "GA[c¦e]", "inside the chord [ce]", "[ce]"),
    (HEADER + "GAf¦>c", "between a note and its >", ">"),
    (HEADER + "GAf¦-f", "between a note and its -", "-"),
    (HEADER + "GABc defg|\n\n¦", "the empty line 7 ended the tune", "\n"),
    (HEADER + "GABc defg|\n\nSome words¦", "ended the tune", "\nSome words"),
    (HEADER + "GABc defg (3¦", "the bar is full", "GABc defg (3"),
    (HEADER + "GABc de2>¦", "the bar is full", "GABc de2>"),
    (HEADER + "(7abc¦", "a tuplet of this kind", "c"),
    (HEADER + "GABc defg (3ab¦", "bar 1 holds", "a"),
    (HEADER + "G[M:3/4]¦", "metre changes inside this bar", "G[M:3/4]"),
    (HEADER + "G & AB¦", "in an overlay", "& AB"),
    (HEADER + "C/7¦", "can be filled by no note", "C/7"),
    ("some words¦", "no K: field", "s"),
    ("\x01\x02\x03\xff¦", "no K: field", "\x01"),
])
def test_what_cannot_be_continued_is_refused_in_a_sentence_with_its_place(text, words, shown):
    sentence, place = refusal(text)
    assert words in sentence
    assert place == shown


@pytest.mark.parametrize(("text", "primed"), [
    ("K:G¦", "|:"),
    (HEADER + "¦", "|:"),
    (HEADER + "GABc|\nw: là 悲🎵\n¦", "|:CDEF|"),
    (HEADER + "GABc|\nw: là 悲🎵¦", "|:CDEF|"),
    (HEADER.replace("\n", "\r\n") + "GABc|\r\n¦", "|:CDEF|"),
    (HEADER + "GABc % remark¦", "|:CDEF"),
    (HEADER + "GABc\n¦", "|:CDEF"),
    (HEADER + "GABc\\\n¦", "|:CDEF"),
    (HEADER + "(3¦", "|:(3"),
    (HEADER + "AB(3cd¦", "|:DE(3FG"),
    (HEADER + "a>¦", "|:d3/2"),
    (HEADER + "a-¦", "|:d-"),
    (HEADER + '"G"¦', '|:"C"'),
    (HEADER + 'GABc defg|"G"¦', '|:CDEFGABc|"C"'),
    (HEADER + '"^slowly"¦', "|:"),
    (HEADER + "|:GABc defg:|¦", "|:CDEFGABc:|"),
    (HEADER + "|:GABc defg|1¦", "|:CDEFGABc|1"),
    (HEADER + "|:GABc defg|[1¦", "|:CDEFGABc|1"),
    (HEADER + "|:GABc defg|1 GABc defg:|2¦", "|:CDEFGABc|1CDEFGABc:|2"),
    (HEADER + "[V:1]GABc defg|\n[V:2]G,8|G,4 ¦", "|:C,8|C,4"),
    (HEADER + "V:1\nGABc defg|\nV:2\n¦", "|:"),
    (HEADER + "Z2|¦", "|:z8|z8|"),
    (HEADER + "(5abcde¦", "|:(5deFGA"),
    (HEADER + "GABc defg|\n¦\nX:2\nK:C\nCDEF", "|:CDEFGABc|"),
    (HEADER + "GABc|\n\nX:2\nM:4/4\nK:C\nCDEF¦", "|:CDEF"),
    ("X:1\nM:none\nK:C\nCDE|CDE|C¦", "|:CDE|CDE|C"),
    ("X:1\nK:C\nCDE|CDE|C¦", "|:CDE|CDE|C"),
])
def test_what_stands_before_the_caret_primes_the_model(text, primed):
    phrase = phrase_at(text)
    assert phrase.tidy.text == primed
    assert walk_through(phrase.tidy).is_at_rest


@pytest.mark.parametrize("text", [
    HEADER + "¦", HEADER + "GABc|\nw: la¦", HEADER + "GABc % remark¦", HEADER + "(3¦", HEADER + "AB(3cd¦",
    HEADER + "a>¦", HEADER + "a-¦", HEADER + '"G"¦', HEADER + "|:GABc defg|1¦",
    HEADER + "|:GABc defg|1 GABc defg:|2¦", HEADER + "{g}¦", HEADER + "GABc \\¦", HEADER + "(¦", HEADER + "~¦",
    HEADER + "G4 (3:2:2a2b G2 |a¦", HEADER + "(7abcdefg G2|a¦", HEADER + "C/3¦", HEADER + "GABc defg {g}¦",
    HEADER + "GABc def¦|", HEADER + "GABc defg|\n¦w: la la", "K:G¦", HEADER + "GABc defg|¦1 GABc",
])
@pytest.mark.parametrize("until", ["bars", "part", "tune"])
def test_what_is_not_refused_goes_on_legally(text, until):
    phrase = phrase_at(text)
    caret, whole = text.index("¦"), text.replace("¦", "")
    known = {fault.code for fault in read_tune(whole[:caret]).diagnostics}
    for seed in range(6):
        new = random_continuation(Random(seed), phrase, Limits(until, 3))
        tune = read_tune(whole[:caret] + new)
        assert [fault for fault in tune.diagnostics if fault.code not in known] == [], new
        assert len(tune.bars) >= len(phrase.bars)
        after = read_tune(whole[:caret] + new + whole[caret:])
        assert {fault.code for fault in after.diagnostics} <= known | {"bar-too-short"}, new


def test_a_bar_that_was_too_long_before_is_said_and_passed_over():
    phrase = phrase_at(HEADER + "GABc defg a|GABc ¦")
    assert [notice.split(":")[0] for notice in phrase.notices] == ["bar 1 holds 9/8 where 1 was announced"]


def test_a_missing_metre_is_taken_from_the_bars():
    phrase = phrase_at("X:1\nL:1/8\nK:C\nCDE|CDE|C¦")
    assert (phrase.metre.text, phrase.notices) == ("3/8", ("no M: field: read as 3/8",))


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ABCdefgz|:[]()\"'^_=,/-<>{}~.%&\\ 12348XKMLVw\n\r\té悲", max_size=60), st.integers(0, 60),
       st.booleans())
def test_any_text_and_caret_is_continued_or_refused_in_a_sentence(text, caret, has_header):
    whole = (HEADER if has_header else "") + text
    caret = min(caret + (len(HEADER) if has_header else 0), len(whole))
    phrase, refused = None, PhraseError("")
    try:
        phrase = read_phrase(whole, caret)
    except PhraseError as error:
        refused = error
    if phrase is None:
        assert 0 <= refused.start <= refused.end <= len(whole)
        assert len(str(refused)) > 20
    else:
        assert random_continuation(Random(1), phrase, Limits("bars", 2))


def test_in_a_file_of_ten_megabytes_only_the_tune_at_the_caret_is_read():
    tune = HEADER + "GABc defg|" * 20 + "\n\n"
    text = tune * (10_000_000 // len(tune)) + HEADER + "GABc ¦"
    caret = text.index("¦")
    text = text[:caret]
    begun = time.process_time()
    phrase = read_phrase(text, caret)
    assert phrase.tidy.text == "|:CDEF"
    assert time.process_time() - begun < 1  # reading all of it takes half a minute


def test_one_tune_without_end_is_refused_rather_than_read_for_minutes():
    with pytest.raises(PhraseError, match="begin each tune with an X: line"):
        read_phrase("K:C\n" + "CDEF|" * 100_000, 500_004)


def test_reading_a_long_phrase_can_be_given_up_on_the_way():
    class GivenUp(Exception):
        pass

    text = "X:1\nM:6/8\nL:1/8\nK:C\n" + "GEC CEG|AFA G2E|\n" * 300
    for patience in (0, 5, 200):
        looks = iter(range(patience))

        def look(looks=looks):
            if next(looks, None) is None:
                raise GivenUp

        with pytest.raises(GivenUp):
            read_phrase(text, len(text), look)
