"""One continuation after another: from the composer's request to the last character of the ghost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from engine.continuation import UNTIL, Continuation, Settings
from engine.errors import PhraseError, SegueError
from engine.notation.book import tune_range
from gui.bridge import Bridge
from gui.frame import actions
from gui.frame.controls import Controls
from gui.look import speaking
from gui.look.words import bars_words
from gui.sound.listening import Listening
from gui.text.editor import Editor


class Continuing(QObject):
    """Ask the engine, show the ghost, let it be heard.

    Signals:
        said: something to say in the status line. A sentence.
        failed: the continuation ended in an error. SegueError.
        is_writing: whether the engine is at work.
        tried: something was written, to its end or until it was given up. Continuation, as far as it was shown.
    """

    said = Signal(str)
    failed = Signal(object)
    is_writing = Signal(bool)
    tried = Signal(object)

    def __init__(self, bridge: Bridge, editor: Editor, controls: Controls, listening: Listening,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._editor = editor
        self._controls = controls
        self._listening = listening
        self.listens = True
        self.key_of: Callable[[str], str] = lambda name: actions.GHOST_COMMANDS[name][1]
        self.model = ""  # empty until it is loaded
        self._settings = Settings()
        self._bars = 0
        self.before = ""  # the tune's text up to where the last continuation began
        self.behind = ""  # and what stood behind it in its line
        self._is_writing = False
        self._written = ""
        self._shown = 0  # characters that the ghost showed before they were written again
        self._is_quiet = False
        bridge.text.connect(self._show)
        bridge.bar.connect(self._hear_bar)
        bridge.finished.connect(self._finish)
        bridge.failed.connect(self._fail)
        editor.dismissed.connect(self.stop)
        editor.accepted.connect(self._tell_accepted)

    @property
    def editor(self) -> Editor:
        """Return the editor that is continued in."""
        return self._editor

    @property
    def is_open(self) -> bool:
        """Say whether a continuation is being written."""
        return self._editor.ghost.is_open

    def use(self, editor: Editor) -> None:
        """Continue in another editor from now on; what is proposed in the one before is given up."""
        if editor is not self._editor:
            self._editor.dismiss()
            self._editor.dismissed.disconnect(self.stop)
            self._editor.accepted.disconnect(self._tell_accepted)
            self._editor = editor
            editor.dismissed.connect(self.stop)
            editor.accepted.connect(self._tell_accepted)

    def start(self, settings: Settings | None = None, shown: str = "", *, is_quiet: bool = False) -> None:
        """Continue from the caret; what was being written is given up.

        ``settings`` go before those of the controls, seed included. ``shown`` is the beginning of the same
        continuation, written earlier: it is shown at once. A quiet one is neither heard nor complained of.
        """
        editor = self._editor
        editor.dismiss()
        if settings is None:
            self._controls.next_seed()
            settings = self._controls.settings()
        self._settings = settings
        self._bars, self._written, self._shown, self._is_quiet = 0, "", len(shown), is_quiet
        text, caret = editor.text(), editor.caret()
        line_end = text.find("\n", caret)
        self.behind = text[caret:] if line_end < 0 else text[caret:line_end]
        self.before = text[min(tune_range(text, caret)[0], caret):caret]
        editor.begin_ghost()
        editor.append_ghost(shown)
        if self.listens and not is_quiet:
            self._listening.begin(text, caret)
        self._bridge.submit(text, caret, self._settings)
        self._is_writing = True
        self.is_writing.emit(True)
        self.said.emit(self.tr("Writing…") if self.model else self.tr("Writing as soon as the model is loaded…"))

    @property
    def keys(self) -> str:
        """Say which keys the ghost has."""
        return self.tr("{all} accepts all, {bar} the next bar, Esc dismisses").format(
            all=self.key_of("accept_all"), bar=self.key_of("accept_bar"))

    def stop(self) -> None:
        """Write no more, and sound no more of what was not taken."""
        was_writing, self._is_writing = self._is_writing, False
        if was_writing:
            self._bridge.cancel()
        if was_writing and self._written:
            self.tried.emit(Continuation(self._written, self._bars, self._settings.seed, self._settings, self.model,
                                         "cancelled"))
        if self._listening.follows_ghost:
            self._listening.stop()
        self.is_writing.emit(False)
        self.said.emit("")
        speaking.describe(self._editor, "")

    def _show(self, text: str) -> None:
        before = len(self._written)
        self._written += text
        self._editor.append_ghost(text[max(0, self._shown - before):])

    def _hear_bar(self, so_far: str) -> None:
        self._bars += 1
        is_writing = self._bars < self._settings.bars
        if self._settings.until == UNTIL[0]:
            words = self.tr("Writing bar {bar} of {bars}.") if is_writing else self.tr("Bar {bar} of {bars}.")
        else:
            words = self.tr("Writing bar {bar}.") if is_writing else self.tr("Bar {bar}.")
        self.said.emit(f"{words.format(bar=self._bars + is_writing, bars=self._settings.bars)} {self.keys}")
        if self.listens and not self._is_quiet:
            self._listening.hear(so_far, is_open=True)

    def _finish(self, continuation: Continuation) -> None:
        self._editor.close_ghost()
        self._is_writing = False
        self.is_writing.emit(False)
        bars, proposed = bars_words(continuation.bars), self._editor.ghost.text
        said = self.tr("{bars}, seed {seed}").format(bars=bars, seed=continuation.seed)
        self.said.emit(f"{said}. {self.keys}" if proposed else said)
        speaking.describe(self._editor, self.tr("Proposed: {text}").format(text=proposed))
        speaking.announce(self._editor, self.tr("{bars} proposed: {text}").format(bars=bars, text=proposed))
        if self.listens and not self._is_quiet:
            self._listening.hear(continuation.text, is_open=False)
        if not self._editor.ghost.text:
            self._listening.let_go()
        self.tried.emit(continuation)

    def _tell_accepted(self, text: str) -> None:
        left = self._editor.ghost.text
        speaking.describe(self._editor, self.tr("Proposed: {text}").format(text=left) if left else "")
        speaking.announce(self._editor, self.tr("accepted: {text}").format(text=text))

    def _fail(self, error: SegueError) -> None:
        self._is_writing = False
        self._editor.dismiss()
        if self._is_quiet:
            return
        if isinstance(error, PhraseError):
            self._editor.show_faults([("error", error.sentence, error.start, error.end)])
        self.failed.emit(error)
