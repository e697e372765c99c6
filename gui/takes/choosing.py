"""Choose takes on the engine's thread, write bars again there, and look into what was tried while it is idle."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import SegueError
from engine.notation.book import tune_range
from gui.background import Background
from gui.bridge import Bridge
from gui.frame.controls import Controls
from gui.replies import Reply
from gui.takes.continuing import Continuing
from gui.takes.ghost_takes import GhostTakes
from gui.takes.tries import Try

if TYPE_CHECKING:
    from engine.sketch import Sketch
    from engine.takes import Take
    from engine.tasks import Rewritten

_BAR_CANDIDATES = 8
_IDLE_MS = 150  # between two looks whether the engine has time for what nobody waits for


class Choosing(QObject):
    """Ask for several takes at once. A Continue that is asked for meanwhile goes before.

    Signals:
        progress: how far it is. How many are written, of how many; 0 of 0 when it is over.
        said: something to say in the status line. A sentence.
        failed: nothing could be written. SegueError.
    """

    progress = Signal(int, int)
    said = Signal(str)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, continuing: Continuing, controls: Controls, ghosts: GhostTakes,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._continuing = continuing
        self._controls = controls
        self._ghosts = ghosts
        self.is_busy = False

    def choose(self, keep: int, candidates: int) -> None:
        """Write so many continuations from the caret and keep the best that differ most."""
        from engine.tasks import ChooseTakes

        editor = self._continuing.editor
        editor.dismiss()
        self._controls.next_seed()
        before = self._ghosts.before_caret()
        text, caret = editor.text(), editor.caret()
        behind = text[caret:].partition("\n")[0]
        task = ChooseTakes(text, caret, self._controls.settings(), keep, candidates)
        self._begin(candidates, self.tr("Writing {count} takes to choose from…").format(count=candidates))
        self._bridge.ask(task, self._reply(lambda takes: self._show_takes(takes, before, behind)))

    def write_bars_again(self, held: tuple[tuple[int, int], ...], keep: int, *, hold_rhythm: bool) -> None:
        """Write the bars that the selection touches again, or the bar at the caret; show the best in their place."""
        from engine.tasks import WriteBarsAgain

        editor = self._continuing.editor
        editor.dismiss()
        self._controls.next_seed()
        cursor = editor.textCursor()
        start, end = editor.offset_at(cursor.selectionStart()), editor.offset_at(cursor.selectionEnd())
        text = editor.text()
        task = WriteBarsAgain(text, start, end, self._controls.settings(), max(_BAR_CANDIDATES, keep), hold_rhythm,
                              held)
        self._begin(task.candidates, self.tr("Writing these bars again…"))
        self._bridge.ask(task, self._reply(lambda found: self._show_bars(found, text, keep)))

    def cancel(self) -> None:
        """Give up choosing."""
        if self.is_busy:
            self._bridge.cancel()
            self.said.emit(self.tr("Given up"))

    def _begin(self, of: int, sentence: str) -> None:
        self.is_busy = True
        self.progress.emit(0, of)
        self.said.emit(sentence)

    def _reply(self, then: object) -> Reply:
        def answered(answer: object) -> None:
            self._end()
            then(answer)  # type: ignore[operator]  # what each task answers with is known where it is asked

        def failed(error: SegueError) -> None:
            self._end()
            self.failed.emit(error)

        return Reply(answered, failed, self._end, self.progress.emit)

    def _end(self) -> None:
        self.is_busy = False
        self.progress.emit(0, 0)

    def _show_takes(self, takes: tuple[Take, ...], before: str, behind: str) -> None:
        if not takes:
            self.said.emit(self.tr("Nothing was written"))
            return
        self._ghosts.offer([Try(take.continuation.text, take.continuation, take=take, behind=behind) for take in takes],
                           before=before)
        self._ghosts.show(self._ghosts.round.index, is_heard=False)

    def _show_bars(self, found: Rewritten, text: str, keep: int) -> None:
        low = tune_range(text, found.place.start)[0]
        tries = [Try(one.text, replace(one.take.continuation, text=one.text, bars=one.text.count("|") + 1),
                     take=one.take) for one in (found, *found.others[:keep - 1])]
        self._ghosts.offer(tries, before=text[low:found.place.start],
                           replaced=text[found.place.start:found.place.end])
        self._ghosts.show(0)


class Judging(QObject):
    """Draw and judge the tries of the round at hand, those that were only written.

    Signals:
        judged: more is known about a try of the round.
    """

    judged = Signal()

    def __init__(self, bridge: Bridge, reader: Background, ghosts: GhostTakes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._reader = reader
        self._ghosts = ghosts
        self.is_on = False
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._judge)

    def look(self) -> None:
        """Look into what is not known yet, if anybody sees it."""
        if not self.is_on:
            return
        here = self._ghosts.round
        for one in here.tries:
            if one.sketch is None and one.is_whole:
                self._draw(one, here.before)
        self._idle.start()

    def _draw(self, one: Try, before: str) -> None:
        text = one.text

        def draw() -> Sketch:
            from engine.sketch import sketch

            return sketch(before + text, len(before), "") if not text else sketch(before, len(before), text)

        def take(found: Sketch) -> None:
            one.sketch = found
            self.judged.emit()

        self._reader.ask(f"sketch {id(one)}", draw, take)

    def _judge(self) -> None:
        """Ask for what the network finds of one try, while nobody waits for it."""
        here = self._ghosts.round
        waiting = next((one for one in here.tries if one.take is None and one.is_whole and not here.replaced and
                        one.text == one.continuation.text), None)
        if waiting is None or not self.is_on:
            return
        if self._bridge.is_busy:
            self._idle.start()
            return
        from engine.tasks import JudgeTake

        def take(found: Take) -> None:
            waiting.take = found
            self.judged.emit()
            self._idle.start()

        self._bridge.ask(JudgeTake(here.before, len(here.before), waiting.continuation),
                         Reply(take, gone=self._idle.start))
