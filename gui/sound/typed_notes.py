"""Sounds the note that is being typed, for a moment: under its key, with the accidentals of its bar.

The key itself only starts a timer; the tune is read up to the note on the background thread. Nothing sounds while the
tune plays or a continuation is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock

from engine.notation.scanner import FIELD, Token, scan_line
from gui.background import Background
from gui.sound.sound import Sound
from gui.text.highlighter import is_in_body
from gui.text.places import to_offset

if TYPE_CHECKING:
    from engine.notation.tune import Note
    from engine.performance import TimedNote
    from gui.text.editor import Editor

_HEAD = frozenset("ABCDEFGabcdefg,']")  # what makes a note, or moves it; its length need not be heard again
_LENGTH_S, _VELOCITY = 0.3, 80
_LOOK_BACK = 2000  # lines; a longer tune is left silent
_NEAR = 8  # lines of music that are read whole; of those above only the fields matter
_INLINE = re.compile(r"\[[A-Za-z]:[^\]]*\]")


@dataclass(frozen=True)
class Typed:
    """A tune up to the note that was typed, and where that begins in it."""

    text: str
    note: int


class TypedNotes(QObject):
    """Listen to the keys of one editor."""

    def __init__(self, editor: Editor, sound: Sound, reader: Background) -> None:
        super().__init__(editor)
        self._editor = editor
        self._sound = sound
        self._reader = reader
        self.is_on = True
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._ask)
        editor.touched.connect(self._note_change)

    def _note_change(self, _position: int, removed: int, added: int) -> None:
        if self.is_on and self._editor.is_typing and added == 1 and not removed:
            self._later.start()

    def _ask(self) -> None:
        editor = self._editor
        # Something that can be done again was undone, not typed.
        if not editor.hasFocus() or editor.document().isRedoAvailable() or self._sound.is_playing:
            return
        cursor = editor.textCursor()
        line = cursor.block().text()
        at = to_offset(line, cursor.positionInBlock())
        if at == 0 or line[at - 1] not in _HEAD:
            return
        typed = typed_note(cursor.block(), line, at)
        if typed is not None:
            self._reader.ask("typed", lambda: _sounding(typed), self._sound.strike)


def typed_note(block: QTextBlock, line: str, at: int) -> Typed | None:
    """Return the tune up to the note that ends at a place of a line, or None where no note does."""
    tokens = [one for one in scan_line(line[:at], is_in_body(block)) if one.kind != "space"]
    if not tokens or tokens[-1].end != at or tokens[-1].kind not in ("note", "chord_close"):
        return None
    opening = _open_chord(tokens)
    # A chord that is still open cannot be read: its newest note sounds alone.
    head = line[:at] if opening is None else line[:opening] + line[tokens[-1].start:at]
    note = len(head) - (tokens[-1].end - tokens[-1].start)
    if tokens[-1].kind == "chord_close":
        note = next((one.start for one in reversed(tokens) if one.kind == "chord_open"), note)
    above = _above(block)
    if above is None:
        return None
    return Typed(above + head, len(above) + note)


def _above(block: QTextBlock) -> str | None:
    """Return what of the tune above a line matters to its notes: all fields, and the last lines of music."""
    found: list[str] = []
    before = block.previous()
    for count in range(_LOOK_BACK):
        if not before.isValid():
            break
        text = before.text()
        if count < _NEAR or (FIELD.match(text) and text[0] not in "wW"):
            found.append(f"{text}\n")
        elif "[" in text:
            found.append("".join(_INLINE.findall(text)) + "%\n")  # a remark, lest the line be empty and end the tune
        if text.startswith("X:"):
            break
        before = before.previous()
    else:
        if before.isValid():
            return None
    return "".join(reversed(found))


def _open_chord(tokens: list[Token]) -> int | None:
    """Return where a chord begins that is still open, or None."""
    for token in reversed(tokens):
        if token.kind in ("chord_close", "bar"):
            return None
        if token.kind == "chord_open":
            return token.start
    return None


def _sounding(typed: Typed) -> tuple[TimedNote, ...]:
    """Return the note that was typed, to be heard for a moment; nothing where it is none after all. On any thread."""
    from engine.notation.reader import read_tune
    from engine.performance import TimedNote

    voice = read_tune(typed.text).last_voice
    notes: list[Note] = [note for bar in voice.bars[-2:] for layer in (bar.notes, *bar.overlays) for note in layer]
    found = next((note for note in notes if note.place.start == typed.note), None)
    if found is None:
        return ()
    pitches = (pitch.midi + voice.transpose for pitch in found.pitches)
    return tuple(TimedNote(0.0, _LENGTH_S, pitch, _VELOCITY, 0, 0, 0) for pitch in pitches if 0 <= pitch <= 127)
