"""Measure what comes back after a crash: ``python -m gui.bench.recovery`` prints one JSON object.

Ten megabytes that were not saved, of a file and of a text without one; each figure is the longest wait between two
ticks of a 5 ms timer, in milliseconds, while the thing named is done.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from gui.bench.book import book
from gui.bench.stage import gaps, opened, settle, wait

if TYPE_CHECKING:
    from gui.text.editor import Editor

_TUNES = 10_000


def measure(tunes: int = _TUNES) -> dict[str, float]:
    """Return the longest gap from the start to the question, and from the answer to the text in front."""
    from engine.files import Document
    from engine.journal import Journal

    figures: dict[str, float] = {}
    with opened() as built:
        window, recovering = built.window, built.keeping.recovering
        folder = recovering.folder
        text = book(tunes)
        path = folder.parent / "book.abc"
        path.write_text(text, encoding="utf-8")
        middle = len(text) // 2
        left = {"edited": (path, text[:middle] + "GABc|" + text[middle:]),
                "rewritten": (path, text[:100] + text[100:].replace("gfed", "defg")),
                "untitled": (None, "T:not yet named\n" + text)}
        for name, (file, unsaved) in left.items():
            journal = Journal(folder)
            journal.begin(1, file, Document(unsaved))
            journal.leave()
            with gaps(figures, f"offer_{name}_gap_ms"):
                recovering.look()
                wait(lambda: recovering.dialog is not None, "the question")
                settle()
            with gaps(figures, f"recover_{name}_gap_ms"):
                dialog = recovering.dialog
                assert dialog is not None
                dialog.open_button.click()
                wait(partial(_has, window.editor, len(unsaved)), "the text")
                settle()
            page = window.desk.current
            page.document.setModified(False)
            built.documents.close(page)
            settle()
    return figures


def _has(editor: Editor, length: int) -> bool:
    return len(editor.text()) == length


if __name__ == "__main__":
    print(json.dumps({name: round(value, 1) for name, value in measure().items()}))
