"""The composer's text, and the ghost that is not part of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from gui.text import marks
from gui.text.completion import Completion
from gui.text.ghost import Ghost
from gui.text.ghost_room import GhostRoom
from gui.text.marked_text import MarkedText

_PARAGRAPH = "\u2029"  # what Qt's raw text has for a line end
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Editor(MarkedText):
    """Edit ABC: a text with its margin (TextArea), the marks on it (MarkedText), and here the ghost behind the caret.

    Signals:
        accepted: text of the ghost was taken into the document. The text.
        dismissed: the ghost was sent away.
        escaped: Esc was pressed and there was no ghost.
    """

    accepted = Signal(str)
    dismissed = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setAccessibleName(self.tr("ABC text"))
        self.ghost = Ghost()
        self._room = GhostRoom(self, self.ghost)
        self.moved.connect(self._follow_rows)
        self.completion = Completion(self, self.touches_ghost)
        self.page_shown.connect(self.completion.close)

    def begin_ghost(self, replaced: tuple[int, int] | None = None) -> None:
        """Make the caret the place of a new ghost. A selection is given up, not replaced.

        With ``replaced`` (start, end) the ghost stands at the end of these characters and would take their place.
        """
        cursor = self.textCursor()
        cursor.clearSelection()
        count = 0
        if replaced is not None:
            cursor.setPosition(self.position_at(replaced[1]))
            count = cursor.position() - self.position_at(replaced[0])
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

    def show_lights(self, places: Sequence[tuple[int, int]]) -> None:
        """Light the notes that sound. Offsets past the ghost's anchor count on into the ghost."""
        super().show_lights(places)
        if self.ghost.text:
            self.viewport().update()

    def _proposal_marks(self) -> list[QTextEdit.ExtraSelection]:
        if not self.ghost.replaced:
            return []
        anchor = self.ghost.anchor
        return [marks.struck(self.document(), anchor - self.ghost.replaced, anchor, self.theme)]

    def _ghost_offset(self) -> int:
        return self.offset_at(self.ghost.anchor - self.ghost.replaced) if self.ghost.text else super()._ghost_offset()

    def _leave_page(self) -> None:
        self.dismiss()
        self._room.fit()
        super()._leave_page()

    def _note_change(self, position: int, removed: int, added: int) -> None:
        is_kept = False
        if self.ghost.is_alive:
            is_kept = self._is_typed_out(position, removed, added)
            self._room.fit_later()
        super()._note_change(position, removed, added)
        self.edited.emit(position, is_kept)
        if self.ghost.is_alive and not is_kept:
            self.dismiss()

    def _is_typed_out(self, position: int, removed: int, added: int) -> bool:
        """Say whether the edit wrote what the ghost begins with, and take that off it."""
        if removed or position != self.ghost.anchor:
            return False
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        cursor.setPosition(position + added, QTextCursor.MoveMode.KeepAnchor)
        inserted = cursor.selectedText().replace(_PARAGRAPH, "\n")
        if not self.ghost.agrees(inserted):
            return False
        self.ghost.text = self.ghost.text[len(inserted):]
        self.ghost.anchor += added
        return True

    def _follow_rows(self) -> None:
        if self.ghost.is_alive and not self.document().findBlock(self.ghost.anchor).isVisible():
            self.dismiss()
        self._room.fit_later()

    # Qt

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
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ghost after the text."""
        super().paintEvent(event)
        if self.ghost.text:
            anchor = self._ghost_offset()
            sounding = [(low - anchor, high - anchor) for low, high in self._lights if high > anchor]
            painter = QPainter(self.viewport())
            self._room.paint(painter, self.theme, sounding)
            painter.end()
