"""The fonts of the score: verovio's package carries them, and no system need have them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

_FILES = ("Liberation.css", "Leipzig.css")
_FONT = re.compile(r"base64,([A-Za-z0-9+/=]+)")


@cache
def font_data() -> tuple[bytes, ...]:
    """Return the fonts as they lie in verovio's package; none where it is not there. On any thread."""
    try:
        folder = files("verovio") / "data"
        styles = [(folder / name).read_text("ascii") for name in _FILES]
    except (ModuleNotFoundError, OSError):
        return ()  # the engraver will say that it is missing
    return tuple(base64.b64decode(data) for style in styles for data in _FONT.findall(style))


def each_font() -> Iterator[str]:
    """Load the fonts into Qt one by one, some 10 ms each, and yield their families."""
    for data in font_data():
        yield _family(data)


def load_fonts() -> tuple[str, ...]:
    """Load all fonts that are not loaded yet. Return their families."""
    return tuple(dict.fromkeys(each_font()))


@cache
def _family(data: bytes) -> str:
    number = QFontDatabase.addApplicationFontFromData(QByteArray(data))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), "") if number >= 0 else ""
