"""How a tune is to be heard: what of it sounds, and what beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

# What performs is imported where it is used: the window has a Manner before it has anything to play.
if TYPE_CHECKING:
    from engine.notation.tune import Tune
    from engine.performance import Performance, TimedNote


@dataclass(frozen=True, slots=True)
class Manner:
    """With its chord symbols, its hornpipes swung, with a metronome, without the voices named in ``silent``."""

    accompany: bool = True
    swing: bool = False
    metronome: bool = False
    silent: frozenset[str] = frozenset()

    def perform(self, tune: Tune, *, tempo_scale: float = 1.0, as_written: bool = False,
                order: Sequence[int] | None = None) -> Performance:
        """Return how the tune sounds in this manner, without the clicks; see ``performance.perform``."""
        from engine.performance import VOICE_CHANNELS, perform

        performance = perform(tune, accompany=self.accompany, swing=self.swing, tempo_scale=tempo_scale,
                              as_written=as_written, order=order)
        mute = {channel for voice, channel in zip(tune.voices, VOICE_CHANNELS, strict=False)
                if voice.name in self.silent}
        return replace(performance, notes=tuple(note for note in performance.notes if note.channel not in mute)) \
            if mute else performance

    def notes(self, performance: Performance) -> tuple[TimedNote, ...]:
        """Return what sounds of a performance, with the clicks if there is to be a metronome."""
        from engine.metronome import clicks

        if not self.metronome:
            return performance.notes
        return tuple(sorted((*performance.notes, *clicks(performance)), key=lambda note: note.start_s))
