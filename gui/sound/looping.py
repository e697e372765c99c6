"""Bars of the text played round and round while the composer writes on: each round is the text as it stands then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QActionGroup, QTextCursor
from PySide6.QtWidgets import QMenu

from engine.errors import SegueError
from engine.notation.book import tune_range
from gui.background import Background
from gui.frame.window import Window
from gui.look import speaking
from gui.settings import Preferences
from gui.sound.listening import Listening
from gui.sound.loop_marks import LoopMarks
from gui.sound.playing import Playing
from gui.sound.sound import Sound
from gui.text.editor import Editor
from gui.text.page import Page

if TYPE_CHECKING:
    from engine.manner import Manner
    from engine.rounds import Round

REACHES = ("bar", "part", "tune")
_PAUSE_MS = 60  # between a key and the reading for the next round; more keys do not put it off
_NOWHERE = 1 << 62  # beyond any text


@dataclass(frozen=True)
class _Aim:
    """What is looped: what stands between two offsets, or around the first one (``reach``)."""

    start: int
    end: int
    reach: str = ""


@dataclass(frozen=True)
class _Found:
    """The bars of an aim, as they were read. ``start`` and ``end`` are where they stand in the text."""

    round: Round
    first: int
    last: int
    start: int
    end: int


class Looping(QObject):
    """Loop the selected bars, or what is chosen around the caret.

    Signals:
        said: what is looped, or that there is nothing. A sentence.
        failed: these bars cannot be looped. SegueError.
        shown: where the looped bars stand has changed. A tuple of (start, end) offsets, empty when nothing loops.
    """

    said = Signal(str)
    failed = Signal(object)
    shown = Signal(object)

    def __init__(self, window: Window, playing: Playing, sound: Sound, listening: Listening, reader: Background,
                 preferences: Preferences) -> None:
        super().__init__(window)
        self._editor: Editor = window.editor
        self._sound = sound
        self._listening = listening
        self._reader = reader
        self._preferences = preferences
        self._action = window.action("loop")
        self._marks = LoopMarks(window.editor)
        self._page: Page | None = None  # whose bars are looped; None where nothing loops
        self._from = QTextCursor()  # the first looped character, and one behind the last: they follow what is written
        self._to = QTextCursor()
        self._reach = ""  # of this loop: empty for bars that were selected
        self._is_heard = False
        self._is_beginning = False
        self._tag = 0
        self._edited: dict[int, int] = {}  # for each tag: the first offset that was edited since it was read
        self._revision = -1
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read_again)
        self._action.toggled.connect(self._toggle)
        self._editor.edited.connect(self._note_edit)
        self._editor.page_shown.connect(self._show)
        playing.manner_changed.connect(self._wait)
        sound.turned.connect(self._note_turn)
        sound.started.connect(self._give_way)
        sound.ended.connect(self._end)
        self._editor.escaped.connect(self._end)
        window.themed.connect(lambda _: self._editor.viewport().update())
        self._choose_reach(window)

    @property
    def is_on(self) -> bool:
        """Say whether something is looped, or about to be."""
        return self._page is not None

    @property
    def reach(self) -> str:
        """Return what is looped around the caret where nothing is selected: one of ``REACHES``."""
        kept = self._preferences.text("loop_around", REACHES[1])
        return kept if kept in REACHES else REACHES[1]

    def places(self) -> tuple[tuple[int, int], ...]:
        """Return where the looped bars stand in the text in front, in characters."""
        return self._marks.places() if self._page is self._editor.page else ()

    def _choose_reach(self, window: Window) -> None:
        """Make the menu of what is looped around the caret."""
        menu = next(each for each in self._action.associatedObjects() if isinstance(each, QMenu))
        choice = QMenu(self.tr("Loop &around the caret"), menu)
        choice.setToolTipsVisible(True)
        group = QActionGroup(self)
        for name in REACHES:
            action = window.action(f"loop_{name}")
            group.addAction(action)
            choice.addAction(action)
            action.setChecked(name == self.reach)
            action.triggered.connect(lambda _=False, name=name: self._set_reach(name))
        menu.insertMenu(window.action("stop"), choice)

    def _set_reach(self, name: str) -> None:
        self._preferences.keep("loop_around", name)
        if self._page is self._editor.page and self._page is not None:
            self._aim(self._editor.textCursor().position(), self._editor.textCursor().position(), name)
            self._wait()

    # To begin and to end

    def _toggle(self, is_on: bool) -> None:
        if not is_on:
            if self.is_on:
                self._end()
                self._listening.stop()
        elif not self.is_on:
            self._begin()

    def _begin(self) -> None:
        editor, cursor = self._editor, self._editor.textCursor()
        self._listening.stop()
        self._listening.begun.emit()
        editor.dismiss()
        self._page, self._is_heard = editor.page, False
        self._aim(cursor.selectionStart(), cursor.selectionEnd(), "" if cursor.hasSelection() else self.reach)
        self._read_again()

    def _aim(self, start: int, end: int, reach: str) -> None:
        """Loop what stands between two Qt positions, or around the first of them."""
        self._reach = reach
        self._from, self._to = QTextCursor(self._editor.document()), QTextCursor(self._editor.document())
        self._from.setPosition(start)
        self._from.setKeepPositionOnInsert(True)  # what is written before the first note belongs to the loop
        self._to.setPosition(end)

    def _end(self) -> None:
        """Forget the loop; what sounds is left to whoever asked."""
        self._pause.stop()
        self._reader.forget("loop")
        self._page = None
        self._edited.clear()
        self._action.setChecked(False)
        self._marks.show(())
        self.shown.emit(())

    def _give_way(self) -> None:
        """Something else was begun: it is not looped any more."""
        if self.is_on and not self._is_beginning:
            self._end()

    # To read what is looped

    def _wait(self, *_: object) -> None:
        if self.is_on and not self._pause.isActive():
            self._pause.start()

    def _note_edit(self, position: int, _ghost_stays: bool) -> None:
        page = self._page
        if page is None or page is not self._editor.page or page.document.revision() == self._revision:
            return
        self._revision = page.document.revision()
        offset = self._editor.offset_at(position)
        self._edited = {tag: min(edited, offset) for tag, edited in self._edited.items()}
        self._listening.note_edit(offset)
        self._wait()

    def _read_again(self) -> None:
        page = self._page
        if page is None or page is not self._editor.page:
            return
        self._tag += 1
        tag, text = self._tag, page.text()
        self._revision = page.document.revision()
        self._edited[tag] = _NOWHERE
        aim = _Aim(page.offset_at(self._from.position()), page.offset_at(self._to.position()), self._reach)
        manner = self._listening.manner_at(text, aim.start)
        self._reader.ask("loop", lambda: _read(text, aim, manner), lambda found: self._take(tag, found))

    def _take(self, tag: int, found: _Found | SegueError | None) -> None:
        page = self._page
        if page is None:
            return
        if not isinstance(found, _Found):
            if not self._is_heard:  # else the last round that could be played goes on
                self._end()
                if found is None:
                    self.said.emit(self.tr("There is no bar here to loop"))
                else:
                    self.failed.emit(found)
            return
        if self._edited.get(tag) == _NOWHERE:  # else this is read again in a moment
            self._from.setPosition(page.position_at(found.start))
            self._to.setPosition(page.position_at(found.end))
            self._marks.show([_cursor(page, *place) for place in found.round.places])
        if not self._is_heard:
            self._is_heard = True
            self._is_beginning = True
            self._sound.loop(found.round, tag, counts_in=self._listening.counts_in)
            self._is_beginning = False
            self._tell(found)
        else:
            self._sound.change_round(found.round, tag)
        self._show()

    def _tell(self, found: _Found) -> None:
        said = self.tr("Looping bar {first}") if found.first == found.last else \
            self.tr("Looping bars {first} to {last}")
        said = said.format(first=found.first, last=found.last)
        self.said.emit(said)
        speaking.announce(self._editor, said)

    # What is seen

    def _note_turn(self, tag: int) -> None:
        """A round begins: its notes stand where they stood when it was read, up to the first edit since."""
        if self._page is None:
            return
        self._edited = {other: edited for other, edited in self._edited.items() if other >= tag}
        is_in_front = self._page is self._editor.page
        self._listening.trust(self._edited.get(tag, 0) if is_in_front else 0)

    def _show(self) -> None:
        self._editor.viewport().update()
        self.shown.emit(self.places())


def _cursor(page: Page, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(page.document)
    cursor.setPosition(page.position_at(start))
    cursor.setPosition(page.position_at(end), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _read(text: str, aim: _Aim, manner: Manner) -> _Found | SegueError | None:
    """Return the bars of an aim as they stand in a text; None where there are none. On any thread."""
    from engine.errors import SettingsError
    from engine.notation.reader import read_tune
    from engine.rounds import bars_around, bars_touched, round_of

    tune = read_tune(text, *tune_range(text, aim.start))
    bars = bars_around(tune, aim.start, aim.reach) if aim.reach else None
    if bars is None and (aim.end > aim.start or not aim.reach):
        bars = bars_touched(tune, aim.start, aim.end)  # also where the music was taken away, and came back
    if bars is None:
        return None
    try:
        one = round_of(tune, *bars, manner)
    except SettingsError as error:
        return error
    closing = tune.bars[bars[1] - 1].closing
    # What is written behind the last bar line belongs to the next bar.
    end = closing.place.start if closing.kind else tune.bars[bars[1] - 1].place.end
    return _Found(one, *bars, tune.bars[bars[0] - 1].place.start, end)
