"""Watches the files behind the texts: what another program changes is told, and never written over unseen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from engine.difference import splice
from engine.errors import FileError
from engine.files import Document, read_abc
from gui.background import Background
from gui.files.change_bar import ChangeBar
from gui.files.documents import Documents
from gui.look.diff_view import DiffView
from gui.text.desk import Desk
from gui.text.page import Page

_SETTLE_MS = 200  # a program that writes a file does it in several steps

Stamp = tuple[int, int, int]


@dataclass
class Known:
    """What is known of a page's file: its stamp on disk, a hash of its text; and what another program made of it."""

    stamp: Stamp | None
    digest: int
    other: Document | None = None
    is_gone: bool = False


class Watching(QObject):
    """Follow every page that has a file.

    Signals:
        said: something to say in the status line. A sentence.
        failed: why a text was not written. FileError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, documents: Documents, reader: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reader = reader
        self._known: dict[Page, Known] = {}
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._pause.timeout.connect(self.look)
        self._watcher.fileChanged.connect(lambda _: self._pause.start())
        QGuiApplication.instance().applicationStateChanged.connect(self._look_if_active)  # type: ignore[union-attr]
        self.bar = ChangeBar()
        desk.column.insertWidget(1, self.bar)
        self.bar.reload_asked.connect(self.reload)
        self.bar.keep_asked.connect(self.keep)
        self.bar.compare_asked.connect(self.compare)
        documents.opened.connect(self._note_opened)
        documents.saved.connect(lambda page: self._note(page, page.text()))
        documents.may_write = self._may_write
        desk.current_changed.connect(self._show)
        desk.removed.connect(self._forget)

    def look(self) -> None:
        """Look at every file whose stamp is another; what it holds is read beside the window."""
        watched = self._watcher.files()
        for page, known in self._known.items():
            # When a file is replaced Qt may forget the new one together with the old.
            if page.path is not None and str(page.path) not in watched:
                self._watch(page.path)
            if page.path is not None and _stamp(page.path) != known.stamp:
                self._reader.ask(f"watch {id(page)}", partial(_look_at, page.path), partial(self._compare_with, page))

    def reload(self) -> None:
        """Take what another program wrote, as one step of undo."""
        page = self._desk.current
        other = self._known[page].other
        if other is None or page.path is None:
            return
        start, gone, put = splice(page.text(), other.text)
        self._desk.editor.edit([(start, start + gone, put)] if gone or put else [])
        page.document.setModified(False)
        page.set_file(page.path, other)
        self._note(page, other.text)
        self.said.emit(self.tr("Reloaded {name}").format(name=page.name))

    def keep(self) -> None:
        """Keep the text: from now on it is what is not saved."""
        page = self._desk.current
        known = self._known[page]
        known.other, known.is_gone = None, False
        if page.path is not None:
            known.stamp = _stamp(page.path)
        page.document.setModified(True)
        self._show()

    def compare(self) -> None:
        """Show what is different, in a window of its own."""
        page = self._desk.current
        other = self._known[page].other
        if other is None:
            return
        dialog = QDialog(self._desk)
        dialog.setObjectName("comparison")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("From the text here to the file on disk"))
        view = DiffView(self._desk.editor.theme)
        view.show_difference(page.text(), other.text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(dialog.reject)
        column = QVBoxLayout(dialog)
        column.addWidget(view)
        column.addWidget(buttons)
        dialog.resize(680, 440)
        dialog.open()

    def _note_opened(self, page: Page, document: Document) -> None:
        self._note(page, document.text)

    def _note(self, page: Page, text: str) -> None:
        """Remember that a page and its file are the same now."""
        assert page.path is not None
        self._known[page] = Known(_stamp(page.path), hash(text))
        self._watch(page.path)
        self._show()

    def _forget(self, page: Page) -> None:
        self._known.pop(page, None)
        left = {str(each.path) for each in self._known if each.path is not None}
        gone = [name for name in self._watcher.files() if name not in left]
        if gone:
            self._watcher.removePaths(gone)

    def _watch(self, path: Path) -> None:
        # A file that was replaced is no longer the one that is watched: it is watched anew each time.
        if path.exists():
            self._watcher.removePath(str(path))
            self._watcher.addPath(str(path))

    def _compare_with(self, page: Page, seen: tuple[Stamp | None, Document | FileError]) -> None:
        stamp, read = seen
        known = self._known.get(page)
        if known is None or page.path is None:
            return
        known.stamp = stamp
        if isinstance(read, FileError):
            known.other, known.is_gone = None, True
            page.document.setModified(True)
        elif hash(read.text) != known.digest and read.text != page.text():
            known.other, known.is_gone = read, False
        else:
            known.other, known.is_gone = None, False
        self._watch(page.path)
        self._show()

    def _may_write(self, page: Page, path: Path) -> bool:
        """Say whether a page may be written; if its file is another one by now, ask first."""
        known = self._known.get(page)
        if known is None or path != page.path:
            return True
        if _stamp(path) != known.stamp and path.exists():
            self._compare_with(page, _look_at(path))
        if known.other is None:
            return True
        self.failed.emit(FileError("{name} was not saved: another program changed it. Reload it, or keep yours and "
                                   "save again", name=page.name))
        return False

    def _show(self) -> None:
        known = self._known.get(self._desk.current)
        if known is not None and (known.other is not None or known.is_gone):
            self.bar.ask(self._desk.current.name, is_gone=known.is_gone)
        else:
            self.bar.hide()

    def _look_if_active(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._pause.start()


def _stamp(path: Path) -> Stamp | None:
    """Return what changes with every write, or None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _look_at(path: Path) -> tuple[Stamp | None, Document | FileError]:
    """Return a file's stamp and what it holds. The stamp is older: a write in between is seen the next time."""
    stamp = _stamp(path)
    try:
        return stamp, read_abc(path)
    except FileError as error:
        return stamp, error
