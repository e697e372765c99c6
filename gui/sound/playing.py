"""The commands of sound: play, play from the caret, stop, panic, and where it goes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.frame.window import Window
from gui.settings import Preferences
from gui.sound.listening import Listening
from gui.sound.sound import Sound
from gui.text.page import Page


class Playing(QObject):
    """Give the window's menu and its transport to what sounds.

    Signals:
        manner_changed: tunes are to be heard in another manner.
    """

    manner_changed = Signal()

    def __init__(self, window: Window, sound: Sound, listening: Listening, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._sound = sound
        self._listening = listening
        self._preferences = preferences
        self._page: Page | None = None  # whose text sounds, or is the last that did
        stop = window.action("stop")
        window.when("play", lambda: self.play(from_caret=False))
        window.when("play_caret", lambda: self.play(from_caret=True))
        window.when("stop", listening.stop)
        window.when("panic", self._panic)
        stop.setEnabled(False)
        window.editor.escaped.connect(listening.stop)
        window.editor.edited.connect(self._note_edit)
        window.desk.current_changed.connect(lambda page: listening.look(is_here=page is self._page))
        window.desk.removed.connect(self._forget)
        listening.begun.connect(self._take_page)
        sound.started.connect(lambda: stop.setEnabled(True))
        sound.ended.connect(lambda: stop.setEnabled(False))
        sound.opened.connect(window.transport.ports.set_port)
        window.transport.tempo_changed.connect(sound.set_tempo)
        window.transport.port_chosen.connect(self._choose_port)
        window.transport.accompany_changed.connect(lambda is_on: self.change_manner(accompany=is_on))
        window.action("swing").toggled.connect(lambda is_on: self.change_manner(swing=is_on))
        window.action("metronome").toggled.connect(lambda is_on: self.change_manner(metronome=is_on))
        window.action("count_in").toggled.connect(lambda is_on: setattr(listening, "counts_in", is_on))
        listening.lights.connect(window.editor.show_lights)

    def start(self) -> None:
        """Open the port that is chosen."""
        self._sound.choose(self._window.transport.ports.port())

    def play(self, *, from_caret: bool) -> None:
        """Play the tune around the caret."""
        editor = self._window.editor
        editor.dismiss()
        self._listening.play(editor.text(), editor.caret(), from_caret=from_caret)

    def change_manner(self, **changes: Any) -> None:
        """Hear tunes in another manner from the next play, or the next round of a loop, on."""
        self._listening.manner = replace(self._listening.manner, **changes)
        self.manner_changed.emit()

    def _panic(self) -> None:
        self._listening.stop()
        self._sound.panic()

    def _choose_port(self, name: str) -> None:
        if name:
            self._preferences.keep("port", name)
            self._sound.choose(name)

    def _take_page(self) -> None:
        page = self._window.editor.page
        if page is not self._page:
            self._forget(self._page)
            page.spliced.connect(self._note_splice)
            self._page = page
        self._listening.look(is_here=True)

    def _forget(self, page: Page | None) -> None:
        if page is self._page and page is not None:
            page.spliced.disconnect(self._note_splice)
            self._page = None

    def _note_edit(self, position: int, ghost_stays: bool) -> None:
        is_in_front = self._window.editor.page is self._page and not self._listening.is_away
        if self._sound.is_playing and not ghost_stays and is_in_front:
            self._listening.note_edit(self._window.editor.offset_at(position))

    def _note_splice(self, offset: int, _removed: int, _put: str) -> None:
        # What another program changed in the file behind a tab.
        if self._sound.is_playing and self._page is not self._window.editor.page:
            self._listening.note_edit(offset)
