"""A short tour of the window, which stays usable all the while."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from gui.comfort.keys import Keys
from gui.frame.window import Window
from gui.look.bubble import Bubble, Ring


@dataclass(frozen=True)
class Step:
    """What is shown: a part of the window, a title, a few sentences."""

    part: QWidget
    title: str
    text: str


class Tour(QObject):
    """Lead from part to part. Never modal: Esc ends it, and whoever writes on meanwhile writes on.

    Signals:
        ended: it is over.
    """

    ended = Signal()

    def __init__(self, window: Window, keys: Keys) -> None:
        super().__init__(window)
        self._window = window
        self._keys = keys
        self._at = 0
        self.ring, self.bubble = Ring(window), Bubble(window)
        self.bubble.forward.connect(lambda: self.turn(1))
        self.bubble.back.connect(lambda: self.turn(-1))
        self.bubble.ended.connect(self.end)
        window.editor.escaped.connect(self.end)
        window.installEventFilter(self)
        self.steps = self._steps()
        for part in (self.ring, self.bubble):
            part.theme = window.editor.theme
        self._show()
        self.bubble.setFocus()

    @property
    def number(self) -> int:
        """Return which step is shown, from 1."""
        return self._at + 1

    def turn(self, by: int) -> None:
        """Go on, or back; past the last step the tour is over."""
        if self._at + by >= len(self.steps):
            self.end()
            return
        self._at = max(self._at + by, 0)
        self._show()
        self.bubble.setFocus()

    def end(self) -> None:
        """Take the bubble away and give the keys back to the text."""
        if self.bubble.isHidden():
            return
        self._window.removeEventFilter(self)
        self.bubble.hide()
        self.ring.hide()
        self._window.editor.setFocus()
        self.ended.emit()
        for part in (self.bubble, self.ring, self):
            part.deleteLater()

    def _steps(self) -> list[Step]:
        window, keys = self._window, self._keys
        controls = window.controls
        return [
            Step(window.editor, self.tr("Write an opening"), self.tr(
                "Here stands the tune, in ABC. What cannot be right is underlined; rest the mouse on it, or press "
                "{mend} to have it mended.").format(mend=keys.first("mend"))),
            Step(controls.button, self.tr("Continue it"), self.tr(
                "{key} continues the tune from the caret. The proposal stands grey behind the caret and sounds while "
                "it is being written.").format(key=keys.first("continue"))),
            Step(window.editor, self.tr("Keep it, or do not"), self.tr(
                "{all} keeps all of the grey text, {bar} its next bar, Esc sends it away. It is not in your text "
                "before you keep it.").format(all=keys.first("accept_all"), bar=keys.first("accept_bar"))),
            Step(controls, self.tr("Say how"), self.tr(
                "How many bars, how daring, and which seed: the same seed writes the same again. The button at the end "
                "holds the limits: range, scale, lengths, rhythm.")),
            Step(window.transport, self.tr("Hear it"), self.tr(
                "{play} plays the tune from its start, {caret} from the caret; {stop} stops. Choose a built-in "
                "instrument or a MIDI output at the right.").format(
                    play=keys.first("play"), caret=keys.first("play_caret"), stop=keys.first("stop"))),
            Step(window.menuBar(), self.tr("Find the rest"), self.tr(
                "Every command is in the menus. {shortcuts} lists their keys and lets you change them; {preferences} "
                "opens the preferences.").format(
                    shortcuts=keys.first("shortcuts"), preferences=keys.first("preferences"))),
        ]

    def _show(self) -> None:
        step = self.steps[self._at]
        self.bubble.say(step.title, step.text, self.number, len(self.steps))
        self._place()
        for part in (self.ring, self.bubble):
            part.show()
            part.raise_()

    def _place(self) -> None:
        part = self.steps[self._at].part
        target = QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())
        self.ring.setGeometry(target.adjusted(-2, -2, 2, 2).intersected(self._window.rect()))
        self.bubble.point_at(target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside the part when the window takes another size."""
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return super().eventFilter(watched, event)
