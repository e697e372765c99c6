"""A Tune as MEI, for engraving and for other programs. Source: MEI 5 (music-encoding.org), module MEI.cmn.

Every element that comes from the text is named after its place there (``mei_names.py``).
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from engine.exchange.mei_hanging import NOTHING
from engine.exchange.mei_head import page_head, tempo_mark
from engine.exchange.mei_measures import MeasureWriter
from engine.exchange.mei_names import Names, element, worded
from engine.exchange.mei_staves import staff_definition, staff_groups, staves_of
from engine.files import write_bytes
from engine.notation.tune import Tune

_NAMESPACE = "http://www.music-encoding.org/ns/mei"


def mei_text(tune: Tune, *, with_head: bool = True, with_numbers: bool = True) -> str:
    r"""Return a tune as an MEI document.

    ``with_head`` prints title, composer, rhythm above the music, ``with_numbers`` those of the bars where lines begin.

    >>> from engine.notation.reader import read_tune
    >>> 'pname="g" oct="4"' in mei_text(read_tune("X:1\nT:Up\nK:G\nG|"))
    True
    """
    root = _document(tune, with_head, with_numbers)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def write_mei(path: Path | str, tune: Tune) -> None:
    """Write a tune as an MEI file, indented for people, whole or not at all.

    Raises:
        FileError: it cannot be written; an old file is untouched.
    """
    root = _document(tune)
    indent(root)
    write_bytes(path, b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n")


def _document(tune: Tune, with_head: bool = True, with_numbers: bool = True) -> Element:
    root = element("mei", xmlns=_NAMESPACE, meiversion="5.0")
    root.append(_about(tune))
    score = element("score")
    division = SubElement(SubElement(SubElement(root, "music"), "body"), "mdiv")
    division.append(score)
    staves, groups = staves_of(tune)
    definition = SubElement(score, "scoreDef", {} if with_numbers else {"mnum.visible": "false"})
    if with_head:
        definition.append(page_head(tune))
    definition.append(staff_groups([
        staff_definition(number, voices, voices[0].bars[0].key if voices[0].bars else tune.key,
                         voices[0].bars[0].metre if voices[0].bars else tune.metre)
        for number, voices in enumerate(staves, 1)], groups))
    section = SubElement(score, "section")
    writer = MeasureWriter(tune, staves, Names())
    section.extend(writer.measures(tempo_mark(tune)))
    for measure in list(section.iter("measure")):
        for one in [each for each in measure if each.tag == NOTHING]:
            measure.remove(one)
    return root


def _about(tune: Tune) -> Element:
    """Return the header for catalogues."""
    head = element("meiHead")
    description = SubElement(head, "fileDesc")
    titles = SubElement(description, "titleStmt")
    named = [field.value for field in tune.fields if field.letter == "T"]
    for number, title in enumerate(named or [""]):
        titles.append(worded(element("title", type="alternative" if number else ""), title))
    for field in tune.fields:
        if field.letter == "C":
            titles.append(worded(element("composer"), field.value))
    SubElement(description, "pubStmt")
    return head
