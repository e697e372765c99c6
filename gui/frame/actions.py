"""Every command of the window: its words, its keys, its icon."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gui.look import icons
from gui.look.texts import noop, plain
from gui.look.theme import Theme

_Key = QKeySequence.StandardKey

# On a Mac Qt's Ctrl is the Command key, and Command+Space belongs to the system.
_CONTINUE = "Meta+Space" if sys.platform == "darwin" else "Ctrl+Space"

# name: words, keys, tip
COMMANDS: dict[str, tuple[str, list[QKeySequence | _Key | str], str]] = {
    "new": (noop("Commands", "&New"), [_Key.New], noop("Commands", "Begin an empty text in a tab of its own")),
    "new_tune": (noop("Commands", "New &tune…"), ["Ctrl+Shift+N"],
                 noop("Commands", "Begin a tune: its title, metre, key and rhythm")),
    "open": (noop("Commands", "&Open…"), [_Key.Open],
             noop("Commands", "Open ABC files, and MIDI and MusicXML files as new texts")),
    "save": (noop("Commands", "&Save"), [_Key.Save], noop("Commands", "Save the text")),
    "save_as": (noop("Commands", "Save &as…"), ["Ctrl+Shift+S"], noop("Commands", "Save under another name")),
    "export": (noop("Commands", "&Export…"), ["Ctrl+E"],
               noop("Commands", "Write tunes as pages, pictures, sound, or notes for other programs")),
    "export_again": (noop("Commands", "Export a&gain as before"), ["Ctrl+Shift+E"],
                     noop("Commands", "Write the same tunes to the same place, as they are now")),
    "print": (noop("Commands", "&Print…"), ["Ctrl+P"],
              noop("Commands", "Show tunes on pages, and print them")),
    "versions": (noop("Commands", "Earlier &versions…"), [],
                 noop("Commands", "Show what the file held before it was saved over")),
    "close": (noop("Commands", "C&lose"), ["Ctrl+W", "Ctrl+F4"], noop("Commands", "Close this text")),
    "next_tab": (noop("Commands", "Ne&xt text"), ["Ctrl+Tab", "Ctrl+PgDown"],
                 noop("Commands", "Go to the text in the next tab")),
    "previous_tab": (noop("Commands", "Pre&vious text"), ["Ctrl+Shift+Tab", "Ctrl+PgUp"],
                     noop("Commands", "Go to the text in the tab before")),
    "quit": (noop("Commands", "&Quit"), ["Ctrl+Q"], noop("Commands", "Close the window and every text")),
    "undo": (noop("Commands", "&Undo"), [_Key.Undo], noop("Commands", "Take back the last change")),
    "redo": (noop("Commands", "&Redo"), [_Key.Redo], noop("Commands", "Do it again")),
    "cut": (noop("Commands", "Cu&t"), [_Key.Cut], noop("Commands", "Cut the selection")),
    "copy": (noop("Commands", "&Copy"), [_Key.Copy], noop("Commands", "Copy the selection")),
    "copy_midi": (noop("Commands", "Copy as MI&DI"), ["Ctrl+Shift+C"],
                  noop("Commands", "Copy the selection, or the whole tune, as a MIDI file")),
    "paste": (noop("Commands", "&Paste"), [_Key.Paste], noop("Commands", "Paste")),
    "select_all": (noop("Commands", "Select &all"), [_Key.SelectAll], noop("Commands", "Select the whole text")),
    "find": (noop("Commands", "&Find…"), ["Ctrl+F"],
             noop("Commands", "Find in the text, also by regular expressions")),
    "replace": (noop("Commands", "Find and r&eplace…"), ["Ctrl+H"],
                noop("Commands", "Find, and put something else in its place")),
    "find_next": (noop("Commands", "Find &next"), ["F3"], noop("Commands", "Go to the next place")),
    "find_previous": (noop("Commands", "Find pre&vious"), ["Shift+F3"], noop("Commands", "Go to the place before")),
    "find_books": (noop("Commands", "Find in tune &books…"), ["Ctrl+Shift+G"],
                   noop("Commands", "Search every file of a folder: by words, by field, by a run of notes in any key; "
                        "what is selected is looked for")),
    "mend": (noop("Commands", "&Mend what is marked"), ["Alt+Return"],
             noop("Commands", "Make the mend that is offered for the fault at the caret")),
    "mends": (noop("Commands", "Choo&se a mend…"), ["Alt+Shift+Return"],
              noop("Commands", "Offer every mend that is known for the faults at the caret")),
    "rewrite": (noop("Commands", "Re&write cleanly"), ["Ctrl+Shift+F"],
                noop("Commands", "Write the tune anew: spacing, lengths, order of the header")),
    "transpose": (noop("Commands", "Transpose…"), ["Ctrl+T"], noop("Commands", "Put the tune into another key")),
    "complete": (noop("Commands", "C&omplete"), ["Ctrl+J", "Alt+/"],
                 noop("Commands", "Offer what can stand at the caret, each with its meaning")),
    "double": (noop("Commands", "Double the &lengths"), ["Ctrl+Shift+D"],
               noop("Commands", "Make the notes of the tune or of the selection twice as long")),
    "halve": (noop("Commands", "&Halve the lengths"), ["Alt+Shift+D"],
              noop("Commands", "Make the notes of the tune or of the selection half as long")),
    "unit": (noop("Commands", "Change the un&it length…"), ["Ctrl+Shift+L"],
             noop("Commands", "Write the tune in another unit; it sounds the same")),
    "align": (noop("Commands", "Ali&gn the bars"), ["Ctrl+Shift+A"],
              noop("Commands", "Set the bars of the tune or of the selected lines in columns")),
    "arrange": (noop("Commands", "Sort the boo&k…"), ["Ctrl+Shift+K"],
                noop("Commands", "Put the tunes of the text in order, and number them")),
    "snippets": (noop("Commands", "&Edit the snippets…"), [], noop("Commands", "Change what the Insert menu holds")),
    "typed_notes": (noop("Commands", "Sound the notes that I t&ype"), [],
                    noop("Commands", "Each note sounds for a moment as it is typed, unless the tune plays")),
    "bar_mark": (noop("Commands", "Mark the &bar at the caret"), [],
                 noop("Commands", "A breath of colour behind the bar at the caret, in every voice")),
    "fold": (noop("Commands", "&Fold the tune"), ["Ctrl+Shift+["],
             noop("Commands", "Show only the first line of the tune around the caret")),
    "unfold": (noop("Commands", "Unfold the tune"), ["Ctrl+Shift+]"], noop("Commands", "Show the whole tune again")),
    "fold_all": (noop("Commands", "F&old every tune"), ["Alt+Shift+["],
                 noop("Commands", "Show only the first line of every tune")),
    "unfold_all": (noop("Commands", "Unfol&d every tune"), ["Alt+Shift+]"],
                   noop("Commands", "Show every tune whole")),
    "continue": (noop("Commands", "&Continue from the caret"), [_CONTINUE, "Alt+\\"],
                 noop("Commands", "Continue the tune from the caret")),
    "next_take": (noop("Commands", "&Next take"), ["Alt+]"],
                  noop("Commands", "Show the next take at this place, or write another")),
    "previous_take": (noop("Commands", "&Previous take"), ["Alt+["],
                      noop("Commands", "Show the take before this one")),
    "read_ghost": (noop("Commands", "&Read the proposal as plain text…"), ["Alt+F2"],
                   noop("Commands", "Show the proposal as text that can be read, selected and copied")),
    "suggest": (noop("Commands", "Su&ggest when I pause"), [],
                noop("Commands", "Propose a continuation whenever you have stopped typing for a moment")),
    "choose_takes": (noop("Commands", "Choose among &takes"), ["Ctrl+Shift+Space"],
                     noop("Commands", "Write many continuations and keep those that are best and differ most")),
    "takes": (noop("Commands", "Take&s panel"), ["F9"],
              noop("Commands", "Show takes side by side, and all that was tried")),
    "go_takes": (noop("Commands", "G&o to the takes panel"), ["Shift+F9"],
                 noop("Commands", "Show the takes panel and give it the keys; Esc gives them back")),
    "again": (noop("Commands", "&Write these bars again"), ["Ctrl+Shift+B"],
              noop("Commands", "Propose other music for the selected bars, or for the bar at the caret, that leads "
                    "into what follows")),
    "hold_bars": (noop("Commands", "&Hold these bars"), ["Ctrl+Shift+H"],
                  noop("Commands", "Keep the selected bars as they are when bars around them are written again; "
                        "press again to let go")),
    "hold_rhythm": (noop("Commands", "Hold the rh&ythm"), [],
                    noop("Commands", "Bars that are written again keep the lengths of their notes")),
    "surprise": (noop("Commands", "Show s&urprise"), ["Ctrl+F9"],
                 noop("Commands", "Colour the notes that the model finds odd")),
    "lock_seed": (noop("Commands", "&Keep the seed"), ["Ctrl+L"],
                  noop("Commands", "Write the same again, not something new")),
    "note_origin": (noop("Commands", "Note how &it was written"), ["Alt+Shift+N"],
                    noop("Commands", "Write a comment into the tune from which the last continuation can be "
                          "written again")),
    "recall_origin": (noop("Commands", "Reca&ll how it was written"), ["Alt+Shift+R"],
                      noop("Commands", "Take over place and settings from the tune's comment, so that Continue "
                            "writes the same again")),
    "teach": (noop("Commands", "Teach it my t&unes…"), [],
              noop("Commands", "Train the model on with your own tunes; it becomes a new one")),
    "play": (noop("Commands", "Play from the &start"), ["F5"], noop("Commands", "Play the tune from its start")),
    "play_caret": (noop("Commands", "Play from the &caret"), ["Shift+F5"],
                   noop("Commands", "Play the tune from the caret on")),
    "stop": (noop("Commands", "S&top"), ["Ctrl+."], noop("Commands", "Stop playing")),
    "panic": (noop("Commands", "&Panic"), ["Ctrl+Shift+."], noop("Commands", "Silence every note of every channel")),
    "loop": (noop("Commands", "&Loop"), ["F6"],
             noop("Commands", "Play the selected bars round and round; without a selection what is chosen around the "
                  "caret. What you write is heard in the next round")),
    "loop_bar": (noop("Commands", "Loop by the &bar"), [],
                 noop("Commands", "Without a selection loop the bar at the caret")),
    "loop_part": (noop("Commands", "Loop by the &part"), [],
                  noop("Commands", "Without a selection loop the part around the caret")),
    "loop_tune": (noop("Commands", "Loop the whole &tune"), [],
                  noop("Commands", "Without a selection loop the tune around the caret")),
    "metronome": (noop("Commands", "&Metronome"), ["Shift+F6"],
                  noop("Commands", "Click on each beat while a tune plays")),
    "count_in": (noop("Commands", "Count &in one bar"), ["Ctrl+F6"],
                 noop("Commands", "Click for one bar before a tune or a loop begins")),
    "swing": (noop("Commands", "S&wing hornpipes"), [],
              noop("Commands", "Play the quavers of a hornpipe (R:hornpipe) long and short")),
    "write_played": (noop("Commands", "&Write the notes I play"), ["Shift+F4"],
                     noop("Commands", "Each key of the MIDI keyboard writes a note at the caret; keys held together "
                          "are a chord, the pedal is a rest")),
    "answer": (noop("Commands", "&Play a phrase, Segue answers"), ["F4"],
               noop("Commands", "What you play is written down when you pause for a bar, or press the key again, and "
                    "continued at once")),
    "sixteenth": (noop("Commands", "&Sixteenth"), ["Alt+3"], noop("Commands", "The notes I play are sixteenths")),
    "eighth": (noop("Commands", "&Eighth"), ["Alt+4"], noop("Commands", "The notes I play are eighths")),
    "quarter": (noop("Commands", "&Quarter"), ["Alt+5"], noop("Commands", "The notes I play are quarters")),
    "half": (noop("Commands", "&Half"), ["Alt+6"], noop("Commands", "The notes I play are halves")),
    "whole": (noop("Commands", "&Whole"), ["Alt+7"], noop("Commands", "The notes I play are whole notes")),
    "dotted": (noop("Commands", "&Dotted"), ["Alt+."], noop("Commands", "The notes I play have a dot")),
    "played_rest": (noop("Commands", "Write a &rest"), ["Alt+Z"],
                    noop("Commands", "Write a rest of the chosen length, as the pedal does")),
    "hear_keys": (noop("Commands", "&Hear the keyboard"), [],
                  noop("Commands", "What is played on the MIDI keyboard sounds where the tune does")),
    "keep_answers": (noop("Commands", "&Keep the answers"), [],
                     noop("Commands", "The bars of an answer that you have heard stay when you play the next phrase")),
    "numbers": (noop("Commands", "Line &numbers"), [], noop("Commands", "Show line numbers")),
    "tunes": (noop("Commands", "Tun&es of the text"), ["Ctrl+Shift+O"],
              noop("Commands", "Show or hide the list of the tunes, and search among them")),
    "larger": (noop("Commands", "&Larger text"), [_Key.ZoomIn], noop("Commands", "Larger letters")),
    "smaller": (noop("Commands", "&Smaller text"), [_Key.ZoomOut], noop("Commands", "Smaller letters")),
    "view_score": (noop("Commands", "S&core"), ["F7"], noop("Commands", "Show the tune under the caret as a score")),
    "view_roll": (noop("Commands", "&Piano roll"), ["F8"],
                  noop("Commands", "Show the tune under the caret as a piano roll")),
    "view_hidden": (noop("Commands", "&Hide the score"), ["Shift+F7"], noop("Commands", "Show the text alone")),
    "score_beside": (noop("Commands", "Sco&re beside the text"), ["Ctrl+F7"],
                     noop("Commands", "Put the score beside the text, not below it")),
    "score_pages": (noop("Commands", "Pa&ges"), ["Shift+F8"], noop("Commands", "Show the score on sheets of paper")),
    "score_larger": (noop("Commands", "L&arger notes"), ["Alt+="], noop("Commands", "Larger notes")),
    "score_smaller": (noop("Commands", "S&maller notes"), ["Alt+-"], noop("Commands", "Smaller notes")),
    "score_fit": (noop("Commands", "Fit to the &width"), ["Alt+0"],
                  noop("Commands", "Make the page, or the whole piano roll, as wide as the panel")),
    "preferences": (noop("Commands", "Preferences…"), ["Ctrl+,"],
                    noop("Commands", "Choose how the program looks, sounds and writes")),
    "shortcuts": (noop("Commands", "&Keyboard shortcuts…"), ["F1", "Ctrl+?"],
                  noop("Commands", "List every command with its keys, and change them")),
    "tour": (noop("Commands", "&Tour"), [], noop("Commands", "Show the parts of the window, one after the other")),
    "about": (noop("Commands", "&About Segue"), [], noop("Commands", "What this program is")),
}

# Keys that the editor takes itself, and only where a ghost is: they are named in the menu without being shortcuts.
GHOST_COMMANDS: dict[str, tuple[str, str]] = {
    "accept_all": (noop("Commands", "&Accept all"), "Tab"),
    "accept_bar": (noop("Commands", "Accept the next &bar"), "Ctrl+Right"),
    "accept_part": (noop("Commands", "Accept to the &end of the part"), "Ctrl+Shift+Right"),
    "dismiss": (noop("Commands", "&Dismiss and stop writing"), "Esc"),
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
        action.setIconText(plain(action.text()))
        actions[name] = action
    for name, short in (("score_larger", "+"), ("score_smaller", "−"), ("view_roll", noop("Commands", "Roll"))):
        actions[name].setIconText(translate("Commands", short))
    for name, (words, keys_text) in GHOST_COMMANDS.items():
        actions[name] = QAction(translate("Commands", words), parent)
        actions[name].setObjectName(name)
        show_keys(actions[name], name, [QKeySequence(keys_text)])
    for name in ("numbers", "lock_seed", "swing", "loop", "loop_bar", "loop_part", "loop_tune", "metronome",
                 "count_in", "typed_notes", "bar_mark", "view_score", "view_roll", "view_hidden",
                 "score_beside", "score_pages", "suggest", "takes", "hold_rhythm", "surprise", "tunes",
                 "write_played", "answer", "sixteenth", "eighth", "quarter", "half", "whole", "dotted", "hear_keys",
                 "keep_answers"):
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

