"""Drawn files from the window and from the command line, read by other programs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import parse

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from engine.engraving.paper import LINE_WIDTH
from engine.engraving.roll import Roll
from engine.engraving.sheet import Sheet, System
from engine.errors import EngravingError
from gui.drawing_files import draw_pdf, write_png
from gui.sheets import PAGE_HEIGHT, pages_of
from tests.gui_parts import Segue, open_segue

ROOT = Path(__file__).parents[1]
TUNE = "X:1\nT:Up the Hill\nC:Anon.\nM:4/4\nL:1/8\nK:G\nGABc d2B2|efga b4|\n"
BOOK = "\n".join(TUNE.replace("X:1", f"X:{number}").replace("Hill", f"Hill {number}") for number in range(1, 9))


@pytest.fixture
def poppler() -> None:
    """Have the programs that read a PDF."""
    if shutil.which("pdftotext") is None:
        assert os.environ.get("CI") != "true", "pdftotext must be there"
        pytest.skip("pdftotext reads the PDF: install poppler-utils")


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        yield segue


def export(qtbot: QtBot, segue: Segue, path: Path, **options: bool) -> None:
    with qtbot.waitSignal(segue.app.scores.exporting.said, timeout=30_000):
        segue.app.scores.exporting.export(path, **options)


def pdf_text(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


def is_ink(picture: QImage) -> bool:
    return any(QColor(picture.pixel(x, picture.height() // 2)).lightness() < 80 for x in range(picture.width()))


@pytest.mark.usefixtures("poppler")
def test_the_tune_under_the_caret_becomes_a_pdf_of_lines_and_letters(qtbot: QtBot, segue: Segue,
                                                                     tmp_path: Path) -> None:
    segue.write(BOOK, BOOK.index("X:3") + 3)
    export(qtbot, segue, tmp_path / "one.pdf")
    text = pdf_text(tmp_path / "one.pdf")
    assert "Up the Hill 3" in text
    assert "Anon." in text
    assert "Hill 2" not in text
    images = subprocess.run(["pdfimages", "-list", str(tmp_path / "one.pdf")], capture_output=True, text=True,
                            check=True)
    assert len(images.stdout.splitlines()) == 2  # the head of an empty table


@pytest.mark.usefixtures("poppler")
def test_the_whole_book_has_titles_and_page_numbers(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK)
    export(qtbot, segue, tmp_path / "book.pdf", whole_book=True)
    pages = pdf_text(tmp_path / "book.pdf").split("\f")
    assert len(pages) > 2
    assert all(f"Up the Hill {number}" in "".join(pages) for number in range(1, 9))
    assert [page.split()[-1] for page in pages if page.strip()] == [str(number) for number in range(1, len(pages))]


def test_a_picture_is_written_in_ink_on_white(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(TUNE)
    segue.app.appearance.set_theme("dark")  # of the window, not of the paper
    export(qtbot, segue, tmp_path / "one.png")
    segue.app.appearance.set_theme("system")
    picture = QImage(str(tmp_path / "one.png"))
    assert picture.width() > 2000
    assert QColor(picture.pixel(0, 0)).name() == "#ffffff"
    assert is_ink(picture)


@pytest.mark.parametrize("suffix", [".svg", ".mei"])
def test_svg_and_mei_are_whole_documents(qtbot: QtBot, segue: Segue, tmp_path: Path, suffix: str) -> None:
    segue.write(TUNE)
    path = (tmp_path / "one").with_suffix(suffix)
    export(qtbot, segue, path)
    assert parse(path).getroot().tag.endswith("}" + suffix[1:])
    assert "Up the Hill" in path.read_text("utf-8")


def test_the_command_asks_where_to(qtbot: QtBot, segue: Segue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    segue.write(TUNE)
    asked: list[str] = []

    def choose(parent: object, title: str, proposal: str, kinds: str) -> tuple[str, str]:
        asked.append(proposal)
        return str(tmp_path / "hill"), kinds.split(";;")[3]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(segue.app.scores.exporting.said, timeout=30_000):
        held = Qt.KeyboardModifier
        qtbot.keyClick(segue.window, Qt.Key.Key_E, held.ControlModifier | held.ShiftModifier)
    assert Path(asked[0]).name == "up-the-hill.pdf"
    assert (tmp_path / "hill.svg").exists()
    assert segue.window.message.text() == "Exported hill.svg"


def test_a_text_without_notes_is_refused_and_no_file_is_left(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write("X:1\nK:C\n")
    for suffix in (".pdf", ".png", ".svg"):
        path = (tmp_path / "none").with_suffix(suffix)
        failed = segue.app.reader.failed if suffix == ".svg" else segue.app.scores.exporting.failed
        with qtbot.waitSignal(failed, timeout=30_000) as told:
            segue.app.scores.exporting.export(path)
        assert "no notes" in str(told.args[0])
        assert not path.exists()


def test_giving_up_leaves_no_file(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK)
    exporting = segue.app.scores.exporting
    exporting.export(tmp_path / "book.pdf", whole_book=True)
    progress = exporting._progress
    assert progress is not None
    button = progress.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    assert vars(exporting)["_progress"] is None
    export(qtbot, segue, tmp_path / "other.png")
    assert not (tmp_path / "book.pdf").exists()


def test_a_tune_is_not_torn_apart_if_a_page_can_hold_it() -> None:
    system = System("", LINE_WIDTH, PAGE_HEIGHT / 8)
    pages = pages_of([[system] * 4, [system] * 4, [system] * 9])
    assert [{one.tune for one in page} for page in pages] == [{0}, {1, 2}, {2}, {2}]  # the third fits on none
    assert all(one.y + system.height <= PAGE_HEIGHT for page in pages for one in page)


def test_a_pdf_that_is_given_up_in_the_middle_is_not_written(qtbot: QtBot, tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1900 900"/>'
    drawing = draw_pdf(tmp_path / "a.pdf", [Sheet((System(svg, 1900, 900),) * 6, Roll())], "A")
    assert next(drawing)[0] == 1
    drawing.close()  # type: ignore[attr-defined]
    assert not (tmp_path / "a.pdf").exists()


def test_a_picture_too_high_for_a_picture_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(EngravingError, match="PDF"):
        write_png(tmp_path / "a.png", Sheet((System("<svg/>", 1900, 40_000),), Roll()))


def test_convert_writes_every_drawn_format(tmp_path: Path) -> None:
    book = tmp_path / "in.abc"
    book.write_text(BOOK[:BOOK.index("X:3")], "utf-8")
    for name in ("all.pdf", "one.png", "one.svg", "one.mei"):
        done = subprocess.run([sys.executable, "main.py", "convert", str(book), str(tmp_path / name)], cwd=ROOT,
                              capture_output=True, text=True, check=False, timeout=120)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {"in.abc", "all.pdf", *(f"one-{n}.{s}" for n in (1, 2) for s in ("png", "svg", "mei"))}
    assert (tmp_path / "all.pdf").read_bytes().startswith(b"%PDF-")
    assert is_ink(QImage(str(tmp_path / "one-2.png")))


def test_convert_says_what_has_no_notes(tmp_path: Path) -> None:
    book = tmp_path / "in.abc"
    book.write_text("X:1\nK:C\n", "utf-8")
    done = subprocess.run([sys.executable, "main.py", "convert", str(book), str(tmp_path / "out.pdf")], cwd=ROOT,
                          capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "no notes" in done.stderr
