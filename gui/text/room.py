"""A text layout that can keep room free below one line.

The ghost may need several rows of its own while the composer's text goes on beneath. Room is made by
telling Qt that one block is taller than its text: no character and no format of the document changes, so
undo, the saved file and the composer's line breaks are untouched.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class RoomyLayout(QPlainTextDocumentLayout):
    """Lay out plain text, with extra height below one block."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._block = -1
        self._height = 0.0

    def keep_room(self, block_number: int, height: float) -> None:
        """Leave ``height`` pixels free below a block, and below no other. 0 takes the room away."""
        if (block_number, height) == (self._block, self._height):
            return
        self._block, self._height = block_number, height
        # QPlainTextEdit measures its scroll bars again on this signal and draws again on the next.
        self.documentSizeChanged.emit(self.documentSize())
        self.requestUpdate()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Add the room that is kept."""
        rect = super().blockBoundingRect(block)
        if self._height and block.blockNumber() == self._block and block.isVisible():
            rect.setHeight(rect.height() + self._height)
        return rect
