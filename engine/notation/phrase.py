"""What the composer wrote up to the caret, made ready for the model, with the way back.

A Phrase knows the tidy text that primes the network, and everything that is needed to write the
continuation in the composer's own key, unit and manner: the accidentals of the open bar, a ``>`` that still
waits for its second note, where the line stands.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from engine.errors import PhraseError
from engine.notation.book import tune_range
from engine.notation.fields import COMMON
from engine.notation.keys import Key
from engine.notation.reader import read_tune
from engine.notation.scanner import Token, scan
from engine.notation.tidy import Tidy, setting_of, tidy
from engine.notation.tune import Bar, Diagnostic, Metre, Tune, Voice
from engine.notation.walk import NotTidy, Setting, Walk


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to be continued.

    ``tune`` is the text up to the caret as read; ``bars`` are those of the voice that is continued; ``tidy``
    is what the model is primed with. ``pending`` is the factor that an open ``>`` or ``<`` puts on the next
    note; ``is_after_field`` says that the caret's line is a field and no music can follow in it. ``notices`` are things assumed that the composer may want to know.
    """

    text: str
    start: int
    caret: int
    tune: Tune
    bars: tuple[Bar, ...]
    tidy: Tidy
    metre: Metre
    key: Key
    unit: Fraction
    pending: Fraction
    is_after_field: bool
    notices: tuple[str, ...]

    @property
    def setting(self) -> Setting:
        """Return the metre and mode at the caret."""
        return setting_of(self.metre, self.key)

    @property
    def is_bar_open(self) -> bool:
        """Say whether the caret stands inside a bar that has begun."""
        return bool(self.bars) and not self.bars[-1].closing.kind


def read_phrase(text: str, caret: int) -> Phrase:
    """Return the phrase that ends at the caret.

    Raises:
        PhraseError: it cannot be continued; says why and where.
    """
    caret = max(0, min(caret, len(text)))
    start, _ = tune_range(text, caret)
    if start > caret:
        start = 0
    tune = read_tune(text, start, caret)
    tokens = [token for token in scan(text, start, caret) if token.kind not in ("space", "newline", "comment")]
    _refuse_faults(tune, text, start, caret, tokens)
    voice = _voice_at_caret(tune)
    bars, metre, key = voice.bars, voice.metre, voice.key
    notices: list[str] = []
    if metre.length is None:
        metre = _likely_metre(bars)
        bars = tuple(_with_metre(bar, metre) for bar in bars)
        if not tune.field("M"):
            notices.append(f"no M: field: read as {metre.text}")
    _refuse_overlong(text, bars, metre, caret)
    setting = setting_of(metre, key)
    written = _opened(tidy(bars, is_finished=False)) if bars else Tidy("", ((0, setting),), 0, 0)
    if written.settings[-1][1] != setting:
        written = Tidy(written.text, (*written.settings, (len(written.text), setting)), written.notes, written.left_out)
    _check_walk(written, caret)
    return Phrase(text, start, caret, tune, bars, written, metre, key, voice.unit, _pending(text, tokens),
                  bool(tokens) and tokens[-1].kind in ("field", "directive"), tuple(notices))


def _voice_at_caret(tune: Tune) -> Voice:
    """Return the voice that was written last."""
    return max(tune.voices, key=lambda voice: voice.bars[-1].place.start if voice.bars else -1)


def _refuse_faults(tune: Tune, text: str, start: int, caret: int, tokens: list[Token]) -> None:
    if not text[start:caret].strip():
        raise PhraseError("there is nothing to continue: write a key, such as K:G, and a few notes", start, caret)
    fatal = ("no-key", "bad-key", "bad-metre", "bad-unit", "unclosed-chord", "unclosed-quote", "unclosed-grace")
    for fault in tune.diagnostics:
        # An unclosed chord far above is the composer's own affair; only the header and the open end matter.
        if fault.code in fatal and (fault.code.startswith(("no-", "bad-")) or _is_in_last_line(fault, text, caret)):
            raise _error(fault, text)
    last = tokens[-1] if tokens else None
    if last is not None and last.kind == "unknown" and last.end == caret and text[last.start] in "^_=":
        raise PhraseError(f"{text[last.start]} waits for its note: write the note, or remove the accidental",
                          last.start, last.end)


def _is_in_last_line(fault: Diagnostic, text: str, caret: int) -> bool:
    return text.find("\n", fault.place.start, caret) < 0 or fault.place.end >= caret


def _error(fault: Diagnostic, text: str) -> PhraseError:
    line = text.count("\n", 0, fault.place.start) + 1
    column = fault.place.start - (text.rfind("\n", 0, fault.place.start) + 1) + 1
    return PhraseError(f"{fault.message} (line {line}, column {column})", fault.place.start, fault.place.end)


def _refuse_overlong(text: str, bars: tuple[Bar, ...], metre: Metre, caret: int) -> None:
    """Refuse an open bar that already holds more than a bar: nothing that follows could be right."""
    if not bars or bars[-1].closing.kind or metre.length is None or bars[-1].length <= metre.length:
        return
    bar = bars[-1]
    filled = next((note for note in bar.notes if note.onset + note.length > metre.length), bar.notes[-1])
    fault = Diagnostic("error", "bar-too-long", f"bar {bar.index + 1} holds {bar.length} where {metre.length} was "
                       "announced: put a bar line where it is full, or shorten a note", filled.place)
    raise _error(fault, text)


def _check_walk(written: Tidy, caret: int) -> None:
    try:
        walk_through(written)
    except NotTidy as error:
        raise PhraseError(f"this phrase holds a rhythm that cannot be continued ({error}): finish the bar first",
                          caret, caret) from error


def walk_through(written: Tidy) -> Walk:
    """Return the walk at the end of a tidy text. Raises NotTidy."""
    settings = dict(written.settings)
    walk = Walk(settings[0])
    for position, char in enumerate(written.text):
        if position in settings:
            walk.setting = settings[position]
        walk.accept(char)
    if not walk.is_at_rest:
        raise NotTidy("it stops inside a token")
    return walk


def _opened(written: Tidy) -> Tidy:
    """Let the first part be one that may be repeated.

    Most tunes repeat their parts, and most people leave out the ``|:`` that begins the first; the standard (4.8)
    lets them. Without it the model would never close a repeat.
    """
    if written.text.startswith("|:") or re.search(r"::|:\||\|\||\|:|\|\]", written.text):
        return written
    settings = tuple((position + 2 if position else 0, setting) for position, setting in written.settings)
    return Tidy("|:" + written.text, settings, written.notes, written.left_out)


def _likely_metre(bars: tuple[Bar, ...]) -> Metre:
    """Return the metre that most of the finished bars have, for a tune in free metre; 4/4 where none is finished."""
    lengths = Counter(bar.length for bar in bars if bar.closing.kind and bar.length)
    if not lengths:
        return COMMON
    length = lengths.most_common(1)[0][0]
    names = {Fraction(3, 4): "3/4", Fraction(1): "4/4", Fraction(1, 2): "2/4", Fraction(9, 8): "9/8"}
    text = names.get(length, f"{length.numerator}/{length.denominator}")
    return Metre(text, length, Fraction(3, 8) if length == Fraction(9, 8) else Fraction(1, 4))


def _with_metre(bar: Bar, metre: Metre) -> Bar:
    return Bar(bar.index, bar.notes, bar.symbols, bar.opening, bar.closing, metre, bar.key, bar.place, bar.length,
               bar.endings, bar.tempo, bar.part)


def _pending(text: str, tokens: list[Token]) -> Fraction:
    """Return the factor that an open ``>`` or ``<`` puts on the next note."""
    between = ("slur", "decoration", "grace", "annotation", "chord_symbol", "continuation")
    last = next((token for token in reversed(tokens) if token.kind not in between), None)
    if last is None or last.kind != "broken":
        return Fraction(1)
    short = Fraction(1, 2 ** min(last.end - last.start, 3))
    return short if text[last.start] == ">" else 2 - short
