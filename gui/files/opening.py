"""Opens files without holding up the window: a small one at once, a large one in slices."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import FileError
from engine.files import Document, read_abc
from gui.background import Background
from gui.text.editor import Editor
from gui.text.page import Page

AT_ONCE = 200_000  # bytes; a file that is read and shown in some 30 ms


@dataclass(frozen=True)
class Wanted:
    """A file to be opened, the caret's offset (None: where the first tune stops), and whether it comes to the front."""

    path: Path
    caret: int | None = None
    is_shown: bool = True


class Opening(QObject):
    """Read files into pages, one after the other.

    Signals:
        opened: a file is read. Wanted, the page with its text, the Document.
        said: how far a large file is. A sentence.
        failed: a file could not be read. FileError.
    """

    opened = Signal(object, object, object)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, editor: Editor, reader: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._reader = reader
        self._waiting: deque[Wanted] = deque()
        self._wanted: Wanted | None = None
        self._document = Document("")
        self._page: Page | None = None
        self._done = 0
        self._next_slice = QTimer(self, interval=0)
        self._next_slice.timeout.connect(self._fill)

    @property
    def waiting(self) -> list[Wanted]:
        """Return what is being read and what is to be read."""
        return [*([self._wanted] if self._wanted is not None else []), *self._waiting]

    @property
    def is_busy(self) -> bool:
        """Say whether a file is being read."""
        return self._wanted is not None

    def open(self, wanted: Wanted) -> bool:
        """Read a file; say whether it could be read, as far as that is known yet."""
        try:
            is_small = wanted.path.stat().st_size <= AT_ONCE
        except OSError:
            is_small = True  # reading it says why it cannot be read
        if is_small:
            return self._open_now(wanted)
        self._waiting.append(wanted)
        self._open_next()
        return True

    def _open_now(self, wanted: Wanted) -> bool:
        try:
            document = read_abc(wanted.path)
        except FileError as error:
            self.failed.emit(error)
            return False
        page = Page(like=self._editor.document())
        page.fill_all(document.text)
        self.opened.emit(wanted, page, document)
        return True

    def _open_next(self) -> None:
        if self._wanted is not None or not self._waiting:
            return
        self._wanted = wanted = self._waiting.popleft()
        self.said.emit(self.tr("Opening {name}…").format(name=wanted.path.name))
        self._reader.ask("open", lambda: _read(wanted.path), self._begin)

    def _begin(self, read: Document | FileError) -> None:
        if isinstance(read, FileError):
            self._wanted = None
            self.failed.emit(read)
            self._open_next()
            return
        self._document, self._page, self._done = read, Page(like=self._editor.document()), 0
        self._next_slice.start()

    def _fill(self) -> None:
        page, text, wanted = self._page, self._document.text, self._wanted
        assert page is not None and wanted is not None
        self._done = page.fill(text, self._done)
        if self._done < len(text):
            self.said.emit(self.tr("Opening {name}: {part} %").format(name=wanted.path.name,
                                                                     part=100 * self._done // len(text)))
            return
        self._next_slice.stop()
        QTimer.singleShot(0, self, self._finish)

    def _finish(self) -> None:
        """Hand the page over, in a turn of the event loop of its own: to show it is work enough."""
        page, wanted = self._page, self._wanted
        assert page is not None and wanted is not None
        self._wanted = self._page = None
        document, self._document = self._document, Document("")
        self.said.emit("")
        self.opened.emit(wanted, page, document)
        self._open_next()


def _read(path: Path) -> Document | FileError:
    try:
        return read_abc(path)
    except FileError as error:
        return error
