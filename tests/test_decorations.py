"""Every decoration of the standard: drawn in the score, and heard where it sounds."""

from __future__ import annotations

from fractions import Fraction
from xml.etree.ElementTree import fromstring

import pytest

from engine.exchange.mei import mei_text
from engine.exchange.musicxml import musicxml_text
from engine.exchange.musicxml_reader import read_musicxml
from engine.notation.decorations import KNOWN, decoration_name
from engine.notation.reader import read_tune
from engine.performance import perform

HEAD = "X:1\nM:4/4\nL:1/4\nQ:1/4=120\nK:C\n"
PLAIN = [60, 64, 67, 72]  # CEGc

# Written, the element of MEI with its attributes or text, and what is heard: the pitches, "louder", "softer",
# "shorter" or "longer" of the decorated note E, or "" where nothing changes. Source: ABC 2.1, 4.14.
TABLE = [
    ("!trill!", "trill", [60, 64, 65, 64, 65, 64, 65, 64, 67, 72]),
    ("!lowermordent!", "mordent form=lower", [60, 64, 62, 64, 67, 72]),
    ("!uppermordent!", "mordent form=upper", [60, 64, 65, 64, 67, 72]),
    ("!mordent!", "mordent form=lower", [60, 64, 62, 64, 67, 72]),
    ("!pralltriller!", "mordent form=upper", [60, 64, 65, 64, 67, 72]),
    ("!roll!", "ornam =~", [60, 64, 65, 64, 62, 64, 67, 72]),
    ("!turn!", "turn form=upper", [60, 65, 64, 62, 64, 67, 72]),
    ("!turnx!", "turn form=upper", [60, 65, 64, 62, 64, 67, 72]),
    ("!invertedturn!", "turn form=lower", [60, 62, 64, 65, 64, 67, 72]),
    ("!invertedturnx!", "turn form=lower", [60, 62, 64, 65, 64, 67, 72]),
    ("!arpeggio!", "arpeg", ""),  # of a single note; see below
    ("!>!", "artic artic=acc", "louder"),
    ("!accent!", "artic artic=acc", "louder"),
    ("!emphasis!", "artic artic=acc", "louder"),
    ("!fermata!", "fermata", "longer"),
    ("!invertedfermata!", "fermata form=inv", "longer"),
    ("!tenuto!", "artic artic=ten", ""),
    *((f"!{finger}!", f"fing ={finger}", "") for finger in range(6)),
    ("!+!", "artic artic=lhpizz", ""),
    ("!plus!", "artic artic=lhpizz", ""),
    ("!snap!", "artic artic=snap", ""),
    ("!slide!", "dir =∕", [60, 62, 64, 67, 72]),
    ("!wedge!", "artic artic=stacciss", "shorter"),
    ("!upbow!", "artic artic=upbow", ""),
    ("!downbow!", "artic artic=dnbow", ""),
    ("!open!", "artic artic=harm", ""),
    ("!thumb!", "fing =φ", ""),
    ("!breath!", "breath", "shorter"),
    *((f"!{mark}!", f"dynam ={mark}", "softer") for mark in ("pppp", "ppp", "pp", "p", "mp")),
    ("!mf!", "dynam =mf", ""),
    *((f"!{mark}!", f"dynam ={mark}", "louder") for mark in ("f", "ff", "fff", "ffff", "sfz")),
    ("!segno!", "repeatMark func=segno", ""),
    ("!coda!", "repeatMark func=coda", ""),
    ("!D.S.!", "dir =D.S.", None),
    ("!D.C.!", "dir =D.C.", None),
    ("!dacoda!", "dir =\ue048", None),
    ("!dacapo!", "dir =D.C.", None),
    ("!D.C.alfine!", "dir =D.C. al Fine", None),
    ("!D.C.alcoda!", "dir =D.C. al Coda", None),
    ("!D.S.alfine!", "dir =D.S. al Fine", None),
    ("!D.S.alcoda!", "dir =D.S. al Coda", None),
    ("!fine!", "dir =Fine", ""),
    ("!shortphrase!", "breath", "shorter"),
    ("!mediumphrase!", "caesura", "shorter"),
    ("!longphrase!", "caesura", "shorter"),
    ("!editorial!", "accid enclose=brack", ""),
    ("!courtesy!", "accid enclose=paren", ""),
    (".", "artic artic=stacc", "shorter"),
    ("~", "ornam =~", [60, 64, 65, 64, 62, 64, 67, 72]),
    ("H", "fermata", "longer"),
    ("L", "artic artic=acc", "louder"),
    ("M", "mordent form=lower", [60, 64, 62, 64, 67, 72]),
    ("O", "repeatMark func=coda", ""),
    ("P", "mordent form=upper", [60, 64, 65, 64, 67, 72]),
    ("S", "repeatMark func=segno", ""),
    ("T", "trill", [60, 64, 65, 64, 65, 64, 65, 64, 67, 72]),
    ("u", "artic artic=upbow", ""),
    ("v", "artic artic=dnbow", ""),
]
SPANS = [
    ("!crescendo(!", "!crescendo)!", "hairpin form=cres", [(0, 0), (1, 0), (2, 1), (3, 1)]),
    ("!<(!", "!<)!", "hairpin form=cres", [(0, 0), (1, 0), (2, 1), (3, 1)]),
    ("!diminuendo(!", "!diminuendo)!", "hairpin form=dim", [(0, 0), (1, 0), (2, -1), (3, -1)]),
    ("!>(!", "!>)!", "hairpin form=dim", [(0, 0), (1, 0), (2, -1), (3, -1)]),
    ("!trill(!", "!trill)!", "trill extender=true", None),
]


def has(text: str, what: str) -> bool:
    """Say whether an MEI document has an element with an attribute or a text, such as ``dynam =mf``."""
    tag, _, wanted = what.partition(" ")
    name, _, value = wanted.partition("=")
    for one in fromstring(text).iter():
        if one.tag.endswith("}" + tag) and (
                not wanted or (one.get(name) == value if name else "".join(one.itertext()).strip().endswith(value))):
            return True
    return False


def heard(abc: str):
    return perform(read_tune(HEAD + abc), accompany=False).notes


@pytest.mark.parametrize(("sign", "drawn", "sound"), TABLE, ids=[row[0] for row in TABLE])
def test_a_decoration_is_drawn_and_heard(sign, drawn, sound):
    tune = read_tune(HEAD + f"C{sign}EGc|\n")
    assert not tune.diagnostics
    assert has(mei_text(tune), drawn)
    notes, plain = heard(f"C{sign}EGc|\n"), heard("CEGc|\n")
    if isinstance(sound, list):
        assert [note.pitch for note in notes] == sound
        assert notes[-2].onset == plain[-2].onset
    elif sound is not None:
        assert [note.pitch for note in notes] == PLAIN
        one, other = notes[1], plain[1]
        length, before = one.end_s - one.start_s, other.end_s - other.start_s
        assert (one.velocity > other.velocity, one.velocity < other.velocity) == (sound == "louder", sound == "softer")
        assert (length > before, length < before) == (sound == "longer", sound == "shorter")


@pytest.mark.parametrize(("opens", "closes", "drawn", "steps"), SPANS, ids=[row[0] for row in SPANS])
def test_a_span_is_drawn_from_its_first_note_to_its_last_and_heard(opens, closes, drawn, steps):
    body = f"{opens}CE{closes}Gc|\n"
    assert has(mei_text(read_tune(HEAD + body)), drawn)
    notes, plain = heard(body), heard("CEGc|\n")
    if steps is None:
        assert [note.pitch for note in notes].count(60) > 2 and [note.pitch for note in notes].count(72) == 1
        return
    gained = [one.velocity - other.velocity for one, other in zip(notes, plain, strict=True)]
    direction = steps[-1][1]
    assert gained[0] == 0
    assert direction * gained[1] > 0 and direction * gained[2] > direction * gained[1]
    assert gained[3] != 0


def test_a_broken_chord_begins_from_below_and_ends_together():
    notes = heard("!arpeggio![GCE]4|\n")
    assert [note.pitch for note in notes] == [60, 64, 67]
    assert notes[0].onset < notes[1].onset < notes[2].onset
    assert len({note.onset + note.length for note in notes}) == 1


def test_a_fermata_holds_every_voice():
    text = "V:1\nC2 HE2|c4|\nV:2\nC,4|C4|\n"
    notes = perform(read_tune(HEAD + text), accompany=False).notes
    low = next(note for note in notes if note.pitch == 48)
    later = next(note for note in notes if note.pitch == 72)
    assert low.end_s == later.start_s == pytest.approx(3.0)  # two quarters, and two that are held twice as long
    performance = perform(read_tune(HEAD + "HC4|D4|\n"))
    assert performance.tempo_bpm == 120
    assert performance.length == 2


def test_ornaments_take_the_notes_of_the_key_and_leave_tied_notes_alone():
    in_d = perform(read_tune(HEAD.replace("K:C", "K:D") + "!turn!B4|\n"))
    assert [note.pitch for note in in_d.notes] == [73, 71, 69, 71]
    assert [note.pitch for note in heard("C4-|TC4|\n")] == [60]


def test_without_graces_a_performance_is_what_the_notes_say():
    body = "TC~EHG!slide!c|!arpeggio![CEG]4|!wedge!C4|\n"
    plain = [(note.pitch, note.onset, note.length, note.start_s) for note in perform(
        read_tune(HEAD + "CEGc|[CEG]4|C4|\n"), graces=False).notes]
    assert [(note.pitch, note.onset, note.length, note.start_s) for note in perform(
        read_tune(HEAD + body), graces=False).notes] == plain


@pytest.mark.parametrize(("body", "letters"), [
    ("C4|!dacoda!D4|E4 !D.C.!|O F4|", "CDECDF"),
    ("C4|D4 !dacoda!|E4 !D.C.alcoda!|O F4|", "CDECDF"),
    ("C4|SD4!dacoda!|E4|F4!D.S.!|!coda!G4|", "CDEFDG"),
    ("C4|!coda!D4|E4!dacoda!|!coda!F4|", "CDECF"),  # nothing else sends back
    ("C4!fine!|D4 !dacapo!|", "CDC"),
])
def test_from_da_coda_it_goes_to_the_coda_on_the_way_back(body, letters):
    tune = read_tune("X:1\nM:4/4\nL:1/4\nK:C\n" + body)
    assert "".join("C D EF G A B"[note.pitch - 60] for note in perform(tune).notes) == letters


def test_users_may_call_a_decoration_by_another_letter_or_silence_one():
    tune = read_tune("X:1\nL:1/4\nU:W=!slide!\nU:T=!nil!\nK:C\nWE TG|\n")
    assert [note.decorations for note in tune.bars[0].notes] == [("slide",), ()]
    assert has(mei_text(tune), "dir =∕")


def test_the_table_leaves_no_decoration_out():
    shown = {decoration_name(sign, {}) for sign, *_ in TABLE}
    shown |= {decoration_name(sign, {}) for row in SPANS for sign in row[:2]}
    beyond = {"8va(", "8va)", "8vb(", "8vb)", "15ma(", "15ma)", "ped", "ped-up", "marcato", "^", "/", "//", "///",
              "beambr1", "beambr2", "rbstop", "xstem", "nil", "none"}  # of other programs
    assert KNOWN - beyond == shown


def test_to_coda_goes_through_musicxml():
    text = musicxml_text(read_tune(HEAD + "C4|D4!dacoda!|E4!D.C.!|!coda!F4|]\n"))
    back = read_tune(read_musicxml(text.encode(), "x.musicxml").text)
    assert [bar.marks for bar in back.bars][1] == ("dacoda",)
    assert Fraction(6) == perform(back).length
