"""The words below a tune (``W:``) as a drawing of their own, like one more system."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from engine.engraving.sheet import INK, System

_SIZE, _LINE, _INDENT, _EDGE = 36, 46, 150, 30


def words_below(words: Sequence[str], width: float) -> System:
    """Return lines of words as a drawing; an empty line parts two verses."""
    lines = [f'<text xml:space="preserve" x="{_INDENT}" y="{_EDGE + _SIZE + number * _LINE}" font-size="{_SIZE}px">'
             f"{escape(line)}</text>" for number, line in enumerate(words) if line]
    height = 2 * _EDGE + len(words) * _LINE
    return System(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
                  f'font-family="Liberation Serif"><g fill="{INK}">{"".join(lines)}</g></svg>', width, float(height))
