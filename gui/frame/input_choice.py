"""Which MIDI inputs are listened to: one choice, shown in the menu and in the preferences."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QActionGroup, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from engine.inputs import EVERY, NONE, OWN
from gui.look.sentences import spoken


class InputChoice(QObject):
    """The choice: ``none``, ``every``, ``Segue`` (what other programs play into it), or an input's name.

    Signals:
        changed: another was chosen. Its name.
    """

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = EVERY

    def choose(self, name: str) -> None:
        """Choose; whoever shows it follows."""
        if name and name != self.name:
            self.name = name
            self.changed.emit(name)

    def rows(self) -> tuple[list[tuple[str, str]], str]:
        """Return words and name of all that can be chosen just now, the choice among them, and why no more can.

        Asking loads the MIDI library.
        """
        from engine.inputs import survey

        names, fault = survey()
        found = [(self.tr("None"), NONE), (self.tr("Every input"), EVERY)]
        if not fault:
            found.append((self.tr("What other programs play into Segue"), OWN))
        found += [(name, name) for name in names]
        if self.name not in [name for _, name in found]:
            found.append((self.words(self.name), self.name))  # it may be plugged in later
        return found, spoken(fault) if fault else ""

    def words(self, name: str) -> str:
        """Return a choice in words."""
        return {NONE: self.tr("None"), EVERY: self.tr("Every input"),
                OWN: self.tr("What other programs play into Segue")}.get(name, name)


class InputMenu(QMenu):
    """The choice as a menu, filled whenever it is opened."""

    def __init__(self, choice: InputChoice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("&Input"))
        self._choice = choice
        self._group: QActionGroup | None = None
        self.aboutToShow.connect(self.refresh)

    def refresh(self) -> None:
        """Ask again what there is."""
        self.clear()
        rows, fault = self._choice.rows()
        self._group = QActionGroup(self)
        for words, name in rows:
            action = self.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == self._choice.name)
            action.triggered.connect(lambda _=False, name=name: self._choice.choose(name))
            self._group.addAction(action)
        if fault:
            self.addSeparator()
            none = self.addAction(self.tr("No MIDI inputs found"))
            none.setEnabled(False)
            none.setToolTip(fault)
            self.setToolTipsVisible(True)


class InputChooser(QComboBox):
    """The choice as a row of the preferences, filled whenever its list is opened."""

    def __init__(self, choice: InputChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.setToolTip(self.tr("Where the notes come from that are written or answered"))
        self.setAccessibleName(self.tr("MIDI input"))
        self.addItem(choice.words(choice.name), choice.name)
        choice.changed.connect(self._show)
        self.activated.connect(lambda _: choice.choose(str(self.currentData() or "")))

    def refresh(self) -> None:
        """Ask again what there is; the choice stays."""
        rows, fault = self._choice.rows()
        with QSignalBlocker(self):
            self.clear()
            for words, name in rows:
                self.addItem(words, name)
            if fault:
                self.addItem(self.tr("No MIDI inputs found"), "")
                self.setItemData(self.count() - 1, fault, Qt.ItemDataRole.ToolTipRole)
                model = self.model()
                if isinstance(model, QStandardItemModel):
                    model.item(self.count() - 1).setEnabled(False)
            self.setCurrentIndex(self.findData(self._choice.name))

    def showPopup(self) -> None:
        """Ask what there is, then show it."""
        self.refresh()
        super().showPopup()

    def _show(self, name: str) -> None:
        with QSignalBlocker(self):
            if self.findData(name) < 0:
                self.addItem(self._choice.words(name), name)
            self.setCurrentIndex(self.findData(name))
