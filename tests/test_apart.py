"""A job in a child process: its answer, its error, its end."""

from __future__ import annotations

import os
import time

import pytest

from engine.errors import FileError, SettingsError
from engine.exchange.apart import apart


def double(number: int) -> int:
    return 2 * number


def refuse() -> None:
    raise SettingsError("no")


def die() -> None:
    os._exit(3)


def wait_for_ever() -> None:
    while True:
        time.sleep(1)


def test_the_answer_of_the_child_comes_back():
    assert apart(double, 21, limit_s=60, what="doubling") == 42


def test_the_childs_sentence_comes_back():
    with pytest.raises(SettingsError, match="no"):
        apart(refuse, limit_s=60, what="refusing")


def test_a_child_that_dies_is_said():
    with pytest.raises(FileError, match="dying failed"):
        apart(die, limit_s=60, what="dying")


def test_a_child_that_takes_too_long_is_ended_and_said():
    with pytest.raises(FileError, match=r"waiting took longer than 0\.5 seconds"):
        apart(wait_for_ever, limit_s=0.5, what="waiting")


def test_a_child_that_is_no_longer_wanted_is_ended():
    with pytest.raises(FileError, match="given up"):
        apart(wait_for_ever, limit_s=60, what="waiting", is_cancelled=lambda: True)
