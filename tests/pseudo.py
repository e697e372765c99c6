"""A language that nobody speaks: every text is some 40 % longer and has accents, so that what is cut off is seen."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

_ACCENTS = str.maketrans("aeiouyAEIOUYcnsz", "áéíóúýÁÉÍÓÚÝçñšž")
_KEPT = re.compile(r"\{[^}]*\}|<[^>]+>|%n|&\w|\(\*[^)]*\)|\$\w+")
_LONGER = 0.4


def pseudo(text: str) -> str:
    """Return a text in the pseudo language. Placeholders, tags and the letters behind & stay.

    >>> pseudo("&Save {name}")
    '&Sávé {name}~~'
    """
    if not text.strip():
        return text
    pieces, at = [], 0
    for found in _KEPT.finditer(text):
        pieces += [text[at:found.start()].translate(_ACCENTS), found[0]]
        at = found.end()
    pieces.append(text[at:].translate(_ACCENTS))
    whole = "".join(pieces)
    end = re.search(r"[…:.]?\s*$", whole)
    assert end is not None
    letters = len(_KEPT.sub("", text))
    return whole[:end.start()] + "~" * max(round(letters * _LONGER), 1) + end[0]


class Pseudo(QTranslator):
    """Translate everything that is translated at all."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.said: set[tuple[str, str]] = set()

    def isEmpty(self) -> bool:
        """Say that there is something in it."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Return the text in the pseudo language."""
        self.said.add((context, source))
        return pseudo(source).replace("%n", str(n))


def speak(application: QCoreApplication) -> Pseudo:
    """Let everything that is made from now on speak it."""
    translator = Pseudo(application)
    application.installTranslator(translator)
    return translator
