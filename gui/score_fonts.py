"""The fonts of the score: verovio's package carries them, and no system need have them."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

_FILES = ("Liberation.css", "Leipzig.css")
_FONT = re.compile(r"base64,([A-Za-z0-9+/=]+)")


@cache
def load_fonts() -> tuple[str, ...]:
    """Load the text and the music font into Qt, once. Return their families; none where the package is not there."""
    try:
        folder = files("verovio") / "data"
        styles = [(folder / name).read_text("ascii") for name in _FILES]
    except (ModuleNotFoundError, OSError):
        return ()  # the engraver will say that it is missing
    families: list[str] = []
    for style in styles:
        for data in _FONT.findall(style):
            number = QFontDatabase.addApplicationFontFromData(QByteArray(base64.b64decode(data)))
            families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(dict.fromkeys(families))
