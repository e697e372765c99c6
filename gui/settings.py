"""What the window remembers from one day to the next."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from engine.continuation import ALARM_NOTES, PART_BARS, SWITCH, UNTIL, Settings
from engine.errors import SettingsError

_MOST_RECENT = 10


class Preferences:
    """The composer's choices, kept by ``QSettings``. A value that cannot be used is taken as never written."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store if store is not None else QSettings("Segue", "Segue")
        # Where takes of documents without a name lie, None for the system's data folder: with a store of its own all
        # that is kept stays beside it.
        self.takes_folder = Path(store.fileName()).parent / "takes" if store is not None else None

    @property
    def recent(self) -> list[Path]:
        """The files opened or saved last, the newest first."""
        value = self._store.value("recent", [])
        # QSettings gives a list of one back as a bare string.
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [Path(name) for name in names if isinstance(name, str)]

    def add_recent(self, path: Path) -> None:
        """Put a file in front."""
        kept = [path, *(each for each in self.recent if each != path)][:_MOST_RECENT]
        self._store.setValue("recent", [str(each) for each in kept])

    def forget_recent(self) -> None:
        """Empty the list."""
        self._store.remove("recent")

    def text(self, name: str, default: str) -> str:
        """Return a word."""
        value = self._store.value(name, default)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int) -> int:
        """Return a whole number."""
        try:
            return int(str(self._store.value(name, default)))
        except ValueError:
            return default

    def flag(self, name: str, default: bool) -> bool:
        """Return a yes or no."""
        return str(self._store.value(name, default)).lower() == "true"

    def keep(self, name: str, value: str | int | bool) -> None:
        """Remember a choice."""
        self._store.setValue(name, value)

    def write(self) -> None:
        """Put everything on the disk now: another program is about to read it."""
        self._store.sync()

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty the first time."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    @property
    def continuation(self) -> Settings:
        """How to continue, seed included."""
        plain = Settings()
        try:
            kept = Settings(
                temperature=float(str(self._store.value("temperature", plain.temperature))),
                top_p=float(str(self._store.value("top_p", plain.top_p))),
                seed=self.number("seed", plain.seed),
                bars=self.number("bars", plain.bars),
                until=self.text("until", UNTIL[0]),
                lowest=self.text("lowest", ""),
                highest=self.text("highest", ""),
                scale_only=self.flag("scale_only", False),
                lengths=self.text("lengths", ""),
                symbols=self.text("symbols", SWITCH[0]),
                chords=self.text("chords", SWITCH[0]),
                rhythm_bar=self.number("rhythm_bar", 0),
                part_bars=self.text("part_bars", PART_BARS[0]),
                copy_notes=self.number("copy_notes", ALARM_NOTES),
                tonic_end=self.flag("tonic_end", True),
            )
            kept.check()
        except (ValueError, SettingsError):
            return plain
        return kept

    @continuation.setter
    def continuation(self, value: Settings) -> None:
        for field in fields(value):
            self._store.setValue(field.name, getattr(value, field.name))
