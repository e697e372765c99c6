"""What every score needs before it can be drawn: made ready behind a window that can be seen, when one is wanted.

The engraver's process is started and modules are imported beside the window, fonts are loaded one by one. All at once
in the GUI thread it would stand still for a fifth of a second.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from gui.engraving.engraving import Engraving


class ScoreStart(QObject):
    """Make it ready once, for whoever asks first. Lives in the GUI thread.

    Signals:
        ready: scores can be drawn from now on.
    """

    ready = Signal()

    def __init__(self, engraving: Engraving, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engraving = engraving
        self._has_begun = False
        self.is_ready = False

    def begin(self) -> None:
        """Begin, unless somebody has asked for it before."""
        if not self._has_begun:
            self._has_begun = True
            self._engraving.prepare(_import, self._load)

    def _load(self, fonts: Iterator[str]) -> None:
        if next(fonts, None) is not None:
            QTimer.singleShot(0, self, lambda: self._load(fonts))
            return
        self.is_ready = True
        self.ready.emit()


def _import() -> Iterator[str]:
    """Import what draws, so that the GUI thread finds it, and read the fonts; return what loads them."""
    import gui.score.score_panel
    import gui.score.small_score  # noqa: F401
    from gui.engraving.score_fonts import each_font, font_data

    font_data()
    return each_font()
