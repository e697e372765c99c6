"""The engine's callbacks, on their way into the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from engine.continuation import Continuation, Settings
from engine.errors import CheckpointError, MissingPackage, PhraseError
from gui.background import Background
from gui.bridge import Bridge
from gui.replies import Reply
from tests.fakes import FakeWorker

SETTINGS = Settings(seed=7)


class Heard:
    """What came out of a bridge, and on which thread."""

    def __init__(self, bridge: Bridge) -> None:
        self.text = ""
        self.bars: list[str] = []
        self.ended: list[object] = []
        self.threads: set[str] = set()
        bridge.text.connect(self._take_text)
        bridge.bar.connect(self.bars.append)
        bridge.finished.connect(self.ended.append)
        bridge.failed.connect(self.ended.append)

    def _take_text(self, text: str) -> None:
        self.text += text
        self.threads.add(threading.current_thread().name)


@pytest.fixture
def bridge(qtbot: QtBot, threads_are_joined: None) -> Iterator[Bridge]:
    bridge = Bridge()
    yield bridge
    bridge.close()


def test_a_continuation_arrives_whole_in_the_main_thread(qtbot: QtBot, bridge: Bridge) -> None:
    heard = Heard(bridge)
    bridge.start(FakeWorker("GAB|c2d|").start)
    bridge.submit("X:1\nK:G\n", 8, SETTINGS)
    qtbot.waitUntil(lambda: len(heard.ended) == 1)
    assert heard.text == "GAB|c2d|"
    assert heard.bars == ["GAB|", "GAB|c2d|"]
    assert heard.threads == {threading.main_thread().name}
    assert isinstance(heard.ended[0], Continuation)


def test_what_was_asked_before_the_engine_was_there_is_asked_then(qtbot: QtBot, bridge: Bridge) -> None:
    heard = Heard(bridge)
    bridge.submit("first", 0, SETTINGS)
    bridge.submit("second", 0, SETTINGS)
    worker = FakeWorker("G|")
    bridge.start(worker.start)
    qtbot.waitUntil(lambda: len(heard.ended) == 1)
    assert [text for text, _, _ in worker.requests] == ["second"]


def test_nothing_of_a_superseded_request_arrives(qtbot: QtBot, bridge: Bridge) -> None:
    heard = Heard(bridge)
    worker = FakeWorker("old|", by_hand=True)
    bridge.start(worker.start)
    bridge.submit("", 0, SETTINGS)
    worker.step(2)
    qtbot.waitUntil(lambda: heard.text == "ol")
    worker.script = "new|"
    bridge.submit("", 0, SETTINGS)
    worker.step(20)
    qtbot.waitUntil(lambda: len(heard.ended) == 1)
    assert heard.text == "olnew|"
    assert worker.cancelled == [1]


def test_nothing_arrives_after_cancel(qtbot: QtBot, bridge: Bridge) -> None:
    heard = Heard(bridge)
    worker = FakeWorker("GAB|", by_hand=True)
    bridge.start(worker.start)
    bridge.submit("", 0, SETTINGS)
    worker.step(1)
    qtbot.waitUntil(lambda: heard.text == "G")
    bridge.cancel()
    qtbot.waitUntil(lambda: worker.cancelled == [1])
    qtbot.wait(20)
    assert (heard.text, heard.ended) == ("G", [])


def test_pieces_that_come_while_the_window_is_busy_are_joined(qtbot: QtBot, bridge: Bridge) -> None:
    arrivals: list[str] = []
    bridge.text.connect(arrivals.append)
    worker = FakeWorker("never written", by_hand=True)
    bridge.start(worker.start)
    bridge.submit("", 0, SETTINGS)
    qtbot.waitUntil(lambda: len(worker.requests) == 1)
    for char in "GABc" * 1000:
        bridge.on_text(1, char)
    qtbot.waitUntil(lambda: bool(arrivals))
    assert arrivals == ["GABc" * 1000]


def test_an_error_arrives_with_its_place(qtbot: QtBot, bridge: Bridge) -> None:
    heard = Heard(bridge)
    bridge.start(FakeWorker(PhraseError("the chord [ is not closed: add ]", 3, 4)).start)
    bridge.submit("GAB[", 4, SETTINGS)
    qtbot.waitUntil(lambda: len(heard.ended) == 1)
    error = heard.ended[0]
    assert isinstance(error, PhraseError)
    assert (error.start, error.end) == (3, 4)


def test_a_model_that_cannot_be_loaded_is_told(qtbot: QtBot, bridge: Bridge) -> None:
    with qtbot.waitSignal(bridge.not_ready) as told:
        bridge.on_load_error(CheckpointError("the model is cut short"))
    assert str(told.args[0]) == "the model is cut short"


def test_an_engine_that_cannot_be_made_is_told_and_answers_what_waited(qtbot: QtBot, bridge: Bridge) -> None:
    heard = Heard(bridge)

    def make(_on_ready: object, _on_load_error: object) -> FakeWorker:
        raise MissingPackage("the engine cannot be loaded: install Segue again")

    bridge.submit("", 0, SETTINGS)
    with qtbot.waitSignal(bridge.not_ready):
        bridge.start(make)
    assert [str(error) for error in heard.ended] == ["the engine cannot be loaded: install Segue again"]


def test_only_the_newest_job_of_a_kind_is_answered(qtbot: QtBot, threads_are_joined: None) -> None:
    background = Background("reader")
    may_go = threading.Event()
    answers: list[str] = []
    background.ask("check", lambda: may_go.wait(30) and "first", lambda answer: answers.append(str(answer)))
    background.ask("check", lambda: "second", answers.append)
    background.ask("check", lambda: "third", answers.append)
    background.ask("play", lambda: "other", answers.append)
    may_go.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["third", "other"]
    background.close()


def test_nothing_is_done_after_the_end(threads_are_joined: None) -> None:
    background = Background("reader")
    background.close()
    background.ask("check", lambda: "late", lambda _: None)


def test_a_job_that_fails_says_so(qtbot: QtBot, threads_are_joined: None) -> None:
    background = Background("reader")

    def fail() -> None:
        raise CheckpointError("no")

    with qtbot.waitSignal(background.failed) as told:
        background.ask("check", fail, lambda _: None)
    assert str(told.args[0]) == "no"
    background.close()


def told(reply: list[object]) -> Reply:
    return Reply(then=reply.append, failed=lambda error: reply.append(str(error)),
                 gone=lambda: reply.append("gone"), progress=lambda done, of: reply.append((done, of)))


def test_who_waits_for_a_task_is_told_and_nobody_else(qtbot: QtBot, bridge: Bridge) -> None:
    heard, reply = Heard(bridge), list[object]()
    bridge.answered.connect(heard.ended.append)
    worker = FakeWorker("")
    worker.answers, worker.progress = {"str": "answer"}, [(1, 2), (2, 2)]
    bridge.start(worker.start)
    bridge.ask("task", told(reply))  # type: ignore[arg-type]  # any value will do for the fake
    qtbot.waitUntil(lambda: reply == [(1, 2), (2, 2), "answer"])
    assert heard.ended == []
    assert not bridge.is_busy
    worker.answers = {"str": PhraseError("no")}
    bridge.ask("task", told(reply))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: reply[-1] == "no")
    assert heard.ended == []


@pytest.mark.parametrize("by", ["a continuation", "another task", "cancel"])
def test_who_waits_for_a_task_hears_that_it_will_not_be_answered(qtbot: QtBot, bridge: Bridge, by: str) -> None:
    heard, first, second = Heard(bridge), list[object](), list[object]()
    worker = FakeWorker("GAB|")
    worker.tasks_by_hand, worker.answers = True, {"str": "answer"}
    bridge.start(worker.start)
    bridge.ask("task", told(first))  # type: ignore[arg-type]
    if by == "a continuation":
        bridge.submit("", 0, SETTINGS)
        qtbot.waitUntil(lambda: len(heard.ended) == 1)
    elif by == "cancel":
        bridge.cancel()
    else:
        bridge.ask("task", told(second))  # type: ignore[arg-type]
        worker.step()
        qtbot.waitUntil(lambda: second == ["answer"])
    assert first == ["gone"]
    assert not bridge.is_busy


def test_a_timer_that_asks_after_the_close_is_not_answered(qtbot: QtBot, bridge: Bridge) -> None:
    reply = list[object]()
    worker = FakeWorker("")
    bridge.start(worker.start)
    bridge.ask("task", Reply(reply.append, gone=lambda: reply.append("gone")))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: reply == ["gone"])
    bridge.close()
    bridge.ask("task", Reply(reply.append, gone=lambda: reply.append("gone")))  # type: ignore[arg-type]
    assert reply == ["gone"]
    assert worker.tasks == ["task"]
