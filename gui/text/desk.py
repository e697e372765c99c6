"""The desk: tabs, the one editor that shows the text of the chosen tab, and what stands around it.

One editor serves every tab: it is given another document. So whoever listens to the editor always hears the text
that is in front, and what belongs to a text (undo, caret, selection, place) is kept by its ``Page``.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.look.theme import Theme
from gui.text.editor import Editor
from gui.text.find_bar import FindBar
from gui.text.page import Page
from gui.text.tabs import Tabs

_LEAST_TEXT = QSize(200, 64)  # three lines


class Desk(QWidget):
    """The texts that are open, in the order of their tabs. There is always one.

    Signals:
        current_changed: another text is in front. The page.
        added: a text was opened. The page.
        removed: a text was closed. The page, which is about to go.
        changed: the name or the state of a page is another. The page.
        close_asked: a tab is to be closed, if its text may go. The page.
    """

    current_changed = Signal(object)
    added = Signal(object)
    removed = Signal(object)
    changed = Signal(object)
    close_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = Tabs()
        self.editor = Editor()
        self.pages: list[Page] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.editor, 1)
        self.editor.setMinimumSize(_LEAST_TEXT)
        self.setFocusProxy(self.editor)
        self._take(self.editor.page, 0)
        self.tabs.currentChanged.connect(self._show_index)
        self.tabs.tabMoved.connect(self._move)
        self.tabs.close_asked.connect(lambda index: self.close_asked.emit(self.pages[index]))

    @property
    def current(self) -> Page:
        """The page in front."""
        return self.editor.page

    def add(self, page: Page, *, is_shown: bool = True) -> None:
        """Put a page behind the others, and in front of the composer."""
        page.setParent(self.editor)
        with QSignalBlocker(self.tabs):
            self._take(page, len(self.pages))
        self.added.emit(page)
        if is_shown:
            self.show_page(page)

    def remove(self, page: Page) -> None:
        """Close a page without a question. Of the last one an empty page takes the place."""
        if len(self.pages) == 1:
            self.add(Page(self.editor))
        index = self.pages.index(page)
        if page is self.current:
            self.show_page(self.pages[index + 1 if index + 1 < len(self.pages) else index - 1])
        with QSignalBlocker(self.tabs):
            self.pages.remove(page)
            self.tabs.removeTab(index)
            self.tabs.setCurrentIndex(self.pages.index(self.current))
        self._name_all()
        self.removed.emit(page)
        page.deleteLater()

    def show_page(self, page: Page) -> None:
        """Bring a page to the front."""
        with QSignalBlocker(self.tabs):
            self.tabs.setCurrentIndex(self.pages.index(page))
        if page is not self.current:
            self.editor.show_page(page)
            self.current_changed.emit(page)

    def turn(self, step: int) -> None:
        """Bring the next page to the front, or with -1 the one before, round the end."""
        self.show_page(self.pages[(self.pages.index(self.current) + step) % len(self.pages)])

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for bar in self.findChildren(FindBar):
            bar.set_theme(theme)
        self.tabs.set_theme(theme)
        self.editor.set_theme(theme)

    def _take(self, page: Page, index: int) -> None:
        self.pages.insert(index, page)
        self.tabs.add(index)
        page.changed.connect(lambda: self._tell_change(page))
        self._name_all()

    def _tell_change(self, page: Page) -> None:
        self._name_all()
        self.changed.emit(page)

    def _name_all(self) -> None:
        """Write the names on the tabs; of two files with one name each says its folder too."""
        names = [page.name for page in self.pages]
        for index, page in enumerate(self.pages):
            name = page.name
            if page.path is not None and names.count(name) > 1:
                name = f"{name} — {page.path.parent.name}"
            tip = str(page.path) if page.path is not None else name
            self.tabs.show_name(index, name, tip, is_modified=page.is_modified)

    def _show_index(self, index: int) -> None:
        if 0 <= index < len(self.pages):
            self.show_page(self.pages[index])
            self.editor.setFocus()

    def _move(self, old: int, new: int) -> None:
        self.pages.insert(new, self.pages.pop(old))
