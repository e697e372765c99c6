"""One idea a file: none of the program is longer than 300 lines."""

from __future__ import annotations

from pathlib import Path

import pytest

_MOST = 300
_ROOT = Path(__file__).parents[1]
_LONGER: dict[str, str] = {}  # each with its reason


@pytest.mark.parametrize("room", ["engine", "gui"])
def test_no_module_is_longer_than_can_be_overlooked(room: str) -> None:
    lengths = {path.relative_to(_ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
               for path in (_ROOT / room).rglob("*.py")}
    assert len(lengths) > 50
    assert not {name: length for name, length in lengths.items() if length > _MOST and name not in _LONGER}


def test_an_exception_is_still_one() -> None:
    shorter = [name for name in _LONGER if len((_ROOT / name).read_text("utf-8").splitlines()) <= _MOST]
    assert not shorter
