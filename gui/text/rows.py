"""The lines of a text: where one begins, and those that can be seen, each with its top."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QPlainTextEdit


def rows_seen(editor: QPlainTextEdit, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
    """Yield the blocks from the first that is seen down to a height of the viewport, hidden ones left out.

    Each comes with its rectangle in the viewport. Asking Qt for the place of every single block would count from the
    first one each time.
    """
    block = editor.firstVisibleBlock()
    rect = editor.blockBoundingGeometry(block).translated(editor.contentOffset())
    while block.isValid() and rect.top() <= bottom:
        if block.isVisible():
            yield block, QRectF(rect)
        top = rect.bottom()
        block = block.next()
        rect = editor.blockBoundingRect(block)
        rect.moveTop(top)


def row_top(editor: QPlainTextEdit, block: QTextBlock) -> float:
    """Return where a block begins, in pixels from the top of the viewport."""
    return editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
