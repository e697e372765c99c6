"""A label over as many lines as its text needs."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


class Wrapped(QLabel):
    """Break the text where its width ends, and insist on the height of all lines.

    Qt alone asks for the height of some guessed width: where room is scarce, the last line is cut off.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._insist()

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: there can be more lines."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._insist()

    def _insist(self) -> None:
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))
