"""All that is engraved in one window: the living score, exports, prints, and the engraver that they share."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.engraving.engraving import Engraving
from gui.export.exporting import Exporting
from gui.export.printing import Printing
from gui.files.documents import Documents
from gui.frame.window import Window
from gui.score.score_start import ScoreStart
from gui.score.scoring import Scoring
from gui.settings import Preferences


class Scores(QObject):
    """Hold them together. Lives in the GUI thread."""

    def __init__(self, window: Window, preferences: Preferences, documents: Documents) -> None:
        super().__init__(window)
        self.engraving = Engraving(self)
        self.start = ScoreStart(self.engraving, self)
        self.living = Scoring(window, preferences, self.engraving, self.start)
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
