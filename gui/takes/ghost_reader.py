"""The proposal as plain text: for a screen reader, for selecting and copying."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from gui.look import theme


class GhostReader(QDialog):
    """Show a proposal as text that can be read and not changed. Esc closes it and leaves the proposal where it is.

    Signals:
        accepted_all: the whole proposal is to be taken.
    """

    accepted_all = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The proposal"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("The proposal as plain text"))
        self.text.setFont(theme.editor_font(13))
        self.text.setTabChangesFocus(True)
        buttons = QDialogButtonBox()
        take = buttons.addButton(self.tr("&Accept all"), QDialogButtonBox.ButtonRole.AcceptRole)
        take.setAutoDefault(False)
        close = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.resize(560, 260)

    def show_text(self, text: str) -> None:
        """Open with a proposal."""
        self.text.setPlainText(text)
        self.open()
        self.text.setFocus()

    def _take(self) -> None:
        self.accept()
        self.accepted_all.emit()
