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


def melody(file: mido.MidiFile) -> list[tuple[Fraction, int]]:
    """Return onset (whole notes) and pitch of every note on channel 0, in order.

    abc2midi writes every note-on one tick late, so onsets are rounded to 1/384 of a whole note.
    """
    found = []
    for track in file.tracks:
        now = 0
        for message in track:
            now += message.time
            if message.type == "note_on" and message.velocity and message.channel == 0:
                found.append((round(Fraction(now, 4 * file.ticks_per_beat) * 384), message.note))
    return [(Fraction(onset, 384), pitch) for onset, pitch in sorted(found)]


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
    if ours == theirs:
        return None
    where = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
    here = [str(tuple(map(str, side[where]))) if where < len(side) else "the end" for side in (ours, theirs)]
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
