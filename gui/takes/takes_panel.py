"""The panel of takes: choose, hear, compare, keep, accept; and the tree of all that was tried."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.frame.controls import ROW_HEIGHT
from gui.look.theme import Theme
from gui.takes.take_row import TakeRow
from gui.takes.tried_tree import TriedTree

MOST_KEPT, MOST_CANDIDATES = 12, 64
_PAGES = {"keep": 0, "compare": 0, "back": 0, "again": 1, "copy": 1, "forget": 1}  # where a command has a meaning
_KEYS = {"hear": "Space", "seam": "Shift+Space", "keep": "K", "compare": "C", "accept": "", "back": "Backspace",
         "again": "R", "copy": "Shift+C", "forget": ""}


class TakesPanel(QDockWidget):
    """What the composer sees of takes. It arranges; takes_desk connects.

    Signals:
        asked: takes are to be chosen.
        cancelled: choosing is to be given up.
        turned: the other page is shown.
        left: Esc was pressed: the text is to have the keys.
    """

    asked = Signal()
    cancelled = Signal()
    turned = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Takes"))
        self.setObjectName("takesPanel")
        self.row = TakeRow()
        self.tree = TriedTree()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.row)
        self.pages.addWidget(self.tree)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(self.tr("Takes here"))
        self.tabs.addTab(self.tr("All that was tried"))
        self.tabs.setAccessibleName(self.tr("Pages of the takes panel"))
        self.tabs.currentChanged.connect(self._turn)
        inside = QWidget()
        inside.setObjectName("takesInside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 4, 10, 6)
        column.setSpacing(4)
        column.addLayout(self._make_head())
        column.addWidget(self.pages, 1)
        column.addLayout(self._make_commands())
        self.show_progress(0, 0)
        self._turn(0)
        # Only now: the panel asks how wide its content is, and would count what has just been hidden.
        self.setWidget(inside)

    def show_progress(self, done: int, of: int) -> None:
        """Show how far choosing is; 0 of 0 when nothing is being chosen."""
        is_busy = of > 0
        self.progress.setRange(0, max(of, 1))
        self.progress.setValue(done)
        for widget in (self.progress, self.cancel):
            widget.setVisible(is_busy)
        self.choose.setEnabled(not is_busy)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.row.set_theme(theme)

    @property
    def is_tree(self) -> bool:
        """Say whether the tree is shown."""
        return self.pages.currentIndex() == 1

    def _turn(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        self.turned.emit()
        for name, its_page in _PAGES.items():
            self.commands[name].setVisible(page == its_page)
            self.commands[name].setEnabled(page == its_page)

    def _make_head(self) -> QHBoxLayout:
        self.kept, self.candidates = QSpinBox(), QSpinBox()
        self.kept.setRange(1, MOST_KEPT)
        self.kept.setValue(4)
        self.kept.setToolTip(self.tr("How many takes to keep"))
        self.kept.setAccessibleName(self.kept.toolTip())
        self.candidates.setRange(1, MOST_CANDIDATES)
        self.candidates.setValue(12)
        self.candidates.setToolTip(self.tr("Out of how many: more take longer and are better chosen"))
        self.candidates.setAccessibleName(self.candidates.toolTip())
        self.kept.valueChanged.connect(self.candidates.setMinimum)
        self.choose = QPushButton(self.tr("Choose takes"))
        self.choose.setToolTip(self.tr("Write many continuations from the caret and keep the best that differ "
                                       "(Ctrl+Shift+Space)"))
        self.choose.clicked.connect(self.asked)
        self.progress = QProgressBar()
        self.progress.setMinimumWidth(60)
        self.progress.setMaximumWidth(160)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(8)
        self.progress.setAccessibleName(self.tr("How many are written"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.tabs)
        head.addStretch(1)
        for widget in (self.progress, self.cancel, _quiet(self.tr("Keep"), self.kept), self.kept,
                       _quiet(self.tr("of"), self.candidates), self.candidates, self.choose):
            head.addWidget(widget)
        for box in (self.kept, self.candidates):
            box.setMinimumHeight(ROW_HEIGHT)
        return head

    def _make_commands(self) -> QHBoxLayout:
        words = {
            "hear": (self.tr("Hear"), self.tr("Play this take alone")),
            "seam": (self.tr("Hear over the seam"), self.tr("Play the two bars before the caret and this take")),
            "accept": (self.tr("Accept"), self.tr("Take it into the text, as one step of undo (Enter)")),
            "keep": (self.tr("Keep"), self.tr("Keep this take here when others are chosen")),
            "compare": (self.tr("Compare"), self.tr("Mark in the other takes what differs from this one")),
            "back": (self.tr("Go back"), self.tr("Come back to the takes before; what was accepted of them is taken "
                                                 "out again")),
            "again": (self.tr("Write again"), self.tr("Write it anew from its seed and settings, and say whether it is "
                                                      "the same")),
            "copy": (self.tr("Copy as a tune"), self.tr("Copy what it continued, and the take, to the clipboard")),
            "forget": (self.tr("Delete"), self.tr("Forget this take (Delete)")),
        }
        self.commands: dict[str, QAction] = {}
        line = QHBoxLayout()
        line.setSpacing(4)
        for name, (label, tip) in words.items():
            action = QAction(label, self)
            if _KEYS[name]:
                action.setShortcut(QKeySequence(_KEYS[name]))
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                tip = f"{tip} ({QKeySequence(_KEYS[name]).toString(QKeySequence.SequenceFormat.NativeText)})"
            action.setToolTip(tip)
            action.setCheckable(name in ("keep", "compare"))
            for page in (self.row, self.tree):
                page.addAction(action)
            self.commands[name] = action
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAccessibleName(label)
            action.visibleChanged.connect(lambda button=button, action=action: button.setVisible(action.isVisible()))
            line.addWidget(button)
        line.addStretch(1)
        return line

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keys back on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _quiet(text: str, buddy: QWidget) -> QLabel:
    label = QLabel(text)
    label.setObjectName("quiet")
    label.setBuddy(buddy)
    return label
