"""A small sheet that points at a part of the window, and the frame around that part."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.look.theme import LIGHT

_WIDTH = 360  # pixels
_ARROW = 9  # pixels, from the sheet to what it points at
_GAP = 8  # pixels, from the edge of the window


class Ring(QWidget):
    """A frame around a part of the window. The mouse passes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = LIGHT
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.accent), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        painter.end()


class Bubble(QFrame):
    """A title, a few sentences, and the way on, back and out. It takes no key that is not its own.

    Signals:
        forward: the next one is wanted.
        back: the one before is wanted.
        ended: enough.
    """

    forward = Signal()
    back = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bubble")
        self.setAccessibleName(self.tr("Tour"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.theme = LIGHT
        self._tip: QPoint | None = None
        self.title, self.text, self.place = QLabel(), QLabel(), QLabel()
        self.title.setObjectName("heading")
        self.text.setWordWrap(True)
        self.text.setMinimumWidth(_WIDTH - 32)
        self.place.setObjectName("quiet")
        self.back_button = QPushButton(self.tr("&Back"))
        self.next_button = QPushButton(self.tr("&Next"))
        self.end_button = QPushButton(self.tr("&End the tour"))
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.forward)
        self.end_button.clicked.connect(self.ended)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.end_button)
        row.addStretch(1)
        row.addWidget(self.place)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        column = QVBoxLayout(self)
        edge = 16 + _ARROW
        column.setContentsMargins(edge, edge - 4, edge, edge - 4)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(row)

    def say(self, title: str, text: str, number: int, count: int) -> None:
        """Show a step."""
        self.title.setText(title)
        self.text.setText(text)
        self.place.setText(self.tr("{number} of {count}").format(number=number, count=count))
        self.back_button.setEnabled(number > 1)
        self.next_button.setText(self.tr("&Next") if number < count else self.tr("&Done"))
        self.setAccessibleDescription(f"{title}. {text}")

    def point_at(self, target: QRect) -> None:
        """Stand beside a part of the parent, inside the window: below it, above it, or in its middle."""
        column = self.layout()
        assert column is not None
        width = max(column.sizeHint().width(), _WIDTH + 2 * _ARROW)
        size = column.sizeHint().expandedTo(self.sizeHint())
        size.setWidth(width)
        if column.hasHeightForWidth():
            size.setHeight(column.heightForWidth(width))
        parent = self.parentWidget()
        assert parent is not None
        room = parent.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        middle = target.center()
        x = min(max(middle.x() - width // 2, room.left()), room.right() - width)
        if target.bottom() + size.height() <= room.bottom():
            y, tip_y = target.bottom() + 1, 0
        elif target.top() - size.height() >= room.top():
            y, tip_y = target.top() - size.height(), size.height()
        else:
            y, tip_y = min(max(middle.y() - size.height() // 2, room.top()), room.bottom() - size.height()), -1
        self._tip = QPoint(min(max(middle.x() - x, 30), width - 30), tip_y) if tip_y >= 0 else None
        self.setGeometry(x, y, width, size.height())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on by the right arrow or Return, back by the left one, out by Esc."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.ended.emit()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.forward.emit()
        elif key == Qt.Key.Key_Left:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheet and its arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.accent), 1))
        painter.setBrush(QColor(self.theme.paper))
        sheet = self.rect().adjusted(_ARROW, _ARROW, -_ARROW - 1, -_ARROW - 1)
        painter.drawRoundedRect(sheet, 8, 8)
        if self._tip is not None:
            edge = sheet.top() if self._tip.y() == 0 else sheet.bottom() + 1
            x, half = self._tip.x(), _ARROW
            painter.drawPolygon(QPolygon([QPoint(x - half, edge), QPoint(x, self._tip.y()), QPoint(x + half, edge)]))
            painter.setPen(QPen(QColor(self.theme.paper), 2))
            painter.drawLine(x - half + 2, edge, x + half - 2, edge)
        painter.end()
