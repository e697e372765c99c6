"""Marks on the composer's text that are not part of it: waves under faults, light behind sounding notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from gui.look.theme import Theme


@dataclass(frozen=True)
class Repair:
    """An edit that mends a fault: ``text`` in place of what stands between two Qt positions. ``title`` names it."""

    title: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Fault:
    """A fault of the text. ``start`` and ``end`` are Qt positions; ``severity`` is error, warning or info."""

    severity: str
    message: str
    start: int
    end: int
    repair: Repair | None = None


def wave(document: QTextDocument, fault: Fault, theme: Theme) -> QTextEdit.ExtraSelection:
    """Return a wave under a fault. An empty place is widened to the character beside it."""
    start, end = fault.start, fault.end
    last = document.characterCount() - 1
    if end <= start:
        start, end = (start, start + 1) if start < last else (max(last - 1, 0), last)
    selection = _selection(document, start, end)
    selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    selection.format.setUnderlineColor(QColor(theme.error if fault.severity == "error" else theme.warning))
    return selection


def light(document: QTextDocument, start: int, end: int, theme: Theme) -> QTextEdit.ExtraSelection:
    """Return the light behind a sounding note."""
    selection = _selection(document, start, end)
    selection.format.setBackground(QColor(theme.playing))
    selection.format.setForeground(QColor(theme.ink))
    return selection


def struck(document: QTextDocument, start: int, end: int, theme: Theme) -> QTextEdit.ExtraSelection:
    """Return the line through what a ghost would take the place of."""
    selection = _selection(document, start, end)
    selection.format.setFontStrikeOut(True)
    selection.format.setForeground(QColor(theme.muted))
    return selection


def tint(document: QTextDocument, start: int, end: int, colour: str) -> QTextEdit.ExtraSelection:
    """Return a colour under some text. The text keeps its own: with one here Qt would not draw what lies above."""
    selection = _selection(document, start, end)
    selection.format.setBackground(QColor(colour))
    return selection


def faults_at(faults: Sequence[Fault], position: int) -> list[Fault]:
    """Return the faults at a position, the worst first: an error before a warning, the narrower before the wider."""
    here = [fault for fault in faults if fault.start <= position <= max(fault.end, fault.start + 1)]
    return sorted(here, key=lambda fault: (_RANK.get(fault.severity, 2), fault.end - fault.start))


def fault_at(faults: Sequence[Fault], position: int) -> Fault | None:
    """Return the worst fault at a position."""
    return next(iter(faults_at(faults, position)), None)


def first_error(faults: Sequence[Fault]) -> Fault | None:
    """Return the error that stands first in the text."""
    return min((each for each in faults if each.severity == "error"), key=lambda each: each.start, default=None)


def shift(faults: Sequence[Fault], position: int, removed: int, added: int) -> tuple[Fault, ...]:
    """Return the faults where they are after an edit; one that was edited into is gone, and so is such a mend."""
    by = added - removed

    def moved(fault: Fault) -> Fault:
        repair = fault.repair
        if repair is not None:
            repair = _moved_repair(repair, position, removed, by)
        if fault.start >= position + removed:
            return replace(fault, start=fault.start + by, end=fault.end + by, repair=repair)
        return replace(fault, repair=repair)

    return tuple(moved(fault) for fault in faults if fault.end <= position or fault.start >= position + removed)


def _moved_repair(repair: Repair, position: int, removed: int, by: int) -> Repair | None:
    if repair.start >= position + removed:
        return replace(repair, start=repair.start + by, end=repair.end + by)
    return repair if repair.end <= position else None


_RANK = {"error": 0, "warning": 1, "info": 2}


def _selection(document: QTextDocument, start: int, end: int) -> QTextEdit.ExtraSelection:
    last = max(document.characterCount() - 1, 0)
    cursor = QTextCursor(document)
    cursor.setPosition(min(max(start, 0), last))
    cursor.setPosition(min(max(end, 0), last), QTextCursor.MoveMode.KeepAnchor)
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    return selection
