"""A quiet outline around the bars that are looped, in every voice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter, QTextCursor

from gui.sound.span import outline
from gui.text.bar_marks import rects_in
from gui.text.marked_text import MarkedText
from gui.text.rows import rows_seen


class LoopMarks(QObject):
    """The outline in one editor; it follows the composer's edits."""

    def __init__(self, editor: MarkedText) -> None:
        super().__init__(editor)
        self._editor = editor
        self._bars: Sequence[QTextCursor] = ()
        editor.drawings.append(self._paint)

    def show(self, bars: Sequence[QTextCursor]) -> None:
        """Outline what these cursors select, and nothing else."""
        self._bars = tuple(bars)
        self._editor.viewport().update()

    def places(self) -> tuple[tuple[int, int], ...]:
        """Return what is outlined in the text in front, in characters."""
        place = self._editor.offset_at
        return tuple((place(bar.selectionStart()), place(bar.selectionEnd())) for bar in self._mine)

    @property
    def _mine(self) -> list[QTextCursor]:
        return [bar for bar in self._bars if bar.document() is self._editor.document() and bar.hasSelection()]

    def _paint(self, painter: QPainter) -> None:
        mine = self._mine
        if mine:
            seen = rows_seen(self._editor, self._editor.viewport().height())
            outline(painter, (row.adjusted(-1, 0.5, 1, -0.5) for block, rect in seen for bar in mine
                              for row in rects_in(block, rect, bar.selectionStart(), bar.selectionEnd())),
                    self._editor.theme)
