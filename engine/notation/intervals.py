"""How far to move, as it is written; where a key and its notes go, each note by letters, relative to the signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.errors import SettingsError
from engine.notation.keys import LETTERS, MODES, NO_KEY, SEMITONES, Key, make_key, parse_key, signature
from engine.notation.tune import Pitch

_MOST = 6  # sharps or flats of a key that is chosen; seven only where the composer names it
_SIZES = {"1": 0, "2": 2, "3": 4, "4": 5, "5": 7, "6": 9, "7": 11, "8": 12}  # semitones of major and perfect intervals
_INTERVAL = re.compile(r"([+-]?)([PMmAd])([1-8])")
_SEMITONES = re.compile(r"([+-])(\d{1,2})")
_ROOT = re.compile(r"([A-G])([#b]?)|/([A-Ga-g])([#b+]?)")


@dataclass(frozen=True, slots=True)
class Interval:
    """How far to move: letters and semitones, both with a sign. ``mode`` is the new mode, or empty for the same."""

    steps: int
    semitones: int
    mode: str = ""


def parse_interval(spec: str, key: Key) -> Interval:
    """Return the interval that a text names, for a tune in ``key``.

    A key such as ``Bb`` or ``Em`` (the nearest way; one of another mode keeps the degrees of the scale), semitones
    such as ``+3`` or ``-2``, or an interval such as ``m3``, ``-P4``, ``+M2``.

    >>> from engine.notation.keys import make_key
    >>> parse_interval("A", make_key(4, 0, "maj")), parse_interval("-P4", make_key(4, 0, "maj"))
    (Interval(steps=1, semitones=2, mode=''), Interval(steps=-3, semitones=-5, mode=''))

    Raises:
        SettingsError: it names none.
    """
    spec = spec.strip()
    match = _SEMITONES.fullmatch(spec)
    if match:
        semitones = int(match.group(1) + match.group(2))
        return Interval(_best_steps(key, semitones), semitones)
    match = _INTERVAL.fullmatch(spec)
    if match:
        sign = -1 if match.group(1) == "-" else 1
        size = _size(match.group(2), match.group(3))
        if size is not None:
            return Interval(sign * (int(match.group(3)) - 1), sign * size)
    target = parse_key(spec) if spec and spec[0].upper() in LETTERS else None
    if target is None:
        raise SettingsError("{spec!r} is no key and no interval: write a key such as Bb or Em, semitones such as +3 or "
                            "-2, or an interval such as m3, P5 or -P4", spec=spec)
    if abs(target.fifths) > 7:
        raise SettingsError("{spec} would need {count} sharps or flats: choose a key with at most seven", spec=spec,
                            count=abs(target.fifths))
    if key.mode == "none":
        raise SettingsError("the tune has no key (K:none) to go from: say by how many semitones, such as +3")
    # "A" for a tune in E minor means A minor: the mode is only another where the name says one.
    says_mode = bool(re.search(r"[A-G][#b]?\s*[a-zA-Z]", spec[0].upper() + spec[1:]))
    mode = target.mode if says_mode and target.mode != key.mode else ""
    steps = (target.tonic - key.tonic) % 7
    semitones = SEMITONES[target.tonic] + target.tonic_alter - SEMITONES[key.tonic] - key.tonic_alter
    semitones %= 12
    if semitones > 6:
        steps, semitones = steps - 7, semitones - 12
    elif semitones == 0 and steps == 6:
        steps = -1
    return Interval(steps, semitones, mode)


def _size(quality: str, number: str) -> int | None:
    """Return the semitones of an interval, or None where there is none (a minor fifth)."""
    is_perfect = number in "1458"
    if (quality in "Mm" and is_perfect) or (quality == "P" and not is_perfect):
        return None
    change = {"P": 0, "M": 0, "m": -1, "A": 1, "d": -1 if is_perfect else -2}[quality]
    return _SIZES[number] + change


def _best_steps(key: Key, semitones: int) -> int:
    """Return the letters for so many semitones that lead to the key with the fewest sharps or flats."""
    def cost(steps: int) -> tuple[int, int]:
        moved = _moved_key(key, steps, semitones, "")
        return (99, 99) if moved is None else (abs(moved.fifths), -moved.fifths)

    near = round(semitones * 7 / 12)
    return min((near - 1, near, near + 1), key=cost)


def _moved_key(key: Key, steps: int, semitones: int, mode: str) -> Key | None:
    """Return the key with its tonic moved, or None where that has no name with at most seven sharps or flats."""
    octave, letter = divmod(key.tonic + steps, 7)
    alter = SEMITONES[key.tonic] + key.tonic_alter + semitones - SEMITONES[letter] - 12 * octave
    if abs(alter) > 1:
        return None
    moved = make_key(letter, alter, mode or (key.mode if key.mode in MODES else "maj"))
    return moved if abs(moved.fifths) <= 7 else None


@dataclass(frozen=True, slots=True)
class Move:
    """From one key to another. ``alters`` and ``new`` are the signatures, explicit accidentals left aside."""

    key: Key
    steps: int
    alters: tuple[int, ...]
    new: tuple[int, ...]

    def pitch(self, step: int, alter: int) -> Pitch:
        """Return a moved note; one that would need more than two sharps or flats is called by its neighbour's name."""
        moved = step + self.steps
        new_alter = alter - self.alters[step % 7] + self.new[moved % 7]
        while abs(new_alter) > 2:
            sounding = Pitch(moved, new_alter).midi
            moved += 1 if new_alter > 0 else -1
            new_alter = sounding - Pitch(moved, 0).midi
        return Pitch(moved, new_alter)

    def chord(self, text: str) -> str:
        """Return a chord symbol with root and bass moved; what is no chord stays."""
        if not re.match(r"\(?[A-G][#b]?(?![a-z]{3,}[^0-9]*[a-z]{3})", text):
            return text
        return _ROOT.sub(self._tone, text)

    def _tone(self, match: re.Match[str]) -> str:
        letter, sign = (match.group(1), match.group(2)) if match.group(1) else (match.group(3), match.group(4))
        if match.group(1) is not None and match.start() > 1:
            return match.group()  # a capital further on is part of the chord's kind
        found = self.pitch(LETTERS.index(letter.upper()), {"#": 1, "+": 1, "b": -1}.get(sign, 0))
        if abs(found.alter) > 1:
            sounding = found.midi % 12
            step = next(step for step in range(7) if SEMITONES[step] == sounding or SEMITONES[step] + 1 == sounding)
            found = Pitch(step, sounding - SEMITONES[step])
        name = LETTERS[found.step % 7]
        name = name.lower() if letter.islower() else name
        return ("" if match.group(1) else "/") + name + {1: "#", -1: "b"}.get(found.alter, "")


def move_of(key: Key, interval: Interval) -> Move:
    """Return where a key and its notes go. A key that would have too many sharps goes by its enharmonic name."""
    if key.mode == "none":
        # No signature: the notes are spelt by the interval alone, as if in C.
        moved = _moved_key(make_key(0, 0, "maj"), interval.steps, interval.semitones, "")
        new = _natural(interval) if moved is None else moved.alters
        return Move(NO_KEY, interval.steps, (0,) * 7, new)
    steps = interval.steps
    target = _moved_key(key, steps, interval.semitones, interval.mode)
    if target is None or abs(target.fifths) > _MOST:
        others = [(abs(one.fifths), other, one) for other in (steps - 1, steps + 1)
                  if (one := _moved_key(key, other, interval.semitones, interval.mode)) is not None]
        if target is not None:
            others.append((abs(target.fifths), steps, target))
        if others:
            _, steps, target = min(others, key=lambda entry: entry[0])
    assert target is not None  # of three neighbouring letters one always names the tonic
    return Move(target, steps, signature(key.fifths), target.alters)


def _natural(interval: Interval) -> tuple[int, ...]:
    """Return what each letter C..B gets when white notes move by an interval."""
    found = [0] * 7
    for letter in range(7):
        octave, moved = divmod(letter + interval.steps, 7)
        found[moved] = SEMITONES[letter] + interval.semitones - SEMITONES[moved] - 12 * octave
    return tuple(found)
