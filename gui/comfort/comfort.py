"""Preferences, keyboard shortcuts, the tour and the first start. Their dialogs are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from gui.comfort.first_start import FirstStart
from gui.comfort.keys import Keys
from gui.comfort.restarting import Restarting
from gui.frame.appearance import Appearance
from gui.frame.window import Window
from gui.settings import Preferences
from gui.sound.sound import Sound

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from gui.comfort.tour import Tour


class Comfort(QObject):
    """What makes the program easy to get used to."""

    def __init__(self, window: Window, preferences: Preferences, appearance: Appearance, restarting: Restarting,
                 sound: Sound, play: Callable[[], None], go_on: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._appearance = appearance
        self.restarting = restarting
        self.keys = Keys(window, preferences)
        self.first_start = FirstStart(window, preferences, self.keys, sound, play, go_on)
        self.tour: Tour | None = None
        self._open: dict[str, QDialog] = {}
        window.action("preferences").triggered.connect(self.show_preferences)
        window.action("shortcuts").triggered.connect(self.show_shortcuts)
        window.action("tour").triggered.connect(self.show_tour)
        self.keys.changed.connect(lambda _: self._show_tips())
        self._show_tips()

    def show_preferences(self) -> QDialog:
        """Open the preferences; the window stays usable beside them."""

        def make() -> QDialog:
            from gui.comfort.options import Options
            from gui.comfort.preferences_dialog import PreferencesDialog

            options = Options(self._window, self._preferences, self._appearance)
            return PreferencesDialog(options, self.restarting, self._window)

        return self._show("preferences", make)

    def show_shortcuts(self) -> QDialog:
        """Open the list of keys."""

        def make() -> QDialog:
            from gui.comfort.shortcuts_dialog import ShortcutsDialog

            return ShortcutsDialog(self._window, self.keys)

        return self._show("shortcuts", make)

    def show_tour(self) -> Tour:
        """Begin the tour, or begin it again."""
        from gui.comfort.tour import Tour

        if self.tour is not None:
            self.tour.end()
        tour = self.tour = Tour(self._window, self.keys)
        tour.ended.connect(self._forget_tour)
        return tour

    def dialog(self, name: str) -> QDialog:
        """Return the ``preferences`` or the ``shortcuts``, which are open."""
        return self._open[name]

    def _forget_tour(self) -> None:
        self.tour = None

    def _show(self, name: str, make: Callable[[], QDialog]) -> QDialog:
        dialog = self._open.get(name)
        if dialog is None:
            dialog = self._open[name] = make()
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.finished.connect(lambda _: self._open.pop(name, None))
            self._window.closed.connect(dialog.close)
        dialog.show()
        dialog.activateWindow()
        return dialog

    def _show_tips(self) -> None:
        """Name the keys as they are now where a button stands for a command."""
        window = self._window
        window.controls.button.setToolTip(window.action("continue").toolTip())
        window.transport.panic.setToolTip(window.action("panic").toolTip())
