"""Score and piano roll in one panel, with a quiet line above them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.engraving.sheet import Sheet
from engine.notation.tune import Place
from gui.look.theme import Theme
from gui.score.piano_roll import PianoRoll
from gui.score.score_view import ScoreView

_LEAST_HEIGHT = 36  # of a view, which can be scrolled


class ScorePanel(QWidget):
    """Show a sheet as score or as piano roll. Places are those of the sheet's text.

    Signals:
        clicked: a note was chosen in either view. Start, end.
        resized: the score wants lines of another width.
    """

    clicked = Signal(int, int)
    resized = Signal()

    def __init__(self, buttons: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.score = ScoreView()
        self.roll = PianoRoll()
        self._pages = QStackedWidget()
        for view in (self.score, self.roll):
            view.setMinimumHeight(_LEAST_HEIGHT)
            self._pages.addWidget(view)
        self.message = QLabel()
        self.message.setObjectName("quiet")
        self.message.setAccessibleName(self.tr("State of the score"))
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QFrame()
        line.setObjectName("bar")
        row = QHBoxLayout(line)
        row.setContentsMargins(8, 2, 4, 2)
        row.setSpacing(2)
        row.addWidget(self.message, 1)
        for action in buttons:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setObjectName("small")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addWidget(self._pages, 1)
        self.score.clicked.connect(self.clicked)
        self.roll.clicked.connect(self.clicked)
        self.score.resized.connect(self.resized)

    @property
    def view(self) -> ScoreView | PianoRoll:
        """Return what is seen."""
        return self.roll if self._pages.currentWidget() is self.roll else self.score

    def choose(self, name: str) -> None:
        """See the ``score`` or the ``roll``."""
        self._pages.setCurrentWidget(self.roll if name == "roll" else self.score)

    def show_sheet(self, sheet: Sheet, ghost: tuple[int, int]) -> None:
        """Show another engraving."""
        self.score.show_sheet(sheet)
        self.roll.show_roll(sheet.roll, ghost)

    def show_lights(self, places: Sequence[Place]) -> None:
        """Light the notes that sound, in both views."""
        self.score.show_lights(places)
        self.roll.show_lights(places)

    def show_spans(self, spans: Sequence[Place]) -> None:
        """Shade ranges of the text, in both views."""
        self.score.show_spans(spans)
        self.roll.show_spans(spans)

    def mark_at(self, offset: int) -> None:
        """Mark the note at an offset, in both views."""
        self.score.mark_at(offset)
        self.roll.mark_at(offset)

    def follow_from(self, offset: int) -> None:
        """Bring the first note from an offset on into sight, in both views."""
        self.score.follow_from(offset)
        self.roll.follow_from(offset)

    def say(self, sentence: str) -> None:
        """Say in the quiet line why the score is not what the text says; nothing takes it away."""
        self.message.setText(sentence)
        self.message.setToolTip(sentence)

    def set_theme(self, new: Theme) -> None:
        """Take other colours."""
        self.score.set_theme(new)
        self.roll.set_theme(new)
