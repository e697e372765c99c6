"""What poppler's programs find in a PDF: a second opinion about what was drawn."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def need_poppler() -> None:
    """Skip the test where the programs are not there."""
    if shutil.which("pdftotext") is None:
        assert os.environ.get("CI") != "true", "pdftotext must be there"
        pytest.skip("pdftotext reads the PDF: install poppler-utils")


def pdf_text(path: Path) -> str:
    """Return the words of a PDF, each page ended by a form feed."""
    return _said("pdftotext", "-layout", str(path), "-")


def pdf_pages(path: Path) -> list[str]:
    """Return the words of each page that holds any."""
    return [page for page in pdf_text(path).split("\f") if page.strip()]


def raster_images(path: Path) -> int:
    """Return how many pictures of dots a PDF holds."""
    return len(_said("pdfimages", "-list", str(path)).splitlines()) - 2  # below the head of the table


def fonts(path: Path) -> list[list[str]]:
    """Return a row for each font: name, type, encoding, embedded, ..."""
    return [line.split() for line in _said("pdffonts", str(path)).splitlines()[2:]]


def page_size(path: Path) -> tuple[float, float]:
    """Return width and height of the first page in points."""
    line = next(line for line in _said("pdfinfo", str(path)).splitlines() if line.startswith("Page size"))
    words = line.split()
    return float(words[2]), float(words[4])


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
