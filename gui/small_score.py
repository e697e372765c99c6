"""A short piece of ABC as a small picture of its staff: for a list of takes, a preview, a choice."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.engraving.sheet import Order, Sheet
from engine.errors import SegueError
from gui import theme as themes
from gui.engraving import Engraving
from gui.score_fonts import load_fonts
from gui.system_drawing import Colours, SystemDrawing

_SCALE = 0.3  # pixels a unit: a staff is 22 pixels high
_LEAST_HEIGHT = 40
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
        self._text = ""
        self._ghost = (0, 0)
        self._width = 0  # that was asked for
        self._drawings: list[SystemDrawing] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.destroyed.connect(lambda: engraving.forget(self._kind))

    def show_abc(self, text: str, ghost: tuple[int, int] = (0, 0)) -> None:
        """Show a tune (a header with ``K:`` and music; no title is drawn). Notes that begin in ``ghost`` are grey."""
        if (text, ghost) != (self._text, self._ghost):
            self._text, self._ghost, self._width = text, ghost, 0
            self._ask()

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

    def _colours(self) -> Colours:
        return Colours(self._theme.ink, self._theme.ghost)

    def _ask(self) -> None:
        width = max(300, int(self.width() / self._scale))
        if not self._text or width == self._width:
            return
        self._width = width
        order = Order(self._text, 0, len(self._text), width, self._ghost, has_head=False)
        self._engraving.ask(self._kind, order, self._take, self._fail)

    def _take(self, sheet: Sheet) -> None:
        self._drawings = [SystemDrawing(system, self._colours()) for system in sheet.systems]
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()
        self.drawn.emit()

    def _fail(self, error: SegueError) -> None:
        self._width = 0
        self.failed.emit(error)

    # Qt

    def sizeHint(self) -> QSize:
        """Return the size of the picture."""
        height = sum(drawing.height for drawing in self._drawings) * self._scale
        return QSize(240, max(_LEAST_HEIGHT, round(height)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the systems one below the other."""
        painter = QPainter(self)
        top = 0.0
        for drawing in self._drawings:
            painter.drawPixmap(QPointF(0, top), drawing.pixmap(self._scale, self.devicePixelRatioF()))
            top += drawing.height * self._scale
        painter.end()

    def resizeEvent(self, event: object) -> None:
        """Break the lines anew."""
        self._ask()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()
