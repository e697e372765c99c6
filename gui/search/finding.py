"""Find and replace. A long text is searched in slices, so that the window is never held up.

Qt's own expressions are used: their positions are those of the document, and one that would search for ever gives up.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left

from PySide6.QtCore import QObject, QRegularExpression, QRegularExpressionMatch, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from gui.frame.window import Window
from gui.text.find_bar import FindBar

_SLICE_S = 0.008
_PAUSE_MS = 120  # after a keystroke in the text or in the field
_MOST_SHOWN = 400  # places that are marked at once
_MOST_APART = 2000  # replacements that are made one by one; more are made as one stretch
_LAYER = "found"
_Option = QRegularExpression.PatternOption


class Finding(QObject):
    """Connects the bar with the text in front.

    Signals:
        said: what was replaced. A sentence.
    """

    said = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        desk = window.desk
        self._editor = desk.editor
        window.when("find", self.open)
        window.when("replace", lambda: self.open(replaces=True))
        window.when("find_next", lambda: self.step(1))
        window.when("find_previous", lambda: self.step(-1))
        self.bar = FindBar()
        desk.column.addWidget(self.bar)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._is_whole = True  # every place is known
        self._range: QTextCursor | None = None  # what was selected when "In selection" was ticked
        self._left = QRegularExpression().globalMatch("")
        self._slice = QTimer(self, interval=0)
        self._slice.timeout.connect(self._go_on)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.search)
        bar = self.bar
        bar.changed.connect(self._pause.start)
        bar.inside.toggled.connect(self._take_range)
        bar.next_asked.connect(self.step)
        bar.replace_asked.connect(self.replace)
        bar.replace_all_asked.connect(self.replace_all)
        bar.closed.connect(self.close)
        self._editor.edited.connect(lambda: None if bar.isHidden() else self._pause.start())
        self._editor.page_shown.connect(lambda: bar.inside.setChecked(False))
        self._editor.verticalScrollBar().valueChanged.connect(self._mark)
        self._editor.selectionChanged.connect(self._tell)

    def open(self, *, replaces: bool = False) -> None:
        """Show the bar, with what is selected to look for."""
        words = self._editor.textCursor().selectedText()
        has_lines = "\u2029" in words
        self.bar.ask("" if has_lines else words, replaces=replaces)
        self.bar.inside.setChecked(has_lines)
        self.search()

    def close(self) -> None:
        """Hide the bar and its marks."""
        self._slice.stop()
        self._pause.stop()
        self.bar.hide()
        self.bar.inside.setChecked(False)
        self._editor.set_layer(_LAYER, [])
        self._editor.setFocus()

    def search(self) -> None:
        """Look for every place anew."""
        self._pause.stop()
        self._slice.stop()
        self._starts, self._ends, self._is_whole = [], [], True
        wanted = self._expression()
        if wanted is not None:
            self._left, self._is_whole = wanted.globalMatch(self._editor.text(), self._bounds()[0]), False
            self._go_on()
            if not self._is_whole:
                self._slice.start()
        else:
            self._mark()

    def step(self, by: int) -> None:
        """Go to the next place behind the selection, or to the one before it, round the end."""
        if self.bar.isHidden() and not self.bar.wanted.text():
            self.open()
            return
        if self._pause.isActive() or (self.bar.isHidden() and not self._starts):
            self.search()
        cursor = self._editor.textCursor()
        while not self._is_whole and (not self._starts or self._starts[-1] <= cursor.selectionEnd()):
            self._go_on()
        if not self._starts:
            return
        if by > 0:
            low = cursor.selectionEnd() if cursor.hasSelection() else cursor.position()
            index = bisect_left(self._starts, low)
            if index < len(self._starts) and self._ends[index] == self._starts[index] == low and self._is_here(index):
                index += 1  # an empty place would be found again and again
            index = index if index < len(self._starts) else 0
        else:
            index = bisect_left(self._starts, cursor.selectionStart()) - 1
        self._editor.select(self._starts[index], self._ends[index])
        self._at = self._starts[index]
        self._tell()

    def replace(self) -> None:
        """Replace the place that is selected, and go to the next."""
        wanted, cursor = self._expression(), self._editor.textCursor()
        if wanted is None:
            return
        found = wanted.match(self._editor.text(), cursor.selectionStart())
        if found.hasMatch() and (found.capturedStart(), found.capturedEnd()) == (cursor.selectionStart(),
                                                                                cursor.selectionEnd()):
            self._editor.dismiss()
            cursor.insertText(self._instead(found))
            self._editor.setTextCursor(cursor)
            self.search()
        self.step(1)

    def replace_all(self) -> None:
        """Replace every place, as one step of undo."""
        wanted = self._expression()
        if wanted is None:
            return
        low, high = self._bounds()
        found, matches = [], wanted.globalMatch(self._editor.text(), low)
        while matches.hasNext():
            match = matches.next()
            if match.capturedEnd() > high:
                break
            found.append((match.capturedStart(), match.capturedEnd(), self._instead(match)))
        count = len(found)
        if count > _MOST_APART:
            found = [_gathered(self._editor.text(), found)]
        self._editor.dismiss()
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        for start, end, text in reversed(found):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
        cursor.endEditBlock()
        self.search()
        self.said.emit(self.tr("%n place(s) replaced", "", count))

    _at = -1

    def _is_here(self, index: int) -> bool:
        return self._at == self._starts[index]

    def _expression(self) -> QRegularExpression | None:
        """Return what is looked for; None where there is nothing, or no sense in it, which is said."""
        bar = self.bar
        text = bar.wanted.text()
        if not text:
            bar.say("")
            return None
        pattern = text if bar.regex.isChecked() else QRegularExpression.escape(text)
        if bar.word.isChecked():
            pattern = rf"\b(?:{pattern})\b"
        options = _Option.MultilineOption | _Option.UseUnicodePropertiesOption
        if not bar.case.isChecked():
            options |= _Option.CaseInsensitiveOption
        wanted = QRegularExpression(pattern, options)
        if not wanted.isValid():
            plain = QRegularExpression(text)
            bar.say(self.tr("This expression makes no sense at character {place}: {reason}").format(
                place=plain.patternErrorOffset(), reason=plain.errorString()), is_error=True)
            return None
        return wanted

    def _bounds(self) -> tuple[int, int]:
        cursor = self._range
        if cursor is None or not self.bar.inside.isChecked():
            return 0, 1 << 62
        return cursor.selectionStart(), cursor.selectionEnd()

    def _take_range(self, is_on: bool) -> None:
        cursor = self._editor.textCursor()
        self._range = cursor if is_on and cursor.hasSelection() else None

    def _go_on(self) -> None:
        """Look on for some milliseconds."""
        until, high = time.perf_counter() + _SLICE_S, self._bounds()[1]
        while self._left.hasNext():
            match = self._left.next()
            if match.capturedEnd() > high:
                break
            self._starts.append(match.capturedStart())
            self._ends.append(match.capturedEnd())
            if time.perf_counter() > until:
                self._tell()
                return
        self._slice.stop()
        self._is_whole = True
        self._mark()
        self._tell()

    def _tell(self) -> None:
        """Say which place this is, of how many."""
        if self.bar.isHidden() or self._expression() is None:
            return
        cursor = self._editor.textCursor()
        index = bisect_left(self._starts, cursor.selectionStart())
        is_one = index < len(self._starts) and (self._starts[index], self._ends[index]) == (
            cursor.selectionStart(), cursor.selectionEnd())
        count = f"{len(self._starts):,}" + ("" if self._is_whole else "…")
        if not self._starts and self._is_whole:
            self.bar.say(self.tr("not found"))
        elif is_one:
            self.bar.say(self.tr("{index} of {count}").format(index=index + 1, count=count))
        else:
            self.bar.say(self.tr("{count} found").format(count=count))

    def _mark(self) -> None:
        """Mark the places from the first that is seen."""
        if self.bar.isHidden():
            return
        index = bisect_left(self._starts, self._editor.firstVisibleBlock().position())
        mark = QTextCharFormat()
        colour = QColor(self._editor.theme.accent)
        colour.setAlpha(60)
        mark.setBackground(colour)
        shown = []
        for start, end in zip(self._starts[index : index + _MOST_SHOWN], self._ends[index : index + _MOST_SHOWN],
                              strict=True):
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self._editor.document())
            selection.cursor.setPosition(start)
            selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.format = mark
            shown.append(selection)
        self._editor.set_layer(_LAYER, shown)

    def _instead(self, match: QRegularExpressionMatch) -> str:
        r"""Return what takes a place: as it is written, or with \1 to \9, \n and \t made out."""
        text = self.bar.instead.text()
        if not self.bar.regex.isChecked():
            return text
        known = {"n": "\n", "t": "\t", "\\": "\\"}
        return re.sub(r"\\([0-9nt\\])", lambda one: known.get(one[1]) or match.captured(int(one[1])), text)


def _gathered(text: str, found: list[tuple[int, int, str]]) -> tuple[int, int, str]:
    """Return one replacement that does all; places are counted in Qt's units, two bytes each."""
    units = text.encode("utf-16-le", "surrogatepass")
    pieces, at = [], found[0][0]
    for start, end, put in found:
        pieces += [units[2 * at : 2 * start].decode("utf-16-le", "surrogatepass"), put]
        at = end
    return found[0][0], found[-1][1], "".join(pieces)
