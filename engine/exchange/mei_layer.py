"""One layer of a staff as MEI: notes, rests and chords, joined by beams and tuplets as the composer wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from engine.exchange.mei_hanging import Hanging
from engine.exchange.mei_marks import ARTICULATIONS, BRACKETS, TREMOLOS
from engine.exchange.mei_names import Names, element, values_of, worded
from engine.notation.accidentals import Accidentals
from engine.notation.keys import Key
from engine.notation.tune import Grace, Note, Pitch, Place, Syllable

_QUARTER = Fraction(1, 4)
_ACCIDENTALS = {"^^": "x", "^": "s", "=": "n", "_": "f", "__": "ff"}
_SOUNDING = {-2: "ff", -1: "f", 0: "n", 1: "s", 2: "x"}
_JOINS = {"-": "d", "_": "u"}


class Sung(NamedTuple):
    """A syllable, and where in its word it stands: ``i`` first of several, ``m`` between, ``t`` last, or empty."""

    syllable: Syllable
    position: str


class _Span(NamedTuple):
    """Notes from ``first`` up to ``last`` (not with it) that a beam or a tuplet joins."""

    first: int
    last: int
    is_tuplet: bool


class LayerWriter:
    """Write the bars of one layer of one staff in order; ties, slurs and hairpins go on from bar to bar."""

    def __init__(self, names: Names, hanging: Hanging, octaves: int, is_pipes: bool) -> None:
        self.names = names
        self.hanging = hanging
        self.octaves = octaves  # what the clef's own octave sign moves the notes by, on paper
        self.is_pipes = is_pipes  # graces of the pipes: three flags, stems up, no slash

    def bar(self, notes: Sequence[Note], key: Key, full: Fraction | None, length: Fraction,
            syllables: dict[int, list[Sung]]) -> list[Element]:
        """Return what stands in the layer. ``full`` is what a bar rest fills; up to ``length`` it is padded with space.

        ``syllables`` are those under each note, by its number in the bar.
        """
        self._accidentals = Accidentals(key.alters)
        self._after_tie: set[int] = set()  # steps whose accidental came over the bar line and holds no longer
        if len(notes) == 1 and notes[0].is_rest and not notes[0].decorations and notes[0].length in (full, length):
            tag = "mSpace" if notes[0].is_invisible else "mRest"
            self.hanging.rest()
            return [element(tag, self.names.name("n", notes[0].place))]
        written = [self._note(note, syllables.get(number, [])) for number, note in enumerate(notes)]
        found: list[Element] = []
        self._nest(notes, written, 0, len(notes), spans_of(notes), found)
        filled = sum((note.length for note in notes), Fraction(0))
        if filled < length:
            found += [element("space", dur=dur, dots=str(dots) if dots else "")
                      for dur, dots in values_of(length - filled)]
        return found

    def _nest(self, notes: Sequence[Note], written: list[list[Element]], first: int, last: int, spans: list[_Span],
              into: list[Element]) -> None:
        """Put the notes from ``first`` to ``last`` where they belong, the spans between them opened and closed."""
        number = first
        while number < last:
            outer = next((span for span in spans if span.first == number and span.last <= last), None)
            if outer is None:
                into += written[number]
                number += 1
                continue
            place = Place(notes[outer.first].place.start, notes[outer.last - 1].place.end)
            tuplet = notes[outer.first].tuplet
            if outer.is_tuplet and tuplet is not None:
                is_beamed = any(not s.is_tuplet and s.first <= outer.first and s.last >= outer.last for s in spans) or \
                    _Span(outer.first, outer.last, False) in spans
                joined = element("tuplet", self.names.name("t", place), num=str(tuplet.p), numbase=str(tuplet.q),
                                 bracket_visible="false" if is_beamed else "true")
            else:
                joined = element("beam", self.names.name("m", place))
            inner: list[Element] = []
            self._nest(notes, written, outer.first, outer.last, [s for s in spans if s is not outer], inner)
            if inner[0].tag == "graceGrp":
                into.append(inner.pop(0))  # graces of the first note stand before what joins it to others
            joined.extend(inner)
            into.append(joined)
            number = outer.last

    def _note(self, note: Note, syllables: list[Sung]) -> list[Element]:
        """Return graces, then the note: several tied ones where one value cannot say its length."""
        found = self._graces(note) if note.graces and note.pitches else []
        length = note.length if note.tuplet is None else note.length * note.tuplet.p / note.tuplet.q
        values = values_of(length)
        parts: list[Element] = []
        for number, (dur, dots) in enumerate(values):
            attributes = {"dur": dur, "dots": str(dots) if dots else ""}
            name = self.names.name("n", note.place)
            if note.is_rest:
                parts.append(element("space" if note.is_invisible else "rest", name, **attributes))
                continue
            if note.length <= 0:
                attributes["stem_visible"] = "false"
            made = self._heads(note, name, attributes, is_held=number > 0)
            if number == 0:
                self._dress(made, note, syllables)
            self.hanging.heads(note, heads_of(made), is_last=number == len(values) - 1)
            parts.append(made)
        if note.is_rest:
            self.hanging.rest()
        self.hanging.note(note, parts)
        return found + parts

    def _heads(self, note: Note, name: str, attributes: dict[str, str], *, is_held: bool) -> Element:
        if len(note.pitches) == 1:
            return self._head(note.pitches[0], name, attributes, is_held)
        chord = element("chord", name, **attributes)
        for pitch in note.pitches:
            chord.append(self._head(pitch, self.names.name("n", note.place), {}, is_held))
        return chord

    def _head(self, pitch: Pitch, name: str, attributes: dict[str, str], is_held: bool) -> Element:
        """Return one note head; what is tied into from before carries no accidental."""
        octave, letter = divmod(pitch.step, 7)
        made = element("note", name, pname="cdefgab"[letter], oct=str(octave + 4 + self.octaves), **attributes)
        if is_held or self.hanging.is_held(pitch):
            if pitch.alter != self._accidentals.alters[letter]:
                self._after_tie.add(pitch.step)
                made.set("accid.ges", _SOUNDING[max(-2, min(2, pitch.alter))])
            return made
        alter = max(-2, min(2, pitch.alter))
        sign = _ACCIDENTALS.get(self._accidentals.note(pitch.step, alter), "")
        if not sign and pitch.step in self._after_tie:
            sign = _SOUNDING[alter]
        self._after_tie.discard(pitch.step)
        if sign:
            made.append(element("accid", accid=sign))
        elif pitch.alter:
            made.set("accid.ges", _SOUNDING[alter])
        return made

    def _dress(self, made: Element, note: Note, syllables: list[Sung]) -> None:
        """Put articulations and lyrics into a note or chord."""
        for decoration in note.decorations:
            if decoration in ARTICULATIONS:
                made.append(element("artic", artic=ARTICULATIONS[decoration]))
            elif decoration in TREMOLOS:
                made.set("stem.mod", TREMOLOS[decoration])
            elif decoration in BRACKETS:
                for head in heads_of(made):
                    _bracket(head, BRACKETS[decoration])
        for syllable, position in syllables:
            verse = element("verse", n=str(syllable.verse))
            verse.append(worded(element("syl", self.names.name("l", syllable.place), wordpos=position,
                                        con=_JOINS.get(syllable.joins, "")), syllable.text))
            made.append(verse)

    def _graces(self, note: Note) -> list[Element]:
        group = element("graceGrp")
        heads = [self._grace(grace, note.place, len(note.graces)) for grace in note.graces]
        if note.has_slash:  # verovio slashes what is called unaccented, and nothing else
            for head in heads:
                head.set("grace", "unacc")
        if len(heads) > 1:
            beam = element("beam")
            beam.extend(heads)
            heads = [beam]
        group.extend(heads)
        return [group]

    def _grace(self, grace: Grace, place: Place, count: int) -> Element:
        dur = "32" if self.is_pipes else "8" if count == 1 else "16"
        attributes = {"dur": dur, "grace": "acc"}
        if self.is_pipes:
            attributes["stem_dir"] = "up"
        return self._head(grace.pitch, self.names.name("g", place), attributes, is_held=False)


def sung(syllables: Sequence[Syllable]) -> list[Sung]:
    """Return the syllables of a voice with their positions in words."""
    found: list[Sung] = []
    before: dict[int, str] = {}  # what joins the last syllable of each verse to the next
    for one in syllables:
        is_joined = before.get(one.verse) == "-"
        position = ("m" if is_joined else "i") if one.joins == "-" else "t" if is_joined else ""
        before[one.verse] = one.joins
        found.append(Sung(one, position))
    return found


def _bracket(head: Element, enclose: str) -> None:
    """Print the accidental of a note head, also one that goes without saying, between brackets."""
    sign = head.find("accid")
    if sign is None:
        sign = element("accid", accid=head.attrib.pop("accid.ges", "n"))
        head.append(sign)
    sign.set("enclose", enclose)


def heads_of(made: Element) -> list[Element]:
    """Return the note heads of a note or chord."""
    return made.findall("note") if made.tag == "chord" else [made]


def spans_of(notes: Sequence[Note]) -> list[_Span]:
    """Return the beams and tuplets of a bar, outer before inner; a beam across a tuplet's edge is cut there."""
    tuplets: list[_Span] = []
    for number, note in enumerate(notes):
        if note.tuplet is None:
            continue
        if tuplets and note.tuplet_index and tuplets[-1].last == number:
            tuplets[-1] = tuplets[-1]._replace(last=number + 1)
        else:
            tuplets.append(_Span(number, number + 1, True))
    beams: list[_Span] = []
    first = 0
    for number in range(1, len(notes) + 1):
        if number < len(notes) and notes[number].is_joined and all(map(_has_flag, notes[number - 1:number + 1])):
            continue
        beams += _cut(first, number, tuplets)
        first = number
    beams = [beam for beam in beams if beam.last - beam.first > 1 and _has_flag(notes[beam.first])]
    return sorted([*beams, *tuplets], key=lambda span: (span.first, -span.last, span.is_tuplet))


def _cut(first: int, last: int, tuplets: Sequence[_Span]) -> list[_Span]:
    """Return a beam in pieces none of which lies across the edge of a tuplet."""
    edges = {first, last}
    for tuplet in tuplets:
        overlaps = tuplet.first < last and first < tuplet.last
        is_inside = first <= tuplet.first and tuplet.last <= last
        holds = tuplet.first <= first and last <= tuplet.last
        if overlaps and not (is_inside or holds):
            edges |= {edge for edge in (tuplet.first, tuplet.last) if first < edge < last}
    points = sorted(edges)
    return [_Span(low, high, False) for low, high in pairwise(points)]


def _has_flag(note: Note) -> bool:
    length = note.length if note.tuplet is None else note.length * note.tuplet.p / note.tuplet.q
    return bool(note.pitches) and 0 < length < _QUARTER
