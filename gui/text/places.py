"""Offsets: the engine counts characters, Qt counts UTF-16 units.

They differ only in texts with characters beyond U+FFFF (emoji in a title, say).
"""

from __future__ import annotations


def to_position(text: str, offset: int) -> int:
    """Return the Qt position of a character offset.

    >>> to_position("\N{MUSICAL SYMBOL G CLEF}ab", 2)
    3
    """
    return offset + _beyond(text[:offset])


def to_offset(text: str, position: int) -> int:
    """Return the character offset of a Qt position; inside a character, that of its start.

    >>> to_offset("\N{MUSICAL SYMBOL G CLEF}ab", 3)
    2
    """
    units = text[:position].encode("utf-16-le", "surrogatepass")[: 2 * position]
    return len(units.decode("utf-16-le", "ignore"))


def length(text: str) -> int:
    """Return how many units Qt counts in a text."""
    return len(text) + _beyond(text)


def _beyond(text: str) -> int:
    if text.isascii():
        return 0
    return sum(char > "\uffff" for char in text)
