"""What sounds: the tune as it stands, or a continuation while it is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.notation.book import tune_range
from gui.background import Background
from gui.sound import Sound

if TYPE_CHECKING:
    from engine.performance import Performance, TimedNote

_AHEAD_S = 6.0  # a bar is written in a fraction of a second


class Listening(QObject):
    """Read, perform and play. Lives in the GUI thread; the reading is done on the background thread.

    Signals:
        lights: the notes that sound have changed. A tuple of (start, end) offsets.
    """

    lights = Signal(object)

    def __init__(self, sound: Sound, reader: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sound = sound
        self._reader = reader
        self.accompany = True
        self.swing = False
        self._given: list[TimedNote] = []  # what the player has been given since the last play
        self._lead: tuple[str, int] | None = None  # text before the ghost and where its tune begins
        self._is_lead_playing = False
        self._is_hearing = False  # some bars are being read, to be heard
        # Its lead, the continuation as it is by then, and whether more is to come.
        self._next: tuple[tuple[str, int], str, bool] | None = None
        self._lit: dict[tuple[int, int], int] = {}
        self._trusted = 0  # offsets below this still mean what they meant when playing began
        sound.note.connect(self._light)
        sound.ended.connect(self._darken)

    @property
    def follows_ghost(self) -> bool:
        """Say whether what sounds belongs to a ghost that may be sent away."""
        return self._lead is not None

    def play(self, text: str, caret: int, *, from_caret: bool) -> None:
        """Play the tune around the caret, from its start or from the caret on."""
        self.stop()
        accompany, swing = self.accompany, self.swing

        def read() -> tuple[Performance, float]:
            performance = _perform(text, *tune_range(text, caret), accompany, swing)
            return performance, _seconds_at(performance, caret) if from_caret else 0.0

        self._reader.ask("play", read, lambda result: self._play(*result, is_open=False))

    def begin(self, text: str, caret: int) -> None:
        """Get ready to hear a continuation of the text from the caret on."""
        self._lead = text[:caret], tune_range(text, caret)[0]
        self._forget_bars()
        self._is_lead_playing = self._sound.is_playing

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
        (before, start), accompany, swing = lead, self.accompany, self.swing
        text = before + continuation

        def read() -> tuple[Performance, float]:
            performance = _perform(text, start, len(text), accompany, swing, as_written=True)
            return performance, _seconds_at(performance, len(before))

        def go_on(result: tuple[Performance, float]) -> None:
            self._is_hearing = False
            self._go_on(*result, is_open=is_open)
            following, self._next = self._next, None
            if following is not None and not (following[2] and self._has_enough()):
                self._hear(*following[:2], is_open=following[2])

        self._reader.ask("hear", read, go_on)

    def audition(self, text: str, caret: int, continuation: str, bars_before: int = 0) -> None:
        """Play a continuation of the text at the caret; from so many bars before the seam on."""
        self.stop()
        lead, start, accompany, swing = text[:caret], tune_range(text, caret)[0], self.accompany, self.swing
        self._lead = lead, start

        def read() -> tuple[Performance, float]:
            performance = _perform(lead + continuation, start, len(lead + continuation), accompany, swing,
                                   as_written=True)
            return performance, _seconds_at(performance, _bars_back(lead, start, bars_before))

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
            self.lights.emit(tuple(self._lit))

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

    def _play(self, performance: Performance, from_s: float, *, is_open: bool) -> None:
        self._given = list(performance.notes)
        self._trusted = 1 << 62
        self._darken()
        self._sound.play(performance.notes, from_s, is_open=is_open)

    def _go_on(self, performance: Performance, seam_s: float, *, is_open: bool) -> None:
        if not self._given or not self._sound.is_playing:
            self._play(performance, seam_s, is_open=is_open)
            return
        known = {(note.start_s, note.pitch, note.channel) for note in self._given}
        fresh = [note for note in performance.notes if (note.start_s, note.pitch, note.channel) not in known]
        if self._is_lead_playing and any(note.start_s >= seam_s for note in self._given):
            # The composer's own text goes on behind the caret: from the seam on the ghost takes its place.
            self._play(performance, min(self._sound.position_s, seam_s), is_open=is_open)
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
        self.lights.emit(tuple(self._lit))

    def _darken(self) -> None:
        if self._lit:
            self._lit = {}
            self.lights.emit(())


def _bars_back(lead: str, start: int, count: int) -> int:
    """Return where the last so many bars of a text begin."""
    from engine.notation.reader import read_tune

    bars = [bar for bar in read_tune(lead, start).bars if bar.notes][-count:] if count else []
    return bars[0].notes[0].place.start if bars else len(lead)


def _perform(text: str, start: int, end: int, accompany: bool, swing: bool, as_written: bool = False) -> Performance:
    from engine.notation.reader import read_tune
    from engine.performance import perform

    return perform(read_tune(text, start, end), accompany=accompany, swing=swing, as_written=as_written)


def _seconds_at(performance: Performance, offset: int) -> float:
    from engine.performance import seconds_at

    return seconds_at(performance, offset)
