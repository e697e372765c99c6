"""What the network hears in the composer's own text: how odd each note is, and which bars are a known tune."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QTextCursor

from engine.continuation import Continuation, Copied
from gui.bridge import Bridge
from gui.look import speaking, words
from gui.look.sentences import together
from gui.replies import Reply
from gui.text import marks
from gui.text.editor import Editor

if TYPE_CHECKING:
    from engine.tasks import Heard

_PAUSE_MS = 1000  # the phrase is read ahead first
_LAYER = "surprise"
_RESTS = "zxZX"
_MARK = QRectF(1.5, 2.0, 3.0, -4.0)  # in the margin of a line: left, top, width, and what is left of its height
_DOT = 2.2


class Hearing(QObject):
    """Ask while the engine is idle, show what it says.

    Signals:
        said: a known tune was found. A sentence.
    """

    said = Signal(str)

    def __init__(self, bridge: Bridge, editor: Editor, alarm_notes: Callable[[], int],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._editor = editor
        self._alarm_notes = alarm_notes
        self.is_shown = False
        self.copied: tuple[Copied, ...] = ()
        self.ghost_copied: tuple[Copied, ...] = ()
        self._heard: Heard | None = None
        self._revision = -1
        self._lines: list[tuple[QTextCursor, str, str]] = []  # where, kind of mark, words
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.hear)
        self._leave: Callable[[], None] = lambda: None
        self.use(editor)

    def use(self, editor: Editor) -> None:
        """Serve another editor from now on."""
        self._leave()
        self._clear()
        self._editor = editor
        edited = editor.edited.connect(self._wait)
        moved = editor.cursorPositionChanged.connect(self._wait_elsewhere)
        gone = (editor.dismissed.connect(self._forget_ghost), editor.accepted.connect(self._forget_ghost))
        editor.hints.append(self.words_at)
        editor.drawings.append(self._draw)

        def leave() -> None:
            for link in (edited, moved, *gone):
                QObject.disconnect(link)
            editor.hints.remove(self.words_at)
            editor.drawings.remove(self._draw)

        self._leave = leave
        self._pause.start()

    def set_shown(self, is_shown: bool) -> None:
        """Show surprise, or only known tunes."""
        self.is_shown = is_shown
        self._revision = -1
        self.hear()
        if not is_shown:
            self._show()

    def ask_again(self) -> None:
        """Hear anew: what is looked for is another."""
        self._revision = -1
        self._pause.start()

    def hear(self) -> None:
        """Ask now, or as soon as the engine is idle."""
        editor, alarm = self._editor, self._alarm_notes()
        revision = editor.document().revision()
        if not (alarm or self.is_shown):
            self._clear()
            return
        if self._revision == revision:
            return
        if self._bridge.is_busy or editor.ghost.is_alive:
            self._pause.start()
            return
        from engine.tasks import HearTune

        def take(heard: Heard) -> None:
            if editor is self._editor and editor.document().revision() == revision:
                self._heard, self._revision = heard, revision
                self._take(heard)

        self._bridge.ask(HearTune(editor.text(), editor.caret(), alarm, self.is_shown),
                         Reply(take, gone=self._pause.start))

    def note_ghost(self, continuation: Continuation) -> None:
        """Name what a proposal has of a known tune."""
        alarm = self._alarm_notes()
        self.ghost_copied = tuple(one for one in continuation.copied if alarm and one.notes >= alarm)
        if self.ghost_copied and self._editor.ghost.text:
            sentence = together(words.copied_words(one) for one in self.ghost_copied)
            self.said.emit(self.tr("In the proposal {what}").format(what=sentence))
            speaking.announce(self._editor, self.tr("In the proposal {what}").format(what=sentence))
        self._editor.viewport().update()

    def show(self) -> None:
        """Draw in the theme's colours."""
        self._show()

    def words_at(self, position: int, point: QPoint) -> str:
        """Return what is to be said of a place: of its line in the margin, else of its note and bar."""
        if point.x() < self._editor.document().documentMargin():
            block = self._editor.document().findBlock(position)
            found = [said for cursor, _, said in self._lines if cursor.block() == block]
            if self.ghost_copied and self._editor.document().findBlock(self._editor.ghost.anchor) == block:
                found += [words.copied_words(one) for one in self.ghost_copied]
            return "\n".join(dict.fromkeys(found))
        heard = self._heard
        if heard is None or not self.is_shown or self._editor.document().revision() != self._revision:
            return ""
        offset = self._editor.offset_at(position)
        note = next((one for one in heard.surprise.notes if one.place.start <= offset <= one.place.end), None)
        bar = next((one for one in heard.surprise.bars if one.place.start <= offset < one.place.end), None)
        told = []
        if note is not None:
            told.append(self.tr("{bits} bits: {words}").format(bits=f"{note.bits:.1f}",
                                                               words=words.surprise_words(note.bits)))
        if bar is not None and bar.notes:
            told.append(self.tr("bar {number}: {words}").format(number=bar.bar,
                                                                words=words.bits_words(bar.bits_per_note)))
        return "\n".join(told)

    def _wait(self, *_: object) -> None:
        self._pause.start()

    def _wait_elsewhere(self) -> None:
        """Another tune may be the one around the caret."""
        heard = self._heard
        offset = self._editor.caret() if heard is not None and heard.bars else -1
        if heard is not None and heard.bars and not heard.bars[0][0] <= offset <= heard.bars[-1][1] + 1:
            self._revision = -1
            self._pause.start()

    def _forget_ghost(self, *_: object) -> None:
        if self.ghost_copied and not self._editor.ghost.text:
            self.ghost_copied = ()
            self._editor.viewport().update()

    def _take(self, heard: Heard) -> None:
        is_news = heard.copied != self.copied
        self.copied = heard.copied
        self._show()
        if is_news and heard.copied:
            self.said.emit(together(words.copied_words(one) for one in heard.copied))
            speaking.announce(self._editor, words.copied_words(heard.copied[0]))

    def _show(self) -> None:
        editor, heard = self._editor, self._heard
        document, theme = editor.document(), editor.theme
        tints = (theme.fresh, theme.odd, theme.oddest)
        shown, text = [], editor.text()
        self._lines = []
        if heard is not None and self.is_shown:
            for note in heard.surprise.notes:
                level = words.oddness(note.bits)
                if level:
                    # A rest is grey, and only read on the lightest.
                    tint = tints[0 if text[note.place.start] in _RESTS else level - 1]
                    start, end = editor.position_at(note.place.start), editor.position_at(note.place.end)
                    shown.append(marks.tint(document, start, end, tint))
            for bar in heard.surprise.bars:
                if bar.notes and words.oddness(bar.bits_per_note) > 1:
                    said = self.tr("bar {number}: {words}").format(number=bar.bar,
                                                                   words=words.bits_words(bar.bits_per_note))
                    self._lines.append((self._cursor(bar.place.start), "odd", said))
        for copied in self.copied if heard is not None else ():
            for start, _ in heard.bars[copied.first_bar - 1:copied.last_bar] if heard is not None else ():
                self._lines.append((self._cursor(start), "copied", words.copied_words(copied)))
        editor.set_layer(_LAYER, shown)
        editor.viewport().update()

    def _clear(self) -> None:
        self._heard, self._revision, self._lines, self.copied, self.ghost_copied = None, -1, [], (), ()
        self._editor.set_layer(_LAYER, [])
        self._editor.viewport().update()

    def _cursor(self, offset: int) -> QTextCursor:
        text = self._editor.text()
        while text[offset:offset + 1] in ("\n", " ") and offset < len(text):
            offset += 1  # a bar begins behind the bar line: its notes may stand in the next line
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(self._editor.position_at(offset))
        return cursor

    def _draw(self, painter: QPainter) -> None:
        """Draw the marks in the margin of the lines."""
        editor = self._editor
        lines = {(cursor.block().blockNumber(), kind) for cursor, kind, _ in self._lines}
        if self.ghost_copied and editor.ghost.text:
            lines.add((editor.document().findBlock(editor.ghost.anchor).blockNumber(), "copied"))
        if not lines:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, kind in lines:
            block = editor.document().findBlockByNumber(number)
            top, height = editor.row_top(block), editor.fontMetrics().height()
            if not block.isVisible() or top > editor.viewport().height() or top < -height * 20:
                continue
            if number == 0:
                top += editor.document().documentMargin()
            painter.setBrush(QColor(editor.theme.error if kind == "copied" else editor.theme.warning))
            if kind == "copied":
                bar = QRectF(_MARK.x(), top + _MARK.y(), _MARK.width(), height + _MARK.height())
                painter.drawRoundedRect(bar, 1.5, 1.5)
            else:
                painter.drawEllipse(QRectF(5.2, top + height / 2 - _DOT, 2 * _DOT, 2 * _DOT))
