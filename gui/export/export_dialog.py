"""The sheet for an export: which tunes, in which format and how, into which file."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.export.export_choices import Choices, Extent, Job
from gui.export.export_options import ExportOptions, set_spacing
from gui.export.scope_box import ScopeBox
from gui.files.kinds import EXPORTS, chosen_path, export_kind, export_kinds, export_suffix, export_tip
from gui.frame.controls import ROW_HEIGHT

_WIDTH = 560  # pixels
_BAD_IN_NAMES = frozenset('/\\:*?"<>|')


class ExportDialog(QDialog):
    """Ask for everything at once; what stands in the way is said below the fields, and what would be written over.

    ``propose`` gives a file name without suffix for a scope. ``open_files`` are those of open texts: an export never
    goes over them.
    """

    def __init__(self, extent: Extent, choices: Choices, folder: Path, propose: Callable[[str], str],
                 open_files: Collection[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._extent = extent
        self._propose = propose
        self._open_files = frozenset(open_files)
        self._is_own_name = False  # whether the composer wrote the name himself
        self.scope = ScopeBox(extent, choices.scope)
        self.format = QComboBox()
        for suffix in EXPORTS:
            self.format.addItem(export_kind(suffix), suffix)
        self.format.setMaxVisibleItems(len(EXPORTS))
        self.format.setCurrentIndex(max(self.format.findData(choices.suffix), 0))
        self.tip = QLabel()
        self.tip.setObjectName("quiet")
        self.tip.setWordWrap(True)
        self.options = ExportOptions(choices)
        self.name = QLineEdit()
        self.folder = QLineEdit(str(folder))
        self.browse = QPushButton(self.tr("&Browse…"))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setAccessibleName(self.tr("What will be written"))
        self.buttons = QDialogButtonBox()
        self.export = self.buttons.addButton(self.tr("&Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.tr("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._arrange()
        self._connect()
        self._show_format()
        self.name.setFocus()
        self.name.setSelection(0, len(Path(self.name.text()).stem))

    @property
    def suffix(self) -> str:
        """The suffix of the format that is chosen."""
        return str(self.format.currentData())

    def job(self) -> Job:
        """Return what is to be written."""
        choices = replace(self.options.choices(), scope=self.scope.scope)
        return Job(self._path(), self._extent.text, self._extent.ranges(choices.scope), choices)

    def _arrange(self) -> None:
        form = QFormLayout()
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.folder, 1)
        place.addWidget(self.browse)
        file = QFormLayout()
        for each in (form, file):
            set_spacing(each)
        words = QLabel(self.tr("&Tunes"))
        words.setBuddy(self.scope.first)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        form.addRow(words, self.scope)
        form.addRow(self.tr("&Format"), self.format)
        form.addRow("", self.tip)
        file.addRow(self.tr("Fi&le name"), self.name)
        folder = QLabel(self.tr("F&older"))
        folder.setBuddy(self.folder)
        file.addRow(folder, place)
        # The three forms stand below one another as if they were one.
        fields = form.labelForField(self.format), file.labelForField(self.name)
        labels = [words, folder, *self.options.labels(), *(label for label in fields if label is not None)]
        width = max(label.sizeHint().width() for label in labels)
        for label in labels:
            label.setMinimumWidth(width)
        for field in (self.format, self.name, self.folder, self.browse):
            field.setMinimumHeight(ROW_HEIGHT)
        self.ensurePolished()
        self.options.setMinimumHeight(self.options.largest().height())
        self.message.setMinimumHeight(2 * self.message.fontMetrics().lineSpacing())
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(self.options)
        column.addSpacing(8)
        column.addStretch(1)
        column.addLayout(file)
        column.addWidget(self.message)
        column.addWidget(self.buttons)
        self.resize(max(_WIDTH, self.minimumSizeHint().width()), self.sizeHint().height() + 16)

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(lambda _: self._show_format())
        self.scope.changed.connect(self._rename)
        self.name.textEdited.connect(self._note_name)
        for field in (self.name, self.folder):
            field.textChanged.connect(lambda _: self._say())
        self.browse.clicked.connect(self._browse)
        self.export.setDefault(True)
        self.browse.setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _show_format(self) -> None:
        self.tip.setText(export_tip(self.suffix))
        self.options.show_format(self.suffix)
        self._rename()

    def _rename(self) -> None:
        """Follow scope and format with the name; of one that the composer wrote only the suffix changes."""
        name = Path(self.name.text().strip() or "tune")
        if not self._is_own_name:
            name = self._free(self._propose(self.scope.scope))
        elif export_suffix(name.suffix) != self.suffix:
            name = name.with_suffix(self.suffix) if export_suffix(name.suffix) else Path(f"{name}{self.suffix}")
        self.name.setText(name.name)
        self._say()

    def _free(self, stem: str) -> Path:
        """Return a proposed name with its suffix that is no open text's."""
        name = Path(stem + self.suffix)
        is_taken = (self._folder() / name).resolve() in self._open_files
        return Path(f"{stem}-copy{self.suffix}") if is_taken else name

    def _note_name(self, text: str) -> None:
        """Let a suffix that was typed choose the format."""
        self._is_own_name = bool(text.strip())
        index = self.format.findData(export_suffix(Path(text.strip()).suffix))
        if index >= 0 and index != self.format.currentIndex():
            place = self.name.cursorPosition()
            self.format.setCurrentIndex(index)
            self.name.setCursorPosition(place)

    def _folder(self) -> Path:
        return Path(self.folder.text().strip() or ".").expanduser()

    def _path(self) -> Path:
        name = self.name.text().strip()
        return self._folder() / (name if export_suffix(Path(name).suffix) else name + self.suffix)

    def _browse(self) -> None:
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Export"), str(self._path()), export_kinds(), export_kind(self.suffix),
            QFileDialog.Option.DontConfirmOverwrite)  # what would be written over is said in the sheet
        if name:
            path = chosen_path(name, kind, self.suffix)
            self.folder.setText(str(path.parent))
            self.name.setText(path.name)
            self._note_name(path.name)

    def _say(self) -> None:
        """Say what will be written, or why nothing can be."""
        fault = self._fault()
        job = self.job()
        there = 0 if fault else _standing(job)
        self._show(fault or self._promise(job, there), "error" if fault else "warning" if there else "")
        self.export.setEnabled(not fault)
        self.export.setText(self.tr("&Replace and export") if there else self.tr("&Export"))

    def _fault(self) -> str:
        name, folder = self.name.text().strip(), self._folder()
        if not name or name.startswith(".") or _BAD_IN_NAMES & set(name):
            return self.tr("Give the file a name.") if not name else self.tr(
                "A file cannot be called so: write letters, digits, hyphens.")
        if not folder.is_dir():
            return self.tr("There is no such folder.")
        if self._path().resolve() in self._open_files:
            return self.tr("This file is open as a text: choose another name.")
        return ""

    def _promise(self, job: Job, there: int) -> str:
        if job.count == 1:
            return self.tr("{name} is there already.").format(name=job.path.name) if there else ""
        words = self.tr("{count} files, one a tune: {first} to {last}.").format(
            count=job.count, first=job.file(0).name, last=job.file(job.count - 1).name)
        already = self.tr("{count} of them are there already.").format(count=there)
        return f"{words} {already}" if there else words

    def _show(self, words: str, severity: str) -> None:
        self.message.setText(words)
        self.message.setProperty("severity", severity)
        self.message.style().polish(self.message)


def _standing(job: Job) -> int:
    """Return how many of a job's files are there already."""
    if job.count == 1:
        return int(job.path.exists())
    ours = re.compile(re.escape(job.path.stem) + r"-([1-9]\d*)" + re.escape(job.path.suffix))  # as in engine.files
    numbers = (ours.fullmatch(path.name) for path in job.path.parent.iterdir())
    return sum(found is not None and int(found[1]) <= job.count for found in numbers)
