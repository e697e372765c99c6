"""What sounds: the tune as it stands, or a continuation while it is being written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.manner import Manner
from engine.notation.book import tune_range
from gui.background import Background
from gui.sound.sound import Sound

if TYPE_CHECKING:
    from engine.performance import Performance, TimedNote

_AHEAD_S = 6.0  # a bar is written in a fraction of a second


class Listening(QObject):
    """Read, perform and play. Lives in the GUI thread; the reading is done on the background thread.

    Signals:
        lights: the notes that sound have changed. A tuple of (start, end) offsets.
        begun: something of the text in front is going to sound.
    """

    lights = Signal(object)
    begun = Signal()

    def __init__(self, sound: Sound, reader: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self._reader = reader
        self.manner = Manner()
        self.counts_in = False
        self.silent: Callable[[str, int], frozenset[str]] = lambda _text, _offset: frozenset()
        self._given: list[TimedNote] = []  # what the player has been given since the last play
        self._lead: tuple[str, int] | None = None  # text before the ghost and where its tune begins
        self._is_lead_playing = False
        self._is_hearing = False  # some bars are being read, to be heard
        # Its lead, the continuation as it is by then, and whether more is to come.
        self._next: tuple[tuple[str, int], str, bool] | None = None
        self._lit: dict[tuple[int, int], int] = {}
        self.is_away = False  # another text than the one that sounds is in front
        self._trusted = 0  # offsets below this still mean what they meant when playing began
        sound.note.connect(self._light)
        sound.ended.connect(self._darken)

    @property
    def follows_ghost(self) -> bool:
        """Say whether what sounds belongs to a ghost that may be sent away."""
        return self._lead is not None

    def manner_at(self, text: str, offset: int) -> Manner:
        """Return how the tune around an offset is to be heard."""
        return replace(self.manner, silent=self.silent(text, offset))

    def play(self, text: str, caret: int, *, from_caret: bool) -> None:
        """Play the tune around the caret, from its start or from the caret on."""
        self.stop()
        self.begun.emit()
        manner, counts_in = self.manner_at(text, caret), self.counts_in

        def read() -> tuple[Sequence[TimedNote], float]:
            from engine.metronome import counted_in

            performance = _perform(text, *tune_range(text, caret), manner)
            from_s = _seconds_at(performance, caret) if from_caret else 0.0
            notes = manner.notes(performance)
            return counted_in(performance, notes, from_s) if counts_in else (notes, from_s)

        self._reader.ask("play", read, lambda result: self._play(*result, is_open=False))

    def begin(self, text: str, caret: int) -> None:
        """Get ready to hear a continuation of the text from the caret on."""
        self._lead = text[:caret], tune_range(text, caret)[0]
        self._forget_bars()
        self._is_lead_playing = self._sound.is_playing and bool(self._given)  # a loop is not, and gives way
        self.begun.emit()

    def hear(self, continuation: str, *, is_open: bool) -> None:
        """Play a continuation as far as it is written. Called again and again with more of it."""
        if self._lead is None or (is_open and self._has_enough()):
            return
        if self._is_hearing:  # the bars before are on their way: they shall not be dropped for these
            self._next = self._lead, continuation, is_open
        else:
            self._hear(self._lead, continuation, is_open=is_open)

    def _hear(self, lead: tuple[str, int], continuation: str, *, is_open: bool) -> None:
        self._is_hearing = True
        before, start = lead
        text, manner = before + continuation, self.manner_at(before, start)

        def read() -> tuple[Sequence[TimedNote], float]:
            performance = _perform(text, start, len(text), manner, as_written=True)
            return manner.notes(performance), _seconds_at(performance, len(before))

        def go_on(result: tuple[Sequence[TimedNote], float]) -> None:
            self._is_hearing = False
            self._go_on(*result, is_open=is_open)
            following, self._next = self._next, None
            if following is not None and not (following[2] and self._has_enough()):
                self._hear(*following[:2], is_open=following[2])

        self._reader.ask("hear", read, go_on)

    def audition(self, text: str, caret: int, continuation: str, bars_before: int = 0) -> None:
        """Play a continuation of the text at the caret; from so many bars before the seam on."""
        self.stop()
        lead, start, manner = text[:caret], tune_range(text, caret)[0], self.manner_at(text, caret)
        self._lead = lead, start
        self.begun.emit()

        def read() -> tuple[Sequence[TimedNote], float]:
            performance = _perform(lead + continuation, start, len(lead + continuation), manner, as_written=True)
            return manner.notes(performance), _seconds_at(performance, _bars_back(lead, start, bars_before))

        self._reader.ask("hear", read, lambda result: self._play(*result, is_open=False))

    def _has_enough(self) -> bool:
        """Say whether the player has so much ahead of it that the next bar may wait for the one after."""
        if not self._given or not self._sound.is_playing or self._is_lead_playing:
            return False
        return self._given[-1].end_s - self._sound.position_s > _AHEAD_S

    @property
    def heard_to(self) -> int:
        """Return up to which offset of the text notes have begun to sound, 0 where none has."""
        now = self._sound.position_s
        return max((note.end for note in self._given if note.start_s <= now), default=0)

    def let_go(self) -> None:
        """The ghost has become the composer's text, or is whole: what sounds may sound to its end."""
        self._lead = None

    def note_edit(self, offset: int) -> None:
        """The text changed from an offset on: notes that stand there can no longer be lit."""
        self._trusted = min(self._trusted, offset)
        if any(end > offset for _, end in self._lit):
            self._lit = {place: count for place, count in self._lit.items() if place[1] <= offset}
            self._tell()

    def look(self, *, is_here: bool) -> None:
        """The text that sounds is in front, or another is: only what is in front is lit."""
        if is_here == self.is_away:
            self.lights.emit(())
            self.is_away = not is_here
            self._tell()

    def trust(self, offset: int = 1 << 62) -> None:
        """What sounds from now on was read from the text as it is, up to an offset."""
        self._trusted = offset

    def stop(self) -> None:
        """Fall silent and drop what was about to sound."""
        self._lead = None
        self._given = []
        self._reader.forget("play")
        self._forget_bars()
        self._sound.stop()

    def _forget_bars(self) -> None:
        self._reader.forget("hear")
        self._is_hearing, self._next = False, None

    def _play(self, notes: Sequence[TimedNote], from_s: float, *, is_open: bool) -> None:
        self._given = list(notes)
        self.trust()
        self._darken()
        self._sound.play(notes, from_s, is_open=is_open)

    def _go_on(self, notes: Sequence[TimedNote], seam_s: float, *, is_open: bool) -> None:
        if not self._given or not self._sound.is_playing:
            self._play(notes, seam_s, is_open=is_open)
            return
        known = {(note.start_s, note.pitch, note.channel) for note in self._given}
        fresh = [note for note in notes if (note.start_s, note.pitch, note.channel) not in known]
        if self._is_lead_playing and any(note.start_s >= seam_s for note in self._given):
            # The composer's own text goes on behind the caret: from the seam on the ghost takes its place.
            self._play(notes, min(self._sound.position_s, seam_s), is_open=is_open)
        else:
            self._given += fresh
            self._sound.extend(fresh, is_open=is_open)
        self._is_lead_playing = False

    def _light(self, start: int, end: int, is_on: bool) -> None:
        place = start, end
        if end > self._trusted:
            return
        count = self._lit.get(place, 0) + (1 if is_on else -1)
        self._lit.pop(place, None)
        if count > 0:
            self._lit[place] = count
        self._tell()

    def _darken(self) -> None:
        if self._lit:
            self._lit = {}
            self._tell()

    def _tell(self) -> None:
        if not self.is_away:
            self.lights.emit(tuple(self._lit))


def _bars_back(lead: str, start: int, count: int) -> int:
    """Return where the last so many bars of a text begin."""
    from engine.notation.reader import read_tune

    bars = [bar for bar in read_tune(lead, start).bars if bar.notes][-count:] if count else []
    return bars[0].notes[0].place.start if bars else len(lead)


def _perform(text: str, start: int, end: int, manner: Manner, *, as_written: bool = False) -> Performance:
    from engine.notation.reader import read_tune

    return manner.perform(read_tune(text, start, end), as_written=as_written)


def _seconds_at(performance: Performance, offset: int) -> float:
    from engine.performance import seconds_at

    return seconds_at(performance, offset)
