"""How long the composer waits: the first bar, a full prime, an edit at the end."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

from engine.composer import Composer
from engine.continuation import Continuation, Settings
from engine.errors import SegueError
from engine.model.checkpoint import Checkpoint
from engine.notation.reader import read_tune
from engine.notation.tidy import Tidy, tidy
from engine.worker import Worker

# Sixteen bars, ours; the opening of a second part follows. C major and L:1/8, so that what comes back is the
# model's own text but for blanks.
_BARS = ("GEC CEG|AFA G2E|cBA GAB|c2A G2F|EFG GEC|AGF E2G|FED GFD|E2C C3|"
         "e2c g2e|fga g2e|fed edc|d2B G3|EFG GEC|AGF E2G|FED GFD|E2C C2G|")
_LETTERS = "GAcdefgB"


class Watch:
    """A listener that notes when the first bar came, and when the end did."""

    def __init__(self) -> None:
        self.start = time.perf_counter()
        self.first_text = self.first_bar = self.end = 0.0
        self.text = ""
        self.done = threading.Event()

    def on_text(self, request: int, text: str) -> None:
        """Note the first characters."""
        self.first_text = self.first_text or time.perf_counter()
        self.text += text

    def on_bar(self, request: int, text_so_far: str) -> None:
        """Note the first bar."""
        self.first_bar = self.first_bar or time.perf_counter()

    def on_done(self, request: int, continuation: Continuation) -> None:
        """Note the end."""
        self.end = time.perf_counter()
        self.done.set()

    def on_error(self, request: int, error: SegueError) -> None:
        """Note the end; a bench phrase has no faults, so this shows as a zero."""
        self.done.set()


def phrase(number: int) -> str:
    """Return a phrase of sixteen bars whose first note depends on the number, so that nothing kept serves."""
    return "X:1\nM:6/8\nL:1/8\nK:C\n|:" + _LETTERS[number % 8] + _LETTERS[number // 8 % 8] + "c " + _BARS[4:]


class Bench:
    """The pipeline as the window runs it: a Worker and its thread."""

    def __init__(self, path: Path | None) -> None:
        self.ready = threading.Event()
        self.worker = Worker(path, on_ready=lambda _: self.ready.set(), on_load_error=lambda _: self.ready.set())
        self.ready.wait(60)
        self.count = 0

    def close(self) -> None:
        """Join the worker."""
        self.worker.close()

    def first_bar_ms(self, is_prepared: bool) -> tuple[float, float]:
        """Return the time to the first characters and to the first bar after a phrase never seen before.

        ``is_prepared``: the phrase was read while the composer paused, as the window does.
        """
        self.count += 1
        text = phrase(self.count)
        if is_prepared:
            self.worker.prepare(text, len(text))
            time.sleep(0.6)  # the composer looks at what he wrote
        watch = Watch()
        self.worker.submit(text, len(text), Settings(seed=self.count, bars=1), watch)
        watch.done.wait(60)
        return (watch.first_text - watch.start) * 1000, (watch.first_bar - watch.start) * 1000

    def characters_per_second(self) -> float:
        """Return the rate at which a continuation streams, from its first characters on; blanks are not counted."""
        self.count += 1
        text = phrase(self.count)
        watch = Watch()
        self.worker.submit(text, len(text), Settings(seed=self.count, bars=6), watch)
        watch.done.wait(60)
        written = len(re.sub(r"\s", "", watch.text))
        return written / (watch.end - watch.first_text)


def long_text(characters: int) -> Tidy:
    """Return a tidy text of about so many characters."""
    parts = []
    for number in range(characters // 27):
        shift = number % 5
        bars = _BARS.split("|")[shift:shift + 4]
        parts.append("|".join(bars).replace("E2G", f"{_LETTERS[number % 8]}2{_LETTERS[number // 8 % 8]}") + "|")
    text = "X:1\nM:6/8\nL:1/8\nK:C\n" + "\n".join(parts)
    return tidy(read_tune(text).bars, is_finished=False)


def prime_and_edit_ms(checkpoint: Checkpoint) -> tuple[float, float, float]:
    """Return (full prime, edit at the end, how many times fewer characters the edit steps), 5,000 characters."""
    composer = Composer(checkpoint)
    written = long_text(5000)
    start = time.perf_counter()
    composer.prime(written)
    full = time.perf_counter() - start
    stepped = composer.replayed
    edited = Tidy(written.text[:-6] + "c2d|", written.settings, written.notes, written.left_out)
    start = time.perf_counter()
    composer.prime(edited)
    return full * 1000, (time.perf_counter() - start) * 1000, stepped / max(1, composer.replayed)
