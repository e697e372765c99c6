"""The searcher: one child process that is asked, listened to, and started again if it dies."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from engine.errors import FileError
from engine.library.orders import Found, Search
from engine.library.searching import serve

_LOOK_S = 0.02  # between two looks at whether it is still wanted


class Searcher:
    """Search folders in a child process that keeps what it read. One thread searches; any may close."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: BaseProcess | None = None
        self._connection: Connection | None = None
        self._count = 0
        self._is_closed = False

    @property
    def child_pid(self) -> int | None:
        """Return the child's process number, or None where there is none."""
        return self._child.pid if self._child is not None else None

    def search(self, search: Search, take: Callable[[Found], None], is_cancelled: Callable[[], bool]) -> None:
        """Call ``take`` with what is found, as it is found, until all is; or until it is cancelled or closed.

        Raises:
            FileError: the child broke down.
        """
        with self._lock:
            if self._is_closed:
                return
            try:
                self._listen(self._started(), search, take, is_cancelled)
            except (EOFError, OSError) as error:
                self._end()
                if not self._is_closed:
                    raise FileError("the search through {folder} broke down: search again, or choose a smaller folder",
                                    folder=search.folder) from error

    def _listen(self, connection: Connection, search: Search, take: Callable[[Found], None],
                is_cancelled: Callable[[], bool]) -> None:
        self._count += 1
        connection.send((self._count, search))
        while not is_cancelled():
            if not connection.poll(_LOOK_S):
                continue
            number, found = connection.recv()
            if number == self._count and not is_cancelled():
                take(found)
                if found.is_whole:
                    return
        connection.send((self._count, None))

    def rest(self) -> None:
        """End the child, and with it what it keeps. The next search starts another."""
        with self._lock:
            self._end()

    def close(self) -> None:
        """End and join the child; nothing is searched any more. May be called twice, and while another thread waits."""
        self._is_closed = True
        while not self._lock.acquire(timeout=_LOOK_S):
            child = self._child
            if child is not None:
                with contextlib.suppress(ValueError):  # whoever listens to it hears that, and may have ended it already
                    child.kill()
        try:
            self._end()
        finally:
            self._lock.release()

    def _started(self) -> Connection:
        if self._child is not None and self._child.is_alive() and self._connection is not None:
            return self._connection
        self._end()
        context = get_context("spawn")
        connection, other = context.Pipe()
        child = context.Process(target=serve, args=(other,), name="searcher", daemon=True)
        child.start()
        other.close()
        self._child, self._connection = child, connection
        return connection

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._child is not None:
            self._child.kill()  # it only reads
            self._child.join()
            self._child.close()
        self._child = self._connection = None
