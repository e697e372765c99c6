"""Names of elements in MEI that tell where in the text they come from, and the values of notes.

A name is a letter and two character offsets, ``n12-14``: text, sound and score share one model. Where several elements
come from one place, the second is ``n12-14.1``. Letters: ``n`` note, chord or rest, ``g`` grace note, ``m`` beam,
``t`` tuplet, ``s`` staff of a bar, ``b`` bar, ``l`` syllable, ``c`` anything that hangs on them. Bar lines are no
elements in MEI: a bar carries the names of its two, ``e3-4 e12-14``, as its type.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from xml.etree.ElementTree import Element

from engine.notation.tune import Place

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NAME = re.compile(r"([a-z])(\d+)-(\d+)(?:\..*)?")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VALUES = ((Fraction(4), "long"), (Fraction(2), "breve"), *((Fraction(1, 2**n), str(2**n)) for n in range(9)))
_UNDOTTED = ("128", "256")  # what a dot would stand for is shorter than any note
_DOTTED = tuple(sorted(((value * (2 - Fraction(1, 2**dots)), text, dots) for value, text in _VALUES
                        for dots in (0, 1, 2) if not (dots and text in _UNDOTTED)), reverse=True))
_MOST_PARTS = 8


class Names:
    """Give each element of one document a name of its own."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def name(self, letter: str, place: Place) -> str:
        """Return a name that no other element has."""
        plain = f"{letter}{place.start}-{place.end}"
        count = self._taken.get(plain, -1) + 1
        self._taken[plain] = count
        return plain if not count else f"{plain}.{count}"


def place_of(name: str) -> Place | None:
    """Return the place in the text that a name tells; None for a name that is not ours.

    >>> place_of("n12-14.1")
    Place(start=12, end=14)
    """
    match = _NAME.fullmatch(name)
    return None if match is None else Place(int(match.group(2)), int(match.group(3)))


def bar_line_names(opening: Place, closing: Place) -> str:
    """Return what a bar says of its bar lines: where in the text they come from, the one before it first."""
    return " ".join(f"e{place.start}-{place.end}" for place in (opening, closing))


def element(tag: str, /, name: str = "", **attributes: str) -> Element:
    """Return an element; ``name`` is its xml:id. An attribute's underscore is a full stop (``meter_count``).

    An attribute with an empty text is left out.
    """
    made = Element(tag)
    if name:
        made.set(XML_ID, name)
    for key, value in attributes.items():
        if value:
            made.set(key.replace("_", "."), value)
    return made


def worded(made: Element, text: str) -> Element:
    """Return the element with a text in it, without characters that XML does not allow."""
    made.text = without_controls(text)
    return made


def without_controls(text: str) -> str:
    """Return a text without the characters that XML does not allow."""
    return _FORBIDDEN.sub("", text)


@lru_cache(maxsize=1024)
def values_of(length: Fraction) -> tuple[tuple[str, int], ...]:
    """Return the note values, each with its dots, that make up a length in whole notes; longest first.

    A length that no values add up to gets the one next to it.

    >>> values_of(Fraction(3, 8)), values_of(Fraction(5, 8)), values_of(Fraction(1, 12))
    ((('4', 1),), (('2', 0), ('8', 0)), (('16', 1),))
    """
    left = length
    found: list[tuple[str, int]] = []
    while left > 0 and len(found) < _MOST_PARTS:
        fitting = next((one for one in _DOTTED if one[0] <= left), None)
        if fitting is None:
            break
        found.append((fitting[1], fitting[2]))
        left -= fitting[0]
    if left or not found:
        nearest = min(_DOTTED, key=lambda one: abs(one[0] - length)) if length > 0 else (0, "4", 0)
        return ((nearest[1], nearest[2]),)
    return tuple(found)
