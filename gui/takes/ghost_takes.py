"""Alt+] and Alt+[: from one take to the next at the same place, each kept and shown again at once."""

from __future__ import annotations

from dataclasses import replace
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from engine.continuation import Continuation
from engine.notation.book import tune_range
from gui.frame.controls import LARGEST_SEED, Controls
from gui.look import speaking
from gui.sound.listening import Listening
from gui.takes.continuing import Continuing
from gui.takes.tries import Round, Try
from gui.text.editor import Editor

_MOST_ROUNDS = 50  # that can be gone back to


class GhostTakes(QObject):
    """Keep what was tried at the caret of each editor, and show it as the ghost.

    Signals:
        changed: the round at hand has other tries, or another is current.
        added: something new was tried. Try, the text up to the caret that it continued.
        accepted: text of a try was taken into the document. Try, the text.
        said: something to say in the status line. A sentence.
    """

    changed = Signal()
    added = Signal(object, str)
    accepted = Signal(object, str)
    said = Signal(str)

    def __init__(self, continuing: Continuing, controls: Controls, listening: Listening,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._continuing = continuing
        self._controls = controls
        self._listening = listening
        self._rounds: WeakKeyDictionary[Editor, list[Round]] = WeakKeyDictionary()
        self._early = ""  # taken from a ghost that is still being written
        continuing.tried.connect(self._note)
        self._editor = continuing.editor
        self._editor.accepted.connect(self._note_accepted)

    @property
    def round(self) -> Round:
        """Return the tries at hand: those of the place that was asked at last in this editor."""
        return self._history[-1]

    @property
    def can_go_back(self) -> bool:
        """Say whether there is an earlier round."""
        return len(self._history) > 1

    def use(self, editor: Editor) -> None:
        """Serve another editor from now on."""
        if editor is not self._editor:
            self._editor.accepted.disconnect(self._note_accepted)
            self._editor = editor
            editor.accepted.connect(self._note_accepted)
            self.changed.emit()

    def next(self) -> None:
        """Show the next take, or write one that was not there yet."""
        was_shown = self._editor.ghost.is_alive
        here = self._here()
        if not was_shown and here.current is not None and here.index == 0 and len(here.tries) == 1:
            self.show(0)
        elif here.index + 1 < len(here.tries):
            self.show(here.index + 1)
        elif here.replaced:
            self._tell(self.tr("There is no further take of these bars: write them again"))
        else:
            self._write_another(here)

    def previous(self) -> None:
        """Show the take before; after Esc the one that was shown last."""
        was_shown = self._editor.ghost.is_alive
        here = self._here()
        if here.current is None:
            self._tell(self.tr("Nothing has been tried here yet"))
        elif not was_shown:
            self.show(here.index)
        elif here.index > 0:
            self.show(here.index - 1)
        else:
            self.show(0)
            self._tell(self.tr("This is the first take"))

    def show(self, number: int, *, is_heard: bool = True) -> None:
        """Show a take of the round as the ghost, at its own place."""
        editor, here = self._editor, self.round
        place = self.place(here)
        if place is None:
            self._tell(self.tr("The text that this take continued has changed: undo to come back to it"))
            return
        editor.dismiss()
        here.index = number
        one = here.tries[number]
        editor.move_caret(place)
        text, bars = editor.text(), (place - len(here.replaced), place)
        settings = replace(one.continuation.settings, seed=one.continuation.seed)
        self._controls.seed.setValue(min(settings.seed, LARGEST_SEED))
        if not one.is_whole and one.text == one.continuation.text and not here.replaced:
            self._continuing.start(settings, one.text)
        else:
            editor.begin_ghost(bars if here.replaced else None)
            editor.append_ghost(one.text)
            editor.close_ghost()
            if self._continuing.listens and is_heard:
                self._listening.audition(text, bars[0], one.text)
        of = self.tr("Take {number} of {count}").format(number=number + 1, count=len(here.tries))
        self.said.emit(self.tr("{take}, seed {seed}. {keys}").format(
            take=of, seed=settings.seed, keys=self._continuing.keys))
        speaking.describe(editor, self.tr("Proposed: {text}").format(text=one.text))
        speaking.announce(editor, f"{of}: {one.text}")
        self.changed.emit()

    def place(self, here: Round) -> int | None:
        """Return the caret of a round in the text as it is now, None where the text before it has changed."""
        text, caret = self._editor.text(), self._editor.caret()
        start = tune_range(text, caret)[0]
        found = start if text.startswith(here.upto, start) else text.find(here.upto)
        return None if found < 0 or not here.upto else found + len(here.upto)

    def offer(self, tries: list[Try], *, before: str | None = None, replaced: str = "") -> None:
        """Take tries that were chosen elsewhere; what was kept stays in front of them."""
        here = self._move_to(self.before_caret() if before is None else before)
        if replaced:
            here = Round(here.before, replaced=replaced)
            self._push(here)
        else:
            here.tries = [one for one in here.tries if one.is_kept]
        first = len(here.tries)
        for one in tries:
            self.added.emit(here.add(one), here.before)
        here.index = min(first, len(here.tries) - 1)
        self.changed.emit()

    def open(self, here: Round) -> None:
        """Make a round the one at hand, and show its current try."""
        self._push(here)
        self.changed.emit()
        self.show(here.index, is_heard=False)

    def go_back(self) -> bool:
        """Make the round before the one at hand; say whether there was one."""
        if not self.can_go_back:
            return False
        self._editor.dismiss()
        self._history.pop()
        self.changed.emit()
        return True

    def before_caret(self) -> str:
        """Return the tune's text up to the ghost, or else up to the caret."""
        editor = self._editor
        text = editor.text()
        caret = editor.offset_at(editor.ghost.anchor) if editor.ghost.is_alive else editor.caret()
        return text[min(tune_range(text, caret)[0], caret):caret]

    @property
    def _history(self) -> list[Round]:
        return self._rounds.setdefault(self._editor, [Round("")])

    def _here(self) -> Round:
        """Give up what is being written, and return the round at the caret."""
        editor = self._editor
        if editor.ghost.is_alive:
            cursor = editor.textCursor()
            cursor.setPosition(editor.ghost.anchor)
            editor.setTextCursor(cursor)
        before = self.before_caret()
        editor.dismiss()
        return self._move_to(before)

    def _move_to(self, before: str) -> Round:
        here = self.round.moved_to(before)
        if here is not self.round:
            self._push(here)
            self.changed.emit()  # even if nothing will be tried here: a card shown is one that can be chosen
        return here

    def _push(self, here: Round) -> None:
        history = self._history
        if not history[-1].tries:
            history.pop()
        history.append(here)
        del history[:-_MOST_ROUNDS]

    def _write_another(self, here: Round) -> None:
        if self._controls.lock.isChecked() and here.tries:
            self._controls.seed.setValue((max(one.continuation.seed for one in here.tries) + 1) % LARGEST_SEED)
            self._continuing.start(self._controls.settings())
        else:
            self._continuing.start()

    def _note(self, continuation: Continuation) -> None:
        """Keep what was written, where it was written or where the composer has got to with it."""
        before, text = self._continuing.before, continuation.text
        here = self.round
        eaten = here.upto[len(before):] if here.upto.startswith(before) else ""
        if eaten and not here.replaced and text.startswith(eaten):
            text = text[len(eaten):]
        else:
            here = self._move_to(before)
        early, self._early = self._early, ""
        if not text:
            return
        one = here.add(Try(text, continuation, behind=self._continuing.behind,
                           is_whole=continuation.ended != "cancelled"))
        self.added.emit(one, before)
        if early:
            self.accepted.emit(one, early)
        self.changed.emit()

    def _note_accepted(self, text: str) -> None:
        if self._continuing.is_open:
            self._early += text
        elif self.round.current is not None and self.round.current.text.endswith(text + self._editor.ghost.text):
            self.accepted.emit(self.round.current, text)

    def _tell(self, sentence: str) -> None:
        self.said.emit(sentence)
        speaking.announce(self._editor, sentence)
