"""Colours that can be read, in both themes."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from engine.notation.scanner import MUSIC
from gui.look.theme import DARK, LIGHT, Theme, editor_font
from tests.gui_parts import open_segue

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour. Source: WCAG 2.1."""
    channels = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21. Source: WCAG 2.1."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@THEMES
def test_all_that_is_read_stands_out(theme: Theme) -> None:
    pairs = {f"{kind} on paper": (colour, theme.paper) for kind, colour in theme.tokens.items()}
    for ground in ("paper", "panel", "soft"):
        for ink in ("ink", "muted", "error", "warning"):
            pairs[f"{ink} on {ground}"] = (getattr(theme, ink), getattr(theme, ground))
    for ink, ground in [("ghost", "paper"), ("ghost", "soft"), ("on_accent", "accent"), ("ink", "playing"),
                        ("ink", "selection"), ("accent", "paper"), ("ink", "fresh"), ("ink", "odd"),
                        ("ink", "oddest")]:
        pairs[f"{ink} on {ground}"] = (getattr(theme, ink), getattr(theme, ground))
    pairs["rest on fresh"] = theme.tokens["rest"], theme.fresh
    faint = {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < 4.5}
    assert not faint


@THEMES
def test_every_token_stands_out_on_paper_and_on_the_mark_of_its_bar(theme: Theme) -> None:
    kinds = {*MUSIC.groupindex, "field", "directive", "text", "newline"}
    assert set(theme.tokens) <= kinds
    faint = {}
    for kind in sorted(kinds - {"space", "newline"}):
        colour = theme.tokens.get(kind, theme.ink)  # what has no colour of its own is written in ink
        for ground in ("paper", "soft"):
            if contrast(colour, getattr(theme, ground)) < 4.5:
                faint[f"{kind} on {ground}"] = round(contrast(colour, getattr(theme, ground)), 2)
    assert not faint


@THEMES
def test_the_mark_of_the_bar_is_seen_and_does_not_shout(theme: Theme) -> None:
    assert 1.03 < contrast(theme.soft, theme.paper) < 1.3


@THEMES
def test_the_ghost_is_told_from_the_composers_text(theme: Theme) -> None:
    assert contrast(theme.ink, theme.ghost) > 2


def test_the_themes_colour_the_same_things() -> None:
    assert set(LIGHT.tokens) == set(DARK.tokens)
    for each in fields(Theme):
        if each.name not in ("is_dark", "tokens"):
            assert QColor(getattr(LIGHT, each.name)).isValid()
            assert QColor(getattr(DARK, each.name)).isValid()


@pytest.mark.parametrize("size", [(800, 500), (1200, 800)])
def test_no_label_is_cut_off_and_no_control_covers_another(qtbot: QtBot, tmp_path: Path, size: tuple[int, int]) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        segue.window.resize(*size)
        qtbot.wait(10)
        assert (segue.window.width(), segue.window.height()) == size
        for bar in (segue.window.controls, segue.window.transport):
            parts = [part for part in bar.findChildren(QWidget) if part.isVisibleTo(segue.window)
                     and isinstance(part, (QLabel, QPushButton, QToolButton, QSpinBox, QComboBox, QCheckBox))]
            assert len(parts) > 5
            for part in parts:
                wanted = part.minimumSizeHint()
                assert part.width() >= wanted.width(), (part, part.toolTip())
                assert part.height() >= min(wanted.height(), part.sizeHint().height())
                assert bar.rect().contains(part.geometry())
            for number, part in enumerate(parts):
                assert not any(part.geometry().intersects(other.geometry()) for other in parts[number + 1:])


def test_the_letters_that_were_chosen_are_those_that_are_shown(qtbot: QtBot, tmp_path: Path) -> None:
    with open_segue(qtbot, tmp_path) as segue:
        assert segue.editor.font().pointSize() == 13
        assert segue.editor.font().family() == editor_font(13).family()
        segue.window.action("larger").trigger()
        segue.window.theme_chosen.emit("dark")
        qtbot.wait(10)
        assert segue.editor.font().pointSize() == segue.editor.document().defaultFont().pointSize() == 14
