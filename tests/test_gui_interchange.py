"""Music from other programs and to them, by the window: opened, exported, copied, dragged."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import mido
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.exchange.midi import write_midi
from engine.exchange.musicxml import write_musicxml
from engine.notation.excerpt import excerpt
from engine.notation.reader import read_tune
from engine.performance import perform
from tests.gui_parts import PHRASE, Segue, open_segue

TUNE = "X:1\nT:Up the Hill\nM:3/4\nL:1/4\nK:G\nGBd|gfe|dBA|G3|]\n"
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, threads_are_joined: None) -> Iterator[Segue]:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(TUNE)
        yield segue


def midi(folder: Path) -> Path:
    write_midi(folder / "hill.mid", perform(read_tune(TUNE), accompany=False))
    return folder / "hill.mid"


def pitches(data: bytes) -> list[int]:
    return [message.note for message in mido.MidiFile(file=io.BytesIO(data))
            if message.type == "note_on" and message.velocity]


def clipboard() -> bytes:
    data = QGuiApplication.clipboard().mimeData()
    assert data.urls()[0].isLocalFile()
    assert Path(data.urls()[0].toLocalFile()).read_bytes() == bytes(data.data("audio/midi").data())
    return bytes(data.data("audio/midi").data())


def test_a_midi_file_opens_as_a_new_text_without_a_name_and_is_left_alone(qtbot: QtBot, segue: Segue,
                                                                          tmp_path: Path) -> None:
    path = midi(tmp_path)
    before = path.read_bytes()
    segue.app.documents.load(path)
    qtbot.waitUntil(lambda: "G B d" in segue.editor.text() and "Q:1/4" in segue.editor.text(), timeout=30_000)
    assert segue.app.documents.path is None
    assert segue.app.documents.is_modified
    assert "T:Up the Hill" in segue.editor.text()
    assert segue.window.notice.sentence() == "hill.mid: ABC has no place for: how loud each note is played."
    assert segue.window.message.text() == "Read hill.mid as a new text"
    assert path.read_bytes() == before


def test_a_midi_file_named_at_the_start_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path, path=midi(tmp_path)) as segue:
        qtbot.waitUntil(lambda: "T:Up the Hill" in segue.editor.text(), timeout=30_000)
        assert segue.app.documents.path is None


@pytest.mark.parametrize("suffix", [".musicxml", ".mxl"])
def test_a_dropped_score_opens_as_a_new_text(qtbot: QtBot, segue: Segue, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"hill{suffix}"
    write_musicxml(path, read_tune(TUNE))
    segue.write("")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    segue.window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                      Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: segue.editor.text() == TUNE.replace("GBd|gfe|dBA|G3|]", "G B d|g f e|d B A|G3|]"),
                    timeout=30_000)
    assert segue.window.notice.sentence() == ""


def test_a_damaged_file_is_said_and_the_text_stays(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    path = tmp_path / "torn.mid"
    path.write_bytes(b"MThd\0\0")
    segue.app.documents.load(path)
    qtbot.waitUntil(lambda: "torn.mid is cut short" in segue.window.notice.sentence(), timeout=30_000)
    assert segue.editor.text() == TUNE


def test_escape_gives_up_the_reading(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    segue.app.documents.load(midi(tmp_path))
    qtbot.keyClick(segue.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "given up" in segue.window.notice.sentence(), timeout=30_000)
    assert segue.editor.text() == TUNE


def test_several_files_open_each_in_a_tab_and_what_was_written_stays(qtbot: QtBot, segue: Segue,
                                                                     tmp_path: Path) -> None:
    qtbot.keyClicks(segue.editor, "G")
    written = segue.editor.text()
    write_musicxml(tmp_path / "other.musicxml", read_tune(TUNE.replace("Up the Hill", "Other")))
    segue.app.documents.open_paths([midi(tmp_path), tmp_path / "other.musicxml"])
    qtbot.waitUntil(lambda: len(segue.window.desk.pages) == 3, timeout=30_000)
    texts = [page.text() for page in segue.window.desk.pages]
    assert texts[0] == written
    assert "T:Up the Hill" in texts[1] and "T:Other" in texts[2]


def test_ctrl_shift_c_copies_the_tune_around_the_caret_as_midi(qtbot: QtBot, segue: Segue) -> None:
    qtbot.keyClick(segue.editor, Qt.Key.Key_C, CTRL_SHIFT)
    assert pitches(clipboard()) == [67, 71, 74, 79, 78, 76, 74, 71, 69, 67]
    assert segue.window.message.text() == "Copied as MIDI: up-the-hill.mid"


def test_a_selection_is_copied_from_its_first_note_on(qtbot: QtBot, segue: Segue) -> None:
    cursor = segue.editor.textCursor()
    cursor.setPosition(TUNE.index("fe|"))
    cursor.setPosition(TUNE.index("A|"), cursor.MoveMode.KeepAnchor)
    segue.editor.setTextCursor(cursor)
    qtbot.keyClick(segue.editor, Qt.Key.Key_C, CTRL_SHIFT)
    assert pitches(clipboard()) == [78, 76, 74, 71]


def test_a_text_without_notes_is_said_and_copies_nothing(qtbot: QtBot, segue: Segue) -> None:
    segue.write("X:1\nK:C\n")
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClick(segue.editor, Qt.Key.Key_C, CTRL_SHIFT)
    assert QGuiApplication.clipboard().text() == "before"
    assert segue.window.message.text() == "There are no notes here to copy"


def test_the_handle_copies_by_space_and_drags_by_the_pointer(qtbot: QtBot, segue: Segue) -> None:
    handle = segue.app.interchange.handle
    handle.setFocus()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(handle, Qt.Key.Key_Space)
    assert len(pitches(clipboard())) == 10
    dragged: list[int] = []
    handle.dragged.disconnect(segue.app.interchange.drag)  # the drag itself waits for a real pointer
    handle.dragged.connect(lambda: dragged.append(1))
    begin, middle = handle.rect().center(), QApplication.startDragDistance()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(handle, begin + QPoint(1, 0))
    assert dragged == []
    QTest.mouseMove(handle, begin + QPoint(middle + 1, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=begin + QPoint(middle + 1, 0))
    assert dragged == [1]


def test_the_files_that_were_handed_out_go_with_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write(PHRASE)
        parcel = segue.app.interchange.packed()
        assert parcel is not None
        path = Path(parcel.urls()[0].toLocalFile())
        assert path.exists()
    assert not path.exists()


def test_an_excerpt_keeps_pitches_repeats_and_chords_of_its_range() -> None:
    text = 'X:1\nM:2/4\nL:1/4\nK:D\n|:^GG|"A"c[FA]:|dd|\nV:2\nD2|A2|D2|\n'
    start, end = text.index("G|"), text.index("dd|")
    piece = excerpt(read_tune(text), start, end)
    assert [pitch.midi for bar in piece.bars for note in bar.notes for pitch in note.pitches] == [68, 73, 66, 69]
    assert [one.text for bar in piece.bars for one in bar.symbols] == ["A"]
    assert len(piece.voices) == 1
    assert excerpt(read_tune(text), 0, 3) == read_tune(text)


def test_the_window_knows_every_format_that_the_engine_reads_and_writes() -> None:
    from engine.exchange.incoming import INCOMING
    from engine.exchange.outgoing import OUTGOING
    from gui.files.kinds import export_kinds, export_suffix, is_foreign, open_kinds

    assert all(is_foreign(Path(f"a{suffix}")) and f"*{suffix}" in open_kinds() for suffix in INCOMING)
    assert not is_foreign(Path("a.abc"))
    written = {part.strip("*()") for part in export_kinds().replace(";;", " ").split() if "*" in part}
    assert written == {export_suffix(suffix) for suffix in OUTGOING} | {".pdf", ".png", ".svg", ".mei", ".abc"}


def test_what_was_copied_does_not_bring_the_program_down_when_it_ends(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from PySide6.QtCore import QSettings\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from gui import app\n"
        "application = QApplication([])\n"
        "built = app.build(store=QSettings(sys.argv[1], QSettings.Format.IniFormat))\n"
        "built.interchange.copy()\n"
        "assert QApplication.clipboard().mimeData().hasFormat('audio/midi')\n"
        "built.window.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "segue.ini")], timeout=120, check=False,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
