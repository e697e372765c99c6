"""The bar under the text: what to look for, how, and what to put in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from gui import icons
from gui.theme import Theme

_ROW_HEIGHT = 26


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
        self.count.setMinimumWidth(90)
        self.wrong = QLabel()
        self.wrong.setWordWrap(True)
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
        switches = QHBoxLayout()
        switches.setSpacing(10)
        for switch in (self.case, self.word, self.regex, self.inside):
            switches.addWidget(switch)
        switches.addStretch(1)
        buttons = QHBoxLayout()
        for button in (self.replace, self.replace_all):
            buttons.addWidget(button)
        buttons.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 8, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        for column, part in enumerate((self.wanted, self.previous, self.next, self.count)):
            grid.addWidget(part, 0, column)
        grid.addLayout(switches, 0, 4)
        grid.addWidget(self.close_button, 0, 5)
        grid.addWidget(self.wrong, 1, 0, 1, 5)
        grid.addWidget(self.instead, 2, 0)
        grid.addLayout(buttons, 2, 1, 1, 4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(4, 3)
        for field in (self.wanted, self.instead):
            field.setMinimumHeight(_ROW_HEIGHT)
            field.setMinimumWidth(140)
        self.setTabOrder(self.wanted, self.instead)

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
