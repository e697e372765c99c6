"""From a Tune to the tidy dialect that the model reads (``walk.py`` says what that is).

Key: a signature of any number of sharps or flats moves onto the white notes, by letters, so that all
keys of a mode are one. The move is a function of the signature alone; it tells nothing of the notes.
Repeats: every ``:|`` gets its ``|:``, parts meet in ``::``, endings are ``|1`` and ``:|2``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from engine.notation.accidentals import Accidentals
from engine.notation.chords import parse_chord
from engine.notation.dialect import UNIT, Setting
from engine.notation.fields import format_length
from engine.notation.heads import note_text
from engine.notation.keys import MODES, Key, signature
from engine.notation.tune import Bar, Metre, Note

TIDY_UNIT = Fraction(1, 8)
WHITE = (0, 0, 0, 0, 0, 0, 0)
# Metre classes, by bar length and grouping; the last is for all others.
_METRES = ("6/8", "4/4", "2/4", "3/4", "9/8", "2/2", "3/8", "6/4", "3/2", "12/8", "5/4", "9/4", "7/8", "5/8", "none")
METRES = len(_METRES) + 1
_OLD_METRES = {"C": "4/4", "C|": "2/2"}


def shift(key: Key) -> int:
    """Return by how many letters a key's notes go down to reach the white notes (0..6)."""
    return 4 * key.fifths % 7


def base_alters(key: Key) -> tuple[int, ...]:
    """Return the key's signature without its explicit accidentals; those are written as accidentals."""
    return signature(key.fifths)


def setting_of(metre: Metre, key: Key) -> Setting:
    """Return what the walk must be told of metre and key."""
    ticks = 0 if metre.length is None else int(metre.length / TIDY_UNIT * UNIT)
    name = _OLD_METRES.get(metre.text, metre.text)
    number = _METRES.index(name) if name in _METRES else METRES - 1
    mode = MODES.index(key.mode) if key.mode in MODES else 0
    return Setting(ticks, number, mode, metre.is_compound)


@dataclass(slots=True)
class Joint:
    """What stands between two bars, before it is written as a bar line."""

    closes: bool = False
    opens: bool = False
    is_double: bool = False


@dataclass(frozen=True, slots=True)
class Tidy:
    """A tidy text. ``settings`` holds (position, Setting): from that character on the setting holds.

    ``notes`` is the number of note heads; ``left_out`` counts what the dialect cannot say.
    """

    text: str
    settings: tuple[tuple[int, Setting], ...]
    notes: int
    left_out: int


def joints_of(bars: Sequence[Bar], is_finished: bool) -> list[Joint]:
    """Return the joints of a voice, repeats made explicit: one before each bar and one after the last.

    With ``is_finished`` a repeat that opens and never closes becomes a double bar; in a phrase it stays
    open. Source: ABC 2.1, 4.8 (a repeat without a beginning goes back to the last part's end).
    """
    joints = [Joint(False, bars[0].opening.opens_repeat, False)] if bars else []
    for bar in bars:
        line = bar.closing
        joints.append(Joint(line.closes_repeat, line.opens_repeat, line.kind in ("||", "|]", "[|")))
    start, is_open, in_second = 0, bool(joints) and joints[0].opens, False
    for number in range(1, len(joints)):
        joint = joints[number]
        if bars[number - 1].endings and bars[number - 1].endings[0] > 1:
            in_second = True
        next_is_second = number < len(bars) and bool(bars[number].endings) and bars[number].endings[0] > 1
        if joint.closes and not is_open:
            if in_second:
                joint.closes, joint.is_double = False, True
            else:
                joints[start].opens = True
                is_open = True
        if joint.opens and is_open and not joint.closes:
            joints[start].opens = False
            joints[start].is_double = True
        if joint.opens and next_is_second:
            joint.opens = False  # "::" before a second ending closes only
        if joint.closes or joint.opens:
            start, is_open = number, joint.opens
            in_second = False
        elif joint.is_double and not is_open:
            start, in_second = number, False
    if is_finished and is_open and start < len(joints):
        joints[start].opens = False
        joints[start].is_double = True
    return joints


def bar_line_text(joint: Joint, ending: int, is_end: bool) -> str:
    """Return a joint in its tidy form; ``ending`` is the number of the ending that begins, or 0."""
    number = str(ending) if ending in (1, 2) else ""
    if joint.closes and joint.opens and not is_end:
        return "::"
    if joint.closes:
        return ":|" + (number if number == "2" else "")
    if joint.opens and not is_end:
        return "|:"
    if number:
        return "|" + number
    if is_end:
        return "|]"
    return "||" if joint.is_double else "|"


@dataclass(slots=True)
class TidyWriter:
    """Write notes in the tidy dialect, bar by bar. Keeps the bar's accidentals."""

    key: Key
    accidentals: Accidentals = field(default_factory=lambda: Accidentals(WHITE))
    left_out: int = 0
    notes: int = 0

    def pitch(self, step: int, alter: int) -> str:
        """Return one note head, moved onto the white notes."""
        white_step = step - shift(self.key)
        white_alter = alter - base_alters(self.key)[step % 7]
        if abs(white_alter) > 2:
            white_alter = max(-2, min(2, white_alter))
            self.left_out += 1
        return self.accidentals.note(white_step, white_alter) + note_text(white_step)

    def note(self, note: Note) -> str:
        """Return a note, a chord or a rest; its tuplet's opening is written before its first note."""
        text = ""
        length = note.length
        if note.tuplet is not None:
            length = length / Fraction(note.tuplet.q, note.tuplet.p)
            if note.tuplet_index == 0:
                text += f"({note.tuplet.p}"
        if not note.pitches:
            text += "z"
        elif len(note.pitches) == 1:
            self.notes += 1
            text += self.pitch(note.pitches[0].step, note.pitches[0].alter)
        else:
            self.notes += len(note.pitches)
            text += "[" + "".join(self.pitch(p.step, p.alter) for p in note.pitches) + "]"
        text += format_length(length / TIDY_UNIT)
        return text + ("-" if any(note.tied) else "")

    def bar(self, bar: Bar) -> str:
        """Return a bar without its bar lines. Chord symbols stand before the note at their onset."""
        self.key = bar.key
        self.accidentals.next_bar()
        out: list[str] = []
        symbols = {s.onset: s.text for s in bar.symbols}
        for note in bar.notes:
            symbol = symbols.pop(note.onset, None)
            if symbol is not None:
                out.append(self.symbol(symbol))
            out.append(self.note(note))
        self.left_out += len(symbols)
        return "".join(out)

    def symbol(self, text: str) -> str:
        """Return a chord symbol moved onto the white notes; remarks that name no chord are left out."""
        chord = parse_chord(text)
        moved = chord.moved(-shift(self.key), base_alters(self.key), WHITE) if chord else None
        return f'"{moved.text}"' if moved else ""


def tidy(bars: Sequence[Bar], is_finished: bool = True, look: Callable[[], None] | None = None) -> Tidy:
    """Return the bars of a voice as tidy text.

    A finished tune ends with ``|]`` or ``:|`` and a newline; an unfinished one (a phrase) stops after its
    last note or bar line as it stands. ``look`` is called before each bar; what it raises comes through.
    """
    if not bars:
        return Tidy("", (), 0, 0)
    writer = TidyWriter(bars[0].key)
    joints = joints_of(bars, is_finished)
    settings: list[tuple[int, Setting]] = [(0, setting_of(bars[0].metre, bars[0].key))]
    out = "|:" if joints[0].opens else ""
    for number, bar in enumerate(bars):
        if look is not None:
            look()
        here = setting_of(bar.metre, bar.key)
        if here != settings[-1][1]:
            settings.append((len(out), here))
        out += writer.bar(bar)
        is_last = number + 1 == len(bars)
        if is_last and not is_finished and not bar.closing.kind:
            break
        ending = bars[number + 1].endings[0] if not is_last and bars[number + 1].endings else 0
        out += bar_line_text(joints[number + 1], ending, is_last and (is_finished or bar.closing.kind == "|]"))
    return Tidy(out + "\n" if is_finished else out, tuple(settings), writer.notes, writer.left_out)
