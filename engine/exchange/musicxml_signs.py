"""Signs of a Tune as MusicXML elements: key, metre, clef, tempo, chord symbols, words."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from engine.exchange.musicxml_words import CLEFS, MODES, note_type, parse_harmony
from engine.notation.keys import LETTERS, SHARP_ORDER, Key, signature
from engine.notation.tune import Annotation, ChordSymbol, Metre, Tempo


def key_sign(key: Key) -> Element:
    """Return a key; one that the circle of fifths does not hold is written letter by letter."""
    element = Element("key")
    if key.alters == signature(key.fifths) and -7 <= key.fifths <= 7:
        SubElement(element, "fifths").text = str(key.fifths)
        SubElement(element, "mode").text = MODES[key.mode]
        return element
    for letter in SHARP_ORDER:
        if key.alters[letter]:
            SubElement(element, "key-step").text = LETTERS[letter]
            SubElement(element, "key-alter").text = str(key.alters[letter])
    if not len(element):
        SubElement(element, "fifths").text = "0"
    return element


def time_sign(metre: Metre) -> Element:
    """Return a metre."""
    element = Element("time", {"C": {"symbol": "common"}, "C|": {"symbol": "cut"}}.get(metre.text, {}))
    if metre.length is None:
        SubElement(element, "senza-misura")
        return element
    beats, _, beat_type = {"C": "4/4", "C|": "2/2"}.get(metre.text, metre.text).partition("/")
    SubElement(element, "beats").text = beats.strip("()")
    SubElement(element, "beat-type").text = beat_type
    return element


def clef_sign(name: str) -> Element:
    """Return a clef that is named as in ABC."""
    match = re.fullmatch(r"([a-z]+[1-5]?)(?:([+-])(8|15))?", name)
    plain, sign_of, octaves = match.groups() if match is not None else ("treble", None, None)
    sign, line = CLEFS.get(plain) or CLEFS.get(plain.rstrip("12345")) or CLEFS["treble"]
    element = Element("clef")
    SubElement(element, "sign").text = sign
    if line:
        SubElement(element, "line").text = str(line)
    if octaves:
        count = {"8": "1", "15": "2"}[octaves]
        SubElement(element, "clef-octave-change").text = f"-{count}" if sign_of == "-" else count
    return element


def tempo_sign(tempo: Tempo) -> Element:
    """Return a tempo as it is printed and as it sounds."""
    direction = Element("direction", placement="above")
    if tempo.text:
        SubElement(SubElement(direction, "direction-type"), "words").text = tempo.text
    drawn = note_type(tempo.beat)
    if drawn is not None:
        metronome = SubElement(SubElement(direction, "direction-type"), "metronome")
        SubElement(metronome, "beat-unit").text = drawn[0]
        for _ in range(drawn[1]):
            SubElement(metronome, "beat-unit-dot")
        SubElement(metronome, "per-minute").text = f"{tempo.bpm:g}"
    elif not tempo.text:
        SubElement(SubElement(direction, "direction-type"), "words").text = f"{tempo.beat} = {tempo.bpm:g}"
    SubElement(direction, "sound", tempo=f"{tempo.bpm * float(tempo.beat * 4):.6g}")
    return direction


def words_over(one: ChordSymbol | Annotation) -> Element:
    """Return a chord symbol as a harmony; any other words as a direction."""
    if isinstance(one, Annotation):
        placement = "below" if one.placement == "_" else "above"
        direction = Element("direction", placement=placement)
        SubElement(SubElement(direction, "direction-type"), "words").text = one.text
        return direction
    parts = parse_harmony(one.text)
    harmony = Element("harmony")
    if parts is None:
        # No chord that could be taken apart: the words are kept.
        SubElement(SubElement(harmony, "root"), "root-step", text="").text = "C"
        SubElement(harmony, "kind", text=one.text).text = "none"
        return harmony
    root = SubElement(harmony, "root")
    SubElement(root, "root-step").text = parts.root
    if parts.root_alter:
        SubElement(root, "root-alter").text = str(parts.root_alter)
    SubElement(harmony, "kind", text=parts.quality).text = parts.kind
    if parts.bass:
        bass = SubElement(harmony, "bass")
        SubElement(bass, "bass-step").text = parts.bass
        if parts.bass_alter:
            SubElement(bass, "bass-alter").text = str(parts.bass_alter)
    return harmony
