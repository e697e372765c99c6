"""Everything that can be chosen, on one sheet with a search field."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.comfort.options import Option, Options
from gui.comfort.restarting import Restarting
from gui.frame.controls import ROW_HEIGHT

_CONTROL_WIDTH = 210  # pixels


class PreferencesDialog(QDialog):
    """Show the options by section; what is typed into the search field leaves only those that hold every word.

    Where something waits for the next start, a button starts the program again.
    """

    def __init__(self, options: Options, restarting: Restarting, parent: QWidget) -> None:
        super().__init__(parent)
        options.setParent(self)
        self.setWindowTitle(self.tr("Preferences"))
        self.rows: list[tuple[Option, QWidget]] = []
        self._headings: dict[str, QLabel] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the preferences"))
        self.search.setAccessibleName(self.tr("Search the preferences"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.nothing = QLabel(self.tr("Nothing is called so. Try another word."))
        self.nothing.setObjectName("quiet")
        self.nothing.hide()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(2, 0, 14, 14)
        column.setSpacing(0)
        for section, options_of in groupby(options.all(), key=lambda option: option.section):
            heading = self._headings[section] = QLabel(section)
            heading.setObjectName("heading")
            heading.setIndent(0)
            column.addWidget(heading)
            for option in options_of:
                row = self._row(option)
                self.rows.append((option, row))
                column.addWidget(row)
        column.addWidget(self.nothing)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(sheet)
        buttons = QDialogButtonBox()
        close = buttons.addButton(self.tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.reject)
        close.setAutoDefault(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 16, 18, 16)
        whole.setSpacing(10)
        whole.addWidget(self.search)
        whole.addWidget(self.area, 1)
        whole.addLayout(self._foot(buttons))
        self.resize(620, 580)
        self._restarting = restarting
        options.postponed.connect(self.show_due)
        self.restart.clicked.connect(restarting.restart)
        self.show_due()

    def show_due(self) -> None:
        """Show the button, if it has something to do."""
        for part in (self.waits, self.restart):
            part.setVisible(self._restarting.is_due)

    def _foot(self, buttons: QDialogButtonBox) -> QHBoxLayout:
        self.waits = QLabel(self.tr("What you chose waits for the next start. Every text comes back as it is, saved "
                                    "or not."))
        self.waits.setObjectName("quiet")
        self.waits.setWordWrap(True)
        self.restart = QPushButton(self.tr("&Restart now"))
        self.restart.setAccessibleDescription(self.waits.text())
        self.restart.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.waits, 1)
        foot.addWidget(self.restart)
        foot.addWidget(buttons)
        return foot

    def _row(self, option: Option) -> QWidget:
        row, control = QWidget(), option.control
        words, tip = QLabel(option.words), QLabel(option.tip)
        words.setBuddy(control)
        tip.setObjectName("quiet")
        tip.setWordWrap(True)
        control.setAccessibleName(option.words)
        control.setAccessibleDescription(option.tip)
        control.setFixedWidth(_CONTROL_WIDTH)
        control.setMinimumHeight(ROW_HEIGHT)
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the sheet, it changes nothing
        control.installEventFilter(self)
        left = QVBoxLayout()
        left.setSpacing(1)
        left.addWidget(words)
        left.addWidget(tip)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(18)
        line.addLayout(left, 1)
        line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _filter(self, text: str) -> None:
        wanted, seen = text.casefold().split(), set()
        for option, row in self.rows:
            words = f"{option.section} {option.words} {option.tip}".casefold()
            is_wanted = all(each in words for each in wanted)
            row.setVisible(is_wanted)
            if is_wanted:
                seen.add(option.section)
        for section, heading in self._headings.items():
            heading.setVisible(section in seen)
        self.nothing.setVisible(not seen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel pass a control over that does not have the keys: it would be changed unawares."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
