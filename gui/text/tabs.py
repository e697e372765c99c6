"""The tabs above the text, one for each text that is open."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from gui.look import icons
from gui.look.theme import LIGHT, Theme

_MARK = "•"  # behind the name of what is not saved


class Tabs(QTabBar):
    """A row of tabs that can be moved, and closed by their button or the middle mouse button. Hidden for one text.

    Signals:
        close_asked: a tab is to be closed. Its index.
    """

    close_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setAccessibleName(self.tr("Open texts"))
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setAutoHide(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme = LIGHT

    def add(self, index: int) -> None:
        """Make a tab before the tab that has this index now."""
        index = self.insertTab(index, "")
        button = QToolButton()
        button.setObjectName("close_tab")
        button.setIconSize(QSize(12, 12))
        button.setToolTip(self.tr("Close (Ctrl+W)"))
        button.setAccessibleName(self.tr("Close this text"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIcon(icons.icon("clear", self._theme.muted))
        # A tab may have been moved since: which one the button stands on is asked when it is pressed.
        button.clicked.connect(lambda: self.close_asked.emit(self._index_of(button)))
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, button)

    def show_name(self, index: int, name: str, tip: str, *, is_modified: bool) -> None:
        """Write on a tab."""
        self.setTabText(index, f"{name} {_MARK}".replace("&", "&&") if is_modified else name.replace("&", "&&"))
        self.setTabToolTip(index, tip)
        self.setAccessibleTabName(index, self.tr("{name}, not saved").format(name=name) if is_modified else name)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for index in range(self.count()):
            button = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, QToolButton):
                button.setIcon(icons.icon("clear", theme.muted))

    def _index_of(self, button: QWidget) -> int:
        side = QTabBar.ButtonPosition.RightSide
        return next((index for index in range(self.count()) if self.tabButton(index, side) is button), -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close the tab under the middle button."""
        index = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index >= 0:
            self.close_asked.emit(index)
        else:
            super().mouseReleaseEvent(event)
