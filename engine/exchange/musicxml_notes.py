"""One layer of a bar as MusicXML notes: pitches, lengths, ties, tuplets, graces, beams, marks, lyrics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from xml.etree.ElementTree import Element, SubElement

from engine.exchange.musicxml_words import (
    ACCIDENTALS,
    DYNAMICS,
    JUMPS,
    NOTATIONS,
    WEDGES,
    note_lengths,
    note_type,
)
from engine.notation.accidentals import Accidentals
from engine.notation.keys import LETTERS
from engine.notation.tune import Note, Pitch, Syllable, Tuplet

_ONE = Fraction(1)
_FLAGS = {"eighth": 1, "16th": 2, "32nd": 3, "64th": 4, "128th": 5}


class LayerWriter:
    """Write the notes of one layer after the other. ``divisions`` are MusicXML's units in a quarter note.

    What is tied over a bar line, and the numbers of open slurs, are kept from bar to bar.
    """

    def __init__(self, divisions: int, unit: Fraction) -> None:
        self._divisions = divisions
        self._unit = unit
        self._held: set[Pitch] = set()
        self._slurs: list[int] = []

    def duration(self, length: Fraction) -> int:
        """Return a length in divisions."""
        return int(length * 4 * self._divisions)

    def let_go(self) -> None:
        """Forget what is tied: another layer begins."""
        self._held = set()

    def notes(self, measure: Element, layer: Sequence[Note], voice: int, accidentals: Accidentals,
              sung: Mapping[int, Sequence[Syllable]]) -> list[tuple[Fraction, int]]:
        """Append a layer; return the onset of each note with the place in the measure where it begins.

        ``sung`` holds the syllables of each note by its number in the layer.
        """
        places = []
        beams = _beams(layer)
        for number, note in enumerate(layer):
            places.append((note.onset, len(measure)))
            for name in note.decorations:
                before = _direction_of(name)
                if before is not None and not name.endswith(")"):
                    measure.append(before)
            self._graces(measure, note, voice, accidentals)
            self._pieces(measure, layer, number, voice, accidentals, sung.get(number, ()), beams[number])
            for name in note.decorations:
                behind = _direction_of(name) if name.endswith(")") else None
                if behind is not None:
                    measure.append(behind)
        return places

    def _graces(self, measure: Element, note: Note, voice: int, accidentals: Accidentals) -> None:
        for grace in note.graces:
            element = SubElement(measure, "note")
            SubElement(element, "grace", {"slash": "yes"} if note.has_slash else {})
            sign = accidentals.note(grace.pitch.step, grace.pitch.alter)
            _pitch(element, grace.pitch)
            SubElement(element, "voice").text = str(voice)
            drawn = note_type(self._unit * grace.written / (2 if len(note.graces) > 1 else 1)) or ("eighth", 0)
            SubElement(element, "type").text = drawn[0]
            if sign:
                SubElement(element, "accidental").text = ACCIDENTALS[sign]

    def _pieces(self, measure: Element, layer: Sequence[Note], number: int, voice: int, accidentals: Accidentals,
                syllables: Sequence[Syllable], beam: list[str]) -> None:
        """Append a note, tied together of several where no single note is so long."""
        note = layer[number]
        if note.length <= 0:
            return
        tuplet = note.tuplet
        factor = _ONE if tuplet is None else Fraction(tuplet.q, tuplet.p)
        pieces = note_lengths(note.length / factor)
        tied = {pitch for pitch, is_tied in zip(note.pitches, note.tied, strict=False) if is_tied}
        for place, written in enumerate(pieces):
            is_first, is_last = place == 0, place == len(pieces) - 1
            heads: Sequence[Pitch | None] = note.pitches or (None,)
            for head, pitch in enumerate(heads):
                element = SubElement(measure, "note", {"print-object": "no"} if note.is_invisible else {})
                if head:
                    SubElement(element, "chord")
                stops = pitch in self._held if is_first else pitch is not None
                starts = pitch in tied if is_last else pitch is not None
                sign = accidentals.note(pitch.step, pitch.alter) if pitch is not None and not stops else ""
                if pitch is None:
                    SubElement(element, "rest")
                else:
                    _pitch(element, pitch)
                SubElement(element, "duration").text = str(self.duration(written * factor))
                for kind in ("stop",) * stops + ("start",) * starts:
                    SubElement(element, "tie", type=kind)
                SubElement(element, "voice").text = str(voice)
                _drawn(element, written, sign, tuplet)
                if not head and len(pieces) == 1:
                    for level, word in enumerate(beam, 1):
                        SubElement(element, "beam", number=str(level)).text = word
                self._notations(element, layer, number, is_first, is_last, not head, stops, starts)
                if not head and is_first:
                    for syllable in syllables:
                        _lyric(element, syllable)
        self._held = tied

    def _notations(self, element: Element, layer: Sequence[Note], number: int, is_first: bool, is_last: bool,
                   is_lowest: bool, stops: bool, starts: bool) -> None:
        note = layer[number]
        found = Element("notations")
        for kind in ("stop",) * stops + ("start",) * starts:
            SubElement(found, "tied", type=kind)
        if is_lowest:
            if is_last:
                for _ in range(min(note.slurs[1], len(self._slurs))):
                    SubElement(found, "slur", type="stop", number=str(self._slurs.pop()))
            if is_first:
                for _ in range(note.slurs[0]):
                    free = next(n for n in range(1, len(self._slurs) + 2) if n not in self._slurs)
                    self._slurs.append(free)
                    SubElement(found, "slur", type="start", number=str(free))
            if note.tuplet is not None and is_first and note.tuplet_index == 0:
                SubElement(found, "tuplet", type="start", bracket="yes" if note.tuplet.p != 3 else "no")
            if note.tuplet is not None and is_last and _ends_tuplet(layer, number):
                SubElement(found, "tuplet", type="stop")
            if is_first:
                _marks(found, note.decorations)
        if len(found):
            element.append(found)


def _ends_tuplet(layer: Sequence[Note], number: int) -> bool:
    return number + 1 == len(layer) or layer[number + 1].tuplet is None or layer[number + 1].tuplet_index == 0


def _pitch(element: Element, pitch: Pitch) -> None:
    octave, letter = divmod(pitch.step, 7)
    one = SubElement(element, "pitch")
    SubElement(one, "step").text = LETTERS[letter]
    if pitch.alter:
        SubElement(one, "alter").text = str(pitch.alter)
    SubElement(one, "octave").text = str(octave + 4)


def _drawn(element: Element, written: Fraction, sign: str, tuplet: Tuplet | None) -> None:
    """Append how a note is drawn. A length that no note has is left to whoever draws."""
    drawn = note_type(written)
    if drawn is not None:
        SubElement(element, "type").text = drawn[0]
        for _ in range(drawn[1]):
            SubElement(element, "dot")
    if sign:
        SubElement(element, "accidental").text = ACCIDENTALS[sign]
    if tuplet is not None:
        ratio = SubElement(element, "time-modification")
        SubElement(ratio, "actual-notes").text = str(tuplet.p)
        SubElement(ratio, "normal-notes").text = str(tuplet.q)


def _marks(notations: Element, decorations: Sequence[str]) -> None:
    groups: dict[str, Element] = {}
    for name in decorations:
        if name in DYNAMICS or name in WEDGES or name in JUMPS or name in ("segno", "coda"):
            continue
        if name in NOTATIONS:
            group, word = NOTATIONS[name]
        elif name == "roll":
            group, word = "ornaments", "other-ornament"
        elif name in "012345":
            group, word = "technical", "fingering"
        elif name == "invertedfermata":
            group, word = "", "fermata"
        else:
            group, word = "", "other-notation"
        if group and group not in groups:
            groups[group] = SubElement(notations, group)
        one = SubElement(groups[group] if group else notations, word)
        if word == "fermata":
            one.set("type", "inverted" if name == "invertedfermata" else "upright")
        elif word == "other-notation":
            one.set("type", "single")
            one.text = name
        elif word in ("fingering", "other-ornament"):
            one.text = name


def _direction_of(name: str) -> Element | None:
    """Return the direction that a decoration is, None where it belongs to the note itself."""
    direction = Element("direction", placement="below")
    kind = SubElement(direction, "direction-type")
    if name in DYNAMICS:
        SubElement(SubElement(kind, "dynamics"), name)
    elif name in WEDGES:
        SubElement(kind, "wedge", type=WEDGES[name])
    elif name in ("segno", "coda"):
        direction.set("placement", "above")
        SubElement(kind, name)
        SubElement(direction, "sound", {name: name})
    elif name in JUMPS:
        return jump(name)
    else:
        return None
    return direction


def jump(mark: str) -> Element:
    """Return the direction for D.C., D.S., Fine and their kin."""
    words, attribute = JUMPS[mark]
    direction = Element("direction", placement="above")
    SubElement(SubElement(direction, "direction-type"), "words").text = words
    SubElement(direction, "sound", {attribute: "segno" if attribute == "dalsegno" else "yes"})
    return direction


def _lyric(element: Element, syllable: Syllable) -> None:
    lyric = SubElement(element, "lyric", number=str(syllable.verse))
    # Whether the word began before is for the one before to say; readers join by what a syllable says of its end.
    SubElement(lyric, "syllabic").text = "begin" if syllable.joins == "-" else "single"
    SubElement(lyric, "text").text = syllable.text
    if syllable.joins == "_":
        SubElement(lyric, "extend")


def _beams(layer: Sequence[Note]) -> list[list[str]]:
    """Return for each note the words of its beams, the first level first."""
    found: list[list[str]] = [[] for _ in layer]
    flags = [_flags(note) for note in layer]
    start = 0
    for number in range(1, len(layer) + 1):
        if number < len(layer) and flags[number] and flags[number - 1] and layer[number].is_joined:
            continue
        group = range(start, number)
        if len(group) > 1:
            for level in range(1, max(flags[n] for n in group) + 1):
                for n in group:
                    if flags[n] < level:
                        continue
                    before, behind = n > start and flags[n - 1] >= level, n + 1 < number and flags[n + 1] >= level
                    found[n].append("continue" if before and behind else "end" if before else "begin" if behind else
                                    "forward hook" if n == start else "backward hook")
        start = number
    return found


def _flags(note: Note) -> int:
    if not note.pitches:
        return 0
    factor = _ONE if note.tuplet is None else Fraction(note.tuplet.q, note.tuplet.p)
    drawn = note_type(note.length / factor)
    return _FLAGS.get(drawn[0], 0) if drawn else 0
