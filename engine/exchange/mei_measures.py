"""The bars of all voices side by side as MEI measures: bar lines, endings, line breaks, changes, and all that hangs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import count
from xml.etree.ElementTree import Element

from engine.exchange.mei_hanging import Hanging
from engine.exchange.mei_head import tempo_element
from engine.exchange.mei_layer import LayerWriter, Sung, sung
from engine.exchange.mei_marks import closing_mark, harmony, words
from engine.exchange.mei_names import Names, bar_line_names, element, worded
from engine.exchange.mei_splits import split_staves
from engine.exchange.mei_staves import clef_of, key_signature, metre_signature, octaves_of
from engine.notation.keys import Key
from engine.notation.tune import Bar, Metre, Place, Tempo, Tune, Voice

_RIGHT = {"|": "single", "||": "dbl", "|]": "end", "[|": "dbl", "|:": "single", ":|": "rptend",
          "::": "rptend", "": "invis"}
_ABOVE = "^<>@"


class MeasureWriter:
    """Write the measures of one tune."""

    def __init__(self, tune: Tune, staves: list[list[Voice]], names: Names) -> None:
        self._tune = tune
        self._names = names
        self._staves = split_staves(tune, staves)
        self._writers: dict[tuple[int, int, int], LayerWriter] = {}
        self._keys: list[Key] = [tune.key] * len(staves)
        self._metre: Metre = tune.metre
        self._clefs = [voices[0].clef for voices in staves]
        self._lyrics: dict[int, list[Sung]] = {}  # by where in the text the note above them begins
        self._number = 0
        self._lengths: dict[int, Fraction] = {}  # of bars by their indices, all pieces together
        self._counted = -1  # the index of the bar that was numbered last
        self._owed: Fraction | None = None  # what a short bar before lacks
        for voices in staves:
            for voice in voices:
                for one in sung(voice.lyrics):
                    # Lyrics of a line that ends in an overlay may count notes that no bar has.
                    bars = voice.bars[one.syllable.bar:one.syllable.bar + 1]
                    for note in (note for bar in bars for note in bar.notes[one.syllable.note:one.syllable.note + 1]):
                        self._lyrics.setdefault(note.place.start, []).append(one)

    def measures(self, tempo: tuple[str, Tempo | None]) -> Iterator[Element]:
        """Yield measures, endings with their measures in them, line breaks and changes, in order."""
        rows = self._rows()
        if rows:
            first = next(bar for bar in rows[0] if bar is not None)
            self._metre = first.metre
            self._keys = [next((bar.key for bar in self._of_staff(rows[0], staff) if bar is not None), self._tune.key)
                          for staff in range(len(self._staves))]
        for row in rows:
            index = next(bar.index for bar in row if bar is not None)
            length = max(bar.length for bar in row if bar is not None)
            self._lengths[index] = self._lengths.get(index, Fraction(0)) + length
        ending: Element | None = None
        for place, row in enumerate(rows):
            leader = next(bar for bar in row if bar is not None)
            following: list[Bar | None] = rows[place + 1] if place + 1 < len(rows) else [None for _ in row]
            before: list[Element] = []
            # A break right behind an ending is not looked at: it stands inside, before the ending closes.
            if leader.begins_line and place:
                before.append(element("sb"))
            changes = [] if place == 0 else self._changes(row)
            if leader.endings or (ending is not None and not self._goes_on(rows, place)):
                if ending is not None:
                    ending.extend(before)
                    yield ending
                    ending, before = None, []
                if leader.endings:
                    numbers = ", ".join(map(str, leader.endings))
                    ending = element("ending", n=numbers, label=f"{numbers}.", lendsym="none")
            measure = self._measure(row, tempo if place == 0 else None, following)
            if ending is None:
                yield from (*before, *changes, measure)
            else:
                ending.extend((*before, *changes, measure))
                if leader.closing.ends_part:
                    ending.set("lendsym", "angledown")
        if ending is not None:
            yield ending
        for writer in self._writers.values():
            writer.hanging.finish()

    def _rows(self) -> list[list[Bar | None]]:
        """Return the bars that stand below one another, a row a measure."""
        voices = [bars for staff in self._staves for _, bars in staff]
        longest = max((len(bars) for bars in voices), default=0)
        return [[bars[number] if number < len(bars) else None for bars in voices] for number in range(longest)]

    def _of_staff(self, row: Sequence[Bar | None], staff: int) -> list[Bar | None]:
        first = sum(len(voices) for voices in self._staves[:staff])
        return list(row[first:first + len(self._staves[staff])])

    def _goes_on(self, rows: list[list[Bar | None]], place: int) -> bool:
        """Say whether an ending that began before still holds for this bar."""
        before = next(bar for bar in rows[place - 1] if bar is not None)
        return not before.closing.ends_part

    def _changes(self, row: list[Bar | None]) -> list[Element]:
        """Return the key and the metre where they change, in one definition for all staves if they change alike."""
        leader = next(bar for bar in row if bar is not None)
        metre = None
        if leader.metre != self._metre:
            self._metre = leader.metre
            metre = metre_signature(leader.metre)
        keys: dict[int, Key] = {}
        for staff in range(len(self._staves)):
            bar = next((one for one in self._of_staff(row, staff) if one is not None), None)
            if bar is not None and bar.key != self._keys[staff]:
                self._keys[staff] = keys[staff] = bar.key
        found: list[Element] = []
        if metre is not None or (len(keys) == len(self._staves) and len(set(keys.values())) == 1):
            definition = element("scoreDef")
            if len(keys) == len(self._staves) and len(set(keys.values())) == 1:
                definition.append(_changed_key(next(iter(keys.values()))))
                keys = {}
            if metre is not None:
                definition.append(metre)
            found.append(definition)
        if keys:
            definition, group = element("scoreDef"), element("staffGrp")  # verovio takes no staffDef alone
            for staff, key in keys.items():
                group.append(element("staffDef", n=str(staff + 1)))
                group[-1].append(_changed_key(key))
            definition.append(group)
            found.append(definition)
        return found

    def _measure(self, row: list[Bar | None], tempo: tuple[str, Tempo | None] | None,
                 following: list[Bar | None]) -> Element:
        bars = [bar for bar in row if bar is not None]
        leader = bars[0]
        place = Place(min(bar.place.start for bar in bars), max(bar.place.end for bar in bars))
        length = max(bar.length for bar in bars)
        is_full = leader.metre.length is None or length == leader.metre.length
        measure = element("measure", self._names.name("b", place), n=self._count(leader),
                          type=bar_line_names(leader.opening.place, leader.closing.place),
                          left="rptstart" if leader.opening.opens_repeat else "",
                          right=_right(leader, following[row.index(leader)]), metcon="" if is_full else "false")
        hung: list[Element] = []
        for staff in range(1, len(self._staves) + 1):
            clef = next((bar.clef for bar in self._of_staff(following, staff - 1)[:1] if bar is not None), "")
            made, more = self._staff(staff, self._of_staff(row, staff - 1), length, clef)
            measure.append(made)
            hung += more
        hung = [*self._above(leader, tempo), *hung]
        measure.extend(hung)
        return measure

    def _count(self, leader: Bar) -> str:
        """Return the number of a bar; two halves of one bar have one number, a pickup has 0."""
        if leader.index == self._counted:
            return str(self._number)
        self._counted = leader.index
        full, owed, length = leader.metre.length, self._owed, self._lengths[leader.index]
        is_short = full is not None and length < full
        if is_short and leader.index == 0:
            return "0"
        if is_short and owed == length:
            self._owed = None
            return str(self._number)
        self._owed = full - length if full is not None and is_short else None
        self._number += 1
        return str(self._number)

    def _staff(self, number: int, bars: list[Bar | None], length: Fraction,
               next_clef: str) -> tuple[Element, list[Element]]:
        """Return the staff of a bar and what hangs on its notes. The clef of the next bar stands at the end of this."""
        present = [bar for bar in bars if bar is not None]
        name = self._names.name("s", Place(min(b.place.start for b in present), max(b.place.end for b in present))) \
            if present else ""
        staff = element("staff", name, n=str(number))
        hung: list[Element] = []
        layers = count(1)
        if present and present[0].clef:
            self._clefs[number - 1] = present[0].clef
        for at, bar in enumerate(bars):
            if bar is None:
                layer = element("layer", n=str(next(layers)))
                layer.append(element("mSpace"))
                staff.append(layer)
                continue
            for depth, notes in enumerate((bar.notes, *bar.overlays)):
                writer = self._writer(number, at, depth)
                writer.hanging.bar = []
                if depth and bar.opening.style != "invisible":
                    writer.hanging.rest()  # an overlay ends with its bar
                syllables = self._syllables(bar) if depth == 0 else {}
                layer = element("layer", n=str(next(layers)))
                is_whole = "invisible" not in (bar.opening.style, bar.closing.style)
                layer.extend(writer.bar(notes, bar.key, bar.metre.length, length, syllables, is_whole=is_whole))
                if at == 0 and depth == 0 and next_clef:
                    layer.append(element("clef", **clef_of(next_clef)))
                staff.append(layer)
                hung += writer.hanging.bar
            hung += self._symbols(number, bar, self._writer(number, at, 0).hanging)
        return staff, hung

    def _writer(self, staff: int, voice: int, depth: int) -> LayerWriter:
        key = staff, voice, depth
        if key not in self._writers:
            is_pipes = self._tune.key.text in ("HP", "Hp")
            self._writers[key] = LayerWriter(self._names, Hanging(self._names, staff), 0, is_pipes)
        self._writers[key].octaves = octaves_of(self._clefs[staff - 1])
        return self._writers[key]

    def _syllables(self, bar: Bar) -> dict[int, list[Sung]]:
        # A note that was cut in two is sung once.
        found = {number: self._lyrics.pop(note.place.start, []) for number, note in enumerate(bar.notes)}
        return {number: syllables for number, syllables in found.items() if syllables}

    def _symbols(self, staff: int, bar: Bar, hanging: Hanging) -> list[Element]:
        """Return chord symbols, annotations and the marks on the closing line."""
        found = [harmony(symbol.text, self._at(staff, symbol.onset), self._names.name("c", symbol.place))
                 for symbol in bar.symbols]
        for note in bar.annotations:
            side = "above" if note.placement in _ABOVE else "below"
            found.append(words(note.text, self._at(staff, note.onset), self._names.name("c", note.place), side))
        for decoration in bar.marks:
            if hanging.close_span(decoration):
                continue
            last = bar.notes[-1].onset if bar.notes else Fraction(0)
            made = closing_mark(decoration, self._at(staff, last), self._at(staff, bar.length),
                                self._names.name("c", bar.closing.place))
            if made is not None:
                found.append(made)
        return found

    def _at(self, staff: int, onset: Fraction) -> dict[str, str]:
        unit = 4 if self._metre.length is None else int(_unit(self._metre))
        beat = 1 + onset * unit
        return {"tstamp": f"{float(beat):.4f}".rstrip("0").rstrip("."), "staff": str(staff)}

    def _above(self, leader: Bar, tempo: tuple[str, Tempo | None] | None) -> list[Element]:
        """Return part and tempo where they begin with this bar."""
        found: list[Element] = []
        at = {"tstamp": "1", "staff": "1"}
        place = Place(leader.place.start, leader.place.start)
        if leader.tempo is not None:
            tempo = leader.tempo.text, leader.tempo
        if tempo is not None:
            made = tempo_element(*tempo, at, self._names.name("c", place))
            found += [made] if made is not None else []
        if leader.part:
            found.append(worded(element("reh", self._names.name("c", place), place="above", **at), leader.part))
        return found


def _unit(metre: Metre) -> str:
    return {"C": "4", "C|": "2"}.get(metre.text) or metre.text.rpartition("/")[2]


def _changed_key(key: Key) -> Element:
    made = key_signature(key)
    made.set("cancelaccid", "before")
    return made


def _right(leader: Bar, following: Bar | None) -> str:
    line = leader.closing
    if line.style == "invisible":
        return "invis"
    if line.style == "dotted" and line.kind == "|":
        return "dotted"
    if line.kind == "|:" and following is not None and following.begins_line:
        return "dbl"  # a part ends with its line; the repeat's own sign stands at the beginning of the next
    return _RIGHT.get(line.kind, "single")
