"""Offers what can stand at the caret, each with its meaning, while the composer writes or when asked.

Fields, keys and modes, metres, units, rhythms, tempos, decorations behind ``!``, directives behind ``%%``, chords of
the key in force behind a quotation mark; where notes are written, and only when asked, the composer's snippets.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from engine.notation.keys import C_MAJOR, Key, parse_key
from engine.notation.spot import Spot, spot_in
from gui.look.speaking import announce
from gui.text import entries
from gui.text.completion_list import CompletionList
from gui.text.decoration_entries import DECORATIONS
from gui.text.entries import Entry
from gui.text.highlighter import is_in_body
from gui.text.key_entries import chord_entries, key_entries
from gui.text.places import to_offset, to_position
from gui.text.snippets import Snippet, insert

# What is offered of itself; where notes are written nothing pops up unasked.
_UNASKED = ("field", "key", "metre", "unit", "rhythm", "tempo", "clef", "decoration", "directive", "chord")
_LOOK_BACK = 400  # lines to the key in force
_KEY = re.compile(r"(?:^|\[)K:([^\]%\n]*)")
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_CLOSING = {"decoration": "!", "chord": '"'}


class Completion(QObject):
    """The completion of one editor. Tab belongs to the ghost wherever the caret touches it."""

    def __init__(self, editor: QPlainTextEdit, touches_ghost: Callable[[], bool]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._touches_ghost = touches_ghost
        self.snippets: Callable[[], list[Snippet]] = list
        self.list = CompletionList(editor)
        self._spot = Spot("")
        self._is_typing = False
        self._is_asked = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._follow)
        editor.installEventFilter(self)
        editor.cursorPositionChanged.connect(self._note_move)
        editor.verticalScrollBar().valueChanged.connect(self.close)
        self.list.clicked.connect(lambda _: self.accept())

    @property
    def is_open(self) -> bool:
        """Say whether something is offered."""
        return self.list.isVisibleTo(self._editor)

    def ask(self) -> None:
        """Offer what can stand here, notes or not."""
        self._is_asked = True
        self._offer()

    def close(self) -> None:
        """Offer nothing."""
        self._is_asked = False
        self.list.hide()

    def accept(self) -> None:
        """Write the chosen entry, or the first."""
        row = max(self.list.currentRow(), 0)
        chosen = self.list.entry(row)
        spot = self._spot
        self.close()
        if isinstance(chosen, Snippet):
            insert(self._editor, chosen, len(spot.typed))
        elif chosen is not None:
            self._write(chosen, spot)

    def _write(self, entry: Entry, spot: Spot) -> None:
        cursor = self._editor.textCursor()
        text = cursor.block().text()
        at = cursor.positionInBlock()
        closing = _CLOSING.get(spot.kind, "")
        cursor.beginEditBlock()
        cursor.setPosition(cursor.block().position() + to_position(text, spot.start))
        cursor.setPosition(cursor.block().position() + at, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(entry.text)
        if closing and text[at:at + 1] == closing:
            cursor.movePosition(QTextCursor.MoveOperation.Right)
        else:
            cursor.insertText(closing)
        cursor.endEditBlock()
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()
        if spot.kind in ("field", "line"):
            self._offer()  # a field's value comes next

    def _note_move(self) -> None:
        if self.is_open:
            self._later.start()

    def _follow(self) -> None:
        """Offer anew after a key, or close where the caret has gone elsewhere."""
        was_typing, self._is_typing = self._is_typing, False
        if not self.is_open and (not was_typing or self._touches_ghost()):
            return
        before = self._spot if self.is_open else None
        spot = self._spot_here()
        if before is not None and (spot.kind, spot.start) != (before.kind, before.start):
            self.close()
        if self._is_asked or spot.kind in _UNASKED:
            self._offer(spot)
        else:
            self.close()

    def _spot_here(self) -> Spot:
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            return Spot("")
        block = cursor.block()
        text = block.text()
        return spot_in(text, to_offset(text, cursor.positionInBlock()), is_in_body(block))

    def _offer(self, spot: Spot | None = None) -> None:
        spot = self._spot_here() if spot is None else spot
        found = _matching(self._entries(spot), spot.typed)
        names = [_name(one) for one in found]
        if not found or (not self._is_asked and names[:1] == [spot.typed] and len(found) == 1):
            self.close()
            return
        self._spot = spot
        is_new = not self.is_open
        self.list.show_entries(found, self._editor.cursorRect(), choose_first=self._is_asked)
        if is_new:
            words = self.tr("{count} completions, the first is {name}: {meaning}")
            first = found[0]
            meaning = first.meaning if isinstance(first, Entry) else ""
            announce(self._editor, words.format(count=len(found), name=names[0], meaning=meaning))

    def _entries(self, spot: Spot) -> list[Entry | Snippet]:
        kind = spot.kind
        if kind == "key":
            return [*key_entries()]
        if kind == "chord":
            return [*chord_entries(_key_at(self._editor.textCursor()))]
        tables = {"field": entries.FIELDS, "metre": entries.METRES, "unit": entries.UNITS, "rhythm": entries.RHYTHMS,
                  "tempo": entries.TEMPOS, "clef": entries.CLEFS, "directive": entries.DIRECTIVES,
                  "decoration": DECORATIONS}
        if kind in tables:
            return [*entries.translated(tables[kind])]
        if kind == "line":
            fields = [one for one in entries.translated(entries.FIELDS) if one.text[0] in entries.BODY_FIELDS]
            return [*self.snippets(), *fields]
        return [*self.snippets()] if kind == "music" else []

    # Qt

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys that choose from the list; note that something is being typed."""
        if event.type() == QEvent.Type.FocusOut:
            self.close()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        # Ctrl with Alt is how some keyboards write brackets.
        is_command = event.modifiers() & (_CTRL | _ALT) == _CTRL
        self._is_typing = bool(event.text()) and event.text().isprintable() and not is_command
        if self._is_typing:
            self._later.start()
        if not self.is_open:
            return False
        return self.list.take_key(event, self.accept, self.close, is_tab_free=not self._touches_ghost())


def _matching(found: list[Entry | Snippet], typed: str) -> list[Entry | Snippet]:
    """Return the entries that begin with what was typed, then those whose name or meaning has a word that does."""
    low = typed.lower()
    if not low:
        return found
    first = [one for one in found if _name(one).startswith(typed)]
    first += [one for one in found if _name(one).lower().startswith(low) and one not in first]
    if len(low) > 1:
        first += [one for one in found if one not in first and any(
            word.startswith(low) for word in re.split(r"\W+", f"{_name(one)} {_meaning(one)}".lower()))]
    return first


def _name(one: Entry | Snippet) -> str:
    return one.name


def _meaning(one: Entry | Snippet) -> str:
    return one.meaning if isinstance(one, Entry) else ""


def _key_at(cursor: QTextCursor) -> Key:
    """Return the key in force at a place, C where none is found near above."""
    block: QTextBlock = cursor.block()
    text = block.text()[:cursor.positionInBlock()]
    for _ in range(_LOOK_BACK):
        values = _KEY.findall(text)
        key = parse_key(values[-1]) if values else None
        if key is not None:
            return key
        block = block.previous()
        if not block.isValid() or text.startswith("X:"):
            break
        text = block.text()
    return C_MAJOR
