"""Call and response without a window: a phrase is played, written down at its pause, and continued at once."""

from __future__ import annotations

import queue
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from engine.capture import Capture, Strokes
from engine.composer import Composer
from engine.continuation import Continuation, Settings
from engine.errors import PhraseError, PortError
from engine.exchange.pen import Written
from engine.exchange.transcribe import bar_seconds, write_phrase
from engine.keyboard import Connected
from engine.notation.bars_heard import bars_heard
from engine.notation.book import tune_range
from engine.notation.phrase import read_phrase
from engine.notation.reader import read_tune
from engine.performance import TimedNote, perform, seconds_at
from engine.player import Player
from engine.shared_port import SharedPort
from engine.strokes import Pedal, Stroke

_BEGUN = None  # in the inbox: the first key of a phrase went down
_LOOK_S = 0.2  # how soon Ctrl+C is noticed where waiting cannot be interrupted


@dataclass(frozen=True, slots=True)
class _Draft:
    """What was played up to a silence that may be the pause."""

    strokes: Strokes


class Duet:
    """Play with somebody. It is the keyboard's ear; ``go_on`` does the rest on the thread that calls it.

    ``text`` up to ``caret`` is what was written so far, answers as far as they were heard. ``say`` gets sentences and
    music to be shown, each beginning with ``>`` (played), ``<`` (answered) or ``segue:``. ``port`` is the player's own:
    keys sound through it, unless it is None.
    """

    def __init__(self, composer: Composer, player: Player, port: SharedPort | None, text: str, caret: int,
                 settings: Settings, say: Callable[[str], None]) -> None:
        self._composer, self._player, self._port, self._say = composer, player, port, say
        self._settings = settings
        self._text, self._caret = text, caret
        self._answer = ""
        self._given: list[TimedNote] = []
        self._inbox: queue.SimpleQueue[Strokes | _Draft | str | None] = queue.SimpleQueue()
        self._drafted: tuple[Strokes, Written | None] = (), None
        self._begun = self._taken_up = 0  # phrases: begun on the keyboard, and noticed here
        self._capture = Capture(bar_seconds(text, caret), self._begin, self._inbox.put,
                                lambda strokes: self._inbox.put(_Draft(strokes)))

    @property
    def text(self) -> str:
        """What was written, with the bars of the last answer that were heard."""
        kept = bars_heard(self._answer, self._heard())
        return self._text[:self._caret] + kept + self._text[self._caret:]

    def go_on(self) -> None:
        """Do what is next: returns soon, whether there was anything to do or not.

        Raises:
            PhraseError: what was played cannot stand at the caret, or not be continued.
        """
        try:
            item = self._inbox.get(timeout=_LOOK_S)
        except queue.Empty:
            return
        if item is _BEGUN:
            self._interrupt()
        elif isinstance(item, str):
            self._say(item)
        elif isinstance(item, _Draft):
            self._draft(item.strokes)
        else:
            self._write(item)

    # -- on the thread `keyboard` -----------------------------------------------------------------------

    def on_stroke(self, stroke: Stroke | Pedal) -> None:
        """Let a key sound, and hear it."""
        if isinstance(stroke, Stroke) and self._port is not None:
            try:
                self._port.through(stroke)
            except PortError as error:
                self._port = None
                self._inbox.put(f"segue: {error}")
        self._capture.hear(stroke)

    def on_inputs(self, connected: Connected) -> None:
        """Say what is listened to."""
        words = [f"segue: listening to {', '.join(connected.names)}"] if connected.names else []
        words += [f"segue: {name} is gone" for name in connected.lost]
        words += [f"segue: {connected.fault}"] if connected.fault else []
        for each in words:
            self._inbox.put(each)

    def on_time(self, now_s: float) -> float | None:
        """End a phrase whose pause is over."""
        return self._capture.note_time(now_s)

    def _begin(self) -> None:
        self._begun += 1
        self._inbox.put(_BEGUN)

    # -- on the caller's --------------------------------------------------------------------------------

    def _heard(self) -> int:
        """Return how many characters of the answer have been heard."""
        now = self._player.position_s
        return max((note.end for note in self._given if note.start_s <= now), default=0) - self._caret

    def _interrupt(self) -> None:
        """Keep the bars that were heard, and be silent."""
        self._taken_up += 1
        kept = bars_heard(self._answer, self._heard())
        self._player.stop()
        if len(kept) < len(self._answer):
            self._say(f"< kept: {kept.strip()}" if kept else "< not kept")
        self._put(kept)
        self._answer, self._given = "", []
        self._capture.pause_s = bar_seconds(self._text, self._caret)

    def _put(self, music: str) -> None:
        self._text = self._text[:self._caret] + music + self._text[self._caret:]
        self._caret += len(music)

    def _draft(self, strokes: Strokes) -> None:
        """Write the phrase down and let the network read it already: it may be over."""
        with suppress(PhraseError):  # it is told when the phrase is over
            written = write_phrase(self._text, self._caret, strokes)
            self._drafted = strokes, written
            if written is not None:
                self._composer.prime(read_phrase(_put(self._text, written), written.caret).tidy)

    def _write(self, strokes: Strokes) -> None:
        known, written = self._drafted
        if known != strokes:
            written = write_phrase(self._text, self._caret, strokes)
        if written is None:
            return
        self._text, self._caret = _put(self._text, written), written.caret
        self._say(f"> {written.text.strip()}")
        self._compose()

    def _compose(self) -> None:
        phrase = read_phrase(self._text, self._caret)
        for piece in self._composer.compose(phrase, self._settings, lambda: self._begun != self._taken_up):
            if isinstance(piece, Continuation):
                self._sound(is_open=False)
                self._settings = replace(self._settings, seed=self._settings.seed + 1)  # something new next time
                break
            self._answer += piece.text
            if piece.is_bar:
                self._sound(is_open=True)
        self._say(f"< {self._answer.strip()}")

    def _sound(self, *, is_open: bool) -> None:
        """Play the answer as far as it is written."""
        text = self._text[:self._caret] + self._answer
        performance = perform(read_tune(text, tune_range(text, self._caret)[0], len(text)), as_written=True)
        seam_s = seconds_at(performance, self._caret)
        if not self._given:
            self._given = [note for note in performance.notes if note.start_s >= seam_s]
            self._player.play(performance.notes, seam_s, is_open=is_open)
            return
        known = {(note.start_s, note.pitch, note.channel) for note in self._given}
        fresh = [note for note in performance.notes if note.start_s >= seam_s
                 and (note.start_s, note.pitch, note.channel) not in known]
        self._given += fresh
        self._player.extend(fresh, is_open=is_open)


def _put(text: str, written: Written) -> str:
    return text[:written.at] + written.text + text[written.at:]
