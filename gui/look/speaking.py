"""Tells a screen reader what is only drawn."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str) -> None:
    """Say a sentence, if a screen reader listens. What was said last stays with the widget, as ``said``."""
    widget.setProperty("said", sentence)
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 5 ms that the first window need not wait for

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def describe(widget: QWidget, text: str) -> None:
    """Give a widget a text that can be read beside its own content."""
    if widget.accessibleDescription() != text:
        widget.setAccessibleDescription(text)
