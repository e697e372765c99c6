"""A take as a small engraved staff, after the bar that it continues."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedLayout, QWidget

from engine.sketch import Sketch, Spot
from gui.engraving.engraving import Engraving
from gui.look.theme import LIGHT, Theme
from gui.score.score_start import ScoreStart
from gui.score.scores import Scores
from gui.takes.contour import Contour, Picture, Span

if TYPE_CHECKING:
    from engine.engraving.sheet import Order
    from gui.score.small_score import SmallScore

_SCALE = 0.22  # pixels a unit: a staff is 16 pixels high
_TALLEST = 200  # pixels
_WANTED = 84  # with more, the row itself would have to scroll while takes are compared


class TakeStaff(Picture):
    """Show the contour until the staff is there, and where there will be none.

    The engraver is started with the first take that is seen, whether the window shows a score or not. What has no room
    is reached by the scroll bar, the wheel, or ``turn``.
    """

    def __init__(self, engraving: Engraving, start: ScoreStart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engraving = engraving
        self._start = start
        self._wanted: Order | None = None  # that is to be seen
        self._drawn: Order | None = None
        self._marked: frozenset[Spot] = frozenset()
        self._theme: Theme = LIGHT
        self.contour = Contour()
        self.score: SmallScore | None = None  # made with the first take that is engraved
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row has the keys
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)  # the card is what is behind it
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.contour)
        self._pages.addWidget(self.area)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(34)
        self.setMaximumHeight(_TALLEST)
        start.ready.connect(self._engrave)

    def show_take(self, before: str, text: str, sketch: Sketch, span: Span, marked: frozenset[Spot]) -> None:
        """Draw a take; one that has no sketch yet is still being written and not engraved."""
        self.contour.show_take(before, text, sketch, span, marked)
        self._marked = marked
        if sketch.spots:
            from engine.engraving.tail import tail_order

            self._wanted = tail_order(before, text)
        else:
            self._wanted = None
        self._engrave()
        self._choose_page()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.contour.set_theme(theme)
        if self.score is not None:
            self.score.set_theme(theme)

    def turn(self, pages: int) -> bool:
        """Go on or back by what can be seen at once; False where all of it is seen."""
        bar = self.area.verticalScrollBar()
        if not self.is_engraved or bar.maximum() == 0:
            return False
        bar.setValue(bar.value() + pages * bar.pageStep())
        return True

    @property
    def is_engraved(self) -> bool:
        """Say whether the staff is what is seen."""
        return self._pages.currentWidget() is self.area

    def sizeHint(self) -> QSize:
        """Ask for what the staff needs, or for a strip."""
        height = self.score.sizeHint().height() if self.score is not None and self.is_engraved else 58
        return QSize(180, min(height, _WANTED))

    def showEvent(self, event: QShowEvent) -> None:
        """Engrave now that it is seen."""
        super().showEvent(event)
        self._engrave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let a staff that is not seen yet be engraved for the width that it will have."""
        super().resizeEvent(event)
        if self.score is not None and not self.is_engraved:
            self.score.resize(self.size())

    def _engrave(self) -> None:
        if self._wanted is None or not self.isVisible():
            return
        if not self._start.is_ready:
            self._start.begin()
            return
        if self.score is None:
            self.score = self._made()
            self.area.setWidget(self.score)
            self.score.setAutoFillBackground(False)
            self.score.resize(self.size())
        self.score.show_order(self._wanted)
        self._mark()

    def _made(self) -> SmallScore:
        from gui.score.small_score import SmallScore

        score = SmallScore(self._engraving, scale=_SCALE)
        score.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # a click chooses the card
        score.set_theme(self._theme)
        score.drawn.connect(self._show_drawn)
        score.failed.connect(lambda _: self._choose_page())
        return score

    def _mark(self) -> None:
        """Mark the notes that another take has not."""
        if self.score is not None and self._wanted is not None:
            from engine.notation.tune import Place

            begin = self._wanted.ghost[0]
            self.score.mark(Place(begin + spot.start, begin + spot.end) for spot in self._marked)

    def _show_drawn(self) -> None:
        self._drawn = self._wanted
        self._choose_page()

    def _choose_page(self) -> None:
        is_engraved = self._wanted is not None and self._wanted == self._drawn
        self._pages.setCurrentWidget(self.area if is_engraved else self.contour)
        self.updateGeometry()


def draw_staves(scores: Scores) -> Callable[[], Picture]:
    """Return what makes the pictures of a row."""
    return lambda: TakeStaff(scores.engraving, scores.start)
