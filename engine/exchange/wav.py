"""A Performance as sound: WAV, 16 bits, one channel, the built-in synth."""

from __future__ import annotations

import io
import wave
from pathlib import Path

from engine.cancelling import Cancelled, IsCancelled, never
from engine.files import write_bytes
from engine.messages import message_events
from engine.performance import Performance
from engine.synth import DEFAULT_VOICE, SAMPLE_RATE, Synth

_TAIL_S = 3.0  # the longest a plucked string rings on
_LONGEST_S = 3600.0


def write_wav(path: Path | str, performance: Performance, voice: str = DEFAULT_VOICE,
              is_cancelled: IsCancelled = never) -> None:
    """Write what the built-in synth plays, whole or not at all; at most an hour of it.

    Raises:
        FileError: it cannot be written; an old file is untouched.
        PortError: there is no such voice.
        Cancelled: ``is_cancelled`` said so; nothing was written.
    """
    synth = Synth(voice)
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        for seconds, message in message_events(performance.notes):
            if is_cancelled():
                raise Cancelled
            if seconds > _LONGEST_S:
                break
            frame = round(seconds * SAMPLE_RATE)
            while synth.frame + SAMPLE_RATE <= frame:
                file.writeframes(_pcm(synth, SAMPLE_RATE))
            synth.send(message, frame)
        last = round(min(performance.duration_s, _LONGEST_S) * SAMPLE_RATE)
        while synth.frame < last or (not synth.is_silent and synth.frame < last + _TAIL_S * SAMPLE_RATE):
            file.writeframes(_pcm(synth, SAMPLE_RATE // 10))
    write_bytes(path, data.getvalue())


def _pcm(synth: Synth, frames: int) -> bytes:
    return (synth.render(frames) * 32767).astype("<i2").tobytes()
