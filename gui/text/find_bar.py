"""The bar under the text: what to look for, how, and what to put in its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from gui.look import icons
from gui.look.theme import Theme
from gui.look.wrapping import Wrapped

_ROW_HEIGHT = 26
_COUNT_WIDTH = 80  # at least, so that the field does not jump while the count grows
_GAP, _SPACE = 5, 10  # pixels between two parts, between two switches
# How many switches stand side by side below the fields: as few as the width asks for; all of them beside the field.
_BESIDE, _BELOW, _STACKED = 0, 4, 2


class FindBar(QWidget):
    """Fields and switches. ``finding`` does the work. Hidden until it is asked for.

    Signals:
        changed: something else is looked for, or in another way.
        next_asked: go to the next place, or with -1 to the one before.
        replace_asked: put the other text in the place that is selected.
        replace_all_asked: put it in every place.
        closed: the bar was closed.
    """

    changed = Signal()
    next_asked = Signal(int)
    replace_asked = Signal()
    replace_all_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.wanted, self.instead = QLineEdit(), QLineEdit()
        self.wanted.setPlaceholderText(self.tr("Find"))
        self.wanted.setAccessibleName(self.tr("Find"))
        self.wanted.setClearButtonEnabled(True)
        self.instead.setPlaceholderText(self.tr("Replace by"))
        self.instead.setAccessibleName(self.tr("Replace by"))
        self.count = QLabel()
        self.count.setObjectName("quiet")
        self.wrong = Wrapped()
        self.wrong.hide()
        self.case = self._switch(self.tr("&Case"), self.tr("Small and capital letters are different"))
        self.word = self._switch(self.tr("&Word"), self.tr("Whole words only"))
        self.regex = self._switch(self.tr("E&xpression"), self.tr(
            "A regular expression: . * + ? [ ] ( ) | ^ $ \\d \\w. Replace knows \\1 to \\9, \\n and \\t"))
        self.inside = self._switch(self.tr("In &selection"), self.tr("Only in what was selected"))
        self.replace = QPushButton(self.tr("&Replace"))
        self.replace_all = QPushButton(self.tr("Replace &all"))
        self.previous = self._button(self.tr("Previous (Shift+F3)"), Qt.ArrowType.UpArrow)
        self.next = self._button(self.tr("Next (F3)"), Qt.ArrowType.DownArrow)
        self.close_button = QToolButton()
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self._arrange()
        self.wanted.textChanged.connect(self.changed)
        for switch in (self.case, self.word, self.regex, self.inside):
            switch.toggled.connect(self.changed)
        self.next.clicked.connect(lambda: self.next_asked.emit(1))
        self.previous.clicked.connect(lambda: self.next_asked.emit(-1))
        self.replace.clicked.connect(self.replace_asked)
        self.replace_all.clicked.connect(self.replace_all_asked)
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def ask(self, text: str, *, replaces: bool) -> None:
        """Show the bar, with a text to look for if there is one."""
        for part in (self.instead, self.replace, self.replace_all):
            part.setVisible(replaces)
        if text:
            self.wanted.setText(text)
        self.show()
        self.wanted.selectAll()
        self.wanted.setFocus()

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Say how many there are, or what is wrong with the expression, in a row of its own."""
        self.count.setText("" if is_error else words)
        self.wrong.setText(words if is_error else "")
        self.wrong.setVisible(is_error)
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.wrong.setStyleSheet(f"color: {theme.error};")
        self.close_button.setIcon(icons.icon("clear", theme.ink))

    def _switch(self, words: str, tip: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setToolTip(tip)
        return box

    def _button(self, words: str, arrow: Qt.ArrowType) -> QToolButton:
        button = QToolButton()
        button.setArrowType(arrow)
        button.setToolTip(words)
        button.setAccessibleName(words)
        return button

    def _arrange(self) -> None:
        self._switches = QGridLayout()
        self._switches.setHorizontalSpacing(_SPACE)
        self._switches.setVerticalSpacing(4)
        buttons = QHBoxLayout()
        buttons.setSpacing(_GAP)
        for button in (self.replace, self.replace_all):
            buttons.addWidget(button)
        buttons.addStretch(1)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 8, 6)
        grid.setHorizontalSpacing(_GAP)
        grid.setVerticalSpacing(6)
        for column, part in enumerate((self.wanted, self.previous, self.next, self.count)):
            grid.addWidget(part, 0, column)
        grid.addWidget(self.close_button, 0, 5)
        grid.addWidget(self.wrong, 1, 0, 1, 5)
        grid.addWidget(self.instead, 2, 0)
        grid.addLayout(buttons, 2, 1, 1, 5)
        grid.setColumnMinimumWidth(3, _COUNT_WIDTH)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(4, 3)
        for field in (self.wanted, self.instead):
            field.setMinimumHeight(_ROW_HEIGHT)
            field.setMinimumWidth(116)
        self._place_switches(_BESIDE)
        self.setTabOrder(self.wanted, self.instead)

    def _place_switches(self, arrangement: int) -> None:
        """Put the switches where the arrangement wants them."""
        self._arrangement = arrangement
        for switch in self._all_switches():
            self._switches.removeWidget(switch)
        columns = arrangement or len(self._all_switches())
        for number, switch in enumerate(self._all_switches()):
            self._switches.addWidget(switch, number // columns, number % columns)
        self._grid.removeItem(self._switches)
        if arrangement == _BESIDE:
            self._grid.addLayout(self._switches, 0, 4, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addLayout(self._switches, 3, 0, 1, 6, Qt.AlignmentFlag.AlignLeft)

    def _width_of(self, arrangement: int) -> int:
        """Return how wide the bar has to be for an arrangement."""
        margins = self._grid.contentsMargins()
        first = [self.wanted, self.previous, self.next, self.close_button]
        switches = self._all_switches()
        # An empty column keeps its gap.
        rows = [_row_width(first, _GAP) + 2 * _GAP + max(_least(self.count), _COUNT_WIDTH),
                _row_width([self.instead, self.replace, self.replace_all], _GAP)]
        if arrangement == _BESIDE:
            rows[0] += _row_width(switches, _SPACE)
        else:
            columns = [max(_least(each) for each in switches[at::arrangement]) for at in range(arrangement)]
            rows.append(sum(columns) + _SPACE * (arrangement - 1))
        return max(rows) + margins.left() + margins.right()

    def _all_switches(self) -> list[QCheckBox]:
        return [self.case, self.word, self.regex, self.inside]

    def _fit(self) -> None:
        """Take the arrangement that needs the least height of those that the width allows."""
        wanted = next((each for each in (_BESIDE, _BELOW) if self._width_of(each) <= self.width()), _STACKED)
        if wanted != self._arrangement:
            self._place_switches(wanted)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the narrowest arrangement, and the height of this one."""
        return QSize(self._width_of(_STACKED), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the switches where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes; Enter in the other field replaces."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.instead.hasFocus():
                self.replace_asked.emit()
            else:
                self.next_asked.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


def _least(part: QWidget) -> int:
    return max(part.minimumSizeHint().width(), part.minimumWidth())


def _row_width(parts: Sequence[QWidget], gap: int) -> int:
    return sum(_least(each) for each in parts) + gap * (len(parts) - 1)
