"""What can be done with one leaf of the tree of what was tried."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from engine.attempts import Leaf
from engine.continuation import Continuation
from gui.bridge import Bridge
from gui.replies import Reply
from gui.sound.listening import Listening
from gui.takes.continuing import Continuing
from gui.takes.ghost_takes import GhostTakes
from gui.takes.trying import Trying


class Leaves(QObject):
    """Open a leaf at its place, hear it, write it again, copy it. A name that is no leaf's is passed over.

    Signals:
        said: something to say in the status line. A sentence.
        failed: it could not be written again. SegueError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, trying: Trying, ghosts: GhostTakes, continuing: Continuing, listening: Listening,
                 bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trying = trying
        self._ghosts = ghosts
        self._continuing = continuing
        self._listening = listening
        self._bridge = bridge

    def open(self, name: str) -> bool:
        """Show a leaf as the ghost, at the place that it continued; say whether it is still there."""
        leaf = self._leaf(name)
        if leaf is None:
            return False
        here = self._trying.round_of(leaf)
        if self._ghosts.place(here) is None:
            self.said.emit(self.tr("The text that this take continued is no longer in the document; "
                                   "“Copy as a tune” has both"))
            return False
        self._ghosts.open(here)
        return True

    def hear(self, name: str, bars_before: int) -> None:
        """Play a leaf, from so many bars before it on."""
        leaf = self._leaf(name)
        if leaf is not None:
            before = self._trying.opening(leaf)
            self._listening.audition(before, len(before), leaf.text, bars_before)

    def write_again(self, name: str) -> None:
        """Write a leaf anew from what is kept of it, and say whether it is the same."""
        from engine.tasks import WriteAgain

        leaf = self._leaf(name)
        if leaf is None:
            return
        before = self._trying.opening(leaf)
        self._continuing.editor.dismiss()
        self.said.emit(self.tr("Writing it again…"))

        def compare(found: Continuation) -> None:
            if found.text == leaf.text or (leaf.replaced and found.text.startswith(leaf.text.rstrip())):
                said = self.tr("Written again from seed {seed}: the same, to the last character")
            elif found.checkpoint != leaf.checkpoint:
                said = self.tr("Written again from seed {seed}: not the same. It was {then} that wrote it, and now it "
                               "is {now}")
            else:
                said = self.tr("Written again from seed {seed}: not the same")
            self.said.emit(said.format(seed=leaf.seed, then=leaf.checkpoint, now=found.checkpoint))

        self._bridge.ask(WriteAgain(before + leaf.behind, len(before), leaf.settings),
                         Reply(compare, self.failed.emit))

    def copy(self, name: str) -> None:
        """Put what a leaf continued, and the leaf, on the clipboard."""
        leaf = self._leaf(name)
        if leaf is not None:
            QApplication.clipboard().setText(self._trying.opening(leaf) + leaf.text + "\n")
            self.said.emit(self.tr("Copied"))

    def _leaf(self, name: str) -> Leaf | None:
        return self._trying.attempts.leaves.get(name)
