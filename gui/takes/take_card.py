"""One take in the panel: a picture, and what is worth knowing before one hears it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from gui.look import words
from gui.look.theme import Theme
from gui.takes.contour import MakePicture, Span
from gui.takes.tries import Round, Try

NARROWEST = 176  # pixels


class TakeCard(QFrame):
    """Show one try.

    Signals:
        chosen: it was clicked.
        taken: it was clicked twice.
    """

    chosen = Signal()
    taken = Signal()

    def __init__(self, make_picture: MakePicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setMinimumWidth(NARROWEST)
        self.title = QLabel()
        self.title.setObjectName("cardTitle")
        self.picture = make_picture()
        self.facts = QLabel()
        self.facts.setObjectName("quiet")
        for label in (self.title, self.facts):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 7)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addWidget(self.picture, 1)
        column.addWidget(self.facts)
        column.addStretch()

    def show_try(self, here: Round, number: int, span: Span, reference: Try | None, alarm_notes: int) -> None:
        """Show a try of a round; its differences from ``reference`` are marked."""
        from engine.sketch import Sketch, differing_bars, own_spots

        one = here.tries[number]
        known = one.sketch or Sketch()
        other = reference.sketch if reference is not None and reference is not one else None
        marked = own_spots(known, other) if other is not None else frozenset()
        self.picture.show_take(here.before, one.text, known, span, marked)
        kept = self.tr(" · kept") if one.is_kept else ""
        self.title.setText(f"{number + 1} · {words.bars_words(one.continuation.bars)}{kept}")
        facts = [words.ending_words(known.ending, known.degree) if one.sketch else ""]
        facts.append(words.bits_words(one.take.bits_per_note) if one.take else "")
        facts.append(words.novelty_words(one.continuation.copied, alarm_notes))
        if not one.is_whole:
            facts.append(self.tr("given up before its end"))
        if other is not None:
            count = max(len(known.bars), len(other.bars))
            facts.append(words.differing_words(differing_bars(known, other), count))
        elif reference is one:
            facts.append(self.tr("compared with this"))
        self.facts.setText("\n".join(fact for fact in facts if fact))
        self.setAccessibleName(self.tr("Take {title}").format(title=self.title.text()))
        self.setAccessibleDescription(self.facts.text())
        self.setToolTip(one.text)

    def set_chosen(self, is_chosen: bool) -> None:
        """Draw it as the one that commands are for."""
        if self.property("chosen") != is_chosen:
            self.setProperty("chosen", is_chosen)
            self.style().polish(self)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.picture.set_theme(theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose it."""
        self.chosen.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take it."""
        self.taken.emit()
