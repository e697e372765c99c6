"""The end of a tune as a short tune of its own: the bar before a place and what follows, in one voice.

A list of takes shows each on such a staff. What holds there (key, metre, clef, unit, symbols), whether the file's
header said it, the tune's or a field in the middle, is the reader's to know: so the whole tune is read and then cut.
"""

from __future__ import annotations

from dataclasses import replace

from engine.engraving.sheet import Order, excerpt
from engine.notation.book import tune_range
from engine.notation.tune import Bar, Tune


def tail_order(before: str, take: str) -> Order:
    r"""Return the order for a take after the text that it continues; its width is whoever asks' to set.

    >>> order = tail_order("M:3/4\n\nX:1\nK:G\nGAB|", "g3|\n")
    >>> order.text, order.text[order.ghost[0]:order.ghost[1]]
    ('M:3/4\n\nX:1\nK:G\nGAB|g3|', 'g3|')
    """
    start, _ = tune_range(before, len(before))
    text, skip = excerpt(before + take.rstrip(), start, len(before) + len(take.rstrip()))
    return Order(text, start - skip, len(text), ghost=(len(before) - skip, len(text)), has_head=False, is_tail=True)


def tail_of(tune: Tune, offset: int) -> Tune:
    """Return the tune from the bar on that an offset of its text stands in or behind, in the voice that it ends in.

    Line breaks, tempo, labels and the voice's name are left out: they belong to the tune, and a small staff has no room
    for them.
    """
    voice = next((one for one in tune.voices if one.name == tune.last_voice.name), tune.voices[0])
    first = max((number for number, bar in enumerate(voice.bars) if _begins_before(bar, offset)), default=0)
    clef = next((bar.clef for bar in reversed(voice.bars[:first + 1]) if bar.clef), voice.clef)
    bars = tuple(bar._replace(index=number, begins_line=False, tempo=None, part="", clef=bar.clef if number else "")
                 for number, bar in enumerate(voice.bars[first:]))
    lyrics = tuple(replace(one, bar=one.bar - first) for one in voice.lyrics if one.bar >= first)
    cut = replace(voice, name="1", title="", bars=bars, clef=clef, lyrics=lyrics)
    return replace(tune, voices=(cut,), last_voice=cut, tempo=None, fields=(), inherited=())


def _begins_before(bar: Bar, offset: int) -> bool:
    """Say whether something that takes time stands in a bar before an offset."""
    return bool(bar.notes) and bar.notes[0].place.start < offset
