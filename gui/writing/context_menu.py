"""The menu under the pointer: the mends of the place first, then what is done to a text most."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QMenu

from gui.text import mends
from gui.text.editor import Editor
from gui.text.marks import Repair

# Empty words are lines between groups.
COMMANDS = ("continue", "play_caret", "", "undo", "redo", "", "cut", "copy", "paste", "select_all", "",
            "complete", "transpose", "align", "fold", "find_books", "")


class ContextMenu(QObject):
    """Open the menu of one editor. ``action`` finds a command by its name."""

    def __init__(self, editor: Editor, action: Callable[[str], QAction]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._action = action
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the request, whether it came from the mouse or from a key."""
        if isinstance(event, QContextMenuEvent):
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                self._open(self._editor.textCursor(), self._editor.cursorRect().bottomLeft())
            else:
                self._open(self._editor.cursorForPosition(event.pos()), event.pos())
            return True
        return False

    def _open(self, place: QTextCursor, at: QPoint) -> None:
        """Show the menu of a place at a point of the viewport; the caret goes there, unless the selection is meant."""
        held = self._editor.textCursor()
        if not (held.hasSelection() and held.selectionStart() <= place.position() <= held.selectionEnd()):
            self._editor.setTextCursor(place)
        self.make(place).popup(self._editor.viewport().mapToGlobal(at))

    def choose_mend(self) -> bool:
        """Show only the mends of the caret's place; False where there are none."""
        repairs = mends.offered(self._editor.faults_at(self._editor.textCursor().position()))
        if not repairs:
            return False
        menu = self._menu()
        for repair in repairs:
            self._add_repair(menu, repair)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._editor.viewport().mapToGlobal(self._editor.cursorRect().bottomLeft()))
        return True

    def make(self, place: QTextCursor) -> QMenu:
        """Return the menu for a place."""
        menu = self._menu()
        for repair in mends.offered(self._editor.faults_at(place.position())):
            self._add_repair(menu, repair)
        menu.addSeparator()
        for name in COMMANDS:
            if name:
                menu.addAction(self._action(name))
            else:
                menu.addSeparator()
        return menu

    def _menu(self) -> QMenu:
        menu = QMenu(self._editor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _add_repair(self, menu: QMenu, repair: Repair) -> None:
        words = self.tr("Mend: {title}").format(title=repair.title).replace("&", "&&")
        action = QAction(words, menu)
        action.triggered.connect(lambda _=False: self._editor.repair(repair))
        menu.addAction(action)
