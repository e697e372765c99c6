"""MIDI files: exact ticks, clean messages, and the same notes as abc2midi."""

from __future__ import annotations

import os
import shutil
import threading
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import FileError
from engine.exchange.midi import midi_file, write_midi
from engine.notation.reader import read_tune
from engine.performance import TimedNote, perform
from tests.abc2midi import difference

# Our own tunes, and traditional ones written down by ear for this test.
TUNES = {
    "jig with endings": """X:1
T:The Tin Lantern
M:6/8
L:1/8
R:jig
K:G
D|:"G"GAB dBG|"C"E2c "D"BAF|"G"GAB "Em"gfe|1"D"d3 -d2D:|2"D"dcA "G"G3||
|:"G"gfg "D"aga|"Em"bge "C"e2d|"Am"cAc "D"BAF|[1"G"A3 G2d:|[2"G"AGF G2|]
""",
    "hornpipe": """X:2
T:Low Tide
M:4/4
L:1/8
R:hornpipe
K:D
(3ABc|:dcdA FADF|G>FGB (3AGFE2|DFAd fafd|ecAc d2(3ABc:|
|:d2fd B>cde|f/g/a ge dcBA|BGBd Adfd|egfe d4:|
""",
    "frere jacques": """X:3
T:Frere Jacques
C:trad.
M:C|
L:1/4
Q:1/2=96
K:F
FGAF|FGAF|ABc2|ABc2|c/d/c/B/ AF|c/d/c/B/ AF|FCF2|FCF2|]
""",
    "twinkle in minor": """X:4
T:A Star in Minor
C:trad., bent
M:2/4
L:1/8
K:Am
A2A2|e2e2|f2^fg|e4|d2d2|c2^c2|B2^GB|A4:|
""",
    "waltz with chords and ties": """X:5
T:Three Chairs
M:3/4
L:1/4
K:Bb
|:[B,DF]2 B-|B>A G-|[GB]3-|[GB]2 z|"Eb"e>d c|(3Bcd _e/=e/|f3-|f2 z:|
""",
    "strathspey": """X:6
T:Snap
M:C
L:1/16
K:Ador
A4|:e2>A2 c<ABd e3f g2e2|d>B (3G4A4B4 d8|e>>a g<<e|{ed}c4 [Ace]4 A8:|
""",
    "changing metre and tempo": """X:7
T:Turnstile
M:7/8
L:1/8
Q:1/8=220
K:E
B2 GABcd|e3 d2 c2|
M:5/4
Q:1/4=100
[K:Em] B2 G2 E2 F2 G2|
M:2/4
EDB,D|E4|
[M:3/8] e2d|^c3|]
""",
    "implied repeats": """X:8
T:Twice Told
M:4/4
L:1/4
K:C
CDEF|G2E2:|GFED|C4:|
""",
    "a repeat from the very beginning": """X:9
T:No Sign
M:4/4
L:1/8
K:Dmix
D2FA d2cA|BGBd A2FA|G2BG F2AF|EDCE D4:|
""",
    "accidentals in their bar": """X:10
T:Thorns
M:4/4
L:1/8
K:Eb
E^FGA _B=BcB|f=ef^f g2^G2|G_GFE D^C=CB,|E,2^F,2 E4|
""",
    "tuplets of every kind": """X:11
T:Gears
M:12/8
L:1/8
K:A
(2AB (3ABc (4ABcd|e3 (6efgagf e3|(5ABcde f3 e3|(3:2:4A2BcA c3 (3a/g/f/ e2 A3|]
""",
    "free metre": """X:12
T:Fog Horn
M:none
L:1/4
K:none
C D/E/ ^F2 z G- G4 c/>B/ A3|c'2 C,2|]
""",
}


@pytest.fixture(scope="module", autouse=True)
def abc2midi():
    if shutil.which("abc2midi") is None and os.environ.get("CI") == "true":
        pytest.fail("abc2midi not installed: apt-get install abcmidi")


def timed(track):
    """Yield the messages of a track with their ticks."""
    now = 0
    for message in track:
        now += message.time
        yield now, message


@pytest.mark.parametrize("name", TUNES)
def test_notes_and_onsets_are_those_of_abc2midi(name):
    if shutil.which("abc2midi") is None:
        pytest.skip("abc2midi not installed: apt-get install abcmidi")
    assert difference(TUNES[name]) is None


def test_the_comparison_sees_a_wrong_pitch_a_late_note_and_a_missing_one(monkeypatch):
    if shutil.which("abc2midi") is None:
        pytest.skip("abc2midi not installed: apt-get install abcmidi")
    import tests.abc2midi as comparison

    for changed in ("FGAF|FGAG|", "FGA>F|FGAF|", "FGAF|FGAz|"):
        bent = TUNES["frere jacques"].replace("FGAF|FGAF|", changed)
        with monkeypatch.context() as patch:
            patch.setattr(comparison, "read_tune", lambda _, bent=bent: read_tune(bent))
            assert difference(TUNES["frere jacques"]) is not None


@pytest.mark.parametrize("name", TUNES)
def test_every_note_ends_after_it_began_and_before_it_begins_again(name):
    file = midi_file(perform(read_tune(TUNES[name])))
    for track in file.tracks:
        sounding: dict[tuple[int, int], int] = {}
        for tick, message in timed(track):
            assert message.time >= 0
            if message.type == "note_on":
                assert (message.channel, message.note) not in sounding
                sounding[message.channel, message.note] = tick
            elif message.type == "note_off":
                assert tick > sounding.pop((message.channel, message.note))
        assert sounding == {}
        assert track[-1].type == "end_of_track"


def test_at_one_tick_the_old_note_ends_before_the_new_one_begins():
    file = midi_file(perform(read_tune("X:1\nL:1/4\nK:C\nCCC|")))
    kinds = [(tick, m.type) for tick, m in timed(file.tracks[1]) if m.type.startswith("note")]
    assert kinds == [(0, "note_on"), (480, "note_off"), (480, "note_on"), (960, "note_off"), (960, "note_on"),
                     (1440, "note_off")]


def test_ticks_are_exact_however_long_the_tune():
    file = midi_file(perform(read_tune("X:1\nM:2/4\nL:1/8\nQ:1/4=97\nK:C\n" + "(3CDE(3CDE|" * 1000)))
    onsets = [tick for tick, m in timed(file.tracks[1]) if m.type == "note_on"]
    assert onsets == [160 * n for n in range(6000)]


def test_tempo_metre_and_key_stand_where_they_change():
    file = midi_file(perform(read_tune(TUNES["changing metre and tempo"])))
    signs = [(tick, m) for tick, m in timed(file.tracks[0])]
    tempos = [(tick, round(mido.tempo2bpm(m.tempo), 2)) for tick, m in signs if m.type == "set_tempo"]
    metres = [(tick, m.numerator, m.denominator) for tick, m in signs if m.type == "time_signature"]
    keys = [(tick, m.key) for tick, m in signs if m.type == "key_signature"]
    assert tempos == [(0, 110), (3360, 100)]
    assert metres == [(0, 7, 8), (3360, 5, 4), (5760, 2, 4), (7680, 3, 8)]
    assert keys == [(0, "E"), (3360, "Em")]
    assert signs[0][1].name == "Turnstile"
    assert file.ticks_per_beat == 480 and file.type == 1


def test_seconds_in_the_file_are_those_of_the_performance():
    performance = perform(read_tune(TUNES["changing metre and tempo"]))
    now, starts = 0.0, []
    for message in midi_file(performance):
        now += message.time
        if message.type == "note_on":
            starts.append(now)
    assert starts == pytest.approx([note.start_s for note in performance.notes], abs=0.002)


def test_each_voice_has_a_track_with_its_name_and_the_chords_have_theirs():
    file = midi_file(perform(read_tune('X:1\nT:Duet\nL:1/4\nK:C\nV:Fiddle\n"C"CDEF|\nV:Cello\nC,4|')))
    assert [track.name for track in file.tracks] == ["Duet", "Fiddle", "Cello", "Chords"]
    channels = [{m.channel for m in track if m.type == "note_on"} for track in file.tracks]
    assert channels == [set(), {0}, {2}, {1}]


@pytest.mark.parametrize("abc", ["", "X:1\nK:C\n", "X:1\nM:none\nK:none\nz|", "X:1\nM:5/3\nQ:1=9999999\nK:C\nC|",
                                 "X:1\nT:ÖÅ音\nM:2+3/8\nK:Cb\nC|", "X:1\nM:1/1\nL:1/512\nK:C\nC/1024 D|"])
def test_odd_tunes_still_make_a_file_that_can_be_read(tmp_path, abc):
    write_midi(tmp_path / "odd.mid", perform(read_tune(abc)))
    file = mido.MidiFile(tmp_path / "odd.mid", charset="utf-8")
    assert file.length >= 0
    for track in file.tracks:
        assert Counter(m.note for m in track if m.type == "note_on") == Counter(
            m.note for m in track if m.type == "note_off")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9), st.integers(60, 62)), max_size=12))
def test_notes_that_overlap_on_one_pitch_are_written_one_after_the_other(spans):
    notes = tuple(TimedNote(a, a + b, p, 80, 0, 0, 0, Fraction(a, 7000), Fraction(b, 7000))
                  for a, b, p in sorted(spans))
    file = midi_file(replace(perform(read_tune("X:1\nK:C\nC|")), notes=notes))
    sounding: dict[int, int] = {}
    for tick, message in timed(file.tracks[1]):
        if message.type == "note_on":
            assert message.note not in sounding
            sounding[message.note] = tick
        elif message.type == "note_off":
            assert tick > sounding.pop(message.note)
    assert sounding == {}


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path):
    performance = perform(read_tune(TUNES["hornpipe"]))
    path = tmp_path / "tune.mid"
    write_midi(path, performance)
    before = path.read_bytes()
    taken = tmp_path / "taken"
    taken.mkdir()
    with pytest.raises(FileError, match="cannot be written"):
        write_midi(taken, performance)
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["taken", "tune.mid"]


def test_a_reader_never_sees_half_a_file(tmp_path):
    performance = perform(read_tune(TUNES["hornpipe"]))
    path = tmp_path / "tune.mid"
    write_midi(path, performance)
    whole = path.read_bytes()
    done = threading.Event()
    torn: list[int] = []

    def look():
        while not done.is_set():
            if path.read_bytes() != whole:
                torn.append(1)

    watcher = threading.Thread(target=look)
    watcher.start()
    for _ in range(30):
        write_midi(path, performance)
    done.set()
    watcher.join()
    assert torn == []
