"""The sheet for printing: which tunes, how they stand on paper, and what that looks like."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.engraving.sheet import Sheet
from engine.errors import EngravingError
from gui.engraving.engraving import Engraving
from gui.export.export_choices import Choices, Extent
from gui.export.export_options import ExportOptions, set_spacing
from gui.export.page_preview import PagePreview
from gui.export.pages import Pages
from gui.export.scope_box import ScopeBox
from gui.export.sheet_maker import SheetMaker
from gui.frame.notice import whole_sentence
from gui.look.sentences import spoken

_LOOKS = (1, 10, 100)  # after so many tunes
_PAUSE_MS = 250  # after which a staff that is being made larger and larger is engraved


class PrintDialog(QDialog):
    """Show the pages as they change with what is chosen. Accepted, ``pages`` are to be printed."""

    def __init__(self, extent: Extent, choices: Choices, engraving: Engraving, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print"))
        self.pages: Pages | None = None
        self._extent = extent
        self._sheets: list[Sheet] = []
        self.scope = ScopeBox(extent, choices.scope)
        self.options = ExportOptions(replace(choices, suffix=".pdf"))
        self.preview = PagePreview()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setAccessibleName(self.tr("What is left out"))
        self.buttons = QDialogButtonBox()
        self.print_button = self.buttons.addButton(self.tr("P&rint…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.tr("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._maker = SheetMaker(engraving, "print", self)
        self._maker.moved.connect(self._show_progress)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._make)
        self._made = self._wanted()
        self._arrange()
        self.scope.changed.connect(self._make)
        self.options.changed.connect(self._follow)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.print_button.setDefault(True)
        self.finished.connect(lambda _: self._maker.stop())
        self._make()

    def choices(self) -> Choices:
        """Return what is chosen."""
        return replace(self.options.choices(), scope=self.scope.scope)

    def _arrange(self) -> None:
        words = QLabel(self.tr("&Tunes"))
        words.setBuddy(self.scope.first)
        set_spacing(self.options.form)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(words)
        left.addWidget(self.scope)
        left.addSpacing(10)
        left.addWidget(self.options)
        left.addWidget(self.message)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(left)
        row.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)
        self.resize(840, 580)

    def _wanted(self) -> tuple[object, ...]:
        """Return what decides how the tunes are engraved; all else is only where they stand."""
        layout = self.options.choices().layout
        return self.scope.scope, layout.line_width, layout.has_titles

    def _follow(self) -> None:
        if self._wanted() == self._made and self.pages is not None:
            self._lay_out()
        else:
            self.print_button.setEnabled(False)
            self._pause.start()

    def _make(self) -> None:
        """Engrave what is wanted."""
        self._pause.stop()
        self._made = self._wanted()
        self.print_button.setEnabled(False)
        choices = self.choices()
        self._maker.make(self._extent.text, self._extent.ranges(choices.scope), choices.layout, self._take)

    def _take(self, sheets: list[Sheet], faults: list[str]) -> None:
        self._sheets = sheets
        self.message.setText("\n".join(faults[:3]))
        self._lay_out()

    def _lay_out(self) -> None:
        """Put what is engraved on pages."""
        try:
            self.pages = Pages(self._sheets, self.choices().layout)
        except EngravingError as error:
            self.pages = None
            self.message.setText(whole_sentence(spoken(error)))
        self.preview.show_pages(self.pages)
        self.print_button.setEnabled(self.pages is not None)

    def _show_progress(self, done: int, count: int) -> None:
        if done < count:
            if done in _LOOKS:
                self._preview_some()
            self.preview.show_words(self.tr("Engraving tune {number} of {count}…").format(
                number=done + 1, count=count))

    def _preview_some(self) -> None:
        """Show the first pages of a long book while the rest is engraved."""
        with contextlib.suppress(EngravingError):  # no notes so far
            self.preview.show_pages(Pages(self._maker.sheets, self.choices().layout))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Engrave no further."""
        self._maker.stop()
        super().closeEvent(event)
