"""All that was tried with a document, as a tree: where it went on, and what was written there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from engine.attempts import Attempts, Leaf
from gui.look import words

_LEAF = Qt.ItemDataRole.UserRole
_LONGEST = 60


class TriedTree(QTreeWidget):
    """Show attempts. Enter opens a leaf, Delete forgets it.

    Signals:
        opened: a leaf is to be shown at its place. Its name.
        forgotten: a leaf is to be deleted. Its name.
    """

    opened = Signal(str)
    forgotten = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What was tried"))
        self.setHeaderLabels([self.tr("What was tried"), self.tr("Length"), self.tr("Seed"), self.tr("How"),
                              self.tr("Model"), self.tr("When")])
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.itemActivated.connect(lambda item, _column: self._open(item))

    def show_attempts(self, attempts: Attempts, chosen: str = "") -> None:
        """Show a tree; ``chosen`` is the leaf to be shown as such, else the one before stays."""
        chosen = chosen or self.leaf()
        self.clear()
        openings: dict[str, QTreeWidgetItem] = {}
        leaves: dict[str, QTreeWidgetItem] = {}
        for opening, text in attempts.openings.items():
            openings[opening] = QTreeWidgetItem([_where(text)])
            openings[opening].setToolTip(0, text)
            for leaf in attempts.leaves_of(opening):
                leaves[leaf.id] = QTreeWidgetItem(openings[opening], _columns(leaf))
                leaves[leaf.id].setData(0, _LEAF, leaf.id)
                leaves[leaf.id].setToolTip(0, leaf.text)
        for opening, item in openings.items():
            above = leaves.get(attempts.parent(opening))
            if above is None:
                self.addTopLevelItem(item)
            else:
                above.addChild(item)
        self.expandAll()
        if chosen in leaves:
            self.setCurrentItem(leaves[chosen])

    def leaf(self) -> str:
        """Return the name of the chosen leaf, empty where none is."""
        item = self.currentItem()
        name = item.data(0, _LEAF) if item is not None else None
        return name if isinstance(name, str) else ""

    def _open(self, item: QTreeWidgetItem) -> None:
        name = item.data(0, _LEAF)
        if isinstance(name, str):
            self.opened.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Forget on Delete."""
        if event.key() == Qt.Key.Key_Delete and self.leaf():
            self.forgotten.emit(self.leaf())
        else:
            super().keyPressEvent(event)


def _where(text: str) -> str:
    """Return what an opening is called: its title, and its last line."""
    lines = text.strip().split("\n")
    title = next((line[2:].strip() for line in lines if line.startswith("T:")), "")
    last = lines[-1].strip() if lines else ""
    return " · ".join(part for part in (title, "… " + last[-_LONGEST // 2:] if last else "") if part)


def _columns(leaf: Leaf) -> list[str]:
    text = " ".join(leaf.text.split())
    shown = text if len(text) <= _LONGEST else text[:_LONGEST - 1] + "…"
    marks = ("★ " if leaf.is_kept else "") + ("✓ " if leaf.accepted else "")
    how = f"{words.adventure_word(leaf.settings.temperature)} ({leaf.settings.temperature:.2f})"
    return [marks + shown, words.bars_words(leaf.bars), str(leaf.seed), how, leaf.checkpoint,
            leaf.when.replace("T", " ")[:16]]
