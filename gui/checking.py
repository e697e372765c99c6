"""Reads the tune around the caret while the composer pauses: its faults, and which bar the caret stands in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from engine.notation.book import tune_range
from gui.background import Background
from gui.editor import Editor

_PAUSE_MS = 250
_LONGEST = 200_000  # characters; a longer tune takes more than a second to read


@dataclass(frozen=True)
class Reading:
    """What was found between two offsets. ``bars`` are (start, end) of each bar; ``body`` is where music begins."""

    start: int
    end: int
    body: int
    bars: tuple[tuple[int, int], ...]
    faults: tuple[tuple[str, str, int, int], ...]

    def place_of(self, offset: int) -> str:
        """Return where an offset stands, in words."""
        if not self.bars or offset < self.body:
            return "header" if self.body > self.start else ""
        index = max(bisect_right(self.bars, offset, key=lambda bar: bar[0]) - 1, 0)
        return f"bar {index + 1} of {len(self.bars)}"


class Checking(QObject):
    """Check off the keystroke. Lives in the GUI thread; the reading is done on the background thread.

    Signals:
        found: the faults of the tune are known anew. A tuple of (severity, message, start, end).
        place: where the caret stands, in words.
        said: why nothing is checked. A sentence.
    """

    found = Signal(object)
    place = Signal(str)
    said = Signal(str)

    def __init__(self, editor: Editor, reader: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._reader = reader
        self._reading: Reading | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.check)
        editor.edited.connect(self._wait)
        editor.cursorPositionChanged.connect(self._show_place)

    def check(self) -> None:
        """Read the tune around the caret now."""
        self._pause.stop()
        text, caret = self._editor.text(), self._editor.caret()
        start, end = tune_range(text, caret)
        if end - start > _LONGEST:
            self._reading = Reading(start, end, start, (), ())
            self.place.emit("")
            self.found.emit(())
            self.said.emit(f"This tune is longer than {_LONGEST:,} characters and is not checked while you write")
            return
        self._reader.ask("check", lambda: _read(text, start, end), self._take)

    def _wait(self) -> None:
        self._reading = None
        self._reader.forget("check")
        self._pause.start()

    def _take(self, reading: Reading) -> None:
        self._reading = reading
        self.found.emit(reading.faults)
        self._show_place()

    def _show_place(self) -> None:
        if self._reading is None:
            return
        caret = self._editor.caret()
        if self._reading.start <= caret <= self._reading.end:
            self.place.emit(self._reading.place_of(caret))
        else:
            self._wait()


def _read(text: str, start: int, end: int) -> Reading:
    from engine.notation.reader import read_tune

    tune = read_tune(text, start, end)
    return Reading(
        start, end, tune.body,
        tuple((bar.place.start, bar.place.end) for bar in tune.bars),
        tuple((each.severity, each.message, each.place.start, each.place.end) for each in tune.diagnostics),
    )
