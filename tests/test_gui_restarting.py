"""Started again from the preferences: everything is as it was, and what was chosen is in force."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from engine.journal import left_behind
from gui.look import language, scale
from tests.gui_parts import Segue, answer, open_segue
from tests.pseudo import speak
from tests.test_gui_preferences import control, opened
from tests.test_gui_translations import SCREEN, cut_off

REEL = "X:1\nT:Reel \U0001d11e\nK:D\nd2fd Adfd|\n"
JIG = "X:2\nT:Jig\nM:6/8\nK:G\nGAB cde|\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    reel, jig = tmp_path / "reel.abc", tmp_path / "jig.abc"
    reel.write_text(REEL, encoding="utf-8")
    jig.write_text(JIG, encoding="utf-8")
    return reel, jig


def choose(dialog: Any, words: str, value: object) -> None:
    box = control(dialog, words)
    box.setCurrentIndex(box.findData(value))


def restart(segue: Segue, qtbot: QtBot) -> list[bool]:
    """Choose Chinese and press the button; return how often the program was started."""
    started: list[bool] = []

    def launch() -> bool:
        started.append(True)
        return True

    segue.app.comfort.restarting.launch = launch
    dialog = opened(segue, qtbot)
    choose(dialog, "Language", "zh_CN")
    qtbot.mouseClick(dialog.restart, Qt.MouseButton.LeftButton)
    return started


def test_the_button_is_there_while_something_waits_for_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        dialog = opened(segue, qtbot)
        assert dialog.restart.isHidden() and dialog.waits.isHidden()
        for words, value, usual in (("Language", "zh_CN", "en"), ("Scale of the window", 150, 100)):
            choose(dialog, words, value)
            assert dialog.restart.isVisible() and dialog.waits.isVisible()
            choose(dialog, words, usual)
            assert dialog.restart.isHidden()
        choose(dialog, "Language", "zh_CN")
        dialog.close()
        assert opened(segue, qtbot).restart.isVisible()


def test_texts_that_are_not_saved_come_back_unasked_each_in_its_place(qtbot: QtBot, tmp_path: Path,
                                                                      files: tuple[Path, Path],
                                                                      threads_are_joined: None) -> None:
    reel, jig = files
    with open_segue(qtbot, tmp_path) as first:
        first.app.documents.load(reel)
        first.editor.move_caret(len(REEL) - 1)
        qtbot.keyClicks(first.editor, "z8|")
        first.app.documents.new("")
        qtbot.keyClicks(first.editor, "T:not yet named")
        first.editor.move_caret(4)
        first.app.documents.load(jig)
        first.window.desk.show_page(first.window.desk.pages[1])
        written = [page.text() for page in first.window.desk.pages]
        assert restart(first, qtbot) == [True]
        assert not first.window.isVisible()
    with open_segue(qtbot, tmp_path) as second:
        pages = second.window.desk.pages
        qtbot.waitUntil(lambda: len(pages) == 3)
        assert second.app.keeping.recovering.dialog is None
        assert [page.text() for page in pages] == written
        assert [page.path for page in pages] == [reel, None, jig]
        assert [page.is_modified for page in pages] == [True, True, False]
        assert second.window.desk.current is pages[1] and second.editor.caret() == 4
        second.window.desk.show_page(pages[0])
        assert second.editor.caret() == len(REEL) + 2
        second.editor.undo()
        assert second.editor.text() == REEL
        assert reel.read_text("utf-8") == REEL
    assert left_behind(tmp_path / "journal") == []


def test_what_came_back_is_safe_from_a_crash_again(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as first:
        first.write("X:1\nK:G\nGABc|")
        first.editor.document().setModified(True)
        restart(first, qtbot)
    with open_segue(qtbot, tmp_path) as second:
        qtbot.waitUntil(lambda: second.editor.text() == "X:1\nK:G\nGABc|")
        qtbot.waitUntil(lambda: len(list(tmp_path.glob("journal/*/*.base"))) == 1 and
                        not list(tmp_path.glob("journal/*/handed-over")), timeout=20_000)


def test_texts_that_the_journal_cannot_hold_are_asked_about(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.write("X:1\nK:G\nGABc|")
        segue.editor.document().setModified(True)
        (tmp_path / "journal").write_text("no folder")
        asked = answer(QMessageBox.StandardButton.Cancel)
        assert restart(segue, qtbot) == []
        assert len(asked) == 1 and "Save the changes" in asked[0]
        assert segue.window.isVisible() and segue.editor.text() == "X:1\nK:G\nGABc|"
        asked = answer(QMessageBox.StandardButton.Discard)
        assert restart(segue, qtbot) == [True] and len(asked) == 1


def test_what_was_chosen_is_on_the_disk_before_the_program_is_started(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        found: list[str] = []

        def launch() -> bool:
            found.append((tmp_path / "segue.ini").read_text("utf-8"))
            return True

        segue.app.comfort.restarting.launch = launch
        choose(opened(segue, qtbot), "Language", "zh_CN")
        segue.app.comfort.restarting.restart()
        assert "language=zh_CN" in found[0] and "geometry=" in found[0]


def test_where_it_cannot_be_started_it_says_so_and_nothing_is_lost(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as first:
        first.write("X:1\nK:G\nGABc|")
        first.editor.document().setModified(True)
        first.app.comfort.restarting.launch = lambda: False
        said = answer(QMessageBox.StandardButton.Ok)
        first.app.comfort.restarting.restart()
        assert "Start it yourself" in said[0]
    with open_segue(qtbot, tmp_path) as second:
        qtbot.waitUntil(lambda: second.editor.text() == "X:1\nK:G\nGABc|")


def test_the_scale_of_this_window_does_not_bind_the_next(tmp_path: Path) -> None:
    from PySide6.QtCore import QSettings

    from gui.settings import Preferences

    keep = Preferences(QSettings(str(tmp_path / "segue.ini"), QSettings.Format.IniFormat))
    keep.keep("scale", 150)
    environment: dict[str, str] = {}
    with scale.requested(keep, environment):
        assert environment == {"QT_SCALE_FACTOR": "1.5"}
    assert environment == {}
    environment = {"QT_SCALE_FACTOR": "2"}
    with scale.requested(keep, environment):
        pass
    assert environment == {"QT_SCALE_FACTOR": "2"}


@pytest.mark.parametrize("is_chinese", [False, True])
def test_the_button_and_its_words_are_not_cut_off(qtbot: QtBot, tmp_path: Path, qapp: QApplication, is_chinese: bool,
                                                  request: pytest.FixtureRequest) -> None:
    installed = language.install(qapp, "zh_CN") if is_chinese else [speak(qapp)]
    request.addfinalizer(lambda: [qapp.removeTranslator(each) for each in installed])
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.resize(SCREEN)
        dialog: Any = segue.app.comfort.show_preferences()
        segue.app.preferences.keep("scale", 175)
        dialog.show_due()
        qtbot.wait(30)
        assert dialog.restart.isVisible() and not cut_off(dialog)
        segue.app.preferences.keep("scale", 100)


# The first time: writes into the text, chooses Chinese, presses the button. The second time: says what it sees.
PROGRAM = """
import json, os, sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from gui import app
from gui.settings import Preferences
from main import main

folder = Path(os.environ["SEGUE_TEST"])
is_first = not (folder / "begun").exists()
(folder / "begun").touch()
Preferences().keep("port", "null")
Preferences().keep("score_view", "hidden")
make, build = [], app.build

def kept(*arguments, **names):
    make.append(build(*arguments, **names))
    return make[0]

app.build = kept

def begin():
    window = make[0].window
    if is_first:
        if make[0].continuing.model == "":
            return QTimer.singleShot(20, begin)
        make[0].documents.new()
        QTest.keyClicks(window.editor, "T:not saved")
        dialog = make[0].comfort.show_preferences()
        box = next(option.control for option, _ in dialog.rows if option.words == "Language")
        box.setCurrentIndex(box.findData("zh_CN"))
        QTest.mouseClick(dialog.restart, Qt.MouseButton.LeftButton)
    elif window.editor.text() != "T:not saved":
        QTimer.singleShot(20, begin)
    else:
        seen = {"text": window.editor.text(), "is_modified": make[0].documents.is_modified,
                "button": window.controls.button.text(), "arguments": sys.argv[1:]}
        (folder / "seen").write_text(json.dumps(seen))
        window.may_close = lambda: True
        window.close()

QTimer.singleShot(0, begin)
QTimer.singleShot(60_000, lambda: os._exit(1))  # nobody waits for the second one
code = main(sys.argv[1:])
(folder / ("first" if is_first else "second")).write_text(str(code))
sys.exit(code)
"""


def test_the_program_comes_back_in_the_other_language_with_what_was_not_saved(qtbot: QtBot, tmp_path: Path) -> None:
    tune = tmp_path / "named.abc"
    tune.write_text(JIG, encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SEGUE_TEST": str(tmp_path), "HOME": str(tmp_path),
                   "XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data"), "LANG": "C"}
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(tune)], cwd=Path(__file__).parents[1], env=environment,
                          timeout=120, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    qtbot.waitUntil((tmp_path / "second").exists, timeout=60_000)
    seen = json.loads((tmp_path / "seen").read_text())
    assert seen == {"text": "T:not saved", "is_modified": True, "button": "续写", "arguments": []}
    assert not list(tmp_path.glob("data/Segue/journal/*/*.base"))
