"""All that is engraved in one window: the living score, exports, prints, and the engraver that they share."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.documents import Documents
from gui.engraving import Engraving
from gui.exporting import Exporting
from gui.printing import Printing
from gui.scoring import Scoring
from gui.settings import Preferences
from gui.window import Window


class Scores(QObject):
    """Hold them together. Lives in the GUI thread."""

    def __init__(self, window: Window, preferences: Preferences, documents: Documents) -> None:
        super().__init__(window)
        self.engraving = Engraving(self)
        self.living = Scoring(window, preferences, self.engraving)
        self.exporting = Exporting(window, documents, self.engraving, preferences)
        self.printing = Printing(window, documents, self.engraving, preferences, self.exporting.extent)
        self.printing.failed.connect(self.exporting.failed)
        for part in (self.exporting, self.printing):
            part.said.connect(window.say)

    def close(self) -> None:
        """Remember the view; end the engraver's process and join its thread."""
        self.printing.cancel()
        self.exporting.close()
        self.living.close()
        self.engraving.close()
