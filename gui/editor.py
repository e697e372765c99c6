"""The composer's text, and the ghost that is not part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from gui import marks, mends, theme
from gui.bar_marks import BarMarks
from gui.completion import Completion
from gui.dropping import dropped_files
from gui.folding import Folding
from gui.ghost import Ghost
from gui.ghost_room import GhostRoom
from gui.gutter import Gutter
from gui.highlighter import Highlighter
from gui.page import Page, View
from gui.sentences import spoken

_PARAGRAPH = "\u2029"  # what Qt's raw text has for a line end
_LONG = 1000  # lines; of so many the scroll bar is there from the beginning
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Editor(QPlainTextEdit):
    """Edit ABC. All offsets of its methods count characters; Qt's own positions stay inside gui.

    Signals:
        edited: the composer's text changed, by hand or by an accept. First changed Qt position, whether the
            ghost was left standing by it (accepted or agreed with).
        touched: the same, for whoever keeps something beside the text. Qt position, units removed, units added.
        accepted: text of the ghost was taken into the document. The text.
        dismissed: the ghost was sent away.
        escaped: Esc was pressed and there was no ghost.
        files_dropped: files were let fall on the text. Their paths.
        page_shown: another text is shown: what was known of the old one means nothing here. ``edited`` follows.
    """

    edited = Signal(int, bool)
    touched = Signal(int, int, int)
    accepted = Signal(str)
    dismissed = Signal()
    escaped = Signal()
    files_dropped = Signal(list)
    page_shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setAccessibleName("ABC text")
        self.page = Page(self)
        self.setDocument(self.page.document)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setCursorWidth(2)
        self._lines = 1  # for which there is room beside the text
        self.ghost = Ghost()
        self._room = GhostRoom(self, self.page.layout, self.ghost)
        self.theme = theme.LIGHT
        self._faults: tuple[marks.Fault, ...] = ()
        self._bars = BarMarks(self)
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}
        # What others have to say of the place under the pointer (a Qt position; a point of the viewport), and to draw.
        self.hints: list[Callable[[int, QPoint], str]] = []
        self.drawings: list[Callable[[QPainter], None]] = []
        self.is_typing = False  # a key that writes is being pressed: what changes now is typed, not undone or pasted
        self._lights: list[tuple[int, int]] = []  # character offsets, counted through text and ghost
        self.highlighter = Highlighter(self)
        self.folding = Folding(self)
        self._gutter = Gutter(self, self._room.row_top, self.folding)
        self.folding.changed.connect(self._show_folds)
        self.touched.connect(self.folding.open_edited)
        self.completion = Completion(self, self.touches_ghost)
        self.page_shown.connect(self.completion.close)
        self.page_shown.connect(lambda: self._bars.show(()))
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
        self.dismiss()
        self._room.fit()
        cursor = self.textCursor()
        self.page.view = View(cursor.position(), cursor.anchor(), self.verticalScrollBar().value())
        self._faults, self._lights = (), []
        self._layers.clear()  # their cursors belong to the text that goes
        self.setExtraSelections([])
        self.document().contentsChange.disconnect(self._note_change)
        # Another width lays the whole text out anew: it is changed while the shorter of the two is there.
        if page.document.blockCount() > self.blockCount():
            self._make_way(page.document.blockCount())
        self.page = page
        if page.document.defaultFont() != self.font():
            page.document.setDefaultFont(self.font())
        self.setDocument(page.document)
        self._room.take_layout(page.layout)
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

    def caret(self) -> int:
        """Return the caret's offset."""
        return self._to_offset(self.textCursor().position())

    def offset_at(self, position: int) -> int:
        """Return the character offset of one of Qt's positions."""
        return self._to_offset(position)

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
        cursor.setPosition(self._to_position(offset))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # The ghost

    def begin_ghost(self, replaced: tuple[int, int] | None = None) -> None:
        """Make the caret the place of a new ghost. A selection is given up, not replaced.

        With ``replaced`` (start, end) the ghost stands at the end of these characters and would take their place.
        """
        cursor = self.textCursor()
        cursor.clearSelection()
        count = 0
        if replaced is not None:
            cursor.setPosition(self._to_position(replaced[1]))
            count = cursor.position() - self._to_position(replaced[0])
        self.setTextCursor(cursor)
        self.ghost.begin(cursor.position(), count)
        self._room.fit()
        self._show_marks()

    def append_ghost(self, text: str) -> None:
        """Let the ghost grow."""
        if self.ghost.is_alive and text:  # nothing at all would only make what comes wait for the next frame
            self.ghost.text += text
            self._room.grow()

    def close_ghost(self) -> None:
        """Say that no more will be written."""
        self.ghost.is_open = False

    def accept(self, text: str) -> None:
        """Take the beginning of the ghost into the document, as one step for undo."""
        ghost, count = self.ghost, self.ghost.replaced
        if not text or (text != ghost.text if count else not ghost.agrees(text)):
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(ghost.anchor)
        if count:
            ghost.clear()
            cursor.setPosition(ghost.anchor - count, QTextCursor.MoveMode.KeepAnchor)
        cursor.beginEditBlock()  # an edit block never merges with the typing before it
        cursor.insertText(text)
        cursor.endEditBlock()
        if count:
            self._room.fit_later()
            self._show_marks()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.accepted.emit(text)

    def accept_all(self) -> None:
        """Take the whole ghost."""
        self.accept(self.ghost.text)

    def accept_bar(self) -> None:
        """Take the ghost's next bar, if it is finished."""
        self.accept(self.ghost.next_bar())

    def accept_part(self) -> None:
        """Take the ghost up to the end of its next part."""
        self.accept(self.ghost.next_part())

    def dismiss(self) -> None:
        """Send the ghost away. Nothing of it was in the document."""
        if self.ghost.is_alive:
            self.ghost.clear()
            self._room.fit_later()
            self._show_marks()
            self.dismissed.emit()

    def touches_ghost(self) -> bool:
        """Say whether the caret stands where a visible ghost begins."""
        cursor = self.textCursor()
        return bool(self.ghost.text) and not cursor.hasSelection() and cursor.position() == self.ghost.anchor

    def edit(self, edits: Sequence[tuple[int, int, str]]) -> None:
        """Make edits (start, end, text), in order and apart, as one step of undo."""
        if not edits:
            return
        self.dismiss()
        cursor = QTextCursor(self.document())
        places = [(self._to_position(start), self._to_position(end), text) for start, end, text in edits]
        cursor.beginEditBlock()
        for start, end, text in reversed(places):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
        cursor.endEditBlock()

    # Marks

    def show_faults(self, faults: Sequence[Sequence[Any]]) -> None:
        """Underline (severity, message, start, end) until told otherwise. What the engine said is translated here.

        A fifth part, if there is one that is not None, is the mend: (title, start, end, text).
        """
        place = self._to_position

        def fault(severity: str, message: str, start: int, end: int,
                  mend: tuple[str, int, int, str] | None = None) -> marks.Fault:
            repair = mend and marks.Repair(spoken(mend[0]), place(mend[1]), place(mend[2]), mend[3])
            return marks.Fault(severity, spoken(message), place(start), place(end), repair)

        self._faults = tuple(fault(*each) for each in faults)
        self._show_marks()

    def show_bars(self, places: Sequence[tuple[int, int]]) -> None:
        """Mark the bar of the caret, and what sounds with it, until told otherwise."""
        self._bars.show([(self._to_position(low), self._to_position(high)) for low, high in places])

    def set_bar_mark(self, is_on: bool) -> None:
        """Mark the bar of the caret, or none."""
        self._bars.set_on(is_on)

    def faults_at(self, position: int) -> list[marks.Fault]:
        """Return the faults at a Qt position, the worst first."""
        return marks.faults_at(self._faults, position)

    def repair(self, mend: marks.Repair) -> None:
        """Make the mend of a fault, as one step of undo."""
        self.edit([(self._to_offset(mend.start), self._to_offset(mend.end), mend.text)])
    def words_at(self, position: int, point: QPoint) -> str:
        """Return what is to be said of the place under the pointer: faults first, then what others know."""
        here = self.faults_at(position)
        told = [mends.in_words(here)] if here else []
        told += [words for hint in self.hints if (words := hint(position, point))]
        return "\n".join(told)

    def row_top(self, block: QTextBlock) -> float:
        """Return where a block begins, in pixels from the top of the viewport."""
        return self._room.row_top(block)

    def position_at(self, offset: int) -> int:
        """Return the Qt position of a character offset."""
        return self._to_position(offset)

    def fault_at_caret(self) -> marks.Fault | None:
        """Return the fault the caret stands in."""
        return marks.fault_at(self._faults, self.textCursor().position())

    def first_error(self) -> tuple[int, marks.Fault] | None:
        """Return the first error with its line, counted from 1."""
        error = marks.first_error(self._faults)
        return (self.document().findBlock(error.start).blockNumber() + 1, error) if error else None

    def show_lights(self, places: Sequence[tuple[int, int]]) -> None:
        """Light the notes that sound. Offsets past the ghost's anchor count on into the ghost."""
        self._lights = list(places)
        self._show_marks()
        if self.ghost.text:
            self.viewport().update()

    def set_theme(self, new: theme.Theme) -> None:
        """Take other colours."""
        self.theme = self._gutter.theme = new
        self.highlighter.set_theme(new)
        self._show_marks()
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
        self._room.fit_later()

    def set_layer(self, name: str, selections: list[QTextEdit.ExtraSelection]) -> None:
        """Put marks of somebody else's under all others; they follow the text as it is edited."""
        self._layers[name] = selections
        self._show_marks()

    def _show_marks(self) -> None:
        document, end = self.document(), self._ghost_offset()
        shown = [one for layer in self._layers.values() for one in layer]
        if self.ghost.replaced:
            shown.append(marks.struck(document, self.ghost.anchor - self.ghost.replaced, self.ghost.anchor, self.theme))
        shown += [marks.wave(document, fault, self.theme) for fault in self._faults if fault.severity != "info"]
        shown += [
            marks.light(document, self._to_position(low), self._to_position(high), self.theme)
            for low, high in self._lights if high <= end
        ]
        self.setExtraSelections(shown)

    def _ghost_offset(self) -> int:
        """Return where the ghost begins, or a number beyond any text if there is none."""
        return self._to_offset(self.ghost.anchor - self.ghost.replaced) if self.ghost.text else 1 << 62

    def _to_offset(self, position: int) -> int:
        return self.page.offset_at(position)

    def _to_position(self, offset: int) -> int:
        return self.page.position_at(offset)

    def _note_change(self, position: int, removed: int, added: int) -> None:
        self._faults = marks.shift(self._faults, position, removed, added)
        ghost, is_kept = self.ghost, False
        if ghost.is_alive:
            cursor = QTextCursor(self.document())
            cursor.setPosition(position)
            if removed == 0 and position == ghost.anchor:
                cursor.setPosition(position + added, QTextCursor.MoveMode.KeepAnchor)
                inserted = cursor.selectedText().replace(_PARAGRAPH, "\n")
                if ghost.agrees(inserted):
                    ghost.text = ghost.text[len(inserted):]
                    ghost.anchor += added
                    is_kept = True
            self._room.fit_later()
        self.touched.emit(position, removed, added)
        self.edited.emit(position, is_kept)
        if ghost.is_alive and not is_kept:
            self.dismiss()

    def _show_folds(self) -> None:
        self._gutter.update()
        self.highlighter.colour_visible()
        if self.ghost.is_alive and not self.document().findBlock(self.ghost.anchor).isVisible():
            self.dismiss()
        self._room.fit_later()

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
        """Give the ghost its keys, and only where it is touched."""
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape:
            if self.ghost.is_alive:
                self.dismiss()
            else:
                self.escaped.emit()
        elif key == Qt.Key.Key_Tab and held == Qt.KeyboardModifier.NoModifier and self.touches_ghost():
            self.accept_all()
        elif key == Qt.Key.Key_Right and held == Qt.KeyboardModifier.ControlModifier and self.touches_ghost():
            self.accept_bar()
        elif key == Qt.Key.Key_Right and held == _CTRL_SHIFT and self.touches_ghost():
            self.accept_part()
        else:
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
        """Draw the text over the mark of the caret's bar, then the ghost after it."""
        painter = QPainter(self.viewport())
        self._bars.paint(painter, self.theme)
        self.folding.paint(painter, self.theme)
        painter.end()
        super().paintEvent(event)
        if self.drawings:
            over = QPainter(self.viewport())
            for paint in self.drawings:
                paint(over)
            over.end()
        if self.ghost.text:
            anchor = self._ghost_offset()
            sounding = [(low - anchor, high - anchor) for low, high in self._lights if high > anchor]
            painter = QPainter(self.viewport())
            self._room.paint(painter, self.theme, sounding)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the ghost into rows anew."""
        super().resizeEvent(event)
        self.highlighter.colour_visible()
        self._make_way()
        self._room.fit_later()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the fault under the pointer in words."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self.cursorForPosition(event.pos()).position()
            QToolTip.showText(event.globalPos(), self.words_at(position, event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

