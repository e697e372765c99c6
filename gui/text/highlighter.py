"""Colours what is seen, and nothing else.

QSyntaxHighlighter would visit every line of a document when it is opened: seconds for a book of ten
megabytes. Here the visible lines are coloured, each once until its text changes.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit

from engine.notation.scanner import scan_line
from gui.look.theme import Theme
from gui.text.places import to_position

_LOOK_BACK = 400  # lines; a tune's header is found well within
_LONGEST = 4000  # characters of a line that are coloured


class Highlighter(QObject):
    """Give each visible line the colours of its tokens. Lives as long as its editor."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._formats: dict[str, QTextCharFormat] = {}
        self._generation = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.colour_visible)
        self._document = editor.document()
        self._document.contentsChange.connect(self._colour_edit)
        editor.verticalScrollBar().valueChanged.connect(self.colour_visible)
        editor.updateRequest.connect(self._wait_for_layout)

    def follow_document(self) -> None:
        """Colour the document that the editor shows now, in step with its edits."""
        self._document.contentsChange.disconnect(self._colour_edit)
        self._document = self._editor.document()
        self._document.contentsChange.connect(self._colour_edit)
        self.colour_visible()

    def set_theme(self, theme: Theme) -> None:
        """Colour everything anew."""
        self._formats = {}
        for kind, colour in theme.tokens.items():
            self._formats[kind] = QTextCharFormat()
            self._formats[kind].setForeground(QColor(colour))
        self._generation += 1
        self.colour_visible()

    def colour_visible(self) -> None:
        """Colour the visible lines that are not coloured yet."""
        editor = self._editor
        block = editor.firstVisibleBlock()
        height, row = editor.viewport().height(), max(editor.fontMetrics().height(), 1)
        in_body = is_in_body(block)
        left = height // row + 2
        while left > 0 and block.isValid():
            if block.isVisible():  # behind a folded tune an empty line or another X: follows
                text = block.text()
                in_body = in_body and bool(text.strip()) and not text.startswith("X:")
                self._colour(block, text, in_body)
                in_body = in_body or text.startswith("K:")
                left -= 1
            block = block.next()

    def _colour(self, block: QTextBlock, text: str, in_body: bool) -> None:
        # What a block was last coloured for is kept with it as a number.
        state = hash((text, in_body, self._generation)) & 0x3FFFFFFF
        if block.userState() == state:
            return
        block.setUserState(state)
        ranges = []
        for token in scan_line(text[:_LONGEST], in_body):
            colour = self._formats.get(token.kind)
            if colour is not None:
                each = QTextLayout.FormatRange()
                each.start = to_position(text, token.start)
                each.length = to_position(text, token.end) - each.start
                each.format = colour
                ranges.append(each)
        block.layout().setFormats(ranges)
        block.document().markContentsDirty(block.position(), block.length())

    def _colour_edit(self, position: int, _removed: int, _added: int) -> None:
        # At once, or a new character would stand in the wrong colour for a frame.
        self.colour_visible()
        self._later.start()

    def _wait_for_layout(self) -> None:
        if not self._later.isActive() and self._is_stale():
            self._later.start()

    def _is_stale(self) -> bool:
        block = self._editor.firstVisibleBlock()
        return block.isValid() and block.userState() == -1


def is_in_body(block: QTextBlock) -> bool:
    """Say whether a line stands after the ``K:`` field of its tune.

    Where no header is found the text is taken for music: a phrase may have none.
    """
    before = block.previous()
    for _ in range(_LOOK_BACK):
        if not before.isValid():
            return True
        text = before.text()
        if text.startswith("K:"):
            return True
        if text.startswith("X:") or not text.strip():
            return False
        before = before.previous()
    return True
