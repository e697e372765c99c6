from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.notation.scanner import Scanner, scan, scan_line, scan_music

ABC = st.text(alphabet="ABCGabcgzZxy|:[]()\"'^_=,/-<>{}~.!+%&\\ 1238XKMLVw\n\r\té悲🎵*$`", max_size=120)


def kinds(line: str) -> list[str]:
    return [token.kind for token in scan_music(line) if token.kind != "space"]


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=80), ABC))
def test_the_tokens_joined_give_the_text(text):
    tokens = scan(text)
    assert "".join(text[token.start:token.end] for token in tokens) == text
    assert all(token.start < token.end for token in tokens)


@settings(deadline=None, max_examples=100)
@given(ABC, st.integers(0, 50))
def test_a_line_scanned_on_its_own_gives_the_same_tokens_shifted(line, offset):
    line = line.replace("\n", "").replace("\r", "")
    here, there = scan_line(line, True), scan_line(line, True, offset)
    assert [(kind, start + offset, end + offset) for kind, start, end in here] == [tuple(token) for token in there]


def test_every_kind_of_music_has_its_token():
    assert kinds('"Am"^c\'3/2 [CE]2- z4 Z2 x y') == [
        "chord_symbol", "note", "chord_open", "note", "note", "chord_close", "tie", "rest", "rest", "rest", "spacer"]
    assert kinds('(3ABC A>B (AB) {g}A !trill!A .A ~A "^slow"A') == [
        "tuplet", "note", "note", "note", "note", "broken", "note", "slur", "note", "note", "slur", "grace", "note",
        "decoration", "note", "decoration", "note", "decoration", "note", "annotation", "note"]
    assert kinds("[K:D]A & A \\") == ["inline_field", "note", "overlay", "note", "continuation"]
    assert kinds('A"open') == ["note", "unclosed"]
    assert kinds("A ? % said") == ["note", "unknown", "comment"]


def test_bar_lines_and_endings_are_told_apart():
    for line in ("|", "||", "|]", "[|", "|:", ":|", "::", ":||:", ".|"):
        assert kinds(line) == ["bar"], line
    assert kinds("|1 A :|2 B |[1,3 C") == ["bar", "ending", "note", "bar", "ending", "note", "bar", "ending", "note"]


def test_a_note_before_a_repeat_is_no_field():
    assert [token.kind for token in scan_line("G:|", True)] == ["note", "bar"]
    assert [token.kind for token in scan_line("w:la", True)] == ["field"]


def test_header_body_and_free_text_are_told_apart():
    text = "words before\n\nX:1\nT:A % said\n%%scale 1\nK:G\nGAB\nw: la\n\nwords after\n"
    found = [(token.kind, text[token.start:token.end]) for token in scan(text)]
    assert [one for one in found if one[0] not in ("newline", "note")] == [
            ("text", "words before"), ("field", "X:1"), ("field", "T:A "), ("comment", "% said"),
            ("directive", "%%scale 1"), ("field", "K:G"), ("field", "w: la"), ("text", "words after")]


def test_every_kind_of_line_end_is_one_token():
    assert [token.kind for token in scan("K:C\r\nC\rD\nE")] == [
        "field", "newline", "note", "newline", "note", "newline", "note"]


PIECES = ["X:1\n", "K:C\r\n", "\n", "words", "\r", "GAB|", "[1 c", "%%begintext\n", "%%endtext\n", "w:la\n", "(3abc",
          "X", ":", "\\\n"]


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.lists(st.sampled_from(PIECES)).map("".join), ABC),
       st.lists(st.integers(0, 120), max_size=6))
def test_any_cut_of_the_text_gives_the_same_tokens(text, cuts):
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    scanner = Scanner()
    found = [token for a, b in itertools.pairwise(places) for token in scanner.feed(text[a:b])]
    assert found + scanner.flush() == scan(text)


def test_typeset_text_is_no_music():
    tokens = scan("X:1\nK:C\n%%begintext\nGAB|\n\n%%endtext\nGAB|\n")
    assert [token.kind for token in tokens if token.kind != "newline"] == [
        "field", "field", "directive", "directive", "directive", "note", "note", "note", "bar"]


def test_a_field_may_hold_a_colon_where_no_note_could_stand():
    assert [token.kind for token in scan("X:1\nN::1st setting\nK:G\nG::A\n") if token.kind != "newline"] == [
        "field", "field", "field", "note", "bar", "note"]
