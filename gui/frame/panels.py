"""The text and the score, with room at their edges for the panels: the tunes, the takes."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget


class Panels(QMainWindow):
    """A main window inside the window: so the rows of controls reach across it, and a panel narrows the text alone."""

    def __init__(self, centre: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setCentralWidget(centre)

    def add(self, panel: QDockWidget, side: Qt.DockWidgetArea) -> None:
        """Put a panel to a side, hidden."""
        self.addDockWidget(side, panel)
        panel.hide()

    def state(self) -> str:
        """Return where the panels stand and how large they are, to be kept."""
        return self.saveState().toBase64().toStdString()

    def recall(self, state: str) -> None:
        """Put the panels where they stood. What is not a state changes nothing."""
        self.restoreState(QByteArray.fromBase64(state.encode("ascii", "replace")))
