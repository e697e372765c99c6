"""Kinds of files in the words of a file dialog, and the path that its answer means."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from gui.look.texts import noop

_FOREIGN = frozenset((".mid", ".midi", ".kar", ".musicxml", ".mxl", ".xml"))  # as in engine.exchange.incoming

_OTHERWISE = {".midi": ".mid", ".xml": ".musicxml"}

# suffix: what is written, what for
EXPORTS: dict[str, tuple[str, str]] = {
    ".pdf": (noop("Kinds", "PDF pages ({})"), noop("Kinds", "Pages of notes, to be printed or sent: one file")),
    ".png": (noop("Kinds", "PNG picture ({})"), noop("Kinds", "The notes as a picture, for texts and web pages")),
    ".svg": (noop("Kinds", "SVG drawing ({})"), noop("Kinds", "The notes as lines and curves, for drawing programs")),
    ".musicxml": (noop("Kinds", "MusicXML score ({})"), noop("Kinds", "For MuseScore and other notation programs")),
    ".mxl": (noop("Kinds", "Compressed MusicXML score ({})"),
             noop("Kinds", "The same as MusicXML in a smaller file")),
    ".mei": (noop("Kinds", "MEI score ({})"), noop("Kinds", "For editions and research")),
    ".abc": (noop("Kinds", "ABC tunes ({})"), noop("Kinds", "A copy of the text, in UTF-8: one file")),
    ".mid": (noop("Kinds", "MIDI file ({})"), noop("Kinds", "What is to be heard, for sequencers and instruments")),
    ".wav": (noop("Kinds", "Sound ({})"), noop("Kinds", "A recording by the built-in synthesizer")),
}


def is_foreign(path: Path) -> bool:
    """Say whether a file is of a format that is read but is not ABC; asking the engine would load its readers."""
    return path.suffix.lower() in _FOREIGN


def open_kinds() -> str:
    """Return what can be opened, as a file dialog's filter."""
    translate = QCoreApplication.translate
    scores, songs, tunes = "*.musicxml *.mxl *.xml", "*.mid *.midi *.kar", "*.abc *.txt"
    return ";;".join((
        translate("Kinds", "All music ({})").format(f"{tunes} {songs} {scores}"),
        translate("Kinds", "ABC tunes ({})").format(tunes),
        translate("Kinds", "MIDI files ({})").format(songs),
        translate("Kinds", "MusicXML scores ({})").format(scores),
        translate("Kinds", "All files ({})").format("*")))


def export_kind(suffix: str) -> str:
    """Return a format that music is exported in, in the words of a file dialog."""
    return QCoreApplication.translate("Kinds", EXPORTS[suffix][0]).format(f"*{suffix}")


def export_tip(suffix: str) -> str:
    """Return what a format is for."""
    return QCoreApplication.translate("Kinds", EXPORTS[suffix][1])


def export_kinds() -> str:
    """Return what music can be exported as, as a file dialog's filter."""
    return ";;".join(map(export_kind, EXPORTS))


def export_suffix(suffix: str) -> str:
    """Return the suffix of the format that a suffix means; empty where it means none.

    >>> export_suffix(".XML"), export_suffix(".pdf"), export_suffix(".doc")
    ('.musicxml', '.pdf', '')
    """
    suffix = _OTHERWISE.get(suffix.lower(), suffix.lower())
    return suffix if suffix in EXPORTS else ""


def chosen_path(name: str, kind: str, proposed: str) -> Path:
    """Return the path that a dialog's answer means.

    The suffix that was typed counts. Where none was, or the one that was proposed is still there although another kind
    was chosen, the kind decides: not every dialog changes the name by itself.

    >>> str(chosen_path("a.mid", "MusicXML score (*.musicxml)", ".mid"))
    'a.musicxml'
    """
    path = Path(name)
    wanted = re.search(r"\*(\.\w+)", kind)
    if wanted is None or path.suffix.lower() not in ("", proposed):
        return path if path.suffix else path.with_suffix(proposed)
    return path.with_suffix(wanted.group(1))
