"""What keeps work from being lost, connected: session, journal, recovery, earlier versions, files changed by others."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Signal

from gui.background import Background
from gui.files.documents import Documents
from gui.files.journaling import Journaling
from gui.files.recovering import Recovering
from gui.files.session import Session
from gui.files.versions import Versions
from gui.files.watching import Watching
from gui.frame.window import Window
from gui.settings import Preferences


def data_folder(store: QSettings | None) -> Path:
    """Return where the program keeps its own files: the user's data folder, or beside a store of preferences."""
    if store is not None:
        return Path(store.fileName()).parent
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)) / "Segue"


class Keeping(QObject):
    """The keepers of one window.

    Signals:
        said: something to say in the status line. A sentence.
        failed: something cannot be kept. SegueError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, window: Window, documents: Documents, preferences: Preferences, reader: Background,
                 folder: Path) -> None:
        super().__init__(window)
        desk = window.desk
        self.session = Session(desk, documents, preferences, self)
        self.journaling = Journaling(desk, folder / "journal", self)
        self.recovering = Recovering(window, documents, self.journaling, reader, folder / "journal")
        self.versions = Versions(desk, preferences, folder / "versions", self)
        self.watching = Watching(desk, documents, reader, self)
        documents.before_write = self.versions.keep
        window.action("versions").triggered.connect(self.versions.show)
        self.journaling.failed.connect(self.failed)
        self.recovering.said.connect(self.said)
        self.watching.said.connect(self.said)
        self.watching.failed.connect(self.failed)

    def start(self) -> None:
        """Look for what a crash left behind."""
        self.recovering.look()

    def close(self) -> None:
        """Remember what is open; leave nothing behind that a crash would leave."""
        self.session.keep()
        self.recovering.close()
        self.journaling.close()
