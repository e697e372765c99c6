"""Which voices stand on which staff, and what stands at the beginning of a staff: clef, key, metre.

Source: ABC standard v2.1, sections 4.6 (clefs), 7.1 (voices) and 11.1 (``%%score``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from engine.exchange.mei_names import element, worded
from engine.notation.keys import SHARP_ORDER, Key, signature
from engine.notation.tune import Metre, Tune, Voice

_CLEF = re.compile(r"([a-z]+)([1-5]?)([+-](?:8|15))?")
_SHAPES = {"treble": ("G", "2"), "bass": ("F", "4"), "alto": ("C", "3"), "tenor": ("C", "4"), "perc": ("perc", "3")}
_SCORE = re.compile(r"[(){}\[\]]|[^\s(){}\[\]|*]+")
_ACCIDENTALS = {-2: "ff", -1: "f", 0: "n", 1: "s", 2: "x"}


@dataclass(frozen=True, slots=True)
class Group:
    """Staves that a brace or a bracket joins: the first and the last, from 0."""

    symbol: str
    first: int
    last: int


def staves_of(tune: Tune) -> tuple[list[list[Voice]], list[Group]]:
    """Return the voices of each staff from the top, and the groups of staves.

    ``%%score`` (or ``%%staves``) orders them; a voice that it does not name stands below.
    """
    fields = (*tune.inherited, *tune.fields)
    order = next((f.value for f in fields if f.letter == "%%" and re.match(r"(score|staves)\s", f.value)), "")
    left = {voice.name: voice for voice in tune.voices}
    staves: list[list[Voice]] = []
    groups: list[Group] = []
    opened: list[tuple[str, int]] = []
    is_shared = False
    for sign in _SCORE.findall(order.partition(" ")[2]):
        if sign == "(":
            staves.append([])
            is_shared = True
        elif sign == ")":
            is_shared = False
        elif sign in "{[":
            opened.append((sign, len(staves)))
        elif sign in "}]":
            if opened:
                symbol, first = opened.pop()
                if len(staves) - first > 1:
                    groups.append(Group("brace" if symbol == "{" else "bracket", first, len(staves) - 1))
        elif sign in left:
            if not is_shared:
                staves.append([])
            staves[-1].append(left.pop(sign))
    staves = [staff for staff in staves if staff]
    groups = [group for group in groups if group.last < len(staves)]
    staves += [[voice] for voice in left.values()]
    if not groups and len(staves) > 1:
        groups = [Group("bracket", 0, len(staves) - 1)]
    return staves, groups


def clef_of(text: str) -> dict[str, str]:
    """Return shape, line and octave sign of a clef such as ``treble-8``; a treble clef where there is none."""
    match = _CLEF.fullmatch(text)
    if match is None or match.group(1) not in _SHAPES:
        return {"shape": "G", "line": "2"}
    shape, line = _SHAPES[match.group(1)]
    found = {"shape": shape, "line": match.group(2) or line}
    if match.group(3):
        found |= {"dis": match.group(3)[1:], "dis_place": "above" if match.group(3)[0] == "+" else "below"}
    return found


def octaves_of(text: str) -> int:
    """Return how many octaves the sign of a clef moves its notes on paper; ABC writes them without it.

    >>> octaves_of("treble-8"), octaves_of("bass"), octaves_of("treble+15")
    (-1, 0, 2)
    """
    match = _CLEF.fullmatch(text)
    sign = match.group(3) if match else None
    if not sign:
        return 0
    octaves = 2 if sign.endswith("15") else 1
    return octaves if sign[0] == "+" else -octaves


def key_signature(key: Key, tag: str = "keySig") -> Element:
    """Return a key signature; one that no major key has is written note by note."""
    alters = (0,) * 7 if key.text == "HP" else key.alters
    plain = next((fifths for fifths in range(-7, 8) if signature(fifths) == alters), None)
    if plain is not None:
        return element(tag, sig=signature_text(plain))
    made = element(tag)
    for letter in sorted(range(7), key=_sharps_first):
        if alters[letter]:
            accidental = _ACCIDENTALS[max(-2, min(2, alters[letter]))]
            made.append(element("keyAccid", pname="cdefgab"[letter], accid=accidental))
    return made


def signature_text(fifths: int) -> str:
    """Return a signature as MEI writes it: ``2s``, ``3f`` or ``0``."""
    return f"{abs(fifths)}{'s' if fifths > 0 else 'f'}" if fifths else "0"


def _sharps_first(letter: int) -> int:
    return SHARP_ORDER.index(letter)


def metre_signature(metre: Metre) -> Element | None:
    """Return a time signature; None for free metre, where nothing is printed."""
    if metre.length is None:
        return None
    if metre.text in ("C", "C|"):
        common = metre.text == "C"
        return element("meterSig", count="4" if common else "2", unit="4" if common else "2",
                       sym="common" if common else "cut")
    count, _, unit = metre.text.replace("(", "").replace(")", "").partition("/")
    return element("meterSig", count=count, unit=unit)


def staff_definition(number: int, voices: list[Voice], key: Key, metre: Metre) -> Element:
    """Return what stands at the beginning of a staff."""
    made = element("staffDef", n=str(number), lines="5")
    names = [voice.title or ("" if voice.name.isdigit() else voice.name) for voice in voices]
    label = ", ".join(name for name in names if name)
    if label:
        made.append(worded(element("label"), label))
    first = voices[0]
    if first.clef != "none":
        made.append(element("clef", **clef_of(first.clef)))
    made.append(key_signature(key))
    meter = metre_signature(metre)
    if meter is not None:
        made.append(meter)
    return made


def staff_groups(staves: list[Element], groups: list[Group]) -> Element:
    """Return the staves joined as the groups say; outer groups hold inner ones."""
    return _group(staves, groups, 0, len(staves) - 1, element("staffGrp"))


def _group(staves: list[Element], groups: list[Group], first: int, last: int, into: Element) -> Element:
    number = first
    while number <= last:
        outer = max((g for g in groups if g.first == number and g.last <= last), key=lambda g: g.last, default=None)
        if outer is None:
            into.append(staves[number])
            number += 1
            continue
        inner = [group for group in groups if group is not outer]
        into.append(_group(staves, inner, outer.first, outer.last,
                           element("staffGrp", symbol=outer.symbol, bar_thru="true")))
        number = outer.last + 1
    return into
