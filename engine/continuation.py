"""What a composer asks for and what comes back. Frozen values: they cross threads."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.errors import SettingsError

UNTIL = ("bars", "part", "tune")
SWITCH = ("auto", "on", "off")
PART_BARS = ("auto", "free", "4", "8", "12", "16", "32")
TEMPERATURES = (0.05, 5.0)
MOST_BARS = 256
FEWEST_COPIED, MOST_COPIED = 6, 64
ALARM_NOTES = 16  # in a row that a training tune has too: then it is named


@dataclass(frozen=True, slots=True)
class Settings:
    """How to continue.

    ``temperature`` divides the logits (1 = as learnt, lower = safer); ``top_p`` keeps the smallest
    set of symbols whose probabilities reach it (0 < top_p <= 1); ``seed`` is any int >= 0; ``until`` says
    where to stop: after ``bars`` bars, at the end of the part, or at the end of the tune (``bars`` is then
    the most that will be written).

    Limits: ``lowest`` and ``highest`` are notes as in the tune (``D``, ``b``), ``scale_only`` leaves out accidentals,
    ``lengths`` names the note lengths in whole notes (``1/8 1/4``), ``symbols`` and ``chords`` (several notes at
    once) are ``on``, ``off`` or ``auto`` (as in the phrase), ``rhythm_bar`` is the bar whose rhythm every bar takes
    (from 1; 0 for none). An empty text is no limit. ``part_bars`` is how many bars a part has, repeated: a number,
    ``free``, or ``auto`` (eight in a dance). ``copy_notes`` is the number of notes in a row that is never
    taken from a tune that the network learnt (0 for any). ``tonic_end``: a tune written to its end closes on its
    tonic. ``pickup``: what begins a tune may begin with a pickup. ``held_rhythm`` is the rhythm of each bar to be
    written, as ``engine/rhythm.py`` writes it; it goes before ``rhythm_bar``.
    """

    temperature: float = 1.0
    top_p: float = 1.0
    seed: int = 1
    bars: int = 8
    until: str = "bars"
    lowest: str = ""
    highest: str = ""
    scale_only: bool = False
    lengths: str = ""
    symbols: str = "auto"
    chords: str = "auto"
    rhythm_bar: int = 0
    part_bars: str = "auto"
    copy_notes: int = ALARM_NOTES
    tonic_end: bool = True
    pickup: bool = True
    held_rhythm: str = ""

    def check(self) -> None:
        """Raise SettingsError, in a sentence, if a value lies outside its range."""
        low, high = TEMPERATURES
        if not math.isfinite(self.temperature) or not low <= self.temperature <= high:
            raise SettingsError("temperature {temperature} is not between {low} and {high}: choose one that is",
                                temperature=self.temperature, low=low, high=high)
        if not math.isfinite(self.top_p) or not 0 < self.top_p <= 1:
            raise SettingsError("top-p {top_p} is not above 0 and at most 1: choose one that is", top_p=self.top_p)
        if self.seed < 0:
            raise SettingsError("seed {seed} is negative: choose 0 or more", seed=self.seed)
        if not 1 <= self.bars <= MOST_BARS:
            raise SettingsError("{bars} bars is not between 1 and {most}: choose a number that is", bars=self.bars,
                                most=MOST_BARS)
        if self.until not in UNTIL:
            raise SettingsError("until {until!r} is none of {choices}: choose one of them", until=self.until,
                                choices=UNTIL)
        for name in ("symbols", "chords"):
            word = getattr(self, name)
            if word not in SWITCH:
                raise SettingsError("{name} {word!r} is none of {choices}: choose one of them", name=name, word=word,
                                    choices=SWITCH)
        if self.part_bars not in PART_BARS:
            raise SettingsError("parts of {part_bars!r} bars: choose one of {choices}", part_bars=self.part_bars,
                                choices=PART_BARS)
        if self.copy_notes != 0 and not FEWEST_COPIED <= self.copy_notes <= MOST_COPIED:
            raise SettingsError("a copy of {copy_notes} notes is not between {fewest} and {most}: choose "
                                "a number that is, or 0 for any", copy_notes=self.copy_notes,
                                fewest=FEWEST_COPIED, most=MOST_COPIED)
        if self.rhythm_bar < 0:
            raise SettingsError("bar {rhythm_bar} is none to take a rhythm from: bars count from 1",
                                rhythm_bar=self.rhythm_bar)


@dataclass(frozen=True, slots=True)
class Copied:
    """Bars (counted from 1 as they are written) whose ``notes`` in a row a training tune has too, in some key."""

    first_bar: int
    last_bar: int
    notes: int
    title: str

    def __str__(self) -> str:
        bars = f"bar {self.first_bar} is" if self.first_bar == self.last_bar else \
            f"bars {self.first_bar}-{self.last_bar} are"
        return f"{bars} {self.title or 'a tune without a title'} ({self.notes} notes)"


@dataclass(frozen=True, slots=True)
class Continuation:
    """What was written, and all that is needed to write it again.

    ``text`` is ABC in the composer's own unit and key, to be placed at the caret as it is. ``ended`` is one
    of ``bars``, ``part``, ``tune`` (the goal was reached) or ``cancelled``. ``checkpoint`` names the model.
    ``copied`` are the runs of ``copy_notes`` notes or more that a training tune has too; else the longest shorter one.
    """

    text: str
    bars: int
    seed: int
    settings: Settings
    checkpoint: str
    ended: str
    copied: tuple[Copied, ...] = ()
