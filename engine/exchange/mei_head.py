"""What is printed above the music: titles, composer, rhythm, order of the parts, tempo."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree.ElementTree import Element

from engine.exchange.mei_names import element, values_of, worded
from engine.notation.tune import Tempo, Tune

# Notes as characters of the music font. Source: SMuFL 1.4, "Individual notes".
_GLYPHS = {"1": "\ue1d2", "2": "\ue1d3", "4": "\ue1d5", "8": "\ue1d7", "16": "\ue1d9", "32": "\ue1db"}
_DOT = "\ue1e7"


def page_head(tune: Tune) -> Element:
    """Return titles in the middle, rhythm and order of the parts on the left, composer and origin on the right."""
    head = element("pgHead", func="first")
    fields = (*tune.fields, *tune.inherited)
    titles = [field.value for field in tune.fields if field.letter == "T" and field.value]
    for number, title in enumerate(titles):
        middle = element("rend", halign="center", valign="middle" if number else "top")
        middle.append(worded(element("rend", fontsize="105%" if number else "150%"), _plain(title)))
        head.append(middle)
    left = [field.value for letter in "RP" for field in fields if field.letter == letter and field.value]
    composer = ", ".join(field.value for field in fields if field.letter == "C" and field.value)
    origin = ", ".join(field.value for field in fields if field.letter == "O" and field.value)
    right = " ".join(part for part in (composer, f"({origin})" if origin else "") if part)
    for side, text, slant in (("left", ", ".join(left), "italic"), ("right", right, "normal")):
        if text:
            corner = element("rend", halign=side, valign="bottom")
            corner.append(worded(element("rend", fontsize="95%", fontstyle=slant), _plain(text)))
            head.append(corner)
    return head


def tempo_mark(tune: Tune) -> tuple[str, Tempo | None]:
    """Return the words and the tempo at the beginning of a tune; a ``Q:`` of words alone has no tempo."""
    if tune.tempo is not None:
        return tune.tempo.text, tune.tempo
    words = re.findall(r'"([^"]*)"', tune.field("Q"))
    return " ".join(words) or (tune.field("Q") if re.fullmatch(r"[^\d=/]+", tune.field("Q")) else ""), None


def tempo_element(words: str, tempo: Tempo | None, at: dict[str, str], name: str) -> Element | None:
    """Return a tempo as it is printed, None where there is nothing to say.

    An unboxed rehearsal mark and no ``tempo``: verovio sets it above the chord symbols.
    """
    if not words and tempo is None:
        return None
    made = element("reh", name, place="above", **at)
    frame = element("rend", rend="none", halign="left")
    made.append(frame)
    if words:
        frame.append(worded(element("rend", fontweight="bold", fontsize="90%"),
                            words + ("\u00a0\u00a0" if tempo else "")))
    if tempo is not None:
        glyphs = _beat(tempo.beat)
        if glyphs:
            frame.append(worded(element("rend", glyph_auth="smufl", fontstyle="normal", fontweight="normal",
                                        fontsize="60%"), glyphs))
        beat = "" if glyphs else str(tempo.beat)
        frame.append(worded(element("rend", fontweight="normal", fontstyle="normal", fontsize="90%"),
                            f"{beat}\u00a0= {tempo.bpm:g}"))
    return made


def _beat(beat: Fraction) -> str:
    values = values_of(beat)
    if len(values) > 1 or values[0][0] not in _GLYPHS:
        return ""
    dur, dots = values[0]
    return _GLYPHS[dur] + ("\u2009" + _DOT) * dots


def _plain(text: str) -> str:
    """Return a text without the escapes that stand for nothing printed here."""
    return text.replace("\\&", "&").replace("\\\\", "\\")
