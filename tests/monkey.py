"""Press keys at random for a while: ``python -m tests.monkey --seconds 300 --seed 1``.

The real window, engine, engraver and player, offscreen, no sound device. After every step what must always be true is
asked, at the end everything is undone; the first thing that is not true, an exception in a slot or a warning of Qt's
ends the run with exit code 1 and the last steps, which the seed brings about again as far as the threads allow.
Dialogs are answered by Escape.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable
from typing import Any

# What ends the program, asks the system for files, or takes the model away for a while.
_LEFT_OUT = {"quit", "open", "save", "save_as", "teach", "about", "versions", "close"}
_CHARS = "GABcdefg,'^=_2/3|:[]\"! \n(){}<>-~.zx"
_PIECES = ("|:", ":|", '"Am"', "[K:D]", "(3abc", "\nV:2\n", "\nX:7\nT:Seven\nM:3/4\nK:Am\n", "{a}", "[CEG]2",
           "é𝄞", "\n\n", "%x\n", "w:la la\n", "P:B\n", "[1", "D>E")


class Monkey:
    """Does things to a window and remembers what."""

    def __init__(self, built: Any, seed: int) -> None:
        from gui.frame.actions import COMMANDS

        self._built = built
        self._random = random.Random(seed)
        self.done: deque[str] = deque(maxlen=25)
        self.faults: list[str] = []
        self._began: dict[Any, str] = {}
        self._commands = [name for name in COMMANDS if name not in _LEFT_OUT]
        self._steps: list[tuple[int, Callable[[], str]]] = [
            (30, self._type), (10, self._press), (14, self._move), (14, self._command), (6, self._continue),
            (5, self._undo), (3, self._paste), (2, self._click), (2, self._tab), (1, self._settings),
        ]

    def step(self) -> None:
        """Do one thing."""
        weights = [weight for weight, _ in self._steps]
        act = self._random.choices([act for _, act in self._steps], weights)[0]
        self.done.append(f"{act.__name__[1:]}…")
        self.done[-1] = f"{act.__name__[1:]} {act()}"

    def look(self) -> None:
        """Ask what must always be true.

        Raises:
            AssertionError: something is not.
        """
        editor = self._built.window.editor
        for page in self._built.window.desk.pages:
            shown = page.document.toRawText().replace("\u2029", "\n")
            assert page.text() == shown, f"the page says {page.text()!r}, the document {shown!r}"
            self._began.setdefault(page, shown)
        assert 0 <= editor.caret() <= len(editor.text())
        assert not self.faults, self.faults[0]

    def pause_s(self) -> float:
        """Return how long to wait before the next step, in seconds."""
        return self._random.choice([0.0, 0.0, 0.01, 0.05, 0.3])

    def undo_all(self) -> None:
        """Undo in every tab, to the text with which it began.

        Raises:
            AssertionError: it is another.
        """
        for page in self._built.window.desk.pages:
            while page.document.isUndoAvailable():
                page.document.undo()
            assert page.text() == self._began[page], f"undone to {page.text()!r}, begun with {self._began[page]!r}"

    def _editor(self) -> Any:
        return self._built.window.editor

    def _key(self, key: Any, modifiers: Any = None) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self._editor(), key, modifiers or Qt.KeyboardModifier.NoModifier)

    def _type(self) -> str:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        text = "".join(self._random.choices(_CHARS, k=self._random.randint(1, 6)))
        for char in text:
            if char == "\n":
                self._key(Qt.Key.Key_Return)
            else:
                QTest.keyClicks(self._editor(), char)
        return repr(text)

    def _press(self) -> str:
        from PySide6.QtCore import Qt

        key = self._random.choice([Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab, Qt.Key.Key_Escape,
                                   Qt.Key.Key_Return, Qt.Key.Key_Backtab])
        control = self._random.choice([Qt.KeyboardModifier.NoModifier] * 3 + [Qt.KeyboardModifier.ControlModifier])
        self._key(key, control)
        return f"{key.name} {control.name}"

    def _move(self) -> str:
        from PySide6.QtCore import Qt

        key = self._random.choice([Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
                                   Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown])
        held = Qt.KeyboardModifier.NoModifier
        for one in (Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier):
            if self._random.random() < 0.3:
                held |= one
        self._key(key, held)
        return f"{key.name} {held}"

    def _command(self) -> str:
        name = self._random.choice(self._commands)
        self._built.window.action(name).trigger()
        return name

    def _continue(self) -> str:
        name = self._random.choice(["continue", "accept_bar", "accept_all", "accept_part", "next_take", "again",
                                    "play"])
        if name == "continue" and self._random.random() < 0.7:
            self._editor().move_caret(len(self._editor().text()))
        self._built.window.action(name).trigger()
        return name

    def _undo(self) -> str:
        count = self._random.choice([1, 1, 1, 5, 200])
        for _ in range(count):
            (self._editor().undo if self._random.random() < 0.7 else self._editor().redo)()
        return str(count)

    def _paste(self) -> str:
        piece = self._random.choice(_PIECES) * self._random.choice([1, 1, 1, 4])
        self._editor().insertPlainText(piece)
        return repr(piece)

    def _click(self) -> str:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        window = self._built.window
        place = QPoint(self._random.randrange(window.width()), self._random.randrange(60, window.height()))
        there = window.childAt(place)
        if there is None or there.metaObject().className() == "QMenuBar":
            return "nothing"
        QTest.mouseClick(there, Qt.MouseButton.LeftButton, pos=there.mapFrom(window, place))
        return f"{type(there).__name__} {there.objectName()} {place.x()},{place.y()}"

    def _tab(self) -> str:
        name = self._random.choice(["new", "next_tab", "previous_tab", "close"])
        pages = self._built.window.desk.pages
        if name == "new" and len(pages) > 4:
            name = "close"
        if name == "close":
            self._editor().document().setModified(False)
        self._built.window.action(name).trigger()
        return name

    def _settings(self) -> str:
        controls = self._built.window.controls
        controls.temperature.setValue(self._random.choice([50, 100, 150]))
        self._built.window.resize(self._random.choice([800, 1024, 1400]), self._random.choice([400, 640, 900]))
        return "temperature, size"


def main(argv: list[str]) -> int:
    """Press keys; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long (default 60)")
    parser.add_argument("--seed", type=int, default=1, help="a whole number (default 1)")
    options = parser.parse_args(argv)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    faulthandler.enable()
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from gui.bench.stage import opened, settle

    with opened() as built:
        monkey = Monkey(built, options.seed)
        sys.excepthook = lambda kind, error, trace: monkey.faults.append(
            "".join(traceback.format_exception(kind, error, trace)))

        def warned(kind: QtMsgType, _context: object, message: str) -> None:
            if kind != QtMsgType.QtDebugMsg and "This plugin does not support" not in message:
                monkey.faults.append(f"Qt: {message}")

        qInstallMessageHandler(warned)
        _dismiss_dialogs(built)
        built.window.editor.setFocus()
        end, steps, longest, slowest = time.monotonic() + options.seconds, 0, 0.0, ""
        try:
            while time.monotonic() < end:
                faulthandler.dump_traceback_later(60, exit=True)
                begin = time.monotonic()
                monkey.step()
                QApplication.processEvents()
                if time.monotonic() - begin > longest:
                    longest, slowest = time.monotonic() - begin, monkey.done[-1]
                settle(monkey.pause_s())
                monkey.look()
                steps += 1
            monkey.undo_all()
            monkey.look()
        except AssertionError as error:
            print(f"after {steps} steps: {error}\nthe last steps:", *monkey.done, sep="\n  ")
            return 1
        finally:
            faulthandler.cancel_dump_traceback_later()
            qInstallMessageHandler(None)
        print(f"{steps} steps; the longest took {longest * 1000:.0f} ms: {slowest}")
    return 0


def _dismiss_dialogs(built: Any) -> None:
    """Press Escape in whatever asks something, again and again."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QDialog, QMenu

    def dismiss() -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and isinstance(window, QDialog):
                window.reject()
            elif window.isVisible() and isinstance(window, QMenu):
                window.close()

    timer = QTimer(built)
    timer.timeout.connect(dismiss)
    timer.start(100)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    raise SystemExit(code)
