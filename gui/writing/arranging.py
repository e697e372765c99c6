"""The book in front put in another order, and its tunes numbered anew, as the composer asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from engine.difference import splice
from engine.notation.index import entries
from engine.notation.ordering import arrange
from gui.frame.window import Window


class ArrangeSheet(QDialog):
    """Sort by what, and whether the numbers begin at 1. A choice that would do nothing cannot be accepted."""

    def __init__(self, count: int, last: tuple[str, bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sort the book"))
        self.setObjectName("arrange")
        self.order = QComboBox()
        for name, words in (("title", self.tr("Title")), ("key", self.tr("Key")), ("rhythm", self.tr("Rhythm")),
                            ("number", self.tr("Number (X:)")), ("", self.tr("Leave as they are"))):
            self.order.addItem(words, name)
        self.order.setCurrentIndex(max(self.order.findData(last[0]), 0))
        self.renumbers = QCheckBox(self.tr("&Number the tunes from 1"))
        self.renumbers.setChecked(last[1])
        told = QLabel(self.tr("%n tune(s). Words between two tunes go with the one before, those at the start stay.",
                              "", count))
        told.setObjectName("quiet")
        told.setWordWrap(True)
        told.setMinimumSize(340, 2 * told.fontMetrics().height() + 4)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        for change in (self.order.currentIndexChanged, self.renumbers.toggled):
            change.connect(lambda _: self._show())
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Sort by"), self.order)
        for row in (self.renumbers, told, self.buttons):
            form.addRow(row)
        self._show()

    def wish(self) -> tuple[str, bool]:
        """Return what to sort by, nothing where the order stays, and whether to number anew."""
        return str(self.order.currentData()), self.renumbers.isChecked()

    def _show(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(any(self.wish()))


class Arranging(QObject):
    """Asks for an order and makes it, as one step of undo; the caret stays in its tune.

    Signals:
        said: what was done, or that there was nothing to do. A sentence.
    """

    said = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._last = ("title", False)
        self.sheet: ArrangeSheet | None = None
        window.when("arrange", self.ask)
        self.said.connect(window.say)

    def ask(self) -> None:
        """Show the sheet, if there is something to put in order."""
        count = sum(one.number != "" for one in entries(self._window.editor.text()))
        if not count:
            self.said.emit(self.tr("No tune here has a number (X:), so there is nothing to sort"))
            return
        self.sheet = ArrangeSheet(count, self._last, self._window)
        self.sheet.accepted.connect(self._take)
        self.sheet.finished.connect(self.sheet.deleteLater)
        self.sheet.open()

    def arrange(self, by: str, *, renumbers: bool) -> None:
        """Put the tunes in order."""
        editor = self._window.editor
        text, caret = editor.text(), editor.caret()
        done = arrange(text, by, renumbers=renumbers)
        if done.text == text:
            self.said.emit(self.tr("The book is in this order already"))
            return
        # One stretch: ten thousand edits one by one would take minutes.
        start, gone, put = splice(text, done.text)
        editor.edit([(start, start + gone, put)])
        editor.move_caret(done.place(caret))
        self.said.emit(self.tr("%n tune(s) in order; undo brings the old order back", "", len(done.moves)))

    def _take(self) -> None:
        assert self.sheet is not None
        self._last = self.sheet.wish()
        by, renumbers = self._last
        self.arrange(by, renumbers=renumbers)
        self._window.editor.setFocus()
