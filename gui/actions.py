"""Every command of the window: its words, its keys, its icon."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui import icons
from gui.theme import Theme

_Key = QKeySequence.StandardKey

# On a Mac Qt's Ctrl is the Command key, and Command+Space belongs to the system.
_CONTINUE = "Meta+Space" if sys.platform == "darwin" else "Ctrl+Space"

# name: words, keys, tip
COMMANDS: dict[str, tuple[str, list[QKeySequence | _Key | str], str]] = {
    "new": ("&New", [_Key.New], "Begin an empty text in a tab of its own"),
    "open": ("&Open…", [_Key.Open], "Open ABC files"),
    "save": ("&Save", [_Key.Save], "Save the text"),
    "save_as": ("Save &as…", ["Ctrl+Shift+S"], "Save under another name"),
    "export_midi": ("Export &MIDI…", ["Ctrl+E"], "Write the tune around the caret as a MIDI file"),
    "close": ("&Close", ["Ctrl+W", "Ctrl+F4"], "Close this text"),
    "next_tab": ("Ne&xt text", ["Ctrl+Tab", "Ctrl+PgDown"], "Go to the text in the next tab"),
    "previous_tab": ("Pre&vious text", ["Ctrl+Shift+Tab", "Ctrl+PgUp"], "Go to the text in the tab before"),
    "export": ("Export the s&core…", ["Ctrl+Shift+E"], "Write the score as PDF, PNG, SVG or MEI"),
    "quit": ("&Quit", ["Ctrl+Q"], "Close the window and every text"),
    "undo": ("&Undo", [_Key.Undo], "Take back the last change"),
    "redo": ("&Redo", [_Key.Redo], "Do it again"),
    "cut": ("Cu&t", [_Key.Cut], "Cut the selection"),
    "copy": ("&Copy", [_Key.Copy], "Copy the selection"),
    "paste": ("&Paste", [_Key.Paste], "Paste"),
    "select_all": ("Select &all", [_Key.SelectAll], "Select the whole text"),
    "mend": ("&Mend what is marked", ["Alt+Return"], "Make the mend that is offered for the fault at the caret"),
    "rewrite": ("Re&write cleanly", ["Ctrl+Shift+F"], "Write the tune anew: spacing, lengths, order of the header"),
    "transpose": ("&Transpose…", ["Ctrl+T"], "Put the tune into another key"),
    "continue": ("&Continue from the caret", [_CONTINUE, "Alt+\\"], "Continue the tune from the caret"),
    "lock_seed": ("&Keep the seed", ["Ctrl+L"], "Write the same again, not something new"),
    "teach": ("&Teach it my tunes…", [], "Train the model on with your own tunes; it becomes a new one"),
    "play": ("Play from the &start", ["F5"], "Play the tune from its start"),
    "play_caret": ("Play from the &caret", ["Shift+F5"], "Play the tune from the caret on"),
    "stop": ("S&top", ["Ctrl+."], "Stop playing"),
    "panic": ("&Panic", ["Ctrl+Shift+."], "Silence every note of every channel"),
    "swing": ("S&wing hornpipes", [], "Play the quavers of a hornpipe (R:hornpipe) long and short"),
    "numbers": ("Line &numbers", [], "Show line numbers"),
    "larger": ("&Larger text", [_Key.ZoomIn], "Larger letters"),
    "smaller": ("&Smaller text", [_Key.ZoomOut], "Smaller letters"),
    "view_score": ("&Score", ["F7"], "Show the tune under the caret as a score"),
    "view_roll": ("&Piano roll", ["F8"], "Show the tune under the caret as a piano roll"),
    "view_hidden": ("&Hide the score", ["Shift+F7"], "Show the text alone"),
    "score_beside": ("Score &beside the text", ["Ctrl+F7"], "Put the score beside the text, not below it"),
    "score_pages": ("Pa&ges", ["Shift+F8"], "Show the score on sheets of paper"),
    "score_larger": ("Lar&ger notes", ["Alt+="], "Larger notes"),
    "score_smaller": ("S&maller notes", ["Alt+-"], "Smaller notes"),
    "score_fit": ("&Fit to the width", ["Alt+0"], "Make the page, or the whole piano roll, as wide as the panel"),
    "preferences": ("Pre&ferences…", ["Ctrl+,"], "Choose how the program looks, sounds and writes"),
    "shortcuts": ("&Keyboard shortcuts…", ["F1", "Ctrl+?"], "List every command with its keys, and change them"),
    "tour": ("&Tour", [], "Show the parts of the window, one after the other"),
    "about": ("&About Segue", [], "What this program is"),
}

# Keys that the editor takes itself, and only where a ghost is: they are named in the menu without being shortcuts.
GHOST_COMMANDS: dict[str, tuple[str, str]] = {
    "accept_all": ("&Accept all", "Tab"),
    "accept_bar": ("Accept the next &bar", "Ctrl+Right"),
    "dismiss": ("&Dismiss and stop writing", "Esc"),
}

_TIP = "tip"  # the property that holds a command's tip without its keys
_ICONS = {"play": "play", "play_caret": "play-caret", "stop": "stop"}


def make(parent: QWidget) -> dict[str, QAction]:
    """Return every command by name, with its keys in its tooltip."""
    actions = {}
    translate = QCoreApplication.translate
    for name, (words, keys, tip) in COMMANDS.items():
        action = QAction(translate("Commands", words), parent)
        action.setObjectName(name)
        action.setProperty(_TIP, translate("Commands", tip))
        show_keys(action, name, [each if isinstance(each, QKeySequence) else QKeySequence(each) for each in keys])
        action.setStatusTip("")
        actions[name] = action
    for name, short in (("score_larger", "+"), ("score_smaller", "−"), ("view_roll", "Roll")):
        actions[name].setIconText(short)
    for name, (words, keys_text) in GHOST_COMMANDS.items():
        actions[name] = QAction(translate("Commands", words), parent)
        actions[name].setObjectName(name)
        show_keys(actions[name], name, [QKeySequence(keys_text)])
    for name in ("numbers", "lock_seed", "swing", "view_score", "view_roll", "view_hidden", "score_beside",
                 "score_pages"):
        actions[name].setCheckable(True)
    return actions


def show_keys(action: QAction, name: str, sequences: list[QKeySequence]) -> None:
    """Give a command keys, and name them in its tooltip, or in the menu where the editor takes them itself."""
    shown = sequences[0].toString(QKeySequence.SequenceFormat.NativeText) if sequences else ""
    if name in GHOST_COMMANDS:
        words = action.text().split("\t")[0]
        action.setText(f"{words}\t{shown}" if shown else words)
        return
    action.setShortcuts(sequences)
    tip = str(action.property(_TIP))
    action.setToolTip(f"{tip} ({shown})" if shown else tip)


def set_theme(actions: dict[str, QAction], theme: Theme) -> None:
    """Draw the icons in the theme's ink."""
    for name, drawing in _ICONS.items():
        actions[name].setIcon(icons.icon(drawing, theme.ink, theme.muted))
        actions[name].setIconVisibleInMenu(False)

