"""MusicXML as other programs write it: what is in it comes out, what is broken is said in a sentence."""

from __future__ import annotations

import io
import zipfile

import pytest

from engine.errors import FileError
from engine.exchange.musicxml_reader import read_musicxml
from engine.notation.reader import read_tune


def score(measures: str, parts: str = '<score-part id="P1"><part-name>Flute</part-name></score-part>',
          head: str = "") -> bytes:
    """Return a score of one part."""
    return (f'<?xml version="1.0" encoding="UTF-8"?><score-partwise version="3.1">{head}<part-list>{parts}</part-list>'
            f'<part id="P1">{measures}</part></score-partwise>').encode()


def signs(fifths: int = 0, beats: str = "4", unit: str = "4", divisions: int = 4, mode: str = "<mode>major</mode>",
          more: str = "") -> str:
    return (f"<attributes><divisions>{divisions}</divisions><key><fifths>{fifths}</fifths>{mode}</key>"
            f"<time><beats>{beats}</beats><beat-type>{unit}</beat-type></time>{more}</attributes>")


def note(pitch: str, duration: int, more: str = "", first: str = "") -> str:
    """Return a note such as F#4, or a rest for z."""
    if pitch == "z":
        sounding = "<rest/>"
    else:
        alter = {"#": "<alter>1</alter>", "b": "<alter>-1</alter>"}.get(pitch[1], "")
        sounding = f"<pitch><step>{pitch[0]}</step>{alter}<octave>{pitch[-1]}</octave></pitch>"
    return f"<note>{first}{sounding}<duration>{duration}</duration>{more}</note>"


def measure(content: str, number: int = 1) -> str:
    return f'<measure number="{number}">{content}</measure>'


def music(data: bytes) -> str:
    """Return the lines of the tune behind its header."""
    return read_musicxml(data, "score.musicxml").text.partition("\nK:")[2]


def test_notes_key_metre_and_title():
    data = score(measure(signs(1, "3") + note("G4", 4) + note("F#5", 6) + note("A4", 2)),
                 head="<work><work-title>Up the Hill</work-title></work>")
    assert read_musicxml(data, "x").text == 'X:1\nT:Up the Hill\nM:3/4\nL:1/8\nK:G\nG2 f3 A|\n'


def test_a_key_without_a_mode_gets_the_one_that_its_notes_are_in():
    line = "".join(note(pitch, 4) for pitch in ("E4", "G4", "B4", "E5", "B4", "G4", "F#4", "E4"))
    assert music(score(measure(signs(1, "8", mode="") + line))).startswith("Em\n")


def test_durations_that_were_rounded_are_exact_again():
    third = ("<type>eighth</type><time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes>"
             "</time-modification>")
    data = score(measure(signs(divisions=100, beats="2") + note("C5", 33, third) + note("D5", 33, third)
                         + note("E5", 34, third) + note("C5", 100)))
    assert music(data) == "C\n(3cde c2|\n"


def test_short_notes_are_no_rounded_long_ones():
    # With one division a quarter a wrong type must not make a half of a quarter.
    data = score(measure(signs(divisions=1) + note("C5", 1, "<type>half</type>") * 4))
    tune = read_tune(read_musicxml(data, "x").text)
    assert [str(one.length) for one in tune.bars[0].notes] == ["1/4"] * 4


def test_two_voices_of_one_staff_are_two_voices():
    lower = note("C4", 8, "<voice>2</voice>") + note("z", 8, "<voice>2</voice>")
    data = score(measure(signs() + note("E5", 16, "<voice>1</voice>") + "<backup><duration>16</duration></backup>"
                         + lower))
    assert music(data) == "C\nV:1\ne4|\nV:2\nC2 z2|\n"


def test_silence_between_notes_of_a_voice_is_kept():
    data = score(measure(signs() + note("E5", 4) + "<forward><duration>8</duration></forward>" + note("E5", 4)))
    assert music(data) == "C\ne x2 e|\n"


def test_a_chord_symbol_in_the_middle_of_a_note_divides_it_and_the_sound_stays():
    harmony = '<harmony><root><root-step>{}</root-step></root><kind text="7">dominant</kind>{}</harmony>'
    data = score(measure(signs() + harmony.format("C", "") + harmony.format("G", "<offset>8</offset>")
                         + note("C5", 16)))
    assert music(data) == 'C\n"C7"c2- "G7"c2|\n'


@pytest.mark.parametrize(("harmony", "symbol"), [
    ("<root><root-step>B</root-step><root-alter>-1</root-alter></root><kind>minor-seventh</kind>"
     "<bass><bass-step>A</bass-step><bass-alter>-1</bass-alter></bass>", "Bbm7/Ab"),
    ("<root><root-step>G</root-step></root><kind>dominant</kind><degree><degree-value>9</degree-value>"
     "<degree-alter>1</degree-alter><degree-type>add</degree-type></degree>", "G7#9"),
    ('<root><root-step>D</root-step></root><kind use-symbols="yes" text="△7">major-seventh</kind>', "Dmaj7"),
    ("<root><root-step>E</root-step></root><kind>none</kind>", "N.C."),
    ('<root><root-step>E</root-step></root><kind text="alt">other</kind>', "Ealt"),
])
def test_chord_symbols_by_their_kinds(harmony, symbol):
    assert f'"{symbol}"' in music(score(measure(signs() + f"<harmony>{harmony}</harmony>" + note("C5", 16))))


def test_repeats_endings_and_double_bars():
    def line(where, inner):
        return f'<barline location="{where}">{inner}</barline>'

    bars = [
        signs() + line("left", '<repeat direction="forward"/>') + note("C5", 16),
        line("left", '<ending number="1" type="start"/>') + note("D5", 16)
        + line("right", '<ending number="1" type="stop"/><repeat direction="backward"/>'),
        line("left", '<ending number="2" type="start"/>') + note("E5", 16)
        + line("right", '<bar-style>light-light</bar-style><ending number="2" type="discontinue"/>'),
        note("F5", 16) + line("right", "<bar-style>light-heavy</bar-style>")]
    assert music(score("".join(map(measure, bars)))) == "C\n|:c8|[1 d8:|[2 e8||f8|]\n"


def test_lyrics_with_hyphens_and_held_syllables():
    def sung(text, syllabic, more=""):
        return f'<lyric number="1"><syllabic>{syllabic}</syllabic><text>{text}</text>{more}</lyric>'

    data = score(measure(signs() + note("C5", 4, sung("Glo", "begin")) + note("D5", 4, sung("ry", "end", "<extend/>"))
                         + note("E5", 4) + note("F5", 4, sung("be", "single"))))
    tune = read_tune(read_musicxml(data, "x").text)
    assert [(one.text, one.note, one.joins) for one in tune.voices[0].lyrics] == [
        ("Glo", 0, "-"), ("ry", 1, "_"), ("be", 3, "")]


def test_key_and_metre_changes_and_a_pickup():
    data = score(measure(signs(2, "3") + note("A4", 4), 0) + measure(note("D5", 12))
                 + measure("<attributes><key><fifths>-1</fifths><mode>minor</mode></key><time><beats>2</beats>"
                           "<beat-type>4</beat-type></time></attributes>" + note("Bb4", 8)))
    assert music(data) == "D\nA|d3|[M:2/4][K:Dm]B2|\n"


def test_ties_join_and_one_that_leads_nowhere_is_left_out():
    def tie(*kinds):
        return "".join(f'<tie type="{kind}"/>' for kind in kinds)

    data = score(measure(signs() + note("C5", 8, tie("start")) + note("C5", 4, tie("stop"))
                         + note("D5", 4, tie("start"))) + measure(note("D5", 16)))
    assert music(data) == "C\nc2- c d|d4|\n"


def test_percussion_is_left_out_and_said():
    drums = ('<part id="P2">' + measure(signs() + "<note><unpitched/><duration>16</duration></note>") + "</part>")
    data = score(measure(signs() + note("C5", 16)) + "</part>" + drums.removesuffix("</part>"),
                 parts='<score-part id="P1"><part-name>Flute</part-name></score-part>'
                       '<score-part id="P2"><part-name>Drums</part-name></score-part>')
    imported = read_musicxml(data, "x")
    assert imported.losses == ("the percussion of Drums was left out: ABC has notes only",)
    assert len(read_tune(imported.text).voices) == 1


def test_what_abc_has_no_sign_for_is_counted_and_said():
    tremolo = "<notations><ornaments><tremolo>3</tremolo></ornaments></notations>"
    data = score(measure(signs() + note("C5", 16, tremolo)))
    assert read_musicxml(data, "x").losses == ("ABC has no place for: tremolo (1)",)


def test_a_transposing_part_sounds_where_it_should():
    more = "<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose>"
    tune = read_tune(read_musicxml(score(measure(signs(more=more) + note("C5", 16))), "x").text)
    assert tune.voices[0].transpose == -2


def test_timewise_scores_are_turned_over():
    data = (b'<score-timewise><part-list><score-part id="P1"><part-name>A</part-name></score-part></part-list>'
            + f'<measure number="1"><part id="P1">{signs()}{note("C5", 16)}</part></measure>'.encode()
            + b"</score-timewise>")
    assert music(data) == "C\nc8|\n"


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # Without the time of day: the bytes are part of a test's name, which is the same in every process.
        archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """Say of every file of an archive that it is encrypted."""
    found = bytearray(data)
    found[data.index(b"PK\x03\x04") + 6] |= 1
    found[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(found)


GOOD = score(measure(signs() + note("C5", 16)))


def test_an_archive_without_a_container_is_searched():
    assert music(zipped("inside/score.xml", GOOD)) == "C\nc8|\n"


@pytest.mark.parametrize(("data", "said"), [
    (b"", "is empty"),
    (b"   \n", "is empty"),
    (b"X:1\nK:C\nCDE|\n", "not well-formed XML"),
    (GOOD[:-40], "not well-formed XML .* cut short"),
    (b"<html><body/></html>", "not MusicXML"),
    (b"<score-partwise/>", "holds no notes"),
    (b'<!DOCTYPE a [<!ENTITY b "c">]><score-partwise>&b;</score-partwise>', "entities"),
    (zipped("readme.txt", b"no score"), "archive without a score"),
    (zipped("a.xml", GOOD)[:80], "damaged archive"),
    (locked(zipped("a.xml", GOOD)), "locked with a password"),
    (zipped("a.xml", b" " * (65 * 2**20)), "larger than 64 MiB"),
    (b"<?xml version='1.0' encoding='no-such'?><a/>", "not well-formed XML"),
])
def test_what_cannot_be_read_is_said_in_a_sentence(data, said):
    with pytest.raises(FileError, match=said):
        read_musicxml(data, "score.mxl")


@pytest.mark.parametrize("element", [
    "<note/>", "<note><pitch/><duration>x</duration></note>", "<backup><duration>99</duration></backup>",
    "<attributes><divisions>0</divisions><time><beats>x</beats><beat-type>0</beat-type></time></attributes>",
    "<harmony/>", "<direction><direction-type><metronome/></direction-type></direction>", '<barline location="right"/>',
    "<note><grace/><pitch><step>Q</step></pitch></note>", "<note><pitch><step>C</step><octave>99</octave></pitch>"
    "<duration>1</duration></note>", "<attributes><clef number='x'/><key><fifths>99</fifths></key></attributes>",
])
def test_odd_elements_do_no_harm(element):
    imported = read_musicxml(score(measure(signs() + element + note("C5", 16) + element)), "x")
    assert read_tune(imported.text).bars
