"""The built-in sound: a small polyphonic mixer of note tables.

It knows nothing of devices and clocks: frames are asked for, and time is counted in frames. The audio
callback holds the GIL while it renders, so a block must cost next to nothing: every voice is a slice of
a ready table times a gain.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import PortError
from engine.performance import CHORD_CHANNEL, CLICK_CHANNEL
from engine.voices import VOICES, Samples, Table, click_table, note_table

if TYPE_CHECKING:
    import mido

SAMPLE_RATE = 44100
DEFAULT_VOICE = "pluck"
_CHORD_VOICE = "pluck"  # under a flute, too, an accompaniment is better plucked than held
_MOST_VOICES = 32
_KILL_S = 0.006  # as short as can be without a click
_GRID = 64  # frames: events closer together than 1.5 ms share a segment of a block
_KNEE = 0.7  # below this the limiter changes nothing


@dataclass(slots=True)
class _Sound:
    """One sounding note. ``fade`` is the gain curve of its end once it is released."""

    channel: int
    pitch: int
    table: Table
    gain: float
    at: int = 0
    fade: Samples | None = None
    faded: int = 0

    def slice(self, frames: int) -> Samples:
        """Return the next samples of the table, going round its loop; fewer than asked for at its end."""
        samples, loop = self.table.samples, self.table.loop
        start = self.at
        self.at += frames
        if self.at <= samples.size:
            return samples[start:self.at]
        if loop < 0:
            return samples[start:]
        pieces = []
        while frames:
            piece = samples[start:start + frames]
            pieces.append(piece)
            frames -= piece.size
            start += piece.size
            if start >= samples.size:
                start = loop
        self.at = start
        return np.concatenate(pieces)


class Synth:
    """Turn MIDI messages into samples.

    ``send`` may be called from any one thread while another renders: what passes between them is a
    deque, whose ``append`` and ``popleft`` are atomic, so neither ever waits for the other.
    """

    def __init__(self, voice: str = DEFAULT_VOICE, sample_rate: int = SAMPLE_RATE) -> None:
        if voice not in VOICES:
            raise PortError("there is no built-in voice {voice!r}: choose one of {choices}", voice=voice,
                            choices=tuple(VOICES))
        self.voice = voice
        self.sample_rate = sample_rate
        self.frame = 0  # the next frame to be rendered
        self._inbox: deque[tuple[int, mido.Message, Table | None]] = deque()
        self._waiting: list[tuple[int, mido.Message, Table | None]] = []
        self._sounds: list[_Sound] = []

    def send(self, message: mido.Message, frame: int = 0) -> None:
        """Take a message that counts from this frame on; one in the past counts at once."""
        table = None
        if message.type == "note_on" and message.velocity > 0:
            # Built here, in the sender's thread: the audio callback never waits for it.
            voice = _CHORD_VOICE if message.channel == CHORD_CHANNEL else self.voice
            table = click_table(message.note, self.sample_rate) if message.channel == CLICK_CHANNEL else \
                note_table(voice, message.note, self.sample_rate)
        self._inbox.append((frame, message, table))

    @property
    def is_silent(self) -> bool:
        """Say whether nothing sounds and nothing waits to."""
        return not self._sounds and not self._inbox and not self._waiting

    def render(self, frames: int) -> Samples:
        """Return the next frames: float32, one channel, within -1..1."""
        while self._inbox:
            self._waiting.append(self._inbox.popleft())
        block = np.zeros(frames, dtype=np.float32)
        if self._waiting:
            self._waiting.sort(key=lambda event: event[0])
        done = 0
        while done < frames:
            while self._waiting and self._waiting[0][0] - self.frame - done < _GRID:
                self._obey(*self._waiting.pop(0)[1:])
            until = frames
            if self._waiting:
                until = min(frames, self._waiting[0][0] - self.frame)
            self._mix(block[done:until])
            done = until
        self.frame += frames
        return _limit(block)

    def _mix(self, block: Samples) -> None:
        ended = False
        for sound in self._sounds:
            samples = sound.slice(block.size)
            if sound.fade is not None:
                fade = sound.fade[sound.faded:sound.faded + block.size]
                sound.faded += block.size
                samples = samples[:fade.size] * fade[:samples.size]
                ended |= sound.faded >= sound.fade.size
            ended |= samples.size < block.size
            block[:samples.size] += samples * np.float32(sound.gain)
        if ended:
            self._sounds = [sound for sound in self._sounds if not self._is_over(sound)]

    @staticmethod
    def _is_over(sound: _Sound) -> bool:
        if sound.fade is not None and sound.faded >= sound.fade.size:
            return True
        return sound.table.loop < 0 and sound.at >= sound.table.samples.size

    def _obey(self, message: mido.Message, table: Table | None) -> None:
        kind = message.type
        if table is not None:
            self._release(message.channel, message.note, None)
            if len(self._sounds) >= _MOST_VOICES:
                self._fade_out(self._sounds[0], _KILL_S)
                del self._sounds[:len(self._sounds) - _MOST_VOICES - 8]  # a flood beyond all music is cut
            self._sounds.append(_Sound(message.channel, message.note, table, (message.velocity / 127) ** 1.5))
        elif kind in ("note_off", "note_on"):
            self._release(message.channel, message.note, None)
        elif kind == "control_change" and message.control in (120, 123):
            self._release(message.channel, None, _KILL_S if message.control == 120 else None)

    def _release(self, channel: int, pitch: int | None, seconds: float | None) -> None:
        """End the notes of a channel at a pitch (None: all of them); a time shorter than their own hurries them."""
        for sound in self._sounds:
            if sound.channel == channel and pitch in (None, sound.pitch) and (sound.fade is None or seconds):
                self._fade_out(sound, seconds or sound.table.release_s)

    def _fade_out(self, sound: _Sound, seconds: float) -> None:
        curve = _fade_curve(round(seconds * self.sample_rate))
        if sound.fade is not None:  # already on its way: go on from where it is
            if sound.fade.size - sound.faded <= curve.size:
                return
            curve = curve * sound.fade[sound.faded]
        sound.fade, sound.faded = curve, 0


@lru_cache(maxsize=16)
def _fade_curve(frames: int) -> Samples:
    """Return a gain that falls from 1 to 0 and is level at both ends, so that it makes no click."""
    return ((1 + np.cos(np.pi * np.arange(1, frames + 1) / frames)) / 2).astype(np.float32)


def _limit(block: Samples) -> Samples:
    """Bend what is louder than the knee, so that nothing reaches 1 and nothing is cut flat."""
    loudness = np.abs(block)
    if block.size and float(loudness.max()) > _KNEE:
        room = np.float32(0.99 - _KNEE)
        bent = np.float32(_KNEE) + room * np.tanh((loudness - np.float32(_KNEE)) / room)
        block = np.where(loudness > _KNEE, np.copysign(bent, block), block)
    return block
