"""Pieces of ABC that are written at one key: a header, a repeat with endings... The composer may change them.

In a piece ``$selection`` stands for what was selected, ``$number`` for the number of a new tune and ``$0`` for where
the caret goes.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from engine.notation.scanner import FIELD
from gui.settings import Preferences

CARET, SELECTION, NUMBER = "$0", "$selection", "$number"
_KEY = "snippets"
_NUMBERS = re.compile(r"^X: *(\d{1,9})", re.MULTILINE)
_PARAGRAPH = "\u2029"


@dataclass(frozen=True)
class Snippet:
    """A piece with its name."""

    name: str
    text: str

    @property
    def is_block(self) -> bool:
        """Say whether it takes lines of its own: it begins with a field."""
        return FIELD.match(self.text) is not None


_SHIPPED = (
    (QT_TRANSLATE_NOOP("Snippets", "Header"), "X:$number\nT:$0\nR:reel\nM:4/4\nL:1/8\nK:G\n"),
    (QT_TRANSLATE_NOOP("Snippets", "Repeat"), "|:$selection$0:|"),
    (QT_TRANSLATE_NOOP("Snippets", "Repeat with endings"), "|:$selection$0|1 :|2 |]"),
    (QT_TRANSLATE_NOOP("Snippets", "Triplet"), "(3$selection$0"),
    (QT_TRANSLATE_NOOP("Snippets", "Chord"), "[$selection$0]"),
    (QT_TRANSLATE_NOOP("Snippets", "Grace notes"), "{$selection$0}"),
    (QT_TRANSLATE_NOOP("Snippets", "Slur"), "($selection$0)"),
    (QT_TRANSLATE_NOOP("Snippets", "Words above the staff"), '"^$0"$selection'),
    (QT_TRANSLATE_NOOP("Snippets", "Words under the notes"), "w: $0"),
    (QT_TRANSLATE_NOOP("Snippets", "Second voice"), "V:2 clef=bass\n$0"),
    (QT_TRANSLATE_NOOP("Snippets", "Part"), "P:A$0"),
    (QT_TRANSLATE_NOOP("Snippets", "Change of key"), "[K:$0]"),
    (QT_TRANSLATE_NOOP("Snippets", "Change of metre"), "[M:$0]"),
    (QT_TRANSLATE_NOOP("Snippets", "Again from the beginning"), "!D.C.!$0"),
)


def shipped() -> list[Snippet]:
    """Return the snippets that the program comes with, named in the language of the window."""
    return [Snippet(QCoreApplication.translate("Snippets", str(name)), text) for name, text in _SHIPPED]


class Snippets(QObject):
    """The composer's snippets, kept in the preferences once they differ from those shipped.

    Signals:
        changed: they are others now.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences

    def all(self) -> list[Snippet]:
        """Return them in the order of the menu."""
        kept = self._preferences.text(_KEY, "")
        if not kept:
            return shipped()
        try:
            return [Snippet(str(one["name"]), str(one["text"])) for one in json.loads(kept)]
        except (ValueError, TypeError, KeyError):
            return shipped()  # another program wrote there

    def keep(self, snippets: list[Snippet]) -> None:
        """Remember other ones."""
        is_shipped = snippets == shipped()
        self._preferences.keep(_KEY, "" if is_shipped else json.dumps([asdict(one) for one in snippets]))
        self.changed.emit()


def insert(editor: QPlainTextEdit, snippet: Snippet, typed: int = 0) -> None:
    """Write a snippet at the caret, as one step of undo; ``typed`` letters before the caret give way to it."""
    cursor = editor.textCursor()
    selected = cursor.selectedText().replace(_PARAGRAPH, "\n")
    cursor.beginEditBlock()
    if typed:
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, typed)
    text = snippet.text
    if SELECTION in text:
        text = text.replace(SELECTION, selected)
    elif selected:
        cursor.setPosition(cursor.selectionEnd())
    cursor.removeSelectedText()
    if NUMBER in text:
        text = text.replace(NUMBER, str(_next_number(editor)))
    if snippet.is_block:
        text = _apart(cursor, text)
    before, _, behind = text.partition(CARET)
    cursor.insertText(before)
    place = cursor.position()
    cursor.insertText(behind)
    cursor.endEditBlock()
    cursor.setPosition(place)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def _next_number(editor: QPlainTextEdit) -> int:
    """Return the number of a new tune: one more than the largest of the text."""
    return 1 + max((int(number) for number in _NUMBERS.findall(editor.toPlainText())), default=0)


def _apart(cursor: QTextCursor, text: str) -> str:
    """Put the cursor where a field may begin; return the text with the line ends that it needs there."""
    block = cursor.block()
    if block.text().strip():
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        text = "\n" + text.rstrip("\n")
    if text.lstrip("\n").startswith("X:") and block.text().strip():
        text = "\n" + text
    elif text.startswith("X:") and block.previous().isValid() and block.previous().text().strip():
        text = "\n" + text
    return text
