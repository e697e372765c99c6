"""Call and response: a phrase is played, written down when the player pauses, and continued at once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.capture import Strokes
from engine.errors import PhraseError
from engine.notation.bars_heard import bars_heard
from gui.background import Background
from gui.bridge import Bridge
from gui.frame.window import Window
from gui.midi.midi_keys import MidiKeys
from gui.sound.listening import Listening
from gui.takes.continuing import Continuing

if TYPE_CHECKING:
    from engine.exchange.pen import Written

_Played = tuple[str, int, Strokes, float]  # text, caret, what was played there, and how fast


class Answering(QObject):
    """Answer while ``is_on``.

    Signals:
        said: something to say in the status line. A sentence.
        failed: a phrase could not be written at the caret. PhraseError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, window: Window, keys: MidiKeys, continuing: Continuing, listening: Listening, bridge: Bridge,
                 reader: Background) -> None:
        super().__init__(window)
        self._window = window
        self._keys = keys
        self._continuing = continuing
        self._listening = listening
        self._bridge = bridge
        self._reader = reader
        self._drafted: tuple[_Played, Written | None] | None = None
        self.is_on = False
        self.keeps = True  # whether the bars of an answer that were heard stay when the next phrase begins
        keys.begun.connect(self._begin)
        keys.paused.connect(self._draft)
        keys.played.connect(self._answer)

    def set_on(self, is_on: bool) -> None:
        """Begin or cease to answer."""
        self.is_on = self._keys.is_capturing = is_on
        self._keys.capture.forget()
        if not is_on:
            self._continuing.listens = self._window.transport.listen.isChecked()
        if is_on:
            self.said.emit(self.tr("Play: when you pause for a bar, Segue answers"))

    def answer_now(self) -> bool:
        """End the phrase that is being played, if one is, and answer it; say whether there was one."""
        is_open = self._keys.capture.is_open
        self._keys.capture.end()
        return is_open

    @property
    def _speed(self) -> float:
        return self._window.transport.tempo.value() / 100

    def _begin(self) -> None:
        """A phrase begins: what was being answered is over, and the pause is a bar of the tune long."""
        from engine.exchange.transcribe import bar_seconds

        if not self.is_on:
            return
        self._interrupt()
        editor = self._window.editor
        try:
            self._keys.set_pause(bar_seconds(editor.text(), editor.caret(), self._speed))
        except PhraseError as error:
            self.failed.emit(error)
        self.said.emit(self.tr("Listening…"))

    def _interrupt(self) -> None:
        """Keep the bars of the answer that were heard, if they are to be kept, and send the others away."""
        editor = self._window.editor
        if editor.ghost.is_alive and not editor.ghost.replaced:
            heard = self._listening.heard_to - editor.offset_at(editor.ghost.anchor)
            kept = bars_heard(editor.ghost.text, heard) if self.keeps else ""
            if kept:
                editor.accept(kept)
        editor.dismiss()
        self._listening.stop()

    def _draft(self, strokes: Strokes) -> None:
        """Write the phrase down beside the window and let the engine read it: it may be over."""
        from engine.exchange.transcribe import write_phrase

        if not self.is_on:
            return
        played = self._place(strokes)

        def job() -> Written | None:
            with suppress(PhraseError):  # it is told when the phrase is over
                return write_phrase(*played)
            return None

        def keep(written: Written | None) -> None:
            if written is not None and self.is_on:
                self._drafted = played, written
                text = played[0][:written.at] + written.text + played[0][written.at:]
                self._bridge.prepare(text, written.caret)

        self._reader.ask("draft", job, keep)

    def _place(self, strokes: Strokes) -> _Played:
        editor = self._window.editor
        return editor.text(), editor.caret(), strokes, self._speed

    def _answer(self, strokes: Strokes) -> None:
        """Write a phrase at the caret, as one step of undo, and go on from there."""
        from engine.exchange.transcribe import write_phrase

        if not self.is_on:
            return
        editor, played = self._window.editor, self._place(strokes)
        drafted, self._drafted = self._drafted, None
        try:
            written = drafted[1] if drafted is not None and drafted[0] == played else write_phrase(*played)
        except PhraseError as error:
            self.failed.emit(error)
            return
        if written is None:
            self.said.emit("")
            return
        editor.edit([(written.at, written.at, written.text)])
        editor.move_caret(written.caret)
        self._continuing.listens = True  # an answer is there to be heard
        self._continuing.start()
