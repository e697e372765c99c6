"""Writes played notes at the caret: in the tune's key, unit and metre, in the composer's spacing, bar by bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from engine.errors import PhraseError
from engine.exchange.barring import Sounding, bars_of, spans
from engine.exchange.key_finding import spell_in
from engine.exchange.scoring import NOWHERE, break_rhythm
from engine.notation.book import tune_range
from engine.notation.caret import find_seam
from engine.notation.heads import parse_heads
from engine.notation.keys import Key
from engine.notation.reader import read_tune
from engine.notation.scanner import scan_music
from engine.notation.scribe import is_line_full, line_weight, manner_of
from engine.notation.tune import Bar, Metre, Note, Pitch, Tempo, Tune, Voice
from engine.notation.writer import VoiceWriter
from engine.tempo import DEFAULT_TEMPO

HEADER = "X:1\nM:4/4\nL:1/8\nK:{key}\n"
_SIGNS = ("note", "grace")  # tokens in which an accidental can stand
_TIGHT = "(-><{["  # behind them no blank stands


@dataclass(frozen=True, slots=True)
class Written:
    """``text`` is to be put in at the offset ``at``; the caret then stands at ``caret``."""

    at: int
    text: str
    caret: int


class Pen:
    """What has to be known of the text at the caret before notes can be written there.

    A text that holds nothing yet gets a header, in ``key``. Where the bar is full and its line stands behind the caret
    already, the caret goes behind that.

    Raises:
        PhraseError: no notes can stand there; says why and where.
    """

    def __init__(self, text: str, caret: int, key: str = "C") -> None:
        self._head = "" if text.strip() else HEADER.format(key=key)
        if self._head:
            text, caret = self._head, len(self._head)
        self._read(text, caret)
        line = self._line_behind()
        if self.is_full and line is not None:
            self._read(text, line)

    def _read(self, text: str, caret: int) -> None:
        start, end = tune_range(text, caret)
        start = 0 if start > caret else start
        self._text, self._start, self._caret = text, start, caret
        self._seam = find_seam(text, start, end, caret)
        self._tune = read_tune(text, start, caret)
        self._voice = voice = self._tune.last_voice
        if voice.waiting.is_overlay:
            raise PhraseError("the caret stands in an overlay (&), where no notes are set: write its bar line first",
                              text.rfind("&", start, caret), caret)
        bars = voice.bars
        self._open_bar: Bar | None = bars[-1] if bars and not bars[-1].closing.kind else None
        self.filled = self._open_bar.length if self._open_bar is not None else Fraction(0)

    @property
    def metre(self) -> Metre:
        """The metre at the caret."""
        return self._voice.metre

    @property
    def key(self) -> Key:
        """The key at the caret."""
        return self._voice.key

    @property
    def unit(self) -> Fraction:
        """The unit note length at the caret."""
        return self._voice.unit

    @property
    def tempo(self) -> Tempo:
        """The tempo at the caret."""
        changed = next((bar.tempo for bar in reversed(self._voice.bars) if bar.tempo is not None), None)
        return changed or self._tune.tempo or DEFAULT_TEMPO

    @property
    def has_music(self) -> bool:
        """Say whether notes stand before the caret."""
        return any(bar.notes for bar in self._voice.bars)

    @property
    def left(self) -> Fraction | None:
        """How much of the bar is to be filled, the whole bar where it is full or not begun; None in free metre."""
        length = self.metre.length
        return None if length is None else length if self.filled >= length else length - self.filled

    @property
    def is_full(self) -> bool:
        """Say whether the bar before the caret waits for nothing but its line."""
        length = self.metre.length
        return length is not None and self._open_bar is not None and self.filled >= length > 0

    def write(self, line: Sequence[Sounding], *, pickup: Fraction = Fraction(0), breaks: bool = False) -> Written:
        """Return the text of notes that follow one another from the caret (onset 0) on; one without pitches is a rest.

        What goes over a bar line is tied. A bar that is full gets its line, unless that stands behind the caret.
        ``pickup`` is the length of a short first bar where none is open. ``breaks``: a dotted note and the short one
        beside it are written with ``>`` or ``<``.

        Raises:
            PhraseError: a ``>`` or a tuplet at the caret waits for its note: ``one`` writes that.
        """
        if self._voice.waiting.factor != 1 or self._voice.waiting.tuplet is not None:
            raise PhraseError("the caret stands in a tuplet or behind a > or <: write its last note first",
                              max(self._start, self._caret - 1), self._caret)
        bars, starts = self._bars(line, pickup, breaks=breaks)
        writer = self._writer()
        before = self._text[self._start:self._caret]
        blank = " " if manner_of(before[self._tune.body - self._start:]).spaces_bars else ""
        out = self._seam.lead
        count, weight = line_weight(self._tune, self._voice.bars, self._text, self._start, self._caret)
        is_begun = self.filled > 0 and not self.is_full
        if self.is_full:
            out += blank + "|"
            count += 1
        for number, bar in enumerate(bars):
            if number or not is_begun:
                if number:
                    writer.accidentals.next_bar()
                if is_line_full(count, weight) and not (before + out).endswith("\n"):
                    out, count, weight = f"{out.rstrip(' ')}\n", 0, 0
                elif blank and (before + out)[-1:] not in (" ", "\n", ""):
                    out += blank
            elif self._wants_blank(before):
                out += " "
            out += writer.layer(bar)
            weight += 1 + len(bar.notes)
            if number + 1 < len(bars) or self._is_filled(bar, line, starts[number]):
                out += blank + "|"
                count += 1
        return self._placed(out)

    def one(self, pitches: Sequence[int], length: Fraction) -> Written:
        """Return the text of one note, chord or rest of a written length: a ``>`` or a tuplet before it counts."""
        waiting = self._voice.waiting
        if waiting.factor == 1 and waiting.tuplet is None:
            return self.write([(Fraction(0), length, tuple(sorted(set(pitches))))])
        sounding = length * waiting.factor
        if waiting.tuplet is not None:
            sounding = sounding * waiting.tuplet.q / waiting.tuplet.p
        writer = self._writer()
        spelt = tuple(spell_in(pitch - self._voice.transpose, self.key, writer.accidentals.by_letter)
                      for pitch in sorted(set(pitches)))
        note = Note(spelt, self.filled, sounding, NOWHERE, length, (False,) * len(spelt))
        out = self._seam.lead + writer.note(note, length)
        left = self.left
        if left is not None and sounding >= left and waiting.tuplet_left <= 1:
            out += "|"
        return self._placed(out)

    # -- how it is made ---------------------------------------------------------------------------------

    def _bars(self, line: Sequence[Sounding], pickup: Fraction, *, breaks: bool) -> tuple[list[Bar], list[Fraction]]:
        """Return the bars that the notes fill, the last one as far as it is filled, and where each begins."""
        end = max(stop for _, stop, _ in line)
        if self.left is None:
            metre, pickup = replace(self.metre, length=end), Fraction(0)
        else:
            metre, pickup = self.metre, self.left if self.filled and not self.is_full else pickup
        # A tune's last bar gives back its pickup; this is not its end.
        beyond = end + 2 * (metre.length or end)
        places = [place for place in spans([(Fraction(0), metre)], [(Fraction(0), self.key)], pickup, beyond)
                  if place.start < end]
        bars = bars_of(line, places, is_first=True)
        starts = [place.start for place in places]
        last = bars[-1]
        bars[-1] = last._replace(notes=tuple(note for note in last.notes if starts[-1] + note.onset < end))
        if breaks:
            bars = [break_rhythm(bar, max(Fraction(0), (self.metre.length or bar.length) - bar.length)
                                 if not bar.index else Fraction(0)) for bar in bars]
        return [self._respelt(bar, first=not bar.index) for bar in bars], starts

    def _respelt(self, bar: Bar, *, first: bool) -> Bar:
        """Return a bar spelt in the key and with the accidentals that the open bar has, in the voice's octave."""
        alters = dict(self._writer().accidentals.by_letter) if first else {}
        notes = []
        for note in bar.notes:
            pitches = tuple(spell_in(pitch.midi - self._voice.transpose, self.key, alters) for pitch in note.pitches)
            for pitch in pitches:
                alters[pitch.step % 7] = pitch.alter
            notes.append(note._replace(pitches=pitches))
        return bar._replace(notes=tuple(notes))

    def _writer(self) -> _Writer:
        """Return a writer that knows the accidentals of the open bar as they are written."""
        voice = self._voice
        writer = _Writer(replace(self._tune, unit=voice.unit, metre=voice.metre, key=voice.key), voice, self._octaves())
        bar = self._open_bar
        if bar is not None and not self.is_full:
            source = self._text[bar.place.start:self._caret]
            for token in scan_music(source):
                if token.kind in _SIGNS:
                    for sign, step in parse_heads(source[token.start:token.end]):
                        if sign is not None:
                            writer.accidentals.remember(step, sign)
        return writer

    def _octaves(self) -> int:
        """Return how many octaves higher than written the notes of the voice sound."""
        voice, text = self._voice, self._text
        if "octave" not in text[self._start:self._caret] and "8" not in voice.clef:
            return 0
        if not any(note.pitches for bar in voice.bars for note in bar.notes):
            text = f"{text[self._start:self._caret]}{self._seam.lead}C"
            probe = read_tune(text).last_voice.bars
            return probe[-1].notes[-1].pitches[0].step // 7 if probe and probe[-1].notes else 0
        last = next(note for bar in reversed(voice.bars) for note in reversed(bar.notes) if note.pitches)
        heads = parse_heads(text[last.place.start:last.place.end])
        return (last.pitches[0].step - heads[0][1]) // 7 if heads else 0

    def _is_filled(self, bar: Bar, line: Sequence[Sounding], start: Fraction) -> bool:
        """Say whether the last bar is full."""
        if self.metre.length is None or not bar.notes:
            return False
        end = max(stop for _, stop, _ in line)
        return end - start >= bar.length and bar.notes[-1].onset + bar.notes[-1].length >= bar.length

    def _wants_blank(self, before: str) -> bool:
        """Say whether a blank stands before a note inside the bar: between beams, as most people write."""
        if self._seam.needs_note or before[-1:] in (" ", "\n", "\t", '"', *_TIGHT):
            return False
        beat = self.metre.beat
        if self.metre.length == 1 and not self.metre.is_compound:
            beat = Fraction(1, 2)
        return self.filled % beat == 0

    def _line_behind(self) -> int | None:
        """Return where the bar line ends that stands right behind the caret, None where something else does."""
        stop = self._text.find("\n", self._caret)
        source = self._text[self._caret:] if stop < 0 else self._text[self._caret:stop]
        token = next((one for one in scan_music(source) if one.kind != "space"), None)
        return self._caret + token.end if token is not None and token.kind == "bar" else None

    def _placed(self, out: str) -> Written:
        """Return what was written with its place, kept apart from what stands behind it."""
        line = None if self._head else self._line_behind()
        if line is not None and out.endswith("|"):
            out = out[:-1].rstrip(" ")  # it has its line already
            return Written(self._caret, out, line + len(out))
        caret = self._caret + len(out)
        tail = self._seam.tail if self._seam.tail == "\n" or out.endswith("|") else ""
        return Written(0 if self._head else self._caret, self._head + out + tail, caret)


class _Writer(VoiceWriter):
    """Write notes with the octave of their voice, beginning anywhere in a bar."""

    def __init__(self, tune: Tune, voice: Voice, octaves: int) -> None:
        super().__init__(tune, voice)
        self._octaves = octaves

    def layer(self, bar: Bar) -> str:
        """Return the notes of a bar, without its lines."""
        return self._layer(bar, bar.notes, with_symbols=False)

    def note(self, note: Note, written: Fraction) -> str:
        """Return a note as it is written in the voice."""
        lowered = tuple(Pitch(pitch.step - 7 * self._octaves, pitch.alter) for pitch in note.pitches)
        return super().note(note._replace(pitches=lowered), written)
