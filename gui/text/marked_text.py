"""A text with marks that are not part of it: faults, the notes that sound, the bar of the caret, others' marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from gui.look import theme
from gui.look.sentences import spoken
from gui.text import marks, mends
from gui.text.bar_marks import BarMarks
from gui.text.text_area import TextArea

_NOWHERE = 1 << 62  # beyond any text


class MarkedText(TextArea):
    """Show marks until told otherwise; they follow the text as it is edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faults: tuple[marks.Fault, ...] = ()
        self._lights: list[tuple[int, int]] = []  # character offsets, counted through text and ghost
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._bars = BarMarks(self)
        # What others have to say of the place under the pointer (a Qt position; a point of the viewport), and to draw.
        self.hints: list[Callable[[int, QPoint], str]] = []
        self.drawings: list[Callable[[QPainter], None]] = []
        self.page_shown.connect(lambda: self._bars.show(()))

    # Faults

    def show_faults(self, faults: Sequence[Sequence[Any]]) -> None:
        """Underline (severity, message, start, end) until told otherwise. What the engine said is translated here.

        A fifth part, if there is one that is not None, is the mend: (title, start, end, text).
        """
        place = self.position_at

        def fault(severity: str, message: str, start: int, end: int,
                  mend: tuple[str, int, int, str] | None = None) -> marks.Fault:
            repair = mend and marks.Repair(spoken(mend[0]), place(mend[1]), place(mend[2]), mend[3])
            return marks.Fault(severity, spoken(message), place(start), place(end), repair)

        self._faults = tuple(fault(*each) for each in faults)
        self._show_marks()

    def faults_at(self, position: int) -> list[marks.Fault]:
        """Return the faults at a Qt position, the worst first."""
        return marks.faults_at(self._faults, position)

    def fault_at_caret(self) -> marks.Fault | None:
        """Return the fault the caret stands in."""
        return marks.fault_at(self._faults, self.textCursor().position())

    def first_error(self) -> tuple[int, marks.Fault] | None:
        """Return the first error with its line, counted from 1."""
        error = marks.first_error(self._faults)
        return (self.document().findBlock(error.start).blockNumber() + 1, error) if error else None

    def repair(self, mend: marks.Repair) -> None:
        """Make the mend of a fault, as one step of undo."""
        self.edit([(self.offset_at(mend.start), self.offset_at(mend.end), mend.text)])

    def words_at(self, position: int, point: QPoint) -> str:
        """Return what is to be said of the place under the pointer: faults first, then what others know."""
        here = self.faults_at(position)
        told = [mends.in_words(here)] if here else []
        told += [words for hint in self.hints if (words := hint(position, point))]
        return "\n".join(told)

    # What sounds, where the caret is, what others know

    def show_lights(self, places: Sequence[tuple[int, int]]) -> None:
        """Light the notes that sound. Offsets past the ghost's anchor count on into the ghost."""
        self._lights = list(places)
        self._show_marks()

    def show_bars(self, places: Sequence[tuple[int, int]]) -> None:
        """Mark the bar of the caret, and what sounds with it, until told otherwise."""
        self._bars.show([(self.position_at(low), self.position_at(high)) for low, high in places])

    def set_bar_mark(self, is_on: bool) -> None:
        """Mark the bar of the caret, or none."""
        self._bars.set_on(is_on)

    def set_layer(self, name: str, selections: list[QTextEdit.ExtraSelection]) -> None:
        """Put marks of somebody else's under all others; they follow the text as it is edited."""
        self._layers[name] = selections
        self._show_marks()

    def set_theme(self, new: theme.Theme) -> None:
        """Take other colours."""
        super().set_theme(new)
        self._show_marks()

    def _show_marks(self) -> None:
        document, end = self.document(), self._ghost_offset()
        shown = [one for layer in self._layers.values() for one in layer]
        shown += self._proposal_marks()
        shown += [marks.wave(document, fault, self.theme) for fault in self._faults if fault.severity != "info"]
        shown += [
            marks.light(document, self.position_at(low), self.position_at(high), self.theme)
            for low, high in self._lights if high <= end
        ]
        self.setExtraSelections(shown)

    def _proposal_marks(self) -> list[QTextEdit.ExtraSelection]:
        """Return the marks on what a proposal would change; here there is none."""
        return []

    def _ghost_offset(self) -> int:
        """Return where a proposal begins, or a number beyond any text if there is none."""
        return _NOWHERE

    def _leave_page(self) -> None:
        super()._leave_page()
        self._faults, self._lights = (), []
        self._layers.clear()  # their cursors belong to the text that goes
        self.setExtraSelections([])

    def _note_change(self, position: int, removed: int, added: int) -> None:
        self._faults = marks.shift(self._faults, position, removed, added)
        super()._note_change(position, removed, added)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text over the mark of the caret's bar, and over it what others draw."""
        painter = QPainter(self.viewport())
        self._bars.paint(painter, self.theme)
        painter.end()
        super().paintEvent(event)
        if self.drawings:
            over = QPainter(self.viewport())
            for paint in self.drawings:
                paint(over)
            over.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the fault under the pointer in words."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = self.cursorForPosition(event.pos()).position()
            QToolTip.showText(event.globalPos(), self.words_at(position, event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)
