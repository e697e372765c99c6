"""Export: tunes of the text in front as notes, pictures, sound or text, by one sheet; and once more as before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QProgressDialog

from engine.errors import SegueError
from engine.notation.book import tune_ranges
from engine.notation.index import entries
from gui.background import Background
from gui.engraving.engraving import Engraving
from gui.export.export_choices import Extent, Job, Range, extent, keep, recalled
from gui.export.export_run import ExportRun, Outcome
from gui.files.documents import Documents, file_stem
from gui.frame.notice import whole_sentence
from gui.frame.window import Window
from gui.look.sentences import spoken
from gui.settings import Preferences
from gui.text.page import Page

_PATIENCE_MS = 800  # before a box shows how far it is
_MOST_SAID = 4  # tunes that were left out, by their sentences


@dataclass(frozen=True)
class _Last:
    """What was exported last of a text: the job, and number and title of each tune, unless it was the whole book."""

    job: Job
    names: tuple[tuple[str, str], ...]


class Exporting(QObject):
    """Ask, write beside the window, report. Lives in the GUI thread.

    Signals:
        said: files were written. A sentence.
        failed: nothing was. SegueError.
    """

    said = Signal(str)
    failed = Signal(object)

    def __init__(self, window: Window, documents: Documents, engraving: Engraving, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._documents = documents
        self._engraving = engraving
        self._preferences = preferences
        self._background = Background("export", self)
        self._last: WeakKeyDictionary[Page, _Last] = WeakKeyDictionary()
        self._progress: QProgressDialog | None = None
        self._run: ExportRun | None = None
        self.dialog: QDialog | None = None
        window.when("export", self.ask)
        window.when("export_again", self.again)

    def ask(self) -> None:
        """Show the sheet, with what was chosen last time."""
        from gui.export.export_dialog import ExportDialog

        page, here = self._window.desk.current, self.extent()
        last = self._last.get(page)
        dialog = ExportDialog(here, recalled(self._preferences),
                              last.job.path.parent if last is not None else self._documents.folder,
                              lambda scope: self._stem(here, scope),
                              [path.resolve() for path in self._documents.paths], self._window)
        self.dialog = dialog

        def begin() -> None:
            keep(self._preferences, dialog.job().choices)
            self.export(dialog.job())

        dialog.accepted.connect(begin)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def again(self) -> None:
        """Write the same tunes, as they are now, to the same place in the same way; ask where it is not clear how."""
        last = self._last.get(self._window.desk.current)
        job = self._renewed(last) if last is not None else None
        if job is None:
            self.ask()
        else:
            self.export(job)

    def extent(self) -> Extent:
        """Return the tunes that can be meant now."""
        editor = self._window.editor
        cursor = editor.textCursor()
        selection = editor.offset_at(cursor.selectionStart()), editor.offset_at(cursor.selectionEnd())
        return extent(editor.text(), editor.caret(), selection)

    def export(self, job: Job) -> None:
        """Write a job's files; only one job is at work at a time."""
        if self._run is not None:
            self.said.emit(self.tr("{name} is still being written: wait, or cancel it").format(
                name=self._run.outcome.job.path.name))
            return
        names = _names(job.text, job.ranges) if job.choices.scope != "book" else ()
        self._last[self._window.desk.current] = _Last(job, names)
        run = self._run = ExportRun(job, job.path.stem, self._engraving, self._background, self)
        progress = self._progress = QProgressDialog(self.tr("Exporting…"), self.tr("Cancel"), 0, 100, self._window)
        progress.setWindowTitle(self.tr("Export"))
        progress.setMinimumDuration(_PATIENCE_MS)
        progress.setAutoClose(False)
        progress.setAutoReset(False)
        progress.canceled.connect(self._give_up)
        run.moved.connect(self._show_progress)
        run.done.connect(self._report)
        run.failed.connect(self._fail)
        run.start()

    def cancel(self) -> None:
        """Give up; a file that was not finished is not there."""
        if self._run is not None:
            run, self._run = self._run, None
            run.cancel()
            run.deleteLater()
        if self._progress is not None:
            progress, self._progress = self._progress, None
            progress.canceled.disconnect(self._give_up)
            progress.close()
            progress.deleteLater()

    def close(self) -> None:
        """Give up and join the thread."""
        self.cancel()
        self._background.close()

    def _renewed(self, last: _Last) -> Job | None:
        """Return a job for the text as it is now; None where its tunes are not found or the caret is in another."""
        here, scope = self.extent(), last.job.choices.scope
        if scope == "book":
            ranges = here.ranges(scope)
        elif scope == "tune":
            ranges = here.tune
        else:
            everything = tuple(tune_ranges(here.text))
            by_name = dict(zip(_names(here.text, everything), everything, strict=True))
            ranges = tuple(by_name[name] for name in last.names if name in by_name)
        if scope != "book" and _names(here.text, ranges) != last.names:
            return None
        return replace(last.job, text=here.text, ranges=ranges)

    def _stem(self, here: Extent, scope: str) -> str:
        """Return a file name without suffix: the tune's title, of a whole book the name of its file."""
        path = self._documents.path
        if scope != "tune":
            return path.stem if path is not None else self.tr("tunes")
        start, end = here.ranges(scope)[0]
        stem = file_stem(here.text[start:end])
        return path.stem if stem == "tune" and path is not None else stem

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _show_progress(self, done: int, total: int, words: str) -> None:
        if self._progress is not None:
            self._progress.setLabelText(words)
            self._progress.setMaximum(total)
            self._progress.setValue(done)

    def _give_up(self) -> None:
        written = self._run.outcome.written if self._run is not None else 0
        is_one_file = self._run is None or self._run.outcome.job.choices.is_one_file
        self.cancel()
        self.said.emit(self.tr("Export cancelled: nothing was written") if is_one_file or not written else
                       self.tr("Export cancelled: {count} files were written before").format(count=written))

    def _report(self, outcome: Outcome) -> None:
        from engine.exchange.outgoing_losses import in_a_sentence

        self.cancel()
        job, count = outcome.job, outcome.written
        self.said.emit(self.tr("Exported {name}").format(name=job.path.name) if job.count == 1 else
                       self.tr("Exported {count} files: {first} to {last}").format(
                           count=count, first=job.file(0).name, last=job.file(job.count - 1).name))
        lost = in_a_sentence(outcome.lost, job.choices.suffix)
        sentences = [whole_sentence(spoken(lost))] if lost is not None else []
        if outcome.faults:
            named, more = outcome.faults[:_MOST_SAID], len(outcome.faults) - _MOST_SAID
            sentences.append(self.tr("Left out: {tunes}").format(tunes="; ".join(named)) + (
                " " + self.tr("and {count} more").format(count=more) if more > 0 else "") + ".")
        if sentences:
            self._window.notice.say(f"{job.path.name}: {' '.join(sentences)}")

    def _fail(self, error: SegueError) -> None:
        self.cancel()
        self.failed.emit(error)


def _names(text: str, ranges: tuple[Range, ...]) -> tuple[tuple[str, str], ...]:
    """Return number and title of each tune."""
    return tuple(next(((one.number, one.title) for one in entries(text[start:end])), ("", ""))
                 for start, end in ranges)
