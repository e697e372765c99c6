"""What a search through a folder found: a list, file by file, each tune with a glimpse of its music."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QTableView

from engine.library.hits import Hit
from gui.look.theme import LIGHT, Theme, editor_font
from gui.search.hit_model import HitModel

_Index = QModelIndex | QPersistentModelIndex
_PADDING = 8
_FEWEST = 6  # letters of a folder's name that are worth writing
_SMALLER = 1  # points that the music is smaller by


class HitDelegate(QStyledItemDelegate):
    """Draws a row: two lines, all rows alike in height."""

    def __init__(self, model: HitModel) -> None:
        super().__init__()
        self._model = model
        self.theme: Theme = LIGHT

    def paint(self, painter: QPainter, option: Any, index: _Index) -> None:
        """Draw a heading or a tune."""
        painter.save()
        is_chosen = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus))
        is_pointed_at = bool(option.state & QStyle.StateFlag.State_MouseOver)
        hit = self._model.hit(index.row())
        if is_chosen or (is_pointed_at and hit is not None):
            painter.fillRect(option.rect, QColor(self.theme.selection if is_chosen else self.theme.soft))
        inside = option.rect.adjusted(_PADDING, 4, -_PADDING, -4)
        title, facts = self._model.words(index.row())
        if hit is None:
            self._paint_heading(painter, option, inside, title, facts, self._model.place(index.row()))
        else:
            # What is muted elsewhere would not stand out on the selection.
            quiet = self.theme.ink if is_chosen else self.theme.muted
            self._paint_tune(painter, option, inside.adjusted(_PADDING, 0, 0, 0), title, facts, hit, quiet)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: Any, inside: QRect, name: str, count: str, place: str) -> None:
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setPen(QColor(self.theme.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        line = QRect(inside)
        line.setTop(inside.bottom() - option.fontMetrics.height())
        line.setRight(self._write_ends(painter, line, count, option.font, self.theme.muted))
        metrics = QFontMetrics(bold)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, line.width())
        painter.setFont(bold)
        painter.setPen(QColor(self.theme.accent))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        line.setLeft(line.left() + metrics.horizontalAdvance(shown) + _PADDING)
        if line.width() > _FEWEST * option.fontMetrics.averageCharWidth():
            painter.setFont(option.font)
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter,
                             option.fontMetrics.elidedText(place, Qt.TextElideMode.ElideLeft, line.width()))

    def _paint_tune(self, painter: QPainter, option: Any, inside: QRect, title: str, facts: str, hit: Hit,
                    quiet: str) -> None:
        line = QRect(inside)
        line.setHeight(option.fontMetrics.height())
        line.setRight(self._write_ends(painter, line, facts, option.font, quiet))
        painter.setFont(option.font)
        painter.setPen(QColor(self.theme.ink))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter,
                         option.fontMetrics.elidedText(title, Qt.TextElideMode.ElideRight, line.width()))
        music, metrics = _fonts(option.font.pointSize())
        line = QRect(inside)
        line.setTop(inside.bottom() - metrics.height())
        painter.setFont(music)
        low, high = hit.marked
        marked = self.theme.accent
        for text, colour in ((hit.music[:low], quiet), (hit.music[low:high], marked), (hit.music[high:], quiet)):
            if not text or line.width() <= 0:
                continue
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.setPen(QColor(colour))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
            line.setLeft(line.left() + metrics.horizontalAdvance(text))

    def _write_ends(self, painter: QPainter, line: QRect, words: str, font: QFont, colour: str) -> int:
        """Write what stands at a line's right end, at most half of it; return where the rest ends."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width() // 2)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        return line.right() - metrics.horizontalAdvance(shown) - _PADDING


@lru_cache(maxsize=4)
def _fonts(points: int) -> tuple[QFont, QFontMetrics]:
    """Return the font of the music beside words of so many points, and its measures: to make them takes a while."""
    font = editor_font(max(points - _SMALLER, 7))
    return font, QFontMetrics(font)


class HitView(QTableView):
    """The list, as a table of one column: a QListView asks the model for each of ten thousand rows at every layout.

    Enter and a click choose.

    Signals:
        chosen: a tune was chosen. Its row.
    """

    chosen = Signal(int)

    def __init__(self, model: HitModel) -> None:
        super().__init__()
        self.setObjectName("hits")
        self.setAccessibleName(self.tr("Tunes that were found"))
        self.setModel(model)
        self.drawing = HitDelegate(model)
        self.setItemDelegate(self.drawing)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + _fonts(self.font().pointSize())[1].height() + 10)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    def go_in(self) -> None:
        """Take the keys, on the first tune if none is chosen."""
        self.setFocus()
        model = self.model()
        if model.rowCount() > 1:  # Qt makes the first one current by itself, but does not select it
            self.setCurrentIndex(self.currentIndex() if self.currentIndex().isValid() else model.index(1, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
