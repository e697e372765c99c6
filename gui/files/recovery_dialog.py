"""Offers what a window that did not close had not saved, each text with what is different in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from engine.difference import Line
from engine.journal import Left, Recovered, Tab
from gui.look.diff_view import DiffView
from gui.look.theme import Theme


@dataclass(frozen=True)
class Offer:
    """A text to be offered, what lies on disk in its place (nothing, if it has no file), whose it was, what is new."""

    recovered: Recovered
    on_disk: str
    left: Left
    difference: tuple[Line, ...] = ()

    @property
    def tab(self) -> Tab | None:
        """Where it stood, if it was handed over and is to come back unasked."""
        return self.left.tabs.get(self.recovered.number)


class RecoveryDialog(QDialog):
    """A list of texts, ticked to begin with, and the difference beside it. What is not ticked is asked again.

    Signals:
        chosen: the composer decided. The ticked offers, whether they are to be opened (else discarded).
    """

    chosen = Signal(object, bool)

    def __init__(self, offers: Sequence[Offer], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unsaved work was found"))
        self.setObjectName("recovery")
        self._offers = offers
        words = QLabel(self.tr("Segue did not close as usual. These texts were not saved; here is what is different "
                               "from the file. Nothing is changed until you choose."))
        words.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Texts that were not saved"))
        self.difference = DiffView(theme)
        for offer in offers:
            self.list.addItem(_item(offer))
        self.list.currentRowChanged.connect(self._show)
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.open_button = self.buttons.addButton(self.tr("&Open what is ticked"), role.AcceptRole)
        self.discard_button = self.buttons.addButton(self.tr("&Discard what is ticked"), role.DestructiveRole)
        self.later_button = self.buttons.addButton(self.tr("Ask &later"), role.RejectRole)
        self.open_button.clicked.connect(lambda: self._choose(is_opened=True))
        self.discard_button.clicked.connect(lambda: self._choose(is_opened=False))
        self.buttons.rejected.connect(self.reject)
        self.open_button.setDefault(True)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.difference)
        split.setStretchFactor(1, 1)
        split.setSizes([240, 480])
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(split, 1)
        column.addWidget(self.buttons)
        self.resize(760, 440)
        self.list.setCurrentRow(0)

    def ticked(self) -> list[Offer]:
        """Return the offers that are ticked."""
        return [offer for row, offer in enumerate(self._offers)
                if self.list.item(row).checkState() == Qt.CheckState.Checked]

    def _show(self, row: int) -> None:
        self.difference.show_lines(self._offers[row].difference)

    def _choose(self, *, is_opened: bool) -> None:
        self.chosen.emit(self.ticked(), is_opened)
        self.accept()


def _item(offer: Offer) -> QListWidgetItem:
    recovered = offer.recovered
    time = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(recovered.changed_at)), QLocale.FormatType.ShortFormat)
    item = QListWidgetItem(f"{title_of(recovered)}\n{time}")
    item.setToolTip(str(recovered.path) if recovered.path is not None else "")
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked)
    return item


def title_of(recovered: Recovered) -> str:
    """Return the name of a recovered text: its file's, or its first title."""
    if recovered.path is not None:
        return Path(recovered.path).name
    lines = recovered.document.text[:4000].split("\n")
    return next((line[2:].strip() for line in lines if line.startswith("T:")), "") or lines[0][:40]
