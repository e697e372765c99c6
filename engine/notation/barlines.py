"""Bar lines as they are written, and their tidy forms. Source: ABC standard v2.1, section 4.8."""

from __future__ import annotations

from functools import lru_cache

from engine.notation.tune import BarLine, Place


def bar_line(text: str, start: int, end: int) -> BarLine:
    """Return the bar line that is written between two offsets.

    >>> bar_line(".|", 0, 2).style, bar_line("[|]", 0, 3).kind
    ('dotted', '|')
    """
    style = "dotted" if text[0] == "." else "invisible" if text == "[|]" else ""
    return BarLine(tidy_bar_line(text), Place(start, end), style)


@lru_cache(maxsize=1024)
def tidy_bar_line(text: str) -> str:
    """Return the tidy form of a bar line as written: one of ``| || |] [| |: :| ::``.

    >>> [tidy_bar_line(t) for t in ("|", ":||:", "|||", ":|]", "[|]", ".|", ":||", "||:")]
    ['|', '::', '||', ':|', '|', '|', ':|', '|:']
    """
    core = text.lstrip(".")
    if core.startswith("[|]"):
        core = core[3:] or "|"  # an invisible line adds nothing to one beside it
    closes = core.startswith(":")
    opens = core.endswith(":")
    if closes and (opens and len(core) > 1):
        return "::"
    if closes:
        return ":|"
    if opens:
        return "|:"
    if core.startswith("[|") or core == "[":
        return "[|"
    if "]" in core:
        return "|]"
    return "||" if len(core) > 1 else "|"
