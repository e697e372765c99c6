"""Hold the translations to the sources: ``python -m tests.translations`` says what is missing, ``--update`` mends it.

``--update`` takes new texts up into ``resources/translations/segue_zh_CN.ts``, where they wait for a translator, drops
those that nothing says any more, and writes the ``.qm`` that the program loads. English is the language of the sources
and needs its plurals alone: ``segue_en.ts`` is made of them. The tools are Qt's own lupdate and
lrelease, which PySide6 brings along.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import string
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

from tests import sentences

ROOT = Path(__file__).parents[1]
TS = ROOT / "resources" / "translations" / "segue_zh_CN.ts"
QM = TS.with_suffix(".qm")
ENGLISH = TS.with_name("segue_en.ts")
# Words of the sources that lupdate does not know by itself.
_ALIASES = ("QT_TRANSLATE_NOOP+=noop", "translate+=_said", "translate+=tell")


@dataclass(frozen=True)
class Text:
    """One text of the window. ``translation`` is empty, or one text for each number where there are several."""

    context: str
    source: str
    translation: tuple[str, ...]
    is_plural: bool

    @property
    def is_finished(self) -> bool:
        """Say whether it is translated."""
        return all(self.translation) and bool(self.translation)


def read(path: Path) -> dict[tuple[str, str], Text]:
    """Return the texts of a ``.ts`` file by context and source."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            node = message.find("translation")
            if node is None or node.get("type") in ("vanished", "obsolete"):
                continue
            forms = [each.text or "" for each in node.iter("numerusform")] or [node.text or ""]
            if node.get("type") == "unfinished":
                forms = [""]
            source = message.findtext("source", "")
            found[name, source] = Text(name, source, tuple(forms), message.get("numerus") == "yes")
    return found


def extract(into: Path) -> None:
    """Bring a ``.ts`` file up to the sources: the window's, and what the engine says in the context ``Engine``."""
    sources = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "gui").rglob("*.py"))]
    aliases = [word for each in _ALIASES for word in ("-tr-function-alias", each)]
    with tempfile.TemporaryDirectory() as folder:
        # lupdate knows no Sentence: it is given calls that it knows.
        said = Path(folder, "engine.py")
        said.write_text("".join(f"translate('Engine', {json.dumps(each)})\n" for each in sentences.patterns()), "utf-8")
        _run("lupdate", "-silent", "-locations", "none", "-no-obsolete", *aliases, *sources, str(said), "-ts",
             str(into))


def plurals(source: Path, into: Path) -> None:
    """Write the English ``.ts``: "%n tune(s)" is one tune, or several tunes."""
    root = ET.Element("TS", version="2.1", language="en", sourcelanguage="en")
    for context in ET.parse(source).getroot().iter("context"):
        counted = [message for message in context.iter("message") if message.get("numerus") == "yes"]
        if not counted:
            continue
        made = ET.SubElement(root, "context")
        ET.SubElement(made, "name").text = context.findtext("name")
        for message in counted:
            text = message.findtext("source", "")
            new = ET.SubElement(made, "message", numerus="yes")
            ET.SubElement(new, "source").text = text
            forms = ET.SubElement(new, "translation")
            for ending in ("", "s"):
                ET.SubElement(forms, "numerusform").text = text.replace("(s)", ending)
    ET.indent(root, "    ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    into.write_text(head + ET.tostring(root, "unicode") + "\n", "utf-8")


def release(source: Path, into: Path) -> None:
    """Write the ``.qm`` file of a ``.ts`` file."""
    _run("lrelease", "-silent", str(source), "-qm", str(into))


def _run(tool: str, *arguments: str) -> None:
    folder = Path(PySide6.__file__).parent
    program = shutil.which(tool, path=str(folder)) or str(folder / tool)
    subprocess.run([program, *arguments], cwd=ROOT, check=True, timeout=120)


def complaints() -> list[str]:
    """Return what is wrong with the translation, each a sentence."""
    have = read(TS)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        fresh, released = Path(folder, TS.name), Path(folder, QM.name)
        shutil.copy(TS, fresh)
        extract(fresh)
        said = read(fresh)
        release(TS, released)
        if not QM.exists() or released.read_bytes() != QM.read_bytes():
            found.append(f"{QM.name} is not what {TS.name} makes")
        plurals(TS, fresh)
        release(fresh, released)
        if not ENGLISH.exists() or fresh.read_bytes() != ENGLISH.read_bytes():
            found.append(f"{ENGLISH.name} has not the plurals of {TS.name}")
        elif released.read_bytes() != ENGLISH.with_suffix(".qm").read_bytes():
            found.append(f"{ENGLISH.stem}.qm is not what {ENGLISH.name} makes")
    found += [f"{context}: {source!r} is not in {TS.name}" for context, source in said.keys() - have.keys()]
    found += [f"{context}: {source!r} is said nowhere any more" for context, source in have.keys() - said.keys()]
    for text in have.values():
        if not text.is_finished:
            found.append(f"{text.context}: {text.source!r} is not translated")
        else:
            found += [f"{text.context}: {fault} in {form!r} for {text.source!r}" for form in text.translation
                      for fault in _faults(text.source, form)]
    return sorted(found)


def _faults(source: str, form: str) -> list[str]:
    """Return what a translation lost of its source or added to it."""
    faults = []
    if _fields(source) != _fields(form):
        faults.append("other placeholders")
    if ("%n" in source) != ("%n" in form):
        faults.append("another %n")
    if _letters(source) != _letters(form):
        faults.append("another letter behind &")
    if source.endswith("…") != form.endswith("…"):
        faults.append("another end")
    if sorted(re.findall(r"<[^>]+>", source)) != sorted(re.findall(r"<[^>]+>", form)):
        faults.append("other tags")
    if re.findall(r"\*\.\w+", source) != re.findall(r"\*\.\w+", form) or source.count(";;") != form.count(";;"):
        faults.append("other file suffixes")
    return faults


def _fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)


def _letters(text: str) -> list[str]:
    return [each.upper() for each in re.findall(r"&(\w)", text)]


def main(argv: list[str]) -> int:
    """Check or update; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true", help="take up what is new, drop what is gone, write the .qm")
    if parser.parse_args(argv).update:
        extract(TS)
        release(TS, QM)
        plurals(TS, ENGLISH)
        release(ENGLISH, ENGLISH.with_suffix(".qm"))
    wrong = complaints()
    print("\n".join(wrong) or "The translation says all that the window says.")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
