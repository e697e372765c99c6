"""A page of text and the margin beside it, edited in characters where Qt counts positions of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.look import theme
from gui.text.dropping import dropped_files
from gui.text.folding import Folding
from gui.text.gutter import Gutter
from gui.text.highlighter import Highlighter
from gui.text.page import Page, View
from gui.text.rows import row_top

_LONG = 1000  # lines; of so many the scroll bar is there from the beginning


class TextArea(QPlainTextEdit):
    """Show one page of several. All offsets of its methods count characters; Qt's own positions stay inside gui.

    Signals:
        edited: the composer's text changed, by hand or by an accept. First changed Qt position, whether what is
            proposed was left standing by it.
        touched: the same, for whoever keeps something beside the text. Qt position, units removed, units added.
        files_dropped: files were let fall on the text. Their paths.
        page_shown: another text is shown: what was known of the old one means nothing here. ``edited`` follows.
        moved: the rows of the text may stand elsewhere: another width, other letters, another fold.
    """

    edited = Signal(int, bool)
    touched = Signal(int, int, int)
    files_dropped = Signal(list)
    page_shown = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = Page(self)
        self.setDocument(self.page.document)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setCursorWidth(2)
        self._lines = 1  # for which there is room beside the text
        self.theme = theme.LIGHT
        self.is_typing = False  # a key that writes is being pressed: what changes now is typed, not undone or pasted
        self.highlighter = Highlighter(self)
        self.folding = Folding(self)
        self._gutter = Gutter(self, self.folding)
        self.folding.changed.connect(self._show_folds)
        self.touched.connect(self.folding.open_edited)
        self.set_line_numbers(True)
        self.document().contentsChange.connect(self._note_change)
        self.blockCountChanged.connect(self._make_way)
        self.updateRequest.connect(self._scroll_gutter)
        self.cursorPositionChanged.connect(self._gutter.update)

    # The text

    def text(self) -> str:
        """Return the composer's text, every line ending with a newline character."""
        return self.page.text()

    def show_page(self, page: Page) -> None:
        """Show another text, where the composer left it. The one shown so far stays as it is, without its ghost."""
        if page is self.page:
            return
        self._leave_page()
        # Another width lays the whole text out anew: it is changed while the shorter of the two is there.
        if page.document.blockCount() > self.blockCount():
            self._make_way(page.document.blockCount())
        self.page = page
        if page.document.defaultFont() != self.font():
            page.document.setDefaultFont(self.font())
        self.setDocument(page.document)
        page.document.contentsChange.connect(self._note_change)
        self.highlighter.follow_document()
        self.select(page.view.anchor, page.view.caret)
        self.verticalScrollBar().setValue(page.view.line)
        self.page_shown.emit()
        self.edited.emit(0, False)
        self.cursorPositionChanged.emit()

    def set_text(self, text: str) -> None:
        """Show another document: the undo history and the ghost go."""
        self.dismiss()
        self.setPlainText(text)
        self.document().setModified(False)

    def dismiss(self) -> None:
        """Send away what is proposed; here nothing ever is."""

    def edit(self, edits: Sequence[tuple[int, int, str]]) -> None:
        """Make edits (start, end, text), in order and apart, as one step of undo."""
        if not edits:
            return
        self.dismiss()
        cursor = QTextCursor(self.document())
        places = [(self.position_at(start), self.position_at(end), text) for start, end, text in edits]
        cursor.beginEditBlock()
        for start, end, text in reversed(places):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
        cursor.endEditBlock()

    # Places in it

    def caret(self) -> int:
        """Return the caret's offset."""
        return self.offset_at(self.textCursor().position())

    def offset_at(self, position: int) -> int:
        """Return the character offset of one of Qt's positions."""
        return self.page.offset_at(position)

    def position_at(self, offset: int) -> int:
        """Return the Qt position of a character offset."""
        return self.page.position_at(offset)

    def row_top(self, block: QTextBlock) -> float:
        """Return where a block begins, in pixels from the top of the viewport."""
        return row_top(self, block)

    def select(self, anchor: int, caret: int) -> None:
        """Select between two Qt positions and show it."""
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(caret, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def move_caret(self, offset: int) -> None:
        """Put the caret at an offset and show it."""
        cursor = self.textCursor()
        cursor.setPosition(self.position_at(offset))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # Looks

    def set_theme(self, new: theme.Theme) -> None:
        """Take other colours."""
        self.theme = self._gutter.theme = new
        self.highlighter.set_theme(new)
        self._gutter.update()
        self.viewport().update()

    def set_line_numbers(self, is_on: bool) -> None:
        """Show or hide the line numbers."""
        self._gutter.setVisible(is_on)
        self._make_way()

    def set_font_points(self, points: int) -> None:
        """Take another size of letters."""
        self.ensurePolished()  # polished later, as it is shown, Qt would take the font of the style sheet instead
        self.setFont(theme.editor_font(points))
        self._make_way()
        self.moved.emit()

    def _leave_page(self) -> None:
        """Note where the composer is in the page, and listen to it no more."""
        cursor = self.textCursor()
        self.page.view = View(cursor.position(), cursor.anchor(), self.verticalScrollBar().value())
        self.document().contentsChange.disconnect(self._note_change)

    def _note_change(self, position: int, removed: int, added: int) -> None:
        self.touched.emit(position, removed, added)

    def _show_folds(self) -> None:
        self._gutter.update()
        self.highlighter.colour_visible()
        self.moved.emit()

    def _make_way(self, lines: int = 0) -> None:
        self._lines = lines = lines or self._lines
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if lines > _LONG else policy.ScrollBarAsNeeded)
        width = self._gutter.wanted_width(lines) if self._gutter.isVisibleTo(self) else 0
        self.setViewportMargins(width, 0, 0, 0)
        inside = self.contentsRect()
        self._gutter.setGeometry(QRect(inside.left(), inside.top(), width, inside.height()))

    def _scroll_gutter(self, rect: QRect, _dy: int) -> None:
        self._gutter.update(0, rect.y(), self._gutter.width(), rect.height())

    # Qt

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take files as well as text."""
        return bool(dropped_files(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Hand files on instead of writing their names into the text."""
        paths = dropped_files(source)
        if paths:
            self.files_dropped.emit(paths)
        else:
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, and know meanwhile that it is typed."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_command = bool(held & Qt.KeyboardModifier.ControlModifier) and not held & Qt.KeyboardModifier.AltModifier
        self.is_typing = bool(event.text()) and event.text().isprintable() and not is_command
        super().keyPressEvent(event)
        self.is_typing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take what an input method composed as typed."""
        self.is_typing = bool(event.commitString())
        super().inputMethodEvent(event)
        self.is_typing = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and what the folds hold."""
        painter = QPainter(self.viewport())
        self.folding.paint(painter, self.theme)
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Colour what can be seen now."""
        super().resizeEvent(event)
        self.highlighter.colour_visible()
        self._make_way()
        self.moved.emit()
