"""Kinds of files in the words of a file dialog, and the path that its answer means."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication

_FOREIGN = frozenset((".mid", ".midi", ".kar", ".musicxml", ".mxl", ".xml"))  # as in engine.exchange.incoming


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


def export_kinds() -> str:
    """Return what one tune can be exported as, as a file dialog's filter."""
    translate = QCoreApplication.translate
    return ";;".join((
        translate("Kinds", "MIDI file ({})").format("*.mid"),
        translate("Kinds", "MusicXML score ({})").format("*.musicxml"),
        translate("Kinds", "Compressed MusicXML score ({})").format("*.mxl"),
        translate("Kinds", "Sound ({})").format("*.wav")))


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
