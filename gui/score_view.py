"""The score: the tune under the caret, engraved; its notes lead to the text and back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from engine.engraving.sheet import Sheet
from engine.notation.tune import Place
from gui import theme as themes
from gui.score_layout import ScoreLayout
from gui.span import around, shade
from gui.system_drawing import Box, Colours

_ZOOMS = (30, 40, 50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
_REACH = 7  # pixels around a note that still are the note
_OUTSIDE = 12.0  # pixels between the notes that are looped and the edge of their shade
_STEP = 48


class ScoreView(QAbstractScrollArea):
    """Show an engraved tune. Places are those of the sheet's text; whoever shows it knows where that stands.

    Signals:
        clicked: a note, a rest or a sign was clicked, or chosen with the arrow keys. Start, end.
        zoomed: the notes are of another size. Percent.
        resized: lines have another width. The width in the engraver's units, none in page view.
    """

    clicked = Signal(int, int)
    zoomed = Signal(int)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("score")
        self.setAccessibleName(self.tr("Score"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leads to the text, and the keys go there too
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.theme = themes.LIGHT
        self.layout_ = ScoreLayout(self._colours())
        self._is_fitted = True  # pages are as wide as the view, whatever becomes of it
        self._lights: tuple[Place, ...] = ()
        self._mark: Place | None = None
        self._spans: tuple[Place, ...] = ()

    # What is shown

    @property
    def zoom(self) -> int:
        """Return the size of the notes in percent."""
        return self.layout_.zoom

    @property
    def line_width(self) -> int:
        """Return how wide a line is to be engraved, in the engraver's units."""
        return self.layout_.line_width(self.viewport().width())

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another engraving."""
        self.layout_.set_systems(sheet.systems)
        self._fit()

    def set_zoom(self, percent: int) -> None:
        """Take another size of notes."""
        self._is_fitted = False
        self._take_zoom(percent)

    def _take_zoom(self, percent: int) -> None:
        percent = min(max(percent, _ZOOMS[0]), _ZOOMS[-1])
        if percent != self.layout_.zoom:
            self.layout_.zoom = percent
            self._fit()
            self.zoomed.emit(percent)
            self.resized.emit()

    def zoom_by(self, steps: int) -> None:
        """Take the next larger or smaller size."""
        nearest = min(range(len(_ZOOMS)), key=lambda at: abs(_ZOOMS[at] - self.zoom))
        self.set_zoom(_ZOOMS[min(max(nearest + steps, 0), len(_ZOOMS) - 1)])

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
        self._is_fitted = True
        self._take_zoom(self.layout_.fitting_zoom(self.viewport().width()))

    def set_theme(self, new: themes.Theme) -> None:
        """Take other colours."""
        self.theme = new
        self.layout_.set_colours(self._colours())
        self.viewport().update()

    # Marks

    def show_lights(self, places: Sequence[Place]) -> None:
        """Light the notes that sound, and follow them."""
        self._lights = tuple(places)
        if self._lights:
            self._follow(self._lights[-1])
        self.viewport().update()

    def show_spans(self, spans: Sequence[Place]) -> None:
        """Shade what stands in these ranges of the text."""
        self._spans = tuple(spans)
        self.viewport().update()

    def mark_at(self, offset: int) -> None:
        """Mark the note that an offset of the text stands in or ends at; bring the line of music there into sight."""
        place = self.layout_.place_before(offset)
        if place is not None and not self._lights:
            self._follow(place)
        self._mark = place if place is not None and place.end >= offset else None
        self.viewport().update()

    def follow_from(self, offset: int) -> None:
        """Bring the first note from an offset on into sight."""
        place = self.layout_.beside(self.layout_.place_before(offset - 1), 1)
        if place is not None and not self._lights:
            self._follow(place)

    def shaded(self, number: int) -> list[QRectF]:
        """Return where in a system what is in the spans stands, in pixels of the whole; nothing where none of it is."""
        boxes = ((box.place, self.layout_.in_pixels(number, box.rect))
                 for box in self.layout_.drawings[number].boxes if box.kind in "hn") if self._spans else ()
        return around(boxes, self._spans, _OUTSIDE)

    @property
    def marked(self) -> Place | None:
        """Return the place of the marked note."""
        return self._mark

    @property
    def lit(self) -> tuple[Place, ...]:
        """Return the places of the notes that sound."""
        return self._lights

    def box_of(self, place: Place) -> QRectF:
        """Return where a note is drawn, in pixels of the view; empty if it is not."""
        number = self.layout_.system_of(place)
        boxes = self.layout_.drawings[number].boxes if number is not None else ()
        found = next((box for box in boxes if box.place == place and box.kind in "hn"), None)
        if number is None or found is None:
            return QRectF()
        return self.layout_.in_pixels(number, found.rect).translated(-self._scrolled())

    def _follow(self, place: Place) -> None:
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
        for bar, whole, seen in ((self.verticalScrollBar(), self.layout_.height, size.height()),
                                 (self.horizontalScrollBar(), self.layout_.width, size.width())):
            bar.setRange(0, max(0, round(whole) - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(_STEP)
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
            lit = [box for box in drawing.boxes if box.place in self._lights and box.kind in "hn"]
            marked = [box for box in drawing.boxes if box.place == self._mark and box.kind in "hn"]
            shade(painter, self.shaded(number), self.theme)
            self._draw_bands(painter, number, marked, self.theme.selection)
            self._draw_bands(painter, number, lit, self.theme.playing)
            painter.drawPixmap(target.topLeft(), drawing.pixmap(scale, ratio))
            for box in lit:
                drawing.draw_tinted(painter, box.name, target.topLeft(), scale, ratio, self.theme.accent)
        self.layout_.keep_only(seen)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(QColor(self.theme.accent), 1))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _draw_bands(self, painter: QPainter, number: int, boxes: Sequence[Box], colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        for box in boxes:
            rect = self.layout_.in_pixels(number, box.rect).adjusted(-3.5, -3.5, 3.5, 3.5)
            painter.drawRoundedRect(rect, 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the text of what was clicked."""
        box = self._box_under(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if box is not None:
            self.clicked.emit(*box.place)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        over = self._box_under(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from note to note with the arrow keys."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        place = self.layout_.beside(self._mark, step)
        if place is not None:
            self.clicked.emit(*place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()
        if self.layout_.has_pages and self._is_fitted:
            self.fit_width()
        if event.oldSize().width() != event.size().width():
            self.resized.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw all of it: pictures are kept, and cheap to move."""
        self.viewport().update()

    def top_left(self) -> QPoint:
        """Return how far the view is scrolled."""
        return self._scrolled().toPoint()
