"""The engraver: one child process that is asked, waited for, and started again if it dies."""

from __future__ import annotations

import contextlib
import threading
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from engine.engraving.child import serve
from engine.engraving.sheet import Order, Sheet
from engine.errors import EngravingError

_LIMIT_S = 20.0
_PATIENCE_S = 2.0  # for a child that was told to end
_LOOK_S = 0.02


class Engraver:
    """Engrave tunes in a child process, one after another. Any thread may ask; the others wait.

    The child is started with the first order, and again after it died or was ended because it took too long.
    """

    def __init__(self, limit_s: float = _LIMIT_S) -> None:
        self._limit_s = limit_s
        self._lock = threading.Lock()
        self._child: BaseProcess | None = None
        self._connection: Connection | None = None
        self._count = 0
        self._is_closed = False

    def start(self) -> None:
        """Start the child, so that the first order finds it ready."""
        with self._lock:
            if not self._is_closed:
                self._started()

    def engrave(self, order: Order) -> Sheet:
        """Return the engraved tune; waits for it.

        Raises:
            EngravingError: the tune cannot be engraved, took too long, or brought the child down; or this is closed.
        """
        with self._lock:
            if self._is_closed:
                raise EngravingError("the engraver is closed")
            connection = self._started()
            self._count += 1
            try:
                connection.send((self._count, order))
                if not connection.poll(self._limit_s):
                    self._end()
                    raise EngravingError("engraving took longer than {limit_s:g} seconds: shorten the tune",
                                         limit_s=self._limit_s)
                number, answer = connection.recv()
            except (EOFError, OSError) as error:
                self._end()
                raise EngravingError("the engraver broke down over this tune: change the bar you were in") from error
            assert number == self._count  # one order at a time
            if isinstance(answer, EngravingError):
                raise answer
            sheet: Sheet = answer
            return sheet

    def close(self) -> None:
        """End and join the child. May be called twice, and while another thread waits for an answer."""
        self._is_closed = True
        while not self._lock.acquire(timeout=_LOOK_S):
            child = self._child
            if child is not None:
                with contextlib.suppress(ValueError):  # whoever waits for it is told, and may have ended it already
                    child.terminate()
        try:
            self._end()
        finally:
            self._lock.release()

    def _started(self) -> Connection:
        """Return the way to a living child."""
        if self._child is not None and self._child.is_alive() and self._connection is not None:
            return self._connection
        self._end()
        context = get_context("spawn")
        connection, other = context.Pipe()
        child = context.Process(target=serve, args=(other,), name="engraver", daemon=True)
        child.start()
        other.close()
        self._child, self._connection = child, connection
        return connection

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._child is not None:
            self._child.terminate()
            self._child.join(_PATIENCE_S)
            if self._child.is_alive():
                self._child.kill()
                self._child.join()
            self._child.close()
        self._child = self._connection = None
