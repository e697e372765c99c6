"""The built-in voices: each makes one table of samples for a pitch, once.

A table is what one key of an instrument sounds like at full strength: float32, one channel. A plucked
string dies away by itself; a blown, bowed or reed voice ends in a loop that can go on for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

VOICES = ("pluck", "flute", "concertina", "fiddle")
LOUDEST = 0.3  # peak of a table: three notes of a chord at full velocity stay below the limiter's knee
_STEADY_S = 0.4  # a sustained voice has settled after this; then comes the loop
_LOOP_S = 1.0
_PLUCK_S = 2.6
_CLICK_S = 0.06
_MOST_HARMONICS = 24
_HIGHEST_HZ = 9000


@dataclass(frozen=True, slots=True)
class Table:
    """One note of one voice. ``loop`` is the index where the endless part begins, -1 where it ends."""

    samples: Samples
    loop: int
    release_s: float


@dataclass(frozen=True, slots=True)
class _Timbre:
    """A sustained voice: strength of each harmonic, attack, vibrato (cents at 5 Hz), breath."""

    harmonics: tuple[float, ...]
    attack_s: float
    vibrato_cents: float
    tremolo: float
    breath: float
    release_s: float


_SUSTAINED = {
    # Nearly a sine, with air in it.
    "flute": _Timbre((1.0, 0.34, 0.13, 0.05, 0.02), 0.055, 5.0, 0.06, 0.012, 0.09),
    # A free reed is rich and steady; its third harmonic stands out.
    "concertina": _Timbre(tuple((1.4 if h == 3 else 1.0) / h**1.15 for h in range(1, 17)), 0.028, 0.0, 0.035, 0.0,
                          0.06),
    # A bowed string: a sawtooth through the resonances of a body.
    "fiddle": _Timbre(tuple((1.0 + 0.5 * np.cos(1.3 * h)) / h for h in range(1, 21)), 0.065, 9.0, 0.05, 0.004, 0.08),
}


def frequency(pitch: int) -> float:
    """Return the frequency of a MIDI note in hertz, equal temperament on A = 440.

    >>> frequency(69), round(frequency(60), 3)
    (440.0, 261.626)
    """
    return float(440.0 * 2.0 ** ((pitch - 69) / 12))


@lru_cache(maxsize=128)  # 128 tables of 1.4 s and 4 bytes a sample: at most 32 MB, in practice a tenth
def note_table(voice: str, pitch: int, sample_rate: int) -> Table:
    """Return the table of a voice (one of ``VOICES``) at a pitch; built when it is first asked for."""
    if voice == "pluck":
        return Table(_pluck(frequency(pitch), sample_rate), -1, 0.14)
    timbre = _SUSTAINED[voice]
    # Seeded: the same note sounds the same in every run.
    samples, loop = _sustain(frequency(pitch), sample_rate, timbre, np.random.default_rng(pitch))
    return Table(samples, loop, timbre.release_s)


@lru_cache(maxsize=8)
def click_table(pitch: int, sample_rate: int) -> Table:
    """Return a woodblock, for a metronome: short, dry, the higher the lower its note (76 is the high one)."""
    hertz = 2 ** (-max(-12, min(12, pitch - 76)) / 2) * 1900
    turn = np.arange(int(_CLICK_S * sample_rate)) / sample_rate
    # A block of wood has few partials, none a multiple of another, and they die away within a few hundredths.
    samples = sum(strength * np.sin(2 * np.pi * hertz * ratio * turn) * np.exp(-turn * loss)
                  for ratio, strength, loss in ((1.0, 1.0, 90.0), (1.73, 0.5, 140.0), (2.61, 0.3, 200.0)))
    samples = samples * _fade_in(turn.size, int(0.0006 * sample_rate)) * _fade_out(turn.size, int(0.01 * sample_rate))
    return Table(_level(samples), -1, _CLICK_S)


def _pluck(hertz: float, sample_rate: int) -> Samples:
    """Return a plucked string: harmonics that die away the faster the higher they are.

    The strengths are those of a string drawn aside at a fifth of its length and let go. Harmonic ``h``
    loses ``base + air * h * h`` nepers a second. Both its sine and its decay follow from those of the
    harmonic before by multiplication, which is ten times as fast as asking for sines.
    """
    base, air = 1.1 + hertz / 500, 0.02 + hertz / 4000
    size = int(_PLUCK_S * sample_rate)
    turn = _powers(2j * np.pi * hertz / sample_rate, size).astype(np.complex64)
    step = _powers(-air / sample_rate, size).real.astype(np.float32)
    growth, decay = step**3, _powers(-(base + air) / sample_rate, size).real.astype(np.float32)
    square = step * step
    wave = turn.copy()
    samples = np.zeros(size)
    for number in range(1, _MOST_HARMONICS + 1):
        if number > 1 and number * hertz > min(0.45 * sample_rate, _HIGHEST_HZ):
            break
        # Past 70 dB down nothing is added: a high harmonic is soon over.
        heard = min(size, int(8 / (base + air * number**2) * sample_rate))
        strength = np.sin(np.pi * number / 5 + 0.1) / number**1.25
        samples[:heard] += (wave[:heard] * np.complex64(strength * np.exp(1j * number**2))).imag * decay[:heard]
        wave, turn, decay = wave[:heard] * turn[:heard], turn[:heard], decay[:heard] * growth[:heard]
        growth = growth[:heard] * square[:heard]
    samples *= _fade_in(samples.size, int(0.003 * sample_rate)) * _fade_out(samples.size, int(0.4 * sample_rate))
    return _level(samples)


def _sustain(
    hertz: float, sample_rate: int, timbre: _Timbre, generator: np.random.Generator
) -> tuple[Samples, int]:
    """Return attack and loop of a sustained voice, and where the loop begins.

    The loop holds a whole number of periods in a whole number of samples, as near to 1 s as that allows:
    the pitch is off by less than 1 part in 80,000.
    """
    periods = max(1, round(hertz * _LOOP_S))
    loop = round(periods * sample_rate / hertz)
    steady = round(_STEADY_S * sample_rate)
    turn = np.arange(steady + loop) / loop  # 1 is once round the loop
    settle = np.minimum(1.0, np.arange(steady + loop) / steady)
    vibrato = np.sin(2 * np.pi * 5 * turn) * settle
    # Five swings a loop: the phase swings by depth * f / 5 Hz around the steady tone.
    # Above 1 the ear (and a spectrum) would hear the side bands instead of the tone.
    swing = min(1.0, (2 ** (timbre.vibrato_cents / 1200) - 1) * periods / 5)
    tone = np.exp(1j * (2 * np.pi * periods * turn + swing * vibrato)).astype(np.complex64)
    wave = tone.copy()
    samples = np.zeros(turn.size)
    for number, strength in enumerate(timbre.harmonics, 1):
        if number > 1 and number * hertz > min(0.45 * sample_rate, _HIGHEST_HZ):
            break
        # Spread phases: with all at zero the harmonics would add up to a spike.
        samples += strength * (wave.imag * np.cos(0.7 * number**2) + wave.real * np.sin(0.7 * number**2))
        wave *= tone
    samples *= 1 + timbre.tremolo * vibrato
    if timbre.breath:
        noise = generator.standard_normal(loop)
        noise = noise + np.roll(noise, 1) + np.roll(noise, 2) + np.roll(noise, 3)
        noise -= noise.mean()
        samples += timbre.breath * np.resize(np.roll(noise, steady % loop), turn.size)
    samples *= _fade_in(samples.size, round(timbre.attack_s * sample_rate))
    return _level(samples), steady


def _powers(exponent: complex, size: int) -> npt.NDArray[np.complex128]:
    """Return ``exp(exponent * n)`` for n = 0..size-1: two short runs of exp, then one product a sample."""
    rows = -(-size // 512)
    fine, coarse = np.exp(exponent * np.arange(512)), np.exp(exponent * 512 * np.arange(rows))
    powers: npt.NDArray[np.complex128] = np.outer(coarse, fine).ravel()[:size].astype(np.complex128)
    return powers


def _fade_in(size: int, frames: int) -> npt.NDArray[np.float64]:
    gain = np.ones(size)
    gain[:frames] = (1 - np.cos(np.pi * np.arange(frames) / frames)) / 2
    return gain


def _fade_out(size: int, frames: int) -> npt.NDArray[np.float64]:
    return _fade_in(size, frames)[::-1]


def _level(samples: npt.NDArray[np.float64]) -> Samples:
    """Return the samples at the common peak, as float32."""
    level: Samples = (samples * (LOUDEST / np.abs(samples).max())).astype(np.float32)
    return level
