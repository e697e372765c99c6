"""The bar lines of a MusicXML score, the same for all its parts: repeats, endings, double bars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from engine.exchange.scoring import NO_LINE, NOWHERE, PLAIN_LINE
from engine.notation.tune import Bar, BarLine
from engine.sentences import Sentence

_KINDS = {"light-light": "||", "light-heavy": "|]", "heavy-light": "[|", "heavy-heavy": "||", "heavy": "||"}
_STYLES = {"dotted": "dotted", "dashed": "dotted", "none": "invisible"}


@dataclass(slots=True)
class Lines:
    """What stands at both sides of a measure."""

    opens: bool = False
    closes: bool = False
    style: str = ""
    left_style: str = ""
    endings: tuple[int, ...] = ()
    begins_line: bool = False
    has_fermata: bool = False


def read_lines(parts: Sequence[Element], lost: Counter[Sentence]) -> list[Lines]:
    """Return the bar lines measure by measure; what one part says of a line holds for all."""
    found: list[Lines] = []
    for part in parts:
        for number, measure in enumerate(part.iterfind("measure")):
            if number == len(found):
                found.append(Lines())
            _read(measure, found[number], lost)
    return found


def _read(measure: Element, lines: Lines, lost: Counter[Sentence]) -> None:
    for one in measure.iterfind("print"):
        lines.begins_line = lines.begins_line or "yes" in (one.get("new-system"), one.get("new-page"))
    for line in measure.iterfind("barline"):
        repeat, ending, style = line.find("repeat"), line.find("ending"), (line.findtext("bar-style") or "").strip()
        location = line.get("location", "right")
        lines.has_fermata = lines.has_fermata or (line.find("fermata") is not None and location == "right")
        if location == "middle":
            lost[Sentence("bar lines inside a bar")] += 1
            continue
        if repeat is not None:
            if repeat.get("direction") == "forward":
                lines.opens = True
            elif not lines.closes:
                lines.closes = True
                times = repeat.get("times", "2")
                if times.isdigit() and int(times) > 2:
                    lost[Sentence("repeats of more than two times, played twice here")] += 1
        elif location == "left":
            lines.left_style = lines.left_style or style
        else:
            lines.style = lines.style or style
        if ending is not None and ending.get("type") == "start":
            lines.endings = tuple(int(one[:2]) for one in re.findall(r"\d+", ending.get("number", ""))) or lines.endings


def draw_lines(bars: Sequence[Bar], lines: Sequence[Lines]) -> list[Bar]:
    """Return the bars between their bar lines."""
    found: list[Bar] = []
    for bar in bars:
        here = lines[bar.index]
        following = lines[bar.index + 1] if bar.index + 1 < len(bars) else None
        opening = found[-1].closing if found else BarLine("|:", NOWHERE) if here.opens else NO_LINE
        found.append(bar._replace(opening=opening, closing=_closing(here, following), endings=here.endings,
                                  marks=(*bar.marks, "fermata") if here.has_fermata else bar.marks))
    return found


def _closing(here: Lines, following: Lines | None) -> BarLine:
    opens = following is not None and following.opens
    if here.closes or opens:
        return BarLine("::" if here.closes and opens else ":|" if here.closes else "|:", NOWHERE)
    style = here.style or (following.left_style if following is not None else "")
    if style in _KINDS:
        return BarLine(_KINDS[style], NOWHERE)
    if style in _STYLES and following is not None:
        return BarLine("|", NOWHERE, _STYLES[style])
    if style == "none":
        return NO_LINE
    return PLAIN_LINE
