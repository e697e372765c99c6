"""The engraver as the window knows it: asked from here, worked beside it, answered in the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from engine.errors import SegueError
from gui.background import Background

if TYPE_CHECKING:
    from engine.engraving.engraver import Engraver
    from engine.engraving.sheet import Order, Sheet

_T = TypeVar("_T")


class Engraving(QObject):
    """One child process for every score of the window. Lives in the GUI thread.

    The child is started with the first order, on the background thread: the window does not wait for it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background("engraver", self)
        self._engraver: Engraver | None = None
        self._is_closed = False

    def ask(self, kind: str, order: Order, then: Callable[[Sheet], None],
            failed: Callable[[SegueError], None]) -> None:
        """Engrave an order, then call ``then`` or ``failed``, in the GUI thread.

        A newer order of the same kind takes the place of an older one, which is then not answered.
        """
        if self._is_closed:
            return

        def work() -> Sheet | SegueError:
            try:
                return self.engraver.engrave(order)
            except SegueError as error:
                return error

        def answer(result: Sheet | SegueError) -> None:
            if isinstance(result, SegueError):
                failed(result)
            else:
                then(result)

        self._background.ask(kind, work, answer)

    def prepare(self, job: Callable[[], _T], then: Callable[[_T], None]) -> None:
        """Do a job on the background thread and start the child there; ``then`` gets the job's result."""

        def work() -> _T:
            self.engraver.start()
            return job()

        self._background.ask("prepare", work, then)

    def forget(self, kind: str) -> None:
        """Drop the order of this kind, if one is waiting."""
        self._background.forget(kind)

    @property
    def engraver(self) -> Engraver:
        """Return the engine's engraver, made when first wanted. On the background thread only."""
        if self._engraver is None:
            from engine.engraving.engraver import Engraver

            self._engraver = Engraver()
        return self._engraver

    def close(self) -> None:
        """End the child and join the thread."""
        self._is_closed = True
        if self._engraver is not None:
            self._engraver.close()
        self._background.close()
        if self._engraver is not None:  # made meanwhile
            self._engraver.close()
