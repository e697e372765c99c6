"""Every format that one tune can be written in, by suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.exchange.midi import write_midi
from engine.exchange.musicxml import write_musicxml
from engine.exchange.wav import write_wav
from engine.notation.tune import Tune
from engine.performance import Performance, perform


@dataclass(frozen=True, slots=True)
class Playing:
    """How a tune is to sound where a format holds sound."""

    accompany: bool = True
    swing: bool = False

    def perform(self, tune: Tune) -> Performance:
        """Return the tune as it sounds."""
        return perform(tune, accompany=self.accompany, swing=self.swing)


Write = Callable[[Path, Tune, Playing], None]


def _midi(path: Path, tune: Tune, playing: Playing) -> None:
    write_midi(path, playing.perform(tune))


def _wav(path: Path, tune: Tune, playing: Playing) -> None:
    write_wav(path, playing.perform(tune))


def _musicxml(path: Path, tune: Tune, _playing: Playing) -> None:
    write_musicxml(path, tune)


# Each raises FileError where it cannot write, and leaves an old file as it was.
OUTGOING: dict[str, Write] = {
    ".mid": _midi, ".midi": _midi, ".musicxml": _musicxml, ".mxl": _musicxml, ".xml": _musicxml, ".wav": _wav,
}
