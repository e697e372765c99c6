"""Compare our performance with abc2midi's, note for note: pitch, onset and length.

As a command: ``python -m tests.abc2midi BOOK.abc... [--sample N] [--seed S]`` lists every tune that differs, with its
likely cause, and counts the causes. Graces, ornaments, fermatas and chord symbols are left out on both sides, and
so is the swing of hornpipes: they are matters of taste, not of reading.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import mido

from engine.exchange.midi import midi_file
from engine.jumps import has_jumps
from engine.notation.book import music_end, tune_ranges
from engine.notation.reader import read_tune
from engine.performance import perform

# abc2midi writes every note-on one tick late and rounds each note of a tuplet by itself.
TOLERANCE = Fraction(4, 1920)
# A trill or a roll becomes many notes in abc2midi, and an arpeggio moves them.
_ORNAMENT = re.compile(r"![a-z+.0-9]*(?:trill|roll|mordent|turn|arpeggio|pralltriller)[a-z]*[()]?!")
_SHORT_ORNAMENT = re.compile(r'("[^"\n]*"|\[[A-Za-z]:[^\]\n]*\]|![^!\n]*!|%.*)|[~TMP]')


class Sound(NamedTuple):
    """One sounding note; ``onset`` and ``length`` in whole notes."""

    onset: Fraction
    pitch: int
    length: Fraction


def sounds(file: mido.MidiFile) -> list[Sound]:
    """Return every note of a MIDI file, sorted by onset and pitch."""
    found = []
    for track in file.tracks:
        now = 0
        whole = 4 * file.ticks_per_beat
        begun: dict[tuple[int, int], list[int]] = {}
        for message in track:
            now += message.time
            if message.type == "note_on" and message.velocity:
                begun.setdefault((message.channel, message.note), []).append(now)
            elif message.type in ("note_on", "note_off") and begun.get((message.channel, message.note)):
                start = begun[message.channel, message.note].pop(0)
                found.append(Sound(Fraction(start, whole), message.note, Fraction(now - start, whole)))
    return sorted(found)


def is_same(ours: Sound, theirs: Sound) -> bool:
    """Say whether two notes have one pitch, one onset and one length."""
    return ours.pitch == theirs.pitch and abs(ours.onset - theirs.onset) <= TOLERANCE and \
        abs(ours.length - theirs.length) <= 2 * TOLERANCE


def plain(abc: str) -> str:
    """Return a tune without ornaments, for both readers alike."""
    head, key, body = abc.partition("\nK:")
    lines = body.split("\n")
    for number, line in enumerate(lines[1:], 1):
        if not re.match(r"[A-Za-z+]:|%", line):
            lines[number] = _SHORT_ORNAMENT.sub(lambda m: m.group(1) or "", _ORNAMENT.sub("", line))
    return head + key + "\n".join(lines)


def reference(abc: str) -> mido.MidiFile | None:
    """Return what abc2midi makes of one tune without its chord symbols, or None where it makes nothing.

    It strums the notes of a chord, 10 ticks apart, unless told ``chordattack 0``, and swings hornpipes by their ``R:``.
    """
    abc = re.sub(r"^R:.*\n", "", abc, flags=re.MULTILINE)
    abc = re.sub(r"^(X:.*\n)", r"\1%%MIDI chordattack 0\n%%MIDI gchordoff\n", abc, count=1, flags=re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "tune.abc", Path(folder) / "tune.mid"
        source.write_text(abc, encoding="utf-8")
        subprocess.run(["abc2midi", str(source), "-o", str(target), "-NGUI", "-NGRA", "-NFER", "-silent"], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
        return mido.MidiFile(target) if target.exists() else None


def difference(abc: str) -> str | None:
    """Return in words how our notes differ from abc2midi's, None where they are equal."""
    abc = plain(abc)
    theirs_file = reference(abc)
    if theirs_file is None:
        return "abc2midi wrote nothing"
    ours = sounds(midi_file(perform(read_tune(abc), accompany=False, graces=False)))
    theirs = sounds(theirs_file)
    together = min(len(ours), len(theirs))
    where = next((i for i in range(together) if not is_same(ours[i], theirs[i])), together)
    if where == len(ours) == len(theirs):
        return None
    here = [f"{s[where].pitch} at {s[where].onset} for {s[where].length}" if where < len(s) else "the end"
            for s in (ours, theirs)]
    same = Counter(s.pitch for s in ours) == Counter(s.pitch for s in theirs)
    return (f"note {where}: {here[0]} here, {here[1]} there; {len(ours)} notes here, {len(theirs)} there"
            f"{'; same pitches' if same else ''}")


def cause(abc: str, found: str) -> str:
    """Return the likely cause of a difference, by what stands in the tune. docs/abc2midi.md judges each."""
    counted = re.search(r"(\d+) notes here, (\d+) there", found)
    if counted is None:
        return found
    here, there = counted.groups()
    tune = read_tune(abc)
    if len(tune.voices) > 1:
        return "several voices"
    if here == there:
        is_odd = any(fault.code.startswith("bar-too") for fault in tune.diagnostics)
        if is_odd or re.search(r"[<>] *\(|\.[A-Ga-g]?[<>]|[<>]\.", abc):
            return "broken rhythm over something else than two equal notes"
        return "staccato and other lengths" if "same pitches" in found else "pitches"
    if has_jumps(tune.voices):
        return "D.C. or D.S."
    if any(bar.endings for bar in tune.bars):
        return "reach of an implied repeat, with endings"
    return "reach of an implied repeat"


def main() -> int:
    """Print how many tunes are equal, and each that is not, with its likely cause."""
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
    causes: Counter[str] = Counter()
    for book, abc in tunes:
        found = difference(abc)
        if found is not None:
            why = cause(abc, found)
            causes[why] += 1
            tune = read_tune(abc)
            sys.stdout.write(f"{book} X:{tune.number} {tune.title}: {why}: {found}\n")
    sys.stdout.write(f"{len(tunes) - causes.total()} of {len(tunes)} equal\n")
    for why, count in causes.most_common():
        sys.stdout.write(f"{count:5} {why}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
