"""The one engine thread: an inbox, cancel, callbacks.

Requests are numbered. The newest supersedes all earlier ones; each is answered exactly once. Listeners are
called on the thread ``engine`` and must hand on what they get without waiting.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from engine.cancelling import Cancelled
from engine.composer import Composer, open_composer
from engine.continuation import Continuation, Settings
from engine.errors import SegueError
from engine.model.checkpoint import DEFAULT
from engine.notation.phrase import read_phrase
from engine.tasks import Task


class Listener(Protocol):
    """Who is told about a request. Called on the thread ``engine``."""

    def on_text(self, request: int, text: str) -> None:
        """Take the next piece of the continuation: some characters."""

    def on_bar(self, request: int, text_so_far: str) -> None:
        """Take notice that a bar is finished; the text so far ends with its bar line."""

    def on_done(self, request: int, continuation: Continuation) -> None:
        """Take the whole continuation. No more will come."""

    def on_error(self, request: int, error: SegueError) -> None:
        """Take the reason why there is no continuation. No more will come."""


class Asker(Protocol):
    """Who is told what a task came to. Called on the thread ``engine``."""

    def on_progress(self, request: int, done: int, of: int) -> None:
        """Take notice of how far it is."""

    def on_answer(self, request: int, answer: object) -> None:
        """Take the answer; None where it was cancelled. No more will come."""

    def on_error(self, request: int, error: SegueError) -> None:
        """Take the reason why there is none. No more will come."""


@dataclass(frozen=True, slots=True)
class _Request:
    number: int
    text: str
    caret: int
    settings: Settings
    listener: Listener


@dataclass(frozen=True, slots=True)
class _Question:
    number: int
    task: Task
    asker: Asker


@dataclass(frozen=True, slots=True)
class _Preparation:
    number: int
    text: str
    caret: int


class Worker:
    """Run a Composer on a thread of its own, named ``engine``.

    The model is loaded there too: making a Worker costs nothing. ``on_ready`` gets the model's name,
    ``on_load_error`` the reason why there is none; requests are then answered with that reason.
    """

    def __init__(self, checkpoint_path: Path | None = None, *, on_ready: Callable[[str], None] | None = None,
                 on_load_error: Callable[[SegueError], None] | None = None) -> None:
        self._path = checkpoint_path or DEFAULT
        self._on_ready = on_ready
        self._on_load_error = on_load_error
        self._inbox: queue.SimpleQueue[_Request | _Question | _Preparation | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._number = 0
        self._wanted = 0  # the request that may go on; 0 = none
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._thread.start()

    def submit(self, text: str, caret: int, settings: Settings, listener: Listener) -> int:
        """Ask for a continuation of the tune around the caret; return the request's number.

        Raises:
            RuntimeError: the worker is closed.
        """
        return self._put(lambda number: _Request(number, text, caret, settings, listener))

    def ask(self, task: Task, asker: Asker) -> int:
        """Ask for something else than a continuation; it supersedes and is superseded like one.

        Raises:
            RuntimeError: the worker is closed.
        """
        return self._put(lambda number: _Question(number, task, asker))

    def _put(self, make: Callable[[int], _Request | _Question]) -> int:
        """Put what is made of the next number into the inbox: it supersedes all before it; return the number."""
        with self._lock:
            if self._is_closed:
                raise RuntimeError("the engine is closed")
            self._number += 1
            self._wanted = self._number
            self._inbox.put(make(self._number))
            return self._number

    def prepare(self, text: str, caret: int) -> None:
        """Read the phrase already, while the composer pauses, so that a Continue starts at once.

        Nothing is answered; anything submitted meanwhile goes first.
        """
        with self._lock:
            if not self._is_closed:
                self._inbox.put(_Preparation(self._number, text, caret))

    def cancel(self) -> None:
        """End what is running or waiting: it is answered as ``cancelled``."""
        self._wanted = 0

    def close(self) -> None:
        """Cancel, and join the thread."""
        with self._lock:
            self._is_closed = True
            self._wanted = 0
            self._inbox.put(None)
        self._thread.join()

    # -- on the thread ----------------------------------------------------------------------------------

    def _run(self) -> None:
        composer: Composer | None = None
        fault: SegueError | None = None
        try:
            composer = open_composer(self._path)
        except SegueError as error:
            fault = error
        except Exception as error:  # noqa: BLE001  # the program's one broad except: a thread must not die unheard
            fault = _unexpected(error)
        if composer is not None and self._on_ready is not None:
            self._on_ready(composer.name)
        if fault is not None and self._on_load_error is not None:
            self._on_load_error(fault)
        while (item := self._inbox.get()) is not None:
            if isinstance(item, _Preparation):
                if composer is not None:
                    self._prepare(composer, item)
            elif composer is None:
                who = item.asker if isinstance(item, _Question) else item.listener
                who.on_error(item.number, fault or SegueError("there is no model: install Segue again"))
            elif isinstance(item, _Question):
                self._do(composer, item)
            else:
                self._answer(composer, item)

    def _do(self, composer: Composer, item: _Question) -> None:
        """Run one task and answer it exactly once."""

        def is_cancelled() -> bool:
            return self._wanted != item.number

        def tell(done: int, of: int) -> None:
            item.asker.on_progress(item.number, done, of)

        answer: object = None
        try:
            if not is_cancelled():
                answer = item.task.run(composer, is_cancelled, tell)
        except Cancelled:
            item.asker.on_answer(item.number, None)
        except SegueError as error:
            item.asker.on_error(item.number, error)
        except Exception as error:  # noqa: BLE001  # see above
            item.asker.on_error(item.number, _unexpected(error))
        else:
            item.asker.on_answer(item.number, None if is_cancelled() else answer)

    def _prepare(self, composer: Composer, item: _Preparation) -> None:
        def is_stale() -> bool:
            return self._is_closed or self._number != item.number or not self._inbox.empty()

        def look() -> None:
            if is_stale():
                raise Cancelled

        # The composer is still typing; a fault that matters is told by the request that follows.
        with suppress(SegueError, Cancelled):
            composer.prime(read_phrase(item.text, item.caret, look).tidy, is_stale)

    def _answer(self, composer: Composer, item: _Request) -> None:
        """Run one request and answer it exactly once."""
        number, listener = item.number, item.listener

        def is_cancelled() -> bool:
            return self._wanted != number

        def look() -> None:
            if is_cancelled():
                raise Cancelled

        written: list[str] = []
        answer: Continuation | None = None
        try:
            look()
            for piece in composer.compose(read_phrase(item.text, item.caret, look), item.settings, is_cancelled):
                if isinstance(piece, Continuation):
                    answer = piece
                    break
                written.append(piece.text)
                listener.on_text(number, piece.text)
                if piece.is_bar:
                    listener.on_bar(number, "".join(written))
            assert answer is not None  # compose always ends with one
        except Cancelled:
            listener.on_done(number, Continuation("", 0, item.settings.seed, item.settings, composer.name,
                                                  "cancelled"))
        except SegueError as error:
            listener.on_error(number, error)
        except Exception as error:  # noqa: BLE001  # see above
            listener.on_error(number, _unexpected(error))
        else:
            listener.on_done(number, answer)


def _unexpected(error: Exception) -> SegueError:
    return SegueError("Segue made a mistake of its own ({kind}: {reason}); your text is untouched. Please report it "
                      "with the phrase that led to it", kind=type(error).__name__, reason=error)
