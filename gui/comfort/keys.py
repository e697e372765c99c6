"""The keys of every command: the usual ones, and those that the composer gave it instead."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

from gui.frame import actions
from gui.frame.window import Window
from gui.settings import Preferences

_KEPT = "keys"
_FIXED = ("dismiss",)  # Esc: always the way out
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText


class Keys(QObject):
    """Apply the composer's own keys to the commands, and keep them.

    Signals:
        changed: a command has other keys. Its name.
    """

    changed = Signal(str)

    def __init__(self, window: Window, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._usual = {name: _sequences(keys) for name, (_words, keys, _tip) in actions.COMMANDS.items()}
        self._usual |= {name: _sequences([keys]) for name, (_words, keys) in actions.GHOST_COMMANDS.items()}
        self._own: dict[str, list[QKeySequence]] = {}
        window.editor.installEventFilter(self)
        for name, sequences in self._read().items():
            self._apply(name, sequences)

    @property
    def names(self) -> list[str]:
        """Return every command."""
        return list(self._usual)

    def of(self, name: str) -> list[QKeySequence]:
        """Return the keys of a command as they are now; the first is the one that menus show."""
        return list(self._own.get(name, self._usual[name]))

    def words(self, name: str) -> str:
        """Return the keys of a command as this system writes them, or nothing."""
        return ", ".join(each.toString(_NATIVE) for each in self.of(name))

    def first(self, name: str) -> str:
        """Return the key of a command that menus show, or nothing."""
        return next((each.toString(_NATIVE) for each in self.of(name)), "")

    def is_own(self, name: str) -> bool:
        """Say whether the composer gave the command keys of its own."""
        return name in self._own

    def may_change(self, name: str) -> bool:
        """Say whether the keys of the command can be changed."""
        return name not in _FIXED

    def holders(self, sequence: QKeySequence, but: str = "") -> list[str]:
        """Return the other commands that have a key, or one that begins like it: neither would be obeyed."""
        none = QKeySequence.SequenceMatch.NoMatch
        return [name for name in self._usual if name != but and any(
            sequence.matches(each) != none or each.matches(sequence) != none for each in self.of(name))]

    def set(self, name: str, sequences: Sequence[QKeySequence]) -> None:
        """Give a command other keys, none is a choice too; whoever had one of them has it no more."""
        for sequence in sequences:
            for holder in self.holders(sequence, but=name):
                if self.may_change(holder):
                    self._apply(holder, [each for each in self.of(holder) if each not in sequences])
        self._apply(name, list(sequences))
        self._keep()

    def reset(self, name: str) -> None:
        """Give a command its usual keys back."""
        self.set(name, self._usual[name])

    def reset_all(self) -> None:
        """Give every command its usual keys back."""
        for name in list(self._own):
            self._apply(name, self._usual[name])
        self._keep()

    def _apply(self, name: str, sequences: list[QKeySequence]) -> None:
        if sequences == self._usual[name]:
            self._own.pop(name, None)
        else:
            self._own[name] = sequences
        actions.show_keys(self._window.action(name), name, sequences)
        self.changed.emit(name)

    def _read(self) -> dict[str, list[QKeySequence]]:
        try:
            kept = json.loads(self._preferences.text(_KEPT, "{}"))
            return {name: _sequences(keys) for name, keys in kept.items()
                    if name in self._usual and self.may_change(name)}
        except (ValueError, TypeError, AttributeError):
            return {}

    def _keep(self) -> None:
        own = {name: [each.toString(_PORTABLE) for each in keys] for name, keys in self._own.items()}
        self._preferences.keep(_KEPT, json.dumps(own))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the ghost the composer's own keys, and take from it those that were given up."""
        editor = self._window.editor
        if not (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is editor
                and editor.touches_ghost()):
            return super().eventFilter(watched, event)
        pressed = QKeySequence(event.keyCombination())
        own = [name for name in actions.GHOST_COMMANDS if name in self._own]
        for name in own:
            if pressed in self._own[name]:
                self._window.action(name).trigger()
                return True
        if any(pressed in self._usual[name] for name in own):
            QPlainTextEdit.keyPressEvent(editor, event)  # what the key does where no ghost is
            return True
        return super().eventFilter(watched, event)


def _sequences(keys: Sequence[QKeySequence | QKeySequence.StandardKey | str]) -> list[QKeySequence]:
    return [each if isinstance(each, QKeySequence) else QKeySequence(each) for each in keys]
