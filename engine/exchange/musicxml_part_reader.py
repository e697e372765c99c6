"""A MusicXML part to voices: measures to bars, with keys, metres, repeats, chord symbols, marks and lyrics."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from xml.etree.ElementTree import Element

from engine.exchange.key_finding import key_with
from engine.exchange.losses import name_of
from engine.exchange.musicxml_marks import chord_symbol, jumps_of, number_of, tempo_of, text_of, words_of
from engine.exchange.musicxml_measure import Event, LineName, Measure, MeasureReader, mend_ties
from engine.exchange.musicxml_words import CLEF_OF, DYNAMICS, MODE_OF
from engine.exchange.scoring import (
    NOWHERE,
    Line,
    bar_of,
    count_tuplets,
    join_beams,
    rest,
)
from engine.notation.fields import COMMON, FREE, parse_metre
from engine.notation.keys import ACCIDENTAL_TEXT, C_MAJOR, Key, parse_key
from engine.notation.tune import Annotation, Bar, ChordSymbol, Metre, Note, Syllable, Tempo
from engine.sentences import Sentence

_PART = re.compile(r"\s*[A-Z]\s*")  # a rehearsal mark that ABC calls a part
_OPENS_WEDGE = {"crescendo": "crescendo(", "diminuendo": "diminuendo("}


class PartReader:
    """Read one part. ``lost`` counts what ABC has no sign for."""

    def __init__(self, name: str, lost: Counter[Sentence]) -> None:
        self._name = name
        self._lost = lost
        self._key, self._metre = C_MAJOR, COMMON
        self._wedge = ""  # that is open
        self._clefs: dict[int, str] = {}
        self._new_clefs: dict[int, str] = {}
        self._transpose = 0
        self._reader = MeasureReader(lost, self._obey)
        self._measures: list[tuple[Measure, Key, Metre, dict[int, str]]] = []
        self.tempos: dict[int, Tempo] = {}  # by measure, as the parts of the tune
        self.parts: dict[int, str] = {}

    def read(self, part: Element) -> list[Line]:
        """Return the voices of a part: a line for each of its voices that sounds or rests anywhere."""
        first_clefs: dict[int, str] = {}
        for number, element in enumerate(part.iterfind("measure")):
            self._new_clefs = {}
            measure = self._reader.read(element)
            for staff, clef in self._new_clefs.items():
                first_clefs.setdefault(staff, clef)
            self._measures.append((measure, self._key, self._metre, dict(self._new_clefs) if number else {}))
        names: list[LineName] = []
        for measure, *_ in self._measures:
            names += [name for name in measure.lines if name not in names]
        names = [name for name in sorted(names) if self._sounds(name)] or sorted(names)[:1] or [(1, "1")]
        lines = []
        for place, name in enumerate(names):
            leads = place == 0 or names[place - 1][0] != name[0]
            bars, lyrics = self._bars(name, leads, is_first=place == 0)
            lines.append(Line(bars, self._name if place == 0 else "", first_clefs.get(name[0], ""), self._transpose,
                              lyrics))
        return lines

    def _sounds(self, name: LineName) -> bool:
        return any(event.pitches for measure, *_ in self._measures for event in measure.lines.get(name, ()))

    # -- attributes -------------------------------------------------------------------------------------

    def _obey(self, attributes: Element) -> None:
        for key in attributes.iterfind("key"):
            self._key = _key_of(key)
            break
        for time in attributes.iterfind("time"):
            self._metre = _metre_of(time) or self._metre
            break
        for clef in attributes.iterfind("clef"):
            number = re.fullmatch(r"\d", clef.get("number", "1"))
            staff = int(number.group()) if number else 1
            name = _clef_of(clef)
            if name and name != self._clefs.get(staff):
                self._clefs[staff] = self._new_clefs[staff] = name
        transpose = attributes.find("transpose")
        if transpose is not None:
            self._transpose = number_of(transpose, "chromatic") + 12 * number_of(transpose, "octave-change")

    # -- bars -------------------------------------------------------------------------------------------

    def _bars(self, name: LineName, leads: bool, is_first: bool) -> tuple[list[Bar], tuple[Syllable, ...]]:
        """Return the bars of one line; the first of a staff has what stands over the staff."""
        bars: list[Bar] = []
        lyrics: list[Syllable] = []
        mend_ties([event for measure, *_ in self._measures for event in measure.lines.get(name, ())])
        for index, (measure, key, metre, clefs) in enumerate(self._measures):
            # A measure in which nothing stands is a bar of silence.
            length = measure.length or metre.length or Fraction(1)
            events = _filled(measure.lines.get(name, []), length, is_first)
            symbols: list[ChordSymbol] = []
            annotations: list[Annotation] = []
            marks: list[str] = []
            for onset, element in measure.others if leads else ():
                if number_of(element, "staff", 1) == name[0] or (is_first and not element.findtext("staff")):
                    self._other(index, onset, element, events, symbols, annotations, marks, is_first)
            events = _split(events, {one.onset for one in symbols})
            lyrics += [Syllable(text, index, place, verse, joins, NOWHERE)
                       for place, event in enumerate(events) for verse, text, joins in event.lyrics]
            bar = bar_of(index, _notes(events, metre), metre, key, length)
            bars.append(bar._replace(symbols=tuple(symbols), annotations=tuple(annotations), marks=tuple(marks),
                                     clef=clefs.get(name[0], "")))
        return bars, tuple(lyrics)

    def _other(self, index: int, onset: Fraction, element: Element, events: Sequence[Event],
               symbols: list[ChordSymbol], annotations: list[Annotation], marks: list[str], is_first: bool) -> None:
        """Take a harmony, a direction or a sound."""
        if element.tag == "harmony":
            text = chord_symbol(element)
            if text:
                symbols.append(ChordSymbol(text, onset, NOWHERE))
        elif element.tag in ("direction", "sound"):
            jumps = jumps_of(element)
            marks += [mark for mark in jumps if mark not in marks]
            tempo = tempo_of(element)
            if tempo is not None:
                if onset and index not in self.tempos:
                    self._lost[Sentence("changes of tempo inside a bar, moved to its beginning")] += 1
                self.tempos.setdefault(index, tempo)
            self._direction(index, element, onset, events, annotations, marks,
                            has_said=tempo is not None or bool(jumps))
        elif element.tag == "figured-bass":
            self._lost[Sentence("figured bass")] += 1

    def _direction(self, index: int, direction: Element, onset: Fraction, events: Sequence[Event],
                   annotations: list[Annotation], marks: list[str], *, has_said: bool) -> None:
        following = next((one for one in events if one.onset >= onset and one.pitches), None)
        before = next((one for one in reversed(events) if one.onset < onset and one.pitches), None)
        words = words_of(direction)
        place = "_" if direction.get("placement") == "below" else "^"
        if words and not has_said:
            annotations.append(Annotation(words, place, onset, NOWHERE))
        for kind in direction.iterfind("direction-type/*"):
            if kind.tag == "dynamics":
                names = [one.tag for one in kind if one.tag in DYNAMICS]
                (following or before or Event(onset, onset)).decorations[:0] = names
            elif kind.tag == "wedge" and kind.get("type") in _OPENS_WEDGE and following is not None:
                self._wedge = _OPENS_WEDGE[kind.get("type", "")]
                following.decorations.append(self._wedge)
            elif kind.tag == "wedge" and self._wedge and (last := before or following) is not None:
                last.decorations.append(self._wedge.replace("(", ")"))
                self._wedge = ""
            elif kind.tag in ("segno", "coda"):
                if following is not None:
                    following.decorations.append(kind.tag)
                else:
                    marks.append(kind.tag)
            elif kind.tag == "rehearsal" and _PART.fullmatch(kind.text or ""):
                self.parts[index] = (kind.text or "").strip()
            elif kind.tag == "rehearsal" and kind.text and kind.text.strip():
                annotations.append(Annotation(kind.text.strip().replace('"', "'"), "^", onset, NOWHERE))
            elif kind.tag not in ("words", "metronome", "wedge", "other-direction", "offset"):
                self._lost[name_of(kind.tag)] += 1


def _filled(events: Sequence[Event], length: Fraction, is_first: bool) -> list[Event]:
    """Return events that fill the measure: silence where nothing stands, what overlaps cut short."""
    found: list[Event] = []
    now = Fraction(0)
    for event in events:
        if event.onset > now:
            found.append(Event(now, event.onset - now, is_invisible=bool(found) or not is_first))
        elif event.onset < now:
            if not found or event.onset <= found[-1].onset:
                continue
            found[-1].length = event.onset - found[-1].onset
        found.append(event)
        now = event.onset + event.length
    if now < length:
        found.append(Event(now, length - now, is_invisible=bool(found) or not is_first))
    return found


def _split(events: Sequence[Event], onsets: set[Fraction]) -> list[Event]:
    """Return the events, those divided over which a chord symbol stands: ABC sets it over a note, not between two."""
    found: list[Event] = []
    for event in events:
        inside = sorted(one for one in onsets if event.onset < one < event.onset + event.length)
        if event.tuplet is not None or not inside:
            found.append(event)
            continue
        edges = [event.onset, *inside, event.onset + event.length]
        for place, (low, high) in enumerate(pairwise(edges)):
            is_first, is_last = place == 0, high == edges[-1]
            found.append(Event(
                low, high - low, list(event.pitches), list(event.tied) if is_last else [True] * len(event.pitches),
                graces=event.graces if is_first else (), has_slash=event.has_slash,
                decorations=event.decorations if is_first else [], is_invisible=event.is_invisible,
                slurs=(event.slurs[0] if is_first else 0, event.slurs[1] if is_last else 0),
                lyrics=event.lyrics if is_first else []))
    return found


def _notes(events: Sequence[Event], metre: Metre) -> list[Note]:
    notes = [
        rest(one.onset, one.length, is_invisible=one.is_invisible)._replace(tuplet=one.tuplet) if not one.pitches else
        Note(tuple(one.pitches), one.onset, one.length, NOWHERE, one.length, tuple(one.tied), one.tuplet, 0,
             one.graces, tuple(one.decorations), False, one.slurs, bool(one.graces) and one.has_slash)
        for one in events]
    ends = frozenset(number for number, one in enumerate(events) if one.ends_tuplet)
    counted = count_tuplets(notes, ends)
    if any(one.beam for one in events):
        joins = ("continue", "end")
        return [note._replace(is_joined=bool(note.pitches) and (one.beam in joins or note.tuplet_index > 0))
                for note, one in zip(counted, events, strict=True)]
    return join_beams(counted, metre)


def _key_of(element: Element) -> Key:
    if element.find("key-step") is not None:
        steps = [text_of(one, ".") for one in element.iterfind("key-step")]
        alters = [text_of(one, ".") for one in element.iterfind("key-alter")]
        marks = [ACCIDENTAL_TEXT[int(alter)] + step.lower() for step, alter in zip(steps, alters, strict=False)
                 if re.fullmatch("[A-G]", step) and re.fullmatch("-?[0-2]", alter)]
        return parse_key(f"C exp {' '.join(marks)}") or C_MAJOR
    fifths = max(-7, min(7, number_of(element, "fifths")))
    mode = MODE_OF.get(text_of(element, "mode"), "maj")
    if mode == "none":
        return (parse_key("none") or C_MAJOR) if not fifths else key_with(fifths, "maj")
    return key_with(fifths, mode)


def _metre_of(element: Element) -> Metre | None:
    if element.find("senza-misura") is not None:
        return FREE
    beats, unit = text_of(element, "beats"), text_of(element, "beat-type")
    symbol = element.get("symbol", "")
    if symbol == "common" and (beats, unit) == ("4", "4"):
        return parse_metre("C")
    if symbol == "cut" and (beats, unit) == ("2", "2"):
        return parse_metre("C|")
    return parse_metre(f"{beats.replace(' ', '')}/{unit}")


def _clef_of(element: Element) -> str:
    place = text_of(element, "sign"), number_of(element, "line")
    signs = {"G": "treble", "F": "bass", "C": "alto", "percussion": "perc"}
    name = CLEF_OF.get((place[0], place[1])) or signs.get(place[0], "")
    octaves = number_of(element, "clef-octave-change")
    return name + {1: "+8", -1: "-8", 2: "+15", -2: "-15"}.get(octaves, "") if name else ""
