"""One voice while it is being read: its bars, what holds from one to the next, its lines.

Source: ABC standard v2.1, sections 4.8 (bar lines), 4.9 (endings), 7 (voices).
"""

from __future__ import annotations

from fractions import Fraction

from engine.notation.bar import BarReader
from engine.notation.fields import exact
from engine.notation.keys import Key
from engine.notation.tune import Annotation, Bar, BarLine, ChordSymbol, Metre, Note, Place, Tempo, Waiting


class VoiceReader(BarReader):
    """Collect the bars of one voice.

    It is the reader of the bar that is open, not the owner of one: a look into another object at every note would be
    paid for millions of times.
    """

    def __init__(self, name: str, metre: Metre, key: Key, unit: Fraction) -> None:
        super().__init__(metre, key, unit)
        self.name = name
        self.transpose = 0
        self.title = ""
        self.clef = ""  # at the beginning of the voice
        self.bars: list[Bar] = []
        self.endings: tuple[int, ...] = ()
        self.tempo: Tempo | None = None
        self.part = self.next_part = ""
        self.new_clef = ""
        self.opening = BarLine("", Place(0, 0))
        self.bar_metre = metre
        self.bar_key = key
        self.begins_line = True
        self.line_from = self.line_to = (0, 0)  # bar and note where the last line of music begins and ends
        self.verse = 0

    @property
    def waiting(self) -> Waiting:
        """Return what waits for the next note."""
        symbol = next((text for count, text, _ in reversed(self.symbols) if count == len(self.notes)), "")
        return Waiting(self.broken, self.tuplet, self.tuplet_left, symbol, self.endings,
                       bool(self.graces or self.decorations), self.is_overlay)

    def begin_part(self, name: str) -> None:
        """Let a part begin with this bar, or with the next one if notes stand in this one already."""
        if self.is_bar_empty:
            self.part = name
        else:
            self.next_part = name

    def close_bar(self, line: BarLine) -> None:
        """End the bar with this line; an empty bar only merges its line into the one before."""
        if self.is_bar_empty:
            self._merge_line(line)
            return
        layers = [*self.layers, self.notes] if self.layers else [self.notes]
        notes = tuple(layers[0])
        length = exact(self.top, self.bottom) if len(layers) == 1 else _filled(notes)
        symbols: tuple[ChordSymbol, ...] = ()
        annotations: tuple[Annotation, ...] = ()
        if self.symbols:
            symbols = tuple([ChordSymbol(text, notes[i].onset if i < len(notes) else length, place)
                             for i, text, place in self.symbols])
            self.symbols = []
        if self.annotations:
            annotations = tuple(Annotation(text, sign, notes[i].onset if i < len(notes) else length, place)
                                for i, sign, text, place in self.annotations)
            self.annotations = []
        start = line.place.start if self.bar_start is None else self.bar_start
        self.bars.append(Bar(len(self.bars), notes, symbols, self.opening, line, self.bar_metre, self.bar_key,
                             Place(start, line.place.end), length, self.endings, self.tempo, self.part,
                             tuple(tuple(layer) for layer in layers[1:] if layer) if self.layers else (), annotations,
                             tuple(self.decorations), self.new_clef, self.begins_line))
        self.begins_line = False
        last = notes[-1] if notes else None
        if last is not None and True in last.tied:
            self.held = {one.step: one.alter for one, is_tied in zip(last.pitches, last.tied, strict=True) if is_tied}
        self.notes, self.layers, self.endings = [], [], ()
        self.tempo, self.part, self.next_part, self.new_clef, self.decorations = None, self.next_part, "", "", []
        self.top, self.bottom = 0, 1
        self._open(line)

    def _open(self, line: BarLine) -> None:
        self.opening = line
        self.is_joined = False
        if self.accidentals:
            self.accidentals = {}
        self.bar_metre, self.bar_key = self.metre, self.key
        self.bar_start = None

    def _merge_line(self, line: BarLine) -> None:
        """Join two bar lines with nothing between them (``:| |:`` is ``::``), for the bar before as for the next."""
        before = self.opening
        if before.kind and not line.kind:
            line = before  # the end of the text adds nothing to the line that stands there
        closes = before.closes_repeat or line.closes_repeat
        opens = before.opens_repeat or line.opens_repeat
        kind = "::" if closes and opens else ":|" if closes else "|:" if opens else \
            max(before.kind, line.kind, key=("", "|", "[|", "||", "|]").index)
        merged = BarLine(kind, Place(before.place.start if before.kind else line.place.start, line.place.end),
                         line.style)
        if self.bars and (before.kind or self.decorations):
            self.bars[-1] = self.bars[-1]._replace(closing=merged if before.kind else self.bars[-1].closing,
                                               marks=(*self.bars[-1].marks, *self.decorations))
            self.decorations = []
        self._open(merged)

    def end_line(self) -> None:
        """End a line of music: lyrics may follow, and the next bar is engraved below."""
        now = (len(self.bars), len(self.notes))
        if now != self.line_to:
            self.line_from, self.line_to, self.verse = self.line_to, now, 0
        self.is_joined = False
        self.begins_line = self.begins_line or self.is_bar_empty

    def line_notes(self) -> list[tuple[int, int]]:
        """Return bar and number of every note in the last line of music that words or symbols can stand under."""
        (first_bar, first), (last_bar, last) = self.line_from, self.line_to
        notes: list[tuple[int, int]] = []
        for number in range(first_bar, last_bar + 1):
            bar = self.bars[number].notes if number < len(self.bars) else self.notes
            low = first if number == first_bar else 0
            high = last if number == last_bar else len(bar)
            notes += ((number, place) for place in range(low, min(high, len(bar))) if bar[place].pitches)
        return notes

    def has_fields_only(self) -> None:
        """Let a metre or key that changed before the first note of a bar hold for that bar."""
        if not self.notes and not self.layers:
            self.bar_metre, self.bar_key = self.metre, self.key


def _filled(notes: tuple[Note, ...]) -> Fraction:
    return notes[-1].onset + notes[-1].length if notes else Fraction(0)
