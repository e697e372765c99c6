"""Tunes folded to their first line. What is folded is hidden from the eye alone: the text stays as it is.

A fold opens by itself where the caret goes into it or an edit touches it, so nobody ever types into what is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from gui.look.theme import Theme
from gui.text.rows import rows_seen

_SLICE = 8000  # lines hidden or shown at once, some 40 ms; a book of ten megabytes has 400,000
_GAP = 16.0  # pixels between the first line and what is said of the fold
_LOOK_BACK = 5000  # lines; a longer tune is not folded


class Folding(QObject):
    """The folds of one editor. A tune is folded where the line after its ``X:`` is hidden.

    Signals:
        changed: a tune was folded or unfolded.
    """

    changed = Signal()

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._next = -1  # the line where folding everything goes on; below zero where nothing is left to do
        self._document = editor.document()
        self._is_folding = True
        self._has_folds = False  # once there was a fold; the editor may show other documents, each with its own
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._go_on)
        editor.cursorPositionChanged.connect(self._open_at_caret)

    def fold(self) -> bool:
        """Fold the tune around the caret; say whether there is one."""
        head = self._head(self._editor.textCursor().block())
        return head is not None and self._fold_head(head)

    def unfold(self) -> bool:
        """Unfold the tune around the caret; say whether it was folded."""
        head = self._head(self._editor.textCursor().block())
        return head is not None and self._unfold_head(head)

    def toggle(self, head: QTextBlock) -> None:
        """Fold the tune that begins with this line, or unfold it."""
        if not self._unfold_head(head):
            self._fold_head(head)

    def fold_all(self) -> None:
        """Fold every tune, a slice at a time."""
        head = self._head(self._editor.textCursor().block())
        if head is not None:
            self._put_caret(head)
        self._start(is_folding=True)

    def unfold_all(self) -> None:
        """Unfold every tune, a slice at a time."""
        self._start(is_folding=False)

    @property
    def is_busy(self) -> bool:
        """Say whether folding everything still goes on."""
        return self._next >= 0

    def is_head(self, block: QTextBlock) -> bool:
        """Say whether a tune begins with this line that can be folded."""
        if not block.text().startswith("X:"):
            return False
        following = block.next()
        return following.isValid() and not following.text().startswith("X:") and bool(following.text().strip())

    def is_folded(self, block: QTextBlock) -> bool:
        """Say whether the lines after this one are hidden."""
        return block.isVisible() and block.next().isValid() and not block.next().isVisible()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Say beside each folded first line what it holds."""
        if not self._has_folds:
            return
        painter.setFont(self._editor.font())
        painter.setPen(QColor(theme.muted))
        for block, rect in rows_seen(self._editor, self._editor.viewport().height()):
            if self.is_folded(block):
                self._paint_hint(painter, block, rect)

    def _paint_hint(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        line = block.layout().lineAt(0)
        if not line.isValid():
            return
        place = line.naturalTextRect().translated(block.layout().position() + rect.topLeft())
        titles = (each.text()[2:].strip() for each in _after(block, 20) if each.text().startswith("T:"))
        room = self._editor.viewport().width() - place.right() - 2 * _GAP
        words = self._editor.fontMetrics().elidedText("⋯ " + next(titles, ""), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(int(place.right() + _GAP), int(place.top() + line.ascent()), words)

    # Hiding and showing

    def _fold_head(self, head: QTextBlock) -> bool:
        if not self.is_head(head) or self.is_folded(head):
            return False
        last = _last_of_tune(head)
        caret = self._editor.textCursor().blockNumber()
        if head.blockNumber() < caret <= last.blockNumber():
            self._put_caret(head)
        self._has_folds = True
        self._set_visible(head.next(), last, False)
        return True

    def _unfold_head(self, head: QTextBlock) -> bool:
        if not self.is_folded(head):
            return False
        self._set_visible(head.next(), _last_hidden(head), True)
        return True

    def _set_visible(self, first: QTextBlock, last: QTextBlock, is_visible: bool) -> None:
        block, end = first, last.blockNumber()
        while block.isValid() and block.blockNumber() <= end:
            _show(block, is_visible)
            block = block.next()
        self._lay_out(self._editor.document(), first.position(), last.position() + last.length() - first.position())

    def _lay_out(self, document: QTextDocument, position: int, length: int) -> None:
        layout = document.documentLayout()
        document.markContentsDirty(position, length)
        layout.documentSizeChanged.emit(layout.documentSize())
        self._editor.viewport().update()
        self.changed.emit()

    def _start(self, *, is_folding: bool) -> None:
        self._is_folding = is_folding
        self._has_folds = self._has_folds or is_folding
        self._document = self._editor.document()
        self._next = 0
        self._go_on()

    def _go_on(self) -> None:
        document = self._editor.document()
        if document is not self._document:
            self._next = -1  # another text is shown now
            return
        block, done = document.findBlockByNumber(self._next), 0
        while block.isValid() and (done < _SLICE or not self.is_head(block)):
            if not self._is_folding:
                _show(block, True)
            elif self.is_head(block):
                last = _last_of_tune(block)
                while block.blockNumber() < last.blockNumber():
                    block, done = block.next(), done + 1
                    _show(block, False)
            block, done = block.next(), done + 1
        self._next = block.blockNumber() if block.isValid() else -1
        if self._next >= 0:
            self._later.start()
            return
        self._lay_out(document, 0, document.characterCount())
        self._editor.ensureCursorVisible()

    # Opening by itself

    def open_edited(self, position: int, _removed: int, added: int) -> None:
        """Open the folds that an edit touches. Takes what ``contentsChange`` of a document says."""
        self._next = -1  # the lines are others now
        if not self._has_folds:
            return
        document = self._editor.document()
        block, end = document.findBlock(position), position + added
        while block.isValid() and block.position() <= end:
            self._open(block)
            block = block.next()

    def _open_at_caret(self) -> None:
        block = self._editor.textCursor().block()
        if self._has_folds and not block.isVisible():
            self._open(block)
            self._editor.ensureCursorVisible()

    def _open(self, block: QTextBlock) -> None:
        """Unfold what hides this line, or what hangs below it."""
        while block.isValid() and not block.isVisible():
            block = block.previous()
        self._unfold_head(block)

    def _put_caret(self, head: QTextBlock) -> None:
        cursor = QTextCursor(head)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self._editor.setTextCursor(cursor)

    def _head(self, block: QTextBlock) -> QTextBlock | None:
        """Return the first line of the tune around a line, or None where there is none."""
        for _ in range(_LOOK_BACK):
            if not block.isValid():
                return None
            if block.text().startswith("X:"):
                return block
            block = block.previous()
        return None


def _show(block: QTextBlock, is_visible: bool) -> None:
    if block.isVisible() != is_visible:
        block.setVisible(is_visible)
        # Qt counts rows of lines for its scroll bar, and takes this number for a hidden line too.
        block.setLineCount(max(block.layout().lineCount(), 1) if is_visible else 0)


def _last_of_tune(head: QTextBlock) -> QTextBlock:
    """Return the last line of a tune: before an empty line of its music, or before the next tune."""
    last = block = head
    in_body = False
    while True:
        block = block.next()
        text = block.text() if block.isValid() else "X:"
        if text.startswith("X:") or (in_body and not text.strip()):
            return last
        in_body = in_body or text.startswith("K:")
        if text.strip():
            last = block


def _last_hidden(head: QTextBlock) -> QTextBlock:
    block = head
    while block.next().isValid() and not block.next().isVisible():
        block = block.next()
    return block


def _after(block: QTextBlock, count: int) -> Iterator[QTextBlock]:
    for _ in range(count):
        block = block.next()
        if not block.isValid():
            return
        yield block

