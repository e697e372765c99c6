"""After a crash: finds what was not saved and offers it. Only what was handed over on purpose is opened unasked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.difference import compare
from engine.errors import FileError
from engine.files import read_abc
from engine.journal import Left, left_behind
from gui.background import Background
from gui.files.documents import Documents
from gui.files.journaling import Journaling
from gui.files.recovery_dialog import Offer, RecoveryDialog
from gui.files.restoring import Restoring
from gui.frame.window import Window
from gui.look.diff_view import MOST


class Recovering(QObject):
    """Ask once, at the start.

    Signals:
        said: what was done. A sentence.
    """

    said = Signal(str)

    def __init__(self, window: Window, documents: Documents, journaling: Journaling, reader: Background,
                 folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._restoring = Restoring(window.desk, documents, self)
        self._journaling = journaling
        self._reader = reader
        self.folder = folder
        self._held: list[Left] = []
        self._awaited = 0  # texts that are still being put onto the desk
        self._front = window.desk.current  # what is to be in front when they are
        self.dialog: RecoveryDialog | None = None

    def look(self) -> None:
        """Look for what was left behind, beside the window."""
        folder = self.folder
        self._reader.ask("recover", lambda: _offers(folder), self._offer)

    def close(self) -> None:
        """Let go of what is not decided, or not on the desk yet: it is offered again."""
        self._restoring.close()
        for left in self._held:
            left.close()
        self._held = []

    def _offer(self, offers: list[Offer]) -> None:
        self._held = list({id(offer.left): offer.left for offer in offers}.values())
        self._put_back([offer for offer in offers if offer.tab is not None])
        offers = [offer for offer in offers if offer.tab is None]
        if offers:
            self.dialog = RecoveryDialog(offers, self._window.editor.theme, self._window)
            self.dialog.chosen.connect(self._decide)
            self.dialog.finished.connect(self._end)
            self.dialog.open()

    def _put_back(self, offers: Sequence[Offer]) -> None:
        """Open what the window before this one handed over, each text in its place, and bring the same to the front."""
        self._awaited += len(offers)
        self._front = self._window.desk.current
        for offer in sorted(offers, key=lambda offer: offer.tab.index if offer.tab is not None else 0):
            recovered = offer.recovered
            self._restoring.restore(recovered.path, recovered.document, offer.on_disk, partial(self._place, offer))

    def _place(self, offer: Offer) -> None:
        """Put the text that has just come to the front where it stood."""
        desk = self._window.desk
        if offer.tab is not None:
            desk.editor.move_caret(offer.tab.caret)
            desk.tabs.moveTab(desk.pages.index(desk.current), offer.tab.index)
            # One that nobody had written into has given its place up.
            if offer.tab.is_front or self._front not in desk.pages:
                self._front = desk.current
        desk.show_page(self._front)
        self._discard(offer)

    def _decide(self, offers: Sequence[Offer], is_opened: bool) -> None:
        self._awaited += len(offers)
        for offer in offers:
            if is_opened:
                recovered = offer.recovered
                self._restoring.restore(recovered.path, recovered.document, offer.on_disk,
                                        partial(self._discard, offer))
            else:
                self._discard(offer)
        count = len(offers)
        self.said.emit(self.tr("%n text(s) recovered: save to keep them", "", count) if is_opened else
                       self.tr("%n text(s) discarded", "", count))

    def _discard(self, offer: Offer) -> None:
        """Take a text out of the old journal, once it stands in this window's own."""
        self._journaling.after(partial(offer.left.discard, offer.recovered.number))
        self._awaited -= 1
        self._release()

    def _release(self) -> None:
        """Let the old journals go when everything is decided and done."""
        if self._awaited or self.dialog is not None:
            return
        held, self._held = self._held, []
        for left in held:
            self._journaling.after(left.close)

    def _end(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self._release()


def _offers(folder: Path) -> list[Offer]:
    """Return what is to be offered; a text that was saved after all is dropped."""
    offers: list[Offer] = []
    for left in left_behind(folder):
        for recovered in list(left.texts):
            try:
                on_disk = read_abc(recovered.path).text if recovered.path is not None else ""
            except FileError:
                on_disk = ""
            if recovered.document.text == on_disk:
                left.discard(recovered.number)
            else:
                # What is different is found here, beside the window: ten megabytes take half a second.
                difference = tuple(compare(on_disk, recovered.document.text, MOST))
                offers.append(Offer(recovered, on_disk, left, difference))
        if not left.texts:
            left.close()
    return offers
