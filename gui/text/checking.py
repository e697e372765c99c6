"""Reads the tune around the caret while the composer pauses: its faults, and which bar the caret stands in."""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from engine.notation.book import tune_range
from gui.background import Background
from gui.text.bar_count import CountedBar, bar_at, count_bars, sounding_with
from gui.text.editor import Editor

if TYPE_CHECKING:
    from engine.notation.tune import Tempo

_PAUSE_MS = 250
_LONGEST = 200_000  # characters; a longer tune takes more than a second to read


@dataclass(frozen=True)
class Reading:
    """What was found between two offsets. ``bars`` are those of every voice; ``body`` is where music begins.

    A fault is (severity, message, start, end, mend), a mend (title, start, end, text) or None. ``tempos`` are those
    that are written, each with the offset from which on it holds; ``voices`` are names with titles.
    """

    start: int
    end: int
    body: int
    bars: tuple[CountedBar, ...]
    faults: tuple[tuple[str, str, int, int, tuple[str, int, int, str] | None], ...]
    tempos: tuple[tuple[int, Tempo], ...] = ()
    voices: tuple[tuple[str, str], ...] = ()

    def bar_at(self, offset: int) -> CountedBar | None:
        """Return the bar at an offset, or None in the header."""
        return bar_at(self.bars, offset) if offset >= self.body else None

    def tempo_at(self, offset: int) -> Tempo | None:
        """Return the tempo at an offset, None where nothing was read."""
        return next((tempo for start, tempo in reversed(self.tempos) if start <= offset), None)

    def place_of(self, offset: int) -> str:
        """Return where an offset stands, in words."""
        bar = self.bar_at(offset)
        if bar is None:
            return QCoreApplication.translate("BarCount", "header") if self.body > self.start else ""
        return bar.in_words(has_voices=any(one.voice != bar.voice for one in self.bars))


class Checking(QObject):
    """Check off the keystroke. Lives in the GUI thread; the reading is done on the background thread.

    Signals:
        found: the faults of the tune are known anew. A tuple of them, as in ``Reading``.
        place: where the caret stands and what its bar still lacks, in words.
        setting: metre and unit in force at the caret, or nothing.
        tempo: the tempo in force at the caret. Tempo, None where it is not known.
        said: why nothing is checked. A sentence.
    """

    found = Signal(object)
    place = Signal(str)
    setting = Signal(str)
    tempo = Signal(object)
    said = Signal(str)

    def __init__(self, editor: Editor, reader: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._reader = reader
        self._reading: Reading | None = None
        self._last = Reading(0, 0, 0, (), ())  # the last one, though the text be another by now
        self._stale = threading.Event()  # tells the reading that goes on to give up: the text is another now
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.check)
        editor.edited.connect(self._wait)
        editor.cursorPositionChanged.connect(self._show_place)

    @property
    def voices(self) -> tuple[tuple[str, str], ...]:
        """Return the voices of the tune around the caret, names with titles, as it was read last."""
        return self._last.voices

    @property
    def voice_at_caret(self) -> str:
        """Return the name of the voice that the caret stands in, empty in the header."""
        bar = self._last.bar_at(self._editor.caret())
        return bar.voice if bar is not None else ""

    def check(self) -> None:
        """Read the tune around the caret now."""
        self._pause.stop()
        text, caret = self._editor.text(), self._editor.caret()
        start, end = tune_range(text, caret)
        if end - start > _LONGEST:
            self._reading = self._last = Reading(start, end, start, (), ())
            self.place.emit("")
            self.setting.emit("")
            self.tempo.emit(None)
            self._editor.show_bars(())
            self.found.emit(())
            self.said.emit(self.tr(
                "This tune is longer than {count} characters and is not checked while you write").format(
                    count=f"{_LONGEST:,}"))
            return
        self._stale = stale = threading.Event()
        self._reader.ask("check", lambda: read(text, start, end, stale), self._take)

    def _wait(self) -> None:
        self._reading = None
        self._stale.set()
        self._reader.forget("check")
        self._pause.start()

    def _take(self, reading: Reading) -> None:
        self._reading = self._last = reading
        self.found.emit(reading.faults)
        self._show_place()

    def _show_place(self) -> None:
        if self._reading is None:
            return
        caret = self._editor.caret()
        if self._reading.start <= caret <= self._reading.end:
            self.place.emit(self._reading.place_of(caret))
            bar = self._reading.bar_at(caret)
            self.setting.emit(bar.setting() if bar is not None else "")
            self.tempo.emit(self._reading.tempo_at(caret))
            marked = sounding_with(self._reading.bars, bar) if bar is not None else ()
            self._editor.show_bars([(one.start, one.end) for one in marked])
        else:
            self._wait()


def read(text: str, start: int, end: int, stale: threading.Event) -> Reading:
    """Return what is found in a tune. On any thread.

    Raises:
        CancelledError: the text is another now; ``stale`` was set.
    """
    from engine.notation.reader import read_tune
    from engine.tempo import written_tempos

    def look() -> None:
        if stale.is_set():
            raise CancelledError

    tune = read_tune(text, start, end, look)
    return Reading(
        start, end, tune.body, count_bars(tune),
        tuple((each.severity, each.message, each.place.start, each.place.end,
               (each.fix.title, each.fix.place.start, each.fix.place.end, each.fix.text) if each.fix else None)
              for each in tune.diagnostics),
        written_tempos(tune),
        tuple((voice.name, voice.title) for voice in tune.voices),
    )
