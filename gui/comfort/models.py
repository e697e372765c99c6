"""The models to choose from: the shipped one, those that were taught, any file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu

from gui.frame.window import Window
from gui.settings import Preferences

_KEY = "model"
_SUFFIX = ".safetensors"


def models_folder() -> Path:
    """Return where taught models are kept."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / "models"


class Models(QObject):
    """The menu of models. The choice is kept in the preferences; an empty path is the shipped model.

    Signals:
        chosen: another model is wanted. Its path, None for the shipped one.
    """

    chosen = Signal(object)

    def __init__(self, preferences: Preferences, window: Window) -> None:
        super().__init__(window)
        self._preferences = preferences
        self._window = window
        self.menu = QMenu(self.tr("&Model"), window)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self.fill)
        self.fill()

    @property
    def path(self) -> Path | None:
        """Return the chosen model's path; None for the shipped one, also where the file is gone."""
        kept = self._preferences.text(_KEY, "")
        return Path(kept) if kept and Path(kept).is_file() else None

    def fill(self) -> None:
        """List the models that there are now."""
        self.menu.clear()
        group = QActionGroup(self.menu)
        here = self.path
        known = sorted(models_folder().glob(f"*{_SUFFIX}"))
        if here is not None and here not in known:
            known.append(here)
        for path in (None, *known):
            words = self.tr("As &shipped") if path is None else path.stem.replace("&", "&&")
            action = QAction(words, group, checkable=True, checked=path == here)
            action.setToolTip("" if path is None else str(path))
            action.triggered.connect(lambda _=False, path=path: self.choose(path))
            self.menu.addAction(action)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("&Another file…")).triggered.connect(lambda _=False: self._ask())

    def choose(self, path: Path | None) -> None:
        """Take another model."""
        self._preferences.keep(_KEY, "" if path is None else str(path))
        self.chosen.emit(path)

    def teach(self) -> None:
        """Open the dialog that makes a new model; the window stays usable beside it."""
        from gui.comfort.teaching import Teaching

        dialog = Teaching(self._window, self.path)
        dialog.wanted.connect(self.choose)
        self._window.closed.connect(dialog.close)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Choose a model"), str(models_folder()),
                                              self.tr("Models") + f" (*{_SUFFIX})")
        if name:
            self.choose(Path(name))
