"""A window with parts whose every step a test decides, and what a test does with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from engine.surprise import NOTHING
from engine.takes import Take
from engine.tasks import Heard
from gui import app
from tests.fakes import FakePlayer, FakeWorker

PHRASE = "X:1\nL:1/8\nM:4/4\nK:G\nGABc d2B2|"
GHOST = "e2d2 cBAG|G4 D4|"


@dataclass
class Segue:
    """One window and what is behind it."""

    app: app.App
    worker: FakeWorker
    players: list[FakePlayer]

    @property
    def window(self) -> Any:
        """The window."""
        return self.app.window

    @property
    def editor(self) -> Any:
        """The text."""
        return self.app.window.editor

    @property
    def player(self) -> FakePlayer:
        """What was to be heard."""
        return self.players[-1]

    def write(self, text: str, caret: int | None = None) -> None:
        """Put a text into the window."""
        self.editor.set_text(text)
        self.editor.move_caret(len(text) if caret is None else caret)


@contextmanager
def open_segue(qtbot: QtBot, folder: Path, script: Any = GHOST, *, by_hand: bool = False,
               path: Path | None = None, player: Any = None, score: str | None = "hidden") -> Iterator[Segue]:
    """Show a window; at the end close it without a question. ``player`` takes the place of the fake one.

    ``score`` is the view of the score, None for the one of last time; it starts a process, which most tests need not.
    """
    store = QSettings(str(folder / "segue.ini"), QSettings.Format.IniFormat)
    store.setValue("port", "null")
    if score is not None:
        store.setValue("score_view", score)
    worker = FakeWorker(script, by_hand=by_hand)
    worker.answers = {"HearTune": Heard(NOTHING, ()),
                      "JudgeTake": lambda task: Take(task.continuation, 2.5, 0, 0.2, 0, "", 1.0)}
    players: list[FakePlayer] = []

    def make_player(port: Any, **callbacks: Any) -> FakePlayer:
        players.append(FakePlayer(port, **callbacks))
        return players[-1]

    built = app.build(path, store=store, engine=worker.start, player=player or make_player)
    has_port: list[str] = []
    built.sound.opened.connect(has_port.append)
    built.window.show()
    qtbot.waitExposed(built.window)
    qtbot.waitUntil(lambda: bool(has_port) and built.continuing.model == "fake", timeout=20_000)
    try:
        yield Segue(built, worker, players)
    finally:
        for page in built.window.desk.pages:
            page.document.setModified(False)
        built.window.close()
        built.window.deleteLater()
        QApplication.processEvents()


def answer(button: QMessageBox.StandardButton) -> list[str]:
    """Press a button of the question that is about to be asked; return what it asked, once it has."""
    from PySide6.QtCore import QTimer

    asked: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            box.button(button).click()
        else:
            QTimer.singleShot(10, press)

    QTimer.singleShot(0, press)
    return asked
