"""What is different between two texts, line by line, to be read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from engine.difference import Line, compare
from gui.look.theme import Theme, editor_font

_POINTS = 11
MOST = 3000  # lines shown
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
        for kind, colour in (("same", theme.ink), ("gone", theme.error), ("new", theme.accent), ("gap", theme.muted),
                             ("more", theme.muted)):
            self._formats[kind] = QTextCharFormat()
            self._formats[kind].setForeground(QColor(colour))

    def show_difference(self, old: str, new: str) -> None:
        """Show what makes ``new`` of ``old``."""
        self.show_lines(compare(old, new, MOST))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show a comparison."""
        self.clear()
        cursor = QTextCursor(self.document())
        if not lines:
            cursor.insertText(self.tr("There is no difference."), self._formats["gap"])
        # Lines of one kind go in together: three thousand one by one take a tenth of a second.
        for kind, alike in groupby(lines, lambda line: line.kind):
            cursor.insertText("\n" * (not cursor.atStart()) + "\n".join(map(self._words, alike)), self._formats[kind])
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _words(self, line: Line) -> str:
        if line.kind == "gap":
            return self.tr("… %n line(s) left out", "", int(line.text))
        if line.kind == "more":
            return self.tr("… and %n line(s) more", "", int(line.text))
        return _SIGNS[line.kind] + line.text
