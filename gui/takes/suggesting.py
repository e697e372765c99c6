"""A continuation of itself, when the composer pauses: only where it was asked for, and never in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from engine.notation.book import tune_range
from gui.takes.continuing import Continuing
from gui.text.editor import Editor

PAUSE_MS = 700


class Suggesting(QObject):
    """Propose after a pause, while ``is_on``.

    Only typing leads to it: never a deletion, an undo or a redo, a paste, a move of the caret; never with a
    selection, in a header, or while takes are being chosen. What cannot be continued is not complained of.
    """

    def __init__(self, continuing: Continuing, is_busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._continuing = continuing
        self._is_busy = is_busy
        self.is_on = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._suggest)
        self._leave: Callable[[], None] = lambda: None
        self.use(continuing.editor)

    @property
    def is_waiting(self) -> bool:
        """Say whether a proposal is due when the pause is over."""
        return self._pause.isActive()

    def set_on(self, is_on: bool) -> None:
        """Begin or cease to propose."""
        self.is_on = is_on
        self._pause.stop()

    def use(self, editor: Editor) -> None:
        """Watch another editor from now on."""
        self._leave()
        self._pause.stop()
        self._editor = editor
        links = (editor.document().contentsChange.connect(self._note_change),
                 editor.cursorPositionChanged.connect(self._note_move))

        def leave() -> None:
            for link in links:
                QObject.disconnect(link)

        self._leave = leave

    def _note_change(self, _position: int, removed: int, added: int) -> None:
        if self.is_on and self._editor.is_typing and added > removed == 0:
            self._pause.start()
        else:
            self._pause.stop()

    def _note_move(self) -> None:
        if not self._editor.is_typing:
            self._pause.stop()

    def _suggest(self) -> None:
        editor = self._editor
        is_in_the_way = editor.textCursor().hasSelection() or editor.ghost.is_alive or self._is_busy()
        if not is_in_the_way and _is_in_music(editor):
            self._continuing.start(is_quiet=True)


def _is_in_music(editor: Editor) -> bool:
    """Say whether the caret stands behind a key, in a line that is no field, comment or word."""
    text, caret = editor.text(), editor.caret()
    line = text[text.rfind("\n", 0, caret) + 1:caret]
    start = tune_range(text, caret)[0]
    is_field = line[1:2] == ":" and line[:1] not in "|:"
    return "\nK:" in text[max(start - 1, 0):caret] and not is_field and "%" not in line
