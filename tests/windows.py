"""Every dialog of the program, opened for whoever wants to look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.gui_parts import Segue


def dialogs(segue: Segue, wanted: Sequence[str] = ()) -> Iterator[tuple[str, Any]]:
    """Open one dialog after the other, or those that are wanted; close each when the next is asked for."""
    for name, make in _MAKERS.items():
        if wanted and name not in wanted:
            continue
        dialog = make(segue)
        dialog.show()
        yield name, dialog
        if not wanted:
            dialog.close()


def _teaching(segue: Segue) -> QWidget:
    from gui.comfort.teaching import Teaching

    return Teaching(segue.window, None)


def _snippets(segue: Segue) -> QWidget:
    from gui.text.snippets import shipped
    from gui.writing.snippet_dialog import SnippetDialog

    return SnippetDialog(shipped(), segue.editor.font(), segue.window)


def _new_tune(segue: Segue) -> QWidget:
    from engine.notation.beginning import Beginning
    from gui.writing.new_tune import NewTuneSheet

    return NewTuneSheet(Beginning(), may_append=True, parent=segue.window)


def _versions(segue: Segue) -> QWidget:
    from gui.files.versions import VersionsDialog

    return VersionsDialog([], "X:1", 10, segue.editor.theme, segue.window)


def _recovery(segue: Segue) -> QWidget:
    from gui.files.recovery_dialog import RecoveryDialog

    return RecoveryDialog([], segue.editor.theme, segue.window)


def _proposal(segue: Segue) -> QWidget:
    from gui.takes.ghost_reader import GhostReader

    return GhostReader(segue.window)


def _arrange(segue: Segue) -> QWidget:
    from gui.writing.arranging import ArrangeSheet

    return ArrangeSheet(12, ("title", False), segue.window)


def _export(segue: Segue) -> QWidget:
    segue.app.scores.exporting.ask()
    dialog = segue.app.scores.exporting.dialog
    assert isinstance(dialog, QWidget)
    return dialog


def _print(segue: Segue) -> QWidget:
    printing = segue.app.scores.printing
    printing.printers = lambda: ["a printer"]
    printing.ask()
    assert isinstance(printing.dialog, QWidget)
    return printing.dialog


_MAKERS: dict[str, Callable[[Segue], QWidget]] = {
    "preferences": lambda segue: segue.app.comfort.show_preferences(),
    "shortcuts": lambda segue: segue.app.comfort.show_shortcuts(),
    "teaching": _teaching,
    "snippets": _snippets,
    "new_tune": _new_tune,
    "versions": _versions,
    "recovery": _recovery,
    "proposal": _proposal,
    "arrange": _arrange,
    "export": _export,
    "print": _print,
}
