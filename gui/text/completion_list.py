"""The list beside the caret: what can be written, and what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui.look.speaking import announce
from gui.text.entries import Entry
from gui.text.snippets import Snippet

_ROWS = 9  # seen at once
_PADDING = 8
_WIDEST_NAME = 220  # pixels
_MEANING = int(Qt.ItemDataRole.UserRole)


class CompletionList(QListWidget):
    """A list in the editor that never takes the focus from it."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)  # not the viewport: it scrolls its children
        self._editor = editor
        self._entries: list[Entry | Snippet] = []
        self.setObjectName("completions")
        self.setAccessibleName(self.tr("Completions"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.Box)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Rows(self))
        self.hide()

    def entry(self, row: int) -> Entry | Snippet | None:
        """Return the entry of a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def show_entries(self, found: Sequence[Entry | Snippet], caret: QRect, *, choose_first: bool) -> None:
        """Show these near a caret, given in the viewport. ``choose_first`` lets Enter take the first."""
        chosen = self.currentItem().text() if self.currentItem() is not None else ""
        self._entries = list(found)
        self.clear()
        for one in found:
            item = QListWidgetItem(one.name)
            meaning = one.meaning if isinstance(one, Entry) else one.text.replace("\n", " ↵ ")
            item.setData(_MEANING, meaning)
            item.setToolTip(meaning)
            self.addItem(item)
        names = [one.name for one in found]
        row = names.index(chosen) if self.isVisible() and chosen in names else 0 if choose_first else -1
        self.setCurrentRow(row)
        self._place(caret)
        self.show()
        self.raise_()

    def take_key(self, event: QKeyEvent, accept: Callable[[], None], close: Callable[[], None], *,
                 is_tab_free: bool) -> bool:
        """Choose by a key; say whether it was one for the list. Enter is only where a row has been chosen."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        if key in steps:
            self._move(steps[key])
        elif key == Qt.Key.Key_Escape:
            close()
        elif (key == Qt.Key.Key_Tab and is_tab_free) or (
                key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0):
            accept()
        else:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                close()
            return False
        return True

    def _move(self, step: int) -> None:
        count = self.count()
        row = self.currentRow() + step
        if abs(step) == 1:
            row %= count
        self.setCurrentRow(min(max(row, 0), count - 1))
        item = self.currentItem()
        announce(self._editor, f"{item.text()}: {item.data(_MEANING)}")

    def _place(self, caret: QRect) -> None:
        """Stand below the caret, above it where there is more room, and never outside the text."""
        viewport = self._editor.viewport().geometry()
        caret = caret.translated(viewport.topLeft())
        metrics = self.fontMetrics()
        row = self.sizeHintForRow(0)
        below, above = viewport.bottom() - caret.bottom(), caret.top() - viewport.top()
        wanted = min(self.count(), _ROWS) * row + 2 * self.frameWidth()
        is_below = below >= wanted or below >= above
        height = max(min(wanted, (below if is_below else above) - 4), row)
        width = min(self._name_width(metrics) + self._meaning_width(metrics) + 4 * _PADDING + 16, viewport.width() - 8)
        x = min(caret.left(), viewport.right() - width - 4)
        self.setGeometry(max(x, viewport.left() + 2), caret.bottom() + 3 if is_below else caret.top() - 3 - height,
                         width, height)

    def name_width(self) -> int:
        """Return the pixels of the column of names."""
        return self._name_width(self.fontMetrics())

    def _name_width(self, metrics: QFontMetrics) -> int:
        return min(max(metrics.horizontalAdvance(one.name) for one in self._entries) + 12, _WIDEST_NAME)

    def _meaning_width(self, metrics: QFontMetrics) -> int:
        return max(metrics.horizontalAdvance(str(self.item(row).data(_MEANING))) for row in range(self.count()))


class _Rows(QStyledItemDelegate):
    """Draws a name, and its meaning in a quieter colour."""

    def __init__(self, parent: CompletionList) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give each row some air."""
        return QSize(0, self._list.fontMetrics().height() + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
              ) -> None:
        """Draw one row."""
        rect: QRect = option.rect
        palette = self._list.palette()
        if index.row() == self._list.currentRow():
            painter.fillRect(rect, palette.color(QPalette.ColorRole.Highlight))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        metrics = self._list.fontMetrics()
        names = self._list.name_width()
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        name = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, names)
        painter.drawText(rect.adjusted(_PADDING, 0, 0, 0), flags, name)
        if index.row() != self._list.currentRow():
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        room = rect.adjusted(_PADDING + names + _PADDING, 0, -_PADDING, 0)
        painter.drawText(room, flags, metrics.elidedText(str(index.data(_MEANING)), Qt.TextElideMode.ElideRight,
                                                         room.width()))
