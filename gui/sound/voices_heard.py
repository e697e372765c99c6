"""Which voices of a tune are heard: a menu of those of the tune under the caret. Forgotten when the window closes."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from engine.notation.book import tune_range
from gui.frame.window import Window
from gui.sound.listening import Listening
from gui.sound.playing import Playing
from gui.text.checking import Checking
from gui.text.editor import Editor
from gui.text.page import Page


class VoicesHeard(QObject):
    """Keep what is silent in each tune of each text. A tune is known by its first line, which names its number."""

    def __init__(self, window: Window, checking: Checking, playing: Playing, listening: Listening) -> None:
        super().__init__(window)
        self._editor: Editor = window.editor
        self._checking = checking
        self._playing = playing
        self._silent: WeakKeyDictionary[Page, dict[str, frozenset[str]]] = WeakKeyDictionary()
        listening.silent = self.silent
        above = next(each for each in window.action("play").associatedObjects() if isinstance(each, QMenu))
        self.menu = QMenu(self.tr("&Voices heard"), above)
        self.menu.aboutToShow.connect(self.fill)
        above.insertMenu(window.action("swing"), self.menu)
        self.fill()

    def silent(self, text: str, offset: int) -> frozenset[str]:
        """Return the names of the voices that are not to be heard in the tune around an offset of the text in front."""
        known = self._silent.get(self._editor.page)
        return known.get(_first_line(text, offset), frozenset()) if known else frozenset()

    def fill(self) -> None:
        """List the voices of the tune under the caret, ticked where they are heard."""
        self.menu.clear()
        voices = self._checking.voices
        if len(voices) < 2:
            self.menu.addAction(self.tr("This tune has one voice")).setEnabled(False)
            return
        silent = self.silent(self._editor.text(), self._editor.caret())
        for name, title in voices:
            action = self.menu.addAction((f"{name}  {title}" if title else name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name not in silent)
            action.toggled.connect(lambda is_on, name=name: self._set_heard(name, is_on))
        self.menu.addSeparator()
        here = self._checking.voice_at_caret
        only = self.menu.addAction(self.tr("&Only the voice at the caret"))
        only.setEnabled(bool(here))
        others = frozenset(name for name, _ in voices if name != here)
        only.triggered.connect(lambda _=False: self._keep(others))
        self.menu.addAction(self.tr("&All of them")).triggered.connect(lambda _=False: self._keep(frozenset()))

    def _set_heard(self, name: str, is_on: bool) -> None:
        silent = self.silent(self._editor.text(), self._editor.caret())
        self._keep(silent - {name} if is_on else silent | {name})

    def _keep(self, silent: frozenset[str]) -> None:
        line = _first_line(self._editor.text(), self._editor.caret())
        self._silent.setdefault(self._editor.page, {})[line] = silent
        self._playing.manner_changed.emit()


def _first_line(text: str, offset: int) -> str:
    start, end = tune_range(text, offset)
    return text[start:end].split("\n", 1)[0].strip()
