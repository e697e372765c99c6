"""One measure of a MusicXML part: what sounds when, in exact whole notes, line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from xml.etree.ElementTree import Element

from engine.exchange.musicxml_marks import decorations, number_of, text_of
from engine.exchange.musicxml_words import LENGTH_OF
from engine.notation.keys import LETTERS
from engine.notation.tune import Grace, Pitch, Tuplet
from engine.sentences import Sentence

LineName = tuple[int, str]  # staff, voice
_NEAR = Fraction(3, 2)  # divisions: what rounding to whole divisions may have moved a note by ...
_SHORT = Fraction(1, 96)  # ... in whole notes: less than any difference that is meant


@dataclass(slots=True)
class Event:
    """A note, a chord or a rest that is being read. ``lyrics`` are number, text, joins."""

    onset: Fraction
    length: Fraction
    pitches: list[Pitch] = field(default_factory=list)
    tied: list[bool] = field(default_factory=list)
    reached: set[Pitch] = field(default_factory=set)  # by a tie from the note before
    tuplet: Tuplet | None = None
    ends_tuplet: bool = False
    graces: tuple[Grace, ...] = ()
    has_slash: bool = False
    decorations: list[str] = field(default_factory=list)
    slurs: tuple[int, int] = (0, 0)
    is_invisible: bool = False
    beam: str = ""
    lyrics: list[tuple[int, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Measure:
    """What a measure holds. ``others`` are elements that are no notes, each with the onset at which it stands."""

    lines: dict[LineName, list[Event]] = field(default_factory=dict)
    others: list[tuple[Fraction, Element]] = field(default_factory=list)
    length: Fraction = Fraction(0)


class MeasureReader:
    """Read the measures of one part. ``divisions`` in a quarter note hold until they change.

    ``lost`` counts what ABC has no sign for; ``obey`` is called with each ``<attributes>`` before the notes.
    """

    def __init__(self, lost: Counter[Sentence], obey: Callable[[Element], None]) -> None:
        self.divisions = 1
        self._lost = lost
        self._obey = obey
        self._graces: list[Grace] = []
        self._has_slash = False
        self._last: Event | None = None

    def read(self, element: Element) -> Measure:
        """Return what stands in a measure."""
        measure = Measure()
        now = Fraction(0)
        known = {now}
        self._graces, self._last = [], None
        for child in element:
            if child.tag == "note":
                now = self._note(child, measure, now)
            elif child.tag in ("backup", "forward"):
                step = self._divided(child)
                now = self._snapped(now - step if child.tag == "backup" else now + step, known)
            elif child.tag == "attributes":
                self.divisions = max(1, number_of(child, "divisions", self.divisions))
                if not now:
                    self._obey(child)
                elif child.find("key") is not None or child.find("time") is not None:
                    self._lost[Sentence("changes of key or metre inside a bar")] += 1
            else:
                offset = number_of(child, "offset")
                measure.others.append((max(Fraction(0), now + Fraction(offset, 4 * self.divisions)), child))
            known.add(now)
            measure.length = max(measure.length, now)
        for events in measure.lines.values():
            events.sort(key=lambda one: one.onset)
        return measure

    def _divided(self, element: Element) -> Fraction:
        return Fraction(number_of(element, "duration"), 4 * self.divisions)

    def _snapped(self, onset: Fraction, known: set[Fraction]) -> Fraction:
        """Return a known onset that rounding has moved this one away from."""
        near = min(known, key=lambda one: abs(one - onset))
        return near if self._is_rounded(near, onset) else max(onset, Fraction(0))

    def _is_rounded(self, exact: Fraction, given: Fraction) -> bool:
        """Say whether a time in whole divisions may stand for an exact one."""
        return abs(exact - given) * 4 * self.divisions <= _NEAR and abs(exact - given) < _SHORT

    def _note(self, note: Element, measure: Measure, now: Fraction) -> Fraction:
        """Take a note; return where the next one stands."""
        is_chord = note.find("chord") is not None
        if note.find("cue") is not None:
            self._lost[Sentence("cue notes")] += 1
            return now if is_chord else now + self._divided(note)
        pitch = self._pitch(note)
        if note.find("grace") is not None:
            if pitch is None or is_chord:
                self._lost[Sentence("further notes of grace chords")] += is_chord
                return now
            self._graces.append(Grace(pitch))
            self._has_slash = self._has_slash or (note.find("grace") or note).get("slash") == "yes" or \
                any(one.get("slash") == "yes" for one in note.iterfind("grace"))
            return now
        if is_chord and self._last is not None:
            if pitch is not None:
                self._last.pitches.append(pitch)
                self._last.tied.append(_has_tie(note, "start"))
                self._last.reached |= {pitch} if _has_tie(note, "stop") else set()
            return now
        length, tuplet = self._length(note)
        if note.find("unpitched") is not None:
            self._lost[Sentence("notes without pitch")] += 1
        event = Event(now, length, *([], []) if pitch is None else ([pitch], [_has_tie(note, "start")]), tuplet=tuplet,
                      graces=tuple(self._graces) if pitch is not None else (), has_slash=self._has_slash)
        self._describe(event, note)
        if pitch is not None:
            event.reached = {pitch} if _has_tie(note, "stop") else set()
            self._graces, self._has_slash = [], False
        self._last = event
        if length > 0:
            line = number_of(note, "staff", 1), text_of(note, "voice") or "1"
            measure.lines.setdefault(line, []).append(event)
        return now + length

    def _describe(self, event: Event, note: Element) -> None:
        event.is_invisible = not event.pitches and (
            note.get("print-object") == "no" or note.find("unpitched") is not None)
        marks, loud = decorations(note, self._lost)
        event.decorations = loud + marks
        kinds = Counter(one.get("type") for one in note.iterfind("notations/slur"))
        event.slurs = kinds["start"], kinds["stop"]
        event.ends_tuplet = any(one.get("type") == "stop" for one in note.iterfind("notations/tuplet"))
        event.beam = next((one.text or "" for one in note.iterfind("beam") if one.get("number", "1") == "1"), "")
        for lyric in note.iterfind("lyric"):
            text = "".join("~" if one.tag == "elision" else one.text or "" for one in lyric
                           if one.tag in ("text", "elision")).strip().replace("~", " ")
            if text:
                syllabic = text_of(lyric, "syllabic")
                joins = "-" if syllabic in ("begin", "middle") else \
                    "_" if lyric.find("extend") is not None else ""
                number = re.search(r"\d+", lyric.get("number", "1"))
                event.lyrics.append((int(number.group()[:2]) if number else 1, text, joins))

    def _pitch(self, note: Element) -> Pitch | None:
        step, octave = text_of(note, "pitch/step"), number_of(note, "pitch/octave", 4)
        if step not in LETTERS or len(step) != 1:
            return None
        try:
            alter = float(text_of(note, "pitch/alter") or 0)
        except ValueError:
            alter = 0.0
        if alter != int(alter):
            self._lost[Sentence("quarter tones, rounded")] += 1
        return Pitch(LETTERS.index(step) + 7 * (octave - 4), max(-2, min(2, round(alter))))

    def _length(self, note: Element) -> tuple[Fraction, Tuplet | None]:
        """Return how long a note sounds, and the ratio of its tuplet. What is drawn corrects a rounded duration."""
        length = self._divided(note)
        actual, normal = (number_of(note, f"time-modification/{name}-notes", 1) for name in ("actual", "normal"))
        is_tuplet = 2 <= actual <= 32 and 1 <= normal <= 32 and actual != normal
        drawn = LENGTH_OF.get(text_of(note, "type"))
        if drawn is not None:
            exact = drawn * (2 - Fraction(1, 2 ** min(len(note.findall("dot")), 4)))
            if is_tuplet:
                exact = exact * normal / actual
            if length and self._is_rounded(exact, length):
                length = exact
        return length, Tuplet(actual, normal, 1) if is_tuplet else None


def _has_tie(note: Element, kind: str) -> bool:
    ties = [*note.iterfind("tie"), *note.iterfind("notations/tied")]
    return any(one.get("type") == kind for one in ties)


def mend_ties(events: Sequence[Event]) -> None:
    """Take away the ties that lead nowhere: the note behind them does not say that it is held.

    Some programs say so of no note at all; then the beginning of a tie is enough.
    """
    if not any(event.reached for event in events):
        return
    for event, following in pairwise(events):
        event.tied = [is_tied and pitch in following.reached
                      for pitch, is_tied in zip(event.pitches, event.tied, strict=True)]
