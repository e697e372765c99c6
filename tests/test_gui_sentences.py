"""What the engine says reaches the composer in the language of the window."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import mido
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from engine.engraving.engraver import Engraver
from engine.engraving.sheet import Order
from engine.errors import FileError, PhraseError
from engine.notation.phrase import read_phrase
from engine.sentences import Sentence
from gui.look import language
from gui.look.sentences import spoken
from gui.text import mends
from tests import sentences, translations
from tests.gui_parts import PHRASE, Segue, open_segue
from tests.pseudo import speak

FAULTY = 'X:1\nM:4/4\nL:1/4\nK:G\nGABc|GA|-[GB dc|"Em G3 z|:G4|]\n'
# Names, and words of ABC.
_NAMES = re.compile(r"ABC|MIDI|MusicXML|XML|UTF|MThd|Segue|Return|Alt|nowhere(\.\w+)?|K:G|:\|")


@pytest.fixture
def segue(qtbot: QtBot, tmp_path: Path, qapp: QApplication, threads_are_joined: None) -> Iterator[Segue]:
    installed = language.install(qapp, "zh_CN")
    with open_segue(qtbot, tmp_path) as segue:
        yield segue
    for each in installed:
        qapp.removeTranslator(each)


def is_chinese(text: str) -> bool:
    """Say whether a text is Chinese, with no English words in it beyond names."""
    return re.search("[\u4e00-\u9fff]", text) is not None and re.search("[A-Za-z]{2}", _NAMES.sub("", text)) is None


def test_the_faults_of_a_text_and_their_mends_are_said_in_chinese(qtbot: QtBot, segue: Segue) -> None:
    with qtbot.waitSignal(segue.app.checking.found):
        segue.write(FAULTY)
    editor = segue.editor
    faults = [fault for position in range(len(FAULTY)) for fault in editor.faults_at(position)]
    assert len({fault.message for fault in faults}) >= 4
    for fault in faults:
        assert is_chinese(fault.message) and (fault.repair is None or is_chinese(fault.repair.title))
        assert is_chinese(mends.in_words([fault]))
    assert "第 5 行：" in segue.window.message.text() and is_chinese(segue.window.message.text())
    editor.move_caret(FAULTY.index("[GB"))
    assert segue.window.message.text() == "和弦音 [ 没有结束：请加上 ]"
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert segue.window.message.text() == "已修正：用 ] 结束和弦音"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_at_a_fault_offers_its_mend_in_chinese(qtbot: QtBot, segue: Segue) -> None:
    with qtbot.waitSignal(segue.app.checking.found):
        segue.write(FAULTY)
    segue.editor.move_caret(FAULTY.index("[GB"))
    segue.window.action("mends").trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["修正：用 ] 结束和弦音", "修正：删去 -"]
    menu.close()


def test_a_refused_continue_is_said_in_chinese(qtbot: QtBot, segue: Segue) -> None:
    text = PHRASE.replace("d2B2|", "d2B2d2")
    with pytest.raises(PhraseError) as refused:
        read_phrase(text, len(text))
    segue.write(text)
    segue.worker.script = refused.value
    qtbot.keyClick(segue.editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: segue.window.notice.sentence() != "")
    assert segue.window.notice.sentence() == \
        "第 1 小节长 5/4，而拍号要求 1：请在小节已满处加小节线，或缩短某个音符（第 5 行，第 10 列）。"
    assert is_chinese(segue.window.message.text())


@pytest.mark.parametrize(("name", "data"), [
    ("nowhere.abc", None), ("nowhere.abc", b"\0\1\2"), ("nowhere.abc", b"\xff\xfe\0"), ("nowhere.mid", b"MThd"),
    ("nowhere.mid", b""), ("nowhere.mid", b"MThd\0\0\0\6\0\1\0\1\1\xe0MTrk\0\0\0\4\xff\xff\xff\xff"),
    ("nowhere.xml", b"<score-partwise>"), ("nowhere.xml", b"<?xml version='1.0' encoding='no-such'?><a/>"),
    ("nowhere.mxl", b"PK\3\4 and no archive"),
])
def test_a_file_that_cannot_be_read_is_said_in_chinese(qtbot: QtBot, segue: Segue, tmp_path: Path, name: str,
                                                       data: bytes | None) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    segue.app.documents.open_paths([path])
    qtbot.waitUntil(lambda: segue.window.notice.sentence() != "", timeout=60_000)
    assert is_chinese(segue.window.notice.sentence().replace(str(tmp_path), ""))


def test_a_missing_port_is_said_in_chinese(qtbot: QtBot, segue: Segue) -> None:
    segue.app.sound.choose("nowhere")
    qtbot.waitUntil(lambda: "nowhere" in segue.window.notice.sentence())
    assert is_chinese(segue.window.notice.sentence())
    assert segue.window.notice.sentence().startswith("没有名为“nowhere”的 MIDI 输出：")


def test_what_was_lost_on_the_way_is_said_in_chinese(qtbot: QtBot, segue: Segue, tmp_path: Path) -> None:
    track = mido.MidiTrack()
    for number, velocity in enumerate((60, 90, 100, 70)):
        track.append(mido.Message("control_change", control=64, value=100))
        track.append(mido.Message("note_on", note=67 + number, velocity=velocity))
        track.append(mido.Message("note_off", note=67 + number, time=480))
    mido.MidiFile(tracks=[track]).save(tmp_path / "nowhere.mid")
    segue.app.interchange.open(tmp_path / "nowhere.mid")
    qtbot.waitUntil(lambda: segue.window.notice.sentence() != "", timeout=60_000)
    assert segue.window.notice.sentence() == \
        "nowhere.mid：ABC 无法表示：每个音的演奏力度、踏板（4 处）。文件没有注明拍号：按 4/4 读取。"


def test_what_the_engraver_says_from_its_own_process_can_be_translated() -> None:
    with closing(Engraver()) as engraver:
        fault = engraver.engrave(Order("X:1\nK:G\nGA[GB|\n", 0, 16, 2000)).fault
    assert isinstance(fault, Sentence) and fault == "the chord [ is not closed: add ]"


def test_what_has_no_pattern_stays_as_it_is() -> None:
    assert spoken("words") == "words" and spoken(KeyError("x")) == "'x'" and spoken(Sentence("")) == ""


def test_the_pseudo_language_says_what_the_engine_says(qapp: QApplication) -> None:
    translator = speak(qapp)
    try:
        error = FileError("{path} cannot be read ({reason}): choose another file", path="a.abc",
                          reason=FileNotFoundError(2, "x"))
        assert spoken(error).count("~") > 10 and "a.abc" in spoken(error)
        assert ("Engine", "No such file or directory") in translator.said
    finally:
        qapp.removeTranslator(translator)


def test_the_faults_of_a_text_are_said_in_the_pseudo_language(qtbot: QtBot, tmp_path: Path, qapp: QApplication,
                                                              request: pytest.FixtureRequest) -> None:
    translator = speak(qapp)
    request.addfinalizer(lambda: qapp.removeTranslator(translator))
    with open_segue(qtbot, tmp_path) as segue:
        with qtbot.waitSignal(segue.app.checking.found):
            segue.write(FAULTY)
        faults = [fault for position in range(len(FAULTY)) for fault in segue.editor.faults_at(position)]
        assert faults and all("~" in fault.message for fault in faults)
        assert all("~" in fault.repair.title for fault in faults if fault.repair is not None)
        segue.app.documents.open_paths([tmp_path / "nowhere.abc"])
        assert segue.window.notice.sentence().count("~") > 10


def _translated() -> list[Any]:
    known = translations.read(translations.TS)
    return [pytest.param(each, known["Engine", each].translation[0], id=each[:40]) for each in sentences.patterns()
            if ("Engine", each) in known]


@pytest.mark.parametrize(("pattern", "chinese"), _translated())
def test_every_translated_pattern_takes_its_values_and_adds_no_english(pattern: str, chinese: str) -> None:
    fields = [(name, spec) for _, name, spec, _ in string.Formatter().parse(pattern) if name]
    values: dict[str, Any] = {name: 7 if spec else "七" for name, spec in fields}
    assert not values or all("{" not in text.format(**values) for text in (pattern, chinese))
    words = set(re.findall("[A-Za-z]{2,}", re.sub(r"\{[^}]*\}", "", chinese)))
    assert words <= set(re.findall("[A-Za-z]{2,}", re.sub(r"\{[^}]*\}", "", pattern)))
