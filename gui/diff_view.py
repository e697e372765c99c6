"""What is different between two texts, line by line, to be read."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from engine.difference import compare
from gui.theme import Theme, editor_font

_POINTS = 11
_MOST = 3000  # lines shown
_SIGNS = {"same": "  ", "gone": "- ", "new": "+ "}


class DiffView(QPlainTextEdit):
    """Show the lines that went and the lines that came. Read only; what is new is marked by sign and colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setFont(editor_font(_POINTS))
        self.setAccessibleName(self.tr("What is different"))
        self._formats: dict[str, QTextCharFormat] = {}
        for kind, colour in (("same", theme.ink), ("gone", theme.error), ("new", theme.accent), ("gap", theme.muted)):
            self._formats[kind] = QTextCharFormat()
            self._formats[kind].setForeground(QColor(colour))

    def show_difference(self, old: str, new: str) -> None:
        """Show what makes ``new`` of ``old``."""
        self.clear()
        cursor = QTextCursor(self.document())
        lines = compare(old, new)
        if not lines:
            cursor.insertText(self.tr("There is no difference."), self._formats["gap"])
        for count, line in enumerate(lines[:_MOST]):
            words = self.tr("… %n line(s) left out", "", int(line.text)) if line.kind == "gap" else line.text
            cursor.insertText(("\n" if count else "") + _SIGNS.get(line.kind, "") + words, self._formats[line.kind])
        if len(lines) > _MOST:
            cursor.insertText("\n" + self.tr("… and %n line(s) more", "", len(lines) - _MOST), self._formats["gap"])
        self.moveCursor(QTextCursor.MoveOperation.Start)
