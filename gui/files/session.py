"""Which files were open, where in them, and which was in front: from one start to the next."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QObject

from gui.files.documents import Documents
from gui.settings import Preferences
from gui.text.desk import Desk


class Session(QObject):
    """Remember the open files whenever they change, so that a crash forgets nothing either."""

    def __init__(self, desk: Desk, documents: Documents, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._documents = documents
        self._preferences = preferences
        for signal in (desk.current_changed, desk.removed, documents.opened, documents.saved):
            signal.connect(self.keep)

    def restore(self) -> None:
        """Open what was open. A file that is not there any more is left out."""
        try:
            kept = json.loads(self._preferences.text("session", "[]"))
            wanted = [(Path(str(path)), int(caret), bool(is_front)) for path, caret, is_front in kept]
        except (ValueError, TypeError):
            return
        for path, caret, is_front in wanted:
            if path.is_file():
                self._documents.load(path, caret, is_shown=is_front)

    def keep(self) -> None:
        """Remember what is open now, what is still being read included."""
        current = self._desk.current
        kept: list[tuple[str, int, bool]] = []
        for page in self._desk.pages:
            if page.path is not None:
                caret = self._desk.editor.caret() if page is current else page.offset_at(page.view.caret)
                kept.append((str(page.path.resolve()), caret, page is current))
        kept += [(str(one.path.resolve()), one.caret or 0, one.is_shown) for one in self._documents.opening.waiting]
        self._preferences.keep("session", json.dumps(kept, ensure_ascii=False))
