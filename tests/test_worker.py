from __future__ import annotations

import threading
from pathlib import Path

import pytest

from engine.continuation import Continuation, Settings
from engine.errors import CheckpointError, PhraseError, SegueError
from engine.model.checkpoint import save_checkpoint
from engine.model.vocabulary import Vocabulary
from engine.worker import Worker
from tests.networks import tiny_weights

JIG = "X:1\nM:6/8\nL:1/8\nK:G\nGBd gfe|e2c dBG|"
GUARD_S = 60  # against hanging only


class Notebook:
    """A listener that writes everything down."""

    def __init__(self) -> None:
        self.text = ""
        self.bars: list[str] = []
        self.done: list[Continuation] = []
        self.errors: list[SegueError] = []
        self.threads: set[str] = set()
        self.first = threading.Event()
        self.ended = threading.Event()

    def on_text(self, request: int, text: str) -> None:
        self.threads.add(threading.current_thread().name)
        self.text += text
        self.first.set()

    def on_bar(self, request: int, text_so_far: str) -> None:
        self.bars.append(text_so_far)

    def on_done(self, request: int, continuation: Continuation) -> None:
        self.done.append(continuation)
        self.ended.set()

    def on_error(self, request: int, error: SegueError) -> None:
        self.errors.append(error)
        self.ended.set()

    @property
    def answers(self) -> int:
        return len(self.done) + len(self.errors)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.safetensors"
    save_checkpoint(path, tiny_weights(), Vocabulary().characters, {})
    return path


@pytest.fixture
def worker(path: Path):
    worker = Worker(path)
    yield worker
    worker.close()
    assert "engine" not in [thread.name for thread in threading.enumerate()]


def ask(worker: Worker, text: str = JIG, **settings) -> Notebook:
    book = Notebook()
    worker.submit(text, len(text), Settings(**settings), book)
    return book


def test_a_request_is_streamed_from_the_engine_thread_and_answered_once(worker):
    book = ask(worker, bars=4)
    assert book.ended.wait(GUARD_S)
    assert book.threads == {"engine"}
    assert book.text == book.done[0].text
    assert all(bar[-1] in "|:]12" and book.text.startswith(bar) for bar in book.bars)
    assert len(book.bars) == 4
    assert book.answers == 1


def test_a_second_continue_supersedes_the_first(worker):
    first = ask(worker, bars=256)
    assert first.first.wait(GUARD_S)
    second = ask(worker, bars=2)
    assert second.ended.wait(GUARD_S)
    assert first.done[0].ended == "cancelled"
    assert second.done[0].ended == "bars"
    assert first.answers == second.answers == 1


def test_cancel_ends_what_runs_and_what_waits(worker):
    book = ask(worker, bars=256)
    worker.cancel()
    assert book.ended.wait(GUARD_S)
    assert book.done[0].ended == "cancelled"


def test_a_faulty_phrase_is_an_error_with_its_place_and_the_worker_lives_on(worker):
    bad = ask(worker, "X:1\nM:6/8\nK:Zork\nGAB")
    assert bad.ended.wait(GUARD_S)
    good = ask(worker, bars=1)
    assert good.ended.wait(GUARD_S)
    assert isinstance(bad.errors[0], PhraseError)
    assert (bad.errors[0].start, bad.errors[0].end) == (10, 16)
    assert good.done


def test_a_temperature_that_is_no_number_is_answered_in_a_sentence(worker):
    book = ask(worker, temperature=float("nan"))
    assert book.ended.wait(GUARD_S)
    assert "temperature nan is not between" in str(book.errors[0])


def test_without_a_model_every_request_is_answered_with_the_reason(tmp_path):
    faults: list[SegueError] = []
    worker = Worker(tmp_path / "gone.safetensors", on_load_error=faults.append)
    book = ask(worker)
    assert book.ended.wait(GUARD_S)
    worker.close()
    assert isinstance(book.errors[0], CheckpointError)
    assert faults == book.errors


def test_many_requests_are_each_answered_exactly_once(worker):
    books = [ask(worker, bars=2, seed=seed) for seed in range(30)]
    assert all(book.ended.wait(GUARD_S) for book in books)
    assert [book.answers for book in books] == [1] * 30


def test_closing_answers_what_is_still_open(path):
    worker = Worker(path)
    books = [ask(worker, bars=200) for _ in range(3)]
    worker.close()
    assert [book.answers for book in books] == [1] * 3
    with pytest.raises(RuntimeError, match="closed"):
        ask(worker)


def test_what_was_prepared_gives_the_same_continuation(worker, path):
    worker.prepare(JIG, len(JIG))
    prepared = ask(worker, seed=8)
    assert prepared.ended.wait(GUARD_S)
    other = Worker(path)
    fresh = ask(other, seed=8)
    assert fresh.ended.wait(GUARD_S)
    other.close()
    assert prepared.done == fresh.done
