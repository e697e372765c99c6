"""The piano roll: the same notes by time and pitch, with the same clicks and lights as the score."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.engraving.roll import Roll, RollNote
from engine.notation.keys import LETTERS, SEMITONES
from engine.notation.tune import Place
from gui.score.notes_view import NotesView
from gui.score.roll_layout import BARS_HEIGHT, KEYS_WIDTH, RollLayout
from gui.sound.span import around, shade

_ZOOMS = (25, 35, 50, 70, 100, 140, 200, 280, 400)
_BLACK = {1, 3, 6, 8, 10}
_AHEAD = 0.25  # of the view: a sounding note that comes so near its right edge turns the page


class PianoRoll(NotesView):
    """Show the notes of a tune by time and pitch; zooming draws time wider or narrower."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("roll", _ZOOMS, parent)
        self.setAccessibleName(self.tr("Piano roll"))
        self._layout = RollLayout()
        self._ghost = (0, 0)
        self._places: list[Place] = []

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

    def _take_zoom(self, percent: int) -> None:
        """Draw time wider or narrower; the middle of what is seen stays."""
        bar, half = self.horizontalScrollBar(), (self.viewport().width() - KEYS_WIDTH) / 2
        middle = (bar.value() + half) / self.zoom
        self._layout.zoom = percent
        self._fit()
        bar.setValue(round(middle * percent - half))

    def fit_width(self) -> None:
        """Show the whole tune at once, as far as it may be narrowed."""
        self.set_zoom(self._layout.fitting_zoom(self.viewport().width()))

    def is_ghost(self, note: RollNote) -> bool:
        """Say whether a note is the ghost's."""
        return self._ghost[0] <= note.start < self._ghost[1]

    def box_of(self, place: Place) -> QRectF:
        """Return where the first note of a place is drawn, in pixels of the view; empty if there is none."""
        note = next((one for one in self.roll.notes if (one.start, one.end) == place), None)
        return QRectF() if note is None else self._layout.box(note)

    def _follow(self, place: Place, *, turns: bool) -> None:
        box, bar = self.box_of(place), self.horizontalScrollBar()
        if box.isEmpty():
            return
        width = self.viewport().width()
        if box.left() < KEYS_WIDTH or box.right() > width - (_AHEAD * (width - KEYS_WIDTH) if turns else 0):
            bar.setValue(round(bar.value() + box.left() - KEYS_WIDTH - 0.1 * width))
        side = self.verticalScrollBar()
        if side.maximum() and not (box.top() >= BARS_HEIGHT and box.bottom() <= self.viewport().height()):
            side.setValue(round(side.value() + box.center().y() - self.viewport().height() / 2))

    # Where

    def _place_under(self, point: QPointF) -> Place | None:
        if point.x() < KEYS_WIDTH:
            return None
        return next((Place(note.start, note.end) for note in reversed(self.roll.notes)
                     if self._layout.box(note).contains(point)), None)

    def _beside(self, place: Place | None, step: int) -> Place | None:
        if place not in self._places:
            return self._places[0] if self._places else None
        return self._places[min(max(self._places.index(place) + step, 0), len(self._places) - 1)]

    def _before(self, offset: int) -> Place | None:
        at = bisect_right(self._places, offset, key=lambda place: place.start) - 1
        return self._places[at] if at >= 0 else None

    def _fit(self) -> None:
        seen, layout = self.viewport().size(), self._layout
        layout.height = seen.height()
        self._set_range(self.horizontalScrollBar(), layout.size[0], seen.width(), 40)
        self._set_range(self.verticalScrollBar(), layout.size[1], seen.height(), 20)
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
            if place in self.lit:
                fill = QColor(self.theme.accent)
                painter.setPen(pen)
                painter.setBrush(QColor(self.theme.playing))
                painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 4, 4)
            elif place == self.marked:
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
        shade(painter, around(boxes, self.spans, 4.0), self.theme)
        self._draw_bars(painter)
        self._draw_notes(painter)
        self._draw_names(painter)
        self._draw_focus(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the height of a row anew."""
        super().resizeEvent(event)
        self._fit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw all of it: the names of the pitches stay where they are."""
        self._scroll()
