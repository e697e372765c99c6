"""Texts that a fuzzer found, or began with: they must go through everything.

``fuzzed.json`` holds the fewest of a run of ten minutes that together reach every line that the whole run reached.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fuzz import look_at

_FOLDER = Path(__file__).parent / "found"
FOUND = [path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.abc"))]
FOUND += json.loads((_FOLDER / "fuzzed.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", range(len(FOUND)))
def test_what_was_found_is_read_and_performed(number):
    look_at(FOUND[number])
