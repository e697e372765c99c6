"""What helps the composer write: folds, lengths, columns, the menu under the pointer, marks. One of it a window.

What belongs to one text is kept by its ``Editor``; ``equip`` gives an editor what the window has for all of them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gui.background import Background
from gui.frame.window import Window
from gui.settings import Preferences
from gui.sound.sound import Sound
from gui.sound.typed_notes import TypedNotes
from gui.text.editor import Editor
from gui.text.snippets import Snippets, insert
from gui.writing import snippet_dialog
from gui.writing.context_menu import ContextMenu
from gui.writing.reshaping import Reshaping


class Writing(QObject):
    """Connect the commands of writing to the editor that is current."""

    def __init__(self, window: Window, preferences: Preferences, current: Callable[[], Editor], sound: Sound,
                 reader: Background) -> None:
        super().__init__(window)
        self._sound = sound
        self._reader = reader
        self._window = window
        self._preferences = preferences
        self._current = current
        self._editors: list[Editor] = []
        self._typed: dict[Editor, TypedNotes] = {}
        self._menus: dict[Editor, ContextMenu] = {}
        self.reshaping = Reshaping(current, window)
        for name, slot in {
            "align": self.reshaping.align, "double": self.reshaping.double, "halve": self.reshaping.halve,
            "unit": self.reshaping.ask_and_change_unit,
        }.items():
            window.action(name).triggered.connect(lambda _=False, slot=slot: slot())
        self.snippets = Snippets(preferences, self)
        self.snippets.changed.connect(self._fill_insert)
        self._insert: list[QAction] = []
        self._fill_insert()
        window.action("mends").triggered.connect(self._choose_mend)
        window.action("snippets").triggered.connect(self._change_snippets)
        window.action("complete").triggered.connect(self._complete)
        for name in ("fold", "unfold", "fold_all", "unfold_all"):
            window.action(name).triggered.connect(lambda _=False, name=name: self._fold(name))
        window.action("typed_notes").toggled.connect(self._sound_typed)
        window.action("typed_notes").setChecked(preferences.flag("typed_notes", True))
        window.action("bar_mark").toggled.connect(self._mark_bars)
        window.action("bar_mark").setChecked(preferences.flag("bar_mark", True))

    def equip(self, editor: Editor) -> None:
        """Give an editor its menu and the marks that are asked for."""
        self._editors.append(editor)
        self._typed[editor] = TypedNotes(editor, self._sound, self._reader)
        self._typed[editor].is_on = self._window.action("typed_notes").isChecked()
        editor.destroyed.connect(lambda: self._forget(editor))
        editor.completion.snippets = self.snippets.all
        self._menus[editor] = ContextMenu(editor, self._window.action)
        editor.set_bar_mark(self._window.action("bar_mark").isChecked())

    def _fill_insert(self) -> None:
        """Put the snippets into the menu, above the command that changes them."""
        command = self._window.action("snippets")
        menu = next(each for each in command.associatedObjects() if isinstance(each, QMenu))
        for action in self._insert:
            menu.removeAction(action)
            action.deleteLater()
        self._insert = []
        for snippet in self.snippets.all():
            action = QAction(snippet.name.replace("&", "&&"), menu)
            action.setToolTip(snippet.text)
            action.triggered.connect(lambda _=False, snippet=snippet: insert(self._current(), snippet))
            self._insert.append(action)
        separator = QAction(menu)
        separator.setSeparator(True)
        self._insert.append(separator)
        menu.insertActions(command, self._insert)

    def _change_snippets(self) -> None:
        changed = snippet_dialog.ask(self.snippets.all(), self._current().font(), self._window)
        if changed is not None:
            self.snippets.keep(changed)

    def _choose_mend(self) -> None:
        if not self._menus[self._current()].choose_mend():
            self._window.say(self.tr("There is no mend for this place"))

    def _complete(self) -> None:
        self._current().completion.ask()

    def _fold(self, name: str) -> None:
        folding = self._current().folding
        {"fold": folding.fold, "unfold": folding.unfold, "fold_all": folding.fold_all,
         "unfold_all": folding.unfold_all}[name]()

    def _forget(self, editor: Editor) -> None:
        self._editors.remove(editor)
        del self._typed[editor], self._menus[editor]

    def _sound_typed(self, is_on: bool) -> None:
        self._preferences.keep("typed_notes", is_on)
        for typed in self._typed.values():
            typed.is_on = is_on

    def _mark_bars(self, is_on: bool) -> None:
        self._preferences.keep("bar_mark", is_on)
        for editor in self._editors:
            editor.set_bar_mark(is_on)
