"""Line numbers beside the text, and the marks by which tunes are folded."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from gui.look.theme import LIGHT, Theme
from gui.text.folding import Folding
from gui.text.rows import row_top, rows_seen

_PADDING = 16
_MARK = 4.0  # half the width of a fold's mark, in pixels


class Gutter(QWidget):
    """Draw the number of each visible line, and a mark where a tune begins. The editor tells where the lines are."""

    def __init__(self, editor: QPlainTextEdit, folding: Folding) -> None:
        super().__init__(editor)
        self._folding = folding
        self._editor = editor
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
        current = self._editor.textCursor().blockNumber()
        for block, rect in rows_seen(self._editor, event.rect().bottom()):
            is_current = block.blockNumber() == current
            painter.setPen(QColor(self.theme.accent if is_current else self.theme.muted))
            painter.drawText(0, int(rect.top()), self.width() - _PADDING, row, Qt.AlignmentFlag.AlignRight,
                             str(block.blockNumber() + 1))
            if self._folding.is_head(block):
                self._paint_mark(painter, rect.top() + row / 2, self._folding.is_folded(block))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold the tune whose mark is clicked, or unfold it."""
        head = self._head_at(event.position())
        if head is not None and event.button() == Qt.MouseButton.LeftButton:
            self._folding.toggle(head)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take what follows a press."""
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Say what a mark does."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            head = self._head_at(QPointF(event.pos()))
            words = "" if head is None else self.tr("Unfold the tune") if self._folding.is_folded(head) else \
                self.tr("Fold the tune")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mark_at(self, block: QTextBlock) -> QPointF:
        """Return where the middle of a line's mark is."""
        y = row_top(self._editor, block) + self._editor.fontMetrics().height() / 2
        return QPointF(self.width() - _PADDING / 2, y)

    def _paint_mark(self, painter: QPainter, y: float, is_folded: bool) -> None:
        x = self.width() - _PADDING / 2
        points = [(-_MARK / 2, -_MARK), (_MARK / 2, 0.0), (-_MARK / 2, _MARK)] if is_folded else \
            [(-_MARK, -_MARK / 2), (0.0, _MARK / 2), (_MARK, -_MARK / 2)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.accent if is_folded else self.theme.muted), 1.5))
        painter.drawPolyline(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))

    def _head_at(self, at: QPointF) -> QTextBlock | None:
        """Return the first line of a tune whose mark stands at a point."""
        if at.x() < self.width() - _PADDING:
            return None
        block = self._editor.cursorForPosition(QPointF(1, at.y()).toPoint()).block()
        return block if self._folding.is_head(block) and abs(self.mark_at(block).y() - at.y()) < _PADDING else None
