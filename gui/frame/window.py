"""The window: menus, controls, text, transport, status line. It arranges; app.py connects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QMenu, QVBoxLayout, QWidget

from gui.frame import actions
from gui.frame.controls import Controls
from gui.frame.input_choice import InputChoice
from gui.frame.notice import Notice
from gui.frame.panels import Panels
from gui.frame.split import Split
from gui.frame.transport import Transport
from gui.look import theme
from gui.look.texts import noop
from gui.text.desk import Desk
from gui.text.dropping import dropped_files

# For lupdate: the menus are looked up by these words below.
_TITLES = (
    noop("Window", "&File"),
    noop("Window", "&Edit"),
    noop("Window", "&Insert"),
    noop("Window", "&Continue"),
    noop("Window", "&Play"),
    noop("Window", "&View"),
    noop("Window", "&Help"),
)
_THEME_WORDS = {"system": noop("Window", "As the s&ystem"), "light": noop("Window", "&Light"),
                "dark": noop("Window", "&Dark")}


class Window(QMainWindow):
    """Everything the composer sees.

    Signals:
        theme_chosen: system, light or dark.
        recent_chosen: a file of the list of recent ones. Its path.
        recent_forgotten: the list is to be emptied.
        files_dropped: files were let fall on the window. Their paths.
        themed: the colours are others. Theme.
        closed: the window is closing for good.
    """

    theme_chosen = Signal(str)
    recent_chosen = Signal(Path)
    recent_forgotten = Signal()
    files_dropped = Signal(list)
    themed = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.actions_by_name = actions.make(self)
        self.controls = Controls()
        self.notice = Notice()
        self.desk = Desk()
        self.editor = self.desk.editor  # shows the text of whichever tab is in front
        self.split = Split(self.desk)
        self.panels = Panels(self.split)
        command = self.actions_by_name
        self.transport = Transport(command["play"], command["play_caret"], command["stop"], command["panic"])
        self.inputs = InputChoice(self)
        self.may_close: Callable[[], bool] = lambda: True
        self._arrange()
        self._fill_menus()
        self._fill_status()
        self.setAcceptDrops(True)
        self.resize(960, 620)

    def when(self, name: str, do: Callable[[], object]) -> None:
        """Do something whenever a command is given."""
        self.actions_by_name[name].triggered.connect(lambda _=False: do())

    def action(self, name: str) -> QAction:
        """Return a command."""
        return self.actions_by_name[name]

    def set_theme(self, new: theme.Theme) -> None:
        """Take other colours."""
        actions.set_theme(self.actions_by_name, new)
        for part in (self.controls, self.notice, self.desk, self.transport):
            part.set_theme(new)
        self.themed.emit(new)

    def show_theme_choice(self, choice: str) -> None:
        """Tick a theme in the menu."""
        self._themes[choice].setChecked(True)

    def show_recent(self, paths: list[Path]) -> None:
        """Fill the menu of recent files."""
        self.recent.clear()
        self.recent.setEnabled(bool(paths))
        for number, path in enumerate(paths, 1):
            action = self.recent.addAction(f"&{number % 10}  {path.name.replace('&', '&&')}")
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, path=path: self.recent_chosen.emit(path))
        self.recent.addSeparator()
        self.recent.addAction(self.tr("&Forget these")).triggered.connect(lambda _=False: self.recent_forgotten.emit())

    def show_document(self, name: str, is_modified: bool) -> None:
        """Name the document in the title bar, with the system's mark if it is not saved."""
        self.setWindowTitle(f"{name}[*] — Segue")
        self.setWindowModified(is_modified)

    def say(self, sentence: str, severity: str = "") -> None:
        """Show a sentence in the status line, until the next. ``severity`` is error, warning or nothing."""
        self.message.setText(sentence)
        self.message.setToolTip(sentence)
        if self.message.property("severity") != severity:
            self.message.setProperty("severity", severity)
            self.message.style().polish(self.message)

    @property
    def is_fault_shown(self) -> bool:
        """Say whether the status line shows an error or a warning."""
        return bool(self.message.property("severity"))

    def _arrange(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.controls, _hairline(), self.notice, self.panels, _hairline(), self.transport):
            column.addWidget(part, 1 if part is self.panels else 0)
        self.setCentralWidget(centre)

    def _fill_menus(self) -> None:
        self.recent = QMenu(self.tr("Open &recent"), self)
        self.recent.setToolTipsVisible(True)
        menus: dict[str, list[str]] = {
            "&File": ["new", "new_tune", "open", "recent", "find_books", "", "save", "save_as", "versions", "",
                      "export", "export_again", "print", "", "close", "quit"],
            "&Edit": ["undo", "redo", "", "cut", "copy", "copy_midi", "paste", "select_all", "",
                      "find", "replace", "find_next", "find_previous", "",
                      "complete", "mend", "mends", "",
                      "transpose", "double", "halve", "unit", "", "align", "rewrite", "arrange", "", "preferences"],
            "&Insert": ["snippets"],
            "&Continue": ["continue", "next_take", "previous_take", "",
                          "accept_all", "accept_bar", "accept_part", "dismiss", "read_ghost", "",
                          "choose_takes", "takes", "go_takes", "", "again", "hold_bars", "hold_rhythm", "",
                          "suggest", "lock_seed", "", "note_origin", "recall_origin"],
            "&Play": ["play", "play_caret", "loop", "stop", "", "metronome", "count_in", "", "swing", "typed_notes", "",
                      "panic"],
            "&View": ["theme", "numbers", "tunes", "bar_mark", "surprise", "", "larger", "smaller", "",
                      "fold", "unfold", "fold_all", "unfold_all", "",
                      "view_score", "view_roll", "view_hidden", "",
                      "score_beside", "score_pages", "score_larger", "score_smaller", "score_fit", "",
                      "next_tab", "previous_tab"],
            "&Help": ["shortcuts", "tour", "", "about"],
        }
        for title, names in menus.items():
            menu = self.menuBar().addMenu(self.tr(title))
            if title == "&Continue":
                self.continue_menu = menu
            for name in names:
                if not name:
                    menu.addSeparator()
                elif name == "recent":
                    menu.addMenu(self.recent)
                elif name == "theme":
                    menu.addMenu(self._theme_menu())
                else:
                    menu.addAction(self.actions_by_name[name])

    def _theme_menu(self) -> QMenu:
        menu = QMenu(self.tr("&Theme"), self)
        group = QActionGroup(self)
        self._themes: dict[str, QAction] = {}
        for choice in theme.CHOICES:
            action = menu.addAction(self.tr(_THEME_WORDS[choice]))
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, choice=choice: self.theme_chosen.emit(choice))
            group.addAction(action)
            self._themes[choice] = action
        return menu

    def _fill_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(6, 0, 6, 2)
        self.message = StatusText()
        self.message.setAccessibleName(self.tr("Message"))
        self.place = QLabel()
        self.place.setAccessibleName(self.tr("Place of the caret"))
        self.setting = QLabel()
        self.setting.setAccessibleName(self.tr("Metre and unit at the caret"))
        self.model = QLabel(self.tr("loading the model…"))
        self.model.setAccessibleName(self.tr("Model"))
        bar.addWidget(self.message, 1)
        bar.addPermanentWidget(self.place)
        bar.addPermanentWidget(self.setting)
        bar.addPermanentWidget(self.model)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close if nothing would be lost."""
        if self.may_close():
            self.closed.emit()
            event.accept()
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files."""
        paths = dropped_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)


class StatusText(QLabel):
    """A label that gives up its end with dots rather than widen the window."""

    def setText(self, text: str) -> None:
        """Show a text, as much of it as fits."""
        self._whole = text
        self._fit()

    def text(self) -> str:
        """Return the whole text."""
        return self._whole

    def _fit(self) -> None:
        super().setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width() - 14))

    def minimumSizeHint(self) -> QSize:
        """Ask for little: the text gives way."""
        return QSize(60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text anew."""
        super().resizeEvent(event)
        self._fit()

    _whole = ""


def _hairline() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line
