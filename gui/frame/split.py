"""The text and the score side by side: a splitter whose second half is filled once the window can be seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

_ROOM = QSize(160, 64)  # what the score needs at least, until it is there and says so itself
_SHARES = (55, 45)  # of text and score, until the composer moves the bar between them


class Split(QSplitter):
    """Hold the editor and, below or beside it, room for the score. The score itself comes later.

    Signals:
        moved: the composer moved the bar between the two.
    """

    moved = Signal()

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("split")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        self.room = QWidget()
        self.room.setAutoFillBackground(True)
        self.room.setBackgroundRole(QPalette.ColorRole.Base)
        self.room.setMinimumSize(_ROOM)
        self._column = QVBoxLayout(self.room)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.addWidget(editor)
        self.addWidget(self.room)
        self.setStretchFactor(0, _SHARES[0])
        self.setStretchFactor(1, _SHARES[1])
        self.setSizes([each * 100 for each in _SHARES])
        self.splitterMoved.connect(lambda _position, _index: self.moved.emit())

    def fill(self, make: Callable[[], QWidget]) -> None:
        """Put the score into its room."""
        self.room.setMinimumSize(0, 0)
        self._column.addWidget(make())

    def set_beside(self, is_on: bool) -> None:
        """Put the score beside the text, or below it."""
        wanted = Qt.Orientation.Horizontal if is_on else Qt.Orientation.Vertical
        if wanted != self.orientation():
            self.setOrientation(wanted)
            whole = max(self.width() if is_on else self.height(), 200)
            self.setSizes([whole * each // 100 for each in _SHARES])
