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
from engine.notation.barcheck import in_words
from engine.notation.book import tune_range
from engine.notation.caret import Seam, find_seam, place_in_words
from engine.notation.dialect import OPEN_STATES, UNIT, NotTidy, Setting
from engine.notation.fields import COMMON
from engine.notation.keys import Key
from engine.notation.lengths import can_fill
from engine.notation.reader import Look, keep_on, read_tune
from engine.notation.simplify import is_usual, simplify
from engine.notation.tidy import TIDY_UNIT, Tidy, TidyWriter, setting_of, tidy
from engine.notation.tune import Bar, Diagnostic, Metre, Tune, Voice
from engine.notation.tuplets import group_texts
from engine.notation.walk import Walk
from engine.sentences import Sentence

LONGEST_TUNE = 200_000  # characters up to the caret; beyond, reading alone would be felt
_FATAL = ("no-key", "bad-key", "bad-metre", "bad-unit")
_FATAL_AT_THE_END = ("unclosed-chord", "unclosed-quote", "unclosed-grace", "bad-tuplet", "bad-broken")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase ready to be continued.

    ``tune`` is the text up to the caret as read; ``bars`` are those of the voice that is continued; ``tidy``
    is what the model is primed with. ``pending`` is the factor that an open ``>`` or ``<`` puts on the next note.
    ``lead`` has to stand before the new music and ``tail`` behind it, so that it keeps apart from its neighbours.
    ``needs_note`` says that the text waits for a note. ``notices`` are things the composer may want to know.
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
    lead: str
    tail: str
    needs_note: bool
    notices: tuple[Sentence, ...]

    @property
    def setting(self) -> Setting:
        """Return the metre and mode at the caret."""
        return setting_of(self.metre, self.key)

    @property
    def is_bar_open(self) -> bool:
        """Say whether the caret stands inside a bar that has begun."""
        return bool(self.bars) and not self.bars[-1].closing.kind


def read_phrase(text: str, caret: int, look: Look = keep_on) -> Phrase:
    """Return the phrase that ends at the caret.

    Only the tune around the caret is read. ``look`` is called every few milliseconds; what it raises comes
    through, so that a long tune can be given up.

    Raises:
        PhraseError: it cannot be continued; says why and where.
    """
    caret = max(0, min(caret, len(text)))
    start, end = tune_range(text, caret)
    if start > caret:
        start = 0
    _refuse_nothing(text, start, end, caret)
    seam = find_seam(text, start, end, caret)
    tune = read_tune(text, start, caret, look)
    _refuse_faults(tune, text, caret)
    voice = tune.last_voice
    metre, key, notices = voice.metre, voice.key, []
    bars = voice.bars
    if metre.length is None:
        metre = _likely_metre(bars)
        bars = tuple(bar._replace(metre=metre) for bar in bars)
        if not tune.field("M"):
            notices.append(Sentence("no M: field: read as {metre}", metre=metre.text))
    notices += [_located(fault, text) for fault in tune.diagnostics if fault.code.startswith("bar-too-")][-1:]
    _refuse_open_bar(text, voice, bars, metre, seam, caret)
    written = _primed(bars, voice, metre, key, look)
    look()
    _check_walk(written, caret)
    return Phrase(text, start, caret, tune, bars, written, metre, key, voice.unit, voice.waiting.factor, seam.lead,
                  seam.tail, seam.needs_note or voice.waiting.factor != 1, tuple(notices))


def _refuse_nothing(text: str, start: int, end: int, caret: int) -> None:
    if not text[start:end].strip():
        raise PhraseError("there is nothing to continue: write a key, such as K:G, and a few notes", start, caret)
    if caret - start > LONGEST_TUNE:
        raise PhraseError("the tune is {count} characters long up to the caret, and at most {most} can be continued: "
                          "begin each tune with an X: line", start, min(caret, start + 1), count=caret - start,
                          most=LONGEST_TUNE)


def _refuse_faults(tune: Tune, text: str, caret: int) -> None:
    for fault in tune.diagnostics:
        # An unclosed chord far above is the composer's own affair; only the header and the open end matter.
        is_last_line = text.find("\n", fault.place.start, caret) < 0 or fault.place.end >= caret
        if fault.code in _FATAL or (fault.code in _FATAL_AT_THE_END and is_last_line):
            raise _error(fault, text)


def _located(fault: Diagnostic, text: str) -> Sentence:
    return Sentence("{fault} ({place})", fault=fault.message, place=place_in_words(text, fault.place.start))


def _error(fault: Diagnostic, text: str) -> PhraseError:
    low, high = fault.place
    if low == high:  # something is missing there: show the last line before it that holds anything
        high = len(text[:high].rstrip()) or min(high + 1, len(text))
        low = text.rfind("\n", 0, high) + 1
    return PhraseError(_located(fault, text), low, high)


def _refuse_open_bar(text: str, voice: Voice, bars: tuple[Bar, ...], metre: Metre, seam: Seam, caret: int) -> None:
    """Refuse an open bar that nothing could fill."""
    waiting = voice.waiting
    if waiting.is_overlay:
        raise PhraseError("the caret stands in an overlay (&), which cannot be continued: write its bar line first",
                          text.rfind("&", 0, caret), caret)
    if waiting.tuplet is not None and not is_usual(waiting.tuplet, metre.is_compound):
        raise PhraseError("a tuplet of this kind cannot be continued from its middle: write its last note first",
                          seam.last.start if seam.last else caret, caret)
    if not bars or bars[-1].closing.kind or metre.length is None:
        return
    bar = bars[-1]
    if bar.notes and bar.metre.length != metre.length:
        raise PhraseError("the metre changes inside this bar: finish the bar first", bar.place.start, caret)
    if bar.length > metre.length:
        filled = next((note for note in bar.notes if note.onset + note.length > metre.length), bar.notes[-1])
        raise _error(Diagnostic("error", "bar-too-long", in_words(bar, metre.length), filled.place), text)
    if bar.length == metre.length and (waiting.factor != 1 or waiting.tuplet is not None):
        what = Sentence("a tuplet") if waiting.factor == 1 else Sentence("a > or <")
        raise PhraseError("the bar is full, and {what} still waits for a note: shorten a note of the bar",
                          bar.place.start, caret, what=what)
    left = metre.length - bar.length
    room = left / TIDY_UNIT * UNIT
    if waiting.tuplet is None and (room.denominator != 1 or not can_fill(int(room))):
        raise PhraseError("what is left of the bar ({left} of a whole note) can be filled by no note: finish the bar "
                          "first", bar.place.start, caret, left=left)


def _primed(bars: tuple[Bar, ...], voice: Voice, metre: Metre, key: Key, look: Look) -> Tidy:
    """Return the tidy text of the phrase, with what stands at its end and waits for a note."""
    setting = setting_of(metre, key)
    written = _opened(tidy(simplify(bars), is_finished=False, look=look) if bars else Tidy("", ((0, setting),), 0, 0))
    text = written.text
    waiting = voice.waiting
    if waiting.endings and re.search(r":\|$|(?<![|:])\|$", text):
        number = str(waiting.endings[0])
        text += number if number == "2" or (number == "1" and not text.endswith(":|")) else ""
    if waiting.symbol and not (bars and bars[-1].length == metre.length and not bars[-1].closing.kind):
        text += TidyWriter(key).symbol(waiting.symbol)
    if waiting.tuplet is not None and waiting.tuplet_left == waiting.tuplet.r:
        text += f"({waiting.tuplet.p}"
    settings = written.settings
    if settings[-1][1] != setting:
        settings = (*settings, (len(written.text), setting))
    return Tidy(text, settings, written.notes, written.left_out)


def _check_walk(written: Tidy, caret: int) -> None:
    try:
        walk = walk_through(written)
    except NotTidy as error:
        raise PhraseError("this phrase holds a rhythm that cannot be continued ({reason}): finish the bar first", caret,
                          caret, reason=error) from error
    if walk.tuplet_left > walk.is_pending and not _can_end_group(walk):
        raise PhraseError("the rest of this tuplet does not fit into the bar: write it first", caret, caret)


def _can_end_group(walk: Walk) -> bool:
    """Say whether equal notes can end the open tuplet and leave a bar that can be filled."""
    left = walk.tuplet_left - walk.is_pending
    room = walk.setting.bar_ticks - walk.end_onset
    before = ("?",) * (walk.tuplet_p - left) if left < walk.tuplet_p else ()
    return not walk.setting.bar_ticks or bool(group_texts(before, walk.tuplet_p, walk.tuplet_q, room))


def walk_through(written: Tidy) -> Walk:
    """Return the walk at the end of a tidy text. Raises NotTidy."""
    settings = dict(written.settings)
    walk = Walk(settings[0])
    for position, char in enumerate(written.text):
        if position in settings:
            walk.setting = settings[position]
        walk.accept(char)
    if walk.state not in OPEN_STATES:
        raise NotTidy(Sentence("it stops inside a token"))
    if len(written.text) in settings:
        walk.setting = settings[len(written.text)]
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
