"""A Tune as ABC text. What was read can be written; reading it again gives the same music.

The text is our own: a field a line, a blank between beams, decorations by their names. Source: ABC standard v2.1.
"""

from __future__ import annotations

from fractions import Fraction

from engine.notation.accidentals import Accidentals
from engine.notation.fields import format_length
from engine.notation.heads import note_text
from engine.notation.keys import Key
from engine.notation.tune import Bar, BarLine, Field, Grace, Note, Pitch, Syllable, Tempo, Tune, Voice

_MARKS = {("|", "dotted"): ".|", ("|", "invisible"): "[|]"}
# Written from what the tune knows, in their order. Macros (m:) and symbols (U:) have been applied.
_HEADER_ONLY = "XTKMLQVmU"
_HALF, _LONGER = Fraction(1, 2), Fraction(3, 2)


def write_tune(tune: Tune) -> str:
    r"""Return a tune as ABC, with its header.

    >>> from engine.notation.reader import read_tune
    >>> write_tune(read_tune("X:1\nT:Up\nM:3/4\nL:1/8\nK:G\n|:G>A (3Bcd [eg]2:|"))
    'X:1\nT:Up\nM:3/4\nL:1/8\nK:G\n|:G>A (3Bcd [eg]2:|\n'
    """
    lines = [f"X:{tune.number or 1}"]
    lines += [f"T:{field.value}" for field in tune.fields if field.letter == "T"]
    lines += [_field(field) for field in (*tune.inherited, *tune.fields) if field.letter not in _HEADER_ONLY]
    lines += [f"M:{tune.metre.text}", f"L:{tune.unit}"]
    if tune.tempo is not None:
        lines.append(f"Q:{tempo_text(tune.tempo)}")
    has_voices = len(tune.voices) > 1 or tune.voices[0].name != "1"
    if has_voices:
        lines += [f"V:{voice.name}{_properties(voice)}" for voice in tune.voices]
    first = tune.voices[0]
    lines.append(f"K:{tune.key.text}" + ("" if has_voices else _properties(first)))
    for voice in tune.voices:
        if has_voices:
            lines.append(f"V:{voice.name}")
        lines += VoiceWriter(tune, voice).lines()
    lines += [_field(field) for field in tune.body_fields if field.letter in "WN%%" and field.letter]
    return "\n".join(lines) + "\n"


def _field(field: Field) -> str:
    if field.letter == "%%":
        return f"%%{field.value}"
    # "I:" before ":|" would read as music.
    return f"{field.letter}:{' ' if field.value[:1] in ('|', ':') else ''}{field.value}"


def tempo_text(tempo: Tempo) -> str:
    """Return the value of a ``Q:`` field."""
    words = f'"{tempo.text}" ' if tempo.text else ""
    return f"{words}{tempo.beat}={tempo.bpm:g}"


def _properties(voice: Voice) -> str:
    found = f" clef={voice.clef}" if voice.clef else ""
    found += f" transpose={voice.transpose}" if voice.transpose else ""
    return found + (f' name="{voice.title}"' if voice.title else "")


class VoiceWriter:
    """Write the bars of one voice, line by line."""

    def __init__(self, tune: Tune, voice: Voice) -> None:
        self.voice = voice
        self.unit = tune.unit
        self.metre = tune.metre
        self.key: Key = tune.key
        self.clef = voice.clef
        self.accidentals = Accidentals(tune.key.alters)
        self.held: dict[int, int] = {}

    def lines(self) -> list[str]:
        """Return the lines of music, each with its lyrics behind it."""
        found: list[str] = []
        line: list[str] = []
        begun = 0
        for bar in self.voice.bars:
            if bar.begins_line and line:
                found += ["".join(line), *self._lyrics(begun, bar.index)]
                line, begun = [], bar.index
            if not line:
                self._lead(line, bar, is_first=not found)
            line.append(self.bar(bar))
        if line:
            found += ["".join(line), *self._lyrics(begun, len(self.voice.bars))]
        return found

    def _lead(self, line: list[str], bar: Bar, is_first: bool) -> None:
        """Write the bar line that stands at the beginning of the music."""
        if is_first and bar.opening.kind and bar.index == 0:
            line.append(bar_line_text(bar.opening))

    def bar(self, bar: Bar) -> str:
        """Return a bar with the changes before it and the line behind it."""
        out = [self._changes(bar)]
        self.accidentals.next_bar()
        if bar.endings:
            out.append("[" + _numbers(bar.endings))
            out.append(" ")
        layers = [bar.notes, *bar.overlays]
        for number, layer in enumerate(layers):
            if number:
                out.append(" & ")
                self.accidentals.next_bar()
                self.held = {}
            out.append(self._layer(bar, layer, with_symbols=not number))
        out += [f"!{mark}!" for mark in bar.marks]
        out.append(bar_line_text(bar.closing))
        last = bar.notes[-1] if bar.notes else None
        self.held = {} if last is None else {
            pitch.step: pitch.alter for pitch, is_tied in zip(last.pitches, last.tied, strict=True) if is_tied}
        return "".join(out)

    def _changes(self, bar: Bar) -> str:
        found = ""
        if bar.part:
            found += f"[P:{bar.part}]"
        if bar.metre != self.metre:
            self.metre = bar.metre
            found += f"[M:{bar.metre.text}]"
        if bar.clef and bar.clef != self.clef and bar.key == self.key:
            found += f"[K:clef={bar.clef}]"
        elif bar.key != self.key:
            found += f"[K:{bar.key.text}" + (f" clef={bar.clef}]" if bar.clef else "]")
        self.clef = bar.clef or self.clef
        if bar.key != self.key:
            self.key = bar.key
            self.accidentals = Accidentals(bar.key.alters)
        if bar.tempo is not None:
            found += f"[Q:{tempo_text(bar.tempo)}]"
        return found

    def _layer(self, bar: Bar, notes: tuple[Note, ...], with_symbols: bool) -> str:
        out: list[str] = []
        symbols = [(one.onset, f'"{one.text}"') for one in bar.symbols] if with_symbols else []
        if with_symbols:
            symbols += [(one.onset, f'"{one.placement}{one.text}"') for one in bar.annotations]
        symbols.sort(key=lambda entry: entry[0])
        owed = Fraction(1)  # what a ">" before puts on this note
        for place, note in enumerate(notes):
            following = notes[place + 1] if place + 1 < len(notes) else None
            if out and not note.is_joined and owed == 1:
                out.append(" ")
            while symbols and symbols[0][0] <= note.onset:
                out.append(symbols.pop(0)[1])
            sign, owed_next = _broken(note, following, owed)
            sounding = note.length / _tuplet_factor(note)
            # A length that no sign explains (it was changed by a program) is written out.
            written = note.written if sounding == note.written * owed * _sign_factor(sign) else sounding
            out.append(self.note(note, written) + sign)
            owed = owed_next
        out += [text for _, text in symbols]
        return "".join(out)

    def note(self, note: Note, written: Fraction) -> str:
        """Return a note, a chord or a rest of a written length, with everything that belongs to it."""
        out = ""
        if note.tuplet is not None and note.tuplet_index == 0:
            p, q, r = note.tuplet.p, note.tuplet.q, note.tuplet.r
            usual = {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}.get(p, 3 if self.metre.is_compound else 2)
            out += f"({p}" if (q, r) == (usual, p) else f"({p}:{q}:{r}"
        out += "(" * note.slurs[0]
        out += "".join(f"!{name}!" for name in note.decorations)
        if note.graces:
            out += "{" + ("/" if note.has_slash else "") + "".join(map(self._grace, note.graces)) + "}"
        length = format_length(written / self.unit)
        if not note.pitches:
            out += ("x" if note.is_invisible else "z") + length
        elif len(note.pitches) == 1:
            out += self._head(note.pitches[0]) + length + ("-" if note.tied and note.tied[0] else "")
        else:
            is_all = all(note.tied)
            heads = [self._head(pitch) + ("-" if is_tied and not is_all else "")
                     for pitch, is_tied in zip(note.pitches, note.tied, strict=True)]
            out += "[" + "".join(heads) + "]" + length + ("-" if is_all else "")
        self.held = {}
        return out + ")" * note.slurs[1]

    def _grace(self, grace: Grace) -> str:
        return self._head(grace.pitch) + format_length(grace.written)

    def _head(self, pitch: Pitch) -> str:
        if self.held.get(pitch.step) == pitch.alter:
            return note_text(pitch.step)  # tied over the bar line
        return self.accidentals.note(pitch.step, pitch.alter) + note_text(pitch.step)

    def _lyrics(self, begun: int, end: int) -> list[str]:
        """Return the lines of lyrics under the bars from ``begun`` up to ``end``."""
        here = [one for one in self.voice.lyrics if begun <= one.bar < end]
        verses = sorted({one.verse for one in here})
        return ["w:" + self._verse([one for one in here if one.verse == verse], begun, end) for verse in verses]

    def _verse(self, syllables: list[Syllable], begun: int, end: int) -> str:
        at = {(one.bar, one.note): one for one in syllables}
        out: list[str] = []
        is_held = False
        for bar in self.voice.bars[begun:end]:
            for place, note in enumerate(bar.notes):
                if not note.pitches:
                    continue
                one = at.get((bar.index, place))
                if one is None:
                    out.append("_" if is_held else "* ")
                    continue
                is_held = one.joins == "_"
                text = one.text.replace("-", "\\-").replace(" ", "~")
                out.append(text + ("-" if one.joins == "-" else "" if is_held else " "))
        return "".join(out).rstrip()


def bar_line_text(line: BarLine) -> str:
    """Return a bar line as it is written."""
    return _MARKS.get((line.kind, line.style), line.kind)


def _numbers(endings: tuple[int, ...]) -> str:
    return ",".join(map(str, endings))


def _tuplet_factor(note: Note) -> Fraction:
    return Fraction(1) if note.tuplet is None else Fraction(note.tuplet.q, note.tuplet.p)


def _sign_factor(sign: str) -> Fraction:
    if not sign:
        return Fraction(1)
    short = _HALF ** len(sign)
    return 2 - short if sign[0] == ">" else short


def _broken(note: Note, following: Note | None, owed: Fraction) -> tuple[str, Fraction]:
    """Return the sign of broken rhythm between two notes, and what it puts on the second."""
    if following is None or not note.written or not following.written:
        return "", Fraction(1)
    here = note.length / note.written / _tuplet_factor(note) / owed
    for count in (1, 2, 3):
        short = _HALF ** count
        for sign, first, second in ((">", 2 - short, short), ("<", short, 2 - short)):
            if here == first:
                return sign * count, second
    return "", Fraction(1)
