"""One bar a column: blanks before the bar lines of a tune, so that they stand below each other.

Only blanks beside bar lines change, which mean nothing there; blanks between notes divide beams and stay. A line in
which another blank would change how it is read is left as it is. Source: ABC standard v2.1, sections 4.7 and 4.8.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from unicodedata import east_asian_width

from engine.notation.reader import read_tune
from engine.notation.scanner import LineReader, Token, line_at, opens_without_number, scan_music
from engine.notation.transpose import Edit, apply_edits

_TAIL = ("comment", "continuation")


@dataclass
class _Cell:
    """One bar of a line: its music without blanks around it, then its bar line with an ending's number."""

    start: int
    end: int
    music: str
    line: str


@dataclass
class _Line:
    """A line of music cut at its bar lines.

    ``lead`` is a bar line that it begins with; ``tail`` what stands behind the last; ``has_pickup`` says that its first
    bar is short, ``lacks_pickup`` that it is not while those of other lines are.
    """

    start: int
    text: str
    cells: list[_Cell] = field(default_factory=list)
    lead: _Cell | None = None
    tail: str = ""
    has_pickup: bool = False
    lacks_pickup: bool = False


def align_edits(text: str, start: int, end: int, within: tuple[int, int] | None = None) -> list[Edit]:
    """Return the edits that align the bars of a tune, or of those of its lines that ``within`` touches. In order."""
    lines = _lines(text, start, end)
    if within is not None:
        low, high = within[0], max(within[1], within[0] + 1)
        lines = [line for line in lines if line.start < high and line.start + len(line.text) >= low]
    _find_pickups(lines, text, start, end)
    indents = any(line.has_pickup for line in lines) and not all(line.has_pickup for line in lines)
    for line in lines:
        line.lacks_pickup = indents and not line.has_pickup
        if line.lacks_pickup:
            line.cells.insert(0, _Cell(line.start, line.start, "", ""))
    lead = max((_width(line.lead.line) for line in lines if line.lead is not None), default=0)
    columns: list[tuple[int, int]] = []
    for line in lines:
        for number, cell in enumerate(line.cells):
            if number == len(columns):
                columns.append((0, 0))
            music, bar = columns[number]
            columns[number] = max(music, _width(cell.music)), max(bar, _width(cell.line))
    found = []
    for line in lines:
        new = _laid_out(line, lead, columns)
        if new != line.text and _reads_alike(line.text, new):
            found += _blank_edits(line, new)
    return found


def align_text(text: str, start: int = 0, end: int | None = None) -> str:
    r"""Return the text with the bars of the tune between two offsets aligned.

    >>> print(align_text("X:1\nK:G\n|:GABc dedB|c2A2:|\nG|A4B4:|"))
    X:1
    K:G
    |:GABc dedB|c2A2:|
      G        |A4B4:|
    """
    end = len(text) if end is None else end
    return apply_edits(text, align_edits(text, start, end))


def _lines(text: str, start: int, end: int) -> list[_Line]:
    """Return the lines of music between two offsets, cut at their bar lines; lines without any are left out."""
    kinds = LineReader(opens_without_number(text, start, end))
    found = []
    position = start
    while position < end:
        stop, following = line_at(text, position, end)
        if kinds.kind_of(text, position, stop) == "music":
            line = _cut(_Line(position, text[position:stop]))
            if line.cells:
                found.append(line)
        position = following
    return found


def _cut(line: _Line) -> _Line:
    tokens = scan_music(line.text)
    at = place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind in _TAIL:
            break
        if token.kind != "bar":
            place += 1
            continue
        place = _after_bar_line(tokens, place)
        stop = tokens[place - 1].end
        music = line.text[at:token.start].strip(" \t")
        cell = _Cell(line.start + at, line.start + stop, music, line.text[token.start:stop])
        if not music and not line.cells and line.lead is None:
            line.lead = cell
        else:
            line.cells.append(cell)
        at = stop
    rest = line.text[at:]
    # Blanks before a remark are the composer's; those before a bar that the line leaves open are not.
    line.tail = rest if rest.lstrip().startswith(("%", "\\")) else rest.lstrip(" \t")
    return line


def _after_bar_line(tokens: list[Token], place: int) -> int:
    """Return the place behind a bar line, the number of its ending, and bar lines that follow with nothing between."""
    place += 1
    while place < len(tokens):
        if tokens[place].kind in ("bar", "ending") and tokens[place].start == tokens[place - 1].end:
            place += 1
        elif tokens[place].kind == "space" and place + 1 < len(tokens) and tokens[place + 1].kind == "bar":
            place += 2
        else:
            break
    return place


def _find_pickups(lines: list[_Line], text: str, start: int, end: int) -> None:
    bars = {bar.place.start: bar for voice in read_tune(text, start, end).voices for bar in voice.bars}
    for line in lines:
        if len(line.cells) > 1:
            first = line.cells[0]
            here = [bars[at] for at in range(first.start, first.end) if at in bars]
            line.has_pickup = any(bar.metre.length is not None and bar.notes and bar.length < bar.metre.length
                                  for bar in here[:1])


def _laid_out(line: _Line, lead: int, columns: list[tuple[int, int]]) -> str:
    opening = line.lead.line if line.lead is not None else ""
    bars = list(zip(line.cells, columns, strict=False))
    parts = [_filled(opening, lead)]
    if line.lacks_pickup:
        # A repeat that begins the line stands beside its first bar, below the bar lines of the pickups.
        indent = lead + sum(bars.pop(0)[1])
        parts = [" " * (indent - _width(opening)) + opening]
    for cell, (music, bar) in bars:
        parts += [_filled(cell.music, music), _filled(cell.line, bar)]
    # A bar that is left open begins in its column; behind the last bar line there is nothing to fill.
    before = "".join(parts)
    return (before if line.tail and not line.tail[0].isspace() else before.rstrip(" ")) + line.tail


def _reads_alike(before: str, after: str) -> bool:
    """Say whether a line has the same tokens, blanks aside."""
    def tokens(text: str) -> list[tuple[str, str]]:
        return [(one.kind, text[one.start:one.end]) for one in scan_music(text) if one.kind != "space"]

    return tokens(before) == tokens(after)


def _blank_edits(line: _Line, new: str) -> list[Edit]:
    """Return the edits from a line to another that differs from it in blanks alone."""
    found = []
    old_at = new_at = 0
    old = line.text
    while old_at < len(old) or new_at < len(new):
        old_end, new_end = _blanks_end(old, old_at), _blanks_end(new, new_at)
        if old[old_at:old_end] != new[new_at:new_end]:
            found.append(Edit(line.start + old_at, line.start + old_end, new[new_at:new_end]))
        old_at, new_at = old_end + 1, new_end + 1
    return found


def _blanks_end(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _filled(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Return how many columns a text takes in a font of one width."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
