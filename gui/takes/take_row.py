"""The cards of a round, side by side, and the keys that go from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QScrollArea, QWidget

from gui.look import speaking
from gui.look.theme import LIGHT, Theme
from gui.takes.contour import Contour, MakePicture, Span
from gui.takes.take_card import NARROWEST, TakeCard
from gui.takes.tries import Round

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class TakeRow(QScrollArea):
    """Show the tries of a round. Left and Right choose, Enter takes, Page Down shows more of a long one.

    Signals:
        chosen: another card is to be the one that commands are for. Its number.
        taken: the chosen take is to be taken into the text.
    """

    chosen = Signal(int)
    taken = Signal()

    def __init__(self, make_picture: MakePicture = Contour, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("takeRow")
        self.setAccessibleName(self.tr("Takes"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.make_picture = make_picture
        self.cards: list[TakeCard] = []
        self._theme: Theme = LIGHT
        self._round = Round("")
        inside = QWidget()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._line.setContentsMargins(2, 2, 2, 2)
        self._line.setSpacing(8)
        self._empty = QLabel(self.tr(
            "Nothing has been tried here yet. “Choose takes” writes many continuations and keeps those that are best "
            "and differ most."))
        self._empty.setObjectName("quiet")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line.addWidget(self._empty, 1)
        self.setWidget(inside)

    def show_round(self, here: Round, compared: int, alarm_notes: int) -> None:
        """Show a round; all takes are compared with number ``compared``, -1 for none."""
        self._round = here
        while len(self.cards) > len(here.tries):
            card = self.cards.pop()
            self._line.removeWidget(card)
            card.deleteLater()
        while len(self.cards) < len(here.tries):
            self._add_card(len(self.cards))
        self._empty.setVisible(not here.tries)
        span = Span.of([one.sketch for one in here.tries if one.sketch is not None])
        reference = here.tries[compared] if 0 <= compared < len(here.tries) else None
        for number, card in enumerate(self.cards):
            card.show_try(here, number, span, reference, alarm_notes)
            card.set_chosen(number == here.index)
        if 0 <= here.index < len(self.cards):
            chosen = self.cards[here.index]
            self.ensureWidgetVisible(chosen, 8, 8)
            speaking.describe(self, f"{chosen.accessibleName()}. {chosen.accessibleDescription()}")
        else:
            speaking.describe(self, self._empty.text())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for card in self.cards:
            card.set_theme(theme)

    def _add_card(self, number: int) -> None:
        card = TakeCard(self.make_picture)
        card.set_theme(self._theme)
        card.chosen.connect(lambda: self._choose(number))
        card.taken.connect(self.taken)
        self.cards.append(card)
        self._line.addWidget(card, 1)

    def _choose(self, number: int) -> None:
        self.setFocus()
        if 0 <= number < len(self.cards):
            self.chosen.emit(number)

    def _scroll(self, pages: int) -> bool:
        """Go on in the chosen take; False where all of it is seen."""
        return 0 <= self._round.index < len(self.cards) and self.cards[self._round.index].picture.turn(pages)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from card to card."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._choose(self._round.index + step)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if event.key() == Qt.Key.Key_Home else len(self.cards) - 1)
        elif event.key() in _PAGES and self._scroll(_PAGES[Qt.Key(event.key())]):
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for a strip: the text needs the room more."""
        return QSize(600, 170)

    def minimumSizeHint(self) -> QSize:
        """Get by with a part of it."""
        return QSize(NARROWEST + 40, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side where there is width, else one below the other."""
        super().resizeEvent(event)
        is_wide = self.width() >= self.height()
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
