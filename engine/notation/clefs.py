"""What ``V:`` and ``K:`` say beside name and key: clef, octave, transposition, title.

Source: ABC standard v2.1, sections 4.6 (clefs and transposition) and 7.1 (voice properties).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r'(\w+)\s*=\s*("[^"]*"|\S+)')
_CLEF = re.compile(r"(?:^|\s)((?:treble|alto|tenor|bass|perc)[1-5]?(?:[+-](?:8|15))?|none)(?=\s|$)")
_OCTAVES, _SEMITONES = 4, 48  # beyond, it is a slip of the hand


class Properties(NamedTuple):
    """Properties of a voice; None (or an empty text) is what is not said. ``octave`` counts octaves."""

    title: str = ""
    clef: str = ""
    octave: int | None = None
    transpose: int | None = None


@lru_cache(maxsize=1024)
def parse_properties(value: str) -> Properties:
    """Return the properties that a field names after the voice's or the key's own name.

    >>> parse_properties('T1 clef=treble-8 name="Tenor I" octave=-1')
    Properties(title='Tenor I', clef='treble-8', octave=-1, transpose=None)
    """
    words = {name.lower(): text.strip('"') for name, text in _WORD.findall(value)}
    clef = words.get("clef", "")
    if not clef:
        found = _CLEF.search(_WORD.sub(" ", value))
        clef = found.group(1) if found else ""
    title = words.get("name") or words.get("nm") or ""
    return Properties(title, clef, _number(words.get("octave"), _OCTAVES), _number(words.get("transpose"), _SEMITONES))


def _number(text: str | None, most: int) -> int | None:
    if text is None or not re.fullmatch(r"[+-]?\d{1,3}", text) or abs(int(text)) > most:
        return None
    return int(text)
