"""The files behind the texts: new, open, save, close, recent, and the question before anything is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine.errors import FileError
from engine.files import Document, decode, write_abc
from engine.notation.book import music_end, tune_range
from gui.background import Background
from gui.files.kinds import is_foreign, open_kinds
from gui.files.opening import Opening, Wanted
from gui.settings import Preferences
from gui.text.desk import Desk
from gui.text.page import Page, View


class Documents(QObject):
    """Every text that is open. Nothing here writes a file in part: ``engine.files`` does it whole.

    ``path``, ``name``, ``is_modified``, ``save`` and ``write`` are about the text in front.

    Signals:
        changed: another text, another file, or another state of being saved.
        opened: a file is open. Its page, and the Document as it lay on disk.
        saved: a text is on disk now. Its page.
        recent_changed: the list of recent files is another.
        said: something to say in the status line. A sentence.
        failed: a file could not be read or written; nothing was lost. FileError.
        foreign: a file of another format is to be opened; whoever reads it makes a new text of it. Its path.
    """

    changed = Signal()
    opened = Signal(object, object)
    saved = Signal(object)
    recent_changed = Signal()
    said = Signal(str)
    failed = Signal(object)
    foreign = Signal(object)

    def __init__(self, desk: Desk, preferences: Preferences, reader: Background, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._preferences = preferences
        self._window = window
        # Whether a page may be written to a file now; and what is done before, which may raise FileError.
        self.may_write: Callable[[Page, Path], bool] = lambda page, path: True
        self.before_write: Callable[[Path], None] = lambda path: None
        self.opening = Opening(desk.editor, reader, self)
        self.opening.opened.connect(self._adopt)
        self.opening.said.connect(self.said)
        self.opening.failed.connect(self.failed)
        desk.current_changed.connect(self.changed)
        desk.changed.connect(self.changed)
        desk.close_asked.connect(self.close)

    @property
    def path(self) -> Path | None:
        """The file of the text in front."""
        return self._desk.current.path

    @property
    def name(self) -> str:
        """The file's name, or what stands for it."""
        return self._desk.current.name

    @property
    def is_modified(self) -> bool:
        """Say whether there is something to lose in the text in front."""
        return self._desk.current.is_modified

    def show_opening(self) -> None:
        """Show the bundled opening, as an untitled text."""
        source = files("resources") / "tunes" / "opening.abc"
        opening = decode(source.read_bytes(), source.name)
        text = opening.text.rstrip("\n")
        self._desk.editor.set_text(text)
        self._desk.current.set_file(None, opening)
        self._desk.editor.move_caret(len(text))

    def new(self, text: str = "") -> Page:
        """Begin a text in a tab of its own."""
        page = Page(like=self._desk.editor.document())
        page.fill_all(text)
        self._desk.add(page)
        return page

    def open(self) -> None:
        """Ask for files and open them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open"), self._folder(), open_kinds())
        self.open_paths([Path(name) for name in names])

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open files that were dropped or chosen, each in a tab."""
        for path in paths:
            self.load(path)

    def load(self, path: Path, caret: int | None = None, *, is_shown: bool = True) -> bool:
        """Open a file, or go to the tab where it is open; say whether it could be read. A large one comes later."""
        if is_foreign(path):
            self.foreign.emit(path)
            return False
        page = self.page_of(path)
        if page is None:
            return self.opening.open(Wanted(path, caret, is_shown))
        self._desk.show_page(page)
        return True

    def forget_recent(self) -> None:
        """Empty the list of recent files."""
        self._preferences.forget_recent()
        self.recent_changed.emit()

    def page_of(self, path: Path) -> Page | None:
        """Return the page where a file is open."""
        place = path.resolve()
        return next((page for page in self._desk.pages if page.path is not None and page.path.resolve() == place), None)

    def save(self) -> bool:
        """Save; say whether the text is on disk now."""
        return self.write(self.path) if self.path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a name and save."""
        proposal = str(Path(self._folder(), self._proposal()))
        kinds = self.tr("ABC tunes (*.abc *.txt);;All files (*)")
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save as"), proposal, kinds)
        if not name:
            return False
        path = Path(name)
        return self.write(path if path.suffix else path.with_suffix(".abc"))

    def write(self, path: Path) -> bool:
        """Save under this name. The ghost is no part of the text and is not saved."""
        page = self._desk.current
        other = self.page_of(path)
        if other is not None and other is not page:
            self.failed.emit(FileError("{path} is open in another tab: close that one first, or choose another name",
                                       path=path))
            return False
        if not self.may_write(page, path):
            return False
        try:
            self.before_write(path)
            form = write_abc(path, replace(page.form, text=page.text()))
        except FileError as error:
            self.failed.emit(error)
            return False
        page.document.setModified(False)
        page.set_file(path, form)
        self.saved.emit(page)
        self._remember(path)
        self.said.emit(self.tr("Saved {name}").format(name=path.name))
        return True

    def close(self, page: Page | None = None) -> bool:
        """Close a text, the one in front if none is named, unless the composer wants to keep it."""
        page = page or self._desk.current
        if not self.may_let_go([page]):
            return False
        self._desk.remove(page)
        return True

    def may_let_go(self, pages: Iterable[Page] | None = None) -> bool:
        """Ask for each text, all of them if none is named, that is not saved; say whether to go on."""
        return all(self._ask(page) for page in list(self._desk.pages if pages is None else pages) if page.is_modified)

    @property
    def folder(self) -> Path:
        """Where an export might go: beside the document."""
        return Path(self._folder())

    @property
    def paths(self) -> list[Path]:
        """The files of all texts that are open."""
        return [page.path for page in self._desk.pages if page.path is not None]

    def _ask(self, page: Page) -> bool:
        self._desk.show_page(page)
        question = self.tr("Save the changes to {name}?").format(name=page.name)
        box = QMessageBox(QMessageBox.Icon.Question, "Segue", question, parent=self._window)
        box.setInformativeText(self.tr("They are lost if you do not save them."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        return self.save() if answer == buttons.Save else answer == buttons.Discard

    def _adopt(self, wanted: Wanted, page: Page, document: Document) -> None:
        """Put a page that was read onto the desk, unless its file was asked for twice and is there already."""
        known = self.page_of(wanted.path)
        if known is not None:
            if wanted.is_shown:
                self._desk.show_page(known)
            return
        text = page.text()
        # Where the first tune stops is where it most likely is to go on.
        caret = music_end(text, *tune_range(text, 0)) if wanted.caret is None else min(wanted.caret, len(text))
        page.set_file(wanted.path, document)
        page.view = View(page.position_at(caret), page.position_at(caret))
        self.put(page, is_shown=wanted.is_shown)
        if text != document.text:
            self.said.emit(self.tr("{name} holds paragraph separators, which will be saved as line ends").format(
                name=wanted.path.name))
        self.opened.emit(page, document)
        self._remember(wanted.path)

    def put(self, page: Page, *, is_shown: bool = True) -> None:
        """Put a page onto the desk; what nobody has touched makes way for it."""
        replaced = self._desk.current if self._desk.current.is_untouched else None
        self._desk.add(page, is_shown=is_shown or replaced is not None)
        if replaced is not None:
            self._desk.remove(replaced)

    def _remember(self, path: Path) -> None:
        self._preferences.add_recent(path.resolve())
        self.recent_changed.emit()

    def _folder(self) -> str:
        if self.path is not None:
            return str(self.path.parent)
        recent = self._preferences.recent
        return str(recent[0].parent if recent else Path.home())

    def _proposal(self) -> str:
        """Return a file name made of the tune's title."""
        if self.path is not None:
            return self.path.name
        return file_stem(self._desk.editor.text()[:4000]) + ".abc"


def file_stem(text: str) -> str:
    r"""Return a file name without suffix for a text, made of its first title.

    >>> file_stem("X:1\nT:Kitty's Rambles, no. 2\nK:D\n"), file_stem("GAB")
    ('kittys-rambles-no-2', 'tune')
    """
    title = next((line[2:].strip() for line in text.split("\n") if line.startswith("T:")), "")
    return re.sub(r"[^\w]+|_", "-", title.replace("'", "").lower()).strip("-") or "tune"
