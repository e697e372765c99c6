"""One export at work: tune after tune beside the window, then page after page."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine.cancelling import Cancelled
from engine.engraving.sheet import Order, Sheet
from engine.errors import EngravingError, FileError, SegueError
from engine.sentences import Sentence
from gui.background import Background
from gui.engraving.engraving import Engraving
from gui.export.export_choices import Job
from gui.look.sentences import spoken

if TYPE_CHECKING:
    from engine.exchange.outgoing import Playing

_DRAWN = (".pdf", ".png", ".svg")


@dataclass
class Outcome:
    """What came of a job. ``faults`` are sentences about tunes that were left out, ``lost`` counts what had no place.

    ``written`` is the number of tunes.
    """

    job: Job
    written: int = 0
    faults: list[str] = field(default_factory=list)
    lost: Counter[Sentence] = field(default_factory=Counter)


class ExportRun(QObject):
    """Write a job's files. Lives in the GUI thread; answered by ``done`` or ``failed``, unless it is cancelled.

    A tune that cannot be written is left out and named at the end, if there are others.

    Signals:
        moved: so much is done, of how much, and in words.
        done: the files are written. Outcome.
        failed: nothing could be written, or no more. SegueError.
    """

    moved = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, job: Job, title: str, engraving: Engraving, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self.outcome = Outcome(job)
        self._job = job
        self._title = title
        self._engraving = engraving
        self._background = background
        self._given_up = threading.Event()
        self._sheets: list[Sheet] = []
        self._texts: list[str] = []
        self._drawing: Iterator[tuple[int, int]] | None = None
        self._first_fault: SegueError | None = None
        # Drawing the pages of a PDF takes about as long as engraving them.
        self._total = len(job.ranges) * (2 if job.choices.suffix == ".pdf" else 1)

    def start(self) -> None:
        """Begin with the first tune."""
        self._next(0)

    def cancel(self) -> None:
        """Go no further; nobody is answered. A file that was not finished is not there."""
        self._given_up.set()
        self._engraving.forget("export")
        self._background.forget("export")
        if self._drawing is not None:
            self._drawing.close()  # type: ignore[attr-defined]  # a generator: its painter has to end
            self._drawing = None

    def _next(self, number: int) -> None:
        """Begin with a tune, counted from 0, or finish behind the last."""
        job, suffix = self._job, self._job.choices.suffix
        if self._given_up.is_set():
            return
        if number == len(job.ranges):
            self._finish()
            return
        words = self.tr("Engraving tune {number} of {count}…") if suffix in _DRAWN else self.tr(
            "Writing tune {number} of {count}…")
        self.moved.emit(number, self._total, words.format(number=number + 1, count=len(job.ranges)))
        if suffix in _DRAWN:
            self._engraving.ask("export", self._order(number), lambda sheet: self._take(number, sheet),
                                lambda error: self._leave_out(number, error))
        else:
            self._ask(number)

    def _finish(self) -> None:
        suffix = self._job.choices.suffix
        if suffix == ".pdf":
            self._draw()
        elif self._first_fault is not None and not self.outcome.written:
            self.failed.emit(self._first_fault)
        else:
            self.done.emit(self.outcome)

    def _leave_out(self, number: int, error: SegueError) -> None:
        """Go on without a tune, unless no file can be written at all."""
        if self._given_up.is_set():
            return
        if isinstance(error, FileError):
            self.failed.emit(error)
            return
        self._first_fault = self._first_fault or error
        self.outcome.faults.append(self.tr("tune {number}: {reason}").format(number=number + 1, reason=spoken(error)))
        self._next(number + 1)

    # Drawn

    def _order(self, number: int) -> Order:
        from engine.engraving.page import lines_order, page_order

        layout, (start, end) = self._job.choices.layout, self._job.ranges[number]
        if self._job.choices.suffix == ".svg":
            return page_order(self._job.text, start, end, has_head=layout.has_titles)
        return lines_order(self._job.text, start, end, layout)

    def _take(self, number: int, sheet: Sheet) -> None:
        from engine.engraving.page import write_page
        from gui.export.drawing_files import write_png

        if self._given_up.is_set():
            return
        choices = self._job.choices
        try:
            if not sheet.systems:
                raise EngravingError("there are no notes to draw: write some first")
            if choices.suffix == ".pdf":
                self._sheets.append(sheet)
            elif choices.suffix == ".png":
                write_png(self._job.file(number), sheet, choices.layout, choices.dpi)
            else:
                write_page(sheet, self._job.file(number))
        except SegueError as error:
            self._leave_out(number, error)
            return
        self.outcome.written += 1
        self._next(number + 1)

    def _draw(self) -> None:
        from gui.export.drawing_files import draw_pdf

        self._drawing = draw_pdf(self._job.path, self._sheets, self._title, self._job.choices.layout)
        self._next_page()

    def _next_page(self) -> None:
        if self._drawing is None or self._given_up.is_set():
            return
        try:
            number, count = next(self._drawing)
        except StopIteration:
            self._drawing = None
            self.done.emit(self.outcome)
        except SegueError as error:
            self._drawing = None
            self.failed.emit(self._first_fault or error)
        else:
            half = self._total // 2
            self.moved.emit(half + half * number // count, self._total, self.tr(
                "Drawing page {number} of {count}…").format(number=number, count=count))
            QTimer.singleShot(0, self, self._next_page)

    # Written

    def _ask(self, number: int) -> None:
        write = self._write_text(number) if self._job.choices.suffix == ".abc" else self._write_tune(number)

        def work() -> Counter[Sentence] | SegueError | None:
            try:
                return write()
            except SegueError as error:
                return error
            except Cancelled:
                return None

        self._background.ask("export", work, lambda answer: self._note(number, answer))

    def _note(self, number: int, answer: Counter[Sentence] | SegueError | None) -> None:
        if isinstance(answer, SegueError):
            self._leave_out(number, answer)
        elif answer is not None:
            self.outcome.written += 1
            self.outcome.lost += answer
            self._next(number + 1)

    def _write_tune(self, number: int) -> Callable[[], Counter[Sentence]]:
        job, suffix, is_given_up, playing = self._job, self._job.choices.suffix, self._given_up.is_set, self._playing
        start, end = job.ranges[number]

        def write() -> Counter[Sentence]:
            from engine.exchange.mei import write_mei
            from engine.exchange.outgoing import OUTGOING
            from engine.exchange.outgoing_losses import losses
            from engine.exchange.wav import write_wav
            from engine.notation.reader import read_tune

            tune = read_tune(job.text, start, end)
            if suffix == ".wav":
                how = playing()
                write_wav(job.file(number), how.perform(tune), how.voice, is_given_up)
            elif suffix == ".mei":
                write_mei(job.file(number), tune)
            else:
                OUTGOING[suffix](job.file(number), tune, playing())
            return losses(job.text, tune, suffix)

        return write

    def _write_text(self, number: int) -> Callable[[], Counter[Sentence]]:
        """Return what takes one tune, and with the last of them writes the file."""
        job, texts, rewrites = self._job, self._texts, self._job.choices.rewrites
        start, end = job.ranges[number]

        def write() -> Counter[Sentence]:
            from engine.files import Document, write_abc
            from engine.notation.book import picked
            from engine.notation.reader import read_tune
            from engine.notation.writer import write_tune

            if rewrites:
                texts.append(write_tune(read_tune(job.text, start, end)))
            if number + 1 == len(job.ranges):
                is_whole = not rewrites and job.choices.scope == "book"
                text = job.text if is_whole else "\n".join(texts) if rewrites else picked(job.text, job.ranges)
                write_abc(job.path, Document(text))
            return Counter()

        return write

    def _playing(self) -> Playing:
        from engine.exchange.outgoing import Playing

        choices = self._job.choices
        return Playing(choices.accompany, choices.swing, choices.tempo / 100, choices.voice)
