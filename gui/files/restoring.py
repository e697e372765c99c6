"""Puts texts that were not saved back onto the desk: a small one at once, a large one in slices."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from engine.difference import splice
from engine.files import Document
from gui.files.documents import Documents
from gui.files.opening import AT_ONCE
from gui.text.desk import Desk
from gui.text.page import Page, View


class Restoring(QObject):
    """Show a text as an edit of what lies on disk: undo goes back to that. One after the other."""

    def __init__(self, desk: Desk, documents: Documents, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._documents = documents
        self._waiting: deque[Iterator[None]] = deque()
        self._next_slice = QTimer(self, interval=0)
        self._next_slice.timeout.connect(self._go_on)

    def restore(self, path: Path | None, document: Document, on_disk: str, then: Callable[[], None]) -> None:
        """Show a text that was not saved. ``then`` is called when it is in front; only then may its copy go."""
        if len(on_disk) + len(document.text) <= AT_ONCE:
            self._restore_now(path, document, on_disk)
            then()
        else:
            self._waiting.append(self._steps(path, document, on_disk, then))
            self._next_slice.start()

    def close(self) -> None:
        """Leave what is not restored yet where it lies."""
        self._next_slice.stop()
        self._waiting.clear()

    def _go_on(self) -> None:
        try:
            next(self._waiting[0])
        except StopIteration:
            self._waiting.popleft()
            if not self._waiting:
                self._next_slice.stop()

    def _restore_now(self, path: Path | None, document: Document, on_disk: str) -> None:
        page = self._page_of(path)
        if page is None or not _holds(page, on_disk):
            is_open = page is not None
            page = Page(like=self._desk.editor.document())
            page.fill_all(on_disk)
            page.set_file(None if is_open else path, document)
            self._documents.put(page)
        self._desk.show_page(page)
        start, gone, put = splice(page.text(), document.text)
        self._desk.editor.edit([(start, start + gone, put)])
        page.document.setModified(True)

    def _steps(self, path: Path | None, document: Document, on_disk: str, then: Callable[[], None]) -> Iterator[None]:
        """Fill a page of its own, which takes the place of the one where the file is open, if nothing is changed there.

        Without a file there is nothing to go back to, and the text is no edit.
        """
        page = Page(like=self._desk.editor.document())
        start = len(document.text)
        yield from page.filling(on_disk if path is not None else document.text)
        if path is not None:
            start, gone, put = splice(page.text(), document.text)
            yield
            yield from page.splicing(start, gone, put)
        known = self._page_of(path)
        is_other = known is not None and not _holds(known, on_disk)
        page.set_file(None if is_other else path, document)
        page.document.setModified(True)
        page.view = View(page.position_at(start), page.position_at(start))
        yield
        self._documents.put(page)
        if known is not None and not is_other:
            self._desk.remove(known)
        then()

    def _page_of(self, path: Path | None) -> Page | None:
        return self._documents.page_of(path) if path is not None else None


def _holds(page: Page, text: str) -> bool:
    return not page.is_modified and page.text() == text
