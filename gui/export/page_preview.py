"""Pages as they will lie on paper, one at a time, to be leafed through."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPixmap, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from gui.export.pages import Pages

_EDGE = 8  # pixels around the page
_LEAST = QSize(280, 340)
_NOTCH = 120  # what a wheel turns at once, in eighths of a degree


class PaperView(QWidget):
    """One page, as large as there is room. It takes the keys, and leafs with arrows, Page Up and Down, and the wheel.

    Signals:
        turned: another page is shown. Its number from 0.
    """

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Preview"))
        self.setMinimumSize(_LEAST)
        self.number = 0
        self._pages: Pages | None = None
        self._picture: QPixmap | None = None
        self._wheel = 0

    @property
    def count(self) -> int:
        """The number of pages."""
        return len(self._pages) if self._pages is not None else 0

    def show_pages(self, pages: Pages | None) -> None:
        """Show other pages, from where one is now if there are as many."""
        self._pages, self._picture = pages, None
        self.number = max(0, min(self.number, self.count - 1))
        self.update()
        self.turned.emit(self.number)

    def turn(self, number: int) -> None:
        """Show a page, if there is such a one."""
        if 0 <= number < self.count and number != self.number:
            self.number, self._picture = number, None
            self.update()
            self.turned.emit(number)

    def page_rect(self) -> QRectF:
        """Return where the page lies in the widget."""
        if self._pages is None:
            return QRectF()
        wide, high = self._pages.layout.page
        scale = min((self.width() - 2 * _EDGE) / wide, (self.height() - 2 * _EDGE) / high)
        return QRectF((self.width() - wide * scale) / 2, (self.height() - high * scale) / 2, wide * scale, high * scale)

    def _draw(self, pages: Pages, rect: QRectF) -> QPixmap:
        """Return the page as a picture, drawn anew when its size changed."""
        ratio = self.devicePixelRatioF()
        size = (rect.size() * ratio).toSize()
        if self._picture is None or self._picture.size() != size:
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.white)
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            scale = rect.width() / pages.layout.page[0]
            painter.scale(scale, scale)
            pages.draw(painter, self.number)
            painter.end()
        return self._picture

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page with a hairline around it."""
        painter = QPainter(self)
        if self._pages is not None:
            rect = self.page_rect()
            painter.drawPixmap(rect.topLeft(), self._draw(self._pages, rect))
            role = QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.Mid
            painter.setPen(self.palette().color(role))
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaf."""
        to = {Qt.Key.Key_Right: self.number + 1, Qt.Key.Key_Down: self.number + 1, Qt.Key.Key_PageDown: self.number + 1,
              Qt.Key.Key_Left: self.number - 1, Qt.Key.Key_Up: self.number - 1, Qt.Key.Key_PageUp: self.number - 1,
              Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.count - 1}.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            self.turn(to)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaf, a page a notch."""
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / _NOTCH)
        if steps:
            self._wheel -= steps * _NOTCH
            self.turn(max(0, min(self.number - steps, self.count - 1)))
        event.accept()

    def sizeHint(self) -> QSize:
        """Ask for a page that can be judged."""
        return QSize(400, 520)


class PagePreview(QWidget):
    """A page, and below it the way to the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = PaperView()
        self.words = QLabel()
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setObjectName("quiet")
        self.back, self.on = QToolButton(), QToolButton()
        for button, sign, name, step in ((self.back, "‹", self.tr("Page before"), -1),
                                         (self.on, "›", self.tr("Next page"), 1)):
            button.setText(sign)
            button.setToolTip(name)
            button.setAccessibleName(name)
            button.clicked.connect(lambda _=False, step=step: self.paper.turn(self.paper.number + step))
        row = QHBoxLayout()
        for part in (self.back, self.words, self.on):
            row.addWidget(part, 1 if part is self.words else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.paper, 1)
        column.addLayout(row)
        self.paper.turned.connect(lambda _: self._tell())
        self._tell()

    def show_pages(self, pages: Pages | None) -> None:
        """Show pages."""
        self._busy = ""
        self.paper.show_pages(pages)

    def show_words(self, words: str) -> None:
        """Show words instead of the page's number, while there is something to come, until pages are shown."""
        self._busy = words
        self._tell()

    def _tell(self) -> None:
        number, count = self.paper.number, self.paper.count
        self.words.setText(self._busy or (self.tr("Page {number} of {count}").format(number=number + 1, count=count)
                                          if count else ""))
        self.back.setEnabled(number > 0)
        self.on.setEnabled(number + 1 < count)

    _busy = ""
