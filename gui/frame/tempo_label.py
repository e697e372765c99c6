"""What a percentage of the tune's tempo comes to, in beats a minute: stands where the word Tempo would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QSpinBox

if TYPE_CHECKING:
    from engine.notation.tune import Tempo

_USUAL = "3/8=120"  # the label is at least so wide, so that the row does not move with the tempo


class TempoLabel(QLabel):
    """Name the tempo at the caret as it is played, as a ``Q:`` field would; where none is known, what it labels."""

    def __init__(self, percent: QSpinBox) -> None:
        super().__init__()
        self.setObjectName("quiet")
        self.setBuddy(percent)
        self._percent = percent
        self._tempo: Tempo | None = None
        percent.valueChanged.connect(lambda _: self._show())
        self._show()

    def show_tempo(self, tempo: Tempo | None) -> None:
        """Take the tune's own tempo at the caret; None where it is not known."""
        if tempo != self._tempo:
            self._tempo = tempo
            self._show()

    def _show(self) -> None:
        if self._tempo is None:
            self.setText(self.tr("Tempo"))
            self.setToolTip("")
            return
        from engine.tempo import in_range

        played = in_range(self._tempo, self._percent.value() / 100)
        self.setText(f"{played.beat}={round(played.bpm)}")
        self.setToolTip(self.tr("At the caret it plays {bpm} beats of {beat} a minute; the tune says {own}").format(
            bpm=f"{round(played.bpm, 1):g}", beat=played.beat, own=f"{self._tempo.beat}={self._tempo.bpm:g}"))

    def sizeHint(self) -> QSize:
        """Ask for the width of a usual tempo at least."""
        return super().sizeHint().expandedTo(QSize(self.fontMetrics().horizontalAdvance(_USUAL), 0))

    def minimumSizeHint(self) -> QSize:
        """Be cut off nowhere."""
        return self.sizeHint()
