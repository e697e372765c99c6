"""Every command with its keys: to be looked up, and to be changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from gui.comfort.keys import Keys
from gui.frame.window import Window
from gui.look.texts import plain

_NAME = Qt.ItemDataRole.UserRole


class ShortcutsDialog(QDialog):
    """List the commands by menu, filter them by words or keys, and give the chosen one another key at once."""

    def __init__(self, window: Window, keys: Keys) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._window = window
        self._keys = keys
        self._items: dict[str, QTreeWidgetItem] = {}
        self._build()
        self._fill()
        keys.changed.connect(self._show)
        self._choose()

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search commands and keys"))
        self.search.setAccessibleName(self.tr("Search commands and keys"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.list.setObjectName("roomy")
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self.list.currentItemChanged.connect(lambda _now, _before: self._choose())
        self.press = QKeySequenceEdit()
        self.press.setMaximumSequenceLength(1)
        self.press.setAccessibleName(self.tr("New key of the chosen command"))
        self.press.keySequenceChanged.connect(lambda _: self._say())
        label = QLabel(self.tr("&New key"))
        label.setBuddy(self.press)
        self.give = QPushButton(self.tr("&Assign"))
        self.give.clicked.connect(self._give)
        self.usual = QPushButton(self.tr("&Usual key"))
        self.usual.setToolTip(self.tr("Give the chosen command its usual keys back"))
        self.usual.clicked.connect(self._reset)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setAccessibleName(self.tr("Message"))
        self.message.setMinimumHeight(2 * self.message.fontMetrics().lineSpacing())
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        for part in (label, self.press, self.give, self.usual):
            row.addWidget(part, 1 if part is self.press else 0)
        self.buttons = QDialogButtonBox()
        self.all_usual = self.buttons.addButton(self.tr("&Reset all"), QDialogButtonBox.ButtonRole.ResetRole)
        self.all_usual.setToolTip(self.tr("Give every command its usual keys back"))
        close = self.buttons.addButton(self.tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.all_usual.clicked.connect(self._keys.reset_all)
        close.clicked.connect(self.reject)
        for button in (self.give, self.usual, self.all_usual, close):
            button.setAutoDefault(False)  # Return belongs to the key that is pressed
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self.message)
        column.addWidget(self.buttons)
        self.resize(560, 560)

    def _fill(self) -> None:
        by_action = {id(action): name for name, action in self._window.actions_by_name.items()}
        for top in self._window.menuBar().actions():
            menu = top.menu()
            if isinstance(menu, QMenu):
                self._add_group(top.text(), [by_action[id(one)] for one in _commands(menu) if id(one) in by_action])
        self._add_group(self.tr("Other"), self._keys.names)
        self.list.expandAll()

    def _add_group(self, title: str, names: list[str]) -> None:
        group = QTreeWidgetItem([plain(title)])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        for name in names:
            if name in self._items or name not in self._keys.names:
                continue
            item = self._items[name] = QTreeWidgetItem(group)
            item.setData(0, _NAME, name)
            item.setText(0, self._words(name))
            item.setToolTip(0, self._window.action(name).toolTip())
            self._show(name)
        if group.childCount():
            self.list.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)

    def _words(self, name: str) -> str:
        return plain(self._window.action(name).text())

    def _show(self, name: str) -> None:
        item = self._items.get(name)
        if item is None:
            return
        item.setText(1, self._keys.words(name))
        font = item.font(1)
        font.setBold(self._keys.is_own(name))
        item.setFont(1, font)
        if name == self.chosen:
            self._say()

    @property
    def chosen(self) -> str:
        """The name of the chosen command, or nothing."""
        item = self.list.currentItem()
        return str(item.data(0, _NAME) or "") if item is not None else ""

    def choose(self, name: str) -> None:
        """Choose a command."""
        self.list.setCurrentItem(self._items[name])

    def _choose(self) -> None:
        self.press.clear()
        self._say()

    def _filter(self, text: str) -> None:
        wanted, seen = text.casefold().split(), set()
        for item in self._items.values():
            parent = item.parent()
            group = parent.text(0) if parent is not None else ""
            words = f"{group} {item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not all(each in words for each in wanted))
            if not item.isHidden():
                seen.add(group)
        for index in range(self.list.topLevelItemCount()):
            top = self.list.topLevelItem(index)
            if top is not None:
                top.setHidden(top.text(0) not in seen)

    def _say(self) -> None:
        name, pressed = self.chosen, self.press.keySequence()
        may_change = bool(name) and self._keys.may_change(name)
        self.press.setEnabled(may_change)
        self.usual.setEnabled(may_change and self._keys.is_own(name))
        holders = [self._words(each) for each in self._keys.holders(pressed, but=name)] if not pressed.isEmpty() else []
        self.give.setText(self.tr("&Take over") if holders else self.tr("&Assign"))
        self.give.setEnabled(may_change and not pressed.isEmpty())
        if not name:
            self.message.setText(self.tr("Choose a command to give it another key."))
        elif not may_change:
            self.message.setText(self.tr("This key always shows the way out and cannot be changed."))
        elif holders:
            self.message.setText(self.tr("{key} belongs to “{command}”, which would lose it.").format(
                key=pressed.toString(QKeySequence.SequenceFormat.NativeText), command="”, “".join(holders)))
        else:
            self.message.setText("")

    def _give(self) -> None:
        name = self.chosen
        self._keys.set(name, [self.press.keySequence()])
        self.press.clear()

    def _reset(self) -> None:
        self._keys.reset(self.chosen)


def _commands(menu: QMenu) -> list[QAction]:
    """Return the actions of a menu and of the menus in it, in order."""
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        found += _commands(inner) if isinstance(inner, QMenu) else [action]
    return found
