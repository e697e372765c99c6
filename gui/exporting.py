"""Export of the score: the tune under the caret as MEI, SVG, PNG or PDF, or the whole book as one PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from engine.errors import SegueError
from engine.notation.book import music_end, tune_range, tune_ranges
from gui.background import Background
from gui.documents import Documents
from gui.engraving import Engraving
from gui.window import Window

if TYPE_CHECKING:
    from engine.engraving.sheet import Sheet

_PATIENCE_MS = 800  # before a box shows how far it is


class Exporting(QObject):
    """Ask where to, engrave beside the window, write. Lives in the GUI thread.

    Signals:
        said: a file was written. A sentence.
        failed: it was not. SegueError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, window: Window, documents: Documents, engraving: Engraving, reader: Background) -> None:
        super().__init__(window)
        self._window = window
        self._documents = documents
        self._engraving = engraving
        self._reader = reader
        self._progress: QProgressDialog | None = None
        self._drawing: Iterator[tuple[int, int]] | None = None
        window.action("export").triggered.connect(lambda _=False: self.ask_and_export())

    def ask_and_export(self) -> None:
        """Ask for a file; its suffix says the format."""
        kinds = {
            self.tr("PDF of this tune (*.pdf)"): ".pdf", self.tr("PDF of the whole book (*.pdf)"): ".pdf",
            self.tr("PNG picture of this tune (*.png)"): ".png", self.tr("SVG drawing of this tune (*.svg)"): ".svg",
            self.tr("MEI of this tune (*.mei)"): ".mei",
        }
        name, kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Export the score"), str(self._documents.proposed_path(".pdf")), ";;".join(kinds))
        if name:
            path = Path(name)
            if path.suffix.lower() not in kinds.values():
                path = path.with_name(path.name + kinds.get(kind, ".pdf"))
            self.export(path, whole_book=kind == list(kinds)[1])

    def export(self, path: Path, *, whole_book: bool = False) -> None:
        """Write the tune under the caret, or the book, in the format of the suffix."""
        editor = self._window.editor
        text = editor.text()
        here = tune_range(text, editor.caret())
        suffix = path.suffix.lower()
        if suffix == ".mei":
            self._write(path, lambda: _write_mei(path, text, *here))
        elif suffix == ".svg":
            self._write(path, lambda: _write_svg(self._engraving, path, text, *here))
        else:
            ranges = tune_ranges(text) if whole_book and suffix == ".pdf" else [here]
            self._begin(len(ranges))
            self._engrave(text, ranges, [], lambda sheets: self._draw(path, sheets))

    def _write(self, path: Path, job: Callable[[], None]) -> None:
        self._reader.ask("export", job, lambda _: self._done(path))

    # Engraving, tune after tune

    def _begin(self, count: int) -> None:
        self.cancel()
        progress = QProgressDialog(self.tr("Engraving…"), self.tr("Cancel"), 0, 2 * count, self._window)
        progress.setWindowTitle(self.tr("Export"))
        progress.setMinimumDuration(_PATIENCE_MS)
        progress.setAutoClose(False)
        progress.setAutoReset(False)
        progress.canceled.connect(self.cancel)
        self._progress = progress

    def cancel(self) -> None:
        """Give up; no file is written."""
        self._engraving.forget("export")
        if self._drawing is not None:
            self._drawing.close()  # type: ignore[attr-defined]  # a generator: its painter has to end
            self._drawing = None
        if self._progress is not None:
            progress, self._progress = self._progress, None
            progress.canceled.disconnect(self.cancel)
            progress.close()
            progress.deleteLater()

    def _engrave(self, text: str, ranges: Sequence[tuple[int, int]], sheets: list[Sheet],
                 then: Callable[[list[Sheet]], None]) -> None:
        from engine.engraving.paper import LINE_WIDTH
        from engine.engraving.sheet import Order, excerpt

        if self._progress is None:
            return
        self._progress.setValue(len(sheets))
        if len(sheets) == len(ranges):
            then(sheets)
            return
        start, end = ranges[len(sheets)]
        end = music_end(text, start, end)
        cut, skip = excerpt(text, start, end)

        def go_on(sheet: Sheet) -> None:
            self._engrave(text, ranges, [*sheets, sheet], then)

        self._engraving.ask("export", Order(cut, start - skip, end - skip, LINE_WIDTH), go_on, self._fail)

    # Drawing, page after page

    def _draw(self, path: Path, sheets: list[Sheet]) -> None:
        from gui.drawing_files import draw_pdf, write_png

        try:
            if path.suffix.lower() == ".png":
                write_png(path, sheets[0])
                self._done(path)
                return
        except SegueError as error:
            self._fail(error)
            return
        self._drawing = draw_pdf(path, sheets, self._documents.name)
        self._next_page(path)

    def _next_page(self, path: Path) -> None:
        if self._drawing is None or self._progress is None:
            return
        try:
            number, count = next(self._drawing)
        except StopIteration:
            self._drawing = None
            self._done(path)
        except SegueError as error:
            self._fail(error)
        else:
            half = self._progress.maximum() // 2
            self._progress.setLabelText(self.tr("Drawing page {number} of {count}…").format(number=number, count=count))
            self._progress.setValue(half + half * number // count)
            QTimer.singleShot(0, self, lambda: self._next_page(path))

    def _done(self, path: Path) -> None:
        self.cancel()
        self.said.emit(self.tr("Exported {name}").format(name=path.name))

    def _fail(self, error: SegueError) -> None:
        self.cancel()
        self.failed.emit(error)


def _write_mei(path: Path, text: str, start: int, end: int) -> None:
    from engine.exchange.mei import write_mei
    from engine.notation.reader import read_tune

    write_mei(path, read_tune(text, start, end))


def _write_svg(engraving: Engraving, path: Path, text: str, start: int, end: int) -> None:
    from engine.engraving.page import write_svg

    write_svg(engraving.engraver, text, start, end, path)
