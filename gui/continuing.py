"""One continuation after another: from the composer's request to the last character of the ghost."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.continuation import UNTIL, Continuation, Settings
from engine.errors import PhraseError, SegueError
from gui import speaking
from gui.bridge import Bridge
from gui.controls import Controls
from gui.editor import Editor
from gui.listening import Listening

_KEYS = "Tab accepts all, Ctrl+Right the next bar, Esc dismisses"


class Continuing(QObject):
    """Ask the engine, show the ghost, let it be heard.

    Signals:
        said: something to say in the status line. A sentence.
        failed: the continuation ended in an error. SegueError.
        is_writing: whether the engine is at work.
    """

    said = Signal(str)
    failed = Signal(object)
    is_writing = Signal(bool)

    def __init__(self, bridge: Bridge, editor: Editor, controls: Controls, listening: Listening,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._editor = editor
        self._controls = controls
        self._listening = listening
        self.listens = True
        self.model = ""  # empty until it is loaded
        self._settings = Settings()
        self._bars = 0
        bridge.text.connect(editor.append_ghost)
        bridge.bar.connect(self._hear_bar)
        bridge.finished.connect(self._finish)
        bridge.failed.connect(self._fail)
        editor.dismissed.connect(self.stop)
        editor.accepted.connect(self._tell_accepted)

    def start(self) -> None:
        """Continue from the caret; what was being written is given up."""
        editor = self._editor
        editor.dismiss()
        self._controls.next_seed()
        self._settings = self._controls.settings()
        self._bars = 0
        text, caret = editor.text(), editor.caret()
        editor.begin_ghost()
        if self.listens:
            self._listening.begin(text, caret)
        self._bridge.submit(text, caret, self._settings)
        self.is_writing.emit(True)
        self.said.emit("Writing…" if self.model else "Writing as soon as the model is loaded…")

    def stop(self) -> None:
        """Write no more, and sound no more of what was not taken."""
        self._bridge.cancel()
        if self._listening.follows_ghost:
            self._listening.stop()
        self.is_writing.emit(False)
        self.said.emit("")
        speaking.describe(self._editor, "")

    def _hear_bar(self, so_far: str) -> None:
        self._bars += 1
        of = f" of {self._settings.bars}" if self._settings.until == UNTIL[0] else ""
        self.said.emit(f"Writing bar {self._bars + 1}{of}. {_KEYS}" if self._bars < self._settings.bars
                       else f"Bar {self._bars}{of}. {_KEYS}")
        if self.listens:
            self._listening.hear(so_far, is_open=True)

    def _finish(self, continuation: Continuation) -> None:
        self._editor.close_ghost()
        self.is_writing.emit(False)
        bars = f"{continuation.bars} bar{'' if continuation.bars == 1 else 's'}"
        keys = f". {_KEYS}" if self._editor.ghost.text else ""
        self.said.emit(f"{bars}, seed {continuation.seed}{keys}")
        speaking.describe(self._editor, f"Proposed: {self._editor.ghost.text}")
        speaking.announce(self._editor, f"{bars} proposed: {self._editor.ghost.text}")
        if self.listens:
            self._listening.hear(continuation.text, is_open=False)
        if not self._editor.ghost.text:
            self._listening.let_go()

    def _tell_accepted(self, text: str) -> None:
        left = self._editor.ghost.text
        speaking.describe(self._editor, f"Proposed: {left}" if left else "")
        speaking.announce(self._editor, f"accepted: {text}")

    def _fail(self, error: SegueError) -> None:
        self._editor.dismiss()
        if isinstance(error, PhraseError):
            self._editor.show_faults([("error", str(error), error.start, error.end)])
        self.failed.emit(error)
