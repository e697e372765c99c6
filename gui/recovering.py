"""After a crash: finds what was not saved and offers it. Only what was handed over on purpose is opened unasked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.errors import FileError
from engine.files import read_abc
from engine.journal import Left, left_behind
from gui.background import Background
from gui.documents import Documents
from gui.journaling import Journaling
from gui.recovery_dialog import Offer, RecoveryDialog
from gui.window import Window


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
        self._documents = documents
        self._journaling = journaling
        self._reader = reader
        self._folder = folder
        self._held: list[Left] = []
        self.dialog: RecoveryDialog | None = None

    def look(self) -> None:
        """Look for what was left behind, beside the window."""
        folder = self._folder
        self._reader.ask("recover", lambda: _offers(folder), self._offer)

    def close(self) -> None:
        """Let go of what is not decided: it is offered again."""
        for left in self._held:
            left.close()
        self._held = []

    def _offer(self, offers: list[Offer]) -> None:
        self._put_back([offer for offer in offers if offer.tab is not None])
        offers = [offer for offer in offers if offer.tab is None]
        self._held = list({id(offer.left): offer.left for offer in offers}.values())
        if offers:
            self.dialog = RecoveryDialog(offers, self._window.editor.theme, self._window)
            self.dialog.chosen.connect(self._decide)
            self.dialog.finished.connect(self._end)
            self.dialog.open()

    def _put_back(self, offers: Sequence[Offer]) -> None:
        """Open what the window before this one handed over, each text in its place, and bring the same to the front."""
        desk = self._window.desk
        front = desk.current
        for offer in sorted(offers, key=lambda offer: offer.tab.index if offer.tab is not None else 0):
            if offer.tab is None:
                continue
            was_untouched = front is desk.current and front.is_untouched
            self._documents.recover(offer.recovered.path, offer.recovered.document, offer.on_disk)
            desk.editor.move_caret(offer.tab.caret)
            desk.tabs.moveTab(desk.pages.index(desk.current), offer.tab.index)
            if offer.tab.is_front or was_untouched:
                front = desk.current
            self._journaling.after(partial(offer.left.discard, offer.recovered.number))
        desk.show_page(front)
        for left in {id(offer.left): offer.left for offer in offers}.values():
            self._journaling.after(left.close)

    def _decide(self, offers: Sequence[Offer], is_opened: bool) -> None:
        for offer in offers:
            if is_opened:
                self._documents.recover(offer.recovered.path, offer.recovered.document, offer.on_disk)
            # Only when it stands in this window's own journal is it taken out of the old one.
            self._journaling.after(partial(offer.left.discard, offer.recovered.number))
        count = len(offers)
        self.said.emit(self.tr("%n text(s) recovered: save to keep them", "", count) if is_opened else
                       self.tr("%n text(s) discarded", "", count))

    def _end(self) -> None:
        held, self._held = self._held, []
        for left in held:
            self._journaling.after(left.close)
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


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
                offers.append(Offer(recovered, on_disk, left))
        if not left.texts:
            left.close()
    return offers
