"""Drawn files from the window and from the command line, read by other programs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import parse

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from engine.cancelling import Cancelled
from engine.engraving.paper import LINE_WIDTH, PageLayout
from engine.engraving.roll import Roll
from engine.engraving.sheet import Sheet, System
from engine.errors import EngravingError
from engine.exchange.wav import write_wav
from engine.notation.reader import read_tune
from engine.performance import perform
from gui.engraving.sheets import PAGE_HEIGHT, pages_of
from gui.export.drawing_files import draw_pdf, write_png
from gui.export.export_choices import Choices, Job
from gui.export.export_dialog import ExportDialog
from gui.files.kinds import EXPORTS
from tests.gui_parts import Segue, open_segue
from tests.poppler import need_poppler, pdf_pages, pdf_text, raster_images

ROOT = Path(__file__).parents[1]
TUNE = "X:1\nT:Up the Hill\nC:Anon.\nM:4/4\nL:1/8\nK:G\nGABc d2B2|efga b4|\n"
BOOK = "\n".join(TUNE.replace("X:1", f"X:{number}").replace("Hill", f"Hill {number}") for number in range(1, 9))


@pytest.fixture
def poppler() -> None:
    """Have the programs that read a PDF."""
    need_poppler()


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        yield segue


def job(segue: Segue, path: Path, scope: str = "tune", **choices: Any) -> Job:
    here = segue.app.scores.exporting.extent()
    return Job(path, here.text, here.ranges(scope), Choices(path.suffix, scope, **choices))


def export(qtbot: QtBot, segue: Segue, path: Path, scope: str = "tune", **choices: Any) -> None:
    with qtbot.waitSignal(segue.app.scores.exporting.said, timeout=30_000):
        segue.app.scores.exporting.export(job(segue, path, scope, **choices))


def press(qtbot: QtBot, segue: Segue, *held: Qt.KeyboardModifier) -> None:
    """Press E with Ctrl, and with what else is held."""
    segue.window.activateWindow()
    qtbot.waitUntil(segue.window.isActiveWindow)
    modifiers = Qt.KeyboardModifier.ControlModifier
    for each in held:
        modifiers |= each
    qtbot.keyClick(segue.editor, Qt.Key.Key_E, modifiers)


def sheet(segue: Segue) -> ExportDialog:
    dialog = segue.app.scores.exporting.dialog
    assert isinstance(dialog, ExportDialog)
    return dialog


def choose(dialog: ExportDialog, suffix: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(suffix))


def accept(qtbot: QtBot, segue: Segue) -> None:
    """Press the button of the sheet and wait until the files are there."""
    with qtbot.waitSignal(segue.app.scores.exporting.said, timeout=30_000):
        sheet(segue).export.click()


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
    assert raster_images(tmp_path / "one.pdf") == 0


@pytest.mark.usefixtures("poppler")
def test_the_whole_book_has_titles_and_page_numbers(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK)
    export(qtbot, segue, tmp_path / "book.pdf", "book")
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


def test_ctrl_e_asks_and_proposes_the_title_as_the_name(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK, BOOK.index("X:3"))
    press(qtbot, segue)
    dialog = sheet(segue)
    assert dialog.scope.buttons["tune"].text() == "This tune: Up the Hill 3"
    assert dialog.name.text() == "up-the-hill-3.pdf"
    choose(dialog, ".svg")
    assert dialog.name.text() == "up-the-hill-3.svg"
    dialog.folder.setText(str(tmp_path))
    accept(qtbot, segue)
    assert (tmp_path / "up-the-hill-3.svg").exists()
    assert segue.window.message.text() == "Exported up-the-hill-3.svg"


@pytest.mark.parametrize(("typed", "suffix", "written"), [
    ("out.mid", ".mid", "out.mid"), ("out.XML", ".musicxml", "out.XML"), ("out", ".pdf", "out.pdf"),
    ("no. 2", ".pdf", "no. 2.pdf"), ("out.abc", ".abc", "out.abc"),
])
def test_the_suffix_that_is_typed_chooses_the_format(qtbot: QtBot, segue: Segue, tmp_path: Path, typed: str,
                                                     suffix: str, written: str) -> None:
    segue.write(TUNE)
    press(qtbot, segue)
    dialog = sheet(segue)
    dialog.folder.setText(str(tmp_path))
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, typed)
    assert (dialog.suffix, dialog.job().path.name) == (suffix, written)
    accept(qtbot, segue)
    assert (tmp_path / written).stat().st_size > 50


def test_every_format_of_the_sheet_can_be_written(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(TUNE)
    for suffix in EXPORTS:
        export(qtbot, segue, tmp_path / f"hill{suffix}")
        assert (tmp_path / f"hill{suffix}").stat().st_size > 50, suffix


@pytest.mark.usefixtures("poppler")
def test_a_choice_is_remembered_and_so_is_the_folder(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK)
    press(qtbot, segue)
    dialog = sheet(segue)
    dialog.folder.setText(str(tmp_path))
    dialog.scope.buttons["book"].click()
    dialog.options.paper.setCurrentIndex(dialog.options.paper.findData("letter"))
    dialog.options.staff.setValue(5.0)
    dialog.options.apart.setChecked(True)
    accept(qtbot, segue)
    assert len(pdf_pages(tmp_path / "tunes.pdf")) == 8
    press(qtbot, segue)
    again = sheet(segue).job()
    assert (again.choices.layout, again.choices.scope) == (PageLayout("letter", 5.0, is_apart=True), "book")
    assert again.path == tmp_path / "tunes.pdf"
    sheet(segue).reject()


def test_only_what_means_something_for_a_format_is_shown(qtbot: QtBot, segue: Segue) -> None:
    segue.write(TUNE)
    press(qtbot, segue)
    dialog = sheet(segue)
    options = dialog.options

    def shown() -> set[str]:
        return {name for name in ("paper", "dpi", "staff", "voice", "tempo", "titles", "numbers", "apart", "chords",
                                  "swing", "rewrites") if getattr(options, name).isVisible()}

    choose(dialog, ".pdf")
    assert shown() == {"paper", "staff", "titles", "numbers", "apart"}
    choose(dialog, ".wav")
    assert shown() == {"voice", "tempo", "chords", "swing"}
    choose(dialog, ".musicxml")
    assert shown() == set()
    assert not dialog.scope.buttons["book"].isEnabled()  # there is one tune
    dialog.reject()


def test_selected_tunes_go_into_numbered_files(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK)
    select(segue, "Hill 2", "Hill 4")
    press(qtbot, segue)
    dialog = sheet(segue)
    assert dialog.scope.scope == "selected"
    choose(dialog, ".mid")
    dialog.folder.setText(str(tmp_path))
    assert dialog.message.text() == "3 files, one a tune: tunes-1.mid to tunes-3.mid."
    accept(qtbot, segue)
    assert sorted(path.name for path in tmp_path.glob("*.mid")) == ["tunes-1.mid", "tunes-2.mid", "tunes-3.mid"]
    assert segue.window.message.text() == "Exported 3 files: tunes-1.mid to tunes-3.mid"
    (tmp_path / "tunes-4.mid").write_bytes(b"of another export")
    press(qtbot, segue)
    assert sheet(segue).message.text().endswith("to tunes-3.mid. 3 of them are there already.")
    sheet(segue).reject()
    select(segue, "Hill 2", "Hill 4")
    export(qtbot, segue, tmp_path / "some.abc", "selected")
    assert (tmp_path / "some.abc").read_text("utf-8").count("X:") == 3


def test_what_would_be_written_over_is_said_and_an_open_text_never_is(qtbot: QtBot, segue: Segue,
                                                                      tmp_path: Path) -> None:
    segue.write(TUNE)
    segue.app.documents.write(tmp_path / "up-the-hill.abc")
    (tmp_path / "up-the-hill.mid").write_bytes(b"old")
    press(qtbot, segue)
    dialog = sheet(segue)
    choose(dialog, ".mid")
    assert dialog.message.text() == "up-the-hill.mid is there already."
    assert dialog.export.text() == "&Replace and export"
    choose(dialog, ".abc")
    assert dialog.name.text() == "up-the-hill-copy.abc"
    dialog.name.setText("up-the-hill.abc")
    assert "is open as a text" in dialog.message.text()
    assert not dialog.export.isEnabled()
    dialog.name.setText("a/b.mid")
    assert not dialog.export.isEnabled()
    dialog.name.setText("a.mid")
    dialog.folder.setText(str(tmp_path / "nowhere"))
    assert dialog.message.text() == "There is no such folder."
    dialog.reject()


def test_browse_takes_folder_name_and_format(qtbot: QtBot, segue: Segue, tmp_path: Path,
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    segue.write(TUNE)
    press(qtbot, segue)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "b.svg"), ""))
    sheet(segue).browse.click()
    assert (sheet(segue).suffix, sheet(segue).job().path) == (".svg", tmp_path / "b.svg")
    sheet(segue).reject()


def test_export_again_writes_the_tune_as_it_is_now_without_a_question(qtbot: QtBot, segue: Segue,
                                                                      tmp_path: Path) -> None:
    segue.write(BOOK, BOOK.index("X:3"))
    press(qtbot, segue, Qt.KeyboardModifier.ShiftModifier)  # nothing yet: it asks
    dialog = sheet(segue)
    choose(dialog, ".svg")
    dialog.folder.setText(str(tmp_path))
    accept(qtbot, segue)
    written = tmp_path / "up-the-hill-3.svg"
    before = written.read_bytes()
    at = segue.editor.text().index("GABc", segue.editor.text().index("X:3"))
    segue.editor.edit([(at, at, "g2 g2|")])
    segue.editor.move_caret(at)
    with qtbot.waitSignal(segue.app.scores.exporting.said, timeout=30_000):
        press(qtbot, segue, Qt.KeyboardModifier.ShiftModifier)
    assert written.read_bytes() != before
    segue.editor.move_caret(0)  # another tune: its file is not to hold this one
    press(qtbot, segue, Qt.KeyboardModifier.ShiftModifier)
    assert sheet(segue).name.text() == "up-the-hill-1.svg"
    assert sheet(segue).folder.text() == str(tmp_path)
    sheet(segue).reject()


def test_selected_tunes_are_found_again_after_the_selection_has_gone(qtbot: QtBot, segue: Segue,
                                                                     tmp_path: Path) -> None:
    segue.write(BOOK)
    select(segue, "Hill 2", "Hill 4")
    export(qtbot, segue, tmp_path / "some.abc", "selected")
    segue.editor.edit([(0, 0, "% new\n\n")])
    segue.editor.move_caret(0)
    (tmp_path / "some.abc").unlink()
    with qtbot.waitSignal(segue.app.scores.exporting.said, timeout=30_000):
        press(qtbot, segue, Qt.KeyboardModifier.ShiftModifier)
    assert [line for line in (tmp_path / "some.abc").read_text("utf-8").split("\n") if line.startswith("T:")] == [
        "T:Up the Hill 2", "T:Up the Hill 3", "T:Up the Hill 4"]


def test_what_the_format_has_no_place_for_is_said(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write("X:1\nT:Up\nL:1/4\nK:C\nC(DE) % slowly\nw:la la la\n", 0)
    export(qtbot, segue, tmp_path / "up.mid")
    assert segue.window.notice.sentence() == (
        "up.mid: MIDI has no place for: remarks (1), slurs (1), words under the notes (3).")


def test_a_tune_without_notes_is_left_out_of_a_book_and_named(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(TUNE + "\nX:2\nT:Nothing\nK:C\n\n" + TUNE.replace("X:1", "X:3"))
    export(qtbot, segue, tmp_path / "book.svg", "book")
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == ["book-1.svg", "book-3.svg"]
    assert "Left out: tune 2: there are no notes" in segue.window.notice.sentence()


def test_a_text_without_notes_is_refused_and_no_file_is_left(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write("X:1\nK:C\n")
    for suffix in (".pdf", ".png", ".svg"):
        path = (tmp_path / "none").with_suffix(suffix)
        with qtbot.waitSignal(segue.app.scores.exporting.failed, timeout=30_000) as told:
            segue.app.scores.exporting.export(job(segue, path))
        assert "no notes" in str(told.args[0])
        assert not path.exists()


def test_giving_up_leaves_no_file(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK)
    exporting = segue.app.scores.exporting
    exporting.export(job(segue, tmp_path / "book.pdf", "book"))
    progress = exporting._progress
    assert progress is not None
    button = progress.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    button.click()
    assert vars(exporting)["_progress"] is None
    assert segue.window.message.text() == "Export cancelled: nothing was written"
    export(qtbot, segue, tmp_path / "other.png")
    assert not (tmp_path / "book.pdf").exists()


def test_a_recording_that_is_given_up_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_wav(tmp_path / "a.wav", perform(read_tune(TUNE)), is_cancelled=lambda: True)
    assert not (tmp_path / "a.wav").exists()


def test_a_second_export_waits_for_the_first(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.write(BOOK)
    exporting = segue.app.scores.exporting
    with qtbot.waitSignal(exporting.said, timeout=30_000, check_params_cb=lambda said: said.startswith("Exported")):
        exporting.export(job(segue, tmp_path / "book.pdf", "book"))
        exporting.export(job(segue, tmp_path / "other.pdf"))
        assert segue.window.message.text() == "book.pdf is still being written: wait, or cancel it"
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["book.pdf"]


def select(segue: Segue, first: str, last: str) -> None:
    """Select from one place of the text to the end of another."""
    text, cursor = segue.editor.text(), segue.editor.textCursor()
    cursor.setPosition(text.index(first))
    cursor.setPosition(text.index(last) + len(last), cursor.MoveMode.KeepAnchor)
    segue.editor.setTextCursor(cursor)


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
