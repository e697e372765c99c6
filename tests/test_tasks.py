"""What the engine's thread does besides continuing."""

from __future__ import annotations

import threading

import pytest

from engine.continuation import Settings
from engine.errors import PhraseError, SegueError
from engine.model.checkpoint import DEFAULT
from engine.tasks import ChooseTakes, Heard, HearTune, JudgeTake, Rewritten, Take, WriteAgain, WriteBarsAgain
from engine.worker import Worker

TUNE = "X:1\nT:Ours\nM:6/8\nL:1/8\nK:G\nGBd gfe|c2e dBG|AFD AFD|GBA G2z|GBd gfe|c2e dBG|AFD DEF|G3 G3|]\n"


class Asking:
    """Somebody who waits for an answer."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.errors: list[SegueError] = []
        self.progress: list[tuple[int, int]] = []
        self.done = threading.Semaphore(0)

    def on_progress(self, _request: int, done: int, of: int) -> None:
        self.progress.append((done, of))

    def on_answer(self, _request: int, answer: object) -> None:
        self.answers.append(answer)
        self.done.release()

    def on_error(self, _request: int, error: SegueError) -> None:
        self.errors.append(error)
        self.done.release()


@pytest.fixture
def worker():
    one = Worker(DEFAULT)
    yield one
    one.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "engine"]


def answered(worker: Worker, task) -> object:
    asking = Asking()
    worker.ask(task, asking)
    assert asking.done.acquire(timeout=60)
    assert asking.errors == []
    return asking.answers[0]


def test_takes_are_chosen_on_the_engines_thread(worker):
    takes = answered(worker, ChooseTakes(TUNE[:-4], len(TUNE) - 4, Settings(bars=2), keep=2, candidates=3))
    assert isinstance(takes, tuple)
    assert len(takes) == 2


def test_the_bars_that_a_selection_touches_are_written_again(worker):
    start, end = TUNE.index("AFD AFD") + 2, TUNE.index("GBA") + 1
    found = answered(worker, WriteBarsAgain(TUNE, start, end, Settings(), 4))
    assert isinstance(found, Rewritten)
    assert TUNE[found.place.start:found.place.end] == "AFD AFD|GBA G2z"
    caret = TUNE.index("c2e") + 1
    one = answered(worker, WriteBarsAgain(TUNE, caret, caret, Settings(), 4))
    assert isinstance(one, Rewritten)
    assert TUNE[one.place.start:one.place.end] == "c2e dBG"


def test_a_tune_is_heard_through_the_networks_ears(worker):
    heard = answered(worker, HearTune(TUNE, 60))
    assert isinstance(heard, Heard)
    assert len(heard.surprise.bars) == 8


def test_a_newer_question_supersedes_an_older_one(worker):
    first, second = Asking(), Asking()
    worker.ask(ChooseTakes(TUNE[:-4], len(TUNE) - 4, Settings(bars=64), 4, 60), first)
    worker.ask(HearTune(TUNE, 60), second)
    assert second.done.acquire(timeout=60)
    assert first.done.acquire(timeout=60)
    assert first.answers == [None]
    assert isinstance(second.answers[0], Heard)


def test_a_fault_is_answered_as_one(worker):
    asking = Asking()
    worker.ask(ChooseTakes("", 0, Settings()), asking)
    assert asking.done.acquire(timeout=60)
    assert isinstance(asking.errors[0], PhraseError)


def test_choosing_says_how_far_it_is(worker):
    asking = Asking()
    worker.ask(ChooseTakes(TUNE[:-4], len(TUNE) - 4, Settings(bars=2), keep=1, candidates=3), asking)
    assert asking.done.acquire(timeout=60)
    assert asking.progress == [(1, 3), (2, 3), (3, 3)]


def test_a_continuation_is_judged_as_the_take_that_was_chosen(worker):
    text = TUNE[:-4]
    takes = answered(worker, ChooseTakes(text, len(text), Settings(bars=2), keep=1, candidates=1))
    assert isinstance(takes, tuple)
    take = takes[0]
    assert isinstance(take, Take)
    assert answered(worker, JudgeTake(text, len(text), take.continuation)) == take


def test_bars_that_are_held_stay_as_they_are(worker):
    start, end = TUNE.index("c2e"), TUNE.index("GBA") + 1
    held = TUNE.index("AFD") + 1, TUNE.index("AFD") + 1
    found = answered(worker, WriteBarsAgain(TUNE, start, end, Settings(), 4, held=(held,)))
    assert isinstance(found, Rewritten)
    first, second, third = found.text.split("|")
    assert second == "AFD AFD"
    assert first != "c2e dBG" or third != "GBA G2z"
    assert {one.place for one in (found, *found.others)} == {found.place}
    assert len({one.text for one in (found, *found.others)}) == 1 + len(found.others) > 1


def test_where_every_bar_is_held_it_is_said(worker):
    asking = Asking()
    place = TUNE.index("AFD") + 1
    worker.ask(WriteBarsAgain(TUNE, place, place, Settings(), 4, held=((place, place),)), asking)
    assert asking.done.acquire(timeout=60)
    assert "is held" in str(asking.errors[0])


def test_without_surprise_the_network_is_not_asked(worker):
    heard = answered(worker, HearTune(TUNE, 60, with_surprise=False))
    assert isinstance(heard, Heard)
    assert heard.surprise.bars == ()
    assert [TUNE[start:end] for start, end in heard.bars][:2] == ["GBd gfe|", "c2e dBG|"]


def test_a_continuation_is_written_again_from_what_is_kept_of_it(worker):
    text = TUNE[:-4]
    takes = answered(worker, ChooseTakes(text, len(text), Settings(bars=2), keep=2, candidates=2))
    assert isinstance(takes, tuple)
    for take in takes:
        assert answered(worker, WriteAgain(text, len(text), take.continuation.settings)) == take.continuation


def test_bars_for_which_no_other_music_is_found_are_an_error_with_a_sentence(worker):
    asking = Asking()
    text = "X:1\nM:6/8\nL:1/8\nK:G\n" + "G6|" * 12
    place = text.rindex("G6")
    chosen = Settings(top_p=0.0001, lowest="G", highest="f", symbols="off")
    worker.ask(WriteBarsAgain(text, place, place, chosen, 1, hold_rhythm=True), asking)
    assert asking.done.acquire(timeout=60)
    assert [str(error) for error in asking.errors] == [
        "no other music was found for these bars: choose another seed, or a higher temperature"]
