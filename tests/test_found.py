"""Texts that a fuzzer found, or began with: they must go through everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz import look_at

FOUND = sorted((Path(__file__).parent / "found").iterdir())


@pytest.mark.parametrize("path", FOUND, ids=[path.name for path in FOUND])
def test_what_was_found_is_read_and_performed(path):
    look_at(path.read_bytes().decode("utf-8", errors="ignore"))
