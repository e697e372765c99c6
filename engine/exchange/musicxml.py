"""A Tune as MusicXML 4.0: a part a voice, a measure a bar. ``.mxl`` is the same in a zip archive.

music21 has a writer too, but what it writes is what it has made of the music; this one says what the Tune holds, in
exact divisions, and music21 is left free to check it (``python -m tests.formats``).
"""

from __future__ import annotations

import io
import zipfile
from math import lcm
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from engine.exchange.musicxml_part import PartWriter
from engine.files import write_bytes
from engine.notation.tune import Tune

_DOCTYPE = ('<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
            '"http://www.musicxml.org/dtds/partwise.dtd">')
_CONTAINER = ('<?xml version="1.0" encoding="UTF-8"?>\n<container><rootfiles><rootfile full-path="score.musicxml" '
              'media-type="application/vnd.recordare.musicxml+xml"/></rootfiles></container>\n')
KEPT = "ABDFGHNOPRrSWZ"  # fields that MusicXML has no element for; they go along as miscellaneous


def write_musicxml(path: Path | str, tune: Tune) -> None:
    """Write a tune as MusicXML, whole or not at all; compressed where the path ends with ``.mxl``.

    Raises:
        FileError: it cannot be written; an old file is untouched.
    """
    text = musicxml_text(tune).encode("utf-8")
    write_bytes(path, _zipped(text) if Path(path).suffix.lower() == ".mxl" else text)


def musicxml_text(tune: Tune) -> str:
    """Return a tune as a MusicXML document."""
    score = Element("score-partwise", version="4.0")
    _head(score, tune)
    parts = SubElement(score, "part-list")
    for number, voice in enumerate(tune.voices, 1):
        one = SubElement(parts, "score-part", id=f"P{number}")
        is_named = bool(voice.title) or voice.name != "1"
        name = SubElement(one, "part-name", {} if is_named else {"print-object": "no"})
        name.text = voice.title or voice.name
    divisions = _divisions(tune)
    for number, voice in enumerate(tune.voices, 1):
        score.append(PartWriter(tune, voice, divisions).part(f"P{number}"))
    ElementTree.indent(score, " ")
    body = ElementTree.tostring(score, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n{_DOCTYPE}\n{_clean(body)}\n'


def _zipped(text: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("META-INF/container.xml", _CONTAINER.encode()), ("score.musicxml", text)):
            # Without the clock's time the same tune gives the same file.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def _clean(text: str) -> str:
    """Leave out the control characters that XML cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\n\t\r")


def _head(score: Element, tune: Tune) -> None:
    titles = [field.value for field in tune.fields if field.letter == "T"]
    if titles:
        SubElement(SubElement(score, "work"), "work-title").text = titles[0]
    identification = SubElement(score, "identification")
    fields = (*tune.inherited, *tune.fields)
    for field in fields:
        if field.letter == "C":
            SubElement(identification, "creator", type="composer").text = field.value
    SubElement(SubElement(identification, "encoding"), "software").text = "Segue"
    kept = [("T", title) for title in titles[1:]]  # a movement's title would take the place of the first
    kept += [(field.letter, field.value) for field in (*fields, *tune.body_fields)
             if field.letter in KEPT and (field.letter == "W" or field not in tune.body_fields)]
    if kept:
        others = SubElement(identification, "miscellaneous")
        for letter, value in kept:
            SubElement(others, "miscellaneous-field", name=f"abc-{letter}").text = value


def _divisions(tune: Tune) -> int:
    """Return the units in a quarter note in which every length is a whole number."""
    bottoms = {(note.length * 4).denominator for voice in tune.voices for bar in voice.bars
               for layer in (bar.notes, *bar.overlays) for note in layer}
    return lcm(*bottoms, *((bar.length * 4).denominator for voice in tune.voices for bar in voice.bars), 1)
