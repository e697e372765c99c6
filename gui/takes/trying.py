"""Keeps the tree of what was tried: beside the document, or in the data folder while it has no name."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from engine.attempts import SUFFIX, Attempts, Leaf, beside, read_attempts, write_attempts
from engine.errors import FileError
from gui.takes.ghost_takes import GhostTakes
from gui.takes.tries import Round, Try
from gui.text.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAVE_MS = 400
_UNNAMED = "unnamed-"
_MOST_UNNAMED = 40  # files of documents without a name that are looked into


class Kept:
    """The tree of one editor and where it lies; ``path`` is None before there is anything of a nameless document."""

    def __init__(self) -> None:
        self.attempts = Attempts()
        self.document: Path | None = None
        self.path: Path | None = None


class Trying(QObject):
    """Write down what was tried, and bring it back.

    Signals:
        changed: the tree is another.
        failed: a tree could not be read or written. FileError.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, ghosts: GhostTakes, editor: Editor, folder: Path | None = None,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ghosts = ghosts
        self._editor = editor
        self._folder = folder
        self._kept: WeakKeyDictionary[Editor, Kept] = WeakKeyDictionary()
        self._complained = False
        self._pause = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._pause.timeout.connect(self.save)
        ghosts.added.connect(self._add)
        ghosts.accepted.connect(self._accept)

    @property
    def attempts(self) -> Attempts:
        """Return the tree at hand."""
        return self._here.attempts

    @property
    def path(self) -> Path | None:
        """Return where the tree lies, None before there is anything to keep."""
        return self._here.path

    @property
    def folder(self) -> Path:
        """Return where trees of documents without a name lie."""
        data = QStandardPaths.StandardLocation.AppDataLocation
        return self._folder or Path(QStandardPaths.writableLocation(data)) / "takes"

    def use(self, editor: Editor) -> None:
        """Serve another editor from now on."""
        self.save()
        self._editor = editor
        self.changed.emit()

    def set_document(self, document: Path | None) -> None:
        """Take notice of which file the editor holds: it was opened, begun, or saved under a name.

        What was tried with a text that the editor still holds goes with it.
        """
        self.save()
        before, text = self._here, self._editor.text()
        if before.document == document and (document is not None or self._is_same_unnamed(text)):
            return
        now = self._kept[self._editor] = Kept()
        now.document = document
        if document is None:
            self._find_unnamed(text)
        else:
            now.path = beside(document)
            now.attempts = self._read(now.path)
        carried = [leaf for leaf in before.attempts.leaves.values() if before.attempts.openings[leaf.opening] in text]
        for leaf in carried:
            now.attempts.openings[leaf.opening] = before.attempts.openings[leaf.opening]
            now.attempts.leaves.setdefault(leaf.id, leaf)
        if carried and document is not None:
            self._write(now)
            if before.document is None and before.path is not None and len(carried) == len(before.attempts.leaves):
                before.path.unlink(missing_ok=True)
        self.changed.emit()

    def save(self) -> None:
        """Write the tree now, if it has changed."""
        if self._pause.isActive():
            self._pause.stop()
            self._write(self._here)

    def keep(self, one: Try, is_kept: bool) -> None:
        """Mark a try as kept, or no longer."""
        one.is_kept = is_kept
        if one.leaf in self.attempts.leaves:
            self.attempts.keep(one.leaf, is_kept)
            self._note()

    def forget(self, name: str) -> None:
        """Delete a leaf."""
        if name in self.attempts.leaves:
            self.attempts.remove(name)
            self._note()

    def opening(self, leaf: Leaf) -> str:
        """Return the text that a leaf continued."""
        return self.attempts.openings[leaf.opening]

    def round_of(self, leaf: Leaf) -> Round:
        """Return the round of a leaf: all that was tried at its place."""
        tries = [Try(one.text, one.continuation, one.id, behind=one.behind, is_kept=one.is_kept,
                     is_whole=one.ended != "cancelled")
                 for one in self.attempts.leaves_of(leaf.opening) if one.replaced == leaf.replaced]
        index = next(number for number, one in enumerate(tries) if one.leaf == leaf.id)
        return Round(self.opening(leaf), tries, index, leaf.replaced)

    @property
    def _here(self) -> Kept:
        return self._kept.setdefault(self._editor, Kept())

    def _is_same_unnamed(self, text: str) -> bool:
        """Say whether a text without a name is still the one that the tree belongs to, however it was edited."""
        kept, document = self._here, self._editor.document()
        if not kept.attempts.leaves:
            self._find_unnamed(text)
            return True
        is_edited = document.isModified() or document.isUndoAvailable()
        return is_edited or any(opening in text for opening in kept.attempts.openings.values())

    def _add(self, one: Try, before: str) -> None:
        attempts, replaced = self.attempts, self._ghosts.round.replaced
        old = attempts.leaves.get(one.leaf)
        if old is not None and old.ended == "cancelled" and one.continuation.text.startswith(old.text):
            attempts.remove(old.id)  # it has been written to its end since
        one.leaf = attempts.add(before, one.continuation, replaced, one.behind).id
        if one.is_kept:
            attempts.keep(one.leaf, True)
        self._note()

    def _accept(self, one: Try, text: str) -> None:
        if one.leaf in self.attempts.leaves:
            self.attempts.accept(one.leaf, text)
            self._note()

    def _note(self) -> None:
        self._pause.start()
        self.changed.emit()

    def _read(self, path: Path) -> Attempts:
        try:
            return read_attempts(path)
        except FileError as error:
            self.failed.emit(error)
            return Attempts()

    def _write(self, kept: Kept) -> None:
        if kept.path is None:
            if not kept.attempts.leaves:
                return
            now = datetime.now(UTC)
            kept.path = self.folder / f"{_UNNAMED}{now:%Y%m%d-%H%M%S-%f}{SUFFIX}"
        try:
            write_attempts(kept.path, kept.attempts)
        except FileError as error:
            if not self._complained:  # once is enough for a folder that nobody may write to
                self._complained = True
                self.failed.emit(error)

    def _find_unnamed(self, text: str) -> None:
        """Bring back what was tried with a text that never had a name."""
        kept = self._here
        for path in self._unnamed() if text.strip() else ():
            found = self._read(path)
            if any(opening in text for opening in found.openings.values() if opening.strip()):
                kept.path, kept.attempts = path, found
                self.changed.emit()
                return

    def _unnamed(self) -> Iterator[Path]:
        try:
            paths = sorted(self.folder.glob(f"{_UNNAMED}*{SUFFIX}"), reverse=True)
        except OSError:
            return iter(())
        return iter(paths[:_MOST_UNNAMED])
