"""The commands of sound: play, play from the caret, stop, panic, and where it goes."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.listening import Listening
from gui.settings import Preferences
from gui.sound import Sound
from gui.window import Window


class Playing(QObject):
    """Give the window's menu and its transport to what sounds."""

    def __init__(self, window: Window, sound: Sound, listening: Listening, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._sound = sound
        self._listening = listening
        self._preferences = preferences
        stop = window.action("stop")
        window.when("play", lambda: self.play(from_caret=False))
        window.when("play_caret", lambda: self.play(from_caret=True))
        window.when("stop", listening.stop)
        window.when("panic", self._panic)
        stop.setEnabled(False)
        window.editor.escaped.connect(listening.stop)
        window.editor.edited.connect(self._note_edit)
        sound.started.connect(lambda: stop.setEnabled(True))
        sound.ended.connect(lambda: stop.setEnabled(False))
        sound.opened.connect(window.transport.ports.set_port)
        window.transport.tempo_changed.connect(sound.set_tempo)
        window.transport.port_chosen.connect(self._choose_port)
        listening.lights.connect(window.editor.show_lights)

    def start(self) -> None:
        """Open the port that is chosen."""
        self._sound.choose(self._window.transport.ports.port())

    def play(self, *, from_caret: bool) -> None:
        """Play the tune around the caret."""
        editor = self._window.editor
        editor.dismiss()
        self._listening.play(editor.text(), editor.caret(), from_caret=from_caret)

    def _panic(self) -> None:
        self._listening.stop()
        self._sound.panic()

    def _choose_port(self, name: str) -> None:
        if name:
            self._preferences.keep("port", name)
            self._sound.choose(name)

    def _note_edit(self, position: int, ghost_stays: bool) -> None:
        if self._sound.is_playing and not ghost_stays:
            self._listening.note_edit(self._window.editor.offset_at(position))
