"""Measure the first minute: ``python -m gui.bench.first_start`` prints one JSON object.

A first start with the real engine: the key that the window names is pressed as soon as it is painted.
``first_sound_ms`` counts from before the first import to the first note that goes to the port, ``first_own_sound_ms``
to the first note that Segue wrote; the opening is played before it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from gui.bench.stage import opened, wait

if TYPE_CHECKING:
    from engine.errors import SegueError
    from engine.performance import TimedNote
    from engine.ports import Port
    from gui.sound.sounding import Sounding


def measure() -> dict[str, float]:
    """Return the figures by name."""
    start = time.perf_counter()
    heard: list[tuple[int, float]] = []

    def make_player(port: Port, *, on_note: Callable[[TimedNote, bool], None], on_end: Callable[[], None],
                    on_fault: Callable[[SegueError], None], on_turn: Callable[[int], None]) -> Sounding:
        from gui.sound.sound import make_player as make

        def note(one: TimedNote, begins: bool) -> None:
            if begins:
                heard.append((one.start, time.perf_counter()))
            on_note(one, begins)

        return make(port, on_note=note, on_end=on_end, on_fault=on_fault, on_turn=on_turn)

    with opened(is_loaded=False, player=make_player) as built:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        built.window.grab()
        built.window.activateWindow()
        QTest.qWaitForWindowActive(built.window)
        built.comfort.first_start.greet()
        opening = len(built.window.editor.text())
        QTest.keyClick(built.window.editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
        wait(lambda: any(offset >= opening for offset, _ in heard), "a note that Segue wrote")
    own = next(at for offset, at in heard if offset >= opening)
    return {"first_sound_ms": (heard[0][1] - start) * 1000, "first_own_sound_ms": (own - start) * 1000}


if __name__ == "__main__":
    print(json.dumps(measure()))
