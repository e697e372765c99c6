"""How the window looks: light or dark, and how large the letters are."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from gui.frame.window import Window
from gui.look import theme
from gui.settings import Preferences

SMALLEST_POINTS, LARGEST_POINTS = 8, 32
_DEFAULT_POINTS = 13


class Appearance(QObject):
    """Follow the system's choice of colours, or the composer's own.

    Signals:
        coloured: the window has other colours.
        sized: the text has other letters. Their size in points.
    """

    coloured = Signal()
    sized = Signal(int)

    def __init__(self, window: Window, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        window.theme_chosen.connect(self.set_theme)
        window.action("larger").triggered.connect(lambda: self._resize_text(1))
        window.action("smaller").triggered.connect(lambda: self._resize_text(-1))
        QApplication.styleHints().colorSchemeChanged.connect(self._colour)

    def recall(self) -> None:
        """Look as the last time."""
        choice = self._preferences.text("theme", "system")
        self.set_theme(choice if choice in theme.CHOICES else "system")
        self._resize_text(0)

    def set_theme(self, choice: str) -> None:
        """Take the light or the dark theme, or follow the system."""
        self._preferences.keep("theme", choice)
        self._window.show_theme_choice(choice)
        theme.request(choice)
        self._colour()

    def _colour(self) -> None:
        chosen = theme.choose(self._preferences.text("theme", "system"))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, chosen)
        self._window.set_theme(chosen)
        self._resize_text(0)  # a new style sheet gives every widget the font that it thinks of
        self.coloured.emit()

    @property
    def points(self) -> int:
        """Return the size of the letters."""
        return min(max(self._preferences.number("points", _DEFAULT_POINTS), SMALLEST_POINTS), LARGEST_POINTS)

    def set_points(self, points: int) -> None:
        """Take letters of another size."""
        points = min(max(points, SMALLEST_POINTS), LARGEST_POINTS)
        self._preferences.keep("points", points)
        self._window.editor.set_font_points(points)
        self.sized.emit(points)

    def _resize_text(self, step: int) -> None:
        self.set_points(self.points + step)
