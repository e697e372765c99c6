"""A tune as MEI: facts of the document, and verovio and music21 as its readers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from random import Random
from xml.etree.ElementTree import Element, fromstring

import pytest

from engine.exchange.mei import mei_text, write_mei
from engine.exchange.mei_names import XML_ID, place_of, values_of
from engine.exchange.mei_staves import clef_of, key_signature
from engine.notation.keys import parse_key
from engine.notation.reader import read_tune
from tests.tunes import TuneMaker

MEI = "{http://www.music-encoding.org/ns/mei}"
FULL = """X:1
T:The Big Feature
T:A second title
C:Trad.
O:Ireland
R:jig
Q:"Lively" 3/8=110
M:6/8
L:1/8
K:G
P:A
D|:"G"GAB "D7"{/c}d2B|~G3 .A.B.c|"Em"(efg) Td2c|1 "^up"A3- A2D:|2 "_low"A3 G3|]
w:la la la_ la-la * two
P:B
|:[GB]2[Ac] (3BcdB|!f!z3 !crescendo(!d2e|f>g f<e c2|{gfe}d6!crescendo)!::[M:4/4]F2A2 d2f2|^g=g_ga !fermata!d'4|
[K:C]c4 [K:Eb]e4|D8-|D5 z3|]
W:words below
"""

SPLIT = ("X:1\nL:1/4\nM:4/4\nK:C\n[V:1]C [K:D]D [M:3/4]EF & G4|G3|\n[V:2]c4|c3|\n",
         "X:1\nL:1/4\nM:4/4\nK:C\n[V:1]CD [K:D]E2|\n[V:2]C|D4|\n")


def document(abc: str, **options: bool) -> Element:
    return fromstring(mei_text(read_tune(abc), **options))


def all_of(root: Element, path: str) -> list[Element]:
    return root.findall(".//" + "/".join(MEI + part if part[0] not in ".[*" else part for part in path.split("/")))


def music(abc: str) -> Element:
    return document("X:1\nL:1/8\nM:4/4\nK:C\n" + abc)


def heads(root: Element) -> list[str]:
    return [f"{note.get('pname')}{note.get('oct')}" for note in all_of(root, "note")]


def test_every_note_and_rest_is_named_after_its_place_in_the_text() -> None:
    names = {one.get(XML_ID, "") for one in document(FULL).iter()}
    tune = read_tune(FULL)
    for bar in tune.bars:
        for note in bar.notes:
            assert f"n{note.place.start}-{note.place.end}" in names
    assert place_of("n12-14") == (12, 14)
    assert place_of("x") is None


def test_no_two_elements_have_one_name() -> None:
    names = [one.get(XML_ID) for one in document(FULL + "Z4|[CEG]5|[K:D] [M:3/4] z6|").iter() if one.get(XML_ID)]
    assert len(names) == len(set(names))


def test_title_composer_rhythm_and_tempo_are_printed() -> None:
    root = document(FULL)
    printed = " ".join("".join(rend.itertext()) for rend in all_of(root, "pgHead/rend"))
    for words in ("The Big Feature", "A second title", "Trad. (Ireland)", "jig"):
        assert words in printed
    assert "Lively" in "".join(all_of(root, "reh")[0].itertext())
    assert "= 110" in "".join(all_of(root, "reh")[0].itertext()).replace("\u00a0", " ")
    assert not all_of(document(FULL, with_head=False), "pgHead")
    assert [one.text for one in all_of(root, "composer")] == ["Trad."]


@pytest.mark.parametrize(("length", "values"), [
    ("1/8", [("8", 0)]), ("3/16", [("8", 1)]), ("7/16", [("4", 2)]), ("5/8", [("2", 0), ("8", 0)]),
    ("9/8", [("1", 0), ("8", 0)]), ("2", [("breve", 0)]), ("0", [("4", 0)]), ("1/3", [("4", 1)]),
])
def test_a_length_is_written_in_values_that_add_up_to_it(length: str, values: list[tuple[str, int]]) -> None:
    assert list(values_of(Fraction(length))) == values


def test_a_length_without_a_value_becomes_tied_notes() -> None:
    root = music("C5 z3|")
    assert [(note.get("dur"), note.get("dots")) for note in all_of(root, "note")] == [("2", None), ("8", None)]
    tie = all_of(root, "tie")[0]
    assert tie.get("startid") == f"#{all_of(root, 'note')[0].get(XML_ID)}"
    assert tie.get("endid") == f"#{all_of(root, 'note')[1].get(XML_ID)}"


def test_a_tie_over_the_bar_line_belongs_to_the_bar_where_it_begins() -> None:
    root = music("C8-|C8|")
    measures = all_of(root, "measure")
    assert [len(all_of(measure, "tie")) for measure in measures] == [1, 0]
    assert all_of(measures[0], "tie")[0].get("endid") == f"#{all_of(measures[1], 'note')[0].get(XML_ID)}"


def test_a_tie_in_an_overlay_ends_with_its_bar() -> None:
    root = music("C8 & E8-|C8|C8 & E8|")
    assert (len(all_of(root, "tie")), len(all_of(root, "lv"))) == (0, 1)


def test_a_tie_into_nothing_rings_on() -> None:
    root = music("C4-D4|")
    assert not all_of(root, "tie")
    assert len(all_of(root, "lv")) == 1


def test_accidentals_are_printed_once_a_bar_and_not_after_a_tie() -> None:
    def signs(abc: str) -> list[str]:
        return [a.get("accid", "") for a in all_of(music(abc), "accid")]

    assert signs("^F^FFF z4|") == ["s"]
    assert signs("^F4 f4|") == ["s", "s"]  # in another octave nobody can be sure
    assert signs("^F8-|F4 F2 F2|") == ["s", "n"]
    assert signs("^F8|=F8|F8|") == ["s"]
    assert signs("__B4 ^^c4|") == ["ff", "x"]


def test_beams_follow_the_composers_blanks() -> None:
    root = music("ABcd ef ga|AB2c z D E4|")
    assert [len(beam) for beam in all_of(root, "beam")] == [4, 2, 2]


def test_tuplets_lie_in_beams_and_beams_in_tuplets() -> None:
    inside = music("(3ABcde z4|")
    assert [child.tag for child in all_of(inside, "beam")[0]] == [MEI + "tuplet", MEI + "note", MEI + "note"]
    around = music("(3A2BcB2 z3|")
    tuplet = all_of(around, "tuplet")[0]
    assert (tuplet.get("num"), tuplet.get("numbase")) == ("3", "2")
    across = music("AB(3cde f2 z2|G(3AB cd e2 z2|")
    assert len(heads(across)) == 12
    assert [len(beam.findall(".//" + MEI + "note")) for beam in all_of(across, "beam")] == [5, 2]


def test_graces_come_before_their_note_and_only_a_slash_is_unaccented() -> None:
    root = music("{/g}A4 {gfe}d4|")
    graces = [note.get("grace") for note in all_of(root, "graceGrp/note")]
    assert graces == ["unacc"]
    assert [note.get("grace") for note in all_of(root, "graceGrp/beam/note")] == ["acc"] * 3
    assert heads(root) == ["g5", "a4", "g5", "f5", "e5", "d5"]


def test_slurs_name_their_first_and_last_note_and_an_open_one_is_left_out() -> None:
    root = music("(AB(c)d)|(e2 f6|")
    notes = [f"#{note.get(XML_ID)}" for note in all_of(root, "note")]
    assert [(slur.get("startid"), slur.get("endid")) for slur in all_of(root, "slur")] == [
        (notes[0], notes[2]), (notes[2], notes[3])]


def test_repeats_endings_and_line_breaks_stand_where_the_composer_wrote_them() -> None:
    root = document("X:1\nL:1/8\nM:2/4\nK:C\n|:C4|D4|1 E4:|\n[2 F4||\nG4|]\n")
    endings = all_of(root, "ending")
    assert [(ending.get("n"), len(all_of(ending, "measure"))) for ending in endings] == [("1", 1), ("2", 1)]
    measures = all_of(root, "measure")
    assert measures[0].get("left") == "rptstart"
    assert [measure.get("right") for measure in measures] == ["single", "single", "rptend", "dbl", "end"]
    assert len(all_of(root, "sb")) == 2


def test_a_pickup_has_no_number_and_two_halves_of_a_bar_have_one() -> None:
    root = document("X:1\nL:1/8\nM:4/4\nK:C\nG2|C8|D6:|\nE2|F8|]")
    assert [measure.get("n") for measure in all_of(root, "measure")] == ["0", "1", "2", "2", "3"]
    assert [measure.get("metcon") for measure in all_of(root, "measure")] == ["false", None, "false", "false", None]


def test_key_and_metre_change_between_measures_and_inside_a_bar() -> None:
    root = music("C8|[K:D]D8|[M:3/4]E6|F2 [K:F]G4|")
    section = all_of(root, "section")[0]
    signs = [[(sign.tag[len(MEI):], sign.get("sig") or sign.get("count")) for sign in one]
             if one.tag == MEI + "scoreDef" else "measure" for one in section]
    assert signs == ["measure", [("keySig", "2s")], "measure", [("meterSig", "3")], "measure", "measure",
                     [("keySig", "1f")], "measure"]
    assert all_of(root, "measure")[3].get("right") == "invis"
    assert heads(root)[-2:] == ["f4", "g4"]


def test_a_signature_that_no_major_key_has_is_written_note_by_note() -> None:
    key = parse_key("D exp ^f _b")
    assert key is not None
    assert [(one.get("pname"), one.get("accid")) for one in key_signature(key)] == [("f", "s"), ("b", "f")]
    pipes = parse_key("HP")
    assert pipes is not None
    assert key_signature(pipes).get("sig") == "0"


def test_voices_stand_on_staves_and_overlays_in_layers() -> None:
    root = document("X:1\nL:1/4\nM:4/4\nK:C\nV:1 clef=treble name=Tune\nV:2 clef=bass\nV:1\nCDEF & G4|c4|\nV:2\nC,4|\n")
    assert [staff.get("n") for staff in all_of(root, "staffDef")] == ["1", "2"]
    assert [clef.get("shape") for clef in all_of(root, "clef")] == ["G", "F"]
    assert all_of(root, "label")[0].text == "Tune"
    first = all_of(root, "measure")[0]
    assert [len(all_of(staff, "layer")) for staff in all_of(first, "staff")] == [2, 1]
    assert len(all_of(root, "mSpace")) == 1  # the bass has one bar less


def test_score_directive_puts_two_voices_on_one_staff() -> None:
    root = document("X:1\n%%score {(S A) B}\nM:C\nL:1/1\nK:C\nV:S\nc|\nV:A\nE|\nV:B clef=bass\nC,|\n")
    assert len(all_of(root, "staffDef")) == 2
    assert [group.get("symbol") for group in all_of(root, "staffGrp")] == [None, "brace"]
    assert len(all_of(all_of(root, "staff")[0], "layer")) == 2


def test_a_clef_with_an_eight_moves_the_notes_on_paper_by_an_octave() -> None:
    root = document("X:1\nL:1/4\nK:C clef=treble-8\nc4|")
    assert clef_of("treble-8") == {"shape": "G", "line": "2", "dis": "8", "dis_place": "below"}
    assert heads(root) == ["c4"]


def test_lyrics_stand_in_their_notes_verse_by_verse() -> None:
    root = music("C2D2E2F2|\nw:glo-ri-a too\nw:se-cond_ verse")
    syllables = [(one.text, one.get("wordpos"), one.get("con")) for one in all_of(root, "syl")]
    assert syllables == [("glo", "i", "d"), ("se", "i", "d"), ("ri", "m", "d"), ("cond", "t", "u"), ("a", "t", None),
                         ("too", None, None), ("verse", None, None)]


def test_chord_symbols_annotations_and_decorations_hang_on_their_places() -> None:
    root = music('"F#m7"A2 "Bb/F"B2 "^up"c2 "_down"d2|!trill!.A2 !p!B2 ~c2 !<(!d!<)!e!D.C.!|]')
    assert [harm.text for harm in all_of(root, "harm")] == ["F♯m7", "B♭/F"]
    assert [harm.get("tstamp") for harm in all_of(root, "harm")] == ["1", "2"]
    words = {"".join(one.itertext()): one.get("place") for one in all_of(root, "dir")}
    assert words == {"up": "above", "down": "below", "D.C.": "above"}
    assert [artic.get("artic") for artic in all_of(root, "artic")] == ["stacc"]
    for tag in ("trill", "dynam", "ornam", "hairpin"):
        assert len(all_of(root, tag)) == 1, tag


def test_bar_rests_and_invisible_rests_keep_their_room() -> None:
    root = music("z8|x8|Z2|z2 x2 C4|")
    assert len(all_of(root, "mRest")) == 3
    assert len(all_of(root, "mSpace")) == 1
    assert len(all_of(root, "space")) == 1


def test_control_characters_do_not_reach_the_document(tmp_path: Path) -> None:
    tune = read_tune('X:1\nT:A \x01<&> tune\nK:C\n"^\x02hm"C4|')
    write_mei(tmp_path / "a.mei", tune)
    root = fromstring((tmp_path / "a.mei").read_text("utf-8"))
    assert all_of(root, "title")[0].text == "A <&> tune"


@pytest.mark.parametrize("abc", [
    "", "X:1\nK:C\n", "X:1\nK:C\n|", "X:1\nK:C\n|1 C|2", "X:1\nK:C\n(((C", "X:1\nK:C\nC0 z0 [CE]0|",
    "X:1\nM:none\nK:none\nCDE|F&G&A|", "X:1\nK:C\nV:1\nC|\nV:2\n", "X:1\nK:C\n(3C|(3DE|{g}z|",
    "X:1\nL:1/4\nK:C\nC&EFG\nw:a b c d\nD|",
])
def test_whatever_can_be_read_becomes_a_document(abc: str) -> None:
    assert all_of(document(abc), "section")


def test_verovio_takes_it_without_a_word_and_draws_every_note() -> None:
    texts = [FULL, *SPLIT, *(TuneMaker(Random(seed)).phrase() for seed in range(40))]
    # In a process of its own: what verovio has to say goes to its standard error.
    code = "import sys, json, verovio; verovio.enableLog(verovio.LOG_WARNING); t = verovio.toolkit(); " \
           "t.setOptions({'inputFrom': 'mei', 'breaks': 'none', 'adjustPageHeight': True})\n" \
           "print(json.dumps([t.renderToSVG(1) for m in json.load(sys.stdin) if t.loadData(m)]))"
    done = subprocess.run([sys.executable, "-c", code], input=json.dumps([mei_text(read_tune(t)) for t in texts]),
                          capture_output=True, text=True, check=True, timeout=120)
    assert done.stderr == ""
    drawings = json.loads(done.stdout)
    assert len(drawings) == len(texts)
    for text, drawing in zip(texts, drawings, strict=True):
        drawn = set(re.findall(r'<g id="(n\d+-\d+)"', drawing))
        wanted = {f"n{note.place.start}-{note.place.end}" for bar in read_tune(text).bars for note in bar.notes}
        assert wanted <= drawn, text


def test_music21_reads_the_same_pitches(tmp_path: Path) -> None:
    pytest.importorskip("music21")
    abc = "X:1\nM:4/4\nL:1/8\nK:D\n|:D2F2 A4|(3Bcd ^G2 =c4-|c2[FA]2 z4|e8:|\n"
    write_mei(tmp_path / "a.mei", read_tune(abc))
    code = "import sys, warnings; warnings.simplefilter('ignore'); from music21 import converter; " \
           "print([p.midi for n in converter.parse(sys.argv[1], format='mei').recurse().notes for p in n.pitches])"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.mei")], capture_output=True, text=True,
                          check=True, timeout=120)
    written = [pitch.midi for bar in read_tune(abc).bars for note in bar.notes for pitch in note.pitches]
    assert json.loads(done.stdout.splitlines()[-1]) == written


def test_a_new_clef_stands_before_the_bar_line_and_graces_before_the_beam() -> None:
    root = music("C8|[K:clef=bass]{g}C,D,E,F, G,4|")
    first, second = all_of(root, "measure")
    assert [one.tag for one in all_of(first, "layer")[0]] == [MEI + "note", MEI + "clef"]
    assert [one.tag for one in all_of(second, "layer")[0]] == [MEI + "graceGrp", MEI + "beam", MEI + "note"]
    assert heads(root) == ["c4", "g5", "c3", "d3", "e3", "f3", "g3"]
