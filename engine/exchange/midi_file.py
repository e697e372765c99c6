"""What a standard MIDI file says, before anything is made of it: notes by track and channel, signs by tick."""

from __future__ import annotations

import contextlib
import io
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from engine.errors import FileError
from engine.exchange.losses import no_notes
from engine.notation.keys import Key, parse_key
from engine.sentences import Sentence

if TYPE_CHECKING:
    import mido

LARGEST_BYTES = 16 * 1024 * 1024
_MOST_NOTES = 200_000
_BENDS, _PEDAL, _INSTRUMENTS = Sentence("bends of the pitch"), Sentence("pedal"), Sentence("instruments")
_LONGEST = 5_000  # whole notes: three hours; a broken time can make it years
_DRUMS = 9  # the tenth channel, counted from 0


@dataclass(slots=True)
class Played:
    """One note as it was played. Times in whole notes, straight from the ticks. ``graces`` are pitches before it."""

    onset: Fraction
    end: Fraction
    pitch: int
    velocity: int
    graces: tuple[int, ...] = ()


@dataclass(slots=True)
class Track:
    """The notes of one channel of one track, by onset. ``words`` are lyrics with their onsets."""

    name: str
    notes: list[Played] = field(default_factory=list)
    words: list[tuple[Fraction, str]] = field(default_factory=list)


@dataclass(slots=True)
class MidiSong:
    """A MIDI file that has been read. Onsets in whole notes; ``tick`` is one tick.

    ``tempos`` are quarter notes a minute; ``metres`` are numerators and denominators. ``lost`` counts what has no place
    in a score; ``has_drums`` says that there is percussion, which has been left out.
    """

    title: str
    tick: Fraction
    tracks: list[Track]
    tempos: dict[Fraction, float]
    metres: dict[Fraction, tuple[int, int]]
    keys: dict[Fraction, Key]
    remarks: list[str]
    lost: Counter[Sentence]
    has_drums: bool


def read_song(data: bytes, name: str) -> MidiSong:
    """Return what the bytes of a MIDI file say. ``name`` is the file's, for messages.

    Raises:
        FileError: they are no MIDI file, or damaged, or hold no notes.
    """
    file = _parsed(data, name)
    if file.type == 2:
        raise FileError("{name} is a MIDI file of type 2, a bundle of patterns: save it as type 0 or 1", name=name)
    if file.ticks_per_beat <= 0:
        raise FileError("{name} counts in frames of film and not in beats, so it has no bars: save it by beats",
                        name=name)
    song = MidiSong("", Fraction(1, 4 * file.ticks_per_beat), [], {}, {}, {}, [], Counter(), has_drums=False)
    for number, track in enumerate(file.tracks):
        _read_track(song, track, is_first=number == 0)
        if sum(len(one.notes) for one in song.tracks) > _MOST_NOTES:
            raise FileError("{name} holds more than {most} notes, too many for one tune: split it", name=name,
                            most=_MOST_NOTES)
    if any(note.end > _LONGEST for one in song.tracks for note in one.notes):
        raise FileError("{name} lasts longer than {longest} bars: is it damaged?", name=name, longest=_LONGEST)
    if not song.tracks:
        raise no_notes(name, has_drums=song.has_drums)
    return song


def _parsed(data: bytes, name: str) -> mido.MidiFile:
    import mido

    if len(data) > LARGEST_BYTES:
        raise FileError("{name} is larger than {mebibytes} MiB: is it a MIDI file?", name=name,
                        mebibytes=LARGEST_BYTES // 2 ** 20)
    if not data:
        raise FileError("{name} is empty: choose another file", name=name)
    if data.startswith(b"RIFF") and b"MThd" in data[:64]:
        data = data[data.index(b"MThd"):]
    if not data.startswith(b"MThd"):
        raise FileError("{name} is not a MIDI file (it does not begin with MThd): choose another file", name=name)
    try:
        return mido.MidiFile(file=io.BytesIO(data), clip=True)
    except EOFError as error:
        raise FileError("{name} is cut short: get the file again", name=name) from error
    # mido raises whatever its bytes lead it to, KeySignatureError (a plain Exception) among them.
    except Exception as error:
        raise FileError("{name} is a damaged MIDI file: get it again", name=name) from error


def _read_track(song: MidiSong, track: mido.MidiTrack, *, is_first: bool) -> None:
    now = 0
    found: dict[int, Track] = {}
    sounding: dict[tuple[int, int], list[Played]] = defaultdict(list)
    words: list[tuple[Fraction, str]] = []
    title = ""
    for message in track:
        now += message.time
        onset = now * song.tick
        if message.type == "note_on" and message.velocity:
            if message.channel == _DRUMS:
                song.has_drums = True
                continue
            note = Played(onset, onset, message.note, message.velocity)
            sounding[message.channel, message.note].append(note)
            found.setdefault(message.channel, Track("")).notes.append(note)
        elif message.type in ("note_on", "note_off"):
            if sounding[message.channel, message.note]:
                sounding[message.channel, message.note].pop(0).end = onset
        elif message.is_meta:
            if message.type == "track_name":
                title = title or readable(message.name)
            elif message.type == "lyrics":
                words.append((onset, readable(message.text)))
            else:
                _read_sign(song, message, onset)
        elif message.type == "pitchwheel":
            song.lost[_BENDS] += message.pitch != 0
        elif message.type == "control_change":
            song.lost[_PEDAL] += message.control == 64 and message.value >= 64
        elif message.type == "program_change":
            song.lost[_INSTRUMENTS] += message.program != 0
    for left in sounding.values():
        for note in left:
            note.end = now * song.tick
    for place, (channel, one) in enumerate(sorted(found.items())):
        one.name = title if len(found) == 1 else f"{title} {channel + 1}".strip()
        one.words = words if place == 0 else []
        one.notes.sort(key=lambda note: (note.onset, -note.pitch))
        song.tracks.append(one)
    if is_first and not song.title:
        song.title = title


def _read_sign(song: MidiSong, message: mido.MetaMessage, onset: Fraction) -> None:
    if message.type == "set_tempo" and message.tempo > 0:
        song.tempos[onset] = 60_000_000 / message.tempo
    elif message.type == "time_signature":
        song.metres[onset] = message.numerator, message.denominator
    elif message.type == "key_signature":
        key = parse_key(message.key)
        if key is not None:
            song.keys[onset] = key
    elif message.type == "copyright":
        song.remarks.append(readable(message.text))


def readable(text: str) -> str:
    """Return a text that mido has read as Latin-1, as UTF-8 where it is, on one line and without quotation marks."""
    with contextlib.suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return " ".join("".join(char for char in text if char.isprintable() or char == " ").replace('"', "'").split())
