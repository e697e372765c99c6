"""Every format that one tune can be written in, by suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.errors import SettingsError
from engine.exchange.midi import write_midi
from engine.exchange.musicxml import write_musicxml
from engine.exchange.wav import write_wav
from engine.notation.tune import Tune
from engine.performance import Performance, perform
from engine.synth import DEFAULT_VOICE

SLOWEST, FASTEST = 0.1, 10.0  # times the written tempo


@dataclass(frozen=True, slots=True)
class Playing:
    """How a tune is to sound where a format holds sound.

    ``tempo`` is 2 for twice as fast; ``voice`` is one of ``engine.voices.VOICES``, for recordings.

    Raises:
        SettingsError: the tempo is out of range.
    """

    accompany: bool = True
    swing: bool = False
    tempo: float = 1.0
    voice: str = DEFAULT_VOICE

    def __post_init__(self) -> None:
        if not SLOWEST <= self.tempo <= FASTEST:
            raise SettingsError("tempo {tempo} is not between {least} and {most}: choose one that is",
                                tempo=f"{self.tempo:g}", least=f"{SLOWEST:g}", most=f"{FASTEST:g}")

    def perform(self, tune: Tune) -> Performance:
        """Return the tune as it sounds."""
        return perform(tune, accompany=self.accompany, tempo_scale=self.tempo, swing=self.swing)


Write = Callable[[Path, Tune, Playing], None]


def _midi(path: Path, tune: Tune, playing: Playing) -> None:
    write_midi(path, playing.perform(tune))


def _wav(path: Path, tune: Tune, playing: Playing) -> None:
    write_wav(path, playing.perform(tune), playing.voice)


def _musicxml(path: Path, tune: Tune, _playing: Playing) -> None:
    write_musicxml(path, tune)


# Each raises FileError where it cannot write, and leaves an old file as it was.
OUTGOING: dict[str, Write] = {
    ".mid": _midi, ".midi": _midi, ".musicxml": _musicxml, ".mxl": _musicxml, ".xml": _musicxml, ".wav": _wav,
}
