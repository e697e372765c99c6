"""The handle by which a tune is dragged out of the window, and what is dragged."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from gui.look import icons

MIDI_TYPES = ("audio/midi", "audio/x-midi")


class MidiHandle(QToolButton):
    """Drag it: the tune comes along as a MIDI file. Press it, by mouse or key: the same is copied.

    Signals:
        dragged: the pointer has been moved away with the button held.
    """

    dragged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("midi_handle")
        self.setIconSize(QSize(18, 18))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._pressed_at: QPoint | None = None
        self._draw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag would begin."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin the drag once the pointer is far enough away."""
        begun = self._pressed_at
        if begun is not None and event.buttons() & Qt.MouseButton.LeftButton and \
                (event.position().toPoint() - begun).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self.setDown(False)  # what was dragged is not pressed as well
            self.dragged.emit()
            return
        super().mouseMoveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon in the palette's ink, which is the theme's."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self.setIcon(icons.icon("drag-midi", self.palette().color(QPalette.ColorRole.WindowText).name()))


class MidiParcel:
    """MIDI data on its way to another program: the bytes, and a file for programs that want one.

    The files lie in a folder of their own, which goes with the parcel's owner.
    """

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def is_in(self, data: QMimeData | None) -> bool:
        """Say whether this is what was packed here."""
        return self._folder is not None and data is not None and any(
            Path(url.toLocalFile()).parent == Path(self._folder.name) for url in data.urls())

    def pack(self, data: bytes, title: str) -> QMimeData:
        """Return what can be dropped or pasted. ``title`` names the file.

        Raises:
            OSError: the file cannot be written.
        """
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="segue-")
        stem = "".join(char if char.isalnum() else "-" for char in title.lower()).strip("-")[:60]
        path = Path(self._folder.name) / f"{stem or 'tune'}.mid"
        path.write_bytes(data)
        found = QMimeData()
        found.setUrls([QUrl.fromLocalFile(str(path))])
        for kind in MIDI_TYPES:
            found.setData(kind, data)
        return found

    def close(self) -> None:
        """Take the files away."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
