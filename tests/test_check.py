"""What is wrong with a book, whether one process reads it or several."""

from __future__ import annotations

import os

from engine.commands import check_
from engine.notation.reader import read_tune

TUNE = "X:{}\nT:A tune\nK:G\nGABc defg|gfed cBA|[GB d2|\n\n"


def test_a_long_book_read_by_several_processes_gives_the_same_diagnostics(monkeypatch):
    text = "M:4/4\nL:1/8\n\n" + "".join(TUNE.format(number) for number in range(1, 40))
    alone = list(check_.diagnostics_of(text))
    monkeypatch.setattr(check_, "_SHARED_FROM", 1)
    monkeypatch.setattr(check_, "_SHARE", 500)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert list(check_.diagnostics_of(text)) == alone
    assert len(alone) == 39 * len(read_tune("M:4/4\nL:1/8\n\n" + TUNE.format(1), 12).diagnostics) > 39
