"""The piano roll: the same notes by time and pitch, with the same clicks and lights as the score."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from engine.engraving.roll import Roll, RollNote
from engine.notation.keys import LETTERS, SEMITONES
from engine.notation.tune import Place
from gui import theme as themes
from gui.roll_layout import BARS_HEIGHT, KEYS_WIDTH, RollLayout
from gui.span import around, shade

_ZOOMS = (25, 35, 50, 70, 100, 140, 200, 280, 400)
_BLACK = {1, 3, 6, 8, 10}
_AHEAD = 0.25  # of the view: a sounding note that comes so near its right edge turns the page


class PianoRoll(QAbstractScrollArea):
    """Show the notes of a tune. Places are those of the sheet's text.

    Signals:
        clicked: a note was clicked, or chosen with the arrow keys. Start, end.
        zoomed: time is drawn wider or narrower. Percent.
    """

    clicked = Signal(int, int)
    zoomed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("roll")
        self.setAccessibleName(self.tr("Piano roll"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leads to the text, and the keys go there too
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.theme = themes.LIGHT
        self._layout = RollLayout()
        self._ghost = (0, 0)
        self._lights: tuple[Place, ...] = ()
        self._mark: Place | None = None
        self._places: list[Place] = []
        self._spans: tuple[Place, ...] = ()

    # What is shown

    @property
    def zoom(self) -> int:
        """Return how wide time is drawn, in percent."""
        return self._layout.zoom

    @property
    def roll(self) -> Roll:
        """Return the notes that are shown."""
        return self._layout.roll

    def show_roll(self, roll: Roll, ghost: tuple[int, int]) -> None:
        """Show other notes; those that begin in ``ghost`` are grey."""
        self._layout.set_roll(roll)
        self._ghost = ghost
        self._places = sorted({Place(note.start, note.end) for note in roll.notes})
        self._fit()

    def set_zoom(self, percent: int) -> None:
        """Draw time wider or narrower; the middle of what is seen stays."""
        percent = min(max(percent, _ZOOMS[0]), _ZOOMS[-1])
        if percent == self.zoom:
            return
        bar, half = self.horizontalScrollBar(), (self.viewport().width() - KEYS_WIDTH) / 2
        middle = (bar.value() + half) / self.zoom
        self._layout.zoom = percent
        self._fit()
        bar.setValue(round(middle * percent - half))
        self.zoomed.emit(percent)

    def zoom_by(self, steps: int) -> None:
        """Take the next wider or narrower size."""
        nearest = min(range(len(_ZOOMS)), key=lambda at: abs(_ZOOMS[at] - self.zoom))
        self.set_zoom(_ZOOMS[min(max(nearest + steps, 0), len(_ZOOMS) - 1)])

    def fit_width(self) -> None:
        """Show the whole tune at once, as far as it may be narrowed."""
        self.set_zoom(self._layout.fitting_zoom(self.viewport().width()))

    def set_theme(self, new: themes.Theme) -> None:
        """Take other colours."""
        self.theme = new
        self.viewport().update()

    # Marks

    def show_lights(self, places: Sequence[Place]) -> None:
        """Light the notes that sound, and follow them."""
        self._lights = tuple(places)
        if self._lights:
            self._follow(self._lights[-1], turn=True)
        self.viewport().update()

    def show_spans(self, spans: Sequence[Place]) -> None:
        """Shade what stands in these ranges of the text."""
        self._spans = tuple(spans)
        self.viewport().update()

    def mark_at(self, offset: int) -> None:
        """Mark the note that an offset of the text stands in or ends at; bring what is there into sight."""
        at = bisect_right(self._places, offset, key=lambda place: place.start) - 1
        place = self._places[at] if at >= 0 else None
        if place is not None and not self._lights:
            self._follow(place, turn=False)
        self._mark = place if place is not None and place.end >= offset else None
        self.viewport().update()

    def follow_from(self, offset: int) -> None:
        """Bring the first note from an offset on into sight."""
        at = bisect_right(self._places, offset - 1, key=lambda place: place.start)
        if at < len(self._places) and not self._lights:
            self._follow(self._places[at], turn=False)

    @property
    def marked(self) -> Place | None:
        """Return the place of the marked note."""
        return self._mark

    @property
    def lit(self) -> tuple[Place, ...]:
        """Return the places of the notes that sound."""
        return self._lights

    def is_ghost(self, note: RollNote) -> bool:
        """Say whether a note is the ghost's."""
        return self._ghost[0] <= note.start < self._ghost[1]

    def box_of(self, place: Place) -> QRectF:
        """Return where the first note of a place is drawn, in pixels of the view; empty if there is none."""
        note = next((one for one in self.roll.notes if (one.start, one.end) == place), None)
        return QRectF() if note is None else self._layout.box(note)

    def _follow(self, place: Place, *, turn: bool) -> None:
        box, bar = self.box_of(place), self.horizontalScrollBar()
        if box.isEmpty():
            return
        width = self.viewport().width()
        if box.left() < KEYS_WIDTH or box.right() > width - (_AHEAD * (width - KEYS_WIDTH) if turn else 0):
            bar.setValue(round(bar.value() + box.left() - KEYS_WIDTH - 0.1 * width))
        side = self.verticalScrollBar()
        if side.maximum() and not (box.top() >= BARS_HEIGHT and box.bottom() <= self.viewport().height()):
            side.setValue(round(side.value() + box.center().y() - self.viewport().height() / 2))

    # Where

    def _note_under(self, point: QPointF) -> RollNote | None:
        if point.x() < KEYS_WIDTH:
            return None
        return next((note for note in reversed(self.roll.notes) if self._layout.box(note).contains(point)), None)

    def _fit(self) -> None:
        seen, layout = self.viewport().size(), self._layout
        layout.height = seen.height()
        for bar, whole, part, step in ((self.horizontalScrollBar(), layout.size[0], seen.width(), 40),
                                       (self.verticalScrollBar(), layout.size[1], seen.height(), 20)):
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)
            bar.setSingleStep(step)
        self._scroll()

    def _scroll(self) -> None:
        self._layout.left, self._layout.top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.viewport().update()

    # Drawing

    def _draw_rows(self, painter: QPainter) -> None:
        width, row = self.viewport().width(), self._layout.row
        low, high = self._layout.low, self._layout.high
        for pitch in range(low, high + 1):
            top = self._layout.y(pitch)
            if pitch % 12 in _BLACK:
                painter.fillRect(QRectF(0, top, width, row), QColor(self.theme.panel))
            if pitch % 12 in (0, 5):
                painter.fillRect(QRectF(0, top + row - 0.5, width, 1), QColor(self.theme.line))

    def _draw_bars(self, painter: QPainter) -> None:
        height, width = self.viewport().height(), self.viewport().width()
        painter.fillRect(QRectF(0, 0, width, BARS_HEIGHT), QColor(self.theme.panel))
        told = float(KEYS_WIDTH)
        for number, onset in enumerate((*self.roll.bars, self.roll.length), 1):
            x = self._layout.x(onset) - 2
            if not KEYS_WIDTH <= x <= width:
                continue
            painter.fillRect(QRectF(x, 0, 1, height), QColor(self.theme.line))
            if number <= len(self.roll.bars) and x >= told:
                painter.setPen(QColor(self.theme.muted))
                painter.drawText(QRectF(x + 5, 0, 60, BARS_HEIGHT), Qt.AlignmentFlag.AlignVCenter, str(number))
                told = x + 34

    def _draw_notes(self, painter: QPainter) -> None:
        for note in self.roll.notes:
            box = self._layout.box(note)
            if box.right() < KEYS_WIDTH or box.left() > self.viewport().width():
                continue
            place = Place(note.start, note.end)
            fill = QColor(self.theme.ghost if self.is_ghost(note) else self.theme.ink)
            if self.is_ghost(note):
                fill.setAlphaF(0.55)
            elif note.voice:
                fill.setAlphaF(max(0.4, 0.85 - 0.2 * note.voice))
            pen = QPen(Qt.PenStyle.NoPen)
            if place in self._lights:
                fill = QColor(self.theme.accent)
                painter.setPen(pen)
                painter.setBrush(QColor(self.theme.playing))
                painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 4, 4)
            elif place == self._mark:
                pen = QPen(QColor(self.theme.accent), 2)
            painter.setPen(pen)
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 2.5, 2.5)

    def _draw_names(self, painter: QPainter) -> None:
        low, high = self._layout.low, self._layout.high
        painter.fillRect(QRectF(0, 0, KEYS_WIDTH, self.viewport().height()), QColor(self.theme.panel))
        painter.setPen(QColor(self.theme.muted))
        row = self._layout.row
        for pitch in range(low, high + 1):
            letter = next((at for at, tone in enumerate(SEMITONES) if tone == pitch % 12), None)
            if letter is not None and (row >= 9 or letter == 0):
                rect = QRectF(0, self._layout.y(pitch) + row / 2 - 8, KEYS_WIDTH - 8, 16)
                if rect.top() >= BARS_HEIGHT - 8:
                    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                                     f"{LETTERS[letter]}{pitch // 12 - 1}")
        painter.fillRect(QRectF(KEYS_WIDTH - 1, 0, 1, self.viewport().height()), QColor(self.theme.line))

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw rows, bars, notes, and the names of the pitches over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.fillRect(self.viewport().rect(), QColor(self.theme.paper))
        self._draw_rows(painter)
        boxes = ((Place(note.start, note.end), self._layout.box(note)) for note in self.roll.notes)
        shade(painter, around(boxes, self._spans, 4.0), self.theme)
        self._draw_bars(painter)
        self._draw_notes(painter)
        self._draw_names(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 1))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to the text of what was clicked."""
        note = self._note_under(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if note is not None:
            self.clicked.emit(note.start, note.end)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        over = self._note_under(event.position()) is not None
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
        if step is None or not self._places:
            super().keyPressEvent(event)
            return
        at = self._places.index(self._mark) + step if self._mark in self._places else 0
        self.clicked.emit(*self._places[min(max(at, 0), len(self._places) - 1)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the height of a row anew."""
        super().resizeEvent(event)
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw all of it: the names of the pitches stay where they are."""
        self._scroll()
