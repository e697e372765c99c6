"""What stands over, under and on the notes of a MusicXML file, in the words of ABC."""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction
from xml.etree.ElementTree import Element

from engine.exchange.losses import name_of
from engine.exchange.musicxml_words import (
    ALTER_TEXT,
    DECORATION_OF,
    DYNAMICS,
    JUMP_OF,
    KINDS,
    LENGTH_OF,
    QUALITY_OF,
)
from engine.notation.tune import Tempo
from engine.sentences import Sentence

_GROUPS = ("articulations", "ornaments", "technical")
# Words of MusicXML for what is drawn elsewhere or means nothing in ABC.
_SILENT = frozenset(("tied", "tuplet", "slur", "accidental-mark", "wavy-line", "footnote", "level", "dynamics",
                     "other-notation", "pluck", "string", "fret"))
_DASHES = re.compile(r"[\"\n\r]+")


def text_of(element: Element, path: str) -> str:
    """Return the text of a child, or an empty string."""
    return (element.findtext(path) or "").strip()


def number_of(element: Element, path: str, default: int = 0) -> int:
    """Return the number that a child holds; a broken one counts as the default."""
    text = text_of(element, path)
    return int(text) if re.fullmatch(r"[+-]?\d{1,9}", text) else default


def decorations(note: Element, lost: Counter[Sentence]) -> tuple[list[str], list[str]]:
    """Return the decorations of a note, and dynamics, which stand before them. What ABC has no sign for is counted."""
    found: list[str] = []
    loud: list[str] = []
    for notations in note.iterfind("notations"):
        for one in notations:
            if one.tag == "dynamics":
                loud += [each.tag for each in one if each.tag in DYNAMICS]
            for each in (one if one.tag in _GROUPS else (one,)):
                name = _decoration(each)
                if name:
                    found.append(name)
                elif each.tag not in _SILENT:
                    lost[name_of(each.tag)] += 1
    return found, loud


def _decoration(element: Element) -> str:
    text = (element.text or "").strip()
    if element.tag == "fermata":
        return "invertedfermata" if element.get("type") == "inverted" else "fermata"
    if element.tag in ("fingering", "other-ornament", "other-notation"):
        known = re.fullmatch(r"[0-5]|roll" if element.tag != "other-notation" else r"[^!\s]{1,20}", text)
        return text if known else ""
    return DECORATION_OF.get(element.tag, "")


def chord_symbol(harmony: Element) -> str:
    """Return the chord symbol of a harmony, such as ``Am7/G``; empty where it names no root."""
    kind = harmony.find("kind")
    word = (kind.text or "").strip() if kind is not None else ""
    shown = kind.get("text") if kind is not None else None
    if word == "none":
        return _quotable(shown or "N.C.")
    root = text_of(harmony, "root/root-step")
    if not root:
        return _quotable(text_of(harmony, "function") or text_of(harmony, "numeral/numeral-root"))
    quality = QUALITY_OF.get(word, "")
    if shown is not None and (KINDS.get(shown) == word or word == "other"):
        quality = shown
    elif word not in QUALITY_OF and shown:
        quality = shown
    for degree in harmony.iterfind("degree"):
        value = text_of(degree, "degree-value")
        alter = ALTER_TEXT.get(number_of(degree, "degree-alter"), "")
        kind_of = text_of(degree, "degree-type")
        if shown is not None and word == "other":
            break  # what is printed says it all
        quality += {"add": f"{alter}{value}" if alter else f"add{value}", "alter": f"{alter}{value}",
                    "subtract": f"no{value}"}.get(kind_of, "")
    text = root + ALTER_TEXT.get(number_of(harmony, "root/root-alter"), "") + quality
    bass = text_of(harmony, "bass/bass-step")
    if bass:
        text += "/" + bass + ALTER_TEXT.get(number_of(harmony, "bass/bass-alter"), "")
    return _quotable(text)


def words_of(direction: Element) -> str:
    """Return the words of a direction, fit for an annotation."""
    return _quotable(" ".join((one.text or "").strip() for one in direction.iterfind("direction-type/words")))


def _quotable(text: str) -> str:
    return " ".join(_DASHES.sub("'", text).split())


def tempo_of(direction: Element) -> Tempo | None:
    """Return the tempo that a direction sets: the metronome mark that is printed, else what it sounds like."""
    words = words_of(direction)
    metronome = direction.find("direction-type/metronome")
    if metronome is not None:
        beat = LENGTH_OF.get(text_of(metronome, "beat-unit"))
        per_minute = re.search(r"\d+(?:\.\d+)?", text_of(metronome, "per-minute"))
        if beat is not None and per_minute is not None and len(metronome.findall("beat-unit")) == 1:
            dots = len(metronome.findall("beat-unit-dot"))
            bpm = float(per_minute.group())
            if 1 <= bpm <= 2000:
                return Tempo(beat * (2 - Fraction(1, 2 ** min(dots, 4))), bpm, words)
    sound = direction if direction.tag == "sound" else direction.find("sound")
    if sound is not None and re.fullmatch(r"\d+(?:\.\d+)?", sound.get("tempo", "")):
        bpm = round(float(sound.get("tempo", "")), 2)
        exact = re.fullmatch(r"(\d+)/(\d+) = ([\d.]+)", words)
        if exact and int(exact[2]) and 1 <= float(exact[3]) <= 2000:
            return Tempo(Fraction(int(exact[1]), int(exact[2])), float(exact[3]))
        if 1 <= bpm <= 2000:
            return Tempo(Fraction(1, 4), bpm, words)
    return None


def jumps_of(direction: Element) -> list[str]:
    """Return D.C., D.S. and Fine in the words of ABC. Words that the file gives no meaning are words only."""
    sound = direction if direction.tag == "sound" else direction.find("sound")
    if sound is None:
        return []
    found = [mark for attribute, mark in (("fine", "fine"), ("dacapo", "D.C."), ("dalsegno", "D.S."),
                                              ("tocoda", "dacoda"))
             if sound.get(attribute)]
    named = JUMP_OF.get(re.sub(r"[\s.]", "", words_of(direction)).lower())
    return [named] if found and named else found
