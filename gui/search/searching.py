"""The search through every file of a folder: asked for here, done in a child process, shown as it comes."""

from __future__ import annotations

import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QFileDialog, QTabWidget

from gui.background import Background
from gui.files.documents import Documents
from gui.frame.window import Window
from gui.look.sentences import spoken
from gui.settings import Preferences
from gui.text.page import Page

if TYPE_CHECKING:
    from engine.errors import SegueError
    from engine.library.hits import Hit
    from engine.library.orders import Found
    from engine.library.searcher import Searcher
    from gui.search.library_panel import LibraryPanel

_BETWEEN_MS, _SLICE_S = 15, 0.006
_PAUSE_MS = 250  # after a keystroke in the field
_FOLDER = "library_folder"
_WIDTH = 300  # pixels of the panel when it comes
_LONGEST_QUERY = 400  # characters of a selection that are looked for


class Searching(QObject):
    """Connects panel, child process and texts. Lives in the GUI thread.

    Signals:
        failed: the search broke down. SegueError.
    """

    failed = Signal(object)

    def __init__(self, window: Window, documents: Documents, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._documents = documents
        self._preferences = preferences
        self._panel: LibraryPanel | None = None
        kept = preferences.text(_FOLDER, "")
        self._folder = Path(kept) if kept else None
        self._background = Background("library", self)
        self._searcher: Searcher | None = None
        self._number = 0  # of the newest search; whoever has another one gives up
        self._is_busy = False
        self._count = 0
        self._problems: list[str] = []
        self._wanted: tuple[Path, Hit] | None = None  # to be gone to once it is open
        self._came: deque[tuple[int, Found]] = deque()  # by the background thread; taken from in slices
        self._slice = QTimer(self, interval=_BETWEEN_MS)
        self._slice.timeout.connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        window.when("find_books", self.open)
        documents.opened.connect(lambda page, _: self._arrive(page))
        self._background.failed.connect(self._fail)

    @property
    def panel(self) -> LibraryPanel:
        """Return the panel, made when it is first wanted: the window starts without it."""
        if self._panel is None:
            from gui.search.library_panel import LibraryPanel

            self._panel = LibraryPanel()
            self._place(self._panel)
            self._connect(self._panel)
        return self._panel

    @property
    def is_busy(self) -> bool:
        """Say whether something is being searched."""
        return self._is_busy

    def open(self) -> None:
        """Show the panel, with what is selected in the text to look for, and give it the keys."""
        words = self._selected()
        panel = self.panel
        if self._folder is None and self._documents.path is not None:
            self._folder = self._documents.path.resolve().parent
        panel.show_folder(self._folder)
        is_new = panel.isHidden() or (words and words != panel.query.text())
        if words:
            panel.query.setText(words)
        if panel.isHidden():
            panel.show()
            self._window.panels.resizeDocks([panel], [_WIDTH], Qt.Orientation.Horizontal)
        panel.raise_()
        if self._folder is None:
            panel.show_state(self.tr("Choose a folder of ABC files"))
            panel.folder.setFocus()
            return
        panel.query.setFocus()
        panel.query.selectAll()
        if is_new:
            self.search()

    def choose_folder(self) -> None:
        """Ask for a folder and search it."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Folder to search"), str(self._folder or ""))
        if name:
            self.set_folder(Path(name))

    def set_folder(self, folder: Path) -> None:
        """Search another folder, now and the next time."""
        self._folder = folder
        self._preferences.keep(_FOLDER, str(folder))
        self.panel.show_folder(folder)
        self.panel.query.setFocus()
        self.search()

    def search(self) -> None:
        """Search anew. What changed on disk meanwhile is read again."""
        self._pause.stop()
        folder = self._folder
        if folder is None or self.panel.isHidden():
            return
        from engine.library.orders import Search

        texts = {page.path.resolve(): page.text() for page in self._window.desk.pages
                 if page.path is not None and page.is_modified}
        search = Search(folder.resolve(), self.panel.query.text(), texts, self.panel.only_twins.isChecked())
        self._number += 1
        number = self._number
        self._count, self._problems, self._is_busy = 0, [], True
        self.panel.model.clear(search.folder)
        self.panel.show_state(self.tr("looking…"), is_busy=True)

        def look() -> None:
            if self._searcher is None:
                from engine.library.searcher import Searcher

                self._searcher = Searcher()
            self._searcher.search(search, lambda found: self._came.append((number, found)),
                                  lambda: number != self._number)

        self._came.clear()
        self._slice.start()
        self._background.ask("search", look, lambda _: None)

    def give_up(self) -> None:
        """Search no further; what was found stays."""
        self._pause.stop()
        if self._is_busy:
            self._number += 1
            self._is_busy = False
            self.panel.show_state(self.tr("stopped: {count} found").format(count=self._count))

    def leave(self) -> None:
        """Give up the search, or close the panel where none is running."""
        if self._is_busy:
            self.give_up()
        else:
            self.panel.hide()
            self._window.editor.setFocus()

    def go(self, row: int) -> None:
        """Open the file of a tune and go there."""
        hit, path = self.panel.model.hit(row), self.panel.model.path(row)
        if hit is None or path is None:
            return
        self._wanted = path, hit
        if not self._documents.load(path):
            self._wanted = None
        page = self._documents.page_of(path)
        if page is not None:
            self._arrive(page)

    def close(self) -> None:
        """End the child and join the thread."""
        self._pause.stop()
        self._slice.stop()
        self._number += 1
        if self._searcher is not None:
            self._searcher.close()
        self._background.close()
        if self._searcher is not None:  # made meanwhile
            self._searcher.close()

    def _place(self, panel: LibraryPanel) -> None:
        panels, left = self._window.panels, Qt.DockWidgetArea.LeftDockWidgetArea
        panels.add(panel, left)
        others = [each for each in panels.findChildren(QDockWidget)
                  if each is not panel and panels.dockWidgetArea(each) == left]
        if others:  # one on the other: there is no room for two on a small screen
            panels.tabifyDockWidget(others[0], panel)
            panels.setTabPosition(left, QTabWidget.TabPosition.North)
        panel.hide()
        panel.set_theme(self._window.editor.theme)

    def _connect(self, panel: LibraryPanel) -> None:
        self._window.themed.connect(panel.set_theme)
        panel.folder_asked.connect(self.choose_folder)
        panel.query.textChanged.connect(lambda _: self._pause.start())
        panel.only_twins.toggled.connect(lambda _: self.search())
        panel.hits.chosen.connect(self.go)
        panel.stopped.connect(self.give_up)
        panel.left.connect(self.leave)
        panel.visibilityChanged.connect(lambda _: self._rest() if panel.isHidden() else None)

    def _selected(self) -> str:
        """Return what the selection asks for: its notes where it is music, else its words."""
        from engine.notation.index import bare_notes

        editor = self._window.editor
        cursor = editor.textCursor()
        if not cursor.hasSelection():
            return ""
        text = editor.text()
        start, end = editor.offset_at(cursor.selectionStart()), editor.offset_at(cursor.selectionEnd())
        line = text[text.rfind("\n", 0, start) + 1 : end]
        if line.startswith("%") or (line[1:2] == ":" and line[:1].isalpha()):
            return text[start:end].split("\n")[0].strip()[:_LONGEST_QUERY]
        notes = bare_notes(text[start:end])[:_LONGEST_QUERY]
        return f"notes: {notes}" if notes else ""

    def _take(self) -> None:
        """Show what came, for some milliseconds: a signal for each would leave no time for anything else."""
        until = time.perf_counter() + _SLICE_S
        while self._came and time.perf_counter() < until:
            number, found = self._came.popleft()
            if number == self._number:
                self._show(found)
        if not self._is_busy and not self._came:
            self._slice.stop()

    def _show(self, found: Found) -> None:
        self._count += sum(count for _, _, count in found.sections)
        self._problems += found.problems
        self.panel.model.append(found)
        self._is_busy = not found.is_whole
        if self._is_busy:
            self.panel.show_state(self.tr("{count} found, file {done} of {of}…").format(
                count=self._count, done=found.done + 1, of=found.of), is_busy=True)
            return
        words = self.tr("{count} of %n tune(s)", "", found.tunes).format(count=self._count)
        if not found.of:
            words = self.tr("There is no ABC file (.abc or .txt) in this folder")
        elif self._problems:
            words += " · " + self.tr("%n file(s) could not be read", "", len(self._problems))
        self.panel.show_state(words, "\n".join(map(spoken, self._problems)))

    def _fail(self, error: SegueError) -> None:
        self._is_busy = False
        self.panel.show_state(spoken(error))
        self.failed.emit(error)

    def _rest(self) -> None:
        """Let the child go while nobody looks: what it keeps is as large as the folder."""
        self._pause.stop()
        self._number += 1
        self._is_busy = False
        if self._searcher is not None:
            self._background.ask("search", self._searcher.rest, lambda _: None)

    def _arrive(self, page: Page) -> None:
        """Go to the tune that was chosen, if this page is its file."""
        if self._wanted is None or page.path is None or page.path.resolve() != self._wanted[0].resolve():
            return
        from engine.library.hits import whereabouts
        from engine.notation.index import parse_query

        hit, self._wanted = self._wanted[1], None
        self._window.desk.show_page(page)
        editor = self._window.editor
        place = whereabouts(page.text(), hit, parse_query(self.panel.query.text()).run)
        if place is None:
            self._window.say(self.tr("{title} does not stand in {name} any more").format(
                title=hit.entry.title or f"X:{hit.entry.number}", name=page.name), "warning")
            self.search()
            return
        tune, start, end = place
        editor.move_caret(tune)
        # The tune is shown from its first line, where there is enough below it.
        bar = editor.verticalScrollBar()
        bar.setValue(editor.textCursor().block().firstLineNumber() if bar.maximum() else 0)
        if end > start:
            editor.select(editor.position_at(start), editor.position_at(end))
        editor.setFocus()
