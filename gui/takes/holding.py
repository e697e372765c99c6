"""Bars that the composer holds: they stay as they are when bars around them are written again."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from engine.notation.book import tune_range
from gui.look import speaking
from gui.look.sentences import listed
from gui.text.editor import Editor

_LAYER = "held"


class Holding(QObject):
    """Hold bars and let go of them. They are marked in the text and follow it as it is edited.

    Signals:
        said: what was held or let go of. A sentence.
    """

    said = Signal(str)

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: WeakKeyDictionary[Editor, list[QTextCursor]] = WeakKeyDictionary()
        self._editor = editor
        self.use(editor)

    def use(self, editor: Editor) -> None:
        """Serve another editor from now on."""
        self._editor = editor
        if self._words not in editor.hints:
            editor.hints.append(self._words)

    def ranges(self) -> tuple[tuple[int, int], ...]:
        """Return where the held bars stand, in characters."""
        place = self._editor.offset_at
        return tuple((place(one.selectionStart()), place(one.selectionEnd())) for one in self._mine
                     if one.hasSelection())

    def toggle(self) -> None:
        """Hold the bars that the selection touches, or the bar at the caret; let go if all of them are held."""
        editor = self._editor
        cursor = editor.textCursor()
        start, end = editor.offset_at(cursor.selectionStart()), editor.offset_at(cursor.selectionEnd())
        bars = _bars(editor.text(), start, end)
        if not bars:
            self.said.emit(self.tr("There is no bar here to hold"))
            return
        held = set(self.ranges())
        others = [one for one in self._mine if (editor.offset_at(one.selectionStart()),
                                                editor.offset_at(one.selectionEnd())) not in bars.values()]
        is_release = all(place in held for place in bars.values())
        self._held[editor] = others if is_release else [*others, *(self._cursor(*place) for place in bars.values())]
        names = listed(str(number) for number in bars)
        said = self.tr("Let go of bar {bars}") if is_release else self.tr("Bar {bars} is held")
        if len(bars) > 1:
            said = self.tr("Let go of bars {bars}") if is_release else self.tr("Bars {bars} are held")
        self.show()
        self.said.emit(said.format(bars=names))
        speaking.announce(editor, said.format(bars=names))

    def show(self) -> None:
        """Draw the marks in the theme's colours."""
        shown = []
        for one in self._mine:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(one)
            selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            selection.format.setUnderlineColor(QColor(self._editor.theme.accent))
            shown.append(selection)
        self._editor.set_layer(_LAYER, shown)

    @property
    def _mine(self) -> list[QTextCursor]:
        return self._held.get(self._editor, [])

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(self._editor.position_at(start))
        cursor.setPosition(self._editor.position_at(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _words(self, position: int, _point: QPoint) -> str:
        is_held = any(one.selectionStart() <= position <= one.selectionEnd()
                      for one in self._mine if one.hasSelection())
        return self.tr("This bar is held") if is_held else ""


def _bars(text: str, start: int, end: int) -> dict[int, tuple[int, int]]:
    """Return the bars that a range touches: where the music of each stands, by its number."""
    from engine.notation.reader import read_tune

    until = max(start, end - 1)
    found = {}
    for number, bar in enumerate(read_tune(text, *tune_range(text, start)).bars, 1):
        if bar.notes and bar.place.start <= until and bar.place.end > start:
            found[number] = bar.notes[0].place.start, bar.notes[-1].place.end
    return found
