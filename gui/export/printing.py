"""Printing: the tune, or the book, on paper as it would stand in a PDF, all lines and curves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QTimer, Signal
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QProgressDialog

from engine.errors import SegueError
from gui.engraving.engraving import Engraving
from gui.export.export_choices import Extent, keep, recalled
from gui.files.documents import Documents
from gui.frame.window import Window
from gui.settings import Preferences

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from gui.export.pages import Pages

_MM_PER_INCH = 25.4
_PATIENCE_MS = 800  # before a box shows how far it is


class Printing(QObject):
    """Show the pages, ask for a printer, print. Lives in the GUI thread. Qt's printing is loaded when first wanted.

    ``printers`` names those there are; ``ask_printer`` lets the composer choose one, and says whether to go on.

    Signals:
        said: it is printed. A sentence.
        failed: it cannot be. SegueError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, window: Window, documents: Documents, engraving: Engraving, preferences: Preferences,
                 extent: Callable[[], Extent]) -> None:
        super().__init__(window)
        self._window = window
        self._documents = documents
        self._engraving = engraving
        self._preferences = preferences
        self._extent = extent
        self._drawing: Iterator[tuple[int, int]] | None = None
        self._progress: QProgressDialog | None = None
        self.printers: Callable[[], Sequence[str]] = _printers
        self.ask_printer: Callable[[QPrinter, int], bool] = self._ask_printer
        self.dialog: QDialog | None = None
        window.when("print", self.ask)

    def ask(self) -> None:
        """Show the sheet with its preview, or say that there is no printer."""
        from gui.export.print_dialog import PrintDialog

        if not self.printers():
            self.failed.emit(SegueError(self.tr(
                "No printer is set up on this computer: set one up, or export a PDF and print that elsewhere")))
            return
        before = recalled(self._preferences)
        dialog = PrintDialog(self._extent(), before, self._engraving, self._window)
        self.dialog = dialog

        def go_on() -> None:
            keep(self._preferences, replace(dialog.choices(), suffix=before.suffix))
            if dialog.pages is not None:
                self._choose_printer(dialog.pages, dialog.preview.paper.number)

        dialog.accepted.connect(go_on)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def cancel(self) -> None:
        """Print no further; what the printer has already, it has."""
        if self._drawing is not None:
            self._drawing.close()  # type: ignore[attr-defined]  # a generator: its painter has to end
            self._drawing = None
        if self._progress is not None:
            progress, self._progress = self._progress, None
            progress.canceled.disconnect(self.cancel)
            progress.close()
            progress.deleteLater()

    def _choose_printer(self, pages: Pages, current: int) -> None:
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._documents.name)
        printer.setCreator("Segue")
        set_paper(printer, pages)
        if self.ask_printer(printer, len(pages)):
            self._print(printer, pages, wanted_pages(printer, len(pages), current))

    def _ask_printer(self, printer: QPrinter, count: int) -> bool:
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, self._window)
        option = QPrintDialog.PrintDialogOption
        dialog.setOptions(option.PrintToFile | option.PrintPageRange | option.PrintCurrentPage
                          | option.PrintCollateCopies)
        dialog.setMinMax(1, count)
        dialog.setFromTo(1, count)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _print(self, printer: QPrinter, pages: Pages, numbers: Sequence[int]) -> None:
        self.cancel()
        progress = self._progress = QProgressDialog(self.tr("Printing…"), self.tr("Cancel"), 0, len(numbers),
                                                    self._window)
        progress.setWindowTitle(self.tr("Print"))
        progress.setMinimumDuration(_PATIENCE_MS)
        progress.setAutoClose(False)
        progress.setAutoReset(False)
        progress.canceled.connect(self.cancel)
        self._drawing = print_pages(printer, pages, numbers)
        self._next()

    def _next(self) -> None:
        if self._drawing is None or self._progress is None:
            return
        try:
            done, count = next(self._drawing)
        except StopIteration:
            self._drawing = None
            self.cancel()
            self.said.emit(self.tr("Printed {name}").format(name=self._documents.name))
        except SegueError as error:
            self._drawing = None
            self.cancel()
            self.failed.emit(error)
        else:
            self._progress.setLabelText(self.tr("Printing page {number} of {count}…").format(number=done, count=count))
            self._progress.setValue(done)
            QTimer.singleShot(0, self, self._next)

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def _printers() -> Sequence[str]:
    from PySide6.QtPrintSupport import QPrinterInfo

    return QPrinterInfo.availablePrinterNames()


def set_paper(printer: QPrinter, pages: Pages) -> None:
    """Let a printer take the paper of some pages, whole: the pages bring their margins along."""
    from gui.export.drawing_files import PAPER_SIZES

    printer.setPageSize(QPageSize(PAPER_SIZES[pages.layout.paper]))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def wanted_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """Return the pages that were asked for in the printer's dialog, from 0, in the order of printing."""
    from PySide6.QtPrintSupport import QPrinter

    ranges = QPrinter.PrintRange
    if printer.printRange() == ranges.CurrentPage:
        numbers = [current]
    elif printer.printRange() == ranges.PageRange and printer.fromPage() > 0:
        numbers = list(range(printer.fromPage() - 1, min(printer.toPage() or count, count)))
    else:
        numbers = list(range(count))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    return numbers


def print_pages(printer: QPrinter, pages: Pages, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Print pages; yield how many are printed, and how many there are. Whoever stops before aborts the job.

    On paper of another size they are made to fit, in the middle.

    Raises:
        SegueError: the printer takes nothing.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise SegueError("{printer} takes no pages: see whether it is switched on, or choose another printer",
                         printer=printer.printerName() or printer.outputFileName())
    is_whole = False
    try:
        (wide, high), per_unit = pages.layout.page, printer.resolution() / _MM_PER_INCH / pages.layout.units_per_mm
        paper = printer.pageLayout().fullRectPixels(printer.resolution())
        is_other = abs(paper.width() - wide * per_unit) > 0.01 * paper.width() or (
            abs(paper.height() - high * per_unit) > 0.01 * paper.height())
        scale = min(paper.width() / wide, paper.height() / high) if is_other else per_unit
        if is_other:
            painter.translate((paper.width() - wide * scale) / 2, (paper.height() - high * scale) / 2)
        painter.scale(scale, scale)
        for done, number in enumerate(numbers):
            if done:
                printer.newPage()
            pages.draw(painter, number)
            yield done + 1, len(numbers)
        is_whole = True
    finally:
        if not is_whole:
            printer.abort()
        painter.end()
