"""The first start: one key plays the tune that lies there and goes on with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from gui.comfort.keys import Keys
from gui.frame.window import Window
from gui.settings import Preferences
from gui.sound.sound import Sound

_KEPT = "has_started"


class FirstStart(QObject):
    """Say in one quiet line which key to press, and let the first Continue play the opening before it goes on.

    ``play`` plays the tune around the caret from its start, ``go_on`` continues it.
    """

    def __init__(self, window: Window, preferences: Preferences, keys: Keys, sound: Sound, play: Callable[[], None],
                 go_on: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._keys = keys
        self._sound = sound
        self._play = play
        self._go_on = go_on
        self.is_waiting = False

    def greet(self) -> None:
        """Give the hint, unless the program was started before."""
        if self._preferences.flag(_KEPT, False):
            return
        self._preferences.keep(_KEPT, True)
        self.is_waiting = True
        self._window.notice.hint(self.tr(
            "Press {key}: Segue plays this opening and goes on with it. Tab keeps what it writes, {help} lists all "
            "keys.").format(key=self._keys.first("continue"), help=self._keys.first("shortcuts")))

    def take(self) -> bool:
        """Play the opening and continue once it sounds, if this is the first Continue; say whether it was."""
        if not self.is_waiting:
            return False
        self.is_waiting = False
        if not self._window.transport.listen.isChecked():
            return False
        self._sound.started.connect(self._continue)
        self._play()
        return True

    def _continue(self) -> None:
        self._sound.started.disconnect(self._continue)
        self._go_on()
