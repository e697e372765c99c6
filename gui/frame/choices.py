"""What the composer set in the window, from one start to the next."""

from __future__ import annotations

from gui.frame.window import Window
from gui.settings import Preferences

_FLAGS = {"numbers": True, "swing": False, "metronome": False, "count_in": False,
          "tunes": False}  # commands that are on or off, and how they begin


class Choices:
    """The window's own switches, its controls, its transport, its place on the screen."""

    def __init__(self, window: Window, preferences: Preferences) -> None:
        self._window = window
        self._preferences = preferences

    def recall(self) -> None:
        """Set everything as it was left."""
        keep, window = self._preferences, self._window
        for name, is_on in _FLAGS.items():
            window.action(name).setChecked(keep.flag(name, is_on))
        window.controls.set_settings(keep.continuation)
        window.transport.tempo.setValue(keep.number("tempo", 100))
        window.transport.chords.setChecked(keep.flag("accompany", True))
        window.transport.listen.setChecked(keep.flag("listen", True))
        window.transport.ports.set_port(keep.text("port", "builtin"))
        window.show_recent(keep.recent)
        if not keep.geometry.isEmpty():
            window.restoreGeometry(keep.geometry)
        window.panels.recall(keep.text("panels", ""))

    def keep(self) -> None:
        """Remember how everything is set."""
        keep, window = self._preferences, self._window
        for name in _FLAGS:
            keep.keep(name, window.action(name).isChecked())
        keep.geometry = window.saveGeometry()
        keep.keep("panels", window.panels.state())
        keep.continuation = window.controls.settings()
        keep.keep("tempo", window.transport.tempo.value())
        keep.keep("accompany", window.transport.chords.isChecked())
        keep.keep("listen", window.transport.listen.isChecked())
