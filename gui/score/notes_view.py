"""What the views of a tune's notes share: clicks and arrow keys that lead to the text, marks and lights, the size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from engine.notation.tune import Place
from gui.look import theme as themes

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class NotesView(QAbstractScrollArea):
    """Show notes that can be clicked. Places are those of the sheet's text; whoever shows it knows where that stands.

    A view of a kind says what is where; ``zooms`` are its sizes in percent.

    Signals:
        clicked: something of the text was clicked, or a note chosen with the arrow keys. Start, end.
        zoomed: the notes are of another size. Percent.
    """

    clicked = Signal(int, int)
    zoomed = Signal(int)

    def __init__(self, name: str, zooms: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leads to the text, and the keys go there too
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.theme = themes.LIGHT
        self.zooms = zooms
        self.lit: tuple[Place, ...] = ()  # the notes that sound
        self.marked: Place | None = None
        self.spans: tuple[Place, ...] = ()  # ranges of the text that are shaded

    # What a view of a kind says

    @property
    def zoom(self) -> int:
        """Return the size of the notes in percent."""
        raise NotImplementedError

    def box_of(self, place: Place) -> QRectF:
        """Return where the first note of a place is drawn, in pixels of the view; empty if it is not."""
        raise NotImplementedError

    def _take_zoom(self, percent: int) -> None:
        """Take another size."""
        raise NotImplementedError

    def _place_under(self, point: QPointF) -> Place | None:
        """Return what stands under a point of the view."""
        raise NotImplementedError

    def _beside(self, place: Place | None, step: int) -> Place | None:
        """Return the note after (1) or before (-1) another in the text; the first where there is no other."""
        raise NotImplementedError

    def _before(self, offset: int) -> Place | None:
        """Return the note that an offset stands in or somewhere behind; None before the first."""
        raise NotImplementedError

    def _follow(self, place: Place, *, turns: bool) -> None:
        """Bring a note into sight. ``turns``: it sounds, and what comes next is to be seen too."""
        raise NotImplementedError

    # Size and colours

    def set_zoom(self, percent: int) -> None:
        """Take another size of notes, or the next that there is."""
        percent = min(max(percent, self.zooms[0]), self.zooms[-1])
        if percent != self.zoom:
            self._take_zoom(percent)
            self.zoomed.emit(percent)

    def zoom_by(self, steps: int) -> None:
        """Take the next larger or smaller size."""
        nearest = min(range(len(self.zooms)), key=lambda at: abs(self.zooms[at] - self.zoom))
        self.set_zoom(self.zooms[min(max(nearest + steps, 0), len(self.zooms) - 1)])

    def set_theme(self, new: themes.Theme) -> None:
        """Take other colours."""
        self.theme = new
        self.viewport().update()

    # Marks

    def show_lights(self, places: Sequence[Place]) -> None:
        """Light the notes that sound, and follow them."""
        self.lit = tuple(places)
        if self.lit:
            self._follow(self.lit[-1], turns=True)
        self.viewport().update()

    def show_spans(self, spans: Sequence[Place]) -> None:
        """Shade what stands in these ranges of the text."""
        self.spans = tuple(spans)
        self.viewport().update()

    def mark_at(self, offset: int) -> None:
        """Mark the note that an offset of the text stands in or ends at; bring the music there into sight."""
        place = self._before(offset)
        if place is not None and not self.lit:
            self._follow(place, turns=False)
        self.marked = place if place is not None and place.end >= offset else None
        self.viewport().update()

    def follow_from(self, offset: int) -> None:
        """Bring the first note from an offset on into sight."""
        before = self._before(offset - 1)
        place = self._beside(before, 1)
        if place is not None and place != before and not self.lit:
            self._follow(place, turns=False)

    # For views of a kind

    def _set_range(self, bar: QScrollBar, whole: float, seen: int, step: int) -> None:
        bar.setRange(0, max(0, round(whole) - seen))
        bar.setPageStep(seen)
        bar.setSingleStep(step)

    def _draw_focus(self, painter: QPainter) -> None:
        """Draw a frame while the arrow keys are this view's."""
        if self.hasFocus():
            painter.resetTransform()
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 1))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the text of what was clicked."""
        place = self._place_under(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if place is not None:
            self.clicked.emit(*place)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        is_over = self._place_under(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from note to note with the arrow keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        place = self._beside(self.marked, step) if step is not None else None
        if place is not None:
            self.clicked.emit(*place)
        else:
            super().keyPressEvent(event)
