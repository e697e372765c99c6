"""``convert`` to .pdf and .png: drawn by Qt without a window, so not a part of the engine."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.engraving.engraver import Engraver
from engine.engraving.page import lines_order
from engine.engraving.paper import PageLayout
from engine.engraving.sheet import Sheet
from engine.errors import EngravingError

SUFFIXES = (".pdf", ".png")


def layout_of(options: argparse.Namespace) -> PageLayout:
    """Return how the tunes are to stand on paper. Raises SettingsError."""
    return PageLayout(options.paper, options.staff, options.tune_a_page, not options.no_page_numbers,
                      not options.no_titles)


def draw(text: str, tunes: Sequence[tuple[int, int]], paths: Sequence[Path], layout: PageLayout, dpi: int) -> int:
    """Draw the tunes of a text: all into one PDF, or each into a PNG of its own. Return the exit code.

    ``paths`` holds one path for each file, ``dpi`` how many dots an inch a picture has.

    Raises:
        EngravingError: a tune cannot be engraved.
        FileError: a file cannot be written.
        SettingsError: so many dots cannot be had.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no display is needed to draw a file
    from PySide6.QtGui import QGuiApplication

    from gui.export.drawing_files import draw_pdf, write_png

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    engraver = Engraver()
    try:
        sheets: list[Sheet] = []
        for number, (start, end) in enumerate(tunes, 1):
            try:
                sheets.append(engraver.engrave(lines_order(text, start, end, layout)))
            except EngravingError as error:
                raise EngravingError("tune {number}: {reason}", number=number, reason=error) from error
            if sys.stderr.isatty():
                print(f"\rtune {number} of {len(tunes)}", end="", file=sys.stderr, flush=True)
        if paths[0].suffix.lower() == ".pdf":
            for _ in draw_pdf(paths[0], sheets, paths[0].stem, layout):
                pass
        else:
            for path, sheet in zip(paths, sheets, strict=True):
                write_png(path, sheet, layout, dpi)
    finally:
        engraver.close()
    del application
    return 0
