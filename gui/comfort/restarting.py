"""Starts the program again, for what waits for the next start: every text comes back as it is, saved or not."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QLocale, QObject, QProcess
from PySide6.QtWidgets import QMessageBox

from gui.files.documents import Documents
from gui.files.journaling import Journaling
from gui.frame.window import Window
from gui.look import language
from gui.settings import Preferences


def start_again() -> bool:
    """Start this program as it was started, without the files that were named then; say whether it runs.

    The session knows which files are open now.
    """
    given = len(sys.argv) - 1
    own = sys.orig_argv[1:len(sys.orig_argv) - given]  # what makes the interpreter run this program
    has_started, _ = QProcess.startDetached(sys.executable, [*own, *(each for each in sys.argv[1:] if each[:1] == "-")])
    return has_started


class Restarting(QObject):
    """Close the window without asking and start the program again.

    What is not saved goes over by the journal. Where that cannot hold it, the composer is asked as at any other end.
    """

    def __init__(self, window: Window, documents: Documents, journaling: Journaling, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._documents = documents
        self._journaling = journaling
        self._preferences = preferences
        self._in_force = self._chosen()
        self.launch: Callable[[], bool] = start_again

    @property
    def is_due(self) -> bool:
        """Say whether the language or the scale that is chosen is not the one in force."""
        return self._chosen() != self._in_force

    def restart(self) -> None:
        """Start again; where the composer wants to keep the window, do nothing."""
        if not self._journaling.hand_over() and not self._documents.may_let_go():
            return
        self._window.may_close = lambda: True
        self._window.close()  # before the new one looks: what is left behind is held as long as this window lives
        self._preferences.write()
        if not self.launch():
            QMessageBox.warning(None, "Segue", self.tr("Segue could not be started again. Start it yourself: every "
                                                       "text comes back as it is."))

    def _chosen(self) -> tuple[str, int]:
        spoken = language.language_of(self._preferences.text("language", "system"), QLocale.system().uiLanguages())
        return spoken, self._preferences.number("scale", 100)
