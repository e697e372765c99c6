"""MIDI files to ABC: the grid, the bars, the key; what was lost is said; what is broken is said."""

from __future__ import annotations

import io
from random import Random

import mido
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import FileError
from engine.exchange.midi import midi_file
from engine.exchange.midi_reader import read_midi
from engine.notation.reader import read_tune
from engine.performance import perform
from tests.test_midi import TUNES
from tests.tunes import TuneMaker

QUARTER = 480


def data_of(file: mido.MidiFile) -> bytes:
    out = io.BytesIO()
    file.save(file=out)
    return out.getvalue()


def played(notes, *, signs=(), channel=0, ticks=QUARTER, velocity=80) -> bytes:
    """Return a file of one track. ``notes`` are onset, length (in quarters) and pitch; ``signs`` are meta messages."""
    file = mido.MidiFile(type=0, ticks_per_beat=ticks)
    events = [(0, 0, sign) for sign in signs]
    for onset, length, pitch in notes:
        begin = mido.Message("note_on", note=pitch, channel=channel, velocity=velocity)
        events.append((round(onset * ticks), 2, begin))
        events.append((round((onset + length) * ticks), 1, mido.Message("note_off", note=pitch, channel=channel)))
    track, now = mido.MidiTrack(), 0
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        track.append(message.copy(time=tick - now))
        now = tick
    file.tracks.append(track)
    return data_of(file)


def metre(top: int, bottom: int) -> mido.MetaMessage:
    return mido.MetaMessage("time_signature", numerator=top, denominator=bottom)


def key(name: str) -> mido.MetaMessage:
    return mido.MetaMessage("key_signature", key=name)


def music(data: bytes) -> str:
    """Return key and music of what is read."""
    return read_midi(data, "song.mid").text.partition("\nK:")[2]


def sounds(tune):
    """Return the notes from the first one on: silence before it is not kept."""
    notes = perform(tune, accompany=False, graces=False).notes
    begin = min(note.onset for note in notes)
    return sorted((note.onset - begin, note.pitch, note.length) for note in notes)


@pytest.mark.parametrize("name", [name for name in TUNES if name != "free metre"])
def test_our_own_file_comes_back_with_the_same_notes(name):
    tune = read_tune(TUNES[name])
    back = read_tune(read_midi(data_of(midi_file(perform(tune, accompany=False, graces=False))), "tune.mid").text)
    assert sounds(back) == sounds(tune)
    assert back.title == tune.title
    assert back.tempo is not None
    assert abs(back.tempo.bpm * back.tempo.beat - perform(tune).tempo_bpm * perform(tune).beat) < 1


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_any_tune_comes_back_with_the_same_notes(seed):
    maker = TuneMaker(Random(seed))
    tune = read_tune(maker.header + "".join(maker.body(5)))
    back = read_tune(read_midi(data_of(midi_file(perform(tune, accompany=False, graces=False))), "tune.mid").text)
    # Heard, not written: two notes of one pitch that touch may have been one that was tied.
    assert sounds(back) == sounds(tune)


def test_a_scale_in_the_key_and_metre_of_the_file():
    notes = [(n, 1, pitch) for n, pitch in enumerate((62, 64, 66, 67, 69, 71, 73, 74))]
    assert music(played(notes, signs=[metre(4, 4), key("D")])) == "D\nD E F G|A B c d|]\n"


def test_triplets_are_recognised_and_written_as_such():
    notes = [(0, 1 / 3, 64), (1 / 3, 1 / 3, 65), (2 / 3, 1 / 3, 67), (1, 1, 60)]
    assert music(played(notes, signs=[metre(2, 4), key("C")])) == "C\n(3EFG C2|]\n"


def test_a_triplet_over_two_beats_is_one():
    notes = [(0, 2 / 3, 60), (2 / 3, 2 / 3, 62), (4 / 3, 2 / 3, 64)]
    assert music(played(notes, signs=[metre(2, 4), key("C")])) in ("C\n(3C2D2E2|]\n", "C\n(3CDE|]\n")


def test_playing_that_is_not_exact_is_moved_to_the_beat_and_said():
    random = Random(3)
    notes = [(n / 2 + random.uniform(-0.05, 0.05) + 0.06, 0.42, 60 + (0, 2, 4, 5, 7)[n % 5]) for n in range(32)]
    imported = read_midi(played(notes, signs=[metre(4, 4), key("C")]), "song.mid")
    assert imported.text.partition("\nK:")[2].startswith("C\nCDEF GCDE|FGCD EFGC|")
    assert any("moved to the nearest sixteenth" in loss for loss in imported.losses)


@pytest.mark.parametrize("lilt", [0.5, 0.56, 0.6, 0.64, 2 / 3])
def test_uneven_quavers_are_written_even_and_never_as_triplets(lilt):
    notes = []
    for beat in range(30):
        first, second = ((60, 62), (64, 65), (67, 69), (65, 67))[beat % 4]
        notes += [(beat, lilt, first), (beat + lilt, 1 - lilt, second)]
    notes.append((30, 2, 60))
    imported = read_midi(played(notes, signs=[metre(4, 4), key("C")]), "song.mid")
    body = imported.text.partition("\nK:")[2].partition("\n")[2]
    assert body.replace("\n", "") == "CDEF GAFG|" * 7 + "CDEF C4|]"
    assert any("swing" in loss for loss in imported.losses) == (lilt > 0.56)


def test_a_late_beginning_is_a_pickup_and_silent_bars_are_left_out():
    notes = [(11, 1, 67), (12, 2, 72), (14, 2, 76), (16, 4, 72)]
    imported = read_midi(played(notes, signs=[metre(4, 4), key("C")]), "song.mid")
    assert imported.text.partition("\nK:")[2] in ("C\nG2|c4 e4|c8|]\n", "C\nG|c2 e2|c4|]\n")
    assert imported.losses == ("2 bars of silence at the beginning were left out",)


def test_a_pickup_is_found_by_the_bars_that_it_makes():
    tune = read_tune("X:1\nM:3/4\nL:1/4\nK:G\nD|G2B|d2B|A2c|e2c|G2B|d2B|A3|G2:|\n")
    file = midi_file(perform(tune, accompany=False))
    for track in file.tracks:  # without the accents that would give it away
        track[:] = [m.copy(velocity=70) if m.type == "note_on" and m.velocity else m for m in track]
    back = read_tune(read_midi(data_of(file), "tune.mid").text)
    assert [bar.length for bar in back.bars[:2]] == [tune.bars[0].length, tune.bars[1].length]


def test_drums_are_left_out_and_said():
    beat = played([(n, 0.5, 36) for n in range(4)], channel=9)
    with pytest.raises(FileError, match="no notes but percussion"):
        read_midi(beat, "beat.mid")
    file = mido.MidiFile(file=io.BytesIO(played([(0, 4, 60)])))
    file.type = 1
    file.tracks.append(mido.MidiFile(file=io.BytesIO(beat)).tracks[0])
    assert "the percussion was left out: ABC has notes only" in read_midi(data_of(file), "song.mid").losses


def test_tracks_are_voices_with_names_and_clefs():
    file = midi_file(perform(read_tune("X:1\nT:Duet\nM:4/4\nL:1/4\nK:C\nV:Fiddle\ncdef|\nV:Cello\nC,4|")))
    assert read_midi(data_of(file), "x.mid").text == (
        'X:1\nT:Duet\nM:4/4\nL:1/4\nQ:1/4=120\nV:1 name="Fiddle"\nV:2 clef=bass name="Cello"\nK:C\n'
        "V:1\nc d e f|]\nV:2\nC,4|]\n")


def test_what_overlaps_in_one_track_becomes_voices_and_what_does_not_chords():
    notes = [(0, 4, 48), (0, 2, 64), (0, 2, 67), (2, 2, 65)]
    assert music(played(notes, signs=[metre(4, 4), key("C")])) in (
        "C\nV:1\n[EG]4 F4|]\nV:2\nC,8|]\n", "C\nV:1\n[EG]2 F2|]\nV:2\nC,4|]\n")


@pytest.mark.parametrize(("names", "pitches", "found"), [
    ([], (57, 60, 64, 69, 68, 69, 64, 57), "Am"), ([], (62, 66, 69, 74, 73, 71, 69, 62), "D"),
    ([], (57, 59, 60, 62, 64, 66, 67, 69, 67, 64, 57), "Ador"), (["C"], (62, 66, 69, 74, 73, 71, 69, 62), "D"),
    (["Em"], (64, 67, 71, 76), "Em"),
])
def test_the_key_is_the_files_where_it_fits_and_found_where_not(names, pitches, found):
    notes = [(n, 1, pitch) for n, pitch in enumerate(pitches)]
    assert music(played(notes, signs=[metre(4, 4), *map(key, names)])).startswith(found + "\n")


def test_changes_of_metre_key_and_tempo_stand_where_they_happen():
    file = midi_file(perform(read_tune(TUNES["changing metre and tempo"])))
    back = read_tune(read_midi(data_of(file), "x.mid").text)
    assert [(bar.metre.text, bar.key.text) for bar in back.bars] == [
        ("7/8", "E"), ("7/8", "E"), ("5/4", "Em"), ("2/4", "Em"), ("2/4", "Em"), ("3/8", "Em"), ("3/8", "Em")]
    assert back.bars[2].tempo is not None and back.bars[2].tempo.bpm == 100


def test_lyrics_stand_under_their_notes():
    file = mido.MidiFile(file=io.BytesIO(played([(0, 1, 60), (1, 1, 62), (2, 2, 64)], signs=[metre(4, 4)])))
    track = file.tracks[0]
    for text, position in (("Glo-", 0), ("ry", 3), ("be", 6)):
        track.insert(position, mido.MetaMessage("lyrics", text=text))
    back = read_tune(read_midi(data_of(file), "x.mid").text)
    first = back.voices[0].lyrics[0]
    assert (first.text, first.note, first.joins) == ("Glo", 0, "-")


def test_without_a_metre_or_a_title_it_says_what_it_took():
    imported = read_midi(played([(0, 4, 60)]), "my song.mid")
    assert "\nT:my song\n" in imported.text
    assert imported.losses == ("the file names no metre: it is read in 4/4",)


def smpte() -> bytes:
    data = bytearray(played([(0, 1, 60)]))
    data[12:14] = b"\xe7\x28"
    return bytes(data)


WHOLE = played([(n, 1, 60) for n in range(30)])


@pytest.mark.parametrize(("data", "said"), [
    (b"", "is empty"), (b"X:1\nK:C\nCDE|", "not a MIDI file"), (WHOLE[:40], "cut short"),
    (WHOLE[:11], "cut short|damaged"),
    (smpte(), "frames of film"), (b"MThd\0\0\0\6\0\1\0\1\1\xe0" + bytes(range(256)) * 9, "damaged"),
    (b"MThd" + b"\0" * (17 * 2**20), "larger than 16 MiB"),
    (WHOLE.replace(b"MThd\0\0\0\6\0\0", b"MThd\0\0\0\6\0\2"), "type 2"), (played([]), "holds no notes"),
])
def test_what_cannot_be_read_is_said_in_a_sentence(data, said):
    with pytest.raises(FileError, match=said):
        read_midi(data, "song.mid")


@settings(deadline=None, max_examples=150)
@given(st.integers(14, len(WHOLE) - 1), st.binary(min_size=1, max_size=6))
def test_whatever_a_byte_is_changed_to_there_is_a_tune_or_a_sentence(place, junk):
    data = WHOLE[:place] + junk + WHOLE[place + len(junk):]
    said = ""
    try:
        read_tune(read_midi(data, "song.mid").text)
    except FileError as error:
        said = str(error)
    assert not said or said.startswith("song.mid ")


def test_the_chords_of_our_own_accompaniment_come_back_as_symbols():
    text = ('X:1\nT:Home\nM:4/4\nL:1/4\nQ:1/4=120\nK:Bb\n"Bb"B2 d2|"Gm"g3 f|"Eb"e4|"F7/A"c2 "F7"A2|"Cm7"c d e f|'
            '"Bdim"d4|"Bb"B4|]\n')
    file = midi_file(perform(read_tune(text)))
    imported = read_midi(data_of(file), "home.mid")
    back = read_tune(imported.text)
    assert [[(one.text, one.onset) for one in bar.symbols] for bar in back.bars] == [
        [(one.text, one.onset) for one in bar.symbols] for bar in read_tune(text).bars]
    assert "the track Chords was read as chord symbols" in imported.losses
    assert sounds(back) == sounds(read_tune(text))


def test_a_chord_that_changes_under_a_long_note_divides_it_with_a_tie():
    text = 'X:1\nM:4/4\nL:1/4\nK:C\n"C"c2- "G"c2|"F"f4|"C"c4|]\n'
    back = read_midi(data_of(midi_file(perform(read_tune(text)))), "x.mid").text
    assert back.endswith('\n"C"c2- "G"c2|"F"f4|"C"c4|]\n')


def test_chords_without_names_stay_a_voice():
    text = "X:1\nM:4/4\nL:1/4\nK:C\nV:Tune\ncdef|\nV:Chords\n[CDE]4|\n"
    back = read_tune(read_midi(data_of(midi_file(perform(read_tune(text)))), "x.mid").text)
    assert len(back.voices) == 2


def test_a_note_that_is_early_or_late_is_no_thirty_second():
    random = Random(8)
    notes = [(1 + n / 2 + random.gauss(0, 0.045), 0.4, 60 + (0, 2, 4, 5, 7, 9, 11, 12)[n % 8]) for n in range(64)]
    imported = read_midi(played(notes, signs=[metre(4, 4), key("C")]), "song.mid")
    assert "/" not in imported.text.partition("\nK:")[2]


def performed(text: str, **how) -> bytes:
    return data_of(midi_file(perform(read_tune(text), accompany=False, **how)))


@pytest.mark.parametrize("body", [
    "|:GABc d2B2|c2A2 A4|GABc d2g2|f2d2 d4|e2c2 c2e2|d2B2 B2d2|cBAG F2A2|G4 G4:|\n|:b2g2 g4|a2f2 f4|g2e2 efga|"
    "b2g2 g4|e2c2 c2e2|d2B2 B2d2|cBAG F2A2|G4 G4:|",
    "D2|:G2B2 d2B2|c2A2 A2FA|G2B2 d2g2|f2d2 d2ef|g2e2 c2e2|d2B2 B2AB|c2A2 F2A2|1 G4 G2D2:|2 G4 G4|]",
    "|:D2|G2B2 d2B2|c2A2 A2FA|G2B2 d2g2|f2d2 d2ef|g2e2 c2e2|d2B2 B2AB|c2A2 F2A2|G4 G2::B2|d2B2 B2dB|c2A2 A2FA|"
    "G2B2 d2g2|f2d2 d2ef|g2e2 c2e2|d2B2 B2AB|c2A2 F2A2|G4 G2:|",
])
def test_what_is_played_twice_is_written_once_with_repeats(body):
    tune = read_tune("X:1\nM:4/4\nL:1/8\nK:G\n" + body)
    back = read_tune(read_midi(data_of(midi_file(perform(tune, accompany=False))), "x.mid").text)
    assert sounds(back) == sounds(tune)
    assert len(back.bars) <= len(tune.bars) + 1
    assert any(bar.closing.closes_repeat for bar in back.bars)
    assert [bar.endings for bar in back.bars if bar.endings] == [bar.endings for bar in tune.bars if bar.endings]
    assert not back.diagnostics


def test_a_part_that_differs_in_one_voice_or_chord_is_no_repeat():
    once = "GABc d2B2|c2A2 A4|GABc d2g2|f2d2 d4|"
    for text in (f'"G"{once}"C"{once}', f"{once}{once}[V:2]G,8|G,8|G,8|G,8|A,8|G,8|G,8|G,8|"):
        tune = read_tune("X:1\nM:4/4\nL:1/8\nK:G\n" + text)
        back = read_tune(read_midi(data_of(midi_file(perform(tune))), "x.mid").text)
        assert not any(bar.closing.closes_repeat for bar in back.bars)


@pytest.mark.parametrize(("metre_name", "body"), [
    ("6/8", "A|d2A F2A|d2f e2d|c2e ABc|d2e f2d|e2c A2A|Bcd efg|fed cBc|d3 d2:|"),
    ("3/4", "D2|G4AB|G2D4|B4cB|A2D4|E4FG|F2A2c2|B2A2F2|G4:|"),
    ("4/4", "GABc d2B2|c2A2 A2FA|G2B2 d2g2|f2d2 d2ef|g2e2 c2e2|d2B2 B2AB|c2A2 F2A2|G4 G4:|"),
    ("9/8", "d2e f2g fed|e2A A2B cBA|d2e f2g fed|f2d d2e f3:|a2f d2f afd|g2e A2B cBA|a2f d2f afd|f2d d2e f3:|"),
])
def test_a_metre_that_the_file_does_not_name_is_found(metre_name, body):
    text = f"X:1\nM:{metre_name}\nL:1/8\nK:D\n{body}\n"
    file = midi_file(perform(read_tune(text), accompany=False))
    for track in file.tracks:
        track[:] = [m for m in track if m.type != "time_signature"]
    imported = read_midi(data_of(file), "x.mid")
    assert read_tune(imported.text).metre.text == metre_name
    assert any(f"it sounds like {metre_name}" in loss for loss in imported.losses)
    assert sounds(read_tune(imported.text)) == sounds(read_tune(text))


def test_graces_are_written_as_graces_and_slow_short_notes_are_notes():
    text = "X:1\nM:6/8\nL:1/8\nQ:3/8=110\nK:D\n{e}d2A {fg}f2d|~e3 {c}e2f|{g}f2d {c}d2B|A3 A3|\n"
    back = read_tune(read_midi(performed(text), "x.mid").text)
    assert [[grace.pitch.midi for grace in note.graces] for bar in back.bars for note in bar.notes if note.graces] == [
        [76], [78, 79], [78], [74], [73], [79], [73]]
    assert [bar.length for bar in back.bars] == [bar.length for bar in read_tune(text).bars]
    slow = "X:1\nM:2/4\nL:1/32\nQ:1/4=40\nK:D\ndcd6 fef6|dcd6 fef6|d16|\n"
    back = read_tune(read_midi(performed(slow), "x.mid").text)
    assert not any(note.graces for bar in back.bars for note in bar.notes)


def test_playing_without_a_click_is_written_by_its_own_beat():
    random = Random(4)
    text = "X:1\nM:6/8\nL:1/8\nK:D\n" + "d2A F2A|d2f e2d|c2e ABc|d2e f2d|e2c A2A|Bcd efg|fed cBc|d3 d3|" * 3
    notes, now = [], 1.37  # quarters of a file that counts 120 of them a minute
    for note in perform(read_tune(text), accompany=False).notes:
        length = float(note.length) * 8 * 0.53 * (1 + 0.06 * random.random())
        notes.append((now + random.gauss(0, 0.012), length * 0.9, note.pitch))
        now += length
    imported = read_midi(played(notes), "free.mid")
    back = read_tune(imported.text)
    assert any("its own beat was found" in loss for loss in imported.losses)
    assert [note.onset for note in perform(back).notes] == [note.onset for note in perform(read_tune(text)).notes]
    assert back.metre.text == "6/8"
    assert back.tempo is not None
    assert 60 / (0.53 / 2 * 3) - 5 < back.tempo.bpm < 60 / (0.53 / 2 * 3) + 5
