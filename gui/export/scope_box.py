"""Which tunes are meant: the one around the caret, those selected, the whole book."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from engine.notation.index import entries
from gui.export.export_choices import SCOPES, Extent

_LONGEST_TITLE = 40


class ScopeBox(QWidget):
    """Three choices, of which those that mean something can be taken.

    Signals:
        changed: other tunes are meant.
    """

    changed = Signal()

    def __init__(self, extent: Extent, wanted: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        (start, end), count = extent.tune[0], len(extent.book)
        title = next((entry.title for entry in entries(extent.text[start:end])), "")
        title = title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE - 1].rstrip() + "…"
        words = {
            "tune": self.tr("This tune: {title}").format(title=title) if title else self.tr("This tune"),
            "selected": self.tr("The selected tunes ({count})").format(count=len(extent.selected))
            if extent.selected else self.tr("The selected tunes"),
            "book": self.tr("The whole book ({count} tunes)").format(count=count)
            if count else self.tr("The whole book"),
        }
        # Whoever has just selected several tunes means these; what was chosen last time may mean nothing here.
        scope = "selected" if extent.selected else wanted if getattr(extent, wanted, ()) else SCOPES[0]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.buttons: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        for each in SCOPES:
            button = self.buttons[each] = QRadioButton(words[each].replace("&", "&&"))
            button.setEnabled(bool(getattr(extent, each)))
            button.setChecked(each == scope)
            group.addButton(button)
            column.addWidget(button)
        self.buttons["selected"].setToolTip(self.tr("Select text in several tunes first"))
        self.first = self.buttons[scope]
        group.buttonToggled.connect(lambda _button, is_on: self.changed.emit() if is_on else None)

    @property
    def scope(self) -> str:
        """Return which tunes are meant, one of ``SCOPES``."""
        return next(name for name, button in self.buttons.items() if button.isChecked())
