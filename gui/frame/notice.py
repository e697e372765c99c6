"""A sentence above the text that stays until it is read."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from gui.look import icons
from gui.look.theme import Theme
from gui.look.wrapping import Wrapped


class Notice(QFrame):
    """Say what went wrong without a dialog in the way. Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._stripe = QFrame()
        self._stripe.setObjectName("stripe")
        self._stripe.setFixedWidth(4)
        self._label = Wrapped()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(12)
        row.addWidget(self._stripe)
        row.addWidget(self._label, 1)
        row.addWidget(self._close, 0)
        self._label.setContentsMargins(0, 8, 0, 8)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence that says what went wrong."""
        self._show(whole_sentence(sentence), "fault")

    def hint(self, sentence: str) -> None:
        """Show a sentence that says what can be done."""
        self._show(sentence, "hint")

    def _show(self, sentence: str, kind: str) -> None:
        self.setProperty("kind", kind)
        for part in (self, self._stripe):
            part.style().unpolish(part)
            part.style().polish(part)
        self._label.setText(sentence)
        self.show()

    def sentence(self) -> str:
        """Return what is shown, or nothing."""
        return self._label.text() if not self.isHidden() else ""

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._close.setIcon(icons.icon("clear", theme.ink))


def whole_sentence(message: str) -> str:
    """Return an error's message with a capital and a full stop; a path keeps its own case.

    >>> whole_sentence("a.abc is empty"), whole_sentence("nothing can follow here")
    ('a.abc is empty.', 'Nothing can follow here.')
    """
    first = message.split(" ", 1)[0]
    if first.isalpha():
        message = message[:1].upper() + message[1:]
    if message.endswith((".", "!", "?", "。", "！", "？")):
        return message
    return QCoreApplication.translate("Notice", "{sentence}.").format(sentence=message)


def whole_sentences(messages: Iterable[str]) -> str:
    """Return messages one after the other. Behind a Chinese full stop stands no blank.

    >>> whole_sentences(["nothing can follow here", "没有音符。", "a.abc is empty"])
    'Nothing can follow here. 没有音符。a.abc is empty.'
    """
    return " ".join(map(whole_sentence, messages)).replace("。 ", "。")
