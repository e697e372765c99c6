"""A short piece of ABC as a small picture of its staff: for a list of takes, a preview, a choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.engraving.sheet import Order, Sheet
from engine.errors import SegueError
from engine.notation.tune import Place
from gui.engraving.engraving import Engraving
from gui.engraving.score_fonts import load_fonts
from gui.engraving.system_drawing import Box, Colours, SystemDrawing
from gui.look import theme as themes

_SCALE = 0.3  # pixels a unit: a staff is 22 pixels high
_LEAST_HEIGHT = 40
_NARROWEST = 300  # units: a bar or two
_NEARLY = 0.92  # of the width that was engraved: down to there the picture is drawn smaller, and not engraved anew
_NUMBERS = count()


class SmallScore(QWidget):
    """Show ABC on staves as wide as the widget; its height follows. Engraved beside the window, like every score.

    Signals:
        drawn: another picture is shown.
        failed: it could not be engraved; the one before stays. SegueError.
        clicked: it was clicked.
    """

    drawn = Signal()
    failed = Signal(object)
    clicked = Signal()

    def __init__(self, engraving: Engraving, parent: QWidget | None = None, *, scale: float = _SCALE) -> None:
        super().__init__(parent)
        load_fonts()
        self._engraving = engraving
        self._kind = f"small-{next(_NUMBERS)}"  # each has its own place in the queue
        self._scale = scale
        self._theme = themes.LIGHT
        self._wanted: Order | None = None
        self._width = 0  # that was asked for, in the engraver's units
        self._drawings: list[SystemDrawing] = []
        self._marked: frozenset[Place] = frozenset()
        # What is being laid out has several widths before it has its own.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._ask)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.destroyed.connect(lambda: engraving.forget(self._kind))

    def show_abc(self, text: str, ghost: tuple[int, int] = (0, 0)) -> None:
        """Show a tune (a header with ``K:`` and music; no title is drawn). Notes that begin in ``ghost`` are grey."""
        self.show_order(Order(text, 0, len(text), ghost=ghost, has_head=False))

    def show_order(self, order: Order) -> None:
        """Show what an order describes; lines are as wide as this is, whatever width the order has."""
        if order != self._wanted:
            self._wanted, self._width = order, 0
            self._settled.start()

    def mark(self, places: Iterable[Place]) -> None:
        """Mark the notes that stand at these places of the text, with a colour and a band of it behind them."""
        marked = frozenset(places)
        if marked != self._marked:
            self._marked = marked
            self.update()

    def set_theme(self, new: themes.Theme) -> None:
        """Take other colours."""
        self._theme = new
        for drawing in self._drawings:
            drawing.set_colours(self._colours())
        self.update()

    @property
    def is_drawn(self) -> bool:
        """Say whether there is a picture."""
        return bool(self._drawings)

    def marked_boxes(self) -> list[QRectF]:
        """Return where marked heads are drawn, in pixels of the widget."""
        return [self._in_pixels(box.rect, top) for drawing, top in self._placed() for box in self._marked_in(drawing)]

    def _colours(self) -> Colours:
        return Colours(self._theme.ink, self._theme.ghost)

    def _ask(self) -> None:
        width = max(_NARROWEST, int(self.width() / self._scale))
        if self._wanted is None or not self._wanted.text or _NEARLY * self._width <= width <= self._width:
            return
        self._width = width
        self._engraving.ask(self._kind, replace(self._wanted, width=width), self._take, self._fail)

    def _take(self, sheet: Sheet) -> None:
        known = {drawing.svg: drawing for drawing in self._drawings}
        self._drawings = [known.get(system.svg) or SystemDrawing(system, self._colours()) for system in sheet.systems]
        self._fit()
        self.update()
        self.drawn.emit()

    def _fit(self) -> None:
        """Ask for the height of the picture."""
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()

    def _fail(self, error: SegueError) -> None:
        self._width = 0
        self.failed.emit(error)

    # Drawing

    @property
    def _fitted(self) -> float:
        """Return how many pixels a unit is: as many as wanted, or fewer, so that lines are not cut off."""
        widest = max((drawing.width for drawing in self._drawings), default=0.0)
        return min(self._scale, self.width() / widest) if widest else self._scale

    def _placed(self) -> list[tuple[SystemDrawing, float]]:
        """Return the systems, each with where it begins, in pixels."""
        found, top = [], 0.0
        for drawing in self._drawings:
            found.append((drawing, top))
            top += drawing.height * self._fitted
        return found

    def _marked_in(self, drawing: SystemDrawing) -> list[Box]:
        return [box for box in drawing.boxes if box.place in self._marked and box.kind in "hn"] if self._marked else []

    def _in_pixels(self, rect: QRectF, top: float) -> QRectF:
        scale = self._fitted
        return QRectF(rect.x() * scale, top + rect.y() * scale, rect.width() * scale, rect.height() * scale)

    # Qt

    def sizeHint(self) -> QSize:
        """Return the size of the picture."""
        height = sum(drawing.height for drawing in self._drawings) * self._fitted
        return QSize(240, max(_LEAST_HEIGHT, round(height)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the systems one below the other, bands under the marked notes, their heads once more above."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.odd))
        ratio, scale = self.devicePixelRatioF(), self._fitted
        for drawing, top in self._placed():
            marked = self._marked_in(drawing)
            for box in marked:
                painter.drawRoundedRect(self._in_pixels(box.rect, top).adjusted(-2.5, -2.5, 2.5, 2.5), 3, 3)
            painter.drawPixmap(QPointF(0, top), drawing.pixmap(scale, ratio))
            for box in marked:
                drawing.draw_tinted(painter, box.name, QPointF(0, top), scale, ratio, self._theme.warning)
        painter.end()

    def resizeEvent(self, event: object) -> None:
        """Break the lines anew."""
        self._fit()
        self._settled.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
