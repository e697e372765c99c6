"""Notes every edit that is not saved in the journal, within a second."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from engine.difference import Splice, joined
from engine.errors import SegueError
from engine.journal import Journal, Tab
from gui.background import Background
from gui.text.desk import Desk
from gui.text.page import Page

T = TypeVar("T")
_PATIENCE_S = 20.0  # for a disk that is to hold everything before the window closes
_PAUSE_MS = 400  # the first edit after a pause is on the disk half a second later


class Journaling(QObject):
    """Follow every page of the desk. The writing is done on a thread of its own.

    Signals:
        failed: the journal cannot be written. SegueError, said once.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._journal = Journal(folder)
        self._writer = Background("journal", self)
        self._writer.failed.connect(self._tell)
        self._numbers: dict[Page, int] = {}
        self._begun: set[int] = set()
        self._late: dict[int, list[Splice]] = {}  # edits of begun texts that are not written yet
        self._stale: dict[int, Page] = {}  # texts that are to be written whole
        self._jobs = 0
        self._has_failed = self._is_handed_over = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        for page in desk.pages:
            self._follow(page)
        desk.added.connect(self._follow)
        desk.removed.connect(self._let_go)

    def flush(self) -> None:
        """Write what is not written yet."""
        self._pause.stop()
        for number, page in self._stale.items():
            if not page.is_modified:
                continue
            self._begun.add(number)
            path, document = page.path, replace(page.form, text=page.text())
            self._do(partial(self._journal.begin, number, path, document))
        for number, edits in self._late.items():
            self._do(partial(self._append, number, edits), self._note_long)
        self._stale, self._late = {}, {}

    def after(self, job: Callable[[], None]) -> None:
        """Write what is not written yet, then do a job on the same thread."""
        self.flush()
        self._do(job)

    def hand_over(self) -> bool:
        """Leave every text that is not saved to the next window, which puts it back unasked; say whether all are safe.

        Waits for the disk, which is read again. Where it does not hold everything, all goes on as before.
        """
        unsaved = {number: page for page, number in self._numbers.items() if page.is_modified}
        if not unsaved:
            return True
        for number, page in unsaved.items():
            self._stale[number] = page
            self._late.pop(number, None)
        self.flush()
        texts = {number: page.text() for number, page in unsaved.items()}
        tabs = {number: self._tab(page) for number, page in unsaved.items()}
        answers: SimpleQueue[bool] = SimpleQueue()

        def hand_over() -> None:
            is_safe = False
            try:
                is_safe = self._journal.hand_over(texts, tabs)
            finally:
                answers.put(is_safe)

        self._do(hand_over)
        with suppress(Empty):
            self._is_handed_over = answers.get(timeout=_PATIENCE_S)
        return self._is_handed_over

    def close(self) -> None:
        """Join the thread and leave nothing behind but what is handed over: of all else the composer was asked."""
        self._pause.stop()
        self._writer.close(finishes=True)
        if self._is_handed_over:
            self._journal.leave()
        else:
            self._journal.close()

    def _tab(self, page: Page) -> Tab:
        is_front = page is self._desk.current
        caret = self._desk.editor.caret() if is_front else page.offset_at(page.view.caret)
        return Tab(self._desk.pages.index(page), caret, is_front)

    def _follow(self, page: Page) -> None:
        number = self._numbers[page] = max(self._numbers.values(), default=0) + 1
        page.spliced.connect(lambda *edit: self._note(page, number, edit))
        page.changed.connect(lambda: self._note_state(page, number))
        if page.is_modified:
            self._stale[number] = page
            self._pause.start()

    def _note(self, page: Page, number: int, edit: Splice) -> None:
        if number not in self._begun:
            self._stale[number] = page
        elif number not in self._stale:
            edits = self._late.setdefault(number, [])
            both = joined(edits[-1], edit) if edits else None
            edits[-1:] = [both] if both is not None else [*edits[-1:], edit]
        if not self._pause.isActive():  # not put off by further typing
            self._pause.start()

    def _note_state(self, page: Page, number: int) -> None:
        if page.is_modified:
            if number not in self._begun:
                self._stale[number] = page
                self._pause.start()
        else:
            self._forget(number)

    def _let_go(self, page: Page) -> None:
        self._forget(self._numbers.pop(page))

    def _forget(self, number: int) -> None:
        self._stale.pop(number, None)
        self._late.pop(number, None)
        if number in self._begun:
            self._begun.discard(number)
            self._do(partial(self._journal.forget, number))

    def _append(self, number: int, edits: list[Splice]) -> int:
        """Append on the journal's thread; return the text's number if it is to be begun anew, else 0."""
        return number if self._journal.append(number, edits) else 0

    def _note_long(self, number: int) -> None:
        page = next((page for page, each in self._numbers.items() if each == number), None)
        if page is not None and number in self._begun:
            self._stale[number] = page
            self._late.pop(number, None)
            self._pause.start()

    def _do(self, job: Callable[[], T], then: Callable[[T], None] = lambda _: None) -> None:
        self._jobs += 1  # each job has a kind of its own, so that none takes another's place
        self._writer.ask(f"job {self._jobs}", job, then)

    def _tell(self, error: SegueError) -> None:
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(error)
