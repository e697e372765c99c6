"""A take as a short tune of its own: key and metre, the bar before the caret, the take."""

from __future__ import annotations

import re

from engine.notation.book import tune_range
from engine.notation.scanner import scan_music

_FIELD = re.compile(r"^([MLK]):([^\n%]*)|\[([MLK]):([^\]\n]*)\]", re.MULTILINE)
_HEADER_END = re.compile(r"^K:[^\n]*(?:\n|$)", re.MULTILINE)
_NO_MUSIC = re.compile(r"[A-Za-z+]:|%|\s*$")
_LINES = 4  # of music, in which the last bar is looked for: a bar is no longer
_SOUNDS = frozenset({"note", "rest", "chord_open"})


def take_excerpt(before: str, take: str) -> tuple[str, tuple[int, int]]:
    r"""Return a tune that ends with a take, and the range of the take in it.

    >>> take_excerpt("X:1\nT:Up\nM:3/4\nK:G\nGAB|\nM:2/4\nde|", "g2|")
    ('X:1\nM:3/4\nK:G\n[M:2/4]de|g2|', (24, 27))
    """
    start, _ = tune_range(before, len(before))
    tune = before[start:]
    key = _HEADER_END.search(tune)
    body = key.end() if key is not None else 0
    bar = last_bar(tune[body:])
    # What is set within the bar stands in it, and is set once more before it: that does no harm.
    header: dict[str, str] = {}
    later: dict[str, str] = {}
    for found in _FIELD.finditer(tune):
        kept = header if found.start() < body else later
        kept[found[1] or found[3]] = (found[2] or found[4] or "").strip()
    lines = [f"{letter}:{header[letter]}\n" for letter in "ML" if letter in header]
    fields = "".join(f"[{letter}:{value}]" for letter, value in later.items())
    head = "X:1\n" + "".join(lines) + f"K:{header.get('K', 'C')}\n" + fields + bar
    music = take.rstrip()
    return head + music, (len(head), len(head) + len(music))


def last_bar(body: str) -> str:
    r"""Return the last bar of some lines of music: what is written of it, or the whole one before.

    >>> last_bar("GABc|d2B2|\nw: la\nef"), last_bar("GABc|d2B2|\n"), last_bar("")
    ('ef', 'd2B2|', '')
    """
    music = [line.split("%")[0].rstrip("\\ \t") for line in body.split("\n") if not _NO_MUSIC.match(line)]
    text = " ".join(music[-_LINES:])
    begin, following = 0, 0
    for token in scan_music(text):
        if token.kind == "bar":
            following = token.end
        elif token.kind in _SOUNDS and following:
            begin, following = following, 0
    return text[begin:].lstrip()
