"""A book as PDF, judged page by page: poppler draws it and reads it, and the heads of the notes are counted in it."""

from __future__ import annotations

import re
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtWidgets import QApplication

import main
from engine.engraving.engraver import Engraver
from engine.engraving.page import lines_order
from engine.engraving.paper import PageLayout
from engine.notation.book import tune_ranges
from engine.notation.reader import read_tune
from tests.poppler import need_poppler, page_size, pdf_pages, raster_images

DPI = 100
MM = DPI / 25.4
LINE = "GABc dedB|[GB]2 (3def g2 fe|d2 ^c>d e2 AB|=c2 BA G4|\n"
TUNE = "T:Tune of {count} lines\nC:Anon.\nR:reel\nM:4/4\nL:1/8\nQ:1/4=120\nK:{key}\n"
LINES = (2, 4, 1, 9, 3, 30, 6, 2, 12, 5)  # one is longer than a page
DUET = ("T:Duet\nM:3/4\nL:1/4\nK:D\nV:1\nDFA|d2A|F2E|D3|]\nw:la la la la la la la la\nV:2 clef=bass\n"
        "D,3|F,3|A,3|D,3|]\nW:Words below the tune\n")
BOOK = "\n".join([
    *(f"X:{number}\n" + TUNE.format(count=count, key="GDAC"[number % 4]) + LINE * count
      for number, count in enumerate(LINES, 1)),
    f"X:{len(LINES) + 1}\n{DUET}"])

Picture = npt.NDArray[np.uint8]


@pytest.fixture
def book(tmp_path: Path, qapp: QApplication) -> Path:
    need_poppler()
    path = tmp_path / "book.abc"
    path.write_text(BOOK, "utf-8")
    return path


def convert(book: Path, *options: str) -> Path:
    out = book.with_suffix(".pdf")
    assert main.main(["convert", str(book), str(out), *options]) == 0
    return out


def drawn(path: Path) -> list[Picture]:
    """Return the pages as poppler draws them, in grey."""
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", str(path), str(path.with_suffix(""))], check=True, timeout=120)
    pages = []
    for page in sorted(path.parent.glob(f"{path.stem}-*.pgm")):
        data = page.read_bytes()
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        assert head is not None
        pages.append(np.frombuffer(data, np.uint8, offset=head.end()).reshape(int(head[2]), int(head[1])))
    return pages


def margins(page: Picture) -> tuple[float, float, float, float]:
    """Return what is white on the left, above, on the right and below, in millimetres. A blank page is all white."""
    rows, columns = np.flatnonzero((page < 128).any(axis=1)), np.flatnonzero((page < 128).any(axis=0))
    assert rows.size, "a blank page"
    return (columns[0] / MM, rows[0] / MM, (page.shape[1] - 1 - columns[-1]) / MM,
            (page.shape[0] - 1 - rows[-1]) / MM)


def heads(path: Path, staff_mm: float) -> int:
    """Count what is as large as the head of a note, black or white: a space high, and a little wider."""
    space = staff_mm / 4 / 25.4 * 72
    return sum(abs(high / space - 1.07) < 0.05 and abs(wide / space - 1.27) < 0.05 for wide, high in filled(path))


def filled(path: Path) -> Iterator[tuple[float, float]]:
    """Yield width and height, in points, of every shape that a PDF fills. Source: PDF 1.7, 8.4.4 and 8.5."""
    data = path.read_bytes()
    for found in re.finditer(rb"stream\r?\n", data):
        try:
            page = zlib.decompressobj().decompress(data[found.end():]).decode("latin-1")
        except zlib.error:
            continue  # a font, or words about the file
        if re.match(r"\S+ gs \S+ cs", page) is None:
            continue
        scales = [(1.0, 1.0)]
        numbers: list[float] = []
        for line in page.split("\n"):
            *words, operator = line.split() or [""]
            if operator in ("q", "Q"):
                for each in line.split():
                    scales = [*scales, scales[-1]] if each == "q" else scales[:-1]
            elif operator == "cm":
                scales[-1] = scales[-1][0] * abs(float(words[0])), scales[-1][1] * abs(float(words[3]))
            if operator in ("m", "l", "c"):
                numbers += map(float, words)
            elif line != "h":
                if line in ("f", "f*", "B", "B*") and numbers:
                    yield ((max(numbers[::2]) - min(numbers[::2])) * scales[-1][0],
                           (max(numbers[1::2]) - min(numbers[1::2])) * scales[-1][1])
                numbers = []


@pytest.mark.parametrize(("paper", "staff"), [("a4", 6.8), ("letter", 6.8), ("a4", 5.0), ("letter", 10.0)])
def test_every_page_holds_ink_and_all_of_it_within_the_margins(book: Path, paper: str, staff: float) -> None:
    pdf = convert(book, "--paper", paper, "--staff", str(staff))
    pages = drawn(pdf)
    assert len(pages) == len(pdf_pages(pdf)) > 2
    for page in pages:
        assert all(white > 14 for white in margins(page)), margins(page)
        assert margins(page)[1] < 30  # it begins at the head of the page
    assert page_size(pdf) == pytest.approx((595, 842) if paper == "a4" else (612, 792), abs=1)
    assert raster_images(pdf) == 0


def test_titles_stand_in_their_order_and_each_page_has_its_number(book: Path) -> None:
    pages = pdf_pages(convert(book))
    titles = re.findall(r"Tune of \d+ lines|Duet", "".join(pages))
    assert titles == [*(f"Tune of {count} lines" for count in LINES), "Duet"]
    assert [page.split()[-1] for page in pages] == [str(number) for number in range(1, len(pages) + 1)]
    assert "Words below the tune" in pages[-1] and "Anon." in pages[0]


@pytest.mark.parametrize("staff", [4.5, 6.8, 10.0])
def test_every_note_is_in_it(book: Path, staff: float) -> None:
    pdf = convert(book, "--staff", str(staff))
    ranges = tune_ranges(BOOK)
    written = sum(len(note.pitches) for start, end in ranges for voice in read_tune(BOOK, start, end).voices
                  for bar in voice.bars for note in bar.notes)
    engraver = Engraver()
    try:
        sheets = [engraver.engrave(lines_order(BOOK, start, end, PageLayout(staff_mm=staff))) for start, end in ranges]
    finally:
        engraver.close()
    engraved = sum(len(re.findall(r'href="#E0A[34]-', system.svg)) for sheet in sheets for system in sheet.systems)
    assert heads(pdf, staff) == engraved == written > 1000


def test_a_page_is_small(book: Path) -> None:
    pdf = convert(book)
    assert pdf.stat().st_size < 25_000 * len(pdf_pages(pdf))  # with hairlines around the signs it was ten times that


def test_what_can_be_left_out_is_left_out(book: Path) -> None:
    pages = pdf_pages(convert(book, "--no-titles", "--no-page-numbers"))
    assert "Tune" not in "".join(pages) and "Anon." not in "".join(pages)
    usual = len(pages)
    apart = pdf_pages(convert(book, "--tune-a-page"))
    assert all(len(re.findall(r"Tune of|Duet", page)) <= 1 for page in apart)
    assert len(apart) > max(usual, len(LINES))


def test_a_tune_of_one_page_has_no_number(book: Path) -> None:
    pages = pdf_pages(convert(book, "--tunes", "1"))
    assert len(pages) == 1
    assert pages[0].split()[-1] != "1"
