"""The mends of the faults at a place: named where the pointer rests, chosen from the context menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from gui.text.marks import Fault, Repair


def offered(faults: Sequence[Fault]) -> list[Repair]:
    """Return the mends of some faults, each once."""
    return list(dict.fromkeys(fault.repair for fault in faults if fault.repair is not None))


def in_words(faults: Sequence[Fault]) -> str:
    """Return what is wrong and what mends it, a sentence a line; empty where nothing is."""
    tell = QCoreApplication.translate
    lines = [fault.message for fault in faults]
    key = QKeySequence("Alt+Return").toString(QKeySequence.SequenceFormat.NativeText)
    for number, repair in enumerate(offered(faults)):
        pattern = tell("Mends", "{key}: {mend}") if not number else tell("Mends", "or, from the menu: {mend}")
        lines.append(pattern.format(key=key, mend=repair.title))
    return "\n".join(dict.fromkeys(lines))
