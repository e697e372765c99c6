"""A standard MIDI file to ABC: grid, bars, key, voices; what a score cannot hold is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from engine.exchange.barring import bars_of, find_pickup, layers, spans
from engine.exchange.beat_finding import follow_player
from engine.exchange.chord_track import chord_symbols, is_accompaniment
from engine.exchange.folding import fold
from engine.exchange.grace_finding import set_graces, take_graces
from engine.exchange.key_finding import find_key, outside
from engine.exchange.losses import listed
from engine.exchange.metre_finding import find_metre
from engine.exchange.midi_file import MidiSong, Played, Track, read_song
from engine.exchange.quantise import Grid, Snapped
from engine.exchange.scoring import NOWHERE, Imported, Line, break_lines, make_tune, tidy_text
from engine.notation.fields import COMMON, parse_metre
from engine.notation.keys import Key
from engine.notation.tune import Bar, BarLine, Metre, Syllable, Tempo
from engine.performance import VOICE_CHANNELS
from engine.sentences import Sentence

_WRONG_KEY = 0.2  # of what sounds lies outside the signature: it was never set
_LOW = 57  # below this on average a staff has a bass clef
_LEAST_CHANGE = 0.04  # of the tempo that is worth a sign


def read_midi(data: bytes, name: str) -> Imported:
    """Return the music in the bytes of a MIDI file as ABC. ``name`` is the file's, for messages and as title.

    Raises:
        FileError: they are no MIDI file, or damaged, or hold no notes.
    """
    song = read_song(data, name)
    losses = _losses(song)
    onsets = [note.onset for track in song.tracks for note in track.notes]
    if not Grid(onsets, song.tick, Fraction(1, 4), Fraction(0)).is_exact and follow_player(song):
        losses.append(Sentence("the playing follows no beat of the file: its own beat was found, and tempo and metre "
                               "with it"))
    graces = sum(take_graces(track.notes, song.tempos) for track in song.tracks)
    if graces:
        losses.append(Sentence("one note too short to be melody was written as a grace") if graces == 1 else
                      Sentence("{count} notes too short to be melody were written as graces", count=graces))
    everything = sorted((note for track in song.tracks for note in track.notes), key=lambda note: note.onset)
    metres, pickup = _metres(song, everything, losses)
    keys = _keys(song, everything)
    first = metres[0][1]
    window = _window(everything, first)
    grid = Grid([note.onset for note in everything], song.tick, window, pickup % window)
    snapped = [(track, grid.snap(track.notes)) for track in song.tracks]
    if not grid.is_exact:
        losses.append(Sentence("the playing was free of the beat: notes were moved to the nearest sixteenth or "
                               "triplet"))
    if grid.is_swung:
        losses.append(Sentence("the quavers are played long and short, as a swing: they were written even"))
    places = spans(metres, keys, pickup, max(one.end for _, notes in snapped for one in notes))
    symbols = _symbols(snapped, keys[0][1], losses)
    folded = None
    if len(metres) == 1 and len(set(song.tempos.values())) <= 1 and not any(
            track.words for track in song.tracks):
        folded = fold([notes for _, notes in snapped], symbols, places, pickup)
    if folded is not None:
        places, symbols = folded.places, folded.symbols(symbols)
        snapped = [(track, folded.notes(notes)) for track, notes in snapped]
    lines: list[Line] = []
    for track, notes in snapped:
        for number, line in enumerate(layers(notes)):
            bars = bars_of(line, places, is_first=number == 0, symbols=() if lines else symbols)
            bars = set_graces(bars, notes, Fraction(1)) if graces and number == 0 else bars
            mean = sum(sum(pitches) / len(pitches) for *_, pitches in line) / len(line)
            lines.append(Line(bars, track.name if number == 0 else "", "bass" if mean < _LOW else "",
                              lyrics=_lyrics(track, bars) if number == 0 else ()))
    _draw(lines, song)
    if folded is not None and folded.opens:
        for made in lines:
            made.bars[0] = made.bars[0]._replace(opening=BarLine("|:", NOWHERE))
    title = song.title or Path(name).stem
    fields = [("T", title), *(("N", words) for words in song.remarks if words)]
    if len(lines) > len(VOICE_CHANNELS):
        losses.append(Sentence("the file has {count} voices: only the first {most} sound here", count=len(lines),
                               most=len(VOICE_CHANNELS)))
    return Imported(tidy_text(make_tune(lines, fields, _tempo(song, Fraction(0), first))), tuple(losses))


def _symbols(snapped: list[tuple[Track, list[Snapped]]], key: Key,
             losses: list[Sentence]) -> list[tuple[Fraction, str]]:
    """Take an accompaniment out of the tracks and return it as chord symbols, where it plays chords that have names."""
    for place, (track, notes) in enumerate(snapped):
        symbols = chord_symbols(notes, key.fifths) if is_accompaniment(track) and len(snapped) > 1 else None
        if symbols is not None:
            del snapped[place]
            losses.append(Sentence("the track {name} was read as chord symbols", name=track.name))
            return symbols
    return []


def _window(notes: Sequence[Played], metre: Metre) -> Fraction:
    """Return what the grid divides: a quarter, or an eighth where the notes are as short or the beats are dotted."""
    if metre.is_compound or (metre.length is not None and (metre.length * 4).denominator > 1):
        return Fraction(1, 8)
    steps = sorted(later.onset - note.onset for note, later in pairwise(notes) if later.onset > note.onset)
    return Fraction(1, 8) if steps and steps[len(steps) // 2] <= Fraction(1, 12) else Fraction(1, 4)


def _losses(song: MidiSong) -> list[Sentence]:
    found: list[Sentence] = []
    if song.has_drums:
        found.append(Sentence("the percussion was left out: ABC has notes only"))
    lost = Counter({what: count for what, count in song.lost.items() if count})
    if len({note.velocity for track in song.tracks for note in track.notes}) > 1:
        lost[Sentence("how loud each note is played")] = 0
    return found + listed(lost)


def _metres(song: MidiSong, notes: Sequence[Played], losses: list[Sentence]) \
        -> tuple[list[tuple[Fraction, Metre]], Fraction]:
    """Return the metres from their onsets on, and the length of the pickup. Silence before the music is taken away."""
    found: list[tuple[Fraction, Metre]] = []
    for onset, (top, bottom) in sorted(song.metres.items()):
        metre = parse_metre(f"{top}/{bottom}")
        if metre is not None and (not found or found[-1][1] != metre):
            found.append((onset, metre))
    if not found:
        guessed = find_metre(_melody(song))
        losses.append(Sentence("the file names no metre: it sounds like {metre}", metre=guessed.text) if guessed else
                      Sentence("the file names no metre: it is read in 4/4"))
        found.append((Fraction(0), guessed or COMMON))
    if found[0][0] > 0:
        found.insert(0, (Fraction(0), COMMON))
    if len(found) > 1 and found[1][0] == found[0][1].length and (found[1][1].length or 0) > found[1][0]:
        # A pickup that the file announces as a bar of its own.
        return [(Fraction(0), found[1][1]), *found[2:]], found[1][0]
    length = found[0][1].length or Fraction(1)
    silent = notes[0].onset // length
    if silent:
        one = Sentence("one bar of silence at the beginning was left out")
        losses.append(one if silent == 1 else
                      Sentence("{count} bars of silence at the beginning were left out", count=silent))
        _shift(song, silent * length)
        found = [(max(Fraction(0), onset - silent * length), metre) for onset, metre in found]
    late = round(notes[0].onset * 16) * Fraction(1, 16)
    if late >= length / 2:
        # The music begins late in its first bar: that bar is a pickup.
        _shift(song, late)
        return [(max(Fraction(0), onset - late), metre) for onset, metre in found], length - late
    return found, find_pickup(notes, found[0][1]) if not late else Fraction(0)


def _melody(song: MidiSong) -> Sequence[Played]:
    """Return the notes of the highest track that has enough of them."""
    most = max(len(track.notes) for track in song.tracks)
    tracks = [track for track in song.tracks if 4 * len(track.notes) >= most]
    return max(tracks, key=lambda track: sum(note.pitch for note in track.notes) / len(track.notes)).notes


def _shift(song: MidiSong, silence: Fraction) -> None:
    """Let everything begin earlier by so much."""
    for track in song.tracks:
        for note in track.notes:
            note.onset, note.end = max(Fraction(0), note.onset - silence), note.end - silence
        track.words = [(onset - silence, word) for onset, word in track.words]
    song.tempos = {max(Fraction(0), onset - silence): bpm for onset, bpm in song.tempos.items()}
    song.keys = {max(Fraction(0), onset - silence): key for onset, key in song.keys.items()}


def _keys(song: MidiSong, notes: Sequence[Played]) -> list[tuple[Fraction, Key]]:
    """Return the keys from their onsets on: the file's where they fit, found from the notes where it has none."""
    weights: Counter[int] = Counter()
    for note in notes:
        weights[note.pitch % 12] += int((note.end - note.onset) * 1920)
    top = song.tracks[0].notes
    final = top[-1].pitch if top else None
    signs = sorted(song.keys.items())
    if len(signs) > 1:
        return [(Fraction(0), signs[0][1]), *signs[1:]]
    if signs and outside(weights, signs[0][1].fifths) <= _WRONG_KEY:
        key = signs[0][1]
        # A signature of major may be any mode's: MIDI knows no other than major and minor.
        return [(Fraction(0), key if key.mode == "m" else find_key(weights, final, [key.fifths]))]
    return [(Fraction(0), find_key(weights, final))]


def _tempo(song: MidiSong, onset: Fraction, metre: Metre) -> Tempo | None:
    """Return the tempo in force at an onset, counted in the beats of the metre."""
    before = [bpm for at, bpm in sorted(song.tempos.items()) if at <= onset]
    if not before:
        return None
    bpm = before[-1] * float(Fraction(1, 4) / metre.beat)
    near = round(bpm)
    bpm = near if abs(bpm - near) < 0.02 else round(bpm, 2)
    return Tempo(metre.beat, bpm) if 1 <= bpm <= 2000 else None


def _draw(lines: Sequence[Line], song: MidiSong) -> None:
    """Let lines of music begin, the tempo change and the tune end where they do."""
    starts = break_lines(lines[0].bars)
    for line in lines:
        line.bars = [bar._replace(begins_line=bar.index in starts) for bar in line.bars]
        last = line.bars[-1]
        if not last.closing.closes_repeat:
            line.bars[-1] = last._replace(closing=BarLine("|]", NOWHERE))
    now, held = Fraction(0), _tempo(song, Fraction(0), lines[0].bars[0].metre)
    for number, bar in enumerate(lines[0].bars):
        tempo = _tempo(song, now, bar.metre)
        if number and tempo is not None and held is not None and _differs(tempo, held):
            lines[0].bars[number] = bar._replace(tempo=tempo)
            held = tempo
        now += bar.length


def _differs(one: Tempo, other: Tempo) -> bool:
    here, there = one.bpm * float(one.beat), other.bpm * float(other.beat)
    return abs(here - there) > _LEAST_CHANGE * there


def _lyrics(track: Track, bars: Sequence[Bar]) -> tuple[Syllable, ...]:
    """Return the words under the notes that begin with them."""
    places: dict[Fraction, tuple[int, int]] = {}
    now = Fraction(0)
    held = False
    for bar in bars:
        for number, note in enumerate(bar.notes):
            if note.pitches and not held:
                places[now + note.onset] = bar.index, number
            held = bool(note.tied) and note.tied[0]
        now += bar.length
    found: list[Syllable] = []
    for onset, word in track.words:
        near = min(places, key=lambda place: abs(place - onset), default=None)
        text = word.strip("/\\ ")
        if near is None or not text.strip("-_") or abs(near - onset) > Fraction(1, 16):
            continue
        joins = "-" if text.endswith("-") else ""
        if not any(one.bar == places[near][0] and one.note == places[near][1] for one in found):
            found.append(Syllable(text.rstrip("-"), *places[near], 1, joins, NOWHERE))
    return tuple(found)
