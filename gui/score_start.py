"""The score's beginnings, behind a window that can be seen: imports beside it, fonts one by one.

All at once in the GUI thread it would stand still for a fifth of a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

from gui.engraving import Engraving


def prepare(engraving: Engraving, owner: QObject, then: Callable[[], None]) -> None:
    """Start the engraver, import the panel, load the fonts; then call ``then`` in the GUI thread."""
    engraving.prepare(_import, lambda fonts: _load(fonts, owner, then))


def _load(fonts: Iterator[str], owner: QObject, then: Callable[[], None]) -> None:
    if next(fonts, None) is None:
        then()
    else:
        QTimer.singleShot(0, owner, lambda: _load(fonts, owner, then))


def _import() -> Iterator[str]:
    """Import the panel and read the fonts; return what loads them."""
    import gui.score_panel  # noqa: F401  # so that the GUI thread finds it
    from gui.score_fonts import each_font, font_data

    font_data()
    return each_font()
