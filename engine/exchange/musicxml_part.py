"""One voice of a Tune as a MusicXML part: measures with their signs, bar lines, repeats and endings."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement

from engine.exchange.musicxml_notes import LayerWriter, jump
from engine.exchange.musicxml_signs import clef_sign, key_sign, tempo_sign, time_sign, words_over
from engine.exchange.musicxml_words import JUMPS
from engine.notation.accidentals import Accidentals
from engine.notation.tune import Annotation, Bar, ChordSymbol, Syllable, Tune, Voice
from engine.repeats import end_of_ending, sounding_order

_STYLES = {"||": "light-light", "|]": "light-heavy", "[|": "heavy-light", ":|": "light-heavy", "::": "light-heavy"}


class PartWriter:
    """Write one voice as a part."""

    def __init__(self, tune: Tune, voice: Voice, divisions: int) -> None:
        self._tune = tune
        self._voice = voice
        self._divisions = divisions
        self._layers = LayerWriter(divisions, tune.unit)
        self._is_first = voice is tune.voices[0]
        self._starts, self._stops = _endings(voice.bars)
        self._opens = _opened(voice.bars)
        self._sung: dict[int, dict[int, list[Syllable]]] = {}
        for one in voice.lyrics:
            self._sung.setdefault(one.bar, {}).setdefault(one.note, []).append(one)

    def part(self, name: str) -> Element:
        """Return the part; a voice that is shorter than the first is filled with rests."""
        part = Element("part", id=name)
        before: Bar | None = None
        bars = self._voice.bars
        is_pickup = bool(bars) and bars[0].metre.length is not None and bars[0].length < bars[0].metre.length
        for bar in bars:
            measure = SubElement(part, "measure", number=str(bar.index + (not is_pickup)))
            if is_pickup and bar.index == 0:
                measure.set("implicit", "yes")
            self._measure(measure, bar, before)
            before = bar
        for number in range(len(bars), len(self._tune.voices[0].bars)):
            measure = SubElement(part, "measure", number=str(number + (not is_pickup)))
            rest = SubElement(measure, "note")
            SubElement(rest, "rest", measure="yes")
            SubElement(rest, "duration").text = str(self._layers.duration(self._tune.bars[number].length))
            SubElement(rest, "voice").text = "1"
        return part

    def _measure(self, measure: Element, bar: Bar, before: Bar | None) -> None:
        if bar.begins_line and before is not None:
            SubElement(measure, "print", {"new-system": "yes"})
        self._attributes(measure, bar, before)
        self._left(measure, bar)
        tempo = bar.tempo or (self._tune.tempo if before is None and self._is_first else None)
        if tempo is not None:
            measure.append(tempo_sign(tempo))
        if bar.part:
            direction = SubElement(measure, "direction", placement="above")
            SubElement(SubElement(direction, "direction-type"), "rehearsal").text = bar.part
        accidentals = Accidentals(bar.key.alters)
        begin = len(measure)
        places = self._layers.notes(measure, bar.notes, 1, accidentals, self._sung.get(bar.index, {}))
        self._symbols(measure, bar, places, begin)
        sounded = _end_of(bar)
        for number, layer in enumerate(bar.overlays, 2):
            backup = SubElement(measure, "backup")
            SubElement(backup, "duration").text = str(self._layers.duration(sounded))
            self._layers.let_go()
            self._layers.notes(measure, layer, number, Accidentals(bar.key.alters), {})
            sounded = layer[-1].onset + layer[-1].length
        for mark in bar.marks:
            if mark in ("segno", "coda"):
                direction = SubElement(measure, "direction", placement="above")
                SubElement(SubElement(direction, "direction-type"), mark)
                SubElement(direction, "sound", {mark: mark})
            elif mark in JUMPS:
                measure.append(jump(mark))
        self._right(measure, bar)

    def _attributes(self, measure: Element, bar: Bar, before: Bar | None) -> None:
        attributes = Element("attributes")
        if before is None:
            SubElement(attributes, "divisions").text = str(self._divisions)
        if before is None or bar.key != before.key:
            attributes.append(key_sign(bar.key))
        if before is None or bar.metre != before.metre:
            attributes.append(time_sign(bar.metre))
        clef = bar.clef or (self._voice.clef or "treble" if before is None else "")
        if clef:
            attributes.append(clef_sign(clef))
        if before is None and self._voice.transpose:
            transpose = SubElement(attributes, "transpose")
            octaves = int(self._voice.transpose / 12)
            # The letters that go with the semitones: music21 cannot do without.
            SubElement(transpose, "diatonic").text = str(round((self._voice.transpose - 12 * octaves) * 7 / 12))
            SubElement(transpose, "chromatic").text = str(self._voice.transpose - 12 * octaves)
            if octaves:
                SubElement(transpose, "octave-change").text = str(octaves)
        if len(attributes):
            measure.append(attributes)

    def _left(self, measure: Element, bar: Bar) -> None:
        if not (bar.index in self._opens or bar.endings):
            return
        line = SubElement(measure, "barline", location="left")
        if bar.index in self._opens:
            SubElement(line, "bar-style").text = "heavy-light"
        if bar.endings:
            SubElement(line, "ending", number=_numbers(bar), type="start")
        if bar.index in self._opens:
            SubElement(line, "repeat", direction="forward")

    def _right(self, measure: Element, bar: Bar) -> None:
        ending = self._stops.get(bar.index)
        style = _STYLES.get(bar.closing.kind) or {"dotted": "dotted", "invisible": "none"}.get(bar.closing.style, "")
        if bar.closing.kind == "" and bar.index + 1 == len(self._voice.bars):
            style = "none"
        if not style and ending is None and "fermata" not in bar.marks:
            return
        line = SubElement(measure, "barline", location="right")
        if style:
            SubElement(line, "bar-style").text = style
        if "fermata" in bar.marks:
            SubElement(line, "fermata")
        if ending is not None:
            kind = "stop" if bar.closing.ends_part else "discontinue"
            SubElement(line, "ending", number=_numbers(self._voice.bars[ending]), type=kind)
        if bar.closing.closes_repeat:
            SubElement(line, "repeat", direction="backward")

    def _symbols(self, measure: Element, bar: Bar, places: Sequence[tuple[Fraction, int]], begin: int) -> None:
        """Put chord symbols and annotations before the notes over which they stand."""
        both: list[ChordSymbol | Annotation] = [*bar.symbols, *bar.annotations]
        at: dict[int, list[Element]] = {}
        for one in sorted(both, key=lambda one: one.onset):
            place = next((place for onset, place in places if onset >= one.onset), len(measure))
            at.setdefault(place, []).append(words_over(one))
        for place in sorted(at, reverse=True):
            for element in reversed(at[place]):
                measure.insert(max(place, begin), element)


def _end_of(bar: Bar) -> Fraction:
    return bar.notes[-1].onset + bar.notes[-1].length if bar.notes else Fraction(0)


def _numbers(bar: Bar) -> str:
    return ",".join(map(str, bar.endings))


def _endings(bars: Sequence[Bar]) -> tuple[dict[int, int], dict[int, int]]:
    """Return where endings begin, and where each ends: index of its last bar -> index of its first."""
    starts = {bar.index: bar.index for bar in bars if bar.endings}
    return starts, {end_of_ending(bars, index) - 1: index for index in starts}


def _opened(bars: Sequence[Bar]) -> set[int]:
    """Return the bars to which a repeat goes back: those marked, and those that ABC leaves to be understood."""
    found = {bar.index for bar in bars if (bar.opening.opens_repeat if bar.index == 0 else
                                           bars[bar.index - 1].closing.opens_repeat or bar.opening.opens_repeat)}
    order = sounding_order(bars)
    for place in range(1, len(order)):
        before, here = order[place - 1], order[place]
        if 0 < here <= before:
            found.add(here)
    return found
