"""One bad bar (or some) written again, so that it leads into what follows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from engine.composer import Composer, never
from engine.continuation import Continuation, Settings
from engine.errors import PhraseError
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_tune
from engine.notation.tune import Bar, Place, Tune
from engine.surprise import surprise_of
from engine.takes import Take, judged, mean_bits, written

_TRIES = 4  # times as many as are wanted: the first bar likes to be a pickup, which would be a bar more
_LOOK_AHEAD = 2  # bars of the composer's that a candidate has to lead into
# What belongs to the bar line before: blanks, and the number of an ending.
_LEAD = re.compile(r"\s*(?:\[?[1-9][0-9,-]*)?\s*")
_BAR_LINE_AT_END = re.compile(r"\s*[|:\]]+\s*[12]?\s*\Z")


def write_again(composer: Composer, text: str, first: int, last: int, settings: Settings, candidates: int,
                start: int = 0, end: int | None = None, is_cancelled: Callable[[], bool] = never) -> list[Take]:
    """Return other music for bars ``first`` to ``last`` (from 1, as they are written), best first.

    Each take's text is to stand in place of ``bars_place``. The takes are ranked by what the network pays for the
    composer's next bars behind them; where nothing follows, by their own cost. Seeds begin at ``settings.seed``.

    Raises:
        PhraseError: there are no such bars, or nothing can follow what stands before them.
    """
    tune = read_tune(text, start, end)
    place = bars_place(text, tune, first, last)
    ends_part = tune.bars[last - 1].closing.kind not in ("|", "")
    chosen = replace(settings, until="part" if ends_part else "bars", bars=last - first + 1, part_bars="free",
                     pickup=first == 1 and tune.bars[0].length != tune.bars[0].metre.length)
    phrase = read_phrase(text[:place.start], place.start)
    found: list[Take] = []
    for answer in written(composer, phrase, chosen, _TRIES * candidates, is_cancelled):
        new = _BAR_LINE_AT_END.sub("", answer.text)
        whole = read_tune(text[:place.start] + new + text[place.end:], start, None if end is None else
                          end + len(new) - (place.end - place.start))
        if len(whole.bars) == len(tune.bars):  # a part may have ended too early
            found.append(_ranked(composer, whole, answer, new, judged(composer, phrase, text[:place.start], answer)[0],
                                 first, last))
        if len(found) == candidates:
            break
    return sorted(found, key=lambda one: -one.score)


def _ranked(composer: Composer, whole: Tune, answer: Continuation, new: str, take: Take, first: int, last: int) -> Take:
    told = surprise_of(composer.stepper, whole)
    own = mean_bits(told, first - 1, last - first + 1)
    behind = mean_bits(told, last, _LOOK_AHEAD) if last < len(whole.bars) else own
    return replace(take, continuation=replace(answer, text=new), bits_per_note=round(own, 3), score=round(-behind, 3))


def bars_place(text: str, tune: Tune, first: int, last: int) -> Place:
    """Return where the music of these bars stands, bar lines left out.

    Raises:
        PhraseError: the tune has no such bars.
    """
    if not 1 <= first <= last <= len(tune.bars):
        raise PhraseError(f"bars {first} to {last} cannot be written again: the tune has {len(tune.bars)}",
                          tune.body, tune.body)
    bar: Bar = tune.bars[first - 1]
    lead = _LEAD.match(text, bar.place.start)
    low = lead.end() if lead else bar.place.start
    closing = tune.bars[last - 1].closing
    return Place(low, closing.place.start if closing.kind else tune.bars[last - 1].place.end)
