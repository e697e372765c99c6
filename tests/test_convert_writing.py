"""``convert`` to ABC with other lengths, another unit, bars in columns."""

from __future__ import annotations

from pathlib import Path

import pytest

import main

BOOK = ("L:1/4\n\nX:1\nM:6/8\nL:1/8\nK:G\nGBd gfe|e2c dBG|\ng6|d6|\n\n"
        "words about it\n\nX:2\nM:4/4\nK:C\nG4|C/E/ z C2|\n")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.abc"
    path.write_text(BOOK, encoding="utf-8")
    return path


def convert(book: Path, *options: str) -> str:
    out = book.with_name("out.abc")
    assert main.main(["convert", str(book), str(out), *options]) == 0
    return out.read_text(encoding="utf-8")


def test_lengths_are_doubled_in_every_tune_and_the_metre_goes_along(book):
    assert convert(book, "--lengths", "double") == (
        "L:1/4\n\nX:1\nM:6/4\nL:1/8\nK:G\nG2B2d2 g2f2e2|e4c2 d2B2G2|\ng12|d12|\n\n"
        "words about it\n\nX:2\nM:4/2\nK:C\nG8|CE z2 C4|\n")


def test_halved_lengths_may_leave_the_metre_alone(book):
    assert "M:6/8\nL:1/8\nK:G\nG/2B/2d/2" in convert(book, "--lengths", "half", "--keep-metre")


def test_another_unit_is_written_into_every_tune(book):
    assert convert(book, "--unit", "1/16") == (
        "L:1/4\n\nX:1\nM:6/8\nL:1/16\nK:G\nG2B2d2 g2f2e2|e4c2 d2B2G2|\ng12|d12|\n\n"
        "words about it\n\nX:2\nM:4/4\nL:1/16\nK:C\nG16|C2E2 z4 C8|\n")


def test_bars_are_set_in_columns_last_of_all(book):
    assert "\nGBd gfe|e2c dBG|\ng6     |d6     |\n" in convert(book, "--align")
    assert "\ng12          |d12        |\n" in convert(book, "--align", "--unit", "1/16")


def test_what_is_no_unit_is_the_command_lines_fault(book, capsys):
    assert main.main(["convert", str(book), str(book.with_name("out.abc")), "--unit", "short"]) == 2
    assert "such as 1/8" in capsys.readouterr().err
