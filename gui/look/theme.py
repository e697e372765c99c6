"""Colours: one light theme, one dark, one accent in each."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from gui.look import icons

CHOICES = ("system", "light", "dark")
_STYLED = "has_fusion"


@dataclass(frozen=True)
class Theme:
    """The colours of the window, as ``#rrggbb``.

    ``tokens`` gives a colour for each token kind of ``engine.notation.scanner``; a kind that is
    missing takes ``ink``. Everything that is read stands 4.5:1 or more against ``paper`` or ``panel``.
    """

    is_dark: bool
    paper: str  # behind the composer's text
    panel: str  # behind controls
    line: str  # hairlines and borders
    ink: str
    muted: str  # labels, line numbers
    accent: str  # the one colour: Continue, bar lines, focus
    on_accent: str  # text on the accent
    soft: str  # a breath of the accent: hover, the ghost's band
    ghost: str
    playing: str  # behind a sounding note
    selection: str
    error: str
    warning: str
    fresh: str  # under notes that the model finds less and less likely
    odd: str
    oddest: str
    tokens: dict[str, str] = field(default_factory=dict)


LIGHT = Theme(
    is_dark=False, paper="#fdfcfa", panel="#f4f2ee", line="#dcd8d0", ink="#23272e", muted="#636870",
    accent="#0b6e66", on_accent="#ffffff", soft="#eaf3f1", ghost="#4a726d", playing="#b5e0d6",
    selection="#cfe3f7", error="#b3261e", warning="#8a5a00",
    fresh="#f6ecd2", odd="#f7d9a8", oddest="#f3b98c",
    tokens={
        "field": "#3a5a92", "inline_field": "#3a5a92", "directive": "#636870", "comment": "#636870",
        "text": "#636870", "rest": "#636870", "spacer": "#636870", "bar": "#0b6e66", "ending": "#0b6e66",
        "chord_symbol": "#8a3d94", "annotation": "#8a3d94", "decoration": "#96501f", "grace": "#96501f",
        "tuplet": "#96501f", "broken": "#96501f", "tie": "#96501f", "slur": "#96501f", "overlay": "#0b6e66",
        "continuation": "#636870", "unclosed": "#b3261e", "unknown": "#b3261e",
    },
)

DARK = Theme(
    is_dark=True, paper="#1b1e22", panel="#23272c", line="#383d44", ink="#e4e2dc", muted="#9aa0a8",
    accent="#5cc8b8", on_accent="#0d2421", soft="#24302f", ghost="#7fa8a1", playing="#235c54",
    selection="#2d4a68", error="#ff8a80", warning="#e5b567",
    fresh="#37311f", odd="#55401c", oddest="#743d1c",
    tokens={
        "field": "#8fb3ee", "inline_field": "#8fb3ee", "directive": "#9aa0a8", "comment": "#9aa0a8",
        "text": "#9aa0a8", "rest": "#9aa0a8", "spacer": "#9aa0a8", "bar": "#5cc8b8", "ending": "#5cc8b8",
        "chord_symbol": "#d59be0", "annotation": "#d59be0", "decoration": "#e0a878", "grace": "#e0a878",
        "tuplet": "#e0a878", "broken": "#e0a878", "tie": "#e0a878", "slur": "#e0a878", "overlay": "#5cc8b8",
        "continuation": "#9aa0a8", "unclosed": "#ff8a80", "unknown": "#ff8a80",
    },
)


def choose(choice: str) -> Theme:
    """Return the theme for ``system``, ``light`` or ``dark``."""
    if choice == "system":
        return DARK if QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def request(choice: str) -> None:
    """Ask the system for title bars and dialogs that go with the choice."""
    scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice, Qt.ColorScheme.Unknown)
    hints = QApplication.styleHints()
    if scheme == Qt.ColorScheme.Unknown:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(scheme)


def apply(app: QApplication, theme: Theme) -> None:
    """Colour every widget of the program."""
    if not app.property(_STYLED):
        # The one style that follows a palette on every system.
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setProperty(_STYLED, True)
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def palette(theme: Theme) -> QPalette:
    """Return the theme as Qt's palette."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.panel, role.WindowText: theme.ink, role.Base: theme.paper, role.AlternateBase: theme.panel,
        role.Text: theme.ink, role.Button: theme.panel, role.ButtonText: theme.ink, role.BrightText: theme.error,
        role.ToolTipBase: theme.paper, role.ToolTipText: theme.ink, role.Highlight: theme.selection,
        role.HighlightedText: theme.ink, role.Link: theme.accent, role.PlaceholderText: theme.muted,
        role.Accent: theme.accent, role.Mid: theme.line, role.Dark: theme.line, role.Light: theme.paper,
        role.Midlight: theme.panel, role.Shadow: theme.line,
    }
    result = QPalette()
    for each, colour in colours.items():
        result.setColor(each, QColor(colour))
    for each in (role.Text, role.WindowText, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.muted))
    return result


def editor_font(points: int) -> QFont:
    """Return the editor's fixed-width font."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setFamilies(["Cascadia Mono", "SF Mono", "JetBrains Mono", "Menlo", "Consolas", "DejaVu Sans Mono",
                      "Noto Sans Mono", font.family()])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPointSize(points)
    return font


def style_sheet(theme: Theme) -> str:
    """Return what the palette cannot say: spacing, corners, hairlines."""
    check = icons.path("check-dark" if theme.is_dark else "check").as_posix()
    return f"""
    QMainWindow, QMenuBar, QStatusBar {{ background: {theme.panel}; }}
    QMenuBar {{ padding: 2px 6px; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 5px; background: transparent; }}
    QMenuBar::item:selected {{ background: {theme.soft}; }}
    QMenu {{ background: {theme.paper}; border: 1px solid {theme.line}; padding: 5px; }}
    QMenu::item {{ padding: 5px 26px 5px 26px; border-radius: 5px; }}
    QMenu::item:selected {{ background: {theme.soft}; color: {theme.ink}; }}
    QMenu::item:disabled {{ color: {theme.muted}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 5px 8px; }}
    QToolTip {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.line}; padding: 4px 6px; }}
    #bar {{ background: {theme.panel}; }}
    QTabBar#tabs {{ background: {theme.panel}; }}
    QTabBar#tabs::tab {{ background: {theme.panel}; color: {theme.muted}; border: none; padding: 6px 8px 6px 12px;
        max-width: 220px; border-right: 1px solid {theme.line}; border-top: 2px solid transparent; }}
    QTabBar#tabs::tab:selected {{ background: {theme.paper}; color: {theme.ink}; border-top-color: {theme.accent}; }}
    QTabBar#tabs::tab:hover:!selected {{ background: {theme.soft}; }}
    QToolButton#close_tab {{ padding: 2px; border-radius: 4px; }}
    #hairline {{ background: {theme.line}; }}
    QLabel#quiet {{ color: {theme.muted}; }}
    QLabel#heading {{ color: {theme.accent}; font-weight: 600; padding: 12px 0 4px 0; }}
    QTreeWidget#roomy::item {{ padding: 3px 0; }}
    #bubble QLabel#heading {{ padding: 0; }}
    QPlainTextEdit#editor {{ background: {theme.paper}; border: none; }}
    QListWidget#completions {{ background: {theme.panel}; border: 1px solid {theme.line}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {theme.muted}; padding: 0 6px; }}
    QStatusBar QLabel[severity="error"] {{ color: {theme.error}; }}
    QStatusBar QLabel[severity="warning"] {{ color: {theme.warning}; }}
    QDialog QLabel[severity="error"] {{ color: {theme.error}; }}
    QDialog QLabel[severity="warning"] {{ color: {theme.warning}; }}
    QToolButton, QPushButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px 8px; }}
    QToolButton#small {{ padding: 2px 8px; color: {theme.muted}; }}
    QToolButton#small:checked {{ color: {theme.ink}; border-color: {theme.line}; }}
    QSplitter#split::handle {{ background: {theme.panel}; }}
    QSplitter#split::handle:hover {{ background: {theme.soft}; }}
    QToolButton#lock {{ padding: 5px; }}
    QToolButton:hover {{ background: {theme.soft}; border-color: {theme.line}; }}
    QToolButton:pressed, QToolButton:checked {{ background: {theme.soft}; border-color: {theme.accent}; }}
    QToolButton:focus {{ border-color: {theme.accent}; }}
    QToolButton:disabled {{ color: {theme.muted}; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton {{ background: {theme.paper}; border-color: {theme.line}; padding: 5px 14px; }}
    QPushButton:hover {{ background: {theme.soft}; }}
    QPushButton:focus {{ border-color: {theme.accent}; }}
    QPushButton#continue {{ background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent};
        font-weight: 600; padding: 6px 16px; }}
    QPushButton#continue:hover {{ border-color: {theme.ink}; }}
    QPushButton#continue:focus {{ border-color: {theme.ink}; }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {theme.line}; }}
    QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {theme.accent}; }}
    QSlider::handle:horizontal {{ width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
        background: {theme.paper}; border: 1px solid {theme.accent}; }}
    QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ background: {theme.accent}; }}
    QCheckBox {{ spacing: 7px; }}
    QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {theme.muted}; border-radius: 4px;
        background: {theme.paper}; }}
    QCheckBox::indicator:hover, QCheckBox:focus::indicator {{ border-color: {theme.accent}; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent}; image: url({check}); }}
    QRadioButton {{ spacing: 7px; }}
    QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {theme.muted}; border-radius: 8px;
        background: {theme.paper}; }}
    QRadioButton::indicator:hover, QRadioButton:focus::indicator {{ border-color: {theme.accent}; }}
    QRadioButton::indicator:checked {{ border-color: {theme.accent}; background: qradialgradient(cx:0.5, cy:0.5,
        radius:0.5, fx:0.5, fy:0.5, stop:0 {theme.accent}, stop:0.55 {theme.accent}, stop:0.65 {theme.paper},
        stop:1 {theme.paper}); }}
    QRadioButton::indicator:disabled {{ border-color: {theme.line}; }}
    QFrame#card {{ background: {theme.paper}; border: 1px solid {theme.line}; border-radius: 7px; }}
    QFrame#card[chosen="true"] {{ border-color: {theme.accent}; background: {theme.soft}; }}
    QLabel#cardTitle {{ font-weight: 600; color: {theme.ink}; }}
    QScrollArea#takeRow {{ border: 1px solid transparent; border-radius: 8px; padding: 2px;
        background: {theme.panel}; }}
    QScrollArea#takeRow:focus {{ border-color: {theme.accent}; }}
    QScrollArea#takeRow > QWidget > QWidget {{ background: {theme.panel}; }}
    QDockWidget {{ color: {theme.ink}; }}
    QDockWidget::title {{ background: {theme.panel}; padding: 4px 10px; border-top: 1px solid {theme.line}; }}
    QTreeView {{ background: {theme.paper}; border: 1px solid {theme.line}; border-radius: 6px; }}
    QTreeView:focus {{ border-color: {theme.accent}; }}
    QHeaderView::section {{ background: {theme.panel}; color: {theme.muted}; border: none;
        border-bottom: 1px solid {theme.line}; padding: 3px 8px; }}
    QTabBar::tab {{ padding: 4px 10px; color: {theme.muted}; border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.ink}; border-bottom-color: {theme.accent}; }}
    QTabBar::tab:focus {{ color: {theme.accent}; }}
    QProgressBar {{ background: {theme.line}; border: none; border-radius: 4px; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}
    #notice {{ background: {theme.paper}; border-bottom: 1px solid {theme.line}; }}
    #notice QLabel {{ color: {theme.ink}; }}
    #notice #stripe {{ background: {theme.warning}; }}
    #notice[kind="hint"] #stripe {{ background: {theme.accent}; }}
    """
