"""What a search through a folder found, as rows: a heading for each file or group, and its tunes below it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from engine.library.hits import Hit
from engine.library.orders import Found

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole
_MOST_OPEN = 6  # answers unpacked at once: more than the list shows


class HitModel(QAbstractListModel):
    """The tunes stay packed as they came, and are unpacked when they are shown.

    Ten thousand of them as objects made Python look for garbage, for 70 to 120 ms at a time; numbers do not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.clear(Path())

    def clear(self, folder: Path) -> None:
        """Begin an empty list of tunes of a folder."""
        self.beginResetModel()
        self.folder = folder
        self._rows = array("q")  # the number of a tune; of a heading -1 - its number
        self._files: list[str] = []
        self._file_of = array("q")  # by the number of a tune
        self._headings: list[str] = []  # the file of each; empty where it is one of a group of twins
        self._groups, self._counts = array("q"), array("q")  # by the number of a heading
        self._heading_row = 0
        self._packed: list[bytes] = []
        self._firsts = array("q")  # the number of the first tune of each packet
        self._open: dict[int, list[Hit]] = {}
        self.endResetModel()

    def append(self, found: Found) -> None:
        """Show more tunes below."""
        if not found.sections:
            return
        grown, at = len(self._headings) - 1, self._heading_row
        rows, number = array("q"), len(self._file_of)
        self._packed.append(found.packed)
        self._firsts.append(number)
        for file, group, count in found.sections:
            heading = "" if group else file
            if not self._headings or self._headings[-1] != heading or self._groups[-1] != group:
                self._heading_row = len(self._rows) + len(rows)
                rows.append(-1 - len(self._headings))
                self._headings.append(heading)
                self._groups.append(group)
                self._counts.append(0)
            self._counts[-1] += count
            if not self._files or self._files[-1] != file:
                self._files.append(file)
            self._file_of.extend([len(self._files) - 1] * count)
            rows.extend(range(number, number + count))
            number += count
        self.beginInsertRows(_ROOT, len(self._rows), len(self._rows) + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()
        if grown >= 0 and rows[0] >= 0:
            self.dataChanged.emit(self.index(at), self.index(at))

    def hit(self, row: int) -> Hit | None:
        """Return the tune of a row, None where it is a heading."""
        number = self._rows[row]
        if number < 0:
            return None
        packet = bisect_right(self._firsts, number) - 1
        if packet not in self._open:
            if len(self._open) >= _MOST_OPEN:
                self._open.clear()
            self._open[packet] = Found(packed=self._packed[packet]).unpacked()
        return self._open[packet][number - self._firsts[packet]]

    def path(self, row: int) -> Path | None:
        """Return the file of a row, None where it is the heading of a group."""
        number = self._rows[row]
        name = self._files[self._file_of[number]] if number >= 0 else self._headings[-1 - number]
        return Path(name) if name else None

    def words(self, row: int) -> tuple[str, str]:
        """Return what stands at the left and at the right: of a tune its title, then key and metre, or its file."""
        hit, path = self.hit(row), self.path(row)
        if hit is None:
            name = path.name if path is not None else self.tr("Nearly the same")
            return name, self.tr("%n tune(s)", "", self._counts[-1 - self._rows[row]])
        entry = hit.entry
        is_twin = bool(self._groups) and bool(self._groups[-1])
        facts = [path.name] if is_twin and path is not None else [entry.key, entry.metre]
        return entry.title or f"X:{entry.number}", "  ".join(each for each in facts if each)

    def place(self, row: int) -> str:
        """Return where the file of a heading lies, below the folder that is searched."""
        path = self.path(row)
        if path is None:
            return ""
        inside = path.parent.relative_to(self.folder) if path.is_relative_to(self.folder) else path.parent
        return "" if inside == Path() else str(inside)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        """Return what stands in a row; a screen reader is told the file too."""
        if role not in (_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole):
            return None
        row = index.row()
        title, facts = self.words(row)
        if role == _Role.DisplayRole:
            return title
        hit, path = self.hit(row), self.path(row)
        if hit is None:
            return str(path) if path is not None and role == _Role.ToolTipRole else f"{title}, {facts}"
        entry = hit.entry
        parts = [title, "  ".join(each for each in (entry.key, entry.metre, entry.rhythm) if each),
                 path.name if path is not None else "", hit.music]
        return ("\n" if role == _Role.ToolTipRole else ", ").join(each for each in parts if each)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the arrow keys pass over headings."""
        if self._rows[index.row()] < 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
