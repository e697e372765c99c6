"""Decorations of ABC as MEI: articulations in the note, everything else hanging on it by its name.

Source: ABC standard v2.1, 4.14; MEI 5, modules MEI.cmn and MEI.cmnOrnaments.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from engine.exchange.mei_names import element, worded
from engine.notation.chords import parse_chord

ARTICULATIONS = {
    "staccato": "stacc", "accent": "acc", "tenuto": "ten", "marcato": "marc", "^": "marc", "wedge": "stacciss",
    "upbow": "upbow", "downbow": "dnbow", "open": "harm", "snap": "snap", "plus": "lhpizz",
}
TREMOLOS = {"/": "1slash", "//": "2slash", "///": "3slash"}
BRACKETS = {"courtesy": "paren", "editorial": "brack"}  # around the accidental of the note
_DYNAMICS = ("pppp", "ppp", "pp", "p", "mp", "mf", "f", "ff", "fff", "ffff", "sfz")
_ORNAMENTS: dict[str, tuple[str, dict[str, str]]] = {
    "trill": ("trill", {}),
    "lowermordent": ("mordent", {"form": "lower"}), "uppermordent": ("mordent", {"form": "upper"}),
    "turn": ("turn", {"form": "upper"}), "turnx": ("turn", {"form": "upper"}),
    "invertedturn": ("turn", {"form": "lower"}), "invertedturnx": ("turn", {"form": "lower"}),
    "fermata": ("fermata", {"place": "above"}), "invertedfermata": ("fermata", {"place": "below", "form": "inv"}),
    "arpeggio": ("arpeg", {}), "breath": ("breath", {}), "shortphrase": ("breath", {}),
    "mediumphrase": ("caesura", {}), "longphrase": ("caesura", {}),
    "ped": ("pedal", {"dir": "down"}), "ped-up": ("pedal", {"dir": "up"}),
    "segno": ("repeatMark", {"func": "segno", "place": "above"}),
    "coda": ("repeatMark", {"func": "coda", "place": "above"}),
}
_JUMPS = {
    "fine": "Fine", "D.C.": "D.C.", "D.S.": "D.S.", "D.C.alcoda": "D.C. al Coda", "D.C.alfine": "D.C. al Fine",
    "D.S.alcoda": "D.S. al Coda", "D.S.alfine": "D.S. al Fine",
}
# Signs that MEI has no element for, as characters of the music font. Source: SMuFL 1.4.
_GLYPHS = {"dacoda": "\ue048"}
# As near to the cellist's thumb and to a slide into the note as the fonts at hand come.
_THUMB, _SLIDE = "φ", "∕"
_BEFORE_GLYPH = {"dacoda": "Da\u00a0"}
# Opened by one decoration and closed by another: the element, what it says.
SPANS: dict[str, tuple[str, dict[str, str]]] = {
    "crescendo": ("hairpin", {"form": "cres", "place": "below"}),
    "diminuendo": ("hairpin", {"form": "dim", "place": "below"}),
    "trill": ("trill", {"extender": "true"}),
    "8va": ("octave", {"dis": "8", "dis_place": "above"}), "8vb": ("octave", {"dis": "8", "dis_place": "below"}),
    "15ma": ("octave", {"dis": "15", "dis_place": "above"}), "15mb": ("octave", {"dis": "15", "dis_place": "below"}),
}
_SIGNS = {"#": "♯", "b": "♭"}


def mark(decoration: str, at: dict[str, str], name: str) -> Element | None:
    """Return what a decoration puts beside the staff; None where it is an articulation or nothing that is drawn.

    ``at`` says where: ``startid`` or ``tstamp``, and ``staff``.
    """
    if decoration in _ORNAMENTS:
        tag, attributes = _ORNAMENTS[decoration]
        return element(tag, name, **at, **attributes)
    if decoration == "roll":
        return worded(element("ornam", name, place="above", **at), "~")
    if decoration in _DYNAMICS:
        return worded(element("dynam", name, place="below", **at), decoration)
    if decoration in _JUMPS:
        return words(_JUMPS[decoration], at, name, "above")
    if decoration in _GLYPHS:
        return _glyph(decoration, at, name)
    if decoration == "slide":
        return words(_SLIDE, at, name, "above", "right")
    if decoration in "012345" or decoration == "thumb":
        return worded(element("fing", name, place="above", **at), _THUMB if decoration == "thumb" else decoration)
    return None


def words(text: str, at: dict[str, str], name: str, place: str, halign: str = "") -> Element:
    """Return a direction in words. ``halign`` is ``right`` where they end at their place and do not begin there."""
    made = element("dir", name, place=place, **at)
    made.append(worded(element("rend", fontstyle="normal", halign=halign), text))
    return made


def _glyph(decoration: str, at: dict[str, str], name: str, halign: str = "") -> Element:
    """Return a sign of the music font, with the words before it."""
    made = words("", at, name, "above", halign)
    frame = made[0]
    if decoration in _BEFORE_GLYPH:
        frame.append(worded(element("rend", fontstyle="normal"), _BEFORE_GLYPH[decoration]))
    frame.append(worded(element("rend", glyph_auth="smufl", fontstyle="normal", fontsize="70%"), _GLYPHS[decoration]))
    return made


def closing_mark(decoration: str, note: dict[str, str], line: dict[str, str], name: str) -> Element | None:
    """Return a mark that stands on the line that closes a bar: words end there, signs stand over the last note."""
    if decoration in _JUMPS:
        return words(_JUMPS[decoration], line, name, "above", "right")
    if decoration == "dacoda":
        return _glyph(decoration, line, name, "right")
    return mark(decoration, note, name)


def harmony(text: str, at: dict[str, str], name: str) -> Element:
    """Return a chord symbol, its sharps and flats as signs."""
    made = element("harm", name, place="above", **at)
    return worded(made, symbol_text(text))


def symbol_text(text: str) -> str:
    """Return a chord symbol as it is printed; a remark that is no chord stays as it is.

    >>> symbol_text("F#m7/C#"), symbol_text("Bb"), symbol_text("Slow")
    ('F♯m7/C♯', 'B♭', 'Slow')
    """
    if parse_chord(text) is None:
        return text
    return re.sub(r"(?<=[A-Ga-g])[#b]", lambda sign: _SIGNS[sign.group()], text)
