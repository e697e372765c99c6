"""The score: the tune under the caret, engraved; its notes lead to the text and back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.engraving.sheet import Sheet
from engine.notation.tune import Place
from gui.engraving.system_drawing import Box, Colours
from gui.look import theme as themes
from gui.score.notes_view import NotesView
from gui.score.score_layout import ScoreLayout
from gui.sound.span import around, shade

_ZOOMS = (30, 40, 50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
_REACH = 7  # pixels around a note that still are the note
_OUTSIDE = 12.0  # pixels between the notes that are looped and the edge of their shade
_STEP = 48


class ScoreView(NotesView):
    """Show an engraved tune.

    Signals:
        resized: lines have another width, or there is room for the title or no more.
    """

    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("score", _ZOOMS, parent)
        self.setAccessibleName(self.tr("Score"))
        self.layout_ = ScoreLayout(self._colours())
        self._engraved_for = 0, True
        self._is_fitted = True  # pages are as wide as the view, whatever becomes of it

    # What is shown

    @property
    def zoom(self) -> int:
        """Return the size of the notes in percent."""
        return self.layout_.zoom

    @property
    def line_width(self) -> int:
        """Return how wide a line is to be engraved, in the engraver's units."""
        return self.layout_.line_width(self.viewport().width())

    @property
    def has_head(self) -> bool:
        """Say whether there is room for the title above the music."""
        return self.layout_.has_room_for_head(self.viewport().height())

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another engraving."""
        self.layout_.set_systems(sheet.systems)
        self._fit()

    def set_zoom(self, percent: int) -> None:
        """Take another size of notes; pages are no longer fitted to the width."""
        self._is_fitted = False
        super().set_zoom(percent)

    def _take_zoom(self, percent: int) -> None:
        self.layout_.zoom = percent
        self._fit()
        self.resized.emit()

    def set_pages(self, is_on: bool) -> None:
        """Show sheets of paper, or lines as wide as the window."""
        if is_on != self.layout_.has_pages:
            self.layout_.has_pages = is_on
            self._fit()
            if is_on:
                self.fit_width()
            self.zoomed.emit(self.zoom)
            self.resized.emit()

    def fit_width(self) -> None:
        """Make a page as wide as the view; lines without pages always are, and get notes of their usual size."""
        super().set_zoom(self.layout_.fitting_zoom(self.viewport().width()))
        self._is_fitted = True

    def set_theme(self, new: themes.Theme) -> None:
        """Take other colours."""
        super().set_theme(new)
        self.layout_.set_colours(self._colours())

    # Where

    def shaded(self, number: int) -> list[QRectF]:
        """Return where in a system what is in the spans stands, in pixels of the whole; nothing where none of it is."""
        boxes = ((box.place, self.layout_.in_pixels(number, box.rect))
                 for box in self.layout_.drawings[number].boxes if box.kind in "hn") if self.spans else ()
        return around(boxes, self.spans, _OUTSIDE)

    def box_of(self, place: Place) -> QRectF:
        """Return where a note is drawn, in pixels of the view; empty if it is not."""
        number = self.layout_.system_of(place)
        boxes = self.layout_.drawings[number].boxes if number is not None else ()
        found = next((box for box in boxes if box.place == place and box.kind in "hn"), None)
        if number is None or found is None:
            return QRectF()
        return self.layout_.in_pixels(number, found.rect).translated(-self._scrolled())

    def mark_at(self, offset: int) -> None:
        """Mark the note that an offset stands in or ends at, or what is sung there."""
        super().mark_at(offset)
        self.marked = self.layout_.syllable_at(offset) or self.marked

    def _follow(self, place: Place, *, turns: bool) -> None:
        """Scroll so far that the system of a note is in sight."""
        number = self.layout_.system_of(place)
        if number is None:
            return
        target, bar, side = self.layout_.target(number), self.verticalScrollBar(), self.horizontalScrollBar()
        top, height = bar.value(), self.viewport().height()
        if target.top() < top or target.bottom() > top + height:
            # The system that is read stands at the top, what comes next below it.
            bar.setValue(round(target.top()))
        middle = self.box_of(place).center().x() if side.maximum() else 0.0
        if not 0 <= middle <= self.viewport().width():
            side.setValue(round(middle + side.value() - self.viewport().width() / 2))

    def _place_under(self, point: QPointF) -> Place | None:
        box = self._box_under(point)
        return box.place if box is not None else None

    def _beside(self, place: Place | None, step: int) -> Place | None:
        return self.layout_.beside(place, step)

    def _before(self, offset: int) -> Place | None:
        return self.layout_.place_before(offset)

    def _box_under(self, point: QPointF) -> Box | None:
        """Return what is drawn under a point of the view: a head before anything else."""
        inside = point + self._scrolled()
        best: tuple[float, Box] | None = None
        for number in self.layout_.numbers_between(inside.y(), inside.y()):
            for box in self.layout_.drawings[number].boxes:
                rect = self.layout_.in_pixels(number, box.rect).adjusted(-_REACH, -_REACH, _REACH, _REACH)
                if rect.contains(inside):
                    away = (rect.center() - inside).manhattanLength() + (0 if box.kind in "hn" else 1000)
                    if best is None or away < best[0]:
                        best = away, box
        return best[1] if best is not None else None

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _fit(self) -> None:
        size = self.viewport().size()
        self.layout_.arrange(size.width())
        self._set_range(self.verticalScrollBar(), self.layout_.height, size.height(), _STEP)
        self._set_range(self.horizontalScrollBar(), self.layout_.width, size.width(), _STEP)
        self.viewport().update()

    def _colours(self) -> Colours:
        return Colours(self.theme.ink, self.theme.ghost)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight: paper, light behind the notes that sound, the systems, the lit notes again."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_pages = self.layout_.has_pages
        painter.fillRect(self.viewport().rect(), QColor(self.theme.line if has_pages else self.theme.paper))
        painter.translate(-self._scrolled())
        for page in self.layout_.pages:
            painter.fillRect(page, QColor(self.theme.paper))
        ratio, scale = self.devicePixelRatioF(), self.layout_.scale
        top = self._scrolled().y()
        seen = self.layout_.numbers_between(top, top + self.viewport().height())
        for number in seen:
            drawing, target = self.layout_.drawings[number], self.layout_.target(number)
            lit = [box for box in drawing.boxes if box.place in self.lit and box.kind in "hn"]
            marked = [box for box in drawing.boxes if box.place == self.marked and box.kind in "hnl"]
            shade(painter, self.shaded(number), self.theme)
            self._draw_bands(painter, number, marked, self.theme.selection)
            self._draw_bands(painter, number, lit, self.theme.playing)
            painter.drawPixmap(target.topLeft(), drawing.pixmap(scale, ratio))
            for box in lit:
                drawing.draw_tinted(painter, box.name, target.topLeft(), scale, ratio, self.theme.accent)
        self.layout_.keep_only(seen)
        self._draw_focus(painter)
        painter.end()

    def _draw_bands(self, painter: QPainter, number: int, boxes: Sequence[Box], colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for box in boxes:
            rect = self.layout_.in_pixels(number, box.rect).adjusted(-3.5, -3.5, 3.5, 3.5)
            painter.drawRoundedRect(rect, 4, 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.layout_.fit_height(event.size().height())
        self._fit()
        if self.layout_.has_pages and self._is_fitted:
            self.fit_width()
        wanted = self.line_width, self.has_head
        if wanted != self._engraved_for:
            self._engraved_for = wanted
            self.resized.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw all of it: pictures are kept, and cheap to move."""
        self.viewport().update()

    def top_left(self) -> QPoint:
        """Return how far the view is scrolled."""
        return self._scrolled().toPoint()
