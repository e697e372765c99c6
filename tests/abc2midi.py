"""Compare our MIDI with abc2midi's, note for note: pitch and onset.

As a command: ``python -m tests.abc2midi TUNES.abc`` lists every tune that differs.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from fractions import Fraction
from pathlib import Path

import mido

from engine.exchange.midi import midi_file
from engine.notation.book import tune_ranges
from engine.notation.reader import read_tune
from engine.performance import perform

# abc2midi writes every note-on one tick late and rounds each note of a tuplet by itself.
TOLERANCE = Fraction(4, 1920)


def melody(file: mido.MidiFile) -> list[tuple[Fraction, int]]:
    """Return onset (whole notes) and pitch of every note on channel 0, in order."""
    found = []
    for track in file.tracks:
        now = 0
        for message in track:
            now += message.time
            if message.type == "note_on" and message.velocity and message.channel == 0:
                found.append((Fraction(now, 4 * file.ticks_per_beat), message.note))
    return sorted(found)


def is_same(ours: tuple[Fraction, int], theirs: tuple[Fraction, int]) -> bool:
    """Say whether two notes have one pitch and one onset."""
    return ours[1] == theirs[1] and abs(ours[0] - theirs[0]) <= TOLERANCE


def reference(abc: str) -> mido.MidiFile | None:
    """Return what abc2midi makes of one tune without its chord symbols, or None where it makes nothing.

    It strums the notes of a chord, 10 ticks apart, unless told ``chordattack 0``.
    """
    abc = re.sub(r"^(X:.*\n)", r"\1%%MIDI chordattack 0\n", abc, count=1, flags=re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "tune.abc", Path(folder) / "tune.mid"
        source.write_text(abc, encoding="utf-8")
        subprocess.run(["abc2midi", str(source), "-o", str(target), "-NGUI", "-silent"], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
        return mido.MidiFile(target) if target.exists() else None


def difference(abc: str) -> str | None:
    """Return in words how our notes differ from abc2midi's, None where they are equal."""
    theirs_file = reference(abc)
    if theirs_file is None:
        return "abc2midi wrote nothing"
    ours, theirs = melody(midi_file(perform(read_tune(abc)))), melody(theirs_file)
    together = min(len(ours), len(theirs))
    where = next((i for i in range(together) if not is_same(ours[i], theirs[i])), together)
    if where == len(ours) == len(theirs):
        return None
    here = [f"{side[where][1]} at {side[where][0]}" if where < len(side) else "the end" for side in (ours, theirs)]
    only_pitch = Counter(p for _, p in ours) == Counter(p for _, p in theirs)
    return (f"note {where}: {here[0]} here, {here[1]} there; {len(ours)} notes here, {len(theirs)} there"
            f"{'; same pitches' if only_pitch else ''}")


def main() -> None:
    """Print how many tunes of a book are equal, and each that is not."""
    text = Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
    ranges = tune_ranges(text)
    equal = 0
    for start, end in ranges:
        found = difference(text[start:end].strip() + "\n")
        equal += found is None
        if found is not None:
            tune = read_tune(text, start, end)
            sys.stdout.write(f"X:{tune.number} {tune.title}: {found}\n")
    sys.stdout.write(f"{equal} of {len(ranges)} equal\n")


if __name__ == "__main__":
    main()
