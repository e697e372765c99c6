"""Line numbers beside the text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.theme import LIGHT, Theme

_PADDING = 14


class Gutter(QWidget):
    """Draw the number of each visible line. The editor tells it where the lines are."""

    def __init__(self, editor: QPlainTextEdit, row_top: Callable[[QTextBlock], float]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._row_top = row_top
        self.theme: Theme = LIGHT

    def wanted_width(self, lines: int) -> int:
        """Return the pixels the largest number needs."""
        digits = max(len(str(lines)), 2)
        return self._editor.fontMetrics().horizontalAdvance("9" * digits) + 2 * _PADDING

    def sizeHint(self) -> QSize:
        """Ask for the width of the largest number."""
        return QSize(self.wanted_width(self._editor.blockCount()), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the numbers of the visible lines."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self.theme.paper))
        painter.setFont(self._editor.font())
        row = self._editor.fontMetrics().height()
        block = self._editor.firstVisibleBlock()
        current = self._editor.textCursor().blockNumber()
        while block.isValid():
            top = self._row_top(block)
            if top > event.rect().bottom():
                break
            is_current = block.blockNumber() == current
            painter.setPen(QColor(self.theme.accent if is_current else self.theme.muted))
            painter.drawText(0, int(top), self.width() - _PADDING, row, Qt.AlignmentFlag.AlignRight,
                             str(block.blockNumber() + 1))
            block = block.next()
