"""The tunes of the text in front, in a panel beside it: a table, and a field that narrows it down."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDockWidget,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engine.notation.index import Entry

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole


class TuneModel(QAbstractTableModel):
    """Some tunes as rows: number, title, key, metre, rhythm."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._titles = (self.tr("X"), self.tr("Title"), self.tr("Key"), self.tr("Metre"), self.tr("Rhythm"))

    def show(self, entries: list[Entry]) -> None:
        """Show other tunes."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def append(self, entries: list[Entry]) -> None:
        """Show more tunes below."""
        if entries:
            count = len(self.entries)
            self.beginInsertRows(_ROOT, count, count + len(entries) - 1)
            self.entries += entries
            self.endInsertRows()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of tunes."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return what stands in a cell."""
        if role not in (_Role.DisplayRole, _Role.ToolTipRole):
            return None
        entry = self.entries[index.row()]
        if role == _Role.ToolTipRole:  # with what a narrow panel has no room for
            return "  ".join(each for each in (entry.title, entry.key, entry.metre, entry.rhythm) if each)
        return (entry.number, entry.title, entry.key, entry.metre, entry.rhythm)[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Return the titles of the columns."""
        if role == _Role.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None


class TuneTable(QTableView):
    """The table. Enter and a click choose.

    Signals:
        chosen: a row was chosen.
    """

    chosen = Signal(int)

    def __init__(self, model: TuneModel) -> None:
        super().__init__()
        self.setObjectName("tune_table")
        self.setAccessibleName(self.tr("Tunes"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column, letters in ((0, 4), (2, 5), (3, 5), (4, 8)):
            words = self.fontMetrics().horizontalAdvance(model.headerData(column, Qt.Orientation.Horizontal))
            self.setColumnWidth(column, max(self.fontMetrics().horizontalAdvance("0" * letters) + 8, words + 18))
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    def sizeHint(self) -> QSize:
        """Ask for a narrow column: the text needs the room more."""
        return QSize(220, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for beside the title."""
        super().resizeEvent(event)
        for column, letters in ((3, 34), (4, 42)):
            self.setColumnHidden(column, self.width() < letters * self.fontMetrics().horizontalAdvance("0"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class TuneList(QDockWidget):
    """The panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tunes"))
        self.setObjectName("tunes")
        feature = QDockWidget.DockWidgetFeature
        self.setFeatures(feature.DockWidgetMovable | feature.DockWidgetClosable)
        self.filter = FilterField()
        self.model = TuneModel()
        self.table = TuneTable(self.model)
        self.count = QLabel()
        self.count.setObjectName("quiet")
        self.filter.left.connect(self.table.setFocus)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(6)
        for part in (self.filter, self.table, self.count):
            column.addWidget(part)
        inside.setMinimumWidth(220)
        self.setWidget(inside)


class FilterField(QLineEdit):
    """What the tunes are narrowed down by.

    Signals:
        left: the composer goes down into the list.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(self.tr("words K:G notes:GB"))
        self.setToolTip(self.tr("Words of the header; fields, such as C:Trad. M:3/4 K:Am; "
                                "or a run of notes, found in every key: notes: GBd gfe"))
        self.setAccessibleName(self.tr("Narrow the tunes down"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the list with the arrow or Enter."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)
