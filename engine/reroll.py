"""One bad bar (or some) written again, so that it leads into what follows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from engine.cancelling import IsCancelled, Progress, never, unheard
from engine.composer import Composer
from engine.continuation import Continuation, Settings
from engine.errors import PhraseError
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_tune
from engine.notation.tune import Bar, Place, Tune
from engine.rhythm import rhythm_of, rhythm_text
from engine.surprise import surprise_of
from engine.takes import Take, judged, mean_bits, written

_TRIES = 4  # times as many as are wanted: the first bar likes to be a pickup, which would be a bar more
_LOOK_AHEAD = 2  # bars of the composer's that a candidate has to lead into
# What belongs to the bar line before: blanks, and the number of an ending.
_LEAD = re.compile(r"\s*(?:\[?[1-9][0-9,-]*)?\s*")
_BAR_LINE_AT_END = re.compile(r"\s*[|:\]]+\s*[12]?\s*\Z")
_BEHIND_HELD = 2  # candidates for what stands behind bars that are held


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Bars written again: the text for ``place``, and the take that it is; ``others`` were not as good, best first."""

    place: Place
    text: str
    take: Take
    others: tuple[Rewritten, ...] = ()


def write_again(composer: Composer, text: str, first: int, last: int, settings: Settings, candidates: int,
                start: int = 0, end: int | None = None, is_cancelled: IsCancelled = never, *,
                hold_rhythm: bool = False, progress: Progress = unheard) -> list[Take]:
    """Return other music for bars ``first`` to ``last`` (from 1, as they are written), best first.

    Each take's text is to stand in place of ``bars_place``. The takes are ranked by what the network pays for the
    composer's next bars behind them; where nothing follows, by their own cost. Seeds begin at ``settings.seed``.
    With ``hold_rhythm`` each bar keeps its lengths.

    Raises:
        PhraseError: there are no such bars, nothing can follow what stands before them, or their rhythm cannot be held.
    """
    tune = read_tune(text, start, end)
    place = bars_place(text, tune, first, last)
    ends_part = tune.bars[last - 1].closing.kind not in ("|", "")
    chosen = replace(settings, until="part" if ends_part else "bars", bars=last - first + 1, part_bars="free",
                     pickup=first == 1 and tune.bars[0].length != tune.bars[0].metre.length)
    if hold_rhythm:
        held = [rhythm_of(bar, number) for number, bar in enumerate(tune.bars[first - 1:last], first)]
        chosen = replace(chosen, held_rhythm=rhythm_text(held))
    phrase = read_phrase(text[:place.start], place.start)
    found: list[Take] = []
    for answer in written(composer, phrase, chosen, _TRIES * candidates, is_cancelled):
        new = _BAR_LINE_AT_END.sub("", answer.text)
        whole = read_tune(text[:place.start] + new + text[place.end:], start, None if end is None else
                          end + len(new) - (place.end - place.start))
        if len(whole.bars) == len(tune.bars):  # a part may have ended too early
            take, _ = judged(composer, phrase, text[:place.start], answer, is_cancelled)
            found.append(_ranked(composer, whole, answer, new, take, first, last, is_cancelled))
            progress(len(found), candidates)
        if len(found) == candidates:
            break
    return sorted(found, key=lambda one: -one.score)


def write_around(composer: Composer, text: str, first: int, last: int, held: Collection[int], settings: Settings,
                 candidates: int, start: int = 0, end: int | None = None, is_cancelled: IsCancelled = never, *,
                 hold_rhythm: bool = False, progress: Progress = unheard) -> list[Rewritten]:
    """Return other music for bars ``first`` to ``last``, best first; bars whose numbers are ``held`` stay as they are.

    What stands behind a held bar is written anew for each that was found before it. What says the same as the
    composer's bars is left out.

    Raises:
        PhraseError: as ``write_again``, or every bar is held.
    """
    end = len(text) if end is None else end
    whole = bars_place(text, read_tune(text, start, end), first, last)
    runs = list(_runs(first, last, held))
    if not runs:
        raise PhraseError("every one of these bars is held: let go of one of them", whole.start, whole.end)
    found: list[tuple[str, Take | None]] = [(text, None)]
    for number, (low, high) in enumerate(runs):
        further: list[tuple[str, Take | None]] = []
        for version, take in found:
            stop = end + len(version) - len(text)
            takes = write_again(composer, version, low, high, settings, _BEHIND_HELD if number else candidates, start,
                                stop, is_cancelled, hold_rhythm=hold_rhythm,
                                progress=unheard if number else progress)
            place = bars_place(version, read_tune(version, start, stop), low, high)
            further += [(version[:place.start] + one.continuation.text + version[place.end:], take or one)
                        for one in (takes[:1] if number else takes)] or [(version, take)]
        found = further
    rewritten = [Rewritten(whole, version[whole.start:whole.end + len(version) - len(text)], take)
                 for version, take in found if take is not None]
    before = text[whole.start:whole.end].strip()
    return [one for one in rewritten if one.text.strip() != before]


def _runs(first: int, last: int, held: Collection[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last bar of each run that is not held."""
    low = None
    for number in range(first, last + 2):
        is_free = number <= last and number not in held
        if is_free and low is None:
            low = number
        elif not is_free and low is not None:
            yield low, number - 1
            low = None


def _ranked(composer: Composer, whole: Tune, answer: Continuation, new: str, take: Take, first: int, last: int,
            is_cancelled: IsCancelled) -> Take:
    told = surprise_of(composer.stepper, whole, is_cancelled)
    own = mean_bits(told, first - 1, last - first + 1)
    behind = mean_bits(told, last, _LOOK_AHEAD) if last < len(whole.bars) else own
    return replace(take, continuation=replace(answer, text=new), bits_per_note=round(own, 3), score=round(-behind, 3))


def bars_place(text: str, tune: Tune, first: int, last: int) -> Place:
    """Return where the music of these bars stands, bar lines left out.

    Raises:
        PhraseError: the tune has no such bars.
    """
    if not 1 <= first <= last <= len(tune.bars):
        raise PhraseError("bars {first} to {last} cannot be written again: the tune has {count}", tune.body, tune.body,
                          first=first, last=last, count=len(tune.bars))
    bar: Bar = tune.bars[first - 1]
    lead = _LEAD.match(text, bar.place.start)
    low = lead.end() if lead else bar.place.start
    closing = tune.bars[last - 1].closing
    return Place(low, closing.place.start if closing.kind else tune.bars[last - 1].place.end)
