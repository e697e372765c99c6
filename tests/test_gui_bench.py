"""What measures the window measures something: each part in a process of its own, with little to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.bench import book, keystroke

# Whoever asks for another machine is named on standard error; a server's socket on this one is none.
_LISTEN = """
import sys
def hear(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname") or (
            event == "socket.connect" and not isinstance(arguments[1], (str, bytes))):
        print("NETWORK", event, arguments, file=sys.stderr)
sys.addaudithook(hear)
"""


def run(code: str) -> tuple[dict[str, float], str]:
    """Return the figures that a fresh interpreter prints, and what it complains of."""
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], capture_output=True, text=True,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def measured(module: str, *arguments: int) -> dict[str, float]:
    return run(f"import json, gui.bench.{module} as one; print(json.dumps(one.measure(*{arguments})))")[0]


def test_the_book_has_the_lines_that_are_asked_for_and_reads_without_a_fault() -> None:
    from engine.notation.reader import read_book

    text = keystroke.book(500)
    assert 500 <= text.count("\n") < 520
    assert [fault.code for tune in read_book(text) for fault in tune.diagnostics] == []
    assert len(read_book(book.book(7))) == 7


def test_keys_are_measured_to_the_paint() -> None:
    figures = measured("keystroke", 5, 200)
    assert 0 < figures["key_painted_ms_p50"] <= figures["key_painted_ms_p99"] <= figures["key_painted_ms_max"] < 1000


def test_the_ghost_is_measured_from_its_key() -> None:
    figures = measured("ghost", 2)
    assert 0 < figures["first_ghost_ms_p50"] <= figures["first_ghost_ms_max"] < 10_000


def test_the_score_is_measured_at_every_length() -> None:
    figures = measured("score", 1)
    assert all(figures[f"{what}_{bars}_ms"] > 0 for what in ("engrave", "draw", "draw_all", "score_after_key")
               for bars in (16, 64, 200))
    assert figures["score_gap_ms"] > 0


def test_a_book_is_measured_at_each_thing_that_is_done_to_it() -> None:
    figures = measured("book", 40)
    assert {"open_gap_ms", "type_gap_ms", "index_gap_ms", "filter_gap_ms", "notes_gap_ms", "type_with_index_gap_ms",
            "find_gap_ms", "find_next_gap_ms", "turn_gap_ms", "search_first_ms", "search_gap_ms",
            "search_notes_gap_ms", "search_again_gap_ms"} <= set(figures)


def test_what_comes_back_after_a_crash_is_measured() -> None:
    figures = measured("recovery", 40)
    assert {f"{what}_{which}_gap_ms" for what in ("offer", "recover") for which in ("edited", "rewritten", "untitled")
            } <= set(figures)


def test_a_first_start_sounds_and_goes_on_without_a_network() -> None:
    figures, said = run(_LISTEN + "import json, gui.bench.first_start as one; print(json.dumps(one.measure()))")
    assert 0 < figures["first_sound_ms"] < figures["first_own_sound_ms"] < 60_000
    assert "NETWORK" not in said


def test_the_hook_hears_whoever_asks_for_another_machine() -> None:
    _, said = run(_LISTEN + "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9), 1)\n"
                  "except OSError:\n    pass\nprint('{}')")
    assert "NETWORK" in said


def test_what_does_not_come_ends_the_measuring(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    from gui.bench import stage

    monkeypatch.setattr(stage, "_PATIENCE_S", 0.01)
    with pytest.raises(TimeoutError, match="the moon did not come"):
        stage.wait(lambda: False, "the moon")
