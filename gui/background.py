"""Work beside the window: reading and performing a tune, opening a port. Any of it would hold up a keystroke."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from engine.errors import SegueError

_T = TypeVar("_T")


class Background(QObject):
    """One thread that does one job at a time. Lives in the GUI thread.

    Signals:
        failed: a job ended in an error that has a sentence. SegueError.
    """

    failed = Signal(object)
    _done = Signal(str, int, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._newest: dict[str, tuple[int, Future[Any], Callable[[Any], None]]] = {}
        self._count = 0
        self._is_closed = False
        self._done.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def ask(self, kind: str, job: Callable[[], _T], then: Callable[[_T], None]) -> None:
        """Do a job, then call ``then`` with its result in the GUI thread.

        A newer job of the same kind takes the place of an older one, whose result is dropped. After ``close``
        nothing is done: a timer may still ask while its window is going.
        """
        if self._is_closed:
            return
        self.forget(kind)
        self._count += 1
        number = self._count
        future = self._pool.submit(job)
        self._newest[kind] = number, future, then
        future.add_done_callback(lambda done: self._done.emit(kind, number, done))

    def forget(self, kind: str) -> None:
        """Drop the job of this kind, if one is waiting or running."""
        if kind in self._newest:
            self._newest.pop(kind)[1].cancel()

    def close(self, *, finishes: bool = False) -> None:
        """Drop what is waiting, or finish it, and join the thread. No result is told any more."""
        self._is_closed = True
        self._newest.clear()
        self._pool.shutdown(cancel_futures=not finishes)

    def _answer(self, kind: str, number: int, future: Future[Any]) -> None:
        newest = self._newest.get(kind)
        if newest is None or newest[0] != number:
            return
        del self._newest[kind]
        try:
            result = future.result()
        except CancelledError:
            return
        except SegueError as error:
            self.failed.emit(error)
        else:
            newest[2](result)
