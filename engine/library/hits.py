"""The tunes of one text that a query asks for, each with where it stands and a glimpse of its music."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from engine.notation.book import music_end, tune_range
from engine.notation.index import Entry, Query, entries, run_place, steps
from engine.notation.twins import twins

_MUSIC_LINE = re.compile(r"^(?![A-Za-z+]:|%|[ \t]*$)[^\n]+", re.MULTILINE)
_GLIMPSE = 72  # characters: more than a narrow panel shows
# Steps of the scale say less than intervals with lengths do, so more of them in a row have to be alike.
_TWIN_WINDOW = 12

_Name = TypeVar("_Name")


class Hit(NamedTuple):
    """A tune that was asked for. Offsets count the characters of its text.

    ``line`` (from 1) is where it begins or, if notes were asked for, where they do; ``place`` is the range of those
    notes. ``music`` is a glimpse of the music from a bar on, and ``marked`` the range of the notes in it.
    """

    entry: Entry
    line: int
    place: tuple[int, int] | None
    music: str
    marked: tuple[int, int]

    @property
    def words(self) -> str:
        """Return what the header says, in one line: ``X:1 Title (key, metre, rhythm)``."""
        one = self.entry
        facts = ", ".join(each for each in (one.key, one.metre, one.rhythm) if each)
        return " ".join(each for each in (f"X:{one.number}" if one.number else "", one.title,
                                          f"({facts})" if facts else "") if each)


@dataclass
class Volume:
    """A text and what is known of it: its tunes at once, their notes when they are asked for the first time."""

    text: str
    tunes: list[Entry] = field(init=False)
    _moves: dict[int, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.tunes = list(entries(self.text))

    def moves(self, tune: Entry) -> str:
        """Return the steps of a tune, without what stands after it."""
        known = self._moves.get(tune.start)
        if known is None:
            known = self._moves[tune.start] = steps(self.text[tune.start : self._end(tune)])
        return known

    def hits(self, query: Query) -> Iterator[Hit | None]:
        """Yield every tune of the text in its order: the hit, or None where it is not asked for."""
        line, counted = 1, 0
        for tune in self.tunes:
            step = self.moves(tune).find(query.run) if query.run and query.fits(tune) else 0
            if step < 0 or not query.fits(tune):
                yield None
                continue
            place = run_place(self.text, tune.start, self._end(tune), step, len(query.run)) if query.run else None
            line += self.text.count("\n", counted, tune.start)
            counted = tune.start
            inside = self.text.count("\n", counted, place[0]) if place is not None else 0
            yield Hit(tune, line + inside, place, *glimpse(self.text, tune, self._end(tune), place))

    def _end(self, tune: Entry) -> int:
        return music_end(self.text, tune.start, tune.end)


def glimpse(text: str, tune: Entry, end: int, place: tuple[int, int] | None) -> tuple[str, tuple[int, int]]:
    r"""Return a tune's first bars, or those from the bar where some notes begin, and the range of the notes in it.

    >>> text = "X:1\nK:C\nCDEF|GABc|d4|]\n"
    >>> tune = next(entries(text))
    >>> glimpse(text, tune, 22, None), glimpse(text, tune, 22, (14, 18))
    (('CDEF|GABc|d4|]', (0, 0)), ('GABc|d4|]', (1, 5)))
    """
    if place is None:
        first = _MUSIC_LINE.search(text, min(tune.start + len(tune.header) + 1, end), end)
        begin = first.start() if first is not None else end
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
        marked = begin, begin
    else:
        begin = max(text.rfind("|", 0, place[0]), text.rfind("\n", 0, place[0])) + 1
        begin += len(text[begin : place[0]]) - len(text[begin : place[0]].lstrip(":]| "))
        marked = place
        if place[0] - begin > _GLIMPSE // 3:
            begin = place[0]
    stop = min(begin + _GLIMPSE, end)
    if stop < end:
        bar = text.rfind("|", begin + 1, stop)
        stop = bar + 1 if bar > begin else stop
    shown = text[begin:stop].replace("\n", " ")
    low, high = (max(0, min(each - begin, len(shown))) for each in marked)
    return shown, (low, high)


def twin_hits(volumes: Mapping[_Name, Volume], query: Query) -> list[list[tuple[_Name, Hit]]]:
    """Return the tunes that are nearly the same, group by group, each with its text's name; of those asked for.

    Compared are the steps of the scale from note to note, so that key, mode and lengths make no difference.
    """
    found = [(name, hit) for name, volume in volumes.items() for hit in volume.hits(query) if hit is not None]
    groups = twins([volumes[name].moves(hit.entry) for name, hit in found], _TWIN_WINDOW)
    return [[found[number] for number in group] for group in groups if len(group) > 1]


def whereabouts(text: str, hit: Hit, run: str = "") -> tuple[int, int, int] | None:
    """Return where a tune that was found stands in its text as it is now, and the range of the notes in it.

    The tune with the same header is taken, else one with the same number and title; None if there is none.
    """
    def likeness(tune: Entry) -> tuple[bool, int]:
        return tune.header != hit.entry.header, abs(tune.start - hit.entry.start)

    start = hit.entry.start
    # Where nothing changed, nothing is gone through: in ten megabytes that takes 0.2 s.
    if text.startswith(hit.entry.header, start) and text[max(start - 1, 0) : start] in ("", "\n"):
        stop = tune_range(text, start)[1]
    else:
        known = (hit.entry.number, hit.entry.title)
        alike = [one for one in entries(text) if one.header == hit.entry.header or (one.number, one.title) == known]
        if not alike:
            return None
        tune = min(alike, key=likeness)
        start, stop = tune.start, tune.end
    end = music_end(text, start, stop)
    step = steps(text[start:end]).find(run) if run else -1
    return start, *(run_place(text, start, end, step, len(run)) if step >= 0 else (start, start))
