"""The engine's callbacks, as signals of the GUI thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from engine.continuation import Continuation, Settings
from engine.errors import SegueError
from gui.background import Background
from gui.replies import Reply

if TYPE_CHECKING:  # it brings numpy, for which the window does not wait
    from engine.tasks import Task


class Engine(Protocol):
    """What the window asks of ``engine.worker.Worker``."""

    def submit(self, text: str, caret: int, settings: Settings, listener: Bridge) -> int:
        """Continue ``text`` from ``caret``; return the request's number."""
        ...

    def ask(self, task: Task, asker: Bridge) -> int:
        """Do something else with the network; return the request's number."""
        ...

    def prepare(self, text: str, caret: int) -> None:
        """Read a phrase ahead of a request."""
        ...

    def cancel(self) -> None:
        """End the request at hand."""
        ...

    def close(self) -> None:
        """Cancel and join."""
        ...


class Bridge(QObject):
    """Turn the worker's callbacks into signals. Lives in the GUI thread; the callbacks come on thread ``engine``.

    What belongs to a request that was superseded or cancelled is dropped here. Pieces that arrive while the
    window is busy are joined, so a fast model cannot flood the event loop.

    Signals:
        text: more of the continuation. Some characters.
        bar: a bar is finished. The continuation so far, up to its bar line.
        finished: no more will come. Continuation.
        answered: what a task came to (engine/tasks.py) that nobody waits for with a Reply.
        progress: how far a task is. How much is done, of how much.
        failed: the phrase could not be continued. SegueError.
        ready: the model is loaded. Its name.
        not_ready: the model could not be loaded. SegueError.
    """

    text = Signal(str)
    bar = Signal(str)
    finished = Signal(object)
    answered = Signal(object)
    progress = Signal(int, int)
    failed = Signal(object)
    ready = Signal(str)
    not_ready = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._starter = Background("starter", self)
        self._starter.failed.connect(self._give_up)
        self._made: Engine | None = None  # set on the starter's thread
        self._engine: Engine | None = None
        self._waiting: tuple[str, int, Settings] | Task | None = None
        self._reply: Reply | None = None
        self._request = 0
        self._is_open = False
        self._is_closed = False
        self._arrived: deque[tuple[str, int, Any]] = deque()
        self._lock = threading.Lock()
        self._is_awake = False
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, make: Callable[[Callable[[str], None], Callable[[SegueError], None]], Engine]) -> None:
        """Make the engine, beside the window: importing it takes longer than a frame. One that was there is closed.

        ``make`` is given what to call when the model is ready, or cannot be loaded.
        """

        def job() -> Engine:
            if self._made is not None:
                self._made.close()
            self._made = make(self.on_ready, self.on_load_error)
            return self._made

        if self._engine is not None:
            self.cancel()
            self._engine = None
        self._starter.ask("engine", job, self._take)

    def submit(self, text: str, caret: int, settings: Settings) -> None:
        """Ask for a continuation; an earlier one is superseded."""
        self._supersede(None)
        if self._engine is None:
            self._waiting = text, caret, settings
        else:
            self._request = self._engine.submit(text, caret, settings, self)

    def ask(self, task: Task, reply: Reply | None = None) -> None:
        """Ask for something else than a continuation; what was asked for before is superseded.

        With a ``reply`` its functions are called; without one the signals are emitted. After ``close`` nothing is
        done: a timer may still ask while its window is going.
        """
        if self._is_closed:
            return
        self._supersede(reply)
        if self._engine is None:
            self._waiting = task
        else:
            self._request = self._engine.ask(task, self)

    @property
    def is_busy(self) -> bool:
        """Say whether an answer is awaited."""
        return self._is_open

    def prepare(self, text: str, caret: int) -> None:
        """Let the engine read the phrase while the composer pauses, so that a request starts at once."""
        if self._engine is not None and not self._is_open:
            self._engine.prepare(text, caret)

    def cancel(self) -> None:
        """Hear no more of the request at hand, and stop the engine writing it."""
        if self._is_open and self._engine is not None:
            self._engine.cancel()
        self._is_open = False
        self._waiting = None
        self._forget()

    def close(self) -> None:
        """Stop and join the engine."""
        self._is_open, self._is_closed, self._reply = False, True, None
        self._starter.close()
        if self._made is not None:
            self._made.close()

    # On thread `engine`

    def on_text(self, request: int, text: str) -> None:
        """Hand over the next piece."""
        self._arrive("text", request, text)

    def on_bar(self, request: int, text_so_far: str) -> None:
        """Hand over a finished bar."""
        self._arrive("bar", request, text_so_far)

    def on_done(self, request: int, continuation: Continuation) -> None:
        """Hand over the end."""
        self._arrive("finished", request, continuation)

    def on_answer(self, request: int, answer: object) -> None:
        """Hand over what a task came to."""
        self._arrive("answered", request, answer)

    def on_progress(self, request: int, done: int, of: int) -> None:
        """Hand over how far a task is."""
        self._arrive("progress", request, (done, of))

    def on_error(self, request: int, error: SegueError) -> None:
        """Hand over what went wrong."""
        self._arrive("failed", request, error)

    def on_ready(self, name: str) -> None:
        """Hand over the model's name."""
        self._arrive("ready", 0, name)

    def on_load_error(self, error: SegueError) -> None:
        """Hand over why there is no model."""
        self._arrive("not_ready", 0, error)

    def _arrive(self, kind: str, request: int, value: Any) -> None:
        with self._lock:
            last = self._arrived[-1] if self._arrived else None
            if kind == "text" and last is not None and last[:2] == ("text", request):
                self._arrived[-1] = (kind, request, last[2] + value)
            else:
                self._arrived.append((kind, request, value))
            wake, self._is_awake = not self._is_awake, True
        if wake:
            self._woken.emit()

    # In the GUI thread

    def _take(self, engine: Engine) -> None:
        self._engine = engine
        with self._lock:  # what an engine before this one still said carries numbers that come again
            self._arrived = deque(one for one in self._arrived if one[0] in ("ready", "not_ready"))
        waiting, self._waiting = self._waiting, None
        if isinstance(waiting, tuple):
            self._request = engine.submit(*waiting, self)
        elif waiting is not None:
            self._request = engine.ask(waiting, self)

    def _give_up(self, error: SegueError) -> None:
        self.not_ready.emit(error)
        if self._waiting is not None:
            self._waiting, self._is_open = None, False
            self._end("failed", error)

    def _deliver(self) -> None:
        with self._lock:
            arrived, self._is_awake = list(self._arrived), False
            self._arrived.clear()
        for kind, request, value in arrived:
            if kind in ("ready", "not_ready"):
                getattr(self, kind).emit(value)
            elif self._is_open and request == self._request:
                if kind == "progress":
                    self._tell_progress(*value)
                    continue
                self._is_open = kind not in ("finished", "answered", "failed")
                if self._is_open:
                    getattr(self, kind).emit(value)
                else:
                    self._end(kind, value)

    def _supersede(self, reply: Reply | None) -> None:
        self._forget()
        self._is_open, self._reply = True, reply

    def _forget(self) -> None:
        reply, self._reply = self._reply, None
        if reply is not None:
            reply.gone()

    def _tell_progress(self, done: int, of: int) -> None:
        (self._reply.progress if self._reply is not None else self.progress.emit)(done, of)

    def _end(self, kind: str, value: Any) -> None:
        reply, self._reply = self._reply, None
        if reply is None:
            getattr(self, kind).emit(value)
        elif kind == "failed":
            reply.failed(value)
        elif value is None and kind == "answered":
            reply.gone()
        else:
            reply.then(value)
