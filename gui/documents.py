"""The file behind the text: new, open, save, recent, and the question before anything is lost."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine.errors import FileError
from engine.files import Document, decode, read_abc, write_abc
from engine.notation.book import music_end, tune_range
from gui.editor import Editor
from gui.kinds import chosen_path, is_foreign, open_kinds
from gui.settings import Preferences

_FILTER = "ABC tunes (*.abc *.txt);;All files (*)"  # what is saved is ABC


class Documents(QObject):
    """The one document that is open. Nothing here writes a file in part: ``engine.files`` does it whole.

    Signals:
        changed: another file, or another state of being saved.
        recent_changed: the list of recent files is another.
        said: something to say in the status line. A sentence.
        failed: a file could not be read or written; nothing was lost. FileError.
        foreign: a file of another format is to be opened; whoever reads it makes a new text of it. Its path.
    """

    changed = Signal()
    recent_changed = Signal()
    said = Signal(str)
    failed = Signal(object)
    foreign = Signal(object)

    def __init__(self, editor: Editor, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._editor = editor
        self._preferences = preferences
        self._window = window
        self._document = Document("")
        self.path: Path | None = None
        editor.document().modificationChanged.connect(self.changed)

    @property
    def name(self) -> str:
        """The file's name, or what stands for it."""
        return self.path.name if self.path is not None else "Untitled"

    @property
    def is_modified(self) -> bool:
        """Say whether there is something to lose."""
        return self._editor.document().isModified()

    def show_opening(self) -> None:
        """Show the bundled opening, as an untitled text."""
        source = files("resources") / "tunes" / "opening.abc"
        opening = decode(source.read_bytes(), source.name)
        self._show(replace(opening, text=opening.text.rstrip("\n")), None)
        self._editor.move_caret(len(self._editor.text()))

    def new(self, text: str = "") -> None:
        """Begin a text, an empty one if none is given, if the composer agrees to let go of this one."""
        if self.may_let_go():
            self._show(Document(text), None)

    def open(self) -> None:
        """Ask for a file and open it."""
        if self.may_let_go():
            name, _ = QFileDialog.getOpenFileName(self._window, "Open", self._folder(), open_kinds())
            if name:
                self.load(Path(name))

    def open_path(self, path: Path) -> None:
        """Open a file that was dropped or chosen from the list."""
        if self.may_let_go():
            self.load(path)

    def load(self, path: Path) -> bool:
        """Open a file; say whether it could be read. If not, what was open stays."""
        if is_foreign(path):
            self.foreign.emit(path)
            return False
        QGuiApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        try:
            document = read_abc(path)
            self._show(document, path)
        except FileError as error:
            self.failed.emit(error)
            return False
        finally:
            QGuiApplication.restoreOverrideCursor()
        if self._editor.text() != document.text:
            self.said.emit(f"{path.name} holds paragraph separators, which will be saved as line ends")
        # Where the first tune stops is where it most likely is to go on.
        self._editor.move_caret(music_end(self._editor.text(), *tune_range(self._editor.text(), 0)))
        self._remember(path)
        return True

    def save(self) -> bool:
        """Save; say whether the text is on disk now."""
        return self.write(self.path) if self.path is not None else self.save_as()

    def save_as(self) -> bool:
        """Ask for a name and save."""
        proposal = str(Path(self._folder(), self._proposal()))
        name, _ = QFileDialog.getSaveFileName(self._window, "Save as", proposal, _FILTER)
        if not name:
            return False
        path = Path(name)
        return self.write(path if path.suffix else path.with_suffix(".abc"))

    def write(self, path: Path) -> bool:
        """Save under this name. The ghost is no part of the text and is not saved."""
        try:
            self._document = write_abc(path, replace(self._document, text=self._editor.text()))
        except FileError as error:
            self.failed.emit(error)
            return False
        self.path = path
        self._editor.document().setModified(False)
        self._remember(path)
        self.said.emit(f"Saved {path.name}")
        self.changed.emit()
        return True

    def may_let_go(self) -> bool:
        """Ask, if there is something to lose, and say whether to go on."""
        if not self.is_modified:
            return True
        box = QMessageBox(QMessageBox.Icon.Question, "Segue", f"Save the changes to {self.name}?", parent=self._window)
        box.setInformativeText("They are lost if you do not save them.")
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        return self.save() if answer == buttons.Save else answer == buttons.Discard

    def export_path(self, suffix: str, kinds: str) -> Path | None:
        """Ask where to export to."""
        proposal = str(Path(self._folder(), self._proposal()).with_suffix(suffix))
        name, kind = QFileDialog.getSaveFileName(self._window, "Export", proposal, kinds)
        return chosen_path(name, kind, suffix) if name else None

    def _show(self, document: Document, path: Path | None) -> None:
        self._document = replace(document, text="")  # the editor holds the text
        self.path = path
        self._editor.set_text(document.text)
        self.changed.emit()

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
        titles = (line[2:].strip() for line in self._editor.text()[:4000].split("\n") if line.startswith("T:"))
        title = "".join(char if char.isalnum() else "-" for char in next(titles, "tune").lower()).strip("-")
        return (title or "tune") + ".abc"
