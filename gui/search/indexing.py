"""Fills the list of tunes beside the window, keeps it in step with the text, and goes where it is told."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QObject, Qt, QTimer

from engine.difference import Splice
from engine.notation.index import Entry, Query, entries, parse_query, steps
from gui.background import Background
from gui.frame.window import Window
from gui.search.tune_list import TuneList
from gui.text.page import Page

_PAUSE_MS = 300
_SLICE = 250  # tunes whose notes are looked through before what was found is shown


class Indexing(QObject):
    """Reads on a thread of its own; the window only ever takes what is ready."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        desk, action = window.desk, window.action("tunes")
        self._desk = desk
        self._editor = desk.editor
        self.list = TuneList()
        window.panels.add(self.list, Qt.DockWidgetArea.LeftDockWidgetArea)
        self._reader = Background("index", self)
        self._text = ""  # the text that was read
        self._entries: list[Entry] = []
        self._starts: list[int] = []
        self._since: list[Splice] = []  # what was changed since it was read
        self._query = Query()
        self._steps: dict[int, str] = {}  # by the hash of a tune: notes that were read once are not read again
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.read)
        self._filter_pause = QTimer(self, singleShot=True, interval=_PAUSE_MS // 2)
        self._filter_pause.timeout.connect(self.narrow)
        self.list.filter.textChanged.connect(self._filter_pause.start)
        self.list.table.chosen.connect(self.go)
        self.list.visibilityChanged.connect(lambda is_shown: self.read() if is_shown else None)
        self.list.visibilityChanged.connect(lambda _: action.setChecked(not self.list.isHidden()))
        action.toggled.connect(self.show)
        self._editor.edited.connect(self._pause.start)
        self._editor.cursorPositionChanged.connect(self._follow_caret)
        for page in desk.pages:
            self._follow(page)
        desk.added.connect(self._follow)

    def show(self, is_on: bool) -> None:
        """Show the panel and give it the keys, or hide it."""
        if is_on == self.list.isHidden():
            self.list.setVisible(is_on)
            if is_on:
                self.list.raise_()  # the panel of the tune books may lie on it
                self.list.filter.setFocus()
            else:
                self._editor.setFocus()

    def read(self) -> None:
        """Read the headers of the text in front anew, if anybody looks."""
        self._pause.stop()
        if self.list.isHidden():
            return
        text, self._since = self._editor.text(), []
        self._reader.ask("read", lambda: (text, list(entries(text))), lambda read: self._take(*read))

    def narrow(self) -> None:
        """Show the tunes that are asked for."""
        self._query = parse_query(self.list.filter.text())
        self._reader.forget("search")
        fitting = [one for one in self._entries if self._query.fits(one)]
        if self._query.run:
            self.list.model.show([])
            self._search(fitting, 0)
        else:
            self.list.model.show(fitting)
            self._tell(is_whole=True)
            self._follow_caret()

    def go(self, row: int) -> None:
        """Go to a tune of the list."""
        start = self._now(self.list.model.entries[row].start)
        self._editor.move_caret(start)
        # The tune is shown from its first line, where there is enough below it.
        bar = self._editor.verticalScrollBar()
        bar.setValue(self._editor.textCursor().block().firstLineNumber() if bar.maximum() else 0)
        self._editor.setFocus()

    def close(self) -> None:
        """Join the thread."""
        self._pause.stop()
        self._filter_pause.stop()
        self._reader.close()

    def _take(self, text: str, read: list[Entry]) -> None:
        self._text, self._entries, self._starts = text, read, [one.start for one in read]
        self.narrow()

    def _search(self, among: list[Entry], at: int) -> None:
        """Look through the notes of the next tunes, show what is found, and go on."""
        text, run, known = self._text, self._query.run, self._steps
        part = among[at : at + _SLICE]

        def look() -> list[Entry]:
            found = []
            for one in part:
                tune = text[one.start : one.end]
                moves = known.get(hash(tune))
                if moves is None:
                    moves = known[hash(tune)] = steps(tune)
                if run in moves:
                    found.append(one)
            return found

        def take(found: list[Entry]) -> None:
            self.list.model.append(found)
            is_whole = at + _SLICE >= len(among)
            self._tell(is_whole=is_whole)
            if is_whole:
                self._follow_caret()
            else:
                self._search(among, at + _SLICE)

        self._reader.ask("search", look, take)

    def _tell(self, *, is_whole: bool) -> None:
        count, of = len(self.list.model.entries), len(self._entries)
        words = self.tr("%n tune(s)", "", of) if self._query.is_empty else self.tr("{count} of {of} tunes").format(
            count=count, of=of)
        self.list.count.setText(words if is_whole else self.tr("{words}, looking…").format(words=words))

    def _follow(self, page: Page) -> None:
        page.spliced.connect(lambda *edit: self._since.append(edit) if page is self._desk.current else None)

    def _follow_caret(self) -> None:
        """Mark the tune around the caret, if it is listed."""
        shown = self.list.model.entries
        if self.list.isHidden() or not shown or not self._starts:
            return
        caret = self._then(self._editor.caret())
        start = self._starts[max(bisect_right(self._starts, caret) - 1, 0)]
        row = bisect_right(shown, start, key=lambda one: one.start) - 1
        table = self.list.table
        if row >= 0 and shown[row].start == start:
            if table.currentIndex().row() != row:
                table.setCurrentIndex(self.list.model.index(row, 0))
        else:
            table.clearSelection()

    def _now(self, offset: int) -> int:
        """Return where a place of the text that was read is now."""
        for start, gone, put in self._since:
            if offset >= start + gone:
                offset += len(put) - gone
            elif offset > start:
                offset = start
        return offset

    def _then(self, offset: int) -> int:
        """Return where a place of the text as it is now was when it was read."""
        for start, gone, put in reversed(self._since):
            if offset >= start + len(put):
                offset += gone - len(put)
            elif offset > start:
                offset = start
        return offset

