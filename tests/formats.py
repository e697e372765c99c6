"""Write tunes in other formats and let other programs read them: the same notes come back, or it is said where not.

As a command: ``python -m tests.formats BOOK.abc... [--sample N] [--seed S]``. For each tune music21 reads our MusicXML
and our MIDI; abc2midi reads our ABC; we read our MusicXML and our MIDI back. Notes are compared by pitch, onset and
length. Exit status 1 if anything differs.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from engine.exchange.midi import write_midi
from engine.exchange.midi_reader import read_midi
from engine.exchange.musicxml import write_musicxml
from engine.exchange.musicxml_reader import read_musicxml
from engine.notation.book import music_end, tune_ranges
from engine.notation.reader import read_tune
from engine.notation.tune import Tune
from engine.notation.writer import write_tune
from engine.performance import TimedNote, perform
from tests.abc2midi import TOLERANCE, plain, reference, sounds


class Heard(NamedTuple):
    """A note: onset and length in whole notes, and its MIDI number."""

    onset: Fraction
    pitch: int
    length: Fraction


def written(tune: Tune) -> list[list[Heard]]:
    """Return the notes of each voice in the order of writing, ties joined, without repeats and graces."""
    found = []
    for voice in tune.voices:
        notes: list[Heard] = []
        held: dict[int, int] = {}  # pitch -> place in notes
        begin = Fraction(0)
        for bar in voice.bars:
            for number, layer in enumerate((bar.notes, *bar.overlays)):
                held = held if number == 0 else {}
                for note in layer:
                    if note.length <= 0:
                        continue
                    now: dict[int, int] = {}
                    for place, pitch in enumerate(note.pitches):
                        midi = pitch.midi + voice.transpose
                        if midi in held and midi not in now:
                            one = notes[held[midi]]
                            notes[held[midi]] = one._replace(length=one.length + note.length)
                            at = held[midi]
                        else:
                            at = len(notes)
                            notes.append(Heard(begin + note.onset, midi, note.length))
                        if place < len(note.tied) and note.tied[place]:
                            now[midi] = at
                    held = now
            begin += bar.length
        found.append(sorted(notes))
    return found


def music21_notes(path: str, *, with_repeats: bool = False) -> list[list[Heard]]:
    """Return the notes of each part as music21 reads a file, ties joined, without graces. Onsets in whole notes."""
    import music21

    # Unasked it would move the notes of a MIDI file onto a grid of its own.
    settings = {"quantizePost": False} if path.endswith(".mid") else {}
    score: Any = music21.converter.parse(path, **settings).toSoundingPitch()
    return [_joined(part.expandRepeats() if with_repeats else part) for part in score.parts]


def _joined(part: Any) -> list[Heard]:
    """Join what is tied, pitch by pitch: music21's own stripTies leaves a note apart that is tied into a chord."""
    import music21

    found: list[Heard] = []
    held: dict[tuple[int, Fraction], int] = {}  # pitch and end -> place in found
    for one in part.flatten().notes:
        if isinstance(one, music21.harmony.Harmony) or one.duration.isGrace:
            continue
        onset, length = _exact(one.offset), _exact(one.quarterLength)
        for head in getattr(one, "notes", (one,)):
            midi, tie = head.pitch.midi, head.tie.type if head.tie is not None else ""
            place = held.pop((midi, onset), None) if tie in ("stop", "continue") else None
            if place is None:
                place = len(found)
                found.append(Heard(onset, midi, length))
            else:
                found[place] = found[place]._replace(length=found[place].length + length)
            if tie in ("start", "continue"):
                held[midi, onset + length] = place
    return sorted(found)


def _exact(quarters: Any) -> Fraction:
    """Return whole notes; music21 keeps a float where it can and a Fraction with a small bottom where it cannot."""
    return Fraction(quarters).limit_denominator(5040) / 4


def faults(abc: str, number: str) -> dict[str, str]:
    """Return for each check what differs, in words; an empty text where nothing does. Runs in a process of its own."""
    warnings.simplefilter("ignore")  # music21's own, of itself
    tune = read_tune(abc)
    if not any(note.pitches for voice in tune.voices for bar in voice.bars for note in bar.notes):
        return {}
    performance = perform(tune, accompany=False, graces=False)
    played = [[note for note in performance.notes if note.channel == channel] for channel, _ in performance.voices]
    found: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        xml, midi = Path(folder) / f"{number}.musicxml", Path(folder) / f"{number}.mid"
        write_musicxml(xml, tune)
        write_midi(midi, performance)
        found["music21 reads our MusicXML"] = _unlike(_one(written(tune)), lambda: _one(music21_notes(str(xml))))
        found["music21 plays our MusicXML"] = _unlike(_starts(_one(map(_heard, played))), lambda: _starts(
            _one(music21_notes(str(xml), with_repeats=True))))
        found["music21 reads our MIDI"] = _unlike(_starts(_one(map(_heard, played))), lambda: _starts(
            _one(music21_notes(str(midi)))))
        found["MusicXML to ABC"] = _unlike(_one(written(tune)), lambda: _one(written(read_tune(read_musicxml(
            xml.read_bytes(), xml.name).text))))
        found["MIDI to ABC"] = _unlike(_from_first(map(_heard, played)), lambda: _from_first(map(_heard, [perform(
            read_tune(read_midi(midi.read_bytes(), midi.name).text), accompany=False, graces=False).notes])))
    if shutil.which("abc2midi"):
        text = plain(write_tune(tune))
        theirs = reference(text)
        if theirs is not None:
            ours = perform(read_tune(text), accompany=False, graces=False).notes
            found["abc2midi reads our ABC"] = _unlike(_starts(_heard(ours)), lambda: _starts(sorted(
                Heard(*one) for one in sounds(theirs))))
    return found


def _heard(notes: Iterable[TimedNote]) -> list[Heard]:
    return [Heard(note.onset, note.pitch, note.length) for note in notes]


def _one(voices: Iterable[list[Heard]]) -> list[Heard]:
    return sorted(note for voice in voices for note in voice)


def _from_first(voices: Iterable[list[Heard]]) -> list[Heard]:
    """Leave out the silence before the first note, which a MIDI file's reader need not keep."""
    notes = _one(voices)
    begin = notes[0].onset
    return [note._replace(onset=note.onset - begin) for note in notes]


def _starts(notes: Iterable[Heard]) -> list[Heard]:
    """Leave out the lengths: a staccato note sounds half as long as it is written."""
    return sorted(note._replace(length=Fraction(0)) for note in notes)


def _unlike(ours: Sequence[Heard], read: Callable[[], Sequence[Heard]]) -> str:
    """Return how what another reads differs from ours, in words."""
    try:
        theirs = read()
    except Exception as error:  # noqa: BLE001  (whatever it is, the other could not read it)
        return f"{type(error).__name__}: {error}"[:200]
    if len(ours) != len(theirs):
        return f"{len(ours)} notes here, {len(theirs)} there"
    for mine, other in zip(ours, theirs, strict=True):
        off = max(abs(mine.onset - other.onset), abs(mine.length - other.length))
        if mine.pitch != other.pitch or off > TOLERANCE:
            return " here, ".join(f"{one.pitch} at {one.onset} for {one.length}" for one in (mine, other)) + " there"
    return ""


def main() -> int:
    """Print for each check how many tunes come back the same, and each that does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, help="draw so many tunes from all books")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tunes = []
    for book in options.books:
        text = book.read_text(encoding="utf-8", errors="replace")
        tunes += [(book.stem, text[start:music_end(text, start, end)].strip() + "\n")
                  for start, end in tune_ranges(text)]
    if options.sample:
        tunes = random.Random(options.seed).sample(tunes, min(options.sample, len(tunes)))
    same: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        answers = pool.map(faults, [abc for _, abc in tunes], map(str, range(len(tunes))), chunksize=4)
        for (book, abc), found in zip(tunes, answers, strict=True):
            for check, fault in found.items():
                asked[check] += 1
                same[check] += not fault
                if fault:
                    tune = read_tune(abc)
                    sys.stdout.write(f"{book} X:{tune.number} {tune.title}: {check}: {fault}\n")
    for check, count in asked.items():
        sys.stdout.write(f"{same[check]:5} of {count} the same: {check}\n")
    return 0 if same == asked else 1


if __name__ == "__main__":
    raise SystemExit(main())
