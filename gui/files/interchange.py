"""Music from other programs and to them: MIDI and MusicXML opened, MIDI copied and dragged."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from engine.errors import FileError
from engine.notation.book import music_end, tune_range
from gui.background import Background
from gui.files.documents import Documents
from gui.files.midi_handle import MidiHandle, MidiParcel
from gui.frame.notice import whole_sentences
from gui.frame.window import Window
from gui.look.sentences import spoken

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from engine.exchange.outgoing import Playing
    from engine.exchange.scoring import Imported


class Interchange(QObject):
    """Open, copy and drag. Files are read on a thread of its own.

    Signals:
        said: something to say in the status line. A sentence.
        failed: something could not be read or copied. SegueError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, window: Window, documents: Documents) -> None:
        super().__init__(window)
        self._window = window
        self._documents = documents
        self._thread = Background("interchange", self)
        self._given_up = threading.Event()
        self._parcel = MidiParcel()
        self.accompany, self.swing = True, False
        self.handle = MidiHandle()
        self.handle.setToolTip(self.tr("Drag this into another program: the selection, or the tune, as a MIDI file. "
                                       "Press it to copy the same"))
        self.handle.setAccessibleName(self.tr("Drag or copy as MIDI"))
        self.handle.clicked.connect(self.copy)
        self.handle.dragged.connect(self.drag)
        row = window.transport.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(row.indexOf(window.transport.panic), self.handle)
        window.action("copy_midi").triggered.connect(lambda _=False: self.copy())
        window.editor.escaped.connect(self.give_up)
        documents.foreign.connect(self.open)
        self._thread.failed.connect(self.failed)

    def close(self) -> None:
        """Give up what is being read, and join the thread."""
        self._given_up.set()
        self._thread.close()
        # The file that belongs to it goes now; and data made in Python must not outlive the interpreter.
        clipboard = QGuiApplication.clipboard()
        if self._parcel.is_in(clipboard.mimeData()):
            clipboard.clear()
        self._parcel.close()

    # In

    def open(self, path: Path) -> None:
        """Read a file of another format into a new text without a name. The file itself is never written to."""
        self._given_up.clear()
        is_given_up = self._given_up.is_set

        def read() -> Imported:
            from engine.exchange.incoming import read_foreign

            return read_foreign(path, is_cancelled=is_given_up)

        self.said.emit(self.tr("Reading {name}… Esc gives it up").format(name=path.name))
        self._thread.ask(f"open {path}", read, lambda imported: self._show(path, imported))

    def give_up(self) -> None:
        """Read no further."""
        self._given_up.set()

    def _show(self, path: Path, imported: Imported) -> None:
        self._documents.new(imported.text).document.setModified(True)
        self._window.editor.move_caret(music_end(imported.text, *tune_range(imported.text, 0)))
        self.said.emit(self.tr("Read {name} as a new text").format(name=path.name))
        if imported.losses:
            sentences = whole_sentences(spoken(loss) for loss in imported.losses)
            self._window.notice.say(self.tr("{name}: {sentences}").format(name=path.name, sentences=sentences))

    # Out

    def copy(self) -> None:
        """Put the selection, or else the tune around the caret, on the clipboard as a MIDI file."""
        parcel = self.packed()
        if parcel is not None:
            QGuiApplication.clipboard().setMimeData(parcel)
            self.said.emit(self.tr("Copied as MIDI: {what}").format(what=parcel.urls()[0].fileName()))

    def drag(self) -> None:
        """Let the pointer carry the same into another program."""
        parcel = self.packed()
        if parcel is not None:
            drag = QDrag(self.handle)
            drag.setMimeData(parcel)
            drag.setPixmap(self.handle.icon().pixmap(self.handle.iconSize()))
            drag.exec(Qt.DropAction.CopyAction)

    def packed(self) -> QMimeData | None:
        """Return the selection, or else the tune around the caret, as MIDI for another program."""
        import io

        from engine.exchange.midi import midi_file
        from engine.notation.excerpt import excerpt
        from engine.notation.reader import read_tune

        editor = self._window.editor
        text, cursor = editor.text(), editor.textCursor()
        start, end = tune_range(text, editor.caret())
        tune = read_tune(text, start, end)
        if cursor.hasSelection():
            tune = excerpt(tune, editor.offset_at(cursor.selectionStart()), editor.offset_at(cursor.selectionEnd()))
        performance = self._playing().perform(tune)
        if not performance.notes:
            self.said.emit(self.tr("There are no notes here to copy"))
            return None
        data = io.BytesIO()
        midi_file(performance).save(file=data)
        try:
            return self._parcel.pack(data.getvalue(), tune.title)
        except OSError as error:
            self.failed.emit(FileError("no temporary file can be written ({reason}): make room on the disk",
                                       reason=error))
            return None

    def _playing(self) -> Playing:
        from engine.exchange.outgoing import Playing

        return Playing(self.accompany, self.swing)
