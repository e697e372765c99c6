"""Lines of music, token by token, into the voice in force. Source: ABC standard v2.1, section 4."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from engine.notation.barlines import bar_line
from engine.notation.decorations import KNOWN, decoration_name
from engine.notation.fields import parse_length
from engine.notation.heads import parse_note
from engine.notation.scanner import MUSIC
from engine.notation.tune import BarLine, Diagnostic, Fix, Grace, Place
from engine.notation.voice import VoiceReader
from engine.notation.written import RUN, notes_of
from engine.sentences import Sentence

# Several plain notes at once, broken rhythm between them included: one by one would cost half as much again.
_RUNS = re.compile(rf"(?P<run>{RUN})|{MUSIC.pattern}", re.VERBOSE)
_GROUPS = _RUNS.groupindex
_RUN, _NOTE, _BAR, _SPACE = _GROUPS["run"], _GROUPS["note"], _GROUPS["bar"], _GROUPS["space"]
_BROKEN = _GROUPS["broken"]
_IN_CHORD = frozenset(_GROUPS[name] for name in ("note", "tie", "broken", "chord_symbol", "annotation", "decoration",
                                                 "rest", "space", "chord_close", "slur"))
_GRACE_NOTE = re.compile(r"(?:\^\^|\^|__|_|=)?[A-Ga-g][,']*\d*(?:/+\d*)?")
_LONGEST_REST = 512  # bars; Z9999999 is a slip of the hand, not music
# Signs of other programs and of older versions, with no sound: line breaks (! and *), beam controls.
_QUIET = "!*`$;?@#"

Take = Callable[[re.Match[str], int, int], None]


class MusicReader:
    """Read lines of music into ``voice``, which whoever reads the fields sets and changes.

    ``field`` is called with letter, value, start and end of each inline field. ``diagnostics`` grows.
    """

    def __init__(self, text: str, diagnostics: list[Diagnostic], field: Callable[[str, str, int, int], None]) -> None:
        self.text = text
        self.voice: VoiceReader | None = None
        self.user: dict[str, str] = {}  # symbols defined by U:
        self._diagnostics = diagnostics
        self._field = field
        self._chord: list[tuple[int, str, int, int]] | None = None  # tokens of a chord [..] that is still open
        self._chord_at = 0
        self._continues = False
        named: dict[str, Take] = {
            "rest": self._rest, "chord_symbol": self._chord_symbol, "annotation": self._annotation,
            "inline_field": self._inline_field, "ending": self._ending, "tuplet": self._tuplet,
            "broken": self._broken, "tie": self._tie, "slur": self._slur, "grace": self._grace,
            "decoration": self._decoration, "chord_open": self._chord_open, "chord_close": self._chord_close,
            "overlay": self._overlay, "unclosed": self._unclosed, "unknown": self._unknown,
            "continuation": self._continuation,
        }
        self._take: list[Take | None] = [None] * (_RUNS.groups + 1)
        for name, take in named.items():
            self._take[_GROUPS[name]] = take

    def line(self, start: int, end: int) -> None:
        """Read the line of music between two offsets."""
        take_others = self._take
        voice = self._now()
        self._continues = False
        for match in _RUNS.finditer(self.text, start, end):
            kind = match.lastindex or 0
            if self._chord is not None and self._in_chord(kind, match):
                continue
            if kind == _RUN:
                voice.run(match.group(), match.start())
            elif kind == _SPACE:
                voice.is_joined = False
            elif kind == _BAR:
                voice.close_bar(bar_line(match.group(), *match.span()))
            elif kind == _NOTE:
                voice.note(match.group(), *match.span())
            else:
                take = take_others[kind]
                if take is not None:
                    take(match, *match.span())
                    voice = self._now()  # an inline V: may have changed it
        if not self._continues:
            voice.end_line()

    def finish(self, end: int) -> None:
        """Say what is still open at the end of the text."""
        if self._chord is not None:
            self._drop_chord(end, self._chord_at + 1)

    def _now(self) -> VoiceReader:
        assert self.voice is not None  # set before the first line of music
        return self.voice

    def say(self, severity: str, code: str, message: Sentence, start: int, end: int, fix: Fix | None = None) -> None:
        """Add a diagnostic."""
        self._diagnostics.append(Diagnostic(severity, code, message, Place(start, max(end, start)), fix))

    def _remove(self, start: int, end: int) -> Fix:
        return Fix(Sentence("remove {source}", source=self.text[start:end][:12]), Place(start, end), "")

    # -- chords -----------------------------------------------------------------------------------------

    def _chord_open(self, match: re.Match[str], start: int, end: int) -> None:
        self._now().begin_at(start)
        self._chord, self._chord_at = [], start

    def _in_chord(self, kind: int, match: re.Match[str]) -> bool:
        """Take a token while a chord is open; False where it cannot belong to the chord and ends it."""
        assert self._chord is not None
        if kind == _GROUPS["chord_close"]:
            return False
        if kind == _RUN:
            offset = match.start()
            for one, low, high, signs in notes_of(match.group()):
                self._chord.append((_NOTE, one, low + offset, high + offset))
                if signs:
                    self._chord.append((_BROKEN, signs, high + offset, high + offset + len(signs)))
            return True
        if kind in _IN_CHORD:
            self._chord.append((kind, match.group(), *match.span()))
            return True
        self._drop_chord(match.start(), match.start())
        return False

    def _drop_chord(self, end: int, shown_to: int) -> None:
        notes_end = next((high for kind, _, _, high in reversed(self._chord or []) if kind == _NOTE), end)
        self.say("error", "unclosed-chord", Sentence("the chord [ is not closed: add ]"), self._chord_at, shown_to,
                 Fix(Sentence("close the chord with ]"), Place(notes_end, notes_end), "]"))
        self._chord = None

    def _chord_close(self, match: re.Match[str], start: int, end: int) -> None:
        if self._chord is None:
            self.say("error", "stray-bracket", Sentence("] closes nothing: remove it, or add [ before it"), start,
                     start + 1, self._remove(start, end))
            return
        voice = self._now()
        tokens, self._chord = self._chord, None
        pitches, tied, length, signs = [], [], None, ""
        for kind, source, low, high in tokens:
            if kind == _NOTE:
                alter, step, written = parse_note(source)
                pitches.append(voice.spell(alter, step + 7 * voice.octave))
                tied.append(False)
                length = length or parse_length(written)
            elif kind == _GROUPS["tie"] and tied:
                tied[-1] = True
            elif kind == _BROKEN:
                signs = signs or source
                self.say("warning", "broken-in-chord",
                         Sentence("{source} inside a chord: write it behind the ]", source=source), low, high,
                         Fix(Sentence("remove {source}", source=source), Place(low, high), ""))
            elif kind not in (_SPACE, _GROUPS["rest"], _GROUPS["tie"]):
                take = self._take[kind]
                if take is not None:
                    take(_again(self.text, low, high), low, high)
        if not pitches:
            self.say("warning", "empty-chord",
                     Sentence("a chord without notes is left out: write notes in it, or remove it"), self._chord_at,
                     end, self._remove(self._chord_at, end))
            return
        whole = (length or Fraction(1)) * parse_length(match.group()[1:])
        voice.add(tuple(pitches), whole * voice.unit, self._chord_at, end, tuple(tied))
        if signs:
            voice.break_rhythm(signs[:3])

    # -- everything else, in the order of the scanner ---------------------------------------------------

    def _rest(self, match: re.Match[str], start: int, end: int) -> None:
        voice, source = self._now(), match.group()
        voice.begin_at(start)
        if source[0] in "zx":
            voice.add((), voice.length_of(source[1:]), start, end, is_invisible=source[0] == "x")
            return
        bars = min(int(parse_length(source[1:])), _LONGEST_REST)
        for bar in range(max(bars, 1)):
            voice.add((), voice.metre.length or Fraction(1), start, end, is_invisible=source[0] == "X")
            if bar < bars - 1:
                voice.close_bar(BarLine("|", Place(end, end)))

    def _chord_symbol(self, match: re.Match[str], start: int, end: int) -> None:
        voice = self._now()
        if voice.bar_start is None:
            voice.bar_start = start
        if not voice.layers:
            voice.symbols.append((len(voice.notes), match.group()[1:-1].strip(), Place(start, end)))

    def _annotation(self, match: re.Match[str], start: int, end: int) -> None:
        voice, source = self._now(), match.group()
        voice.begin_at(start)
        if not voice.is_overlay:
            voice.annotations.append((len(voice.notes), source[1], source[2:-1], Place(start, end)))

    def _inline_field(self, match: re.Match[str], start: int, end: int) -> None:
        source = match.group()
        self._field(source[1], source[3:-1].strip(), start, end)

    def _ending(self, match: re.Match[str], start: int, end: int) -> None:
        voice = self._now()
        voice.begin_at(start)
        voice.endings = parse_endings(match.group())

    def _tuplet(self, match: re.Match[str], start: int, end: int) -> None:
        source = match.group()
        self._now().begin_at(start)
        numbers = [int(n[:3]) if n else None for n in source[1:].split(":")] + [None, None]
        if not self._now().begin_tuplet(numbers[0] or 0, numbers[1], numbers[2]):
            self.say("error", "bad-tuplet",
                     Sentence("{source} is no tuplet: write one such as (3", source=source), start, end,
                     self._remove(start, end))

    def _broken(self, match: re.Match[str], start: int, end: int) -> None:
        source = match.group()
        if not self._now().break_rhythm(source):
            self.say("error", "bad-broken",
                     Sentence("{source} needs a note before it: write one, or remove it", source=source), start, end,
                     self._remove(start, end))

    def _tie(self, match: re.Match[str], start: int, end: int) -> None:
        if not self._now().tie():
            self.say("warning", "bad-tie", Sentence("a tie needs a note before it: write one, or remove the -"), start,
                     end, self._remove(start, end))

    def _slur(self, match: re.Match[str], start: int, end: int) -> None:
        voice = self._now()
        voice.begin_at(start)
        if match.group()[-1] == "(":
            voice.slurs += 1
            voice.is_marked = True
        else:
            voice.close_slur()

    def _grace(self, match: re.Match[str], start: int, end: int) -> None:
        voice, source = self._now(), match.group()
        voice.begin_at(start)
        voice.has_slash = source.startswith("{/")
        voice.is_marked = True
        voice.graces = tuple(self._grace_note(voice, one) for one in _GRACE_NOTE.findall(source))

    def _grace_note(self, voice: VoiceReader, source: str) -> Grace:
        alter, step, length = parse_note(source)
        return Grace(voice.spell(alter, step + 7 * voice.octave), parse_length(length))

    def _decoration(self, match: re.Match[str], start: int, end: int) -> None:
        voice, source = self._now(), match.group()
        voice.begin_at(start)
        name = self.decoration(source, start, end)
        if name is not None:
            voice.decorations.append(name)
            voice.is_marked = True

    def decoration(self, source: str, start: int, end: int) -> str | None:
        """Return the name of a decoration that is written at a place, None where it is none."""
        name = decoration_name(source, self.user)
        if name is not None and name not in KNOWN and name not in self.user.values():
            self.say("info", "unknown-decoration",
                     Sentence("{source} is no decoration that the standard knows", source=source), start, end)
        return name

    def _overlay(self, match: re.Match[str], start: int, end: int) -> None:
        self._now().begin_overlay()

    def _continuation(self, match: re.Match[str], start: int, end: int) -> None:
        self._continues = True

    def _unclosed(self, match: re.Match[str], start: int, end: int) -> None:
        if match.group()[0] == '"':
            head = re.match(r'"[\^_<>@]?[A-Ga-g]?[#b♯♭]?[\w+/#()°-]*', match.group())
            code, sign = "unclosed-quote", '"'
            fault = Sentence('the quotation mark is not closed on its line: write " behind the words')
        else:
            head = re.match(rf"\{{/?(?:{_GRACE_NOTE.pattern})*", match.group())
            code, sign = "unclosed-grace", "}"
            fault = Sentence("the brace is not closed on its line: write {sign} behind the grace notes", sign=sign)
        stop = start + (head.end() if head else 1)
        self.say("error", code, fault, start, end,
                 Fix(Sentence("close it with {sign}", sign=sign), Place(stop, stop), sign))

    def _unknown(self, match: re.Match[str], start: int, end: int) -> None:
        if match.group() not in _QUIET:
            self.say("warning", "unknown",
                     Sentence("{source!r} means nothing here and is left out: remove it", source=match.group()),
                     start, end, self._remove(start, end))


def _again(text: str, start: int, end: int) -> re.Match[str]:
    match = _RUNS.match(text, start, end)
    assert match is not None  # it was matched there before
    return match


def parse_endings(source: str) -> tuple[int, ...]:
    """Return the numbers of an ending, such as ``[1,3`` or ``1-3``. Source: ABC 2.1, 4.9."""
    numbers: list[int] = []
    for part in re.split(r"[,.]", source.strip("[.")):
        first, _, last = part.partition("-")
        if first.isdigit():
            low = int(first[:2])
            numbers += range(low, min(int(last[:2]) if last.isdigit() else low, low + 16) + 1)
    return tuple(numbers)
