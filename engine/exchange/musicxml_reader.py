"""MusicXML to ABC: ``.musicxml``, ``.xml`` and the zipped ``.mxl``. Source: MusicXML 4.0.

Read here and not by music21: the Tune needs what is written (endings, tuplets, lyrics, where lines break), and exact
lengths.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from engine.errors import FileError
from engine.exchange.key_finding import find_key, key_with
from engine.exchange.losses import listed, no_notes
from engine.exchange.musicxml import KEPT
from engine.exchange.musicxml_lines import Lines, draw_lines, read_lines
from engine.exchange.musicxml_marks import text_of
from engine.exchange.musicxml_part_reader import PartReader
from engine.exchange.scoring import Imported, Line, break_lines, make_tune, tidy_text
from engine.notation.tune import Tempo
from engine.performance import VOICE_CHANNELS
from engine.sentences import Sentence

LARGEST_BYTES = 64 * 1024 * 1024  # unzipped: a symphony takes some 20 million
_LEAST_LINE = 2  # bars; shorter systems are the work of a narrow page


def read_musicxml(data: bytes, name: str) -> Imported:
    """Return the score in these bytes as ABC. ``name`` is the file's, for messages.

    Raises:
        FileError: the bytes are no MusicXML, or broken.
    """
    if data.startswith(b"PK"):
        data = _unzipped(data, name)
    score = _parsed(data, name)
    lost: Counter[Sentence] = Counter()
    names = {one.get("id"): _part_name(one) for one in score.iterfind("part-list/score-part")}
    parts: list[Element] = []
    drums: list[Element] = []
    for part in score.iterfind("part"):
        is_drums = part.find("measure/note/unpitched") is not None and part.find("measure/note/pitch") is None
        (drums if is_drums else parts).append(part)
    losses = [Sentence("the percussion of {part} was left out: ABC has notes only",
                       part=names.get(part.get("id")) or Sentence("a part without a name")) for part in drums]
    if not any(part.find("measure/note") is not None for part in parts):
        raise no_notes(name, has_drums=bool(drums))
    lines: list[Line] = []
    tempos: dict[int, Tempo] = {}
    letters: dict[int, str] = {}
    for part in parts:
        reader = PartReader(names.get(part.get("id"), ""), lost)
        lines += reader.read(part)
        tempos, letters = {**reader.tempos, **tempos}, {**reader.parts, **letters}
    _find_modes(lines, parts[0])
    drawn = read_lines(parts, lost)
    for line in lines:
        line.bars = [bar._replace(tempo=tempos.get(bar.index) if line is lines[0] and bar.index else None,
                                  part=letters.get(bar.index, "")) for bar in draw_lines(line.bars, drawn)]
    starts = _starts(drawn) or break_lines(lines[0].bars)
    for line in lines:
        line.bars = [bar._replace(begins_line=bar.index in starts) for bar in line.bars]
    tune = make_tune(lines, _fields(score), tempos.get(0))
    return Imported(tidy_text(tune), (*losses, *_in_sentences(lost, len(lines))))


def _unzipped(data: bytes, name: str) -> bytes:
    """Return the score inside an ``.mxl`` archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = _rootfile(archive)
            if inside is None:
                raise FileError("{name} is an archive without a score in it: choose a MusicXML file", name=name)
            info = archive.getinfo(inside)
            if info.flag_bits & 1:
                raise FileError("{name} is locked with a password: unlock it first", name=name)
            if info.file_size > LARGEST_BYTES:
                raise FileError("{name} is larger than {mebibytes} MiB when unpacked: split the score", name=name,
                                mebibytes=LARGEST_BYTES // 2 ** 20)
            with archive.open(info) as file:
                # What the archive says of its size may be a lie.
                found = file.read(LARGEST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError, OSError,
            UnicodeDecodeError, ElementTree.ParseError) as error:
        raise FileError("{name} is a damaged archive: get the file again", name=name) from error
    if len(found) > LARGEST_BYTES:
        raise FileError("{name} is larger than {mebibytes} MiB when unpacked: split the score", name=name,
                        mebibytes=LARGEST_BYTES // 2 ** 20)
    return found


def _rootfile(archive: zipfile.ZipFile) -> str | None:
    """Return the name of the score in an archive: the one its container names, else the first that looks like one."""
    names = archive.namelist()
    if "META-INF/container.xml" in names and archive.getinfo("META-INF/container.xml").file_size < 2**20:
        container = ElementTree.fromstring(_harmless(archive.read("META-INF/container.xml"), "its container"))
        for one in container.iter():
            if one.tag.rpartition("}")[2] == "rootfile" and one.get("full-path") in names:
                return one.get("full-path")
    return next((one for one in names if PurePosixPath(one).suffix in (".musicxml", ".xml")
                 and not one.startswith("META-INF")), None)


def _harmless(data: bytes, name: str) -> bytes:
    """Refuse entities: MusicXML has no need of them, and a few lines of them unfold to gigabytes."""
    if b"<!ENTITY" in data:
        raise FileError("{name} declares entities of its own, which no score needs, so it is not read: export it again",
                        name=name)
    return data


def _parsed(data: bytes, name: str) -> Element:
    """Return the score as a tree of parts of measures, without namespaces."""
    if len(data) > LARGEST_BYTES:
        raise FileError("{name} is larger than {mebibytes} MiB: split the score", name=name,
                        mebibytes=LARGEST_BYTES // 2 ** 20)
    if not data.strip():
        raise FileError("{name} is empty: choose another file", name=name)
    try:
        root = ElementTree.fromstring(_harmless(data, name))
    except ElementTree.ParseError as error:
        line, column = error.position
        raise FileError("{name} is not well-formed XML ({place}): is it cut short?", name=name,
                        place=Sentence("line {line}, column {column}", line=line, column=column + 1)) from error
    except (ValueError, LookupError) as error:
        raise FileError("{name} is not well-formed XML: export it again", name=name) from error
    for one in root.iter():
        if isinstance(one.tag, str) and "}" in one.tag:
            one.tag = one.tag.rpartition("}")[2]
    if root.tag == "score-timewise":
        root = _partwise(root)
    if root.tag != "score-partwise":
        raise FileError("{name} is XML but not MusicXML (it begins with <{tag}>): choose a MusicXML file", name=name,
                        tag=root.tag)
    return root


def _partwise(score: Element) -> Element:
    """Return a score of measures of parts as one of parts of measures."""
    found = Element("score-partwise")
    parts: dict[str, Element] = {}
    for child in score:
        if child.tag != "measure":
            found.append(child)
            continue
        for part in child.iterfind("part"):
            name = part.get("id", "")
            if name not in parts:
                parts[name] = SubElement(found, "part", id=name)
            measure = SubElement(parts[name], "measure", child.attrib)
            measure.extend(part)
    return found


def _part_name(part: Element) -> str:
    name = part.find("part-name")
    return "" if name is None or name.get("print-object") == "no" else \
        " ".join((name.text or "").replace('"', "'").split())


def _fields(score: Element) -> list[tuple[str, str]]:
    """Return the fields of the header that a score's own words give."""
    titles = [text_of(score, "work/work-title"), text_of(score, "movement-title")]
    if not any(titles):
        titles = ["".join(credit.findtext("credit-words") or "" for credit in score.iterfind("credit")
                          if text_of(credit, "credit-type") == "title")]
    found = [("T", title) for title in dict.fromkeys(titles) if title.strip()] or [("T", "Untitled")]
    for creator in score.iterfind("identification/creator"):
        words = " ".join((creator.text or "").split())
        kind = creator.get("type", "composer")
        if words:
            found.append(("C", words if kind == "composer" else f"{kind}: {words}"))
    found += [("N", words) for one in score.iterfind("identification/rights") if (words := (one.text or "").strip())]
    for one in score.iterfind("identification/miscellaneous/miscellaneous-field"):
        letter = one.get("name", "").removeprefix("abc-")
        if len(letter) == 1 and letter in KEPT + "T" and one.text:
            found.append((letter, one.text))
    return found


def _starts(drawn: Sequence[Lines]) -> set[int]:
    """Return the bars with which the score's own systems begin; none where it names no systems, or narrow ones."""
    found = {number for number, one in enumerate(drawn) if one.begins_line or not number}
    return found if len(found) > 1 and len(drawn) >= _LEAST_LINE * len(found) else set()


def _find_modes(lines: Sequence[Line], part: Element) -> None:
    """Find the mode of keys of which the file says the signature alone."""
    if part.find("measure/attributes/key/mode") is not None or part.find("measure/attributes/key/fifths") is None:
        return
    weights: dict[int, float] = defaultdict(float)
    notes = [note for bar in lines[0].bars for note in bar.notes if note.pitches]
    for note in notes:
        weights[note.pitches[-1].midi % 12] += float(note.length)
    final = notes[-1].pitches[0].midi if notes else None
    mode = find_key(weights, final, [lines[0].bars[0].key.fifths]).mode
    for line in lines:
        line.bars = [bar._replace(key=key_with(bar.key.fifths, mode)) if bar.key.mode == "maj" else bar
                     for bar in line.bars]


def _in_sentences(lost: Counter[Sentence], voices: int) -> list[Sentence]:
    found = listed(lost)
    if voices > len(VOICE_CHANNELS):
        found.append(Sentence("the score has {count} voices: only the first {most} sound here", count=voices,
                              most=len(VOICE_CHANNELS)))
    return found
