"""Writes each note that is played on the MIDI keyboard at the caret, at the length that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.errors import PhraseError
from engine.strokes import Pedal, Stroke
from gui.settings import Preferences
from gui.sound.sound import Sound
from gui.text.editor import Editor

if TYPE_CHECKING:
    from engine.performance import TimedNote

# Commands by name, with the note they choose as a part of a whole one.
LENGTHS = {"sixteenth": Fraction(1, 16), "eighth": Fraction(1, 8), "quarter": Fraction(1, 4), "half": Fraction(1, 2),
           "whole": Fraction(1)}
_USUAL = "eighth"
_DOT = Fraction(3, 2)
_SOUND_S, _VELOCITY = 0.3, 80


@dataclass(frozen=True)
class _Entry:
    """The last note that was written: where, what, and the keys that are in it."""

    at: int
    text: str
    caret: int
    pitches: tuple[int, ...]


class NoteEntry(QObject):
    """Write while ``is_on``.

    Signals:
        length_changed: another length was chosen.
        failed: no note can stand at the caret. PhraseError.
    """

    length_changed = Signal()
    failed = Signal(object)

    def __init__(self, editor: Editor, sound: Sound, preferences: Preferences, is_typing_heard: Callable[[], bool],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._sound = sound
        self._preferences = preferences
        self._is_heard = is_typing_heard
        self.is_on = False
        self._held: set[int] = set()
        self._last: _Entry | None = None
        kept = preferences.text("note_length", _USUAL)
        self.name = kept if kept in LENGTHS else _USUAL
        self.is_dotted = preferences.flag("note_dotted", False)

    @property
    def length(self) -> Fraction:
        """Return the length of the next note, in whole notes."""
        return LENGTHS[self.name] * (_DOT if self.is_dotted else 1)

    def set_on(self, is_on: bool) -> None:
        """Begin or cease to write."""
        self.is_on = is_on
        self._held.clear()
        self._last = None

    def choose(self, name: str) -> None:
        """Choose the length of the notes to come."""
        self.name = name
        self._preferences.keep("note_length", name)
        self.length_changed.emit()

    def set_dotted(self, is_dotted: bool) -> None:
        """Let the notes to come have a dot, or none."""
        self.is_dotted = is_dotted
        self._preferences.keep("note_dotted", is_dotted)
        self.length_changed.emit()

    def rest(self) -> None:
        """Write a rest."""
        if self.is_on:
            self._held.clear()
            self._enter(())

    def hear(self, stroke: Stroke | Pedal) -> None:
        """Write a key that is pressed, by itself or into the chord of those that are held; the pedal is a rest."""
        if not self.is_on:
            return
        if isinstance(stroke, Pedal):
            if stroke.is_down:
                self.rest()
        elif not stroke.is_down:
            self._held.discard(stroke.pitch)
        else:
            together = self._last.pitches if self._held and self._last is not None else ()
            self._held.add(stroke.pitch)
            self._enter((*together, stroke.pitch))
            if self._is_heard():
                self._sound.strike(_moment(stroke.pitch))

    def _enter(self, pitches: tuple[int, ...]) -> None:
        """Write a note, chord or rest as one step of undo; a chord that grows takes the place of what it was."""
        from engine.exchange.pen import Pen

        editor, last = self._editor, self._last
        text, caret = editor.text(), editor.caret()
        grows = len(pitches) > 1 and last is not None and caret == last.caret and \
            text[last.at:last.at + len(last.text)] == last.text
        if grows and last is not None:
            before = text[:last.at] + text[last.at + len(last.text):]
            # Where it begun: a bar line that was stepped over then is stepped over again.
            caret, removed = last.at, last.at + len(last.text)
        else:
            before, removed, pitches = text, None, pitches[-1:]
        try:
            written = Pen(before, caret).one(pitches, self.length)
        except PhraseError as error:
            self._last = None
            self.failed.emit(error)
            return
        editor.edit([(written.at, removed if removed is not None else written.at, written.text)])
        editor.move_caret(written.caret)
        self._last = _Entry(written.at, written.text, written.caret, pitches)


def _moment(pitch: int) -> tuple[TimedNote, ...]:
    from engine.performance import TimedNote

    return (TimedNote(0.0, _SOUND_S, pitch, _VELOCITY, 0, 0, 0),)
