from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.notation.harmony import degree_chords
from engine.notation.keys import MODES, make_key, parse_key
from engine.notation.spot import spot_in


@pytest.mark.parametrize(("line", "kind", "typed"), [
    ("", "field", ""), ("T", "field", "T"), ("K:", "key", ""), ("K: Ad", "key", "Ad"), ("M:6", "metre", "6"),
    ("L:1/", "unit", "1/"), ("R:slip j", "rhythm", "slip j"), ("Q:1/4", "tempo", "1/4"), ("K:G cl", "clef", "cl"),
    ("V:1 ", "clef", ""), ("T:A tune", "", ""), ("%%MI", "directive", "MI"), ("%%MIDI program 1", "", ""),
    ("% a remark", "", ""), ("free", "", ""),
])
def test_in_a_header_it_knows_what_is_being_written(line, kind, typed):
    spot = spot_in(line, len(line), False)
    assert (spot.kind, spot.typed) == (kind, typed)
    assert not spot.kind or line[spot.start:] == typed


@pytest.mark.parametrize(("line", "kind", "typed"), [
    ("", "line", ""), ("w", "line", "w"), ("GAB tri", "music", "tri"), ("GAB|", "music", ""),
    ("GAB !", "decoration", ""), ("GAB !trill!c!do", "decoration", "do"), ("!trill!", "music", ""),
    ('GAB "', "chord", ""), ('"G"GAB "D', "chord", "D"), ('GAB "^po', "", ""), ("[K:E", "key", "E"),
    ("GA[M:", "metre", ""), ("GA[V:1", "", ""),
    ("GAB % to", "", ""), ("w:la la", "", ""), ("%%sc", "directive", "sc"), ("G !a b", "music", "b"),
])
def test_in_the_music_it_knows_what_is_being_written(line, kind, typed):
    spot = spot_in(line, len(line), True)
    assert (spot.kind, spot.typed) == (kind, typed)
    assert not spot.kind or line[spot.start:] == typed


def test_what_stands_behind_the_caret_does_not_matter():
    assert spot_in('GAB !tr! "Am"cd', 7, True) == spot_in("GAB !tr", 7, True)


@pytest.mark.parametrize(("key", "chords"), [
    ("G", "G Am Bm C D Em F#dim D7"), ("Em", "Em F#dim G Am Bm C D B7"), ("Ador", "Am Bm C D Em F#dim G"),
    ("Bbmix", "Bb Cm Ddim Eb Fm Gm Ab"), ("D exp ^f _b", "D Edim F#dim Gm Am Bbaug C A7"),
])
def test_the_chords_of_a_key(key, chords):
    read = parse_key(key)
    assert read is not None and " ".join(name for name, _ in degree_chords(read)) == chords


@pytest.mark.parametrize("mode", MODES)
def test_every_key_has_a_chord_on_its_tonic(mode):
    for tonic in range(7):
        name, numeral = degree_chords(make_key(tonic, 0, mode))[0]
        assert name[0] == "CDEFGAB"[tonic] and numeral.lower().rstrip("°") == "i"


@given(st.text(alphabet='KMLRQVwABcg|:[]()1/!"%^ x+&', max_size=24), st.booleans(), st.data())
def test_any_place_of_any_line_is_some_spot(line, in_body, data):
    column = data.draw(st.integers(0, len(line)))
    spot = spot_in(line, column, in_body)
    assert not spot.kind or line[spot.start:column] == spot.typed
