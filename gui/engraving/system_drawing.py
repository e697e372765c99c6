"""One system of a score as Qt draws it: in two colours, with the boxes of its notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from engine.engraving.sheet import GHOST, INK, System
from engine.exchange.mei_names import place_of
from engine.notation.tune import Place

_NAMED = re.compile(r'<g id="([hnlce]\d+-\d+[^"]*)"')
_NOTES = re.compile(r'<g id="n(\d+)-(\d+)')
_SYLLABLES = re.compile(r'<g id="l(\d+)-(\d+)')


class Box(NamedTuple):
    """Where something of the text is drawn, in units of the drawing.

    ``kind`` is ``h`` for a head, ``n`` a rest, ``l`` a syllable, ``e`` a bar line, ``c`` another sign.
    """

    place: Place
    rect: QRectF
    name: str
    kind: str


@dataclass(frozen=True)
class Colours:
    """What the composer's notes and the ghost's are drawn in, as ``#rrggbb``."""

    ink: str
    ghost: str


class SystemDrawing:
    """Draw a system. What is loaded and measured is kept. Lives in the GUI thread."""

    def __init__(self, system: System, colours: Colours) -> None:
        self.width, self.height = system.width, system.height
        self.svg = system.svg
        self._colours = colours
        self._renderer: QSvgRenderer | None = None
        self._boxes: tuple[Box, ...] | None = None
        self._pixmap: tuple[float, float, QPixmap] | None = None

    @property
    def renderer(self) -> QSvgRenderer:
        """Return the drawing, loaded."""
        if self._renderer is None:
            coloured = self.svg.replace(INK, self._colours.ink).replace(GHOST, self._colours.ghost)
            self._renderer = QSvgRenderer(QByteArray(coloured.encode()))
        return self._renderer

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Return the boxes of heads, rests, lyrics and other signs."""
        if self._boxes is None:
            names = _NAMED.findall(self.svg)
            heads = {place_of(name) for name in names if name[0] == "h"}
            found = []
            for name in names:
                place = place_of(name)
                if place is not None and not (name[0] == "n" and place in heads):
                    found.append(Box(place, self._rect(name), name, name[0]))
            self._boxes = tuple(found)
        return self._boxes

    @property
    def places(self) -> set[Place]:
        """Return the places of notes and rests, without loading the drawing."""
        return {Place(int(start), int(end)) for start, end in set(_NOTES.findall(self.svg))}

    @property
    def syllables(self) -> set[Place]:
        """Return the places of what is sung, without loading the drawing."""
        return {Place(int(start), int(end)) for start, end in _SYLLABLES.findall(self.svg)}

    def set_colours(self, colours: Colours) -> None:
        """Draw in other colours."""
        if colours != self._colours:
            self._colours, self._renderer, self._pixmap = colours, None, None

    def forget(self) -> None:
        """Let go of the picture, not of the drawing."""
        self._pixmap = None

    def pixmap(self, scale: float, ratio: float) -> QPixmap:
        """Return the picture, so many pixels a unit; ``ratio`` is the screen's own."""
        if self._pixmap is None or self._pixmap[:2] != (scale, ratio):
            pixmap = QPixmap(max(1, round(self.width * scale * ratio)), max(1, round(self.height * scale * ratio)))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter, QRectF(0, 0, self.width * scale, self.height * scale))
            painter.end()
            self._pixmap = scale, ratio, pixmap
        return self._pixmap[2]

    def draw(self, painter: QPainter, target: QRectF) -> None:
        """Draw the whole system into a rectangle, as lines and curves."""
        self.renderer.render(painter, target)

    def draw_tinted(self, painter: QPainter, name: str, origin: QPointF, scale: float, ratio: float,
                    colour: str) -> None:
        """Draw one element again over the picture, in another colour. ``origin`` is where the system stands."""
        rect = self._rect(name)
        if rect.isEmpty():
            return
        size = (rect.size() * (scale * ratio)).toSize()
        image = QImage(size.width() + 2, size.height() + 2, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        inner = QPainter(image)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.renderer.render(inner, name, QRectF(0, 0, rect.width() * scale, rect.height() * scale))
        inner.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        inner.fillRect(image.rect(), QColor(colour))
        inner.end()
        painter.drawImage(origin + rect.topLeft() * scale, image)

    def _rect(self, name: str) -> QRectF:
        renderer = self.renderer
        return renderer.transformForElement(name).mapRect(renderer.boundsOnElement(name))
