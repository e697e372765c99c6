"""Parts with the shape of the real ones, whose every step a test decides."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any

from engine.continuation import Continuation, Settings
from engine.errors import SegueError


class FakeWorker:
    """Stream given text from a thread of its own, as ``engine.worker.Worker`` streams what the model writes.

    ``script`` is what a request gets: text, or an error. Without ``by_hand`` all of it comes at once;
    with it, each ``step()`` lets one character through. Every request ends with one answer.
    """

    def __init__(self, script: str | SegueError, *, by_hand: bool = False) -> None:
        self.script = script
        self.requests: list[tuple[str, int, Settings]] = []
        # To tasks, by the names of their classes; an error is raised, a function called with the task.
        self.answers: dict[str, Any] = {}
        self.tasks: list[Any] = []
        self.progress: list[tuple[int, int]] = []  # what is told of every task before its answer
        self.tasks_by_hand = False  # then each task waits for a step(), or to be cancelled
        self.cancelled: list[int] = []
        self._by_hand = by_hand
        self._steps = 0
        self._moved = threading.Condition()
        self._inbox: queue.SimpleQueue[tuple[int, Any, Any] | None] = queue.SimpleQueue()
        self._count = 0
        self._cancel_up_to = 0
        self._on_ready: Callable[[str], None] = lambda name: None
        self._thread = threading.Thread(target=self._run, name="engine")

    def start(self, on_ready: Callable[[str], None], _on_load_error: Callable[[SegueError], None],
              path: Any = None) -> FakeWorker:
        """Begin, as app.build asks its engine to."""
        self.path = path
        if self._thread.ident is not None:  # it was closed before, for another model
            self._thread = threading.Thread(target=self._run, name="engine")
        self._on_ready = on_ready
        self._thread.start()
        return self

    def prepare(self, text: str, caret: int) -> None:
        """Read ahead: nothing to do."""

    def step(self, count: int = 1) -> None:
        """Let so many characters through."""
        with self._moved:
            self._steps += count
            self._moved.notify_all()

    def submit(self, text: str, caret: int, settings: Settings, listener: Any) -> int:
        """Take a request; the one before it is cancelled."""
        self.requests.append((text, caret, settings))
        return self._put(settings, listener)

    def ask(self, task: Any, asker: Any) -> int:
        """Take a task; what was asked before is cancelled. It gets what ``answers`` holds for its class."""
        self.tasks.append(task)
        return self._put(task, asker)

    def _put(self, wanted: Any, listener: Any) -> int:
        self.cancel()
        self._count += 1
        self._inbox.put((self._count, wanted, listener))
        return self._count

    def cancel(self) -> None:
        """End what was asked so far."""
        with self._moved:
            self._cancel_up_to = self._count
            self._moved.notify_all()

    def close(self) -> None:
        """Cancel and join."""
        self.cancel()
        self._inbox.put(None)
        if self._thread.ident is not None:
            self._thread.join()

    def _may_go_on(self, number: int, *, is_stepped: bool = False) -> bool:
        is_stepped = is_stepped or self._by_hand
        with self._moved:
            self._moved.wait_for(lambda: not is_stepped or self._steps > 0 or number <= self._cancel_up_to)
            self._steps -= 1
            return number > self._cancel_up_to

    def _run(self) -> None:
        self._on_ready("fake")
        while (request := self._inbox.get()) is not None:
            number, settings, listener = request
            if not isinstance(settings, Settings):
                for done, of in self.progress:
                    listener.on_progress(number, done, of)
                if self.tasks_by_hand and not self._may_go_on(number, is_stepped=True):
                    self.cancelled.append(number)
                    listener.on_answer(number, None)
                    continue
                answer = self.answers.get(type(settings).__name__)
                if callable(answer):
                    answer = answer(settings)
                (listener.on_error if isinstance(answer, SegueError) else listener.on_answer)(number, answer)
                continue
            if isinstance(self.script, SegueError):
                listener.on_error(number, self.script)
                continue
            text = ""
            for char in self.script:
                if not self._may_go_on(number):
                    break
                text += char
                listener.on_text(number, char)
                if char == "|":
                    listener.on_bar(number, text)
            is_whole = text == self.script
            if not is_whole:
                self.cancelled.append(number)
            ended = "bars" if is_whole else "cancelled"
            listener.on_done(number, Continuation(text, text.count("|"), settings.seed, settings, "fake", ended))


class FakePlayer:
    """Remember what was to be played. Time passes when a test says so, by ``finish``."""

    def __init__(self, port: Any, on_note: Any, on_end: Any, on_fault: Any, on_turn: Any) -> None:
        self.port = port
        self.on_note, self.on_end, self.on_fault, self.on_turn = on_note, on_end, on_fault, on_turn
        self.rounds: list[tuple[Any, int]] = []  # with their tags, those of the loop that plays
        self.counts_in = False
        self.plays: list[tuple[list[Any], float, bool]] = []
        self.is_playing = False
        self.is_closed = False
        self.position_s = 0.0
        self.tempo = 1.0
        self.panics = 0

    @property
    def notes(self) -> list[Any]:
        """What was given since the last play."""
        return self.plays[-1][0]

    @property
    def is_open(self) -> bool:
        """Whether more will come."""
        return self.plays[-1][2]

    def play(self, notes: Sequence[Any], from_s: float = 0.0, *, is_open: bool = False) -> None:
        """Begin."""
        self.plays.append((list(notes), from_s, is_open))
        self.is_playing, self.position_s = True, from_s

    def extend(self, notes: Sequence[Any], *, is_open: bool) -> None:
        """Go on."""
        given, from_s, _ = self.plays[-1]
        self.plays[-1] = ([*given, *notes], from_s, is_open)

    def loop(self, first: Any, tag: int = 0, *, counts_in: bool = False) -> None:
        """Go round."""
        self.rounds, self.counts_in = [(first, tag)], counts_in
        self.is_playing, self.position_s = True, 0.0

    def change_round(self, following: Any, tag: int = 0) -> None:
        """Take another round."""
        self.rounds.append((following, tag))

    def turn(self) -> None:
        """Begin the next round."""
        self.on_turn(self.rounds[-1][1])

    def finish(self) -> None:
        """Come to the end."""
        self.is_playing = False
        self.on_end()

    def stop(self) -> None:
        """Fall silent."""
        self.is_playing = False

    def panic(self) -> None:
        """Silence everything."""
        self.is_playing = False
        self.panics += 1

    def set_port(self, port: Any) -> None:
        """Send elsewhere."""
        self.port.close()
        self.port = port

    def set_tempo(self, scale: float) -> None:
        """Play so many times as fast."""
        self.tempo = scale

    def close(self) -> None:
        """Join, if there were anything to join."""
        self.is_playing = False
        self.is_closed = True
