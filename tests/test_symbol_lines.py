"""Symbol lines: what is written under the music belongs to its notes like what is written in it."""

from __future__ import annotations

import pytest

from engine.exchange.mei import mei_text
from engine.notation.reader import read_tune
from engine.notation.transpose import transpose_text
from engine.notation.writer import write_tune
from engine.performance import perform

HEADER = "X:1\nM:4/4\nL:1/4\nK:C\n"


def music(text: str):
    """Return what is read, without its places: decorations by note, words by onset."""
    tune = read_tune(HEADER + text)
    return [([note.decorations for note in bar.notes],
             [(one.text, one.onset) for one in bar.symbols],
             [(one.placement, one.text, one.onset) for one in bar.annotations]) for bar in tune.bars]


def codes(text: str) -> list[str]:
    return [one.code for one in read_tune(HEADER + text).diagnostics]


@pytest.mark.parametrize(("under", "inside"), [
    # The two excerpts of the standard.
    ('CDEF | GABc\ns: "^slow" | !f! ** !fff!\n', '"^slow"CDEF | !f!GAB!fff!c\n'),
    ('C C Ez A|\ns: "C" * "Am" * |\ns: * * !>! * |\n', '"C"C C "Am"!>!Ez A|\n'),
    ('CDEF|\ns:T . ~ !trill(!\n', 'TC .D ~E !trill(!F|\n'),
    ('CDEF|\ns:"G7"!f! !p!"_soft"\n', '"G7"!f!C !p!"_soft"DEF|\n'),
    ('!p!C"F"DEF|\ns:"C"!>! "G"\n', '!p!!>!"C"C "F""G"DEF|\n'),
    ('CD{g}EF|\ns:* * !f!\n', 'CD{g}!f!EF|\n'),
    ('[CE]2 z D|\ns:!f! !p!\n', '!f![CE]2 z !p!D|\n'),
    ('CD|EF\ns:"C" | "G"\n', '"C"CD|"G"EF\n'),
])
def test_a_symbol_under_the_music_is_one_in_the_music(under, inside):
    assert music(under) == music(inside)
    assert not codes(under) or codes(under) == codes(inside)


def test_each_line_of_music_has_its_own_symbols_and_each_voice():
    assert music('CDEF|\ns:!f!\nGABc|\ns:* !p!\n') == music('!f!CDEF|\nG!p!ABc|\n')
    tune = read_tune(HEADER + "V:1\nCDEF|\nV:2\nC,4|\ns:!f!\nV:1\ns:!p!\n")
    assert [voice.bars[0].notes[0].decorations for voice in tune.voices] == [("p",), ("f",)]


def test_a_line_that_goes_on_goes_on_with_the_next_note():
    assert music('CDEF|\ns:"C" *\n+:!f! "G"\n') == music('"C"CD!f!E"G"F|\n')


def test_a_symbol_has_the_place_where_it_is_written():
    text = HEADER + 'CDEF|\ns: * "Am" "^up"\n'
    bar = read_tune(text).bars[0]
    assert text[bar.symbols[0].place.start:bar.symbols[0].place.end] == '"Am"'
    assert text[bar.annotations[0].place.start:bar.annotations[0].place.end] == '"^up"'


def test_symbols_without_a_note_and_what_is_none_are_said():
    assert codes('CDEF|\ns:!f! !f! !f! !f! !f!\n') == ["too-many-symbols"]
    assert codes('CDEF|\ns:!f! foo\n') == ["bad-symbol"]
    assert codes('CDEF|\ns:!fff! !foo!\n') == ["unknown-decoration"]


def test_a_users_own_symbol_may_stand_in_the_line():
    tune = read_tune("X:1\nL:1/4\nU:W=!turn!\nK:C\nCDEF|\ns:* W\n")
    assert tune.bars[0].notes[1].decorations == ("turn",)


def test_they_are_engraved_heard_and_written():
    text = HEADER + 'CDEF|\ns:"Am" !ff! !turn! *\n'
    drawn = mei_text(read_tune(text))
    assert all(sign in drawn for sign in (">Am<", ">ff<", "<turn"))
    soft, loud = (perform(read_tune(one), accompany=False).notes for one in (HEADER + "CDEF|\n", text))
    assert loud[1].velocity > soft[1].velocity
    assert any(note.channel == 1 for note in perform(read_tune(text)).notes)
    assert '"Am"C!ff!D!turn!EF|' in write_tune(read_tune(text))


def test_another_key_moves_the_chords_of_the_line():
    assert transpose_text(HEADER + 'CDEF|\ns:"C" * "^C" "G7/B"\n', "D").endswith('DEFG|\ns:"D" * "^C" "A7/C#"\n')
