"""The panel for a search through a folder: which folder, what to look for, what was found."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDockWidget,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.look.theme import Theme
from gui.look.wrapping import Wrapped
from gui.search.hit_list import HitView
from gui.search.hit_model import HitModel
from gui.search.tune_list import FilterField

_LEAST_HITS = 24  # pixels


class LibraryPanel(QDockWidget):
    """What the composer sees of a search. It arranges; searching connects.

    Signals:
        folder_asked: another folder is to be chosen.
        stopped: the search is to be given up.
        left: Esc was pressed: the search is given up, or the text is to have the keys.
    """

    folder_asked = Signal()
    stopped = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tune books"))
        self.setObjectName("library")
        feature = QDockWidget.DockWidgetFeature
        self.setFeatures(feature.DockWidgetMovable | feature.DockWidgetClosable)
        self.folder = QPushButton()
        self.folder.clicked.connect(self.folder_asked)
        self.query = FilterField()
        self.query.setAccessibleName(self.tr("What to look for in the tune books"))
        self.only_twins = QCheckBox(self.tr("Only near duplicates"))
        self.only_twins.setToolTip(self.tr("Of the tunes found, those that share much of their melody with another one "
                                           "found, in whatever key"))
        self.model = HitModel()
        self.hits = HitView(self.model)
        self.query.left.connect(self.hits.go_in)
        self.state = Wrapped()
        self.state.setObjectName("quiet")
        self.stop = QToolButton()
        self.stop.setText(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Search no further (Esc)"))
        self.stop.clicked.connect(self.stopped)
        self.stop.hide()
        self._arrange()
        self.show_folder(None)

    def show_folder(self, folder: Path | None) -> None:
        """Name the folder that is searched."""
        self._folder = folder
        if folder is None:
            self.folder.setToolTip(self.tr("A folder of ABC files; folders in it are searched too"))
            self.folder.setAccessibleName(self.tr("Choose a folder…"))
        else:
            self.folder.setToolTip(str(folder))
            self.folder.setAccessibleName(self.tr("Folder to search: {name}").format(name=folder))
        self._fit_folder()

    def show_state(self, words: str, tip: str = "", *, is_busy: bool = False) -> None:
        """Say how far it is."""
        self.state.setText(words)
        self.state.setToolTip(tip)
        self.stop.setVisible(is_busy)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.hits.drawing.theme = theme
        self.hits.viewport().update()

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        for part in (self.folder, self.query, self.only_twins):
            column.addWidget(part)
        column.addWidget(self.hits, 1)
        self.hits.setMinimumHeight(_LEAST_HITS)
        line = QHBoxLayout()
        line.addWidget(self.state, 1)
        line.addWidget(self.stop)
        column.addLayout(line)
        inside.setMinimumWidth(max(220, column.minimumSize().width()))  # as the list of tunes, which shares its place
        self.setWidget(inside)

    def _fit_folder(self) -> None:
        words = f"{self._folder.name or self._folder}" if self._folder is not None else self.tr("Choose a folder…")
        room = self.folder.width() - 36
        self.folder.setText(self.folder.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, max(room, 120))
                            .replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the folder's name anew."""
        super().resizeEvent(event)
        self._fit_folder()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
