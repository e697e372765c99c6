"""Where the ghost stands: finds its frame in the editor, keeps room for its rows, follows it as it grows."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtGui import QPainter, QTextBlock, QTextCursor

from gui.look.theme import Theme
from gui.text.ghost import Ghost
from gui.text.ghost_painter import Frame, GhostPainter
from gui.text.text_area import TextArea

_FRAME_MS = 30  # a model writes a character a millisecond


class GhostRoom(QObject):
    """The place of one editor's ghost, in pixels."""

    def __init__(self, editor: TextArea, ghost: Ghost) -> None:
        super().__init__(editor)
        self._is_stale = False
        self._frame_end = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._frame_end.timeout.connect(self._fit_if_stale)
        self._editor = editor
        self._ghost = ghost
        self._painter = GhostPainter()

    def grow(self) -> None:
        """Fit a ghost that has got longer: at once, but no more often than can be seen."""
        self._is_stale = True
        if not self._frame_end.isActive():
            self._fit_if_stale()

    def fit_later(self) -> None:
        """Fit as soon as Qt has laid out the composer's own text."""
        QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        """Lay the ghost out anew and keep just the room it needs."""
        editor, block = self._editor, self._block()
        if not self._ghost.text or not block.isValid():
            self._painter.clear()
            editor.page.layout.keep_room(-1, 0.0)
        else:
            # Who has scrolled away from its end is not pulled back; a row cut off by the edge is no scrolling.
            was_seen = self._bottom() <= editor.viewport().height() + editor.fontMetrics().height()
            self._painter.lay_out(self._ghost.text, self._frame(block), editor.font())
            editor.page.layout.keep_room(block.blockNumber(), self._painter.room)
            if was_seen:
                self._follow()
        editor.viewport().update()

    def paint(self, painter: QPainter, theme: Theme, playing: list[tuple[int, int]]) -> None:
        """Draw the ghost on the viewport. ``playing`` are the ranges of it that sound."""
        block = self._block()
        if self._ghost.text and block.isValid():
            self._painter.paint(painter, QPointF(0.0, self._editor.row_top(block)), theme, playing)

    def _fit_if_stale(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.fit()
            self._frame_end.start()

    def _block(self) -> QTextBlock:
        return self._editor.document().findBlock(self._ghost.anchor)

    def _bottom(self) -> float:
        block = self._block()
        return self._editor.row_top(block) + self._editor.blockBoundingRect(block).height()

    def _follow(self) -> None:
        """Scroll so far that the ghost's end is seen, but never the caret away."""
        bar = self._editor.verticalScrollBar()
        while self._bottom() > self._editor.viewport().height() and bar.value() < bar.maximum():
            top = bar.value()
            bar.setValue(top + 1)
            if self._editor.cursorRect().top() < 0:
                bar.setValue(top)
                return

    def _frame(self, block: QTextBlock) -> Frame:
        editor, margin = self._editor, self._editor.document().documentMargin()
        cursor = QTextCursor(block)
        cursor.setPosition(min(self._ghost.anchor, block.position() + block.length() - 1))
        caret = editor.cursorRect(cursor)
        caret_y = caret.top() - self._editor.row_top(block)
        # The first and the last block are taller than their text by the document's margin.
        layout = block.layout()
        line, last = layout.lineForTextPosition(cursor.positionInBlock()), layout.lineAt(layout.lineCount() - 1)
        row = line.height() if line.isValid() else float(editor.fontMetrics().height())
        text_bottom = caret_y + (last.y() - line.y() + last.height() if line.isValid() else row)
        is_at_end = not self._ghost.replaced and not block.text()[cursor.positionInBlock():].strip()
        return Frame(
            left=margin, right=editor.viewport().width() - margin,
            caret_x=caret.left() + (editor.cursorWidth() if is_at_end else 0),
            caret_y=caret_y, text_bottom=text_bottom, row=row, is_at_end=is_at_end,
            most=max(editor.viewport().height() - 4 * row, row),
        )
