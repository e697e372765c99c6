"""Earlier versions of the file in front: kept at each save, shown with what is different, brought back on request."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QSpinBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from engine import generations
from engine.difference import splice
from engine.errors import FileError
from engine.files import read_abc
from gui.look.diff_view import DiffView
from gui.look.theme import Theme
from gui.settings import Preferences
from gui.text.desk import Desk


class VersionsDialog(QDialog):
    """The versions that are kept, the newest first, each beside the text as it is now.

    Signals:
        wanted: a version is to come back. Its text.
    """

    wanted = Signal(str)

    def __init__(self, kept: list[generations.Version], text: str, most: int, theme: Theme,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Earlier versions"))
        self.setObjectName("versions")
        self._kept = kept
        self._text = text
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Versions, the newest first"))
        for version in kept:
            time = QDateTime.fromSecsSinceEpoch(int(version.replaced_at.timestamp()))
            self.list.addItem(QLocale().toString(time, QLocale.FormatType.ShortFormat))
        self.difference = DiffView(theme)
        self.difference.setPlainText(self.tr("No earlier version is kept yet: one is whenever you save over the file.")
                                     if not kept else "")
        self.most = QSpinBox()
        self.most.setRange(0, generations.MOST)
        self.most.setValue(most)
        label = QLabel(self.tr("&Versions to keep of each file"))
        label.setBuddy(self.most)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        words, role = self.tr("&Bring this one back"), QDialogButtonBox.ButtonRole.ActionRole
        self.back = self.buttons.addButton(words, role)
        self.back.setToolTip(self.tr("Put it in place of the text here. Undo takes it back"))
        self.back.setEnabled(bool(kept))
        self.back.clicked.connect(self._bring_back)
        self.buttons.rejected.connect(self.reject)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.difference)
        split.setSizes([200, 520])
        row = QHBoxLayout()
        for part in (label, self.most):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.addWidget(split, 1)
        column.addLayout(row)
        self.resize(760, 440)
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def _version(self, row: int) -> str:
        try:
            return read_abc(self._kept[row].path).text
        except FileError:
            return self._text  # it was thrown away meanwhile: there is nothing to bring back

    def _show(self, row: int) -> None:
        self.difference.show_difference(self._version(row), self._text)

    def _bring_back(self) -> None:
        self.wanted.emit(self._version(self.list.currentRow()))
        self.accept()


class Versions(QObject):
    """Keep a version before each save, and show them."""

    def __init__(self, desk: Desk, preferences: Preferences, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._preferences = preferences
        self._folder = folder
        self.dialog: VersionsDialog | None = None

    @property
    def most(self) -> int:
        """How many versions of each file are kept."""
        return min(max(self._preferences.number("versions", generations.USUAL), 0), generations.MOST)

    def keep(self, path: Path) -> None:
        """Keep what a file holds. May raise FileError: then the file is not to be written over."""
        generations.keep(path, self._folder, self.most, datetime.now())

    def show(self) -> None:
        """Show the versions of the file in front."""
        page = self._desk.current
        kept = generations.versions(page.path, self._folder) if page.path is not None else []
        self.dialog = VersionsDialog(kept, page.text(), self.most, self._desk.editor.theme, self._desk)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.most.valueChanged.connect(lambda most: self._preferences.keep("versions", most))
        self.dialog.wanted.connect(self._bring_back)
        self.dialog.open()

    def _bring_back(self, text: str) -> None:
        start, gone, put = splice(self._desk.current.text(), text)
        self._desk.editor.edit([(start, start + gone, put)] if gone or put else [])
