"""One open text: its undo history, where its caret was, the file behind it. The editor shows one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from engine.difference import Splice, joined, splice
from engine.files import Document
from gui.text.places import to_offset, to_position
from gui.text.room import RoomyLayout

_PARAGRAPH = "\u2029"  # what Qt's raw text has for a line end
_BREAKS = ("\u2029", "\ufdd0", "\ufdd1")  # what Qt takes for a line end too
_MARGIN = 10
_SLICE = 100_000  # characters put in at once: some 10 ms
_EDIT_SLICE = 50_000  # the same with undo


@dataclass(frozen=True)
class View:
    """Where the composer was in a page: Qt positions of the caret and the selection's other end, the first line."""

    caret: int = 0
    anchor: int = 0
    line: int = 0


class Page(QObject):
    """A text that is open, shown or not. Offsets count characters. It begins with the looks of the document ``like``.

    Signals:
        spliced: the text changed. Offset, how many characters went, what came in their place.
        changed: another file, or another state of being saved.
    """

    spliced = Signal(int, int, str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None, like: QTextDocument | None = None) -> None:
        super().__init__(parent)
        self.document = QTextDocument(self)
        if like is not None:  # what is set later lays the whole text out anew
            self.document.setDefaultFont(like.defaultFont())
            self.document.setDefaultTextOption(like.defaultTextOption())
        self.layout = RoomyLayout(self.document)  # the document owns it; the reference keeps its Python half
        self.document.setDocumentLayout(self.layout)
        self.document.setDocumentMargin(_MARGIN)
        self.path: Path | None = None
        self.form = Document("")  # how the file is written; the text in it is empty
        self.view = View()
        self._text = ""
        self._late: Splice | None = None  # what was changed since ``_text`` was made
        self._length = 0
        self._units = 0  # how many Qt counts in the text
        self._is_filling = False
        self.document.contentsChange.connect(self._follow)
        self.document.modificationChanged.connect(self.changed)

    @property
    def name(self) -> str:
        """The file's name, or what stands for it."""
        return self.path.name if self.path is not None else self.tr("Untitled")

    @property
    def is_modified(self) -> bool:
        """Say whether there is something to lose."""
        return self.document.isModified()

    @property
    def is_untouched(self) -> bool:
        """Say whether another text may take its place: there is no file behind it, and nothing was written into it."""
        return self.path is None and not self.is_modified and not self.document.isUndoAvailable()

    def text(self) -> str:
        """Return the text, every line ending with a newline character."""
        if self._late is not None:
            start, removed, put = self._late
            self._text = "".join((self._text[:start], put, self._text[start + removed :]))
            self._late = None
        return self._text

    def is_narrow(self) -> bool:
        """Say whether Qt's positions are offsets: no character lies beyond U+FFFF."""
        return self._length == self._units

    def position_at(self, offset: int) -> int:
        """Return the Qt position of an offset; one beyond the text is taken for its end."""
        offset = min(max(offset, 0), self._length)
        return offset if self.is_narrow() else to_position(self.text(), offset)

    def offset_at(self, position: int) -> int:
        """Return the offset of a Qt position."""
        return position if self.is_narrow() else to_offset(self.text(), position)

    def set_file(self, path: Path | None, form: Document) -> None:
        """Say which file the text is of, and how that is written."""
        self.path, self.form = path, replace(form, text="")
        self.changed.emit()

    def fill(self, text: str, start: int = 0) -> int:
        """Put the next slice of a text behind what is there; return where to go on, at last the text's length.

        Called again and again, so that the window is never held up for long. Undo begins when all is in.
        """
        self._is_filling = True
        self.document.setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        block = cursor.block()
        end = min(start + _SLICE, len(text))
        cursor.insertText(text[start:end])
        if len(text) > _SLICE:
            _lay_out(block, cursor.block())
        if end == len(text):
            self._end_filling(text)
            self.document.setUndoRedoEnabled(True)
            self.document.setModified(False)
        return end

    def fill_all(self, text: str) -> None:
        """Put in the whole of a text."""
        for _ in self.filling(text):
            pass

    def filling(self, text: str) -> Iterator[None]:
        """Put in the whole of a text, a slice a step."""
        done = self.fill(text)
        while done < len(text):
            yield
            done = self.fill(text, done)

    def splicing(self, start: int, gone: int, put: str) -> Iterator[None]:
        """Make a change of any size, a slice a step, as one step of undo. For a page that nobody sees yet."""
        old, cursor, at = self.text(), QTextCursor(self.document), 0
        low, high = self.position_at(start), self.position_at(start + gone)
        self._is_filling = True
        cursor.beginEditBlock()
        while high > low or at < len(put):
            if high > low:
                cursor.setPosition(max(high - _EDIT_SLICE, low))
                cursor.setPosition(high, QTextCursor.MoveMode.KeepAnchor)
                high = cursor.anchor()
                cursor.removeSelectedText()
            else:
                block = cursor.block()
                cursor.insertText(put[at : at + _EDIT_SLICE])
                _lay_out(block, cursor.block())
                at += _EDIT_SLICE
            cursor.endEditBlock()
            yield
            cursor.joinPreviousEditBlock()
        cursor.endEditBlock()
        self._end_filling("".join((old[:start], put, old[start + gone :])))
        self.spliced.emit(start, gone, put)

    def _end_filling(self, text: str) -> None:
        """Take what was put in for the text, unless Qt made something else of it."""
        self._is_filling = False
        self._units = self.document.characterCount() - 1
        if self._units == len(text) and not any(char in text for char in _BREAKS):
            self._take(text)
        else:
            self._read_anew()

    def _follow(self, position: int, removed: int, added: int) -> None:
        """Keep the text in step: copying ten megabytes, from Qt or not, is too much for one keystroke."""
        if self._is_filling:
            return
        units = self.document.characterCount() - 1
        if self.is_narrow():
            # Qt may count its own last paragraph end in; the whole length cannot be mistaken.
            removed = min(removed, self._length - position)
            added = units - self._length + removed
            cursor = QTextCursor(self.document)
            cursor.setPosition(position)
            cursor.setPosition(position + max(added, 0), QTextCursor.MoveMode.KeepAnchor)
            put = cursor.selectedText().replace(_PARAGRAPH, "\n")
            if added >= 0 and len(put) == added:
                self._put((position, removed, put))
                self._units = units
                self.spliced.emit(position, removed, put)
                return
        old = self.text()
        self._read_anew()
        self.spliced.emit(*splice(old, self._text))

    def _put(self, new: Splice) -> None:
        """Note a change. It is made when somebody asks for the text; what is typed in one place is one change."""
        both = joined(self._late, new) if self._late is not None else new
        if both is None:
            self.text()
        self._late = both or new
        self._length += len(new[2]) - new[1]

    def _take(self, text: str) -> None:
        self._text, self._length, self._late = text, len(text), None

    def _read_anew(self) -> None:
        # toPlainText would turn no-break spaces into spaces.
        self._take(self.document.toRawText().replace(_PARAGRAPH, "\n"))
        self._units = self.document.characterCount() - 1


def _lay_out(block: QTextBlock, last: QTextBlock) -> None:
    """Make the layout of some lines now: Qt does it for all at once, half a second for ten megabytes."""
    while block.isValid() and block.blockNumber() <= last.blockNumber():
        block.layout()
        block = block.next()
