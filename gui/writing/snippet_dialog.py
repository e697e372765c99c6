"""Where the composer changes the snippets: names on the left, what is written on the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.text.snippets import Snippet, shipped


class SnippetDialog(QDialog):
    """Add, change, order and remove snippets. ``snippets`` holds them when it is accepted."""

    def __init__(self, snippets: list[Snippet], font: QFont, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Snippets"))
        self.snippets = list(snippets)
        self._is_showing = False
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Snippets"))
        self.names.setMaximumWidth(220)
        self.name = QLineEdit()
        self.text = QPlainTextEdit()
        self.text.setFont(font)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumSize(320, 160)
        self._arrange()
        self.names.currentRowChanged.connect(self._show)
        self.name.textEdited.connect(self._take)
        self.text.textChanged.connect(self._take)
        self._fill(0)

    def add(self) -> None:
        """Add an empty snippet and let its name be written."""
        self.snippets.append(Snippet(self.tr("New snippet"), ""))
        self._fill(len(self.snippets) - 1)
        self.name.setFocus()
        self.name.selectAll()

    def remove(self) -> None:
        """Remove the chosen one."""
        row = self.names.currentRow()
        if row >= 0:
            del self.snippets[row]
            self._fill(min(row, len(self.snippets) - 1))

    def shift(self, step: int) -> None:
        """Move the chosen one up or down in the menu."""
        row = self.names.currentRow()
        if row >= 0 and 0 <= row + step < len(self.snippets):
            self.snippets.insert(row + step, self.snippets.pop(row))
            self._fill(row + step)

    def restore(self) -> None:
        """Show those that the program came with."""
        self.snippets = shipped()
        self._fill(0)

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.names)
        row = QHBoxLayout()
        for words, tip, slot in (
                ("+", self.tr("Add a snippet"), self.add), ("−", self.tr("Remove this snippet"), self.remove),
                ("↑", self.tr("Move it up"), lambda: self.shift(-1)),
                ("↓", self.tr("Move it down"), lambda: self.shift(1))):
            button = QPushButton(words)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setAutoDefault(False)
            button.setStyleSheet("padding: 4px 10px;")
            button.clicked.connect(lambda _=False, slot=slot: slot())
            row.addWidget(button)
        left.addLayout(row)
        hint = QLabel(self.tr("$0 is where the caret goes, $selection what was selected, $number the "
                              "number of a new tune."))
        hint.setObjectName("quiet")
        hint.setWordWrap(True)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Text"), self.text)
        form.addRow(hint)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        restored = buttons.addButton(self.tr("&Restore the first ones"), QDialogButtonBox.ButtonRole.ResetRole)
        restored.clicked.connect(self.restore)
        upper = QHBoxLayout()
        upper.addLayout(left, 2)
        upper.addLayout(form, 3)
        whole = QVBoxLayout(self)
        whole.addLayout(upper)
        whole.addWidget(buttons)

    def _fill(self, row: int) -> None:
        self._is_showing = True
        self.names.clear()
        self.names.addItems([one.name for one in self.snippets])
        self._is_showing = False
        self.names.setCurrentRow(row)
        self._show(row)

    def _show(self, row: int) -> None:
        if self._is_showing:
            return
        self._is_showing = True
        one = self.snippets[row] if 0 <= row < len(self.snippets) else Snippet("", "")
        self.name.setText(one.name)
        self.text.setPlainText(one.text)
        for part in (self.name, self.text):
            part.setEnabled(0 <= row < len(self.snippets))
        self._is_showing = False

    def _take(self) -> None:
        row = self.names.currentRow()
        if self._is_showing or not 0 <= row < len(self.snippets):
            return
        self.snippets[row] = replace(self.snippets[row], name=self.name.text(), text=self.text.toPlainText())
        self.names.item(row).setText(self.name.text())


def ask(snippets: list[Snippet], font: QFont, parent: QWidget) -> list[Snippet] | None:
    """Let the composer change the snippets; None where he gave it up. Those without a name or a text are left out."""
    dialog = SnippetDialog(snippets, font, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
    found = [one for one in dialog.snippets if one.name.strip() and one.text]
    dialog.deleteLater()
    return found if is_wanted else None
