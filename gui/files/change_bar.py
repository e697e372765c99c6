"""Says above the text that its file was changed by another program, and asks what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget


class ChangeBar(QFrame):
    """A sentence and its answers. Hidden while there is nothing to ask.

    Signals:
        reload_asked: take what is on disk; it can be undone.
        keep_asked: keep the text as it is here.
        compare_asked: show what is different.
    """

    reload_asked = Signal()
    keep_asked = Signal()
    compare_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        stripe = QFrame()
        stripe.setObjectName("stripe")
        stripe.setFixedWidth(4)
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.reload = QPushButton(self.tr("&Reload"))
        self.reload.setToolTip(self.tr("Take what is on disk. Undo brings back what was here"))
        self.keep = QPushButton(self.tr("&Keep mine"))
        self.keep.setToolTip(self.tr("Leave the text as it is here. Save will write it over the other"))
        self.compare = QPushButton(self.tr("Co&mpare…"))
        self.compare.setToolTip(self.tr("Show what is different"))
        self.reload.clicked.connect(self.reload_asked)
        self.keep.clicked.connect(self.keep_asked)
        self.compare.clicked.connect(self.compare_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(stripe)
        row.addWidget(self.label, 1)
        for button in (self.reload, self.keep, self.compare):
            row.addWidget(button)
        self.hide()

    def ask(self, name: str, *, is_gone: bool) -> None:
        """Say what happened to a file."""
        self.label.setText(
            self.tr("{name} is not there any more. Save writes it again.").format(name=name) if is_gone else
            self.tr("{name} was changed by another program.").format(name=name))
        self.reload.setVisible(not is_gone)
        self.compare.setVisible(not is_gone)
        self.show()
