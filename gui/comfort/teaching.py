"""Teach the model the composer's own tunes, in a process of its own, and say what came of it."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QProcess, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.sentences import unpacked
from gui.comfort.models import models_folder
from gui.look.sentences import spoken

_RUN = "import sys; from main import main; sys.exit(main(sys.argv[1:]))"
_ROOT = Path(__file__).parents[2]
_KILL_MS = 5_000


class Teaching(QDialog):
    """Ask for a folder and a name, teach, report. One sees the progress and can cancel; the window stays usable.

    ``base`` is the model to begin from, None for the shipped one; ``folder`` where models are kept.

    Signals:
        wanted: the new model is to be used. Its path.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget, base: Path | None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Teach it my tunes"))
        self._base = base
        self._folder = folder or models_folder()
        self._out: Path | None = None
        self._said, self._fault = b"", ""
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._cannot_start)
        self._build()

    def _build(self) -> None:
        words = QLabel(self.tr(
            "The model learns from your own tunes and becomes a new one; the old one stays as it is. A tenth of the "
            "tunes is held back to see whether it helps. Five tunes at least; twenty take about a minute."))
        words.setWordWrap(True)
        self.tunes = QLineEdit()
        self.tunes.setAccessibleName(self.tr("Folder of tunes"))
        browse = QPushButton(self.tr("&Browse…"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.tunes, 1)
        row.addWidget(browse)
        self.name = QLineEdit(self._free_name())
        self.name.setAccessibleName(self.tr("Name of the new model"))
        form = QFormLayout()
        form.addRow(self.tr("&Tunes"), row)
        form.labelForField(row)
        form.addRow(self.tr("&Name"), self.name)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setAccessibleName(self.tr("Report"))
        self.buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.start_button = self.buttons.addButton(self.tr("&Teach"), role.ActionRole)
        self.use_button = self.buttons.addButton(self.tr("&Use the new model"), role.AcceptRole)
        self.cancel_button = self.buttons.addButton(self.tr("&Cancel"), role.RejectRole)
        self.start_button.clicked.connect(self.start)
        self.use_button.clicked.connect(self._use)
        self.cancel_button.clicked.connect(self.reject)
        self.use_button.setVisible(False)
        self.bar.setVisible(False)
        self.tunes.textChanged.connect(self._note_edit)
        self.name.textChanged.connect(self._note_edit)
        self._note_edit()
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.setContentsMargins(18, 16, 18, 16)
        column.addWidget(words)
        column.addLayout(form)
        column.addWidget(self.bar)
        column.addWidget(self.message)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.resize(520, 300)

    @property
    def is_running(self) -> bool:
        """Say whether it is at work."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self) -> None:
        """Begin to teach."""
        self._out = self._folder / f"{self.name.text().strip()}.safetensors"
        self._said, self._fault = b"", ""
        arguments = ["-c", _RUN, "teach", self.tunes.text().strip(), "--out", str(self._out), "--json"]
        if self._base is not None:
            arguments += ["--model", str(self._base)]
        self.bar.setRange(0, 0)
        self.bar.setVisible(True)
        self.message.setText(self.tr("Reading the tunes…"))
        for part in (self.start_button, self.tunes, self.name):
            part.setEnabled(False)
        self.use_button.setVisible(False)
        self._process.setWorkingDirectory(str(_ROOT))
        self._process.start(sys.executable, arguments)

    def stop(self) -> None:
        """Give it up; what was learnt so far is lost, the models that there are stay."""
        if self.is_running:
            self._process.kill()
            self._process.waitForFinished(_KILL_MS)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of tunes"), self.tunes.text())
        if folder:
            self.tunes.setText(folder)

    def _note_edit(self) -> None:
        is_name = re.fullmatch(r"[^/\\:*?\"<>|]+", self.name.text().strip()) is not None
        self.start_button.setEnabled(bool(self.tunes.text().strip()) and is_name and not self.is_running)

    def _free_name(self) -> str:
        taken = {path.stem for path in self._folder.glob("*.safetensors")}
        return next(name for name in ("mine", *(f"mine-{number}" for number in range(2, 10_000))) if name not in taken)

    def _read(self) -> None:
        self._said += bytes(self._process.readAllStandardOutput().data())
        *lines, self._said = self._said.split(b"\n")
        for line in lines:
            event: dict[str, Any] = json.loads(line)
            if event["event"] == "progress":
                self.bar.setRange(0, event["total"])
                self.bar.setValue(event["done"])
                self.message.setText(self.tr("Pass {epoch}, {seconds} seconds left").format(
                    epoch=event["epoch"], seconds=round(event["seconds_left"])))
            elif event["event"] == "error":
                self._fault = unpacked(event["sentence"])
            else:
                self._report(event)

    def _report(self, event: dict[str, Any]) -> None:
        lines = [self.tr("{tunes} tunes were shown, {held} held back.").format(**event),
                 self.tr("Bits a note on those held back: {held_before:.2f} before, {held_after:.2f} after. "
                         "On those shown: {shown_before:.2f} before, {shown_after:.2f} after.").format(**event)]
        lines.append(self.tr("The new model knows your way better.") if event["out"] else
                     self.tr("Nothing was gained, so no model was written: more tunes may help."))
        lines += [spoken(unpacked(fault)) for fault in event["faults"][:3]]
        self.message.setText("\n".join(lines))
        self.use_button.setVisible(bool(event["out"]))

    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self.bar.setVisible(False)
        for part in (self.tunes, self.name):
            part.setEnabled(True)
        self._note_edit()
        if status == QProcess.ExitStatus.CrashExit:
            self.message.setText(self.tr("It was given up; nothing was changed."))
        elif code:
            said = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
            self.message.setText(spoken(self._fault) if self._fault else said.splitlines()[-1] if said else
                                 self.tr("It failed."))
        self.name.setText(self._free_name() if self.name.text().strip() in
                          {path.stem for path in self._folder.glob("*.safetensors")} else self.name.text())

    def _cannot_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.message.setText(self.tr("The process that teaches cannot be started: install Segue again."))
            self.bar.setVisible(False)

    def _use(self) -> None:
        self.wanted.emit(self._out)
        self.accept()

    def reject(self) -> None:
        """Stop what runs; where nothing runs, close."""
        if self.is_running:
            self.stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what runs, and close."""
        self.stop()
        super().closeEvent(event)
