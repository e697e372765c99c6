"""``convert`` with what the export dialog has: which tunes, how they sound, how they stand on paper."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import mido
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

import main
from engine.engraving.paper import PageLayout
from engine.errors import SettingsError
from engine.voices import VOICES

BOOK = ('M:3/4\n\nX:1\nT:Up the Hill\nL:1/4\nQ:1/4=120\nK:G\n"G"GBd|gfe|\n\nremarks\n\n'
        "X:2\nT:Second\nL:1/4\nK:D\nDFA|d3|\n\nX:3\nT:Third\nL:1/4\nK:C\nceg|c3|\n")


@pytest.fixture
def book(tmp_path: Path, qapp: QApplication) -> Path:
    path = tmp_path / "in.abc"
    path.write_text(BOOK, "utf-8")
    return path


def convert(book: Path, name: str, *options: str) -> Path:
    out = book.with_name(name)
    assert main.main(["convert", str(book), str(out), *options]) == 0
    return out


def pitches(path: Path) -> list[int]:
    song = mido.MidiFile(file=io.BytesIO(path.read_bytes()))
    return [message.note for message in song if message.type == "note_on" and message.velocity]


def seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


def test_only_the_tunes_that_are_named_are_written(book: Path) -> None:
    convert(book, "out.mid", "--tunes", "3,1")
    assert {path.name for path in book.parent.iterdir()} == {"in.abc", "out-1.mid", "out-2.mid"}
    assert pitches(book.with_name("out-1.mid"))[0] == 72
    assert convert(book, "out.abc", "--tunes", "2-3").read_text("utf-8") == (
        "M:3/4\n\nX:2\nT:Second\nL:1/4\nK:D\nDFA|d3|\n\nX:3\nT:Third\nL:1/4\nK:C\nceg|c3|\n")


@pytest.mark.parametrize("wanted", ["4", "0", "2-1", "all", "1,,2"])
def test_tunes_that_are_not_there_are_refused_in_a_sentence(book: Path, capsys: pytest.CaptureFixture[str],
                                                            wanted: str) -> None:
    assert main.main(["convert", str(book), str(book.with_name("out.mid")), "--tunes", wanted]) == 2
    assert "name places from 1 to 3" in capsys.readouterr().err


def test_chord_symbols_tempo_and_instrument_are_chosen(book: Path) -> None:
    assert len(pitches(convert(book, "with.mid", "--tunes", "1"))) > 6
    assert pitches(convert(book, "without.mid", "--tunes", "1", "--no-chords")) == [67, 71, 74, 79, 78, 76]
    usual = convert(book, "usual.wav", "--tunes", "2", "--voice", "flute")
    fast = convert(book, "fast.wav", "--tunes", "2", "--voice", "flute", "--tempo", "2")
    assert seconds(usual) > 1.5 * seconds(fast)
    assert usual.read_bytes() != convert(book, "other.wav", "--tunes", "2", "--voice", "fiddle").read_bytes()


def test_a_picture_has_the_dots_that_are_asked_for_and_larger_staves_stand_in_more_lines(book: Path) -> None:
    long = BOOK[BOOK.index("X:1"):BOOK.index("\n\nremarks")].replace("gfe|", "gfe|" * 15)
    book.write_text(long, "utf-8")
    usual, coarse, large = (QImage(str(convert(book, name, "--resolution", dpi, "--staff", staff))) for name, dpi, staff
                            in (("a.png", "300", "6.8"), ("b.png", "150", "6.8"), ("c.png", "300", "10")))
    assert abs(usual.width() - 2 * coarse.width()) <= 2 and abs(usual.height() - 2 * coarse.height()) <= 2
    assert usual.width() == large.width() and large.height() > 1.4 * usual.height()


@pytest.mark.parametrize(("name", "option", "value", "said"), [
    ("out.pdf", "--staff", "99", "from 3.5 to 12"), ("out.png", "--resolution", "9", "from 72 to 600"),
    ("out.wav", "--voice", "tuba", "choose one of"), ("out.mid", "--tempo", "0", "between 0.1 and 10"),
])
def test_what_cannot_be_had_is_said_and_nothing_is_written(book: Path, capsys: pytest.CaptureFixture[str], name: str,
                                                           option: str, value: str, said: str) -> None:
    assert main.main(["convert", str(book), str(book.with_name(name)), option, value]) != 0
    assert said in capsys.readouterr().err
    assert [path.name for path in book.parent.iterdir()] == ["in.abc"]


def test_what_a_format_has_no_place_for_is_said(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book.write_text("X:1\nL:1/4\nK:C\nC!trill!D (EF) % slowly\nw:la la la la\n", "utf-8")
    convert(book, "out.mid")
    assert ("out.mid: MIDI has no place for: decorations (1), remarks (1), slurs (1), words under the notes (4)"
            in capsys.readouterr().err)
    convert(book, "out.musicxml")
    assert "out.musicxml: MusicXML has no place for: remarks (1)" in capsys.readouterr().err
    book.write_text(BOOK, "utf-8")
    convert(book, "out.mid")
    assert capsys.readouterr().err == ""


def test_a_layout_that_cannot_be_is_refused() -> None:
    with pytest.raises(SettingsError, match="a4, letter"):
        PageLayout("a3")


def test_the_help_names_every_instrument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.main(["convert", "--help"])
    said = capsys.readouterr().out
    assert all(voice in said for voice in VOICES)
