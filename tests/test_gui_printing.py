"""Printing from the window, into a PDF by Qt's own printer, which poppler reads."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from gui.export.print_dialog import PrintDialog
from tests.gui_parts import Segue, open_segue
from tests.poppler import fonts, need_poppler, page_size, pdf_pages, raster_images
from tests.test_gui_exporting import BOOK, TUNE

ROOT = Path(__file__).parents[1]


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    need_poppler()
    with open_segue(qtbot, tmp_path) as segue:
        segue.app.scores.printing.printers = lambda: ["a printer"]
        yield segue


def begin(qtbot: QtBot, segue: Segue) -> PrintDialog:
    """Press Ctrl+P and wait for the preview."""
    segue.window.activateWindow()
    qtbot.waitUntil(segue.window.isActiveWindow)
    qtbot.keyClick(segue.editor, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = segue.app.scores.printing.dialog
    assert isinstance(dialog, PrintDialog)
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=30_000)
    return dialog


def wait_for_pages(qtbot: QtBot, dialog: PrintDialog, count: int) -> None:
    qtbot.waitUntil(lambda: dialog.preview.paper.count == count, timeout=30_000)


def into(path: Path, change: Callable[[QPrinter], object] = lambda printer: None) -> Callable[[QPrinter, int], bool]:
    """Return an answer to the printer's dialog: print into a file, with what ``change`` sets there."""
    def choose(printer: QPrinter, count: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        change(printer)
        return True
    return choose


def accept(qtbot: QtBot, segue: Segue, dialog: PrintDialog) -> None:
    with qtbot.waitSignal(segue.app.scores.printing.said, timeout=30_000):
        dialog.print_button.click()


def test_the_tune_is_printed_as_lines_and_letters(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK, BOOK.index("X:3"))
    segue.app.scores.printing.ask_printer = into(tmp_path / "one.pdf")
    accept(qtbot, segue, begin(qtbot, segue))
    assert segue.window.message.text() == "Printed Untitled"
    (page,) = pdf_pages(tmp_path / "one.pdf")
    assert "Up the Hill 3" in page and "Hill 2" not in page
    assert raster_images(tmp_path / "one.pdf") == 0
    found = fonts(tmp_path / "one.pdf")
    assert found and all("yes" in row for row in found)  # embedded
    assert page_size(tmp_path / "one.pdf") == pytest.approx((595, 842), abs=1)


def test_the_book_is_printed_as_it_is_exported(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    from gui.export.export_choices import Choices, Job

    segue.write(BOOK)
    segue.app.scores.printing.ask_printer = into(tmp_path / "printed.pdf")
    dialog = begin(qtbot, segue)
    dialog.scope.buttons["book"].click()
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=30_000)
    assert dialog.preview.words.text() == "Page 1 of 2"
    accept(qtbot, segue, dialog)
    here = segue.app.scores.exporting.extent()
    with qtbot.waitSignal(segue.app.scores.exporting.said, timeout=30_000):
        segue.app.scores.exporting.export(Job(tmp_path / "exported.pdf", here.text, here.book, Choices()))
    printed, exported = (pictures(tmp_path / name) for name in ("printed.pdf", "exported.pdf"))
    assert len(printed) == len(exported) == 2
    assert all(difference(one, other) < 0.002 for one, other in zip(printed, exported, strict=True))


def test_paper_staff_and_pages_are_chosen_and_seen(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK)
    segue.app.scores.printing.ask_printer = into(tmp_path / "book.pdf")
    dialog = begin(qtbot, segue)
    dialog.scope.buttons["book"].click()
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=30_000)
    dialog.options.apart.setChecked(True)
    assert dialog.preview.words.text() == "Page 1 of 8"
    before = dialog.pages
    dialog.options.paper.setCurrentIndex(dialog.options.paper.findData("letter"))
    dialog.options.staff.setValue(10)
    qtbot.waitUntil(lambda: dialog.pages is not before and dialog.print_button.isEnabled(), timeout=30_000)
    accept(qtbot, segue, dialog)
    assert page_size(tmp_path / "book.pdf") == pytest.approx((612, 792), abs=1)
    assert [page.split()[-1] for page in pdf_pages(tmp_path / "book.pdf")] == [str(n) for n in range(1, 9)]
    again = begin(qtbot, segue)  # and remembered
    assert (again.options.staff.value(), again.scope.scope) == (10, "book")
    again.reject()


def test_the_preview_shows_ink_and_is_leafed_through_by_keys(qtbot: QtBot, segue: Segue) -> None:
    segue.write(BOOK)
    dialog = begin(qtbot, segue)
    dialog.scope.buttons["book"].click()
    qtbot.waitUntil(dialog.print_button.isEnabled, timeout=30_000)
    paper = dialog.preview.paper
    first = paper.grab().toImage()
    assert any(QColor(first.pixel(x, y)).lightness() < 80 for x in range(0, first.width(), 2)
               for y in range(0, first.height(), 2))
    qtbot.keyClick(paper, Qt.Key.Key_PageDown)
    assert dialog.preview.words.text() == "Page 2 of 2"
    assert paper.grab().toImage() != first
    qtbot.keyClick(paper, Qt.Key.Key_PageDown)  # there is no third
    assert paper.number == 1
    dialog.preview.back.click()
    assert paper.number == 0
    dialog.reject()


def test_the_pages_that_are_asked_for_are_printed(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK)

    def some(printer: QPrinter) -> None:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 4)

    def current(printer: QPrinter) -> None:
        printer.setPrintRange(QPrinter.PrintRange.CurrentPage)

    for change, wanted in ((some, ["2", "3", "4"]), (current, ["6"])):
        segue.app.scores.printing.ask_printer = into(tmp_path / "some.pdf", change)
        dialog = begin(qtbot, segue)
        dialog.scope.buttons["book"].click()
        dialog.options.apart.setChecked(True)
        wait_for_pages(qtbot, dialog, 8)
        dialog.preview.paper.turn(5)
        accept(qtbot, segue, dialog)
        assert [page.split()[-1] for page in pdf_pages(tmp_path / "some.pdf")] == wanted


def test_on_paper_of_another_size_nothing_is_cut_off(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(TUNE)
    small = tmp_path / "small.pdf"

    def choose_a5(printer: QPrinter) -> None:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))

    segue.app.scores.printing.ask_printer = into(small, choose_a5)
    accept(qtbot, segue, begin(qtbot, segue))
    assert page_size(small) == pytest.approx((420, 595), abs=1)
    assert "Up the Hill" in pdf_pages(small)[0] and "Anon." in pdf_pages(small)[0]


def test_whoever_cancels_the_printers_dialog_prints_nothing(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(TUNE)
    asked: list[int] = []

    def decline(printer: QPrinter, count: int) -> bool:
        asked.append(count)
        return False

    segue.app.scores.printing.ask_printer = decline
    begin(qtbot, segue).print_button.click()
    assert asked == [1]
    assert not list(tmp_path.glob("*.pdf"))


def test_without_a_printer_a_sentence_says_what_to_do(qtbot: QtBot, segue: Segue) -> None:
    segue.write(TUNE)
    segue.app.scores.printing.printers = list
    segue.window.action("print").trigger()
    assert segue.app.scores.printing.dialog is None
    assert segue.window.notice.sentence().startswith("No printer is set up on this computer")


@pytest.mark.qt_log_ignore("QPainter::begin", "propagateSizeHints")
def test_a_printer_that_takes_nothing_is_told(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(TUNE)
    segue.app.scores.printing.ask_printer = into(tmp_path / "nowhere" / "a.pdf")
    dialog = begin(qtbot, segue)
    with qtbot.waitSignal(segue.app.scores.printing.failed, timeout=30_000):
        dialog.print_button.click()
    assert "takes no pages" in segue.window.notice.sentence()


def test_a_tune_without_notes_cannot_be_printed(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\nK:C\n")
    segue.window.action("print").trigger()
    dialog = segue.app.scores.printing.dialog
    assert isinstance(dialog, PrintDialog)
    qtbot.waitUntil(lambda: "no notes" in dialog.message.text(), timeout=30_000)
    assert not dialog.print_button.isEnabled()
    dialog.reject()


def test_the_window_opens_without_qts_printing() -> None:
    script = ("import sys\n"
              "from PySide6.QtWidgets import QApplication\n"
              "application = QApplication([])\n"
              "import gui.app\n"
              "assert not [name for name in sys.modules if 'PrintSupport' in name]\n")
    done = subprocess.run([sys.executable, "-c", script], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, cwd=ROOT,
                          capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


def pictures(path: Path) -> list[QImage]:
    """Return the pages as poppler draws them, in grey."""
    subprocess.run(["pdftoppm", "-r", "60", "-png", "-gray", str(path), str(path.with_suffix(""))], check=True,
                   timeout=60)
    return [QImage(str(page)) for page in sorted(path.parent.glob(f"{path.stem}-*.png"))]


def difference(one: QImage, other: QImage) -> float:
    """Return the share of dots that are not alike."""
    assert one.size() == other.size()
    a, b = (bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits()) for image in (one, other))
    return sum(abs(x - y) > 60 for x, y in zip(a, b, strict=True)) / len(a)
