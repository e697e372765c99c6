"""A take as a small engraved staff, after the bar that it continues."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedLayout, QWidget

from engine.sketch import Sketch, Spot
from gui.contour import Contour, Picture, Span
from gui.engraving import Engraving
from gui.scores import Scores
from gui.small_score import SmallScore
from gui.take_excerpt import take_excerpt
from gui.theme import Theme

_SCALE = 0.22  # pixels a unit: a staff is 16 pixels high
_TALLEST = 200  # pixels
_WANTED = 100  # two lines: with more the row itself would have to scroll


class TakeStaff(Picture):
    """Show the contour until the staff is there, and where there will be none.

    While takes are compared the contours are shown: they mark what differs. ``is_on`` says whether staves are wanted.
    """

    def __init__(self, engraving: Engraving, is_on: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engraving = engraving
        self._is_on = is_on
        self._abc: tuple[str, tuple[int, int]] | None = None  # that is to be seen
        self._drawn: tuple[str, tuple[int, int]] | None = None
        self._theme: Theme | None = None
        self._has_marks = False
        self.contour = Contour()
        self.score: SmallScore | None = None  # made with the first take that is engraved
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row has the keys
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would change the width, and with it the breaks: the wheel does.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setStyleSheet("background: transparent;")
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.contour)
        self._pages.addWidget(self._area)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(34)
        self.setMaximumHeight(_TALLEST)

    def show_take(self, before: str, text: str, sketch: Sketch, span: Span, marked: frozenset[Spot]) -> None:
        """Draw a take; one that has no sketch yet is still being written and not engraved."""
        self.contour.show_take(before, text, sketch, span, marked)
        self._has_marks = bool(marked)
        self._abc = take_excerpt(before, text) if sketch.spots else None
        self._engrave()
        self._choose_page()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.contour.set_theme(theme)
        if self.score is not None:
            self.score.set_theme(theme)

    @property
    def is_engraved(self) -> bool:
        """Say whether the staff is what is seen."""
        return self._pages.currentWidget() is self._area

    def sizeHint(self) -> QSize:
        """Ask for what the staff needs, or for a strip."""
        height = self.score.sizeHint().height() if self.score is not None and self.is_engraved else 58
        return QSize(180, min(height, _WANTED))

    def showEvent(self, event: QShowEvent) -> None:
        """Engrave now that it is seen."""
        super().showEvent(event)
        self._engrave()

    def _engrave(self) -> None:
        if self._abc is None or not self.isVisible() or not self._is_on():
            return
        if self.score is None:
            self.score = SmallScore(self._engraving, scale=_SCALE)
            self.score.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # a click chooses the card
            if self._theme is not None:
                self.score.set_theme(self._theme)
            self.score.drawn.connect(self._show_drawn)
            self.score.failed.connect(lambda _: self._choose_page())
            self.score.resize(self.width(), self.height())
            self._area.setWidget(self.score)
        self.score.show_abc(*self._abc)

    def _show_drawn(self) -> None:
        self._drawn = self._abc
        self._choose_page()

    def _choose_page(self) -> None:
        is_engraved = self._abc is not None and self._abc == self._drawn and not self._has_marks and self._is_on()
        self._pages.setCurrentWidget(self._area if is_engraved else self.contour)
        self.updateGeometry()


def draw_staves(scores: Scores) -> Callable[[], Picture]:
    """Return what makes the pictures of a row: staves, unless the score is hidden."""
    return lambda: TakeStaff(scores.engraving, lambda: scores.living.view != "hidden")
