"""A breath of colour behind the bar of the caret, and behind the bars that sound with it in other voices.

It is painted beneath the text and is no format of it: nothing is laid out anew when the caret moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from gui.look.theme import Theme
from gui.text.rows import rows_seen

_ROUND = 4.0  # pixels
_REACH = 1.0  # pixels beyond the letters


class BarMarks(QObject):
    """The marked bars of one editor. They follow the composer's edits until they are shown anew."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._bars: list[QTextCursor] = []
        self._shown: list[tuple[int, int]] = []
        self._is_on = True

    def set_on(self, is_on: bool) -> None:
        """Draw the marks, or keep them unseen."""
        self._is_on = is_on
        self._editor.viewport().update()

    def show(self, places: Sequence[tuple[int, int]]) -> None:
        """Mark these ranges of Qt positions, and no others."""
        wanted = list(places)
        if wanted == self._shown and wanted == [(bar.anchor(), bar.position()) for bar in self._bars]:
            return
        self._shown, self._bars = wanted, []
        last = self._editor.document().characterCount() - 1
        for low, high in wanted:
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(min(low, last))
            cursor.setPosition(min(high, last), QTextCursor.MoveMode.KeepAnchor)
            self._bars.append(cursor)
        self._editor.viewport().update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw what can be seen of them on the viewport."""
        if not self._bars or not self._is_on:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.soft))
        for rect in self._rects():
            painter.drawRoundedRect(rect, _ROUND, _ROUND)

    def _rects(self) -> Iterator[QRectF]:
        bars = [bar for bar in self._bars if bar.document() is self._editor.document()]
        for block, rect in rows_seen(self._editor, self._editor.viewport().height()):
            for bar in bars:
                yield from rects_in(block, rect, bar.selectionStart(), bar.selectionEnd())


def rects_in(block: QTextBlock, rect: QRectF, low: int, high: int) -> Iterator[QRectF]:
    """Yield the rectangles of a range in one block, a row each."""
    low, high = max(low - block.position(), 0), min(high - block.position(), block.length() - 1)
    if low >= high:
        return
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(low, line.textStart()), min(high, line.textStart() + line.textLength())
        if first < last:
            left, right = float(line.cursorToX(first)[0]), float(line.cursorToX(last)[0])  # type: ignore[index]
            row = line.naturalTextRect().translated(layout.position() + rect.topLeft())
            yield QRectF(rect.left() + left - _REACH, row.top(), right - left + 2 * _REACH, row.height())
