"""Macros: what a call stands for, and where it stands in the text."""

from __future__ import annotations

import pytest

from engine.errors import SettingsError
from engine.exchange.mei import mei_text
from engine.exchange.musicxml import musicxml_text
from engine.exchange.musicxml_reader import read_musicxml
from engine.notation.durations import DOUBLE, scale_text
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_book, read_tune
from engine.notation.scanner import scan
from engine.notation.transpose import transpose_text
from engine.notation.writer import write_tune
from engine.performance import perform, seconds_at

HEADER = "X:1\nM:4/4\nL:1/8\n"
ROLLS = HEADER + "m:~n3=n{o}n{m}n\nm:~G2=G{A}G\nK:D\n~A3 ~c3 ~G2|~g'3 ~B,3 ~G2|\n"


def pitches(tune):
    return [note.pitches[0].midi for bar in tune.bars for note in bar.notes]


def graces(tune):
    return [note.graces[0].pitch.midi for bar in tune.bars for note in bar.notes if note.graces]


def read(macros: str, body: str):
    return read_tune(HEADER + macros + "\nK:C\n" + body)


def test_a_transposing_macro_stands_for_music_around_any_note_in_the_key():
    tune = read_tune(ROLLS)
    assert pitches(tune) == [69] * 3 + [73] * 3 + [67] * 2 + [91] * 3 + [59] * 3 + [67] * 2
    assert graces(tune) == [71, 67, 74, 71, 69, 93, 90, 61, 57, 69]
    assert [bar.length for bar in tune.bars] == [1, 1]
    assert not tune.diagnostics


def test_every_note_of_a_macro_has_the_place_of_its_call():
    tune = read_tune(ROLLS)
    calls = [ROLLS[note.place.start:note.place.end] for note in tune.bars[0].notes]
    assert calls == ["~A3"] * 3 + ["~c3"] * 3 + ["~G2"] * 2
    assert [ROLLS[bar.place.start:bar.place.end] for bar in tune.bars] == ["~A3 ~c3 ~G2|", "~g'3 ~B,3 ~G2|"]
    assert [ROLLS[field.place.start:field.place.end] for field in tune.fields][-1] == "K:D"
    assert ROLLS[tune.body:].strip().startswith("~A3")
    performance = perform(tune)
    assert seconds_at(performance, ROLLS.index("~c3") + 1) == pytest.approx(0.75)
    assert 'xml:id="n' + f'{ROLLS.index("~c3")}-' in mei_text(tune)


def test_the_text_stays_as_it_is_written():
    assert "".join(ROLLS[token.start:token.end] for token in scan(ROLLS)) == ROLLS
    assert transpose_text(ROLLS, "+2").count("~") == ROLLS.count("~")


def test_places_behind_a_call_are_those_of_the_text():
    text = ROLLS.replace("~G2|~g", '"Am"^G2 Q|~g')
    tune = read_tune(text)
    symbol, note = tune.bars[0].symbols[0], tune.bars[0].notes[-1]
    assert text[symbol.place.start:symbol.place.end] == '"Am"'
    assert text[note.place.start:note.place.end] == "^G2"
    assert text[tune.bars[1].opening.place.start] == "|"


def test_a_fault_behind_a_call_is_shown_and_mended_where_it_stands():
    text = ROLLS.replace("~G2|~g", "G2] |~g")
    fault = next(one for one in read_tune(text).diagnostics if one.code == "stray-bracket")
    assert fault.fix is not None
    assert text[fault.place.start:fault.place.end] == text[fault.fix.place.start:fault.fix.place.end] == "]"


def test_a_fault_inside_a_macro_is_shown_at_its_call_without_a_mend():
    text = HEADER + "m:~G2=G]G\nK:C\nA2 ~G2 B4|\n"
    fault = next(one for one in read_tune(text).diagnostics if one.code == "stray-bracket")
    assert (text[fault.place.start:fault.place.end], fault.fix) == ("~G2", None)


@pytest.mark.parametrize(("macro", "body", "expected"), [
    ("m:~G3=GAB", "~G3 ~G2 ~g3", [67, 69, 71, 67, 79]),
    ("m:~G1=GAB", "~G12", [67]),  # a length that goes on is another
    ("m:~G=GA", "~G, ~G", [55, 67, 69]),
    ("m:~n2=nhz", "~C2", [60, 50, 81]),
    ("m:~n2=no'm,", "~c2", [72, 86, 59]),
    ("m:~n2=non", "~^c2", [73, 74, 73]),
    ("m:~n2=CnC", "~e2", [60, 76, 60]),
    ("m:~n2=oo\nm:~G2=AB", "~G2 ~A2", [69, 71, 71, 71]),  # the one that names its note goes first
    ("m:~n2=DD\nm:~n2=EE", "~G2", [64, 64]),  # the later definition holds
    ("m:~G2=AA % twice", "~G2", [69, 69]),
    ("m:~G2=", "~G2 C", [60]),
    ("m:~G2=~A2\nm:~A2=BB", "~G2", [69]),  # none inside another
])
def test_a_macro_stands_for_what_the_standard_says(macro, body, expected):
    assert pitches(read(macro, body)) == expected


def test_words_remarks_and_fields_are_no_calls():
    tune = read("m:C=DD", '"C"E "^C"F [K:C] G % C\nw:C C\n')
    assert pitches(tune) == [64, 65, 67]
    assert tune.bars[0].symbols[0].text == "C"


def test_a_macro_of_the_body_holds_from_there_on():
    assert pitches(read("", "~G2 [m:~G2=AA] ~G2|\nm:~G2=BB\n~G2|")) == [67, 69, 69, 71, 71]


def test_a_macro_of_the_file_header_holds_in_every_tune():
    text = "m:~G2=AA\n\nX:1\nL:1/8\nK:C\n~G2 c|\n\nX:2\nL:1/8\nK:C\nc~G2|\n"
    assert [pitches(tune) for tune in read_book(text)] == [[69, 69, 72], [72, 69, 69]]
    note = read_book(text)[1].bars[0].notes[2]
    assert text[note.place.start:note.place.end] == "~G2"


def test_what_is_no_macro_is_said_with_its_place():
    text = HEADER + "m:~G2\nK:C\n~G2|\n"
    fault = next(one for one in read_tune(text).diagnostics if one.code == "bad-macro")
    assert text[fault.place.start:fault.place.end] == "m:~G2"


def test_the_model_reads_the_notes_and_not_the_call():
    plain = HEADER + "K:D\nA{B}A{G}A c{d}c{B}c G{A}G|"
    called = HEADER + "m:~n3=n{o}n{m}n\nm:~G2=G{A}G\nK:D\n~A3 ~c3 ~G2|"
    assert read_phrase(called, len(called)).tidy.text == read_phrase(plain, len(plain)).tidy.text


def test_other_formats_get_the_notes_and_no_macro_to_play_twice():
    tune = read_tune(ROLLS)
    again = read_tune(write_tune(tune))
    assert pitches(again) == pitches(tune)
    assert "m:" not in write_tune(tune)
    xml = musicxml_text(tune)
    assert pitches(read_tune(read_musicxml(xml.encode(), "x.musicxml").text)) == pitches(tune)


def test_another_key_moves_the_notes_that_a_macro_names():
    text = HEADER + "m:~G2=G{^c}G\nm:~n3=n{o}n{m}n\nK:G\n~G2 ~A3 B3|\n"
    moved = transpose_text(text, "A")
    assert moved == HEADER + "m:~A2=A{^d}A\nm:~n3=n{o}n{m}n\nK:A\n~A2 ~B3 c3|\n"
    assert pitches(read_tune(moved)) == [one + 2 for one in pitches(read_tune(text))]


def test_other_lengths_are_refused_in_a_sentence():
    with pytest.raises(SettingsError, match="macros"):
        scale_text(ROLLS, DOUBLE)


@pytest.mark.parametrize("cut", range(len(HEADER), len(ROLLS)))
def test_however_the_text_is_cut_it_is_read(cut):
    tune = read_tune(ROLLS[:cut])
    assert all(0 <= note.place.start < note.place.end <= cut for bar in tune.bars for note in bar.notes)
